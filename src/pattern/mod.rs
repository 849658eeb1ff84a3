//! Patterns: sets of texts that the compiler turned into tables.
//!
//! Matching takes time linear in the text. It allocates nothing and needs no initialisation. A mismatch is the position at
//! which a text leaves the set, from which a sentence about the expected characters is made.

mod classes;
mod excess;
mod mismatch;
mod run;
mod table;
mod words;

use std::borrow::Cow;
use std::fmt::{self, Write};

pub use classes::Classes;
pub(crate) use excess::Trace;
pub use mismatch::Mismatch;
pub use run::Run;
pub use table::{Small, Table};

/// The most characters of a pattern that a sentence shows.
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
    /// Whether some part of a value must match, and not the whole value.
    is_search: bool,
}

/// The matcher of a pattern, chosen when the schema is compiled.
#[derive(Clone, Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "matchers are statics, which cannot be boxed, and never moved"
)]
pub enum Matcher {
    /// Any characters, with bounds for their number.
    Length {
        /// The least number of characters.
        min: u32,
        /// The greatest number.
        max: Option<u32>,
    },
    /// Characters of one class, with bounds for their number.
    Run(Run),
    /// A small automaton.
    Small(Small),
    /// An automaton of any size.
    Table(Table),
    /// A small automaton for values up to a length, and an exact one for longer values.
    Bounded {
        /// The small automaton.
        small: Small,
        /// The greatest number of bytes for which the small automaton is exact.
        exact_to: u32,
        /// The exact automaton.
        exact: Table,
    },
}

impl Pattern {
    /// Makes a pattern of generated code from the schema's text, which messages show, and a matcher.
    pub const fn new(source: &'static str, matcher: Matcher) -> Self {
        Pattern {
            source: Cow::Borrowed(source),
            matcher,
            is_search: false,
        }
    }

    /// Makes a pattern that is known only at run time.
    pub fn owned(source: impl Into<String>, matcher: Matcher) -> Self {
        Pattern {
            source: Cow::Owned(source.into()),
            matcher,
            is_search: false,
        }
    }

    /// States that some part of a value must match, and not the whole value. Only messages depend on it: the matcher
    /// already looks for a part.
    #[must_use]
    pub const fn searched(mut self) -> Self {
        self.is_search = true;
        self
    }

    /// Returns what a value that does not match does not do, without the pattern.
    pub(crate) const fn verb(&self) -> &'static str {
        if self.is_search {
            "contain a match of"
        } else {
            "match"
        }
    }

    /// Returns whether a value matches.
    pub fn is_match(&self, value: &str) -> bool {
        match &self.matcher {
            Matcher::Bounded {
                exact_to, exact, ..
            } if value.len() > *exact_to as usize => exact.is_match(value),
            _ => self.surely_matches(value),
        }
    }

    /// Returns whether a value matches according to the fast tests alone. For a few matching values, such as long ones, it
    /// returns false, and [`Self::mismatch`] decides.
    ///
    /// Inlined, so that no branch on the kind of matcher remains if the tables are constants.
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

    /// Returns the position at which a value stops matching, or `None` if it matches.
    pub fn mismatch(&self, value: &str) -> Option<Mismatch> {
        self.traced_mismatch(value, &mut Trace::<1>::new())
    }

    /// Returns the position at which a value stops matching, and records the states of an automaton.
    pub(crate) fn traced_mismatch<const LENGTH: usize>(
        &self,
        value: &str,
        trace: &mut Trace<LENGTH>,
    ) -> Option<Mismatch> {
        match &self.matcher {
            Matcher::Length { min, max } => Run::walk(value, *min, *max, |_| true),
            Matcher::Run(run) => run.mismatch(value),
            Matcher::Small(small) => small.mismatch(value, trace),
            Matcher::Table(exact) | Matcher::Bounded { exact, .. } => exact.mismatch(value, trace),
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

    /// Returns the pattern as the schema spells it.
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}
