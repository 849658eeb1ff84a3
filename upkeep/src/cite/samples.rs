//! Reads samples in JSON and XML: which fields a request or a response has, and what their values look like.

use std::ops::Range;

use super::kind::{Kind, Support};
use super::reading::{Builder, Fact};
use super::subjects::Call;
use crate::page::normalise;

/// A member or an element of a sample.
#[derive(Debug, Clone)]
struct Entry {
    line: usize,
    /// The names from the root, with dots between them.
    place: String,
    /// The value with its quotes; none for an object, a list or an element with children.
    value: Option<String>,
    span: Range<usize>,
    /// Whether a list follows.
    is_list: bool,
}

/// Reads a block of code.
pub(super) fn read(builder: &mut Builder<'_>, lines: &[String], call: Option<&Call>) {
    let numbers: Vec<usize> = lines
        .iter()
        .map(|line| {
            let text = normalise(line);
            builder.line(&text, call, "sample", "", "")
        })
        .collect();
    let texts: Vec<String> = lines.iter().map(|line| normalise(line)).collect();
    let is_xml = texts.iter().any(|text| text.starts_with('<'));
    let entries = if is_xml { xml(&texts) } else { json(&texts) };
    // The sample is of the operation and the direction that most of its members belong to.
    let known = |call: &&Call| {
        let places = |entry: &Entry| {
            score(
                call.members().flat_map(|member| &member.places),
                &entry.place,
            )
        };
        entries.iter().map(places).sum::<usize>()
    };
    let answered = |call: &&Call| {
        let places = |entry: &Entry| {
            score(
                call.responses.iter().map(|place| &place.place),
                &entry.place,
            )
        };
        entries.iter().map(places).sum::<usize>()
    };
    if builder.is_foreign {
        return;
    }
    let subjects = builder.subjects;
    let rank = |other: &&Call| {
        let is_here = call.is_some_and(|call| call.name == other.name);
        (known(other).max(answered(other)), is_here)
    };
    let Some(call) = subjects.operations.iter().max_by_key(rank) else {
        return;
    };
    if known(&call).max(answered(&call)) == 0 {
        return;
    }
    let is_response = answered(&call) > known(&call);
    if let (false, Some(first)) = (is_response, numbers.first()) {
        builder.fact(Fact {
            operation: call.name.clone(),
            path: "-".to_owned(),
            kind: Kind::Body,
            value: if is_xml { "xml" } else { "json" }.to_owned(),
            support: Support::Sample,
            line: *first,
            span: 0..0,
        });
    }
    if !is_response {
        for entry in &entries {
            request(builder, call, entry, numbers[entry.line]);
        }
        return;
    }
    // Operations that get the same response are all meant by it.
    let best = answered(&call);
    let fits = |other: &&Call| answered(other) == best && best > known(other);
    for call in subjects.operations.iter().filter(fits) {
        for entry in &entries {
            response(builder, call, entry, numbers[entry.line]);
        }
    }
}

fn is_at(place: &str, found: &str) -> bool {
    place == found
        || found
            .strip_suffix(place)
            .is_some_and(|rest| rest.ends_with('.'))
            && !place.is_empty()
        || place
            .strip_suffix(found)
            .is_some_and(|rest| rest.ends_with('.'))
}

/// Returns how well a place of a sample fits one of the places of a schema.
fn score<'p>(places: impl Iterator<Item = &'p String>, found: &str) -> usize {
    let fits = |place: &String| match place == found {
        true => 2,
        false => usize::from(is_at(place, found)),
    };
    places.map(fits).max().unwrap_or(0)
}

fn request(builder: &mut Builder<'_>, call: &Call, entry: &Entry, line: usize) {
    let fixed = call.fixed.iter().find(|(place, ..)| *place == entry.place);
    if let Some((_, path, kind)) = fixed {
        builder.fact(Fact {
            operation: call.name.clone(),
            path: path.clone(),
            kind: *kind,
            value: match kind {
                Kind::Const => entry
                    .value
                    .clone()
                    .unwrap_or_default()
                    .trim_matches('"')
                    .to_owned(),
                _ => entry
                    .place
                    .rsplit('.')
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            },
            support: Support::Sample,
            line,
            span: entry.span.clone(),
        });
        return;
    }
    let members = call
        .members()
        .filter(|member| member.places.contains(&entry.place));
    let name = entry.place.rsplit('.').next().unwrap_or_default();
    let unknown = format!("?{name}");
    let member = members.into_iter().next();
    if member.is_none() && !is_beside_members(call, entry) {
        return;
    }
    let path = member.map_or(unknown.as_str(), |member| member.path.as_str());
    let mut push = |kind: Kind, path: &str, value: &str| {
        builder.fact(Fact {
            operation: call.name.clone(),
            path: path.to_owned(),
            kind,
            value: value.to_owned(),
            support: Support::Sample,
            line,
            span: entry.span.clone(),
        });
    };
    push(Kind::Field, path, name);
    let Some(value) = &entry.value else {
        if entry.is_list {
            push(Kind::Type, path, "list");
        }
        return;
    };
    if value == "null" {
        push(Kind::Clear, path, "null");
        return;
    }
    if let Some(shape) = shape(value) {
        push(Kind::Type, path, shape);
    }
    if value.contains("\\n") && member.is_some_and(|member| member.is_list) {
        push(Kind::Join, path, "\\n");
    }
}

/// Returns whether an entry is no container, and stands where fields of the schema do.
fn is_beside_members(call: &Call, entry: &Entry) -> bool {
    let parent = |place: &str| {
        place
            .rfind('.')
            .map_or(String::new(), |dot| place[..dot].to_owned())
    };
    let here = parent(&entry.place);
    let mut places = call.members().flat_map(|member| &member.places);
    (entry.value.is_some() || entry.is_list) && places.any(|place| parent(place) == here)
}

fn response(builder: &mut Builder<'_>, call: &Call, entry: &Entry, line: usize) {
    let bare = entry
        .value
        .as_deref()
        .map(|value| value.trim_matches('"').to_owned());
    for place in &call.responses {
        if !is_at(&place.place, &entry.place) {
            continue;
        }
        let (kind, value) = match (&place.values, &bare) {
            (None, _) => (Kind::ResponseField, entry.place.clone()),
            (Some(values), Some(bare)) if values.contains(bare) => (Kind::Error, bare.clone()),
            (Some(_), _) => continue,
        };
        builder.fact(Fact {
            operation: call.name.clone(),
            path: place.path.clone(),
            kind,
            value,
            support: Support::Sample,
            line,
            span: entry.span.clone(),
        });
    }
}

/// Returns what a value in JSON or XML looks like.
fn shape(value: &str) -> Option<&'static str> {
    let Some(text) = value.strip_prefix('"') else {
        return match value {
            "" => Some("string"),
            "true" | "false" => Some("boolean"),
            value if value.starts_with('[') => Some("list"),
            value if value.starts_with('{') => Some("object"),
            value
                if value
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-')) =>
            {
                Some("number")
            }
            _ => Some("string"),
        };
    };
    let text = text.trim_end_matches('"');
    let digits = |range: Range<usize>| {
        text.get(range)
            .is_some_and(|part| part.chars().all(|c| c.is_ascii_digit()))
    };
    let is_date = digits(0..4) && digits(5..7) && digits(8..10) && text.get(4..5) == Some("-");
    Some(match (is_date, text.len()) {
        (true, 10) => "date",
        (true, 11..) if text.contains('T') => "timestamp",
        _ => "string",
    })
}

/// Reads the members of a sample in JSON, line by line.
fn json(lines: &[String]) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut stack: Vec<String> = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        let mut rest = text.as_str();
        if let Some((key, value)) = member(text) {
            let place = place(&stack, &text[key.clone()]);
            let value_text = value.trim_end_matches(',').trim();
            let opens = value_text.ends_with(['{', '[']) && !value_text.starts_with('"');
            found.push(Entry {
                line,
                place,
                value: (!opens).then(|| value_text.to_owned()),
                span: key.clone(),
                is_list: opens && value_text.ends_with('['),
            });
            if opens {
                stack.push(text[key].to_owned());
                continue;
            }
            if value_text.starts_with('"') {
                continue;
            }
            rest = value;
        } else if text.starts_with('"') {
            continue;
        }
        for c in rest.chars() {
            match c {
                '{' | '[' => stack.push(String::new()),
                '}' | ']' => {
                    stack.pop();
                }
                _ => {}
            }
        }
    }
    found
}

/// Returns the key of a line and the text after its colon.
fn member(text: &str) -> Option<(Range<usize>, &str)> {
    let inner = text.strip_prefix('"')?;
    let end = inner.find('"')? + 1;
    let value = text[end + 1..].trim_start().strip_prefix(':')?;
    Some((1..end, value.trim_start()))
}

fn place(stack: &[String], name: &str) -> String {
    let mut parts: Vec<&str> = stack
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.push(name);
    parts.join(".")
}

/// Reads the elements of a sample in XML.
fn xml(lines: &[String]) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let mut stack: Vec<String> = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        let mut at = 0;
        while let Some(open) = text[at..].find('<').map(|open| at + open) {
            let Some(close) = text[open..].find('>').map(|close| open + close) else {
                break;
            };
            let tag = &text[open + 1..close];
            at = close + 1;
            if tag.starts_with(['?', '!']) {
                continue;
            }
            if tag.starts_with('/') {
                stack.pop();
                continue;
            }
            let name = tag
                .trim_end_matches('/')
                .split(' ')
                .next()
                .unwrap_or_default();
            let end = format!("</{name}>");
            let value = text[at..]
                .find(&end)
                .map(|end| text[at..at + end].to_owned());
            found.push(Entry {
                line,
                place: place(&stack, name),
                value: value.filter(|value| !value.contains('<')),
                span: open + 1..open + 1 + name.len(),
                is_list: false,
            });
            if !tag.ends_with('/') {
                stack.push(name.to_owned());
            }
        }
    }
    found
}
