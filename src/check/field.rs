//! Rows of the tables in emitted code.
//!
//! Each operation and each object has one table, with one row for each field that is checked. A row is a constant, so these
//! methods run while the user's crate is compiled.

use super::{LengthUnit, NamedCheck, Text, TextPlace};
use crate::Format;
use crate::path::{Index, Path, Step};
use crate::pattern::Pattern;

/// The names of a field, and the facets of its text or of the texts in its list.
#[derive(Debug)]
pub struct FieldRow {
    step: Step<'static>,
    /// The facets of the text.
    pub text: Text<'static>,
}

/// Returns a field without facets. `wire` is its place on the wire of the default binding.
pub const fn field(name: &'static str, wire: &'static str) -> FieldRow {
    FieldRow {
        step: Step::new(name, wire),
        text: Text::ANY,
    }
}

impl FieldRow {
    /// Returns the path of a field of the operation.
    #[inline(always)]
    pub fn path(&'static self) -> Path<'static> {
        Path::step(&self.step)
    }

    /// Returns the path of a member of the object at `object`.
    #[inline(always)]
    pub fn below<'p>(&'static self, object: &'p Path<'p>) -> Path<'p> {
        object.member(&self.step)
    }

    /// Makes the field an array in JSON.
    #[must_use]
    pub const fn array(self) -> Self {
        self.items(Index::Pointer)
    }

    /// Sets the spelling of the indices of a list on the wire.
    #[must_use]
    pub const fn items(mut self, index: Index<'static>) -> Self {
        self.step.index = index;
        self
    }

    /// Sets the least and the greatest length.
    #[must_use]
    pub const fn between(self, least: u64, most: u64) -> Self {
        self.at_least(least).at_most(most)
    }

    /// Sets the least length.
    #[must_use]
    pub const fn at_least(mut self, length: u64) -> Self {
        self.text.min_length = Some(length);
        self
    }

    /// Sets the greatest length.
    #[must_use]
    pub const fn at_most(mut self, length: u64) -> Self {
        self.text.max_length = Some(length);
        self
    }

    /// Sets the unit of lengths.
    #[must_use]
    pub const fn counts(mut self, unit: LengthUnit) -> Self {
        self.text.unit = unit;
        self
    }

    /// Sets the patterns.
    #[must_use]
    pub const fn patterns(mut self, patterns: &'static [&'static Pattern]) -> Self {
        self.text.patterns = patterns;
        self
    }

    /// Sets the groups of formats.
    #[must_use]
    pub const fn formats(mut self, formats: &'static [&'static [Format]]) -> Self {
        self.text.formats = formats;
        self
    }

    /// Sets the named checks.
    #[must_use]
    pub const fn checks(mut self, checks: &'static [NamedCheck<'static>]) -> Self {
        self.text.checks = checks;
        self
    }

    /// Makes the empty text the spelling of a clear.
    #[must_use]
    pub const fn clear_token(mut self) -> Self {
        self.text.clear_token = true;
        self
    }

    /// Sets the part of the request that the text goes to.
    #[must_use]
    pub const fn place(mut self, place: TextPlace) -> Self {
        self.text.place = place;
        self
    }

    /// Makes the text a segment of the path.
    #[must_use]
    pub const fn in_path(self) -> Self {
        self.place(TextPlace::PathSegment)
    }

    /// Makes the text the value of a header.
    #[must_use]
    pub const fn in_header(self) -> Self {
        self.place(TextPlace::HeaderValue)
    }

    /// Sets the separator of a joined list.
    #[must_use]
    pub const fn separator(mut self, separator: &'static str) -> Self {
        self.text.separator = Some(separator);
        self
    }

    /// Sets the separator of a joined list, and how many times each item contains it.
    #[must_use]
    pub const fn separators(mut self, separator: &'static str, count: u64) -> Self {
        self.text.separator = Some(separator);
        self.text.separators = count;
        self
    }

    /// Makes the text one that a binding writes into XML.
    #[must_use]
    pub const fn xml(mut self) -> Self {
        self.text.xml = true;
        self
    }
}
