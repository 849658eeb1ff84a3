//! Trees of JSON bodies.

use std::borrow::Cow;
use std::sync::Arc;

use super::super::automaton::Automaton;
use super::super::ids::FieldId;
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
    /// The entries of a map as members of the object around it.
    Members(JsonMembers),
}

/// How JSON writes the entries of a map as members of the object around it.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonMembers {
    /// The text in front of the key in the name of a member.
    pub before: String,
    /// The text behind the key in the name of a member.
    pub after: String,
    /// The names of the other members of the object, which no entry can have.
    pub taken: Vec<String>,
    /// The keys that the map can have, if they tell its entries from those of another map in the object. No policy accepts others.
    pub keys: Option<Arc<Automaton>>,
}

impl JsonMembers {
    /// Returns the key of the entry that is a member of this name, if the map can have it.
    #[must_use]
    pub fn key<'n>(&self, name: &'n str) -> Option<&'n str> {
        let key = name
            .strip_prefix(&*self.before)?
            .strip_suffix(&*self.after)?;
        let accepts = self.keys.as_ref().is_none_or(|keys| keys.contains(key));
        accepts.then_some(key)
    }

    /// Returns the texts around the key in a body. The first one begins with a comma.
    #[must_use]
    pub fn frame(&self) -> (String, String) {
        let (before, after) = (json_string(&self.before), json_string(&self.after));
        let open = before.strip_suffix('"').unwrap_or_default();
        let close = after.strip_prefix('"').unwrap_or_default();
        (format!(",{open}"), format!("{close}:"))
    }
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
            JsonContent::Value(Source::Credential(_) | Source::Constant { .. })
            | JsonContent::Group(_)
            | JsonContent::Document(_) => None,
        }
    }

    /// Returns how the entries of a map are members of the object around it, if the value is such a map.
    #[must_use]
    pub fn members(&self) -> Option<&JsonMembers> {
        match self.field()?.list.as_ref()? {
            JsonList::Members(members) => Some(members),
            JsonList::Array | JsonList::Join(_) | JsonList::Entries(_) => None,
        }
    }
}

/// Returns how JSON nodes, at any depth, write the entries of a map as members of the object around it.
pub fn members_of<'t>(
    nodes: impl IntoIterator<Item = &'t JsonMember>,
    field: FieldId,
) -> impl Iterator<Item = &'t JsonMembers> {
    let mut found = Vec::new();
    for node in nodes {
        add_members(node, field, &mut found);
    }
    found.into_iter()
}

fn add_members<'t>(node: &'t JsonMember, field: FieldId, found: &mut Vec<&'t JsonMembers>) {
    match &node.content {
        JsonContent::Group(group) => {
            for child in &group.children {
                add_members(child, field, found);
            }
        }
        JsonContent::Document(document) => {
            for child in &document.group.children {
                add_members(child, field, found);
            }
        }
        JsonContent::Value(Source::Field(wire)) if wire.field == field => {
            found.extend(node.content.members());
        }
        JsonContent::Value(Source::Field(_) | Source::Credential(_) | Source::Constant { .. }) => {}
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

impl JsonList {
    /// Returns whether the entries of a map are members of the object around it.
    #[must_use]
    pub const fn is_members(&self) -> bool {
        match self {
            JsonList::Members(_) => true,
            JsonList::Array | JsonList::Join(_) | JsonList::Entries(_) => false,
        }
    }
}

impl ListForm for JsonList {
    fn separator(&self) -> Option<&str> {
        match self {
            JsonList::Array | JsonList::Entries(_) | JsonList::Members(_) => None,
            JsonList::Join(separator) => Some(separator),
        }
    }

    fn item_index(&self) -> ItemIndex<'_> {
        match self {
            JsonList::Array => ItemIndex::Pointer,
            JsonList::Join(_) | JsonList::Entries(_) | JsonList::Members(_) => ItemIndex::None,
        }
    }

    fn writes_empty(&self) -> bool {
        match self {
            JsonList::Array | JsonList::Join(_) | JsonList::Entries(_) => true,
            JsonList::Members(_) => false,
        }
    }

    fn entries(&self) -> Option<String> {
        match self {
            JsonList::Entries(JsonEntries { key, value }) => Some(format!("{key:?}, {value:?}")),
            JsonList::Array | JsonList::Join(_) | JsonList::Members(_) => None,
        }
    }

    fn members(&self) -> Option<String> {
        match self {
            JsonList::Members(JsonMembers { before, after, .. }) => {
                Some(format!("{before}$member{after}"))
            }
            JsonList::Array | JsonList::Join(_) | JsonList::Entries(_) => None,
        }
    }
}

impl JsonMember {
    /// Returns whether the node is a map, or contains one, whose entries are members of the object around it.
    #[must_use]
    pub fn has_members(&self) -> bool {
        match &self.content {
            JsonContent::Group(group) => group.children.iter().any(JsonMember::has_members),
            JsonContent::Document(document) => {
                document.group.children.iter().any(JsonMember::has_members)
            }
            JsonContent::Value(_) => self.content.members().is_some(),
        }
    }

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
        let has_step = self.content.members().is_none();
        has_step.then(|| self.name.replace('~', "~0").replace('/', "~1").into())
    }

    fn own_name(&self) -> Option<&str> {
        let has_name = self.content.members().is_none() && !self.name.is_empty();
        has_name.then_some(self.name.as_str())
    }

    fn names(&self) -> Vec<&str> {
        match self.content.members() {
            Some(_) => Vec::new(),
            None => vec![self.name.as_str()],
        }
    }
}
