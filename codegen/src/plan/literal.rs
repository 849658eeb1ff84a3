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
}
