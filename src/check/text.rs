//! Checks of texts.
//!
//! Violations are reported in the order of the facets: clear token, lengths, patterns, formats, named checks, separator,
//! place, XML. A fast test runs first, and nearly every value passes it. rustc specializes it for facets that are constants.
//! For the other values, a second test finds the violations.

use super::{AnyText, Cause, Check, CheckKind, NamedCheck, Naming, Text, TextPlace, characters};
use crate::encode::has_xml_suspect;
use crate::encode::xml;
use crate::path::Path;
use crate::pattern::Trace;
use crate::violation::{Detail, Fault, OwnedDetail};
use crate::{Code, Format};

impl Check<'_> {
    /// Checks a text against its facets, and against what the wires can carry. Returns whether it reports a violation.
    #[inline(always)]
    pub fn text<'f>(
        &mut self,
        path: &Path<'_>,
        value: &str,
        facets: impl Into<AnyText<'f>>,
    ) -> bool {
        let facets = facets.into();
        if facets.get().surely_accepts(value) {
            return false;
        }
        // A copy, so that rustc builds the path only on this branch.
        let path = *path;
        self.faults(&path, value, facets)
    }

    /// Checks a text like [`Check::text`], with a matcher in place of those of its patterns.
    ///
    /// Generated code has a matcher next to the tables of the patterns, and passes it as `surely_matches`. `ASCII` states that
    /// the patterns accept only ASCII, in which the number of bytes is the number of characters.
    #[inline(always)]
    pub fn matched_text<'f, const ASCII: bool>(
        &mut self,
        path: &Path<'_>,
        value: &str,
        facets: impl Into<AnyText<'f>>,
        surely_matches: impl FnOnce(&str) -> bool,
    ) -> bool {
        let facets = facets.into();
        if facets
            .get()
            .surely_accepts_with::<ASCII>(value, surely_matches)
        {
            return false;
        }
        let path = *path;
        self.faults(&path, value, facets)
    }

    /// Reports the faults of a text. Returns whether it reports one.
    #[cold]
    #[inline(never)]
    fn faults(&mut self, path: &Path<'_>, value: &str, facets: AnyText<'_>) -> bool {
        let before = self.violations.len();
        let text = facets.get();
        faults(value, text, |fault| {
            let code = fault.code();
            self.report_with(path, code, |check| {
                let message = check
                    .naming
                    .and_then(|naming| named_characters(naming, path, value, text, fault));
                match message {
                    Some(message) => Detail::message_only(message),
                    None => facets.detail(fault),
                }
            })
        });
        self.violations.len() > before
    }
}

/// Returns a message that names the characters that a pattern does not accept. Returns `None` for other faults and for secrets.
#[cold]
fn named_characters(
    Naming { provider, secrets }: Naming<'_>,
    path: &Path<'_>,
    value: &str,
    facets: &Text<'_>,
    fault: Fault,
) -> Option<String> {
    let Fault::Pattern(index, mismatch, cause) = fault else {
        return None;
    };
    // A message must not show any character of a secret.
    if !secrets.is_empty() && secrets.contains(&path.key()) {
        return None;
    }
    let pattern = facets.patterns.get(usize::try_from(index).ok()?)?;
    Some(characters::blamed(
        provider, value, pattern, mismatch, cause,
    ))
}

impl AnyText<'_> {
    #[inline(always)]
    fn detail(self, fault: Fault) -> Detail {
        match self {
            AnyText::Static(facets) => Detail::Text(facets, fault),
            AnyText::Borrowed(facets) => copied_detail(facets, fault),
        }
    }
}

#[cold]
fn copied_detail(facets: &Text<'_>, fault: Fault) -> Detail {
    Detail::Owned(Box::new(OwnedDetail {
        message: fault.message(facets),
        limit: fault.limit(facets),
        rule: None,
        check: fault.check(facets).map(str::to_owned),
    }))
}

impl Text<'_> {
    /// Returns whether the fast tests show that all facets hold. Returns false for a few valid texts, such as those whose
    /// characters must be counted. For these, [`faults`] decides.
    ///
    /// Always inlined: if the facets are constants, rustc removes the tests of absent facets.
    #[inline(always)]
    fn surely_accepts(&self, value: &str) -> bool {
        let matches = |value: &str| {
            let mut patterns = self.patterns.iter();
            patterns.all(|pattern| pattern.surely_matches(value))
        };
        self.surely_accepts_with::<false>(value, matches)
    }

    #[inline(always)]
    fn surely_accepts_with<const ASCII: bool>(
        &self,
        value: &str,
        surely_matches: impl FnOnce(&str) -> bool,
    ) -> bool {
        if self.clear_token && value.is_empty() {
            return false;
        }
        self.surely_fits::<ASCII>(value)
            && surely_matches(value)
            && self.formats.iter().all(|group| has_one(group, value))
            && self.checks.iter().all(|check| check.holds(value))
            && self
                .separator
                .is_none_or(|separator| !splits(separator, self.separators, value))
            && self.place.fault(value).is_none()
            && (!self.xml || !has_xml_suspect(value) || xml::first_unrepresentable(value).is_none())
    }

    /// Returns whether the number of bytes shows that the length is within the bounds.
    #[inline(always)]
    fn surely_fits<const ASCII: bool>(&self, value: &str) -> bool {
        let bytes = value.len() as u64;
        // A text has one to four bytes for each unit, and exactly one in ASCII. Most texts need not be counted.
        self.max_length.is_none_or(|most| bytes <= most)
            && self.min_length.is_none_or(|least| match least {
                0 | 1 => bytes >= least,
                _ if ASCII => bytes >= least,
                // Only short texts get to this test of their bytes.
                _ => bytes / 4 >= least || (bytes >= least && value.bytes().all(|b| b.is_ascii())),
            })
    }
}

/// Reports the faults of a text in the order of the facets. `report` returns false if the fault is waived.
///
/// Only the first fault of length, pattern, format and wire is reported, because the others probably have the same cause. Every
/// failed named check of a text that is not empty is reported, because each check has its own message.
#[inline(always)]
pub(super) fn faults(value: &str, facets: &Text<'_>, mut report: impl FnMut(Fault) -> bool) {
    if facets.clear_token && value.is_empty() {
        report(Fault::ClearToken);
        return;
    }
    let length = wrong_length(value, facets).filter(|fault| report(*fault));
    if length.is_some() && value.is_empty() {
        return;
    }
    let is_reported = length.is_some()
        || wrong_pattern(value, facets, &mut report)
        || wrong_format(value, facets, &mut report);
    for (index, check) in (0..).zip(facets.checks) {
        if !check.holds(value) {
            report(Fault::Check(index));
        }
    }
    if !is_reported && let Some(fault) = wire_fault(value, facets) {
        report(fault);
    }
}

/// Returns the fault of a length that is out of its bounds.
fn wrong_length(value: &str, facets: &Text<'_>) -> Option<Fault> {
    let is_surely_short_enough = facets
        .max_length
        .is_none_or(|most| value.len() as u64 <= most);
    let is_surely_long_enough = facets
        .min_length
        .is_none_or(|least| surely_has(value, least));
    if is_surely_short_enough && is_surely_long_enough {
        return None;
    }
    let count = facets.unit.count(value);
    let shown = u32::try_from(count).unwrap_or(u32::MAX);
    if facets.min_length.is_some_and(|least| count < least) {
        Some(Fault::Short(shown))
    } else if facets.max_length.is_some_and(|most| count > most) {
        Some(Fault::Long(shown))
    } else {
        None
    }
}

/// Returns whether the number of bytes, or the first bytes, show that a text has a number of characters or more.
fn surely_has(value: &str, least: u64) -> bool {
    let bytes = value.as_bytes();
    let first = usize::try_from(least)
        .ok()
        .and_then(|least| bytes.get(..least));
    first.is_some_and(|first| {
        first.len() <= 1 || bytes.len() / 4 >= first.len() || first.iter().all(u8::is_ascii)
    })
}

/// Reports the first pattern that does not match, unless it is waived. Returns whether a fault was reported.
fn wrong_pattern(value: &str, facets: &Text<'_>, report: &mut impl FnMut(Fault) -> bool) -> bool {
    (0..).zip(facets.patterns).any(|(index, pattern)| {
        let mut trace = Trace::new();
        let mismatch = pattern.traced_mismatch(value, &mut trace);
        mismatch.is_some_and(|mismatch| {
            let cause = Cause::of_pattern(value, pattern, mismatch, &trace);
            report(Fault::Pattern(index, mismatch, cause))
        })
    })
}

/// Reports the first format that the value does not have, unless it is waived. Returns whether a fault was reported.
fn wrong_format(value: &str, facets: &Text<'_>, report: &mut impl FnMut(Fault) -> bool) -> bool {
    (0..).zip(facets.formats).any(|(index, group)| {
        // There is one cause only if there is one format.
        let cause = match group {
            [only] => Cause::of_format(value, *only),
            [..] => None,
        };
        !has_one(group, value) && report(Fault::Format(index, cause))
    })
}

/// Returns whether a text has one of the formats.
fn has_one(group: &[Format], value: &str) -> bool {
    group.iter().any(|format| format.is_match(value))
}

/// Returns the fault of a text that the wire cannot carry.
fn wire_fault(value: &str, facets: &Text<'_>) -> Option<Fault> {
    let separates = |separator: &str| splits(separator, facets.separators, value);
    if facets.separator.is_some_and(separates) {
        return Some(Fault::Separator);
    }
    if let Some(fault) = facets.place.fault(value) {
        return Some(Fault::Place(fault));
    }
    let (index, character) = xml::first_unrepresentable(value).filter(|_| facets.xml)?;
    Some(Fault::Character(
        u32::try_from(index).unwrap_or(u32::MAX),
        character,
    ))
}

/// Returns whether a text contains a separator another number of times than this. No text contains an empty separator.
fn splits(separator: &str, count: u64, value: &str) -> bool {
    match count {
        _ if separator.is_empty() => false,
        0 => value.contains(separator),
        _ => value.matches(separator).count() as u64 != count,
    }
}

impl NamedCheck<'_> {
    fn holds(&self, value: &str) -> bool {
        match self.kind {
            CheckKind::Contains | CheckKind::Pattern => self.pattern.is_match(value),
            CheckKind::Excludes => !self.pattern.is_match(value),
        }
    }
}

impl TextPlace {
    /// Returns the reason why the place refuses a text, if it does.
    #[inline]
    fn fault(self, value: &str) -> Option<PlaceFault> {
        match self {
            TextPlace::Body => None,
            TextPlace::PathSegment => path_segment_fault(value),
            TextPlace::HeaderValue => header_value_fault(value),
            TextPlace::CookieValue => (!is_cookie_value(value)).then_some(PlaceFault::Cookie),
            TextPlace::BasicUser if value.contains(':') => Some(PlaceFault::Colon),
            TextPlace::Line => value
                .contains(['\n', '\r'])
                .then_some(PlaceFault::LineBreak),
            TextPlace::BasicUser | TextPlace::BasicPassword => value
                .contains(char::is_control)
                .then_some(PlaceFault::BasicControl),
        }
    }
}

/// The reason why a place refuses a text.
#[derive(Clone, Copy)]
pub(crate) enum PlaceFault {
    Empty,
    Dot,
    Dots,
    Header,
    Cookie,
    Blank,
    Colon,
    BasicControl,
    LineBreak,
}

impl PlaceFault {
    /// Returns the code of the violation.
    pub(crate) const fn code(self) -> Code {
        match self {
            PlaceFault::Empty | PlaceFault::Dot | PlaceFault::Dots => Code::PathSegment,
            PlaceFault::LineBreak => Code::Unrepresentable,
            PlaceFault::Header
            | PlaceFault::Cookie
            | PlaceFault::Blank
            | PlaceFault::Colon
            | PlaceFault::BasicControl => Code::HeaderValue,
        }
    }

    pub(crate) const fn sentence(self) -> &'static str {
        match self {
            PlaceFault::Empty => "is empty, and would address what is one level up",
            PlaceFault::Dot => "is a dot, which a path can't carry",
            PlaceFault::Dots => "is two dots, and would address what is one level up",
            PlaceFault::Header => {
                "has a character that a header can't carry: only visible ASCII, spaces and tabs are"
            }
            PlaceFault::Cookie => {
                "has a character that a cookie can't carry: only visible ASCII without `\"`, `,`, `;` and `\\` is"
            }
            PlaceFault::Blank => "begins or ends with a space or tab, which a header loses",
            PlaceFault::Colon => "contains a colon, which ends the user of basic authentication",
            PlaceFault::LineBreak => "has a line break, which would begin another line",
            PlaceFault::BasicControl => {
                "contains a control character, which basic authentication does not allow"
            }
        }
    }
}

fn path_segment_fault(value: &str) -> Option<PlaceFault> {
    match value {
        "" => Some(PlaceFault::Empty),
        "." => Some(PlaceFault::Dot),
        ".." => Some(PlaceFault::Dots),
        _ => None,
    }
}

/// Returns whether a cookie can carry a text as its value (RFC 6265 § 4.1.1).
pub(crate) fn is_cookie_value(value: &str) -> bool {
    let is_octet = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
    value.bytes().all(is_octet)
}

fn header_value_fault(value: &str) -> Option<PlaceFault> {
    let is_blank = |character: char| matches!(character, ' ' | '\t');
    if !value
        .bytes()
        .all(|byte| matches!(byte, b'\t' | b' '..=b'~'))
    {
        Some(PlaceFault::Header)
    } else if value.starts_with(is_blank) || value.ends_with(is_blank) {
        Some(PlaceFault::Blank)
    } else {
        None
    }
}
