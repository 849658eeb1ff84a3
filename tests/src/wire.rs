//! Reads values from the places on the wire that a hand-written fixture states.
//!
//! Input: a request and a place. Output: the text at the place. The parsers are independent of ours:
//! `serde_json`, `quick-xml`, `form_urlencoded`.

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use serde_json::Value;

use crate::outcome::Sent;

/// Returns the value at a place: a JSON Pointer or an XPath into the body, `?name` for a parameter, `{n}` for the n-th
/// path segment.
#[must_use]
pub fn find(sent: &Sent, place: &str) -> Option<Value> {
    if let Some(name) = place.strip_prefix('?') {
        let query = sent
            .url
            .split_once('?')
            .map_or(sent.body.as_str(), |(_, query)| query);
        return form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| Value::String(value.into_owned()));
    }
    if let Some(nth) = place
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    {
        let path = sent.url.split_once("://")?.1.split_once('/')?.1;
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let segment = path
            .split('/')
            .nth(nth.parse::<usize>().ok()?.checked_sub(1)?)?;
        let pair = format!("x={segment}");
        let (_, value) = form_urlencoded::parse(pair.as_bytes()).next()?;
        return Some(Value::String(value.into_owned()));
    }
    if sent.body.starts_with('<') {
        return xpath(&sent.body, place).map(Value::String);
    }
    serde_json::from_str::<Value>(&sent.body)
        .ok()?
        .pointer(place)
        .cloned()
}

/// Returns the text of the element at a plain XPath, with steps `name`, `name[2]` and `name[@type='S']`.
///
/// # Panics
/// Panics if the body is not XML.
#[must_use]
pub fn xpath(body: &str, path: &str) -> Option<String> {
    let steps: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let mut reader = quick_xml::Reader::from_str(body);
    // For every open element: how often each step has matched below it, and whether the path to it matches.
    let mut seen: Vec<Vec<String>> = vec![Vec::new()];
    let mut matched = 0;
    let mut depth = 0;
    let mut text = None;
    loop {
        match reader.read_event().expect("the body is XML") {
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                seen[depth].push(name.clone());
                let nth = seen[depth].iter().filter(|other| **other == name).count();
                if matched == depth && matched < steps.len() && text.is_none() {
                    let step = steps[matched];
                    let fits = match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
                        None => step == name,
                        Some((wanted, test)) => {
                            wanted == name
                                && match test
                                    .strip_prefix('@')
                                    .and_then(|test| test.split_once('='))
                                {
                                    None => test == nth.to_string(),
                                    Some((attribute, value)) => start
                                        .try_get_attribute(attribute)
                                        .expect("attributes are XML")
                                        .is_some_and(|found| {
                                            found
                                                .normalized_value(XmlVersion::Implicit1_0)
                                                .expect("text")
                                                == value.trim_matches('\'')
                                        }),
                                }
                        }
                    };
                    if fits {
                        matched += 1;
                        if matched == steps.len() {
                            text = Some(String::new());
                        }
                    }
                }
                depth += 1;
                seen.push(Vec::new());
            }
            Event::End(_) => {
                depth -= 1;
                seen.pop();
                if matched > depth {
                    if matched == steps.len() {
                        return text;
                    }
                    matched = depth;
                }
            }
            Event::Text(part) => {
                if let Some(text) = &mut text {
                    text.push_str(&part);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(text) = &mut text {
                    match reference.resolve_char_ref().expect("a reference") {
                        Some(c) => text.push(c),
                        None => {
                            text.push_str(
                                quick_xml::escape::resolve_predefined_entity(&reference)
                                    .expect("a known entity"),
                            );
                        }
                    }
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Returns the logical value at a path such as `verifications[0].claims[0]`.
#[must_use]
pub fn logical<'v>(values: &'v serde_json::Map<String, Value>, path: &str) -> Option<&'v Value> {
    let mut steps = path.split('.');
    let first = steps.next()?;
    let (name, indices) = split(first);
    let mut value = indices
        .into_iter()
        .try_fold(values.get(name)?, |value, index| value.get(index))?;
    for step in steps {
        let (name, indices) = split(step);
        value = indices
            .into_iter()
            .try_fold(value.get(name)?, |value, index| value.get(index))?;
    }
    Some(value)
}

fn split(step: &str) -> (&str, Vec<usize>) {
    let mut parts = step.split('[');
    let name = parts.next().unwrap_or_default();
    (
        name,
        parts
            .filter_map(|part| part.trim_end_matches(']').parse().ok())
            .collect(),
    )
}
