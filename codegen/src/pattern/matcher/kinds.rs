//! The ways to match a value at run time.

use std::fmt;

use super::table::{Classes, Table};

/// A matcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matcher {
    /// Any characters. Only their number is checked.
    Length {
        /// The minimum number of characters.
        min: u32,
        /// The maximum.
        max: Option<u32>,
    },
    /// Characters of one class. Their class and their number are checked.
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
