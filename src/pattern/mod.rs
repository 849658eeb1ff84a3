//! Patterns: sets of texts that the compiler turned into tables.
//!
//! Matching takes time linear in the text. It allocates nothing and needs no initialisation. For a text that does not match,
//! a mismatch says where it leaves the set and what is expected there.

mod classes;
mod excess;
mod mismatch;
mod run;
mod table;
mod words;

use std::borrow::Cow;
use std::fmt::{self, Write};

pub use classes::Classes;
pub use mismatch::Mismatch;
pub use run::Run;
pub use table::{Small, Table};

/// How many characters of a pattern a sentence shows.
const SHOWN: usize = 120;

/// A pattern of a schema.
///
/// ```
/// use wireform::__rt::{Classes, Matcher, Pattern, Run};
///
/// static LETTERS: Pattern = Pattern::new(
///     "[a-z]{3}",
///     Matcher::Run(Run { classes: Classes::of(b"abcdefghijklmnopqrstuvwxyz"), min: 3, max: Some(3) }),
/// );
/// assert!(LETTERS.is_match("abc"));
/// assert!(!LETTERS.is_match("abcd"));
/// assert_eq!(LETTERS.source(), "[a-z]{3}");
/// ```
pub struct Pattern {
    source: Cow<'static, str>,
    matcher: Matcher,
}

/// A way to match, chosen when the schema is compiled.
#[derive(Clone, Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "matchers are statics, which cannot be boxed, and never moved"
)]
pub enum Matcher {
    /// Any characters, so many.
    Length {
        /// The least number of characters.
        min: u32,
        /// The greatest.
        max: Option<u32>,
    },
    /// Characters of one class, so many.
    Run(Run),
    /// A small automaton.
    Small(Small),
    /// An automaton of any size.
    Table(Table),
    /// A small automaton for values up to a length, and the exact one for longer ones.
    Bounded {
        /// The small one.
        small: Small,
        /// Up to how many bytes it is exact.
        exact_to: u32,
        /// The exact one.
        exact: Table,
    },
}

impl Pattern {
    /// A pattern as generated code holds it: the schema's text for messages, and how it is matched.
    pub const fn new(source: &'static str, matcher: Matcher) -> Self {
        Pattern {
            source: Cow::Borrowed(source),
            matcher,
        }
    }

    /// The same for what is known only at run time.
    pub fn owned(source: impl Into<String>, matcher: Matcher) -> Self {
        Pattern {
            source: Cow::Owned(source.into()),
            matcher,
        }
    }

    /// Whether a value is one of the set.
    pub fn is_match(&self, value: &str) -> bool {
        match &self.matcher {
            Matcher::Bounded {
                exact_to, exact, ..
            } if value.len() > *exact_to as usize => exact.is_match(value),
            _ => self.surely_matches(value),
        }
    }

    /// Whether a value is one of the set, as far as that is quick to tell: of a few, such as long ones, [`Self::mismatch`]
    /// has to say. Laid out in place: where the tables are constants, nothing is left of the choice between them.
    #[doc(hidden)]
    #[inline(always)]
    pub fn surely_matches(&self, value: &str) -> bool {
        match &self.matcher {
            Matcher::Length { min, max } => run::length_fits(value, *min, *max),
            Matcher::Run(run) => run.is_match(value),
            Matcher::Small(small) => small.is_match(value),
            Matcher::Table(table) => table.is_match(value),
            Matcher::Bounded {
                small, exact_to, ..
            } => value.len() <= *exact_to as usize && small.is_match(value),
        }
    }

    /// Where a value that does not match leaves the set; none where it matches.
    pub fn mismatch(&self, value: &str) -> Option<Mismatch> {
        match &self.matcher {
            Matcher::Length { min, max } => Run::walk(value, *min, *max, |_| true),
            Matcher::Run(run) => run.mismatch(value),
            Matcher::Small(small) => small.mismatch(value),
            Matcher::Table(exact) | Matcher::Bounded { exact, .. } => exact.mismatch(value),
        }
    }

    /// Writes a mismatch in words, which never show the value: `at character 4: expected a digit or "."`.
    pub(crate) fn write_mismatch(&self, mismatch: Mismatch, out: &mut impl Write) -> fmt::Result {
        mismatch.write(&self.matcher, out)
    }

    /// Returns the pattern for a sentence: as the schema spells it, and of a long one only the beginning.
    pub(crate) fn shown(&self) -> Cow<'_, str> {
        match self.beginning() {
            (beginning, true) => Cow::Owned(format!("{beginning}…")),
            (whole, false) => Cow::Borrowed(whole),
        }
    }

    /// Returns as much of the pattern as a sentence shows, and whether that is only the beginning.
    pub(crate) fn beginning(&self) -> (&str, bool) {
        if self.source.len() <= SHOWN {
            return (&self.source, false);
        }
        match self.source.char_indices().nth(SHOWN) {
            Some((end, _)) => (&self.source[..end], true),
            None => (&self.source, false),
        }
    }

    /// The pattern as the schema spells it.
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}
