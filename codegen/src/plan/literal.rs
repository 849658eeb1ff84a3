//! Constants that the schema states.

/// A constant that requests send.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// Text.
    String(String),
    /// A JSON number, as written in the schema.
    Number(String),
    /// A boolean.
    Boolean(bool),
    /// JSON null.
    Null,
}

impl Literal {
    /// Returns the text that represents it in XML, in a query string or in a form, before escaping.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Literal::String(text) | Literal::Number(text) => text,
            Literal::Boolean(true) => "true",
            Literal::Boolean(false) => "false",
            Literal::Null => "",
        }
    }

    /// Returns the constant as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        match self {
            Literal::String(text) => json_string(text),
            Literal::Number(text) => text.clone(),
            Literal::Boolean(value) => value.to_string(),
            Literal::Null => "null".to_owned(),
        }
    }
}

/// Returns a text as a JSON string.
pub(super) fn json_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
