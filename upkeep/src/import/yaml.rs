//! The draft as a tree of YAML, and how it is written.

/// A node of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Yaml {
    /// A text. It is quoted if it could be read as something else.
    Text(String),
    /// A number, a boolean or null.
    Plain(String),
    /// A list.
    List(Vec<Yaml>),
    /// A map.
    Map(Vec<Entry>),
}

/// An entry of a map.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) value: Yaml,
    /// The JSON Pointer of the construct that it expresses.
    pub(crate) pointer: Option<String>,
}

/// Two entries are equal if they are written alike.
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.value == other.value
    }
}

impl Eq for Entry {}

impl Entry {
    /// Returns an entry that expresses no single construct.
    pub(crate) fn new(key: impl Into<String>, value: Yaml) -> Self {
        Self {
            key: key.into(),
            value,
            pointer: None,
        }
    }

    /// Returns an entry that expresses the construct at a pointer.
    pub(crate) fn cited(key: impl Into<String>, value: Yaml, pointer: &str) -> Self {
        Self {
            pointer: Some(pointer.to_owned()),
            ..Self::new(key, value)
        }
    }
}

impl Yaml {
    /// Returns a text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Yaml::Text(text.into())
    }

    /// Returns a number, a boolean or null.
    pub(crate) fn plain(value: impl ToString) -> Self {
        Yaml::Plain(value.to_string())
    }
}

/// The longest line that a map or a list on one line may take.
const WIDTH: usize = 110;

/// Writes a document.
pub(crate) fn write(entries: &[Entry]) -> String {
    let mut out = String::new();
    for (index, entry) in entries.iter().enumerate() {
        let starts_section = matches!(entry.value, Yaml::Map(_) | Yaml::List(_));
        if index > 0 && starts_section {
            out.push('\n');
        }
        write_entry(entry, 0, &mut out);
    }
    out
}

/// Writes an entry at an indentation.
pub(crate) fn write_entry(entry: &Entry, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    let key = scalar(&entry.key);
    let line = format!("{pad}{key}: {}", flow(&entry.value));
    // Sections and constructs with a name of their own are blocks, as people write them.
    let section = indent == 0 || (indent == 2 && !is_small(&entry.value));
    match &entry.value {
        Yaml::Map(entries) if !entries.is_empty() && (section || !fits(&line, &entry.value)) => {
            out.push_str(&format!("{pad}{key}:\n"));
            for entry in entries {
                write_entry(entry, indent + 2, out);
            }
        }
        Yaml::List(items) if !items.is_empty() && !fits(&line, &entry.value) => {
            out.push_str(&format!("{pad}{key}:\n"));
            for item in items {
                write_item(item, indent + 2, out);
            }
        }
        Yaml::Text(text) if is_block(text) => {
            out.push_str(&format!("{pad}{key}: |-\n"));
            for line in text.lines() {
                if line.is_empty() {
                    out.push('\n');
                } else {
                    out.push_str(&format!("{pad}  {line}\n"));
                }
            }
        }
        Yaml::Text(_) | Yaml::Plain(_) | Yaml::List(_) | Yaml::Map(_) => {
            out.push_str(&line);
            out.push('\n');
        }
    }
}

fn write_item(item: &Yaml, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match item {
        Yaml::Map(entries)
            if !entries.is_empty() && !fits(&format!("{pad}- {}", flow(item)), item) =>
        {
            let mut block = String::new();
            for entry in entries {
                write_entry(entry, indent + 2, &mut block);
            }
            out.push_str(&format!("{pad}- {}", block.trim_start_matches(' ')));
        }
        Yaml::Text(_) | Yaml::Plain(_) | Yaml::List(_) | Yaml::Map(_) => {
            out.push_str(&format!("{pad}- {}\n", flow(item)));
        }
    }
}

fn fits(line: &str, value: &Yaml) -> bool {
    line.chars().count() <= WIDTH && !has_block(value)
}

/// Returns whether a map has only scalars.
fn is_small(value: &Yaml) -> bool {
    match value {
        Yaml::Map(entries) => entries
            .iter()
            .all(|entry| matches!(entry.value, Yaml::Text(_) | Yaml::Plain(_))),
        Yaml::Text(_) | Yaml::Plain(_) | Yaml::List(_) => true,
    }
}

fn has_block(value: &Yaml) -> bool {
    match value {
        Yaml::Text(text) => is_block(text),
        Yaml::Plain(_) => false,
        Yaml::List(items) => items.iter().any(has_block),
        Yaml::Map(entries) => entries.iter().any(|entry| has_block(&entry.value)),
    }
}

/// Writes a value on one line.
fn flow(value: &Yaml) -> String {
    match value {
        Yaml::Text(text) => scalar(text),
        Yaml::Plain(text) => text.clone(),
        Yaml::List(items) => {
            let items: Vec<_> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Yaml::Map(entries) if entries.is_empty() => "{}".to_owned(),
        Yaml::Map(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|entry| format!("{}: {}", scalar(&entry.key), flow(&entry.value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

/// Returns whether a text is written as a block of lines.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with(['\n', ' '])
        && !text.ends_with(['\n', ' '])
        && text.chars().all(|c| c == '\n' || is_printable(c))
        && text
            .lines()
            .all(|line| !line.starts_with(' ') && !line.ends_with(' '))
}

/// Writes a text on one line, with quotes where it needs them.
fn scalar(text: &str) -> String {
    let safe = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | '$' | ' ' | '(' | ')')
    };
    let word = text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '$'))
        && !text.ends_with(' ')
        && text.chars().all(safe)
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
        );
    if word {
        text.to_owned()
    } else if text.chars().all(is_printable) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double_quoted(text)
    }
}

fn double_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c => match u32::from(c) {
                code @ 0..=0xffff => out.push_str(&format!("\\u{code:04x}")),
                code => out.push_str(&format!("\\U{code:08x}")),
            },
        }
    }
    out.push('"');
    out
}

/// Returns whether YAML has a character in a scalar without an escape.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}'
        )
}
