//! The tables of keys in the reference of the language, written from the table that the parser reads.

use std::fmt::Write as _;

use super::keys::{Id, Shape};

/// The tables as Markdown: a heading per construct, a row per key.
#[must_use]
pub fn reference() -> String {
    let mut out = String::new();
    for id in Id::ALL {
        let construct = id.construct();
        let _ = write!(out, "### {}\n\n{}\n", heading(*id), construct.meaning);
        if let Some((names, shape)) = &construct.others {
            let _ = write!(
                out,
                "\nBesides its keys it takes the name of {names}: {}.\n",
                cell(shape)
            );
        }
        out.push_str("\n| key | what stands there | without it | meaning |\n|---|---|---|---|\n");
        for key in construct.all() {
            let without = if key.required {
                "required".to_owned()
            } else {
                escape(key.default)
            };
            let _ = writeln!(
                out,
                "| `{}` | {} | {without} | {}<br>`{}` |",
                key.name,
                cell(&key.shape),
                escape(key.meaning),
                escape(key.example),
            );
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}

/// The heading of a construct; its anchor is the name in lower case with dashes.
fn heading(id: Id) -> String {
    let name = id.construct().name;
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

fn link(id: Id) -> String {
    let name = id.construct().name;
    format!("[{name}](#{})", name.to_lowercase().replace(' ', "-"))
}

/// What may stand at a place, for a cell of a table.
fn cell(shape: &Shape) -> String {
    match shape {
        Shape::Word(words) => {
            let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
            words.join(", ")
        }
        Shape::List(item) => format!("list of {}", cell(item)),
        Shape::Tuple(length, item) => format!("list of {length}: {}", cell(item)),
        Shape::Map(value) => format!("map: name → {}", cell(value)),
        Shape::Spellings => format!("map: value → {}", cell(&Shape::Scalar)),
        Shape::Meanings => format!("map: value → meaning or {}", link(Id::EnumValue)),
        Shape::Keys(id) => link(*id),
        Shape::Any(shapes) => {
            let shapes: Vec<_> = shapes.iter().map(cell).collect();
            shapes.join(" or ")
        }
        Shape::Text | Shape::Separator => "text".to_owned(),
        Shape::Scalar => "scalar".to_owned(),
        Shape::Texts => "text or list of texts".to_owned(),
        other => other.describe(),
    }
}

/// A text inside a table: a bar would end the cell.
fn escape(text: &str) -> String {
    text.replace('|', "\\|")
}
