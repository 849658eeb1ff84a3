//! How values are matched at run time, chosen per field.
//!
//! In: a set of strings and the expression that it came from. Out: the cheapest way that decides it: a length, a run
//! of one class, a table; and beside a large table a small one for values up to a length, where that is exact.

mod bounded;
mod run;
mod table;

use std::fmt;

use super::automaton::{Automaton, Spent};

pub use table::{Classes, Small, Table};

/// A way to match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matcher {
    /// Any characters, so many.
    Length {
        /// The least number of characters.
        min: u32,
        /// The greatest.
        max: Option<u32>,
    },
    /// Characters of one class, so many.
    Run {
        /// Class 1, and class 0 for all others.
        classes: Classes,
        /// The least number of characters.
        min: u32,
        /// The greatest.
        max: Option<u32>,
    },
    /// An automaton that [`Table::is_small`].
    Small(Table),
    /// A larger one.
    Table(Table),
    /// A small automaton, exact up to a length, and the exact one.
    Bounded {
        /// The small one: it [`Table::is_small`].
        small: Table,
        /// Up to how many bytes it is exact.
        exact_to: u32,
        /// The exact one.
        exact: Table,
    },
}

impl Matcher {
    /// Chooses. `longest` is the greatest length that the field takes.
    ///
    /// # Errors
    /// The budget that its table would go beyond.
    pub fn choose(set: &Automaton, expression: &str, longest: Option<u64>) -> Result<Self, Spent> {
        if let Some(run) = run::run(set) {
            return Ok(run);
        }
        let exact = Table::of(set)?;
        if Table::is_small(exact.states(), exact.columns) {
            return Ok(Matcher::Small(exact));
        }
        if let Some((small, exact_to)) = bounded::bounded(set, expression, longest) {
            return Ok(Matcher::Bounded {
                small,
                exact_to,
                exact,
            });
        }
        Ok(Matcher::Table(exact))
    }

    /// Whether every value that it takes is ASCII, so that bytes count characters.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        match self {
            Matcher::Length { max, .. } => *max == Some(0),
            Matcher::Run { classes, .. } => classes.wide.is_empty(),
            Matcher::Small(exact) | Matcher::Table(exact) | Matcher::Bounded { exact, .. } => {
                exact.classes.wide.is_empty()
            }
        }
    }

    /// Matches nothing: for what cannot be.
    #[must_use]
    pub fn nothing() -> Self {
        Matcher::Length {
            min: 1,
            max: Some(0),
        }
    }
}

/// In a line, as `dump --stage plan` prints it.
impl fmt::Display for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bounds = |f: &mut fmt::Formatter<'_>, min: u32, max: Option<u32>| match max {
            Some(max) => write!(f, "{min} to {max}"),
            None => write!(f, "{min} or more"),
        };
        match self {
            Matcher::Length { min, max } => {
                f.write_str("length only: ")?;
                bounds(f, *min, *max)
            }
            Matcher::Run { classes, min, max } => {
                f.write_str("run of one class: ")?;
                bounds(f, *min, *max)?;
                write!(f, ", {} bytes", classes.bytes())
            }
            Matcher::Small(table) => write!(f, "small table of {table}"),
            Matcher::Table(table) => write!(f, "table of {table}"),
            Matcher::Bounded {
                small,
                exact_to,
                exact,
            } => write!(
                f,
                "small table of {small} up to {exact_to} bytes, beyond a table of {exact}"
            ),
        }
    }
}
