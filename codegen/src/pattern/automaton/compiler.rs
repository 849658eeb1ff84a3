//! Translates expressions to nodes. Equal nodes with the same continuation are one node.

use std::collections::HashMap;
use std::ops::Range;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

use super::Alphabet;
use super::limit::LimitExceeded;
use super::positions::{Before, LookAhead, LookBehind, MATCH_NODE, Node, POSITIONS, number_of};
use crate::pattern::look_around::Special;

/// The maximum number of different look-aheads of an expression, which are bits of a `u64`.
const LOOK_AHEADS: usize = 64;

/// The maximum number of different look-behinds of an expression, which are bits of a `u64`.
const LOOK_BEHINDS: usize = 64;

/// The nodes of some expressions.
pub(super) struct Compiler {
    pub(super) nodes: Vec<Node>,
    pub(super) sets: Vec<ClassUnicode>,
    pub(super) consumes: Vec<usize>,
    pub(super) look_aheads: Vec<LookAhead>,
    pub(super) look_behinds: Vec<LookBehind>,
    /// For each position, the chains that it is a part of, each with its rank.
    pub(super) chains: Vec<Vec<(u32, u32)>>,
    known: HashMap<Key, u32>,
    loops: Vec<Loop>,
    /// The positions in the order in which expressions needed them.
    trace: Vec<u32>,
    /// The highest rank of each chain.
    highest: Vec<u32>,
    /// The number of steps. Repetitions of an empty expression make no nodes, but take time.
    work: usize,
}

/// What makes two nodes equal.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Consume(usize, u32),
    Split(Vec<u32>),
    Look(u32, u32),
    Behind(u32, bool, u32),
    Ahead(u32, bool, u32),
    LookAhead(usize, u32),
    LookBehind(usize, u32),
}

/// A repetition without an upper bound.
struct Loop {
    sub: Hir,
    next: u32,
    /// The node before a copy or the end.
    around: u32,
    /// The node before a copy.
    again: u32,
    /// Its part of the trace.
    trace: Range<usize>,
}

/// Collects the sets of characters that must precede a place in an expression.
fn sets_behind(hir: &Hir, sets: &mut Vec<ClassUnicode>) {
    match hir.kind() {
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(Special::Behind { .. }) => sets.extend(one_character(&capture.sub)),
            Some(Special::Ahead { .. } | Special::Atomic) | None => {
                sets_behind(&capture.sub, sets);
            }
        },
        HirKind::Repetition(repetition) => sets_behind(&repetition.sub, sets),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| sets_behind(part, sets));
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

/// Returns the characters that an expression matches, if it matches exactly one character.
fn one_character(hir: &Hir) -> Option<ClassUnicode> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            let mut letters = text.chars();
            let letter = letters.next().filter(|_| letters.next().is_none())?;
            Some(ClassUnicode::new([ClassUnicodeRange::new(letter, letter)]))
        }
        HirKind::Class(Class::Unicode(class)) => Some(class.clone()),
        HirKind::Capture(capture) if Special::of(capture.name.as_deref()).is_none() => {
            one_character(&capture.sub)
        }
        HirKind::Class(Class::Bytes(_))
        | HirKind::Capture(_)
        | HirKind::Empty
        | HirKind::Look(_)
        | HirKind::Repetition(_)
        | HirKind::Concat(_)
        | HirKind::Alternation(_) => None,
    }
}

/// Returns the sets between whose members no set of a list distinguishes.
fn atoms(sets: &[ClassUnicode]) -> Vec<ClassUnicode> {
    let (alphabet, _) = Alphabet::of(sets);
    let mut atoms = vec![ClassUnicode::empty(); alphabet.classes()];
    for (first, last, class) in alphabet.ranges() {
        atoms[usize::from(class)].push(ClassUnicodeRange::new(first, last));
    }
    atoms
}

impl Compiler {
    pub(super) fn new() -> Self {
        Self {
            nodes: vec![Node::Match],
            sets: Vec::new(),
            consumes: vec![usize::MAX; 2],
            look_aheads: Vec::new(),
            look_behinds: Vec::new(),
            chains: vec![Vec::new(); 2],
            known: HashMap::new(),
            loops: Vec::new(),
            trace: Vec::new(),
            highest: Vec::new(),
            work: 0,
        }
    }

    /// Returns the number of a node. Equal nodes are one.
    fn shared(&mut self, key: Key, node: Node) -> Result<u32, LimitExceeded> {
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let number = self.push(node)?;
        self.known.insert(key, number);
        Ok(number)
    }

    fn push(&mut self, node: Node) -> Result<u32, LimitExceeded> {
        if self.nodes.len() > 4 * POSITIONS {
            return Err(LimitExceeded::Positions(POSITIONS));
        }
        self.nodes.push(node);
        Ok(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    fn consume(&mut self, set: ClassUnicode, next: u32) -> Result<u32, LimitExceeded> {
        let set = number_of(&mut self.sets, set);
        let position = self.consumes.len();
        let number = self.shared(Key::Consume(set, next), Node::Consume { position, next })?;
        let position = match &self.nodes[number as usize] {
            Node::Consume { position: own, .. } => *own,
            _ => position,
        };
        if position == self.consumes.len() {
            self.consumes.push(set);
            self.chains.push(Vec::new());
            if self.consumes.len() > POSITIONS {
                return Err(LimitExceeded::Positions(POSITIONS));
            }
        }
        self.trace.push(position as u32);
        Ok(number)
    }

    fn split(&mut self, ways: Vec<u32>) -> Result<u32, LimitExceeded> {
        // After a match, everything matches.
        if ways.contains(&MATCH_NODE) {
            return Ok(MATCH_NODE);
        }
        self.shared(Key::Split(ways.clone()), Node::Split(ways))
    }

    fn special(&mut self, special: Special, sub: &Hir, next: u32) -> Result<u32, LimitExceeded> {
        match (special, one_character(sub)) {
            (Special::Behind { negated }, Some(mut set)) => {
                if negated {
                    set.negate();
                }
                let set = number_of(&mut self.sets, set) as u32;
                let or_start = negated;
                let node = Node::Behind {
                    set,
                    or_start,
                    next,
                };
                self.shared(Key::Behind(set, or_start, next), node)
            }
            (Special::Ahead { negated }, Some(mut set)) => {
                if negated {
                    set.negate();
                }
                let set = number_of(&mut self.sets, set) as u32;
                let or_end = negated;
                let key = Key::Ahead(set, or_end, next);
                self.shared(key, Node::Ahead { set, or_end, next })
            }
            // Nothing but a match follows, so the look-ahead can consume what it looks at.
            (Special::Ahead { negated: false }, None) if next == MATCH_NODE => self.node(sub, next),
            (Special::Ahead { negated }, None) => self.look_ahead(sub, negated, next),
            (Special::Behind { negated }, None) => self.look_behind(sub, negated, next),
            (Special::Atomic, _) => self.node(sub, next),
        }
    }

    fn look_ahead(&mut self, sub: &Hir, negated: bool, next: u32) -> Result<u32, LimitExceeded> {
        let at_start = self.promise(sub, negated, Before::Start)?;
        let mut sets = Vec::new();
        sets_behind(sub, &mut sets);
        let is_anchored = sub.properties().look_set().contains(Look::Start);
        let mut inside = Vec::new();
        for atom in atoms(&sets) {
            let number = match atom.ranges().first() {
                Some(range) if is_anchored || !sets.is_empty() => {
                    self.promise(sub, negated, Before::Character(range.start()))?
                }
                _ => at_start,
            };
            inside.push((number_of(&mut self.sets, atom) as u32, number));
        }
        let node = Node::LookAhead {
            at_start,
            inside,
            next,
        };
        self.shared(Key::LookAhead(at_start, next), node)
    }

    fn look_behind(&mut self, sub: &Hir, negated: bool, next: u32) -> Result<u32, LimitExceeded> {
        let look_behind = LookBehind {
            hir: sub.clone(),
            negated,
        };
        let mut known = self.look_behinds.iter();
        let number = match known.position(|known| *known == look_behind) {
            Some(number) => number,
            None if self.look_behinds.len() == LOOK_BEHINDS => {
                return Err(LimitExceeded::LookBehinds(LOOK_BEHINDS));
            }
            None => {
                self.look_behinds.push(look_behind);
                self.look_behinds.len() - 1
            }
        };
        let node = Node::LookBehind { number, next };
        self.shared(Key::LookBehind(number, next), node)
    }

    /// Returns the number of a look-ahead.
    fn promise(
        &mut self,
        sub: &Hir,
        negated: bool,
        before: Before,
    ) -> Result<usize, LimitExceeded> {
        let promise = LookAhead {
            hir: sub.clone(),
            negated,
            before,
        };
        let known = self.look_aheads.iter().position(|known| *known == promise);
        let number = known.unwrap_or(self.look_aheads.len());
        if known.is_none() {
            if number == LOOK_AHEADS {
                return Err(LimitExceeded::LookAheads(LOOK_AHEADS));
            }
            self.look_aheads.push(promise);
        }
        Ok(number)
    }

    /// Returns the first node of an expression that continues at `next`.
    pub(super) fn node(&mut self, hir: &Hir, next: u32) -> Result<u32, LimitExceeded> {
        self.work += 1;
        if self.work > LimitExceeded::WORK {
            return Err(LimitExceeded::Work);
        }
        match hir.kind() {
            HirKind::Empty => Ok(next),
            HirKind::Literal(literal) => {
                let text = String::from_utf8_lossy(&literal.0);
                text.chars().rev().try_fold(next, |next, character| {
                    let range = ClassUnicodeRange::new(character, character);
                    self.consume(ClassUnicode::new([range]), next)
                })
            }
            HirKind::Class(Class::Unicode(class)) => self.consume(class.clone(), next),
            HirKind::Class(Class::Bytes(class)) => {
                let ranges = class.iter().map(|range| {
                    ClassUnicodeRange::new(char::from(range.start()), char::from(range.end()))
                });
                self.consume(ClassUnicode::new(ranges), next)
            }
            HirKind::Look(look) => {
                self.shared(Key::Look(look.as_repr(), next), Node::Look(*look, next))
            }
            HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
                Some(special) => self.special(special, &capture.sub, next),
                None => self.node(&capture.sub, next),
            },
            HirKind::Concat(parts) => parts
                .iter()
                .rev()
                .try_fold(next, |next, part| self.node(part, next)),
            HirKind::Alternation(parts) => {
                let starts: Result<Vec<u32>, LimitExceeded> =
                    parts.iter().map(|part| self.node(part, next)).collect();
                self.split(starts?)
            }
            HirKind::Repetition(repetition) => {
                let Repetition { min, max, sub, .. } = repetition;
                match max {
                    _ if next == MATCH_NODE => self.bounded(sub, *min, *min, next),
                    None => self.unbounded(sub, *min, next),
                    Some(max) => self.bounded(sub, *min, *max, next),
                }
            }
        }
    }

    /// Translates a repetition without an upper bound. The last of its required copies is the one that is repeated.
    fn unbounded(&mut self, sub: &Hir, min: u32, next: u32) -> Result<u32, LimitExceeded> {
        let known = self
            .loops
            .iter()
            .find(|known| known.next == next && known.sub == *sub);
        let (around, again) = match known {
            Some(known) => {
                self.trace.extend_from_within(known.trace.clone());
                (known.around, known.again)
            }
            None => {
                let around = self.push(Node::Split(vec![next]))?;
                let from = self.trace.len();
                let again = self.node(sub, around)?;
                if let Node::Split(ways) = &mut self.nodes[around as usize] {
                    ways.push(again);
                }
                self.loops.push(Loop {
                    sub: sub.clone(),
                    next,
                    around,
                    again,
                    trace: from..self.trace.len(),
                });
                (around, again)
            }
        };
        if min == 0 {
            return Ok(around);
        }
        (1..min).try_fold(again, |at, _| self.node(sub, at))
    }

    /// Translates a repetition with an upper bound. The copies are nested, `(x(x)?)?`, so that each is followed by the next
    /// copy and the end, not by all copies.
    fn bounded(&mut self, sub: &Hir, min: u32, max: u32, next: u32) -> Result<u32, LimitExceeded> {
        let mut at = next;
        let mut after: Option<Range<usize>> = None;
        for _ in min..max {
            let from = self.trace.len();
            let copy = self.node(sub, at)?;
            after = Some(self.chain(after, from));
            at = self.split(vec![copy, next])?;
        }
        for number in 0..min {
            let from = self.trace.len();
            at = self.node(sub, at)?;
            if number == 0 {
                self.chain(after.take(), from);
            }
        }
        Ok(at)
    }

    /// States that the positions since `from` match all that those of the copy after them match.
    fn chain(&mut self, after: Option<Range<usize>>, from: usize) -> Range<usize> {
        let own = from..self.trace.len();
        for (narrow, wide) in after.into_iter().flatten().zip(own.clone()) {
            let (narrow, wide) = (self.trace[narrow] as usize, self.trace[wide] as usize);
            if narrow == wide {
                continue;
            }
            let is_linked =
                |(chain, rank): &(u32, u32)| self.chains[wide].contains(&(*chain, rank + 1));
            if self.chains[narrow].iter().any(is_linked) {
                continue;
            }
            let highest = &self.highest;
            let top = |(chain, rank): &&(u32, u32)| highest[*chain as usize] == *rank;
            let (chain, rank) = match self.chains[narrow].iter().find(top) {
                Some(known) => *known,
                None => {
                    let fresh = (self.highest.len() as u32, 0);
                    self.highest.push(0);
                    self.chains[narrow].push(fresh);
                    fresh
                }
            };
            self.highest[chain as usize] = rank + 1;
            self.chains[wide].push((chain, rank + 1));
        }
        own
    }
}
