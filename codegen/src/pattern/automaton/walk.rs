//! Finds the positions that can be reached without consuming a character.

use std::collections::{BTreeMap, BTreeSet};

use regex_syntax::hir::{ClassUnicode, Look};

use super::limit::LimitExceeded;
use super::positions::{Before, MATCH, MATCH_AT_END, Node, POSITIONS, Way, number_of};

/// A walk over the nodes of an expression.
pub(super) struct Walk<'p> {
    nodes: &'p [Node],
    pub(super) sets: Vec<ClassUnicode>,
    pub(super) consumes: Vec<usize>,
    /// For each position that consumes a part of the set of another position: that position.
    narrowed: Vec<usize>,
    numbers: BTreeMap<(usize, usize), usize>,
    /// The last round in which a node was reached, before and after the end of the value.
    seen: Vec<u32>,
    /// The nodes with conditions that were reached in this round.
    seen_conditional: BTreeSet<ReachedNode>,
    round: u32,
    work: usize,
}

/// A node, whether `\z` precedes it, and the conditions on the way to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ReachedNode {
    node: u32,
    at_end: bool,
    promises: u64,
    behinds: u64,
    /// The set that contains the character before.
    behind: Option<u32>,
    /// The set that contains the character after, and whether the end of the value will do.
    ahead: Option<(u32, bool)>,
}

impl<'p> Walk<'p> {
    pub(super) fn new(nodes: &'p [Node], sets: Vec<ClassUnicode>, consumes: Vec<usize>) -> Self {
        Self {
            nodes,
            sets,
            consumes,
            narrowed: Vec::new(),
            numbers: BTreeMap::new(),
            seen: vec![0; nodes.len() * 2],
            seen_conditional: BTreeSet::new(),
            round: 0,
            work: 0,
        }
    }

    /// Returns the positions that can follow each position.
    pub(super) fn follow(&mut self) -> Result<Vec<Vec<Way>>, LimitExceeded> {
        let mut follow = vec![Vec::new(); self.consumes.len()];
        for node in self.nodes {
            if let Node::Consume { position, next } = node {
                follow[*position] = self.closure(*next, Before::Some)?;
            }
        }
        Ok(follow)
    }

    /// Adds the positions that can follow those that consume a part of a set.
    pub(super) fn follow_narrowed(&self, follow: &mut Vec<Vec<Way>>) {
        for origin in &self.narrowed {
            follow.push(match *origin {
                MATCH => vec![Way {
                    position: MATCH as u32,
                    behind: None,
                    promises: 0,
                    behinds: 0,
                }],
                position => follow[position].clone(),
            });
        }
    }

    /// Returns the positions that can be reached from a node after a character.
    pub(super) fn closure(&mut self, from: u32, before: Before) -> Result<Vec<Way>, LimitExceeded> {
        self.round += 1;
        self.seen_conditional.clear();
        let nodes = self.nodes;
        let mut found = Vec::new();
        let mut open = vec![ReachedNode {
            node: from,
            at_end: false,
            promises: 0,
            behinds: 0,
            behind: None,
            ahead: None,
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
            match &nodes[place.node as usize] {
                Node::Match => self.reach_match(place, &mut found)?,
                Node::Consume { .. } if place.at_end => {}
                Node::Consume { position, .. } => {
                    let position = match place.ahead {
                        None => Some(*position),
                        Some((set, _)) => self.narrow(*position, set)?,
                    };
                    found.extend(position.map(|position| place.way(position)));
                }
                Node::Split(ways) => open.extend(ways.iter().map(|way| to(*way))),
                Node::Behind {
                    set,
                    or_start,
                    next,
                } => {
                    let behind = self.behind(place.behind, *set, *or_start, before);
                    open.extend(behind.map(|behind| ReachedNode {
                        behind,
                        ..to(*next)
                    }));
                }
                Node::Ahead { or_end, next, .. } if place.at_end => {
                    open.extend(or_end.then(|| to(*next)));
                }
                Node::Ahead { set, or_end, next } => open.push(ReachedNode {
                    ahead: Some(match place.ahead {
                        None => (*set, *or_end),
                        Some((other, end)) => (self.common(other, *set), end && *or_end),
                    }),
                    ..to(*next)
                }),
                Node::LookAhead {
                    at_start,
                    inside,
                    next,
                } => {
                    let with = |number: usize| place.promises | 1 << number;
                    if before == Before::Start {
                        open.push(ReachedNode {
                            promises: with(*at_start),
                            ..to(*next)
                        });
                        continue;
                    }
                    for (set, number) in inside {
                        let behind = if inside.len() == 1 {
                            Some(place.behind)
                        } else {
                            self.behind(place.behind, *set, false, before)
                        };
                        open.extend(behind.map(|behind| ReachedNode {
                            promises: with(*number),
                            behind,
                            ..to(*next)
                        }));
                    }
                }
                Node::LookBehind { number, next } => open.push(ReachedNode {
                    behinds: place.behinds | 1 << number,
                    ..to(*next)
                }),
                Node::Look(Look::Start, next) => {
                    open.extend((before == Before::Start).then(|| to(*next)));
                }
                Node::Look(Look::End, next) if place.ahead.is_none_or(|(_, or_end)| or_end) => {
                    open.push(ReachedNode {
                        at_end: true,
                        ahead: None,
                        ..to(*next)
                    });
                }
                Node::Look(..) => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn reach_match(
        &mut self,
        place: ReachedNode,
        found: &mut Vec<Way>,
    ) -> Result<(), LimitExceeded> {
        match place.ahead {
            _ if place.at_end => found.push(place.way(MATCH_AT_END)),
            None => found.push(place.way(MATCH)),
            Some((set, or_end)) => {
                found.extend(or_end.then(|| place.way(MATCH_AT_END)));
                let position = self.narrow(MATCH, set)?;
                found.extend(position.map(|position| place.way(position)));
            }
        }
        Ok(())
    }

    /// Returns a position that consumes what another position and a set have in common, unless that is nothing.
    fn narrow(&mut self, position: usize, set: u32) -> Result<Option<usize>, LimitExceeded> {
        let common = match self.consumes[position] {
            usize::MAX => set,
            own => {
                let own = own as u32;
                let common = self.common(own, set);
                if common == own {
                    return Ok(Some(position));
                }
                common
            }
        } as usize;
        if self.sets[common].ranges().is_empty() {
            return Ok(None);
        }
        if let Some(known) = self.numbers.get(&(position, common)) {
            return Ok(Some(*known));
        }
        let fresh = self.consumes.len();
        if fresh > POSITIONS {
            return Err(LimitExceeded::Positions(POSITIONS));
        }
        self.consumes.push(common);
        self.narrowed.push(position);
        self.numbers.insert((position, common), fresh);
        Ok(Some(fresh))
    }

    /// Returns the condition on the character before a place, with one more set. The outer `None` means that the place
    /// cannot be reached, the inner one that there is no condition.
    #[allow(clippy::option_option, reason = "the two options answer two questions")]
    fn behind(
        &mut self,
        known: Option<u32>,
        set: u32,
        or_start: bool,
        before: Before,
    ) -> Option<Option<u32>> {
        match before {
            Before::Start => or_start.then_some(None),
            Before::Character(letter) => {
                let ranges = self.sets[set as usize].ranges();
                let is_in = |range: &regex_syntax::hir::ClassUnicodeRange| {
                    range.start() <= letter && letter <= range.end()
                };
                ranges.iter().any(is_in).then_some(None)
            }
            Before::Some => {
                let set = known.map_or(set, |known| self.common(known, set));
                let is_possible = !self.sets[set as usize].ranges().is_empty();
                is_possible.then_some(Some(set))
            }
        }
    }

    /// Returns the number of the intersection of two sets.
    fn common(&mut self, one: u32, two: u32) -> u32 {
        if one == two {
            return one;
        }
        let mut set = self.sets[one as usize].clone();
        set.intersect(&self.sets[two as usize]);
        number_of(&mut self.sets, set) as u32
    }

    fn is_new(&mut self, place: ReachedNode) -> bool {
        let conditions = place.promises | place.behinds;
        if conditions != 0 || place.behind.is_some() || place.ahead.is_some() {
            self.work += 8;
            return self.seen_conditional.insert(place);
        }
        let seen = &mut self.seen[place.node as usize * 2 + usize::from(place.at_end)];
        std::mem::replace(seen, self.round) != self.round
    }
}

impl ReachedNode {
    fn way(self, position: usize) -> Way {
        Way {
            position: u32::try_from(position).unwrap_or(u32::MAX),
            behind: self.behind,
            promises: self.promises,
            behinds: self.behinds,
        }
    }
}
