//! Writes YAML in block style, with quotes only where they are needed.

use super::super::{Map, Scalar, Style, Text, Value};
use crate::source::Spanned;

/// A YAML value.
pub(super) enum Yaml {
    /// A scalar as it is written.
    Scalar(String),
    List(Vec<Yaml>),
    Map(Vec<(String, Yaml)>),
}

/// Collects the keys of a construct. Keys without a value are omitted.
#[derive(Default)]
pub(super) struct Keys(Vec<(String, Yaml)>);

impl Keys {
    pub(super) fn put(mut self, key: &str, value: impl Into<Option<Yaml>>) -> Self {
        if let Some(value) = value.into() {
            self.0.push((key.to_owned(), value));
        }
        self
    }

    pub(super) fn text(self, key: &str, value: Option<&Text>) -> Self {
        self.put(key, value.map(text))
    }

    pub(super) fn texts(self, key: &str, values: &[Text]) -> Self {
        self.put(key, some_list(values, text))
    }

    /// Adds a map, unless it is empty.
    pub(super) fn map<T>(self, key: &str, entries: &Map<T>, each: impl Fn(&T) -> Yaml) -> Self {
        let value = (!entries.is_empty()).then(|| map(entries, each));
        self.put(key, value)
    }

    pub(super) fn append(mut self, other: Keys) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(super) fn done(self) -> Yaml {
        Yaml::Map(self.0)
    }
}

impl Yaml {
    /// Returns the text of a document.
    pub(super) fn render(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        while out.ends_with("\n\n") {
            out.pop();
        }
        out
    }

    /// Returns whether it follows its key on the same line.
    fn is_short(&self) -> bool {
        match self {
            Self::Scalar(_) => true,
            Self::List(items) => items.iter().all(|item| matches!(item, Self::Scalar(_))),
            Self::Map(entries) => entries.is_empty(),
        }
    }

    fn write(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        match self {
            Self::Scalar(text) => out.push_str(text),
            Self::List(items) if self.is_short() => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { ", " });
                    item.write(depth, out);
                }
                out.push(']');
            }
            Self::List(items) => {
                for item in items {
                    out.push_str(&indent);
                    out.push('-');
                    item.behind(depth, out);
                }
            }
            Self::Map(entries) if entries.is_empty() => out.push_str("{}"),
            Self::Map(entries) => {
                for (key, value) in entries {
                    out.push_str(&indent);
                    out.push_str(&plain_or_quoted(key));
                    out.push(':');
                    value.behind(depth, out);
                }
            }
        }
    }

    /// Writes the value after a key or a dash.
    fn behind(&self, depth: usize, out: &mut String) {
        if self.is_short() {
            let start = out.len();
            out.push(' ');
            self.write(0, out);
            if out.len() == start + 1 {
                out.pop();
            }
            out.push('\n');
        } else {
            out.push('\n');
            self.write(depth + 1, out);
        }
    }
}

/// Writes a text, whose style has no meaning.
pub(super) fn text(text: &Text) -> Yaml {
    word(&text.value)
}

/// Writes a word.
pub(super) fn word(text: &str) -> Yaml {
    Yaml::Scalar(plain_or_quoted(text))
}

/// Writes a number or a boolean.
pub(super) fn plain(value: impl ToString) -> Yaml {
    Yaml::Scalar(value.to_string())
}

/// Writes a scalar in its original style, which has a meaning.
pub(super) fn scalar(scalar: &Scalar) -> Yaml {
    Yaml::Scalar(match scalar.style {
        Style::Plain if scalar.text.is_empty() => String::new(),
        // The original had no quotes, but may have spanned several lines.
        Style::Plain if is_plain(&scalar.text) => scalar.text.clone(),
        Style::Plain | Style::Quoted => quoted(&scalar.text),
    })
}

/// Writes any tree.
pub(super) fn value(value: &Value) -> Yaml {
    match value {
        Value::Scalar(inner) if inner.is_null() => Yaml::Scalar("null".to_owned()),
        Value::Scalar(inner) => scalar(inner),
        Value::List(items) => Yaml::List(items.iter().map(|item| self::value(item)).collect()),
        Value::Map(entries) => map(entries, |inner| self::value(inner)),
    }
}

/// Writes one scalar without a list, and several scalars as a list.
pub(super) fn scalars(items: &[Spanned<Scalar>]) -> Yaml {
    match items {
        [only] => scalar(only),
        _ => Yaml::List(items.iter().map(|item| scalar(item)).collect()),
    }
}

/// Writes a list, unless it is empty.
pub(super) fn some_list<T>(items: &[T], each: impl Fn(&T) -> Yaml) -> Option<Yaml> {
    (!items.is_empty()).then(|| Yaml::List(items.iter().map(each).collect()))
}

/// Writes a list, which may be empty.
pub(super) fn all<T>(items: &[T], each: impl Fn(&T) -> Yaml) -> Yaml {
    Yaml::List(items.iter().map(each).collect())
}

/// Writes a reason. The empty reason is `true`.
pub(super) fn reason(reason: &Text) -> Yaml {
    if reason.is_empty() {
        plain(true)
    } else {
        text(reason)
    }
}

/// Returns a construct, unless it has no keys.
pub(super) fn some(yaml: Yaml) -> Option<Yaml> {
    match yaml {
        Yaml::Map(entries) if entries.is_empty() => None,
        Yaml::Scalar(_) | Yaml::List(_) | Yaml::Map(_) => Some(yaml),
    }
}

/// Writes a map.
pub(super) fn map<T>(entries: &Map<T>, each: impl Fn(&T) -> Yaml) -> Yaml {
    let entries = entries
        .iter()
        .map(|(name, value)| (name.value.clone(), each(value)));
    Yaml::Map(entries.collect())
}

fn plain_or_quoted(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Returns whether a text needs no quotes, even inside brackets.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '$' | '+' | '.'))
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !matches!(text, "...")
        && text.chars().all(|c| {
            c == ' ' || (c.is_alphanumeric() || "_-./$+:()=;%'\"?!\\<>*@&#^~|".contains(c))
        })
}

/// Writes a text in double quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control()
                || matches!(
                    c,
                    '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'
                ) =>
            {
                out.push_str(&format!("\\U{:08X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
