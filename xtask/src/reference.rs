//! Writes the tables of keys in the reference of the language.
//!
//! Input: the table of the language and the page. Output: the page with new tables between its two markers.

use std::fmt::Write as _;

use crate::language::{Construct, Key, Language};
use crate::shape::Shape;

/// The page, below the root of the repository.
pub(crate) const PATH: &str = "docs/language.md";

const BEGIN: &str = "<!-- keys: begin, written from the table of keys -->\n";
const END: &str = "\n<!-- keys: end -->";

/// Returns the page with new tables.
///
/// # Errors
/// Returns an error if the page has no marker.
pub(crate) fn insert(page: &str, language: &Language) -> Result<String, String> {
    let markers = page
        .split_once(BEGIN)
        .and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = markers.ok_or_else(|| format!("{PATH} lacks a marker of its tables"))?;
    let tables = write(language);
    Ok(format!("{before}{BEGIN}\n{tables}\n{END}{after}"))
}

/// The number of constructs with the same row from which on the row stands in the table of shared keys.
const SHARED: usize = 3;

/// Returns the tables as Markdown: one for the keys that several constructs share, and a heading for each construct with its other
/// keys.
fn write(language: &Language) -> String {
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for construct in &language.constructs {
        for key in &construct.keys {
            let row = row(language, key);
            match rows.iter_mut().find(|(other, _)| *other == row) {
                Some((_, names)) => names.push(&construct.id),
                None => rows.push((row, vec![&construct.id])),
            }
        }
    }
    rows.retain(|(_, names)| names.len() >= SHARED);
    let mut out = String::from(
        "### Shared keys\n\nKeys that several constructs have, with one meaning. The sections below name them and describe the others.\n",
    );
    out.push_str(HEAD);
    for (row, _) in &rows {
        out.push_str(row);
    }
    for construct in &language.constructs {
        let heading = heading(construct);
        let _ = write!(out, "\n### {heading}\n\n{}\n", construct.meaning);
        if let Some(others) = &construct.others {
            let names = &others.names;
            let cell = cell(language, &others.shape);
            let _ = write!(
                out,
                "\nIt also accepts the name of {names} as a key: {cell}.\n"
            );
        }
        let (shared, own): (Vec<_>, Vec<_>) = construct
            .keys
            .iter()
            .map(|key| (key, row(language, key)))
            .partition(|(_, text)| rows.iter().any(|(row, _)| row == text));
        if !shared.is_empty() {
            let names: Vec<String> = shared
                .iter()
                .map(|(key, _)| format!("`{}`", key.name))
                .collect();
            let _ = write!(
                out,
                "\n[Shared keys](#shared-keys): {}.\n",
                names.join(", ")
            );
        }
        if !own.is_empty() {
            out.push_str(HEAD);
            out.extend(own.into_iter().map(|(_, row)| row));
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The head of each table, with an empty line before it.
const HEAD: &str = "\n| key | value | default | meaning |\n|---|---|---|---|\n";

/// Returns the row of a key, with a line feed.
fn row(language: &Language, key: &Key) -> String {
    let without = if key.required {
        "required".to_owned()
    } else {
        escape(&key.default)
    };
    format!(
        "| `{}` | {} | {without} | {}<br>`{}` |\n",
        key.name,
        cell(language, &key.shape),
        escape(&key.meaning),
        escape(&key.example),
    )
}

/// Returns the heading of a construct. Its anchor is the name in lower case with dashes.
fn heading(construct: &Construct) -> String {
    let mut chars = construct.name.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

fn link(language: &Language, id: &str) -> String {
    let name = language.construct(id).map_or(id, |it| it.name.as_str());
    format!("[{name}](#{})", name.to_lowercase().replace(' ', "-"))
}

/// Returns the description of a shape for a cell of a table.
fn cell(language: &Language, shape: &Shape) -> String {
    let inner = |shape: &Shape| cell(language, shape);
    let quoted = |words: &[&str]| {
        let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
        words.join(", ")
    };
    match shape {
        Shape::Text | Shape::Separator => "text".to_owned(),
        Shape::Scalar => "scalar".to_owned(),
        Shape::Bool => quoted(&["true", "false"]).replace(", ", " or "),
        Shape::Integer => "a whole number".to_owned(),
        Shape::Count => "a whole number from 0".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Date => "a date".to_owned(),
        Shape::Version => "`1`".to_owned(),
        Shape::Status => "an HTTP status, or a class of them such as `2xx`".to_owned(),
        Shape::Path => "a dotted path".to_owned(),
        Shape::Reason => "a reason, or `true`".to_owned(),
        Shape::Clear => "`''`, `null`, `[]` or `all_items`".to_owned(),
        Shape::Value => "any value".to_owned(),
        Shape::Texts => "text or list of texts".to_owned(),
        Shape::Spellings => "map: value → scalar".to_owned(),
        Shape::Meanings => format!("map: value → meaning or {}", link(language, "EnumValue")),
        Shape::Envelope => "a tree of maps and scalars".to_owned(),
        Shape::Words(words) => quoted(&words.iter().map(String::as_str).collect::<Vec<_>>()),
        Shape::Named(name, subset) if language.words(name).is_some() => {
            quoted(&language.allowed_words(name, subset))
        }
        Shape::Named(id, _) => link(language, id),
        Shape::List(item) => format!("list of {}", inner(item)),
        Shape::Tuple(length, item) => format!("list of {length}: {}", inner(item)),
        Shape::Map(value) => format!("map: name → {}", inner(value)),
        Shape::Any(shapes) => {
            let shapes: Vec<_> = shapes.iter().map(inner).collect();
            shapes.join(" or ")
        }
    }
}

/// Escapes bars, which would end a cell of a table.
fn escape(text: &str) -> String {
    text.replace('|', "\\|")
}
