//! What the trees of all formats share.

use std::borrow::Cow;

use super::super::constant::Constant;
use super::super::ids::{CredentialId, FieldId, TreeId};
use super::super::literal::Literal;
use super::super::words::Absent;
use super::attributes::XmlAttribute;
use super::choice::XmlChoice;

/// Nodes inside a node that is not a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<N> {
    /// The nodes, in order.
    pub children: Vec<N>,
    /// Whether it is written even if none of its fields is. This holds for a group of an envelope, but not for a group that
    /// only `at:` mentions.
    pub always: bool,
}

/// The source of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Source<L> {
    /// A field.
    Field(FieldWire<L>),
    /// A credential. Nothing is written if the authentication in use does not have it.
    Credential(CredentialId),
    /// A constant.
    Constant {
        /// The constant, as the format spells it.
        value: Constant,
        /// Whether it is a point in time. A tree with a shape for these writes it in that shape.
        is_time: bool,
    },
}

/// How a format writes a field.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldWire<L> {
    /// The field of the operation, or of the object that the tree belongs to.
    pub field: FieldId,
    /// The spelling of each logical value, where they differ from the values. If this is not empty, a value without a
    /// spelling cannot be sent (`unrepresentable`).
    pub values: Vec<(String, Literal)>,
    /// How the field's list is written, an object among parameters, or an object or a map that is written as entries; none for other
    /// fields.
    pub list: Option<L>,
    /// The names of the elements of the items of inner lists, from the outside. Only XML has them.
    pub inner: Vec<String>,
    /// Whether the items of a list that is one text are in quotation marks if they contain the separator.
    pub quoted: bool,
    /// What is written for an absent field.
    pub absent: Absent,
    /// Whether the values, or the items, are points in time. A tree with a shape for these writes them in it.
    pub is_time: bool,
}

/// The constant text around the key and the value of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFrame {
    /// The text before the key.
    pub open: String,
    /// The text between the key and the value.
    pub middle: String,
    /// The text behind the value.
    pub close: String,
}

/// How wire paths distinguish the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemIndex<'p> {
    /// They do not: the list has one place.
    #[default]
    None,
    /// By a step of a JSON Pointer.
    Pointer,
    /// By the position among elements of the same name.
    Element,
    /// By the position among elements of this name in the list's element.
    Wrapped(&'p str),
    /// By the number in a parameter's name: the template and the first number.
    Numbered(&'p str, u64),
    /// By the number in the name of an object's parameter: the template and the first number.
    NumberedMember(&'p str, u64),
    /// The members have parameters of their own: the template of their names and the first number.
    Members(&'p str, u64),
}

/// The properties that all formats of lists have.
pub trait ListForm {
    /// Returns the text that separates the items, if the list is one text.
    fn separator(&self) -> Option<&str>;

    /// Returns how wire paths distinguish the items.
    fn item_index(&self) -> ItemIndex<'_>;

    /// Returns whether something is written for a list without items.
    fn writes_empty(&self) -> bool;

    /// Returns the places of the key and of the value of each entry, if an object or a map is written as entries.
    fn entries(&self) -> Option<String>;

    /// Returns the elements of a union that has no element of its own around them. Only XML has this form.
    fn choice(&self) -> Option<&XmlChoice> {
        None
    }

    /// Returns whether the values are elements that the schema does not describe. Only XML has this form.
    fn is_elements(&self) -> bool {
        false
    }

    /// Returns the template of the names of a map's entries, if these are members or parameters beside those of other fields.
    fn members(&self) -> Option<String> {
        None
    }

    /// Returns whether a truth value is an element that is there or not. Only XML has this form.
    fn is_presence(&self) -> bool {
        false
    }

    /// Returns whether an object or a map is written as entries.
    fn is_entries(&self) -> bool {
        self.entries().is_some()
    }
}

/// A node of a tree, in any format.
pub trait TreeNode: Sized {
    /// How the format writes a list.
    type List: ListForm;
    /// The nodes of a document that is the text of a node, or of a value that a tree writes.
    type Document: TreeNode;

    /// Returns the key, or the name of the element or of the parameter.
    fn name(&self) -> &str;

    /// Returns the attributes.
    fn attributes(&self) -> &[XmlAttribute] {
        &[]
    }

    /// Returns whether an attribute marks the element of a cleared field.
    fn is_nil(&self) -> bool {
        false
    }

    /// Returns its number among the nodes of its name, from 1, if an envelope has several.
    fn position(&self) -> Option<usize> {
        None
    }

    /// Returns what the node contains.
    fn content(&self) -> Content<'_, Self>;

    /// Returns the name as a step of a wire path; none for a choice, which has no node of its own in a document.
    fn step(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.name()))
    }

    /// Returns the elements that the node stands for, if it is a choice.
    fn choice(&self) -> Option<&XmlChoice> {
        match self.content() {
            Content::Value(Source::Field(wire)) => wire.list.as_ref()?.choice(),
            Content::Value(Source::Credential(_) | Source::Constant { .. })
            | Content::Group(_)
            | Content::Document(_)
            | Content::Tree(_) => None,
        }
    }

    /// Returns the name; none for a choice, for the value of a tree and for a part of a text, which no document names.
    fn own_name(&self) -> Option<&str> {
        let has_name = self.choice().is_none() && !self.name().is_empty();
        has_name.then(|| self.name())
    }

    /// Returns the place of the node below another place, as names with dots between them.
    fn place_below(&self, place: &str) -> String {
        match (place, self.own_name()) {
            (place, None) => place.to_owned(),
            ("", Some(name)) => name.to_owned(),
            (place, Some(name)) => format!("{place}.{name}"),
        }
    }

    /// Returns the names that nodes of the document have: those of the variants if the node is a choice, else its own.
    fn names(&self) -> Vec<&str> {
        match self.choice() {
            Some(choice) => choice.names.iter().map(String::as_str).collect(),
            None => vec![self.name()],
        }
    }
}

/// What a node contains.
#[derive(Debug)]
pub enum Content<'t, N: TreeNode> {
    /// Other nodes.
    Group(&'t Group<N>),
    /// The nodes of a document that is the text of the node.
    Document(&'t Group<N::Document>),
    /// A value.
    Value(&'t Source<N::List>),
    /// A value that a tree writes. Only XML has one.
    Tree(&'t TreeValue<N::Document>),
}

/// The content of an XML element that is written by a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct TreeValue<N> {
    /// The tree.
    pub tree: TreeId,
    /// The value, as a node without a name.
    pub value: N,
}

impl<N: TreeNode> TreeValue<N> {
    /// Returns the members of the value if it is an object of the envelope, or else the value without a name.
    #[must_use]
    pub fn members(&self) -> &[N] {
        match self.value.content() {
            Content::Group(group) => &group.children,
            Content::Document(_) | Content::Value(_) | Content::Tree(_) => self.nodes(),
        }
    }

    /// Returns the value as the only node of a list.
    #[must_use]
    pub const fn nodes(&self) -> &[N] {
        std::slice::from_ref(&self.value)
    }
}
