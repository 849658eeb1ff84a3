//! Checking a text.
//!
//! In: a value, its place and its facets; out: every violation, in the order of the
//! facets: clear token, lengths, patterns, formats, named checks, separator, place, XML.

use super::{
    Check, CheckKind, LengthUnit, NamedCheck, Place, Text, characters, counted, is_or_are, limit,
};
use crate::{Code, Path, xml};

impl Check<'_> {
    /// Checks a text against its facets, and against what the wires can carry.
    pub fn text(&mut self, path: &Path<'_>, value: &str, facets: &Text<'_>) {
        if facets.clear_token && value.is_empty() {
            self.report(
                path,
                Code::ClearToken,
                "is empty, which is how a clear is spelled: clear the field, or give a value",
            );
            return;
        }
        self.length(path, value, facets);
        for pattern in facets.patterns {
            if let Some(mismatch) = pattern.mismatch(value) {
                let message = match self.provider {
                    Some(provider) => characters::blamed(provider, value, pattern),
                    None => format!(
                        "does not match the pattern {}: {}",
                        pattern.source(),
                        pattern.explain(mismatch)
                    ),
                };
                self.report(path, Code::Pattern, message);
            }
        }
        for format in facets.formats {
            if !format.is_match(value) {
                self.report(path, Code::Format, format!("is not {}", format.noun()));
            }
        }
        for check in facets.checks {
            self.named(path, value, check);
        }
        if let Some(separator) = facets.separator
            && !separator.is_empty()
            && value.contains(separator)
        {
            let separator = separator.escape_debug();
            let message = format!("contains {separator}, which separates the items");
            self.report(path, Code::Separator, message);
        }
        self.place(path, value, facets.place);
        if facets.xml
            && let Some((index, character)) = xml::first_unrepresentable(value)
        {
            // The number of such a character is nobody's personal data.
            let message = format!(
                "has the character U+{:04X} at index {index}, which XML 1.0 can't carry",
                u32::from(character)
            );
            self.report(path, Code::Unrepresentable, message);
        }
    }

    fn length(&mut self, path: &Path<'_>, value: &str, facets: &Text<'_>) {
        let bytes = LengthUnit::Bytes.count(value);
        // A text has at least as many bytes as it has of any unit, so that most values
        // need not be counted; and at most four bytes to a unit.
        let fits = facets.max_length.is_none_or(|most| bytes <= most)
            && facets.min_length.is_none_or(|least| bytes / 4 >= least);
        if fits {
            return;
        }
        let count = facets.unit.count(value);
        let has = counted(count, facets.unit.noun());
        if let Some(least) = facets.min_length.filter(|least| count < *least) {
            let message = format!("has {has}, at least {least} {} required", is_or_are(least));
            self.report_limit(path, Code::MinLength, limit(least), message);
        }
        if let Some(most) = facets.max_length.filter(|most| count > *most) {
            let message = format!("has {has}, at most {most} {} accepted", is_or_are(most));
            self.report_limit(path, Code::MaxLength, limit(most), message);
        }
    }

    fn named(&mut self, path: &Path<'_>, value: &str, check: &NamedCheck<'_>) {
        let holds = match check.kind {
            CheckKind::Contains | CheckKind::Pattern => check.pattern.is_match(value),
            CheckKind::Excludes => !check.pattern.is_match(value),
        };
        if !holds {
            let (name, says) = (Some(check.name), check.says.to_owned());
            self.report_with(path, Code::Check, None, name, says);
        }
    }

    fn place(&mut self, path: &Path<'_>, value: &str, place: Place) {
        let (code, message) = match place {
            Place::Body => return,
            Place::PathSegment => (Code::PathSegment, path_segment_fault(value)),
            Place::HeaderValue => (Code::HeaderValue, header_value_fault(value)),
            Place::BasicUser if value.contains(':') => (
                Code::HeaderValue,
                Some("contains a colon, which ends the user of basic authentication"),
            ),
            Place::BasicUser | Place::BasicPassword => (
                Code::HeaderValue,
                value.contains(char::is_control).then_some(
                    "contains a control character, which basic authentication does not allow",
                ),
            ),
        };
        if let Some(message) = message {
            self.report(path, code, message);
        }
    }
}

fn path_segment_fault(value: &str) -> Option<&'static str> {
    match value {
        "" => Some("is empty, and would address what is one level up"),
        "." => Some("is a dot, which a path can't carry"),
        ".." => Some("is two dots, and would address what is one level up"),
        _ => None,
    }
}

fn header_value_fault(value: &str) -> Option<&'static str> {
    let is_blank = |character: char| matches!(character, ' ' | '\t');
    if !value
        .bytes()
        .all(|byte| matches!(byte, b'\t' | b' '..=b'~'))
    {
        Some("has a character that a header can't carry: only visible ASCII, spaces and tabs are")
    } else if value.starts_with(is_blank) || value.ends_with(is_blank) {
        Some("begins or ends with a space or tab, which a header loses")
    } else {
        None
    }
}
