//! Reads the members of samples in JSON, and the elements and attributes of samples in XML.

use std::ops::Range;

/// A member, an element or an attribute of a sample.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) line: usize,
    /// The names from the root, with dots between them. The name of an attribute starts with `@`.
    pub(super) place: String,
    /// The value with its quotes; none for an object, a list or an element with children.
    pub(super) value: Option<String>,
    pub(super) span: Range<usize>,
    /// Whether a list follows.
    pub(super) is_list: bool,
}

impl Entry {
    /// Returns the value without its quotes.
    pub(super) fn bare(&self) -> Option<String> {
        let value = self.value.as_deref()?;
        Some(value.trim_matches('"').to_owned())
    }
}

/// Reads the members of a sample in JSON, line by line.
pub(super) fn json(lines: &[String]) -> Vec<Entry> {
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
pub(super) fn xml(lines: &[String]) -> Vec<Entry> {
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
            for (attribute, value) in attributes(tag) {
                let start = open + 1 + attribute.start;
                let name_of_attribute = format!("{name}.@{}", &tag[attribute.clone()]);
                found.push(Entry {
                    line,
                    place: place(&stack, &name_of_attribute),
                    value: Some(value.to_owned()),
                    span: start..start + attribute.len(),
                    is_list: false,
                });
            }
            if !tag.ends_with('/') {
                stack.push(name.to_owned());
            }
        }
    }
    found
}

/// Returns the names of the attributes of a tag, as ranges of it, and their values.
fn attributes(tag: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(equals) = tag[at..].find('=').map(|equals| at + equals) {
        let start = tag[..equals].rfind(' ').map_or(at, |space| space + 1);
        let quoted = &tag[equals + 1..];
        let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(end) = quote.and_then(|quote| quoted[1..].find(quote)) else {
            break;
        };
        found.push((start..equals, &quoted[1..=end]));
        at = equals + 1 + end + 2;
    }
    found
}
