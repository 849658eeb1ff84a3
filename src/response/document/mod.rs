//! The body of a response as a tree of JSON or XML.
//!
//! The whole body is checked once, and a node is read when somebody asks for its parts. What the schema does not describe is
//! therefore never read: it costs no memory, however deep it is nested. Texts borrow from the body where they can.

mod json;
mod text;
mod xml;

use std::borrow::Cow;
use std::cell::OnceCell;

use super::UnexpectedReason;
use super::place::{Step, WrongStep};

pub(super) use text::checked_text;

/// The format of a body that has places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// JSON (RFC 8259).
    Json,
    /// XML 1.0, without a document type.
    Xml,
}

/// A body that was checked.
#[derive(Debug)]
pub struct Document<'r> {
    root: Node<'r>,
}

/// The most levels of nesting in what a schema describes.
const DEEPEST: u8 = 64;

/// The most values in a large body. A small body cannot have that many.
const MOST_VALUES: usize = 1 << 20;

impl<'r> Document<'r> {
    /// Checks a text in a format.
    ///
    /// # Errors
    /// Fails if the text is not well formed or has too many values.
    pub fn parse(text: &'r str, markup: Markup) -> Result<Self, UnexpectedReason> {
        check_count(text)?;
        let root = match markup {
            Markup::Json => Node::new(Source::Json, json::check(text)?, 0),
            Markup::Xml => {
                xml::check(text)?;
                Node::new(Source::Element { head: "" }, text, 0)
            }
        };
        Ok(Document { root })
    }

    /// Returns the root. In XML, its only child is the root element.
    pub const fn root(&self) -> &Node<'r> {
        &self.root
    }
}

/// Limits the number of values. In JSON, each begins behind a comma or a bracket, and in XML behind `<` or `=`.
fn check_count(text: &str) -> Result<(), UnexpectedReason> {
    let is_beginning = |byte: &&u8| matches!(byte, b',' | b'[' | b'{' | b'<' | b'=');
    match text.len() > MOST_VALUES
        && text.as_bytes().iter().filter(is_beginning).count() > MOST_VALUES
    {
        true => Err(UnexpectedReason::TooLarge),
        false => Ok(()),
    }
}

/// A value in a body.
#[derive(Debug)]
pub struct Node<'r> {
    source: Source<'r>,
    /// The text of the value: of a JSON value, or of what is between the tags of an element.
    raw: &'r str,
    depth: u8,
    content: OnceCell<Content<'r>>,
}

/// What a node is read from.
#[derive(Clone, Copy, Debug)]
enum Source<'r> {
    Json,
    /// An XML element with the text of its start tag, which has the attributes.
    Element {
        head: &'r str,
    },
    Attribute,
}

/// The content of a node.
#[derive(Debug)]
enum Content<'r> {
    Null,
    Scalar(Kind, Cow<'r, str>),
    List(Vec<Node<'r>>),
    Object(Vec<Member<'r>>),
    /// An XML element: its text without that of its children, its children and its attributes.
    Element {
        text: Cow<'r, str>,
        children: Vec<Member<'r>>,
        attributes: Vec<Member<'r>>,
    },
    /// A value that is nested too deeply.
    TooDeep,
    /// A text that is not Unicode, because of an escape for half a character.
    Invalid,
}

/// A name and its value.
type Member<'r> = (Cow<'r, str>, Node<'r>);

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A JSON null.
    Null,
    /// A JSON string.
    String,
    /// A JSON number.
    Number,
    /// A JSON `true` or `false`.
    Boolean,
    /// A JSON list.
    List,
    /// A JSON object.
    Object,
    /// An XML element.
    Element,
    /// An XML attribute.
    Attribute,
}

impl<'r> Node<'r> {
    const fn new(source: Source<'r>, raw: &'r str, depth: u8) -> Self {
        Node {
            source,
            raw,
            depth,
            content: OnceCell::new(),
        }
    }

    fn content(&self) -> &Content<'r> {
        self.content
            .get_or_init(|| match (self.depth, self.source) {
                (DEEPEST.., _) => Content::TooDeep,
                (depth, Source::Json) => json::content(self.raw, depth + 1),
                (depth, Source::Element { head }) => xml::content(head, self.raw, depth + 1),
                (_, Source::Attribute) => xml::attribute(self.raw),
            })
    }

    /// Returns the text of the value as it is spelled: JSON, or what is between the tags of an element.
    pub const fn raw(&self) -> &'r str {
        self.raw
    }

    /// Returns the kind.
    ///
    /// # Errors
    /// Fails if the value is nested too deeply.
    pub fn kind(&self) -> Result<Kind, UnexpectedReason> {
        Ok(match self.content() {
            Content::Null => Kind::Null,
            Content::Scalar(kind, _) => *kind,
            Content::List(_) => Kind::List,
            Content::Object(_) => Kind::Object,
            Content::Element { .. } => Kind::Element,
            Content::TooDeep => return Err(UnexpectedReason::TooDeep),
            Content::Invalid => return Err(UnexpectedReason::NotText),
        })
    }

    /// Returns whether the value is a JSON null.
    pub fn is_null(&self) -> bool {
        matches!(self.content(), Content::Null)
    }

    /// Returns whether the value has neither text nor parts.
    pub fn is_empty(&self) -> bool {
        match self.content() {
            Content::Null => true,
            Content::Scalar(_, text) => text.is_empty(),
            Content::List(items) => items.is_empty(),
            Content::Object(members) => members.is_empty(),
            Content::Element {
                text,
                children,
                attributes,
            } => children.is_empty() && attributes.is_empty() && text.is_empty(),
            Content::TooDeep | Content::Invalid => false,
        }
    }

    /// Returns the text: that of a string, the spelling of a number, `true` or `false`, or the text of an element without
    /// children.
    pub fn text(&self) -> Option<&str> {
        match self.content() {
            Content::Scalar(_, text) => Some(text),
            Content::Element { text, children, .. } if children.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Returns the text of an element without that of its children. It is empty for every other value.
    pub fn own_text(&self) -> &str {
        match self.content() {
            Content::Element { text, .. } => text,
            Content::Null
            | Content::Scalar(..)
            | Content::List(_)
            | Content::Object(_)
            | Content::TooDeep
            | Content::Invalid => "",
        }
    }

    /// Returns the items of a list.
    pub fn items(&self) -> Option<&[Node<'r>]> {
        match self.content() {
            Content::List(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the members of an object, or the children of an element, in the order of the body.
    pub fn members(&self) -> &[Member<'r>] {
        match self.content() {
            Content::Object(members)
            | Content::Element {
                children: members, ..
            } => members,
            _ => &[],
        }
    }

    /// Returns the attributes of an element, in the order of the body.
    pub fn attributes(&self) -> &[Member<'r>] {
        match self.content() {
            Content::Element { attributes, .. } => attributes,
            _ => &[],
        }
    }

    /// Takes a step. Returns the nodes that it leads to.
    ///
    /// # Errors
    /// Fails if the node is of a kind without such a step, or if several members of an object have the name and differ.
    pub(super) fn step<'n>(&'n self, step: &Step<'_>) -> Result<Nodes<'n, 'r>, WrongStep> {
        let named = |(name, node): &'n Member<'r>, wanted: &str| (name == wanted).then_some(node);
        match (step, self.content()) {
            (_, Content::Null) => Ok(Nodes::None),
            (Step::Member(name), Content::Object(members)) => {
                let mut found = members.iter().filter_map(|it| named(it, name));
                let Some(first) = found.next() else {
                    return Ok(Nodes::None);
                };
                match found.all(|other| other.raw == first.raw) {
                    true => Ok(Nodes::One(first)),
                    false => Err(WrongStep::Repeated),
                }
            }
            (Step::Member(name), Content::Element { children, .. }) => Ok(children
                .iter()
                .filter_map(|it| named(it, name))
                .collect::<Vec<_>>()
                .into()),
            (Step::Attribute(name), Content::Element { attributes, .. }) => Ok(attributes
                .iter()
                .find_map(|it| named(it, name))
                .map_or(Nodes::None, Nodes::One)),
            (Step::Items, Content::List(items)) => Ok(items.iter().collect::<Vec<_>>().into()),
            (Step::Items, Content::Element { .. }) => Ok(Nodes::One(self)),
            _ => Err(WrongStep::Kind),
        }
    }
}

/// The nodes at a place.
#[derive(Clone, Debug)]
pub enum Nodes<'n, 'r> {
    /// No node.
    None,
    /// One node.
    One(&'n Node<'r>),
    /// Several nodes.
    Many(Vec<&'n Node<'r>>),
}

impl<'n, 'r> Nodes<'n, 'r> {
    /// Returns the nodes.
    pub const fn as_slice(&self) -> &[&'n Node<'r>] {
        match self {
            Nodes::None => &[],
            Nodes::One(node) => std::slice::from_ref(node),
            Nodes::Many(nodes) => nodes.as_slice(),
        }
    }

    /// Returns whether there is a value.
    pub fn has_value(&self) -> bool {
        self.as_slice().iter().any(|node| !node.is_null())
    }
}

impl<'n, 'r> From<Vec<&'n Node<'r>>> for Nodes<'n, 'r> {
    fn from(nodes: Vec<&'n Node<'r>>) -> Self {
        match nodes[..] {
            [] => Nodes::None,
            [node] => Nodes::One(node),
            _ => Nodes::Many(nodes),
        }
    }
}
