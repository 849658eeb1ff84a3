//! Chooses how the values of a field are matched at run time.
//!
//! Input: a set of strings and its expression. Output: the cheapest matcher: a length, a run of one class, or a table.
//! A large table can have a small one beside it, which is exact for values up to a length.

mod bounded;
mod run;
mod table;

use std::fmt;

use super::automaton::{Automaton, LimitExceeded};

pub use table::{Classes, Small, Table};

/// A matcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matcher {
    /// A number of any characters.
    Length {
        /// The minimum number of characters.
        min: u32,
        /// The maximum.
        max: Option<u32>,
    },
    /// A number of characters of one class.
    Run {
        /// The characters of class 1. All others have class 0.
        classes: Classes,
        /// The minimum number of characters.
        min: u32,
        /// The maximum.
        max: Option<u32>,
    },
    /// An automaton with a small table. See [`Table::is_small`].
    Small(Table),
    /// An automaton with a larger table.
    Table(Table),
    /// A small automaton that is exact up to a length, and the exact one.
    Bounded {
        /// The small automaton. See [`Table::is_small`].
        small: Table,
        /// The length in bytes up to which it is exact.
        exact_to: u32,
        /// The exact automaton.
        exact: Table,
    },
}

impl Matcher {
    /// Chooses the matcher of a set. `longest` is the maximum length of the field.
    ///
    /// # Errors
    /// Returns the limit that its table would exceed.
    pub fn choose(
        set: &Automaton,
        expression: &str,
        longest: Option<u64>,
    ) -> Result<Self, LimitExceeded> {
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

    /// Returns whether every member is ASCII, so that lengths in bytes are lengths in characters.
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

    /// Returns a matcher that matches nothing.
    #[must_use]
    pub fn nothing() -> Self {
        Matcher::Length {
            min: 1,
            max: Some(0),
        }
    }
}

/// Writes a description on one line, for `dump --stage plan`.
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
