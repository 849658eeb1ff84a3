//! The formats of request bodies.

/// How lines are written, each with a name and a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinesSyntax {
    /// The line break between two lines.
    pub between: String,
    /// The text between a name and its value.
    pub assign: String,
    /// Whether the lines are sorted by their bytes.
    pub sort: bool,
    /// A line behind the last one.
    pub end: Option<String>,
}

/// A format of request bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// A query string.
    Query,
    /// A form.
    Form,
    /// Lines.
    Lines,
}
