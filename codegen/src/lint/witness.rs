//! Texts that show what a lint found.

use std::fmt;

/// A text that shows what a lint found. A long one is printed as its start and its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Witness(String);

impl From<String> for Witness {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 24;
        let length = self.0.chars().count();
        if length <= 2 * SHOWN {
            return write!(f, "{:?}", self.0);
        }
        let head: String = self.0.chars().take(SHOWN).collect();
        write!(f, "{head:?}… of {length} characters")
    }
}
