//! Trees: how values with the kinds of JSON are written as XML elements.

use std::fmt;

use super::response_place::ResponsePlace;

/// How values are written as XML elements, with shapes for each kind of value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Its name in the schema.
    pub name: String,
    /// The shapes. The first of a kind is written, and each is read.
    pub shapes: Vec<TreeShape>,
    /// The text of `true`.
    pub yes: String,
    /// The text of `false`.
    pub no: String,
    /// The places of the value in responses. The first that is there counts.
    pub at: Vec<ResponsePlace>,
}

/// A kind of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TreeKind {
    /// A text.
    String,
    /// A number without a fraction and an exponent.
    Integer,
    /// Any other number.
    Number,
    /// A truth value.
    Boolean,
    /// No value.
    Null,
    /// A point in time.
    Time,
    /// A list.
    List,
    /// An object or a map.
    Object,
}

impl TreeKind {
    /// All kinds.
    pub const ALL: [TreeKind; 8] = [
        TreeKind::String,
        TreeKind::Integer,
        TreeKind::Number,
        TreeKind::Boolean,
        TreeKind::Null,
        TreeKind::Time,
        TreeKind::List,
        TreeKind::Object,
    ];

    /// Returns the key of the language.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            TreeKind::String => "string",
            TreeKind::Integer => "integer",
            TreeKind::Number => "number",
            TreeKind::Boolean => "boolean",
            TreeKind::Null => "null",
            TreeKind::Time => "time",
            TreeKind::List => "list",
            TreeKind::Object => "object",
        }
    }
}

/// How a value of a kind is written in the element that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeShape {
    /// The kind.
    pub kind: TreeKind,
    /// The constant attributes of the element that has the value.
    pub attributes: Vec<(String, String)>,
    /// The elements around the content, from the outside.
    pub path: Vec<String>,
    /// The content.
    pub content: ShapeContent,
}

/// What is in the innermost element of a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShapeContent {
    /// Nothing.
    Empty,
    /// The text of the value.
    Text,
    /// An element for each item or member.
    Each(TreeEach),
}

/// The element of an item or a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeEach {
    /// Its name.
    pub name: String,
    /// Where it has the name of the member, or the number of the item.
    pub key: TreeKey,
    /// The element in it that has the value. Without one, the element itself has it.
    pub value: Option<String>,
}

/// Where an element has the name of its member, or the number of its item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TreeKey {
    /// Nowhere.
    None,
    /// The name, in an attribute.
    Attribute(String),
    /// The name, in an element inside.
    Element(String),
    /// The number from 0, in an attribute.
    Number(String),
}

impl Tree {
    /// Returns the names of all elements and attributes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.shapes.iter().flat_map(|shape| {
            let attributes = shape.attributes.iter().map(|(name, _)| name);
            let each = match &shape.content {
                ShapeContent::Empty | ShapeContent::Text => None,
                ShapeContent::Each(each) => Some(each),
            };
            let key = each.and_then(|each| each.key.name());
            let parts = each.into_iter().flat_map(|each| {
                let value = each.value.iter();
                std::iter::once(&each.name).chain(value)
            });
            let names = attributes.chain(&shape.path).chain(parts).chain(key);
            names.map(String::as_str)
        })
    }
}

impl Tree {
    /// Returns whether points in time have a shape of their own.
    #[must_use]
    pub fn has_times(&self) -> bool {
        self.shapes.iter().any(|shape| shape.kind == TreeKind::Time)
    }
}

impl TreeShape {
    /// Returns whether the element that has the value has a constant attribute of this name.
    #[must_use]
    pub fn has_attribute(&self, name: &str) -> bool {
        self.attributes.iter().any(|(it, _)| it == name)
    }
}

impl TreeKey {
    /// Returns the name of the element or the attribute, if there is one.
    #[must_use]
    pub const fn name(&self) -> Option<&String> {
        match self {
            TreeKey::None => None,
            TreeKey::Attribute(name) | TreeKey::Element(name) | TreeKey::Number(name) => Some(name),
        }
    }
}

impl fmt::Display for TreeShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.attributes {
            write!(f, "@{name}={value:?} ")?;
        }
        for name in &self.path {
            write!(f, "{name}/")?;
        }
        let each = match &self.content {
            ShapeContent::Empty => return f.write_str("empty"),
            ShapeContent::Text => return f.write_str("text()"),
            ShapeContent::Each(each) => each,
        };
        write!(f, "each {}", each.name)?;
        match &each.key {
            TreeKey::None => {}
            TreeKey::Attribute(name) => write!(f, ", name in @{name}")?,
            TreeKey::Element(name) => write!(f, ", name in {name}")?,
            TreeKey::Number(name) => write!(f, ", number in @{name}")?,
        }
        write!(f, ", value in {}", each.value.as_deref().unwrap_or("."))
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for shape in &self.shapes {
            write!(f, "{} as {shape}; ", shape.kind.word())?;
        }
        write!(f, "truths {:?}, {:?}", self.yes, self.no)
    }
}
