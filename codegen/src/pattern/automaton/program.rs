//! Translates an expression to positions: the characters that each consumes, and the positions that can follow.
//!
//! A value matches if a part of it does, as in a search. `\A` and `\z` restrict a match to the whole value.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};

use super::Alphabet;
use super::limit::LimitExceeded;
use super::walk::Walk;
use crate::pattern::look_around::Special;

/// If this position is reached, the value matches, whatever follows.
pub(super) const MATCH: usize = 0;
/// If this position is reached, the value matches if it ends here.
pub(super) const MATCH_AT_END: usize = 1;

/// The maximum number of positions of an expression.
pub(super) const POSITIONS: usize = 20_000;

/// The maximum number of different look-aheads of an expression, which are bits of a `u64`.
const LOOK_AHEADS: usize = 64;

/// A reachable position, and the conditions on the way to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Way {
    /// The position.
    pub(super) position: u32,
    /// The number of the set that must contain the character before this place, if there is a condition.
    pub(super) behind: Option<u32>,
    /// A bit for each look-ahead that the rest of the value must satisfy.
    pub(super) promises: u64,
}

/// The character before a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The place is the start of the value.
    Start,
    /// A known character.
    Character(char),
    /// Some character.
    Some,
}

/// An expression that must match at a place, or must not.
#[derive(Clone, PartialEq)]
pub(super) struct LookAhead {
    pub(super) hir: Hir,
    pub(super) negated: bool,
    /// The character before the place.
    pub(super) before: Before,
}

/// An expression as a list of positions.
pub(super) struct Program {
    /// The sets of characters.
    pub(super) sets: Vec<ClassUnicode>,
    /// The set that each position consumes. The first two positions consume none.
    pub(super) consumes: Vec<usize>,
    /// The positions that can follow each position.
    pub(super) follow: Vec<Vec<Way>>,
    /// The positions at the start of a value.
    pub(super) begin: Vec<Way>,
    /// The positions at which a search can start inside the value. Empty if the expression is anchored at the start.
    pub(super) restart: Vec<Way>,
    /// The look-aheads.
    pub(super) look_aheads: Vec<LookAhead>,
}

pub(super) enum Node {
    Consume {
        position: usize,
        next: u32,
    },
    Split(Vec<u32>),
    Look(Look, u32),
    /// The character before must be in a set.
    Behind {
        set: u32,
        /// Whether the start of the value will do.
        or_start: bool,
        next: u32,
    },
    /// The character after must be in a set.
    Ahead {
        set: u32,
        /// Whether the end of the value will do.
        or_end: bool,
        next: u32,
    },
    LookAhead {
        /// Its number at the start of a value.
        at_start: usize,
        /// Its numbers at other places, each with the set that must contain the character before.
        inside: Vec<(u32, usize)>,
        next: u32,
    },
    Match,
}

struct Compiler {
    nodes: Vec<Node>,
    sets: Vec<ClassUnicode>,
    consumes: Vec<usize>,
    look_aheads: Vec<LookAhead>,
    /// The number of steps. Repetitions of an empty expression make no nodes, but take time.
    work: usize,
}

/// Translates an expression, for a place after a character. The result contains the values with a match that starts at
/// this place, or also at a later one if `searches`.
pub(super) fn program(hir: &Hir, before: Before, searches: bool) -> Result<Program, LimitExceeded> {
    let mut compiler = Compiler {
        nodes: vec![Node::Match],
        sets: Vec::new(),
        consumes: vec![usize::MAX; 2],
        look_aheads: Vec::new(),
        work: 0,
    };
    let start = compiler.node(hir, 0)?;
    let mut walk = Walk::new(&compiler.nodes, compiler.sets, compiler.consumes);
    let mut follow = vec![Vec::new(); walk.consumes.len()];
    for node in &compiler.nodes {
        if let Node::Consume { position, next } = node {
            follow[*position] = walk.closure(*next, Before::Some)?;
        }
    }
    let begin = walk.closure(start, before)?;
    let restart = if searches {
        walk.closure(start, Before::Some)?
    } else {
        Vec::new()
    };
    for origin in &walk.narrowed {
        follow.push(match *origin {
            MATCH => vec![Way {
                position: MATCH as u32,
                behind: None,
                promises: 0,
            }],
            position => follow[position].clone(),
        });
    }
    Ok(Program {
        sets: walk.sets,
        consumes: walk.consumes,
        follow,
        begin,
        restart,
        look_aheads: compiler.look_aheads,
    })
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

/// Returns the number of a set in a list. A new set is added.
pub(super) fn number_of(sets: &mut Vec<ClassUnicode>, set: ClassUnicode) -> usize {
    let known = sets.iter().position(|known| *known == set);
    known.unwrap_or_else(|| {
        sets.push(set);
        sets.len() - 1
    })
}

impl Compiler {
    fn push(&mut self, node: Node) -> Result<u32, LimitExceeded> {
        if self.nodes.len() > 4 * POSITIONS {
            return Err(LimitExceeded::Positions(POSITIONS));
        }
        self.nodes.push(node);
        Ok(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    fn consume(&mut self, set: ClassUnicode, next: u32) -> Result<u32, LimitExceeded> {
        let set = number_of(&mut self.sets, set);
        self.consumes.push(set);
        if self.consumes.len() > POSITIONS {
            return Err(LimitExceeded::Positions(POSITIONS));
        }
        self.push(Node::Consume {
            position: self.consumes.len() - 1,
            next,
        })
    }

    fn special(&mut self, special: Special, sub: &Hir, next: u32) -> Result<u32, LimitExceeded> {
        match (special, one_character(sub)) {
            (Special::Behind { negated }, Some(mut set)) => {
                if negated {
                    set.negate();
                }
                let set = number_of(&mut self.sets, set) as u32;
                let or_start = negated;
                self.push(Node::Behind {
                    set,
                    or_start,
                    next,
                })
            }
            (Special::Ahead { negated }, Some(mut set)) => {
                if negated {
                    set.negate();
                }
                let set = number_of(&mut self.sets, set) as u32;
                let or_end = negated;
                self.push(Node::Ahead { set, or_end, next })
            }
            // Nothing but a match follows, so the look-ahead can consume what it looks at.
            (Special::Ahead { negated: false }, None) if next == 0 => self.node(sub, next),
            (Special::Ahead { negated }, None) => self.look_ahead(sub, negated, next),
            // The stage `read` refuses a look-behind of several characters.
            (Special::Behind { .. }, None) => self.push(Node::Split(Vec::new())),
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
        self.push(Node::LookAhead {
            at_start,
            inside,
            next,
        })
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
    fn node(&mut self, hir: &Hir, next: u32) -> Result<u32, LimitExceeded> {
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
            HirKind::Look(look) => self.push(Node::Look(*look, next)),
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
                self.push(Node::Split(starts?))
            }
            HirKind::Repetition(repetition) => {
                let sub = &repetition.sub;
                let mut at = next;
                match repetition.max {
                    None => {
                        let around = self.push(Node::Split(vec![next]))?;
                        let again = self.node(sub, around)?;
                        if let Node::Split(ways) = &mut self.nodes[around as usize] {
                            ways.push(again);
                        }
                        at = around;
                    }
                    // Nests the copies, `(x(x)?)?`, so that each copy is followed by the next copy and the end, not by
                    // all copies.
                    Some(max) => {
                        for _ in repetition.min..max {
                            let copy = self.node(sub, at)?;
                            at = self.push(Node::Split(vec![copy, next]))?;
                        }
                    }
                }
                for _ in 0..repetition.min {
                    at = self.node(sub, at)?;
                }
                Ok(at)
            }
        }
    }
}
