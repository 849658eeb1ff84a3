//! Reads samples in JSON and XML: which fields a request or a response has, and what their values look like.

use std::cmp::Ordering;
use std::ops::Range;

use super::entries::{Entry, json, xml};
use super::kind::{Kind, Support};
use super::reading::{Builder, Fact};
use super::response_places::{Format, ResponsePlace};
use super::subjects::Call;
use crate::page::normalise;

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
    if builder.is_foreign {
        return;
    }
    let format = match texts.iter().any(|text| text.starts_with('<')) {
        true => Format::Xml,
        false => Format::Json,
    };
    let entries = match format {
        Format::Json => json(&texts),
        Format::Xml => xml(&texts),
    };
    // The sample is of the operation and the direction that most of its members belong to.
    let known = |call: &Call| {
        let places = |entry: &Entry| {
            score(
                call.members().flat_map(|member| &member.places),
                &entry.place,
            )
        };
        entries.iter().map(places).sum::<usize>()
    };
    let answered = |call: &Call| shown(call, format, &entries).0;
    let subjects = builder.subjects;
    let rank = |other: &&Call| {
        let is_here = call.is_some_and(|call| call.name == other.name);
        (known(other).max(answered(other)), is_here)
    };
    let (Some(call), Some(first)) = (
        subjects.operations.iter().max_by_key(rank),
        numbers.first().copied(),
    ) else {
        return;
    };
    let best = answered(call);
    if known(call).max(best) == 0 {
        return;
    }
    if best <= known(call) {
        body(builder, call, "-", format, first);
        for entry in &entries {
            request(builder, call, entry, numbers[entry.line]);
        }
        return;
    }
    // Operations that get the same response are all meant by it.
    let fits = |other: &&Call| answered(other) == best && best > known(other);
    for call in subjects.operations.iter().filter(fits) {
        if let (_, Some(name)) = shown(call, format, &entries) {
            body(builder, call, name, format, first);
        }
        for entry in &entries {
            response(builder, call, format, entry, numbers[entry.line]);
        }
    }
}

/// Adds the format of a body. The path is the name of a response, or `-` for the request.
fn body(builder: &mut Builder<'_>, call: &Call, path: &str, format: Format, line: usize) {
    builder.fact(Fact {
        operation: call.name.clone(),
        path: path.to_owned(),
        kind: Kind::Body,
        value: format.word().to_owned(),
        support: Support::Sample,
        line,
        span: 0..0,
    });
}

/// Returns how well a sample fits the response of an operation that it fits best, and the name of that response; no name
/// if several fit equally well.
fn shown<'c>(call: &'c Call, format: Format, entries: &[Entry]) -> (usize, Option<&'c str>) {
    let mut best = (0, None);
    let mut seen: Vec<&str> = Vec::new();
    for name in call.responses.iter().map(ResponsePlace::response) {
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let own = |place: &&ResponsePlace| place.format == Some(format) && place.response() == name;
        let fit = |entry: &Entry| {
            let places = call.responses.iter().filter(own);
            places.map(|place| fit(place, entry)).max().unwrap_or(0)
        };
        let fit = entries.iter().map(fit).sum::<usize>();
        best = match fit.cmp(&best.0) {
            Ordering::Less => best,
            Ordering::Equal => (fit, None),
            Ordering::Greater => (fit, Some(name)),
        };
    }
    best
}

/// Returns how well an entry fits a place of a response. A value that tells the response counts as well.
fn fit(place: &ResponsePlace, entry: &Entry) -> usize {
    let here = score(std::iter::once(&place.place), &entry.place);
    let is_value = match (&place.values, entry.bare()) {
        (Some(values), Some(bare)) => values.contains(&bare),
        (None, _) | (_, None) => false,
    };
    here + usize::from(here > 0 && is_value)
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
                Kind::Const => entry.bare().unwrap_or_default(),
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
    if name.starts_with('@') {
        return;
    }
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

fn response(builder: &mut Builder<'_>, call: &Call, format: Format, entry: &Entry, line: usize) {
    let bare = entry.bare();
    let own = |place: &&ResponsePlace| place.format == Some(format);
    for place in call.responses.iter().filter(own) {
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
