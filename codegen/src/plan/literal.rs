//! Constants.

/// A constant on a wire.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// Text.
    String(String),
    /// A JSON number, as written.
    Number(String),
    /// A boolean.
    Boolean(bool),
    /// JSON null.
    Null,
}

impl Literal {
    /// Returns its text, as XML, a query string or a form write it.
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
