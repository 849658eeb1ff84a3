//! Trees of JSON bodies.

use std::borrow::Cow;

use super::super::literal::json_string;
use super::tree::{Content, EntryFrame, FieldWire, Group, ItemIndex, ListForm, Source, TreeNode};

/// The members of a JSON object, in order.
pub type JsonTree = Vec<JsonMember>;

/// A member of a JSON object.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonMember {
    /// Its key.
    pub name: String,
    /// Its value.
    pub content: JsonContent,
}

/// The value of a JSON member.
#[derive(Debug, Clone, PartialEq)]
pub enum JsonContent {
    /// An object that only the format has.
    Group(Group<JsonMember>),
    /// A value.
    Value(Source<JsonList>),
    /// A JSON document as a text.
    Document(JsonDocument),
}

/// A JSON document that is the text of a parameter or a member.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonDocument {
    /// Whether the text is written in Base64.
    pub base64: bool,
    /// The members of the document.
    pub group: Group<JsonMember>,
}

/// How JSON writes a list.
#[derive(Debug, Clone, PartialEq)]
pub enum JsonList {
    /// An array.
    Array,
    /// One string, in which this text separates the items.
    Join(String),
    /// An array with an object for each member of the object, or for each entry of the map.
    Entries(JsonEntries),
}

/// How JSON writes an object or a map as entries.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonEntries {
    /// The member that has the name of the member, or the key.
    pub key: String,
    /// The member that has the value.
    pub value: String,
}

impl JsonContent {
    /// Returns how a field is written, if the value is one.
    #[must_use]
    pub const fn field(&self) -> Option<&FieldWire<JsonList>> {
        match self {
            JsonContent::Value(Source::Field(wire)) => Some(wire),
            JsonContent::Value(Source::Credential(_) | Source::Constant(_))
            | JsonContent::Group(_)
            | JsonContent::Document(_) => None,
        }
    }
}

impl JsonEntries {
    /// Returns the text around the key and the value of an entry, each of which is a whole JSON value. It begins with a comma.
    #[must_use]
    pub fn frame(&self) -> EntryFrame {
        EntryFrame {
            open: format!(",{{{}:", json_string(&self.key)),
            middle: format!(",{}:", json_string(&self.value)),
            close: "}".to_owned(),
        }
    }
}

impl ListForm for JsonList {
    fn separator(&self) -> Option<&str> {
        match self {
            JsonList::Array | JsonList::Entries(_) => None,
            JsonList::Join(separator) => Some(separator),
        }
    }

    fn item_index(&self) -> ItemIndex<'_> {
        match self {
            JsonList::Array => ItemIndex::Pointer,
            JsonList::Join(_) | JsonList::Entries(_) => ItemIndex::None,
        }
    }

    fn writes_empty(&self) -> bool {
        true
    }

    fn entries(&self) -> Option<String> {
        match self {
            JsonList::Entries(JsonEntries { key, value }) => Some(format!("{key:?}, {value:?}")),
            JsonList::Array | JsonList::Join(_) => None,
        }
    }
}

impl JsonMember {
    /// Returns the key as JSON.
    #[must_use]
    pub fn json_name(&self) -> String {
        json_string(&self.name)
    }

    /// Returns the beginning of the object of a variant, whose node this is: the tag, with the name of the node as its value.
    #[must_use]
    pub fn tagged_open(&self, tag: &str) -> String {
        format!("{{{}:{}", json_string(tag), self.json_name())
    }
}

impl TreeNode for JsonMember {
    type List = JsonList;
    type Document = JsonMember;

    fn name(&self) -> &str {
        &self.name
    }

    fn content(&self) -> Content<'_, Self> {
        match &self.content {
            JsonContent::Group(group) => Content::Group(group),
            JsonContent::Value(source) => Content::Value(source),
            JsonContent::Document(document) => Content::Document(&document.group),
        }
    }

    fn step(&self) -> Option<Cow<'_, str>> {
        Some(self.name.replace('~', "~0").replace('/', "~1").into())
    }
}
