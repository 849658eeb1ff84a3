//! How diagnostics name shapes, nodes and lists of keys.

use std::fmt;

use super::super::keys::{Id, Shape};
use crate::source::{Node, NodeKind, Quoted};

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.construct().name)
    }
}

/// Describes what is expected at a place, with an article.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Text | Self::Separator => "a text",
            Self::Scalar => "a scalar",
            Self::Bool => "`true` or `false`",
            Self::Integer => "a whole number",
            Self::Count => "a whole number from 0",
            Self::Number => "a number",
            Self::Word(words) => return Names::or(words.iter().copied()).fmt(f),
            Self::Date => "a date",
            Self::Version => "`1`",
            Self::Status => "an HTTP status",
            Self::Path => "a dotted path",
            Self::Reason => "a reason, or `true`",
            Self::Clear => "`''`, `null`, `[]` or `all_items`",
            Self::Value => "any value",
            Self::Texts => "a text or a list of texts",
            Self::List(_) => "a list",
            Self::Tuple(length, _) => return write!(f, "a list of {length} items"),
            Self::Map(_) | Self::Spellings | Self::Meanings => "a map",
            Self::Envelope => "a tree of maps and scalars",
            Self::Keys(id) => {
                let article = if starts_with_vowel(*id) { "an" } else { "a" };
                return write!(f, "{article} {id}");
            }
            Self::Any(shapes) => return write_list(f, shapes, "or"),
        };
        f.write_str(text)
    }
}

/// Returns whether the name of a construct starts with a vowel sound.
pub(super) fn starts_with_vowel(id: Id) -> bool {
    let name = id.construct().name;
    name.starts_with(['a', 'e', 'i', 'o', 'u']) || name.starts_with("XML")
}

/// What is at a place instead of the expected shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FoundNode {
    /// A key without a value.
    Nothing,
    Text(Quoted),
    List,
    Map,
}

impl From<&Node> for FoundNode {
    fn from(node: &Node) -> Self {
        match &node.kind {
            NodeKind::Scalar(scalar) if scalar.is_null() && scalar.text.is_empty() => Self::Nothing,
            NodeKind::Scalar(scalar) => Self::Text(scalar.text.as_str().into()),
            NodeKind::List(_) => Self::List,
            NodeKind::Map(_) => Self::Map,
            NodeKind::Broken => Self::Nothing,
        }
    }
}

impl fmt::Display for FoundNode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing"),
            Self::Text(text) => write!(f, "the text {text}"),
            Self::List => f.write_str("a list"),
            Self::Map => f.write_str("a map"),
        }
    }
}

/// Names in backticks as a list, such as `` `a`, `b` or `c` ``.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    names: Vec<Quoted>,
    conjunction: &'static str,
}

impl Names {
    /// Lists names that all apply: `` `a`, `b` and `c` ``.
    pub(crate) fn and<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self::new(names, "and")
    }

    /// Lists names to choose from: `` `a`, `b` or `c` ``.
    pub(crate) fn or<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self::new(names, "or")
    }

    fn new<'a>(names: impl IntoIterator<Item = &'a str>, conjunction: &'static str) -> Self {
        Self {
            names: names.into_iter().map(Quoted::from).collect(),
            conjunction,
        }
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(f, &self.names, self.conjunction)
    }
}

/// Writes `a, b or c`.
fn write_list(
    f: &mut fmt::Formatter<'_>,
    items: &[impl fmt::Display],
    conjunction: &str,
) -> fmt::Result {
    let last = items.len().saturating_sub(1);
    for (at, item) in items.iter().enumerate() {
        match at {
            0 => {}
            at if at == last => write!(f, " {conjunction} ")?,
            _ => f.write_str(", ")?,
        }
        write!(f, "{item}")?;
    }
    Ok(())
}
