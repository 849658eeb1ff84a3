//! Expressions as nodes and as positions.

use regex_syntax::hir::{ClassUnicode, Hir, Look};

/// If this position is reached, the value matches, whatever follows.
pub(super) const MATCH: usize = 0;
/// If this position is reached, the value matches if it ends here.
pub(super) const MATCH_AT_END: usize = 1;

/// The maximum number of positions of an expression.
pub(super) const POSITIONS: usize = 20_000;

/// The node of a match.
pub(super) const MATCH_NODE: u32 = 0;

/// A reachable position, and the conditions on the way to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Way {
    /// The position.
    pub(super) position: u32,
    /// The number of the set that must contain the character before this place, if there is a condition.
    pub(super) behind: Option<u32>,
    /// A bit for each look-ahead that the rest of the value must satisfy.
    pub(super) promises: u64,
    /// A bit for each look-behind that the value before this place must satisfy.
    pub(super) behinds: u64,
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

/// An expression of which a match must end at a place, or must not.
#[derive(Clone, PartialEq)]
pub(super) struct LookBehind {
    pub(super) hir: Hir,
    pub(super) negated: bool,
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
    /// The look-behinds that are longer than one character.
    pub(super) look_behinds: Vec<LookBehind>,
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
    /// A look-behind that is longer than one character.
    LookBehind {
        number: usize,
        next: u32,
    },
    Match,
}

/// Several expressions as one list of positions. Where they continue alike, they share the positions.
pub(super) struct SharedProgram {
    /// The positions. It has neither a beginning nor a restart.
    pub(super) program: Program,
    /// For each expression, the positions at the start of a value. One of them is before the place of the match.
    pub(super) begins: Vec<Vec<Way>>,
    /// For each position, the chains that it is a part of, each with its rank. A position matches all that those of a lower
    /// rank in the same chain match.
    pub(super) chains: Vec<Vec<(u32, u32)>>,
}

/// Returns the number of a set in a list. A new set is added.
pub(super) fn number_of(sets: &mut Vec<ClassUnicode>, set: ClassUnicode) -> usize {
    let known = sets.iter().position(|known| *known == set);
    known.unwrap_or_else(|| {
        sets.push(set);
        sets.len() - 1
    })
}

/// Returns for each set whether it contains each class.
pub(super) fn takes(members: &[Vec<u16>], classes: usize) -> Vec<Vec<bool>> {
    let mut takes = vec![vec![false; classes]; members.len()];
    for (takes, members) in takes.iter_mut().zip(members) {
        for class in members {
            takes[usize::from(*class)] = true;
        }
    }
    takes
}
