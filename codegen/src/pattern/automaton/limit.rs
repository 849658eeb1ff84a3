//! The limits of all constructions.

use std::fmt;

/// A limit that was exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitExceeded {
    /// The number of positions, which counted repetitions multiply.
    Positions(usize),
    /// The number of look-aheads in an expression.
    LookAheads(usize),
    /// The number of long look-behinds in an expression.
    LookBehinds(usize),
    /// The number of states of an automaton.
    States(usize),
    /// The number of pairs of states of two automata.
    Pairs(usize),
    /// The size of a table in bytes.
    Table(usize),
    /// The number of steps of a construction.
    Work,
    /// The number of pairs of lengths in a comparison of two units.
    Units,
}

impl LimitExceeded {
    /// The maximum number of states of an automaton.
    pub const STATES: usize = 4096;
    /// The maximum size of a table in bytes.
    pub const TABLE: usize = 48 << 10;
    /// The maximum number of steps, which take a fraction of a second without optimization.
    pub const WORK: usize = 6_000_000;
}

impl fmt::Display for LimitExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LimitExceeded::Positions(limit) => write!(f, "more than {limit} positions"),
            LimitExceeded::LookAheads(limit) => write!(f, "more than {limit} look-aheads"),
            LimitExceeded::LookBehinds(limit) => write!(f, "more than {limit} look-behinds"),
            LimitExceeded::States(limit) => write!(f, "more than {limit} states"),
            LimitExceeded::Table(limit) => write!(f, "a table of more than {limit} bytes"),
            LimitExceeded::Pairs(limit) => write!(f, "more than {limit} pairs of states"),
            LimitExceeded::Units => f.write_str("too many pairs of lengths in two units"),
            LimitExceeded::Work => write!(f, "more than {} steps to lay out", LimitExceeded::WORK),
        }
    }
}
