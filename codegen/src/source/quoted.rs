//! Texts of a schema as diagnostics quote them.

use std::fmt::{self, Write as _};

/// The number of characters that a diagnostic quotes of one text.
const LONGEST: usize = 60;

/// A text of the schema in a diagnostic: in backticks, on one line, cut after 60 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quoted(pub(crate) String);

impl<T: Into<String>> From<T> for Quoted {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('`')?;
        for (count, c) in self.0.chars().enumerate() {
            match c {
                _ if count == LONGEST => {
                    f.write_char('…')?;
                    break;
                }
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                '\r' => f.write_str("\\r")?,
                c if c.is_control() => write!(f, "{}", c.escape_unicode())?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('`')
    }
}

/// Quotes a text of the schema: in backticks, on one line, cut after 60 characters.
#[must_use]
pub fn quoted(text: &str) -> String {
    Quoted::from(text).to_string()
}
