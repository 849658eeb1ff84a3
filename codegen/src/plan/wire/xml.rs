//! Trees of XML bodies.

use std::borrow::Cow;

use super::attributes::XmlAttribute;
use super::choice::XmlChoice;
use super::json::JsonMember;
use super::tree::{Content, EntryFrame, Group, ItemIndex, ListForm, Source, TreeNode, TreeValue};

/// An XML element, or an attribute or the text of the element around it.
#[derive(Debug, Clone, PartialEq)]
pub struct XmlElement {
    /// Its name, with its prefix. The name of an attribute begins with `@`, and the name of the text is a dot. A choice has none.
    pub name: Option<String>,
    /// Its attributes, in order.
    pub attributes: Vec<XmlAttribute>,
    /// Whether the attribute `xsi:nil` marks the element of a cleared field.
    pub nil: bool,
    /// Its number among the elements of its name, from 1, if an envelope has several.
    pub position: Option<usize>,
    /// What it contains.
    pub content: XmlContent,
}

/// The part of a document that a node of a tree stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlPart<'n> {
    /// The element of this name.
    Element(&'n str),
    /// The attribute of this name of the element around it.
    Attribute(&'n str),
    /// The text of the element around it.
    Text,
    /// The elements of a choice, each with a name of its own.
    Choice,
}

impl<'n> XmlPart<'n> {
    /// Returns the part that a name in a schema stands for.
    ///
    /// ```
    /// use wireform_codegen::plan::XmlPart;
    ///
    /// assert_eq!(XmlPart::of_name("@lang"), XmlPart::Attribute("lang"));
    /// assert_eq!(XmlPart::of_name("."), XmlPart::Text);
    /// ```
    #[must_use]
    pub fn of_name(name: &'n str) -> Self {
        match name.strip_prefix('@') {
            Some(attribute) => XmlPart::Attribute(attribute),
            None if name == "." => XmlPart::Text,
            None => XmlPart::Element(name),
        }
    }

    /// Returns the name of the element or the attribute; none for the text and for a choice.
    #[must_use]
    pub const fn name(self) -> Option<&'n str> {
        match self {
            XmlPart::Element(name) | XmlPart::Attribute(name) => Some(name),
            XmlPart::Text | XmlPart::Choice => None,
        }
    }

    /// Returns the name of the attribute, if the part is one.
    #[must_use]
    pub const fn attribute(self) -> Option<&'n str> {
        match self {
            XmlPart::Attribute(name) => Some(name),
            XmlPart::Element(_) | XmlPart::Text | XmlPart::Choice => None,
        }
    }

    /// Returns whether the part is an element.
    #[must_use]
    pub const fn is_element(self) -> bool {
        match self {
            XmlPart::Element(_) => true,
            XmlPart::Attribute(_) | XmlPart::Text | XmlPart::Choice => false,
        }
    }

    /// Returns whether the part is the text of an element.
    #[must_use]
    pub const fn is_text(self) -> bool {
        match self {
            XmlPart::Text => true,
            XmlPart::Element(_) | XmlPart::Attribute(_) | XmlPart::Choice => false,
        }
    }
}

impl XmlElement {
    /// Returns the part of the document that the node stands for.
    #[must_use]
    pub fn part(&self) -> XmlPart<'_> {
        self.name
            .as_deref()
            .map_or(XmlPart::Choice, XmlPart::of_name)
    }
}

/// The content of an XML element.
#[derive(Debug, Clone, PartialEq)]
pub enum XmlContent {
    /// Elements.
    Group(Group<XmlElement>),
    /// A value.
    Value(Source<XmlList>),
    /// A value that a tree writes.
    Tree(Box<TreeValue<JsonMember>>),
}

/// How XML writes an object or a map as entries: an element for each member, or for each entry.
#[derive(Debug, Clone, PartialEq)]
pub struct XmlEntries {
    /// The name of the entries' elements, if they are inside one element with the name of the node. Otherwise each has the name of
    /// the node.
    pub item: Option<String>,
    /// Where the element has the name of the member, or the key.
    pub key: EntryKey,
    /// The element in it that has the value. Without one, the value is the content of the element.
    pub value: Option<String>,
}

/// Where the element of an entry has its key.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryKey {
    /// In an attribute.
    Attribute(String),
    /// In an element inside.
    Element(String),
}

impl XmlEntries {
    /// Returns the text around the key and the content of an entry. `name` is that of the node.
    #[must_use]
    pub fn frame(&self, name: &str) -> EntryFrame {
        let element = self.item.as_deref().unwrap_or(name);
        let (before, behind) = match &self.value {
            Some(value) => (format!("<{value}>"), format!("</{value}>")),
            None => (String::new(), String::new()),
        };
        let (open, middle) = match &self.key {
            EntryKey::Attribute(key) => (format!("<{element} {key}=\""), format!("\">{before}")),
            EntryKey::Element(key) => (format!("<{element}><{key}>"), format!("</{key}>{before}")),
        };
        EntryFrame {
            open,
            middle,
            close: format!("{behind}</{element}>"),
        }
    }
}

/// How XML writes a list.
#[derive(Debug, Clone, PartialEq)]
pub enum XmlList {
    /// One element for each item, all with the name of the node.
    Repeat,
    /// One element, which contains an element of this name for each item.
    Wrap {
        /// The name of the items' elements.
        item: String,
    },
    /// One text, in which this text separates the items.
    Join(String),
    /// An element for each member of the object, or for each entry of the map.
    Entries(XmlEntries),
    /// The element of the variant of a union, without an element of the node around it.
    Choice(XmlChoice),
    /// An element without content if the field is true, and nothing if it is false.
    Presence,
    /// Elements that the schema does not describe, as the content of the element of the node.
    Elements,
}

impl ListForm for XmlList {
    fn separator(&self) -> Option<&str> {
        match self {
            XmlList::Repeat
            | XmlList::Wrap { .. }
            | XmlList::Entries(_)
            | XmlList::Choice(_)
            | XmlList::Presence
            | XmlList::Elements => None,
            XmlList::Join(separator) => Some(separator),
        }
    }

    fn item_index(&self) -> ItemIndex<'_> {
        match self {
            XmlList::Repeat => ItemIndex::Element,
            XmlList::Wrap { item } => ItemIndex::Wrapped(item),
            XmlList::Join(_)
            | XmlList::Entries(_)
            | XmlList::Choice(_)
            | XmlList::Presence
            | XmlList::Elements => ItemIndex::None,
        }
    }

    fn writes_empty(&self) -> bool {
        match self {
            XmlList::Repeat => false,
            XmlList::Wrap { .. } | XmlList::Join(_) | XmlList::Presence | XmlList::Elements => true,
            XmlList::Entries(entries) => entries.item.is_some(),
            XmlList::Choice(choice) => !choice.each,
        }
    }

    fn is_elements(&self) -> bool {
        match self {
            XmlList::Elements => true,
            XmlList::Repeat
            | XmlList::Wrap { .. }
            | XmlList::Join(_)
            | XmlList::Entries(_)
            | XmlList::Choice(_)
            | XmlList::Presence => false,
        }
    }

    fn is_presence(&self) -> bool {
        match self {
            XmlList::Presence => true,
            XmlList::Repeat
            | XmlList::Wrap { .. }
            | XmlList::Join(_)
            | XmlList::Entries(_)
            | XmlList::Choice(_)
            | XmlList::Elements => false,
        }
    }

    fn entries(&self) -> Option<String> {
        match self {
            XmlList::Entries(entries) => {
                let frame = entries.frame("…");
                Some(format!("{}…{}…{}", frame.open, frame.middle, frame.close))
            }
            XmlList::Repeat
            | XmlList::Wrap { .. }
            | XmlList::Join(_)
            | XmlList::Choice(_)
            | XmlList::Presence
            | XmlList::Elements => None,
        }
    }

    fn choice(&self) -> Option<&XmlChoice> {
        match self {
            XmlList::Choice(choice) => Some(choice),
            XmlList::Repeat
            | XmlList::Wrap { .. }
            | XmlList::Join(_)
            | XmlList::Entries(_)
            | XmlList::Presence
            | XmlList::Elements => None,
        }
    }
}

impl TreeNode for XmlElement {
    type List = XmlList;
    // No element contains a document of another format.
    type Document = JsonMember;

    fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    fn attributes(&self) -> &[XmlAttribute] {
        &self.attributes
    }

    fn is_nil(&self) -> bool {
        self.nil
    }

    fn position(&self) -> Option<usize> {
        self.position
    }

    fn content(&self) -> Content<'_, Self> {
        match &self.content {
            XmlContent::Group(group) => Content::Group(group),
            XmlContent::Value(source) => Content::Value(source),
            XmlContent::Tree(value) => Content::Tree(value),
        }
    }

    fn step(&self) -> Option<Cow<'_, str>> {
        match self.part() {
            XmlPart::Element(_) | XmlPart::Attribute(_) => Some(match self.position {
                Some(position) => Cow::Owned(format!("{}[{position}]", self.name())),
                None => Cow::Borrowed(self.name()),
            }),
            XmlPart::Text => Some(Cow::Borrowed("text()")),
            XmlPart::Choice => None,
        }
    }
}
