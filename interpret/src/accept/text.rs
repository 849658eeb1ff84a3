//! Checks a text against its facets.

use std::ops::RangeInclusive;

use wireform::__rt::{
    AnyText, Check, LengthUnit, NormalForm, Path, Pattern, Step, Text, TextPlace,
};
use wireform::Waivers;

use super::TextNode;
use crate::call::collect;

/// The test of a text that needs a comparison of its length and at most one pattern.
pub(super) struct QuickText<'i> {
    /// The least number of bytes.
    min: usize,
    /// The number of bytes from which on the text is surely long enough, in whatever unit its length is counted.
    sure: usize,
    /// The number of bytes up to which the text is surely short enough.
    max: usize,
    /// The bounds of the length in its unit.
    lengths: RangeInclusive<u64>,
    unit: LengthUnit,
    /// Whether only ASCII without escapes can surely be written.
    needs_ascii: bool,
    pattern: Option<&'i Pattern>,
}

impl<'i> QuickText<'i> {
    /// Makes the test of a text. Returns `None` if it needs more.
    pub(super) fn of(node: &TextNode<'i>) -> Option<Self> {
        let is_plain = node.normal.is_empty()
            && node.formats.is_empty()
            && node.checks.is_empty()
            && node.separator.is_none()
            && node.place == TextPlace::Body;
        let pattern = match *node.patterns {
            [] => None,
            [only] => Some(only),
            [_, ..] => return None,
        };
        let bytes = |length: u64| usize::try_from(length).ok();
        let lengths = node.min_length.unwrap_or(0).max(node.clear_token.into())
            ..=node.max_length.unwrap_or(u64::MAX);
        let least = bytes(*lengths.start())?;
        is_plain.then_some(Self {
            min: least,
            // A text has one to four bytes for each unit of its length.
            sure: match least {
                0 | 1 => least,
                _ => least.saturating_mul(4),
            },
            max: bytes(*lengths.end())?,
            lengths,
            unit: node.unit,
            needs_ascii: node.xml,
            pattern,
        })
    }

    /// Returns whether a text surely has no violation. `is_ascii` says that it is surely ASCII, and has no escape in its record.
    #[inline]
    pub(super) fn surely_accepts(&self, text: &str, is_ascii: bool) -> bool {
        (self.min..=self.max).contains(&text.len())
            && (is_ascii || (text.len() >= self.sure && !self.needs_ascii))
            && self.pattern.is_none_or(|it| it.surely_matches(text))
    }

    /// Returns whether a text has no violation. Returns `None` if another test has to decide.
    fn accepts(&self, text: &str) -> Option<bool> {
        let is_long_enough = self.lengths.contains(&self.unit.count(text));
        let is_accepted = is_long_enough && self.pattern.is_none_or(|it| it.is_match(text));
        (!self.needs_ascii).then_some(is_accepted)
    }
}

impl TextNode<'_> {
    /// Returns whether a text in its normal form has no violation.
    pub(super) fn accepts(&self, text: &str) -> bool {
        let is_normal = self.normal.is_empty() || NormalForm(&self.normal).holds(text);
        if !is_normal {
            return false;
        }
        // The check makes the sentence of a violation, which takes longer.
        let decided = self.quick.as_ref().and_then(|quick| quick.accepts(text));
        decided.unwrap_or_else(|| {
            let (_, found) = collect(&Waivers::NONE, |check| self.check(check, text));
            found.is_empty()
        })
    }

    /// Checks a text. Returns whether something is reported.
    fn check(&self, check: &mut Check<'_>, text: &str) -> bool {
        static NOWHERE: Step<'_> = Step::new("", "");
        let group = [self.formats.as_slice()];
        let facets = Text {
            min_length: self.min_length,
            max_length: self.max_length,
            unit: self.unit,
            patterns: &self.patterns,
            formats: match self.formats.is_empty() {
                true => &[],
                false => &group,
            },
            checks: &self.checks,
            clear_token: self.clear_token,
            place: self.place,
            separator: self.separator.map(|(separator, _)| separator),
            separators: self.separator.map_or(0, |(_, count)| count),
            xml: self.xml,
        };
        check.text(&Path::step(&NOWHERE), text, AnyText::Borrowed(&facets))
    }
}
