//! Reads what sentences and lists say about responses: statuses, codes and fields.

use std::ops::Range;

use super::kind::{Kind, Support};
use super::reading::{Builder, Fact};
use super::subjects::Call;

/// Reads a line about responses.
pub(super) fn read(builder: &mut Builder<'_>, text: &str, line: usize, call: Option<&Call>) {
    let Some(call) = call else {
        return;
    };
    let mut found: Vec<(Kind, String, Range<usize>)> = Vec::new();
    let mut named: Option<&str> = None;
    for (at, word, span) in words(text) {
        let told = call.responses.iter().filter_map(|place| {
            let is_value = place.values.as_ref()?.iter().any(|value| value == word);
            is_value.then_some(place.path.as_str())
        });
        // A value in a sentence is a code in capitals; a short or common word tells nothing.
        let is_capital = !word.chars().any(char::is_lowercase);
        let is_code = word.len() >= 4 && (at == 0 || builder.is_response && is_capital);
        for response in told.filter(|_| is_code) {
            named.get_or_insert(response);
            found.push((Kind::Error, response.to_owned(), span.clone()));
        }
        let is_status = word.len() == 3 && word.chars().all(|c| c.is_ascii_digit());
        let after = text[span.end..].trim_start();
        if is_status && (at == 0 && after.starts_with(char::is_uppercase) || named.is_some()) {
            let statuses = call.statuses.iter().filter(|(status, _)| status == word);
            let own = statuses.filter(|(_, response)| named.is_none_or(|named| named == response));
            found.extend(own.map(|(_, response)| (Kind::Status, response.clone(), span.clone())));
        }
        let is_in_parentheses = text[..span.start].ends_with('(') && after.starts_with(')');
        if is_in_parentheses && builder.is_response {
            let fields = call
                .responses
                .iter()
                .filter(|place| place.values.is_none() && place.place == word);
            found.extend(
                fields.map(|place| (Kind::ResponseField, place.path.clone(), span.clone())),
            );
        }
    }
    // The value may be a whole sentence.
    let whole = call.responses.iter().filter(|place| {
        let mut values = place.values.iter().flatten();
        values.any(|value| value.contains(' ') && value == text)
    });
    found.extend(whole.map(|place| (Kind::Error, place.path.clone(), 0..text.len())));
    for (kind, path, span) in found {
        builder.fact(Fact {
            operation: call.name.clone(),
            path,
            kind,
            value: text[span.clone()].to_owned(),
            support: Support::Stated,
            line,
            span,
        });
    }
    clear(builder, text, line);
}

/// Returns the words of a line with their positions and places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str, Range<usize>)> {
    let mut start = 0;
    text.split(' ').enumerate().map(move |(at, word)| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let from = start + word.find(bare).unwrap_or(0);
        start += word.len() + 1;
        (at, bare, from..from + bare.len())
    })
}

/// Reads `Specify as empty string: DESCRIPTION`, with the description of a field.
fn clear(builder: &mut Builder<'_>, text: &str, line: usize) {
    let Some((label, described)) = text.split_once(": ") else {
        return;
    };
    let lower = label.to_lowercase();
    if !lower.contains("empty string") && !lower.contains("as empty") {
        return;
    }
    let own = builder
        .descriptions
        .iter()
        .filter(|(sentence, ..)| sentence.trim_end_matches('.') == described.trim_end_matches('.'));
    let facts: Vec<Fact> = own
        .map(|(_, operation, path)| Fact {
            operation: operation.clone(),
            path: path.clone(),
            kind: Kind::Clear,
            value: "\"\"".to_owned(),
            support: Support::Derived,
            line,
            span: 0..label.len(),
        })
        .collect();
    for fact in facts {
        builder.fact(fact);
    }
}

/// Returns the content type that a line states.
pub(super) fn content_type(text: &str) -> Option<(Range<usize>, String)> {
    if !text.to_lowercase().contains("content-type") {
        return None;
    }
    let is_type = |word: &str| {
        ["application/", "text/", "multipart/"]
            .iter()
            .any(|kind| word.starts_with(kind))
    };
    let (_, word, span) = words(text).find(|(_, word, _)| is_type(word))?;
    let value = word.strip_suffix("Content-Type").unwrap_or(word);
    Some((span.start..span.start + value.len(), value.to_owned()))
}
