//! Writes edits of YAML: a scalar, an entry of a map, a key that goes.

use wireform_codegen::source::{Node, NodeKind};

use super::{Edit, Schema};

/// Returns the edit that gives a scalar another text, in its style of quotes. None if the scalar comes from an alias.
pub(crate) fn replace_scalar(schema: &Schema, node: &Node, text: &str) -> Option<Edit> {
    let raw = schema.slice(node);
    node.scalar()?;
    if raw.starts_with(['*', '|', '>', '&']) || raw.contains('\n') {
        return None;
    }
    let quoted = match raw.chars().next() {
        Some('\'') => single(text),
        Some('"') => double(text),
        _ if is_plain_path(raw) && is_plain_path(text) => text.to_owned(),
        _ => scalar(text),
    };
    Some(Edit {
        range: node.span.range(),
        text: quoted,
    })
}

/// Returns whether a text is a method and a path, which need no quotes outside of braces.
fn is_plain_path(text: &str) -> bool {
    let is_plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '/' | '{' | '}' | '_' | '-' | '.');
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.contains(" /")
        && text.chars().all(is_plain)
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double(text: &str) -> String {
    format!(
        "\"{}\"",
        text.replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
    )
}

/// Returns a text as a scalar: plain if that is safe, else in single quotes.
pub(crate) fn scalar(text: &str) -> String {
    let is_word = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '/' | ' '));
    let is_reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        .contains(&text.to_lowercase().as_str());
    if is_word && !is_reserved {
        text.to_owned()
    } else {
        single(text)
    }
}

/// Returns whether a map is written in braces.
pub(crate) fn is_flow(schema: &Schema, node: &Node) -> bool {
    schema.slice(node).starts_with('{')
}

/// The keys after which a new key is inserted, the best first.
const ANCHORS: &[&str] = &[
    "maxLength",
    "minLength",
    "pattern",
    "format",
    "maxItems",
    "minItems",
    "required",
    "type",
];

/// Returns the edit that adds a key to a declaration.
pub(crate) fn insert_key(schema: &Schema, node: &Node, key: &str, value: &str) -> Option<Edit> {
    let entries = match &node.kind {
        NodeKind::Map(entries) => entries,
        NodeKind::Scalar(scalar) => {
            // `city: Text` becomes `city: { type: Text, key: value }`.
            let raw = schema.slice(node);
            let is_plain = raw == scalar.text;
            return is_plain.then(|| Edit {
                range: node.span.range(),
                text: format!("{{ type: {raw}, {key}: {value} }}"),
            });
        }
        NodeKind::List(_) | NodeKind::Broken => return None,
    };
    if schema.slice(node).starts_with('*') {
        return None;
    }
    if is_flow(schema, node) {
        let (_, last) = entries.last()?;
        let end = end(last);
        return Some(Edit {
            range: end..end,
            text: format!(", {key}: {value}"),
        });
    }
    let anchor = ANCHORS.iter().find_map(|anchor| {
        let (_, value) = entries
            .iter()
            .find(|(name, _)| name.text() == Some(anchor))?;
        let is_simple = value.scalar().is_some()
            && !schema.slice(value).contains('\n')
            && !schema.slice(value).starts_with(['|', '>']);
        is_simple.then_some(value)
    });
    let (first, _) = entries.first()?;
    let indent = " ".repeat(column(schema, first));
    Some(match anchor {
        Some(anchor) => {
            let at = line_end(schema.text(), end(anchor));
            Edit {
                range: at..at,
                text: format!("\n{indent}{key}: {value}"),
            }
        }
        None => {
            let at = first.span.start as usize;
            Edit {
                range: at..at,
                text: format!("{key}: {value}\n{indent}"),
            }
        }
    })
}

/// Returns the edit that adds an entry at the end of a map, or after one of its entries.
pub(crate) fn append_entry(
    schema: &Schema,
    map: &Node,
    after: Option<&Node>,
    entry: &str,
) -> Option<Edit> {
    let NodeKind::Map(entries) = &map.kind else {
        return None;
    };
    let (first, last) = (&entries.first()?.0, &entries.last()?.1);
    let before = after.unwrap_or(last);
    if schema.slice(map).starts_with('*') {
        return None;
    }
    if is_flow(schema, map) {
        let at = end(before);
        return Some(Edit {
            range: at..at,
            text: format!(", {entry}"),
        });
    }
    let at = line_end(schema.text(), end(before));
    let indent = " ".repeat(column(schema, first));
    let lines: Vec<String> = entry
        .lines()
        .map(|line| format!("\n{indent}{line}"))
        .collect();
    Some(Edit {
        range: at..at,
        text: lines.concat(),
    })
}

/// Returns the edit that removes an entry of a map. None if it is the only one.
pub(crate) fn remove_entry(schema: &Schema, map: &Node, name: &str) -> Option<Edit> {
    let NodeKind::Map(entries) = &map.kind else {
        return None;
    };
    let at = entries
        .iter()
        .position(|(key, _)| key.text() == Some(name))?;
    let (key, value) = &entries[at];
    if entries.len() == 1 || schema.slice(map).starts_with('*') {
        return None;
    }
    let (start, stop) = (
        key.span.start as usize,
        end(value).max(key.span.end as usize),
    );
    let text = schema.text();
    let range = if is_flow(schema, map) {
        match entries.get(at + 1) {
            Some((next, _)) => start..next.span.start as usize,
            None => end(&entries[at - 1].1)..stop,
        }
    } else {
        let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        // The first key of an item stands behind its dash.
        let is_alone = text[line..start].trim().is_empty();
        let after = line_end(text, stop);
        match is_alone {
            true => line..(after + 1).min(text.len()),
            false => start..entries[1].0.span.start as usize,
        }
    };
    Some(Edit {
        range,
        text: String::new(),
    })
}

/// Returns the end of a node: that of its last scalar.
pub(crate) fn end(node: &Node) -> usize {
    let own = node.span.end as usize;
    match &node.kind {
        NodeKind::Scalar(_) | NodeKind::Broken => own,
        NodeKind::List(items) => items
            .last()
            .map_or(own, |last| end(last).max(flow_end(node, own))),
        NodeKind::Map(entries) => entries.last().map_or(own, |(key, value)| {
            end(value)
                .max(key.span.end as usize)
                .max(flow_end(node, own))
        }),
    }
}

/// Returns the end of a node in braces; that of a block may be on a later line.
fn flow_end(node: &Node, own: usize) -> usize {
    let first = match &node.kind {
        NodeKind::Map(entries) => entries.first().map(|(key, _)| key.span.start),
        NodeKind::List(items) => items.first().map(|item| item.span.start),
        NodeKind::Scalar(_) | NodeKind::Broken => None,
    };
    // A block starts where its first key does.
    match first {
        Some(first) if first > node.span.start => own,
        _ => 0,
    }
}

/// Returns the end of the line of a place, without its line break.
fn line_end(text: &str, at: usize) -> usize {
    // The span of a block scalar may end after its line break.
    let at = if at > 0 && text.as_bytes().get(at - 1) == Some(&b'\n') {
        at - 1
    } else {
        at
    };
    text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline)
}

/// Returns the column of a node, from 0.
pub(crate) fn column(schema: &Schema, node: &Node) -> usize {
    let start = node.span.start as usize;
    let line = schema.text()[..start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    schema.text()[line..start].chars().count()
}
