//! The body of a response as a tree of JSON, XML or lines.
//!
//! The body is read once, into a tree whose size is limited. Texts borrow from the body where they can. What is nested too
//! deeply is checked, but it is not part of the tree.

mod declared;
mod json;
mod lines;
mod members;
mod namespaces;
mod text;
mod trees;
mod xml;

use std::borrow::Cow;

use super::UnexpectedReason;
use super::place::{Place, Step, WrongStep, nodes_at, text_of};
use crate::tree::TreeRules;
use crate::{XmlText, XmlTextError};

use declared::Declared;
pub use lines::LineRules;
use members::Member;
pub(super) use members::{Found, Members};
pub use namespaces::Namespaces;
pub(super) use text::checked_text;
pub use trees::read as read_tree;

/// The tree of a body that has places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// JSON (RFC 8259).
    Json,
    /// XML 1.0, without declarations of a document type; also lines, each of which is an element below the root.
    Xml,
}

/// Where a body has a value that is a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreePlaces<'t> {
    /// How the value is written.
    pub rules: &'t TreeRules<'t>,
    /// Its places, of which the first counts that is there.
    pub at: &'t [Place<'t>],
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
        Self::parse_in(text, markup, &[])
    }

    /// Checks a text in a format. In XML, the names in the document are those of its namespaces.
    ///
    /// # Errors
    /// Fails if the text is not well formed or has too many values.
    pub fn parse_in(
        text: &'r str,
        markup: Markup,
        namespaces: Namespaces<'_>,
    ) -> Result<Self, UnexpectedReason> {
        check_count(text)?;
        let root = match markup {
            Markup::Json => json::parse(text)?,
            Markup::Xml => xml::parse(text, namespaces)?,
        };
        Ok(Document { root })
    }

    /// Reads a text of lines.
    ///
    /// # Errors
    /// Fails if a line has no name, if the last line is missing, or if there are too many lines.
    pub fn parse_lines(text: &'r str, rules: &LineRules<'_>) -> Result<Self, UnexpectedReason> {
        lines::parse(text, rules).map(|root| Document { root })
    }

    /// Reads the value of a tree in XML, which is at the first place that is there.
    ///
    /// # Errors
    /// Fails if the text is not well formed, if none of the places is there, or if the value has no shape of the tree.
    pub fn parse_tree(
        text: &'r str,
        namespaces: Namespaces<'_>,
        tree: &TreePlaces<'_>,
    ) -> Result<Self, UnexpectedReason> {
        let document = Self::parse_in(text, Markup::Xml, namespaces)?;
        for place in tree.at {
            let nodes = nodes_at(&document.root, place);
            let Some(node) = nodes
                .ok()
                .and_then(|nodes| nodes.as_slice().first().copied())
            else {
                continue;
            };
            let root = trees::read(node, tree.rules)?;
            let place = || text_of(place);
            return match root {
                Some(root) => Ok(Document { root }),
                None => Err(UnexpectedReason::WrongKind { place: place() }),
            };
        }
        let first = tree.at.first().copied().unwrap_or_default();
        Err(UnexpectedReason::Missing {
            place: text_of(first),
        })
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
#[derive(Clone, Debug)]
pub struct Node<'r> {
    /// The text of the value: of a JSON value, or of what is between the tags of an element.
    raw: &'r str,
    content: Content<'r>,
}

/// The content of a node.
#[derive(Clone, Debug)]
enum Content<'r> {
    Null,
    /// A value without parts; also an element that has only text.
    Scalar(Kind, Cow<'r, str>),
    List(Vec<Node<'r>>),
    Object(Box<Members<'r>>),
    /// An element with children or attributes.
    Element(Box<Element<'r>>),
    /// A value of a tree that has none of its shapes.
    Unshaped,
    /// A value that is nested too deeply.
    TooDeep,
    /// A text that is not Unicode, because of an escape for half a character.
    Invalid,
}

/// An element with children or attributes.
#[derive(Clone, Debug)]
struct Element<'r> {
    /// Its text without that of its children.
    text: Node<'r>,
    children: Members<'r>,
    attributes: Members<'r>,
    /// The namespaces that are declared in it and around it.
    declared: Declared<'r>,
}

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
    /// A value of a tree that has none of its shapes. No field can have it.
    Unshaped,
}

impl<'r> Node<'r> {
    /// Returns the text of the value as it is spelled: JSON, or what is between the tags of an element.
    pub const fn raw(&self) -> &'r str {
        self.raw
    }

    /// Returns an element that has only text.
    const fn of_text(raw: &'r str, text: Cow<'r, str>) -> Self {
        let content = Content::Scalar(Kind::Element, text);
        Node { raw, content }
    }

    /// Returns an object, or an element without text, that has these members.
    pub(super) fn of_members(members: Vec<Member<'r>>, markup: Markup) -> Self {
        let members = Members::new(members);
        let content = match markup {
            Markup::Json => Content::Object(Box::new(members)),
            Markup::Xml => Content::Element(Box::new(Element {
                text: Node::of_text("", Cow::Borrowed("")),
                children: members,
                attributes: Members::default(),
                declared: Declared::default(),
            })),
        };
        Node { raw: "", content }
    }

    /// Returns an element without its attributes, or another value as it is.
    pub(super) fn without_attributes(&self) -> Self {
        let mut node = self.clone();
        match &mut node.content {
            Content::Element(element) => element.attributes = Members::default(),
            Content::Null
            | Content::Scalar(..)
            | Content::List(_)
            | Content::Object(_)
            | Content::Unshaped
            | Content::TooDeep
            | Content::Invalid => {}
        }
        node
    }

    /// Returns the children of an element, each as a text of its own.
    ///
    /// # Errors
    /// Fails if it is no element, if it has a text beside its children, or if a child is no [`XmlText`].
    pub fn elements(&self) -> Result<Vec<XmlText>, XmlTextError> {
        match &self.content {
            Content::Element(element) => {
                XmlText::content(self.raw, &|prefix| element.declared.uri(prefix))
            }
            Content::Scalar(Kind::Element, _) => XmlText::content(self.raw, &|_| None),
            Content::Null
            | Content::Scalar(..)
            | Content::List(_)
            | Content::Object(_)
            | Content::Unshaped
            | Content::TooDeep
            | Content::Invalid => Err(XmlTextError::NotXml),
        }
    }

    /// Returns the kind.
    ///
    /// # Errors
    /// Fails if the value is nested too deeply.
    pub fn kind(&self) -> Result<Kind, UnexpectedReason> {
        Ok(match &self.content {
            Content::Null => Kind::Null,
            Content::Scalar(kind, _) => *kind,
            Content::List(_) => Kind::List,
            Content::Object(_) => Kind::Object,
            Content::Element(_) => Kind::Element,
            Content::Unshaped => Kind::Unshaped,
            Content::TooDeep => return Err(UnexpectedReason::TooDeep),
            Content::Invalid => return Err(UnexpectedReason::NotText),
        })
    }

    /// Returns whether the value is a JSON null.
    pub fn is_null(&self) -> bool {
        matches!(self.content, Content::Null)
    }

    /// Returns whether the value has neither text nor parts.
    pub fn is_empty(&self) -> bool {
        match &self.content {
            Content::Null => true,
            Content::Scalar(_, text) => text.is_empty(),
            Content::List(items) => items.is_empty(),
            Content::Object(members) => members.list().is_empty(),
            Content::Element(_) | Content::Unshaped | Content::TooDeep | Content::Invalid => false,
        }
    }

    /// Returns the text: that of a string, the spelling of a number, `true` or `false`, or the text of an element without
    /// children.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(_, text) => Some(text),
            Content::Element(element) if element.children.list().is_empty() => element.text.text(),
            _ => None,
        }
    }

    /// Returns the text of an element without that of its children. It is empty for every other value.
    pub fn own_text(&self) -> &str {
        match &self.content {
            Content::Scalar(Kind::Element, text) => text,
            Content::Element(element) => element.text.own_text(),
            Content::Null
            | Content::Scalar(..)
            | Content::List(_)
            | Content::Object(_)
            | Content::Unshaped
            | Content::TooDeep
            | Content::Invalid => "",
        }
    }

    /// Returns the text of an element without that of its children, or the text of an attribute.
    fn owned_text(&self) -> Cow<'r, str> {
        match &self.content {
            Content::Scalar(_, text) => text.clone(),
            Content::Element(element) => element.text.owned_text(),
            Content::Null
            | Content::List(_)
            | Content::Object(_)
            | Content::Unshaped
            | Content::TooDeep
            | Content::Invalid => Cow::Borrowed(""),
        }
    }

    /// Returns the items of a list.
    pub fn items(&self) -> Option<&[Node<'r>]> {
        match &self.content {
            Content::List(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the members of an object, or the children of an element, in the order of the body.
    pub fn members(&self) -> &[Member<'r>] {
        self.children().map(Members::list).unwrap_or_default()
    }

    /// Returns the attributes of an element, in the order of the body.
    pub fn attributes(&self) -> &[Member<'r>] {
        self.attribute_members()
            .map(Members::list)
            .unwrap_or_default()
    }

    /// Returns the members of an object, or the children of an element.
    pub(super) fn children(&self) -> Option<&Members<'r>> {
        match &self.content {
            Content::Object(members) => Some(members),
            Content::Element(element) => Some(&element.children),
            _ => None,
        }
    }

    /// Returns the attributes of an element.
    pub(super) fn attribute_members(&self) -> Option<&Members<'r>> {
        match &self.content {
            Content::Element(element) => Some(&element.attributes),
            _ => None,
        }
    }

    /// Takes a step. Returns the nodes that it leads to.
    ///
    /// # Errors
    /// Fails if the node is of a kind without such a step, or if several members of an object have the name and differ.
    pub(super) fn step<'n>(&'n self, step: &Step<'_>) -> Result<Nodes<'n, 'r>, WrongStep> {
        match (step, &self.content) {
            (_, Content::Null) => Ok(Nodes::None),
            (Step::Member(name), Content::Object(members)) => {
                let found = members.find(name).nodes(name);
                match &found {
                    Nodes::None | Nodes::One(_) => Ok(found),
                    Nodes::Many(nodes) => {
                        let mut raws = nodes.iter().map(|node| node.raw);
                        let first = raws.next();
                        match raws.all(|raw| Some(raw) == first) {
                            true => Ok(nodes.first().map_or(Nodes::None, |it| Nodes::One(it))),
                            false => Err(WrongStep::Repeated),
                        }
                    }
                }
            }
            (Step::Member(name), Content::Element(element)) => {
                Ok(element.children.find(name).nodes(name))
            }
            (Step::Attribute(name), Content::Element(element)) => {
                Ok(element.attributes.find(name).nodes(name))
            }
            (Step::Member(_) | Step::Attribute(_), Content::Scalar(Kind::Element, _)) => {
                Ok(Nodes::None)
            }
            (Step::Text, Content::Element(element)) => Ok(Nodes::One(&element.text)),
            (Step::Text, Content::Scalar(Kind::Element, _)) => Ok(Nodes::One(self)),
            (Step::Where(name, value), Content::Element(element)) => {
                let found = element.attributes.find(name).nodes(name);
                let mut found = found.as_slice().iter();
                match found.any(|node| node.text() == Some(*value)) {
                    true => Ok(Nodes::One(self)),
                    false => Ok(Nodes::None),
                }
            }
            (Step::Where(..), Content::Scalar(Kind::Element, _)) => Ok(Nodes::None),
            (Step::Items, Content::List(items)) => Ok(Nodes::of(items.iter())),
            (Step::Items, Content::Element(_) | Content::Scalar(Kind::Element, _)) => {
                Ok(Nodes::One(self))
            }
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
    /// Collects nodes. One node needs no memory.
    pub(super) fn of(mut nodes: impl Iterator<Item = &'n Node<'r>>) -> Self {
        match (nodes.next(), nodes.next()) {
            (None, _) => Nodes::None,
            (Some(one), None) => Nodes::One(one),
            (Some(first), Some(second)) => {
                Nodes::Many([first, second].into_iter().chain(nodes).collect())
            }
        }
    }

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
