//! Translates an expression to positions: the characters that each consumes, and the positions that can follow.
//!
//! A value matches if a part of it does, as in a search. `\A` and `\z` restrict a match to the whole value.

use regex_syntax::hir::{self, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};

use super::limit::LimitExceeded;
use crate::ordered::OrderedSet;
use crate::pattern::look_ahead::LookAhead;

/// If this position is reached, the value matches, whatever follows.
pub(super) const MATCH: usize = 0;
/// If this position is reached, the value matches if it ends here.
pub(super) const MATCH_AT_END: usize = 1;

/// The maximum number of positions of an expression.
const POSITIONS: usize = 20_000;

/// The maximum number of different look-aheads of an expression, which are bits of a `u64`.
const LOOK_AHEADS: usize = 64;

/// A reachable position, and the look-aheads on the way to it, which the rest of the value must satisfy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Way {
    /// The position.
    pub(super) position: u32,
    /// A bit for each look-ahead.
    pub(super) promises: u64,
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
    /// The expressions of the look-aheads, and whether each must not match.
    pub(super) look_aheads: Vec<(Hir, bool)>,
}

enum Node {
    Consume {
        position: usize,
        next: u32,
    },
    Split(Vec<u32>),
    Look(Look, u32),
    LookAhead {
        /// Its number at the start of a value.
        at_start: usize,
        /// Its number at any other place.
        inside: usize,
        next: u32,
    },
    Match,
}

struct Compiler {
    nodes: Vec<Node>,
    sets: Vec<ClassUnicode>,
    consumes: Vec<usize>,
    look_aheads: Vec<(Hir, bool)>,
    /// The number of steps. Repetitions of an empty expression make no nodes, but take time.
    work: usize,
}

/// Translates an expression.
pub(super) fn program(hir: &Hir) -> Result<Program, LimitExceeded> {
    let mut compiler = Compiler {
        nodes: vec![Node::Match],
        sets: Vec::new(),
        consumes: vec![usize::MAX; 2],
        look_aheads: Vec::new(),
        work: 0,
    };
    let start = compiler.node(hir, 0)?;
    let mut follow = vec![Vec::new(); compiler.consumes.len()];
    let mut walk = Walk {
        nodes: &compiler.nodes,
        seen: vec![0; compiler.nodes.len() * 2],
        seen_promising: OrderedSet::new(),
        round: 0,
        work: 0,
    };
    for node in &compiler.nodes {
        if let Node::Consume { position, next } = node {
            follow[*position] = walk.closure(*next, false)?;
        }
    }
    let anchored = is_anchored(hir, !compiler.look_aheads.is_empty());
    Ok(Program {
        begin: walk.closure(start, true)?,
        restart: if anchored {
            Vec::new()
        } else {
            walk.closure(start, false)?
        },
        look_aheads: compiler.look_aheads,
        sets: compiler.sets,
        consumes: compiler.consumes,
        follow,
    })
}

/// Returns whether an expression is anchored at the start. An anchor inside a look-ahead does not count: `(?!^a)b`
/// matches anywhere.
fn is_anchored(hir: &Hir, has_look_aheads: bool) -> bool {
    let is_bound = |hir: &Hir| hir.properties().look_set_prefix().contains(Look::Start);
    if !has_look_aheads {
        return is_bound(hir);
    }
    is_bound(&rewritten(hir, &|part| match part.kind() {
        HirKind::Capture(capture) => LookAhead::of(capture.name.as_deref()).map(|_| Hir::empty()),
        _ => None,
    }))
}

/// Returns an expression for a place that is not the start of a value.
fn never_at_start(hir: &Hir) -> Hir {
    rewritten(hir, &|part| match part.kind() {
        HirKind::Look(Look::Start) => Some(Hir::fail()),
        _ => None,
    })
}

/// Replaces some parts of an expression.
fn rewritten(hir: &Hir, other: &dyn Fn(&Hir) -> Option<Hir>) -> Hir {
    if let Some(other) = other(hir) {
        return other;
    }
    match hir.kind() {
        HirKind::Capture(capture) => Hir::capture(hir::Capture {
            sub: Box::new(rewritten(&capture.sub, other)),
            ..capture.clone()
        }),
        HirKind::Repetition(repetition) => Hir::repetition(hir::Repetition {
            sub: Box::new(rewritten(&repetition.sub, other)),
            ..repetition.clone()
        }),
        HirKind::Concat(parts) => {
            Hir::concat(parts.iter().map(|part| rewritten(part, other)).collect())
        }
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.iter().map(|part| rewritten(part, other)).collect())
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
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
        let known = self.sets.iter().position(|known| *known == set);
        let set = known.unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        });
        self.consumes.push(set);
        if self.consumes.len() > POSITIONS {
            return Err(LimitExceeded::Positions(POSITIONS));
        }
        self.push(Node::Consume {
            position: self.consumes.len() - 1,
            next,
        })
    }

    fn look_ahead(&mut self, sub: &Hir, negated: bool, next: u32) -> Result<u32, LimitExceeded> {
        let at_start = self.promise(sub.clone(), negated)?;
        let inside = if sub.properties().look_set().contains(Look::Start) {
            self.promise(never_at_start(sub), negated)?
        } else {
            at_start
        };
        self.push(Node::LookAhead {
            at_start,
            inside,
            next,
        })
    }

    /// Returns the number of a look-ahead.
    fn promise(&mut self, sub: Hir, negated: bool) -> Result<usize, LimitExceeded> {
        let promise = (sub, negated);
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
            HirKind::Capture(capture) => match LookAhead::of(capture.name.as_deref()) {
                Some(ahead) => self.look_ahead(&capture.sub, ahead.negated, next),
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

struct Walk<'p> {
    nodes: &'p [Node],
    /// The last round in which a node was reached, before and after the end of the value.
    seen: Vec<u32>,
    /// The nodes with look-aheads that were reached in this round.
    seen_promising: OrderedSet<ReachedNode>,
    round: u32,
    work: usize,
}

/// A node, whether `\z` precedes it, and the look-aheads on the way to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ReachedNode {
    node: u32,
    at_end: bool,
    promises: u64,
}

impl Walk<'_> {
    /// Returns the positions that can be reached without consuming a character.
    fn closure(&mut self, from: u32, at_start: bool) -> Result<Vec<Way>, LimitExceeded> {
        self.round += 1;
        self.seen_promising.clear();
        let mut found = Vec::new();
        let mut open = vec![ReachedNode {
            node: from,
            at_end: false,
            promises: 0,
        }];
        while let Some(place) = open.pop() {
            self.work += 1;
            if self.work > LimitExceeded::WORK {
                return Err(LimitExceeded::Work);
            }
            if !self.is_new(place) {
                continue;
            }
            let to = |node: u32| ReachedNode { node, ..place };
            let mut reached = |position: usize| {
                found.push(Way {
                    position: u32::try_from(position).unwrap_or(u32::MAX),
                    promises: place.promises,
                });
            };
            match &self.nodes[place.node as usize] {
                Node::Match if place.at_end => reached(MATCH_AT_END),
                Node::Match => reached(MATCH),
                Node::Consume { .. } if place.at_end => {}
                Node::Consume { position, .. } => reached(*position),
                Node::Split(ways) => open.extend(ways.iter().map(|way| to(*way))),
                Node::LookAhead {
                    at_start: first,
                    inside,
                    next,
                } => {
                    let number = if at_start { first } else { inside };
                    open.push(ReachedNode {
                        promises: place.promises | 1 << number,
                        ..to(*next)
                    });
                }
                Node::Look(Look::Start, next) if at_start => open.push(to(*next)),
                Node::Look(Look::End, next) => open.push(ReachedNode {
                    at_end: true,
                    ..to(*next)
                }),
                Node::Look(..) => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn is_new(&mut self, place: ReachedNode) -> bool {
        if place.promises != 0 {
            self.work += 8;
            return self.seen_promising.insert(place);
        }
        let seen = &mut self.seen[place.node as usize * 2 + usize::from(place.at_end)];
        std::mem::replace(seen, self.round) != self.round
    }
}
