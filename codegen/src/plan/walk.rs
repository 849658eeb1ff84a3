//! Walks over the trees of request bodies: which fields and credentials they write, and where.

use std::fmt;

use super::ids::{CredentialId, FieldId};
use super::literal::Literal;
use super::wire::{
    AttributeValue, BodyFormat, BodyTree, Content, FieldWire, ItemIndex, JsonMember, ListForm,
    Parameter, ParameterValue, Source, TreeNode, TreeValue, XmlContent, XmlElement,
};
use super::words::Absent;

/// How some format writes a field.
#[derive(Debug, Clone, Copy)]
pub struct WrittenField<'p> {
    /// The field.
    pub field: FieldId,
    /// The name of its node.
    pub name: &'p str,
    /// The spelling of each logical value, where they differ from the values.
    pub values: &'p [(String, Literal)],
    /// What is written for an absent field.
    pub absent: Absent,
    /// How wire paths distinguish the items of a list.
    pub index: ItemIndex<'p>,
    /// Whether the field is a list or a map of which nothing is written if it has no items.
    pub vanishes_empty: bool,
    /// Whether the field is an object or a map that is written as entries.
    pub is_entries: bool,
}

impl<'p> WrittenField<'p> {
    fn of<L: ListForm>(name: &'p str, wire: &'p FieldWire<L>) -> Self {
        let list = wire.list.as_ref();
        Self {
            field: wire.field,
            name,
            values: &wire.values,
            absent: wire.absent,
            index: list.map_or(ItemIndex::None, L::item_index),
            vanishes_empty: wire.vanishes_empty(),
            is_entries: list.is_some_and(L::is_entries),
        }
    }
}

impl<L: ListForm> FieldWire<L> {
    /// Returns whether the field is a list or a map of which nothing is written if it has no items.
    #[must_use]
    pub fn vanishes_empty(&self) -> bool {
        self.list.as_ref().is_some_and(|list| !list.writes_empty())
    }
}

/// Returns how nodes write each of their fields, in order.
#[must_use]
pub fn written_fields<N: TreeNode>(nodes: &[N]) -> Vec<WrittenField<'_>> {
    let mut found = Vec::new();
    add_written(nodes, &mut found);
    found
}

fn add_written<'p, N: TreeNode>(nodes: &'p [N], found: &mut Vec<WrittenField<'p>>) {
    for node in nodes {
        match node.content() {
            Content::Group(group) => add_written(&group.children, found),
            Content::Document(group) => add_written(&group.children, found),
            Content::Value(Source::Field(wire)) => found.push(WrittenField::of(node.name(), wire)),
            Content::Value(Source::Credential(_) | Source::Constant { .. }) => {}
            Content::Tree(value) => add_written(value.nodes(), found),
        }
    }
}

/// Returns how nodes write a field, if they write it.
#[must_use]
pub fn written_field<N: TreeNode>(nodes: &[N], field: FieldId) -> Option<WrittenField<'_>> {
    nodes.iter().find_map(|node| match node.content() {
        Content::Group(group) => written_field(&group.children, field),
        Content::Document(group) => written_field(&group.children, field),
        Content::Value(Source::Field(wire)) => {
            (wire.field == field).then(|| WrittenField::of(node.name(), wire))
        }
        Content::Tree(value) => written_field(value.nodes(), field),
        Content::Value(Source::Credential(_) | Source::Constant { .. }) => None,
    })
}

/// Returns the path of a member of an object below the object, such as `/a/b`; empty if the nodes do not write it.
#[must_use]
pub fn member_path<N: TreeNode>(nodes: &[N], field: FieldId) -> String {
    fn walk<N: TreeNode>(nodes: &[N], field: FieldId, path: &mut String) -> bool {
        nodes.iter().any(|node| {
            let length = path.len();
            if let Some(step) = node.step() {
                path.push('/');
                path.push_str(&step);
            }
            let found = match node.content() {
                Content::Group(group) => walk(&group.children, field, path),
                Content::Document(group) => walk(&group.children, field, path),
                Content::Value(Source::Field(wire)) => wire.field == field,
                Content::Tree(value) => walk(value.nodes(), field, path),
                Content::Value(Source::Credential(_) | Source::Constant { .. }) => false,
            };
            if !found {
                path.truncate(length);
            }
            found
        })
    }
    let mut path = String::new();
    walk(nodes, field, &mut path);
    path
}

/// Returns the values that trees write in elements.
fn tree_values(elements: &[XmlElement]) -> Vec<&TreeValue<JsonMember>> {
    let mut found = Vec::new();
    for element in elements {
        match &element.content {
            XmlContent::Group(group) => found.extend(tree_values(&group.children)),
            XmlContent::Value(_) => {}
            XmlContent::Tree(value) => found.push(value),
        }
    }
    found
}

/// Returns the formats of the values of parameters that contain other parameters, at any depth.
fn nested_formats(parameters: &[Parameter]) -> impl Iterator<Item = BodyFormat> {
    fn add(parameters: &[Parameter], found: &mut Vec<BodyFormat>) {
        for parameter in parameters {
            match &parameter.value {
                ParameterValue::Source(_) => {}
                ParameterValue::Document(_) => found.push(BodyFormat::Json),
                ParameterValue::Nested(nested) => {
                    found.push(nested.format.body_format());
                    add(&nested.group.children, found);
                }
            }
        }
    }
    let mut found = Vec::new();
    add(parameters, &mut found);
    found.into_iter()
}

fn credentials<N: TreeNode>(nodes: &[N], found: &mut Vec<CredentialId>) {
    for node in nodes {
        for attribute in node.attributes() {
            match attribute.value {
                AttributeValue::Credential(credential) => found.push(credential),
                AttributeValue::Constant(_) => {}
            }
        }
        match node.content() {
            Content::Group(group) => credentials(&group.children, found),
            Content::Document(group) => credentials(&group.children, found),
            Content::Value(Source::Credential(credential)) => found.push(*credential),
            Content::Value(Source::Field(_) | Source::Constant { .. }) => {}
            Content::Tree(value) => credentials(value.nodes(), found),
        }
    }
}

impl BodyTree {
    /// Returns the format; none if there is no body.
    #[must_use]
    pub fn format(&self) -> Option<BodyFormat> {
        match self {
            BodyTree::Empty => None,
            BodyTree::Json { .. } => Some(BodyFormat::Json),
            BodyTree::Xml { .. } => Some(BodyFormat::Xml),
            BodyTree::Query(_) => Some(BodyFormat::Query),
            BodyTree::Form { .. } => Some(BodyFormat::Form),
            BodyTree::Lines { .. } => Some(BodyFormat::Lines),
            BodyTree::Text { .. } => Some(BodyFormat::Text),
        }
    }

    /// Returns the value of `Content-Type`; none if there is no body or only a query string.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        match self {
            BodyTree::Empty | BodyTree::Query(_) => None,
            BodyTree::Json { content_type, .. }
            | BodyTree::Xml { content_type, .. }
            | BodyTree::Form { content_type, .. }
            | BodyTree::Lines { content_type, .. }
            | BodyTree::Text { content_type, .. } => Some(content_type),
        }
    }

    /// Returns whether the body is XML.
    #[must_use]
    pub fn is_xml(&self) -> bool {
        self.format().is_some_and(BodyFormat::is_xml)
    }

    /// Returns whether the body is a text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        match self {
            BodyTree::Text { .. } => true,
            BodyTree::Empty
            | BodyTree::Json { .. }
            | BodyTree::Xml { .. }
            | BodyTree::Query(_)
            | BodyTree::Form { .. }
            | BodyTree::Lines { .. } => false,
        }
    }

    /// Returns how the body writes each of its fields, in order.
    #[must_use]
    pub fn fields(&self) -> Vec<WrittenField<'_>> {
        match self {
            BodyTree::Empty => Vec::new(),
            BodyTree::Json { members, .. } => written_fields(members),
            BodyTree::Xml { root, .. } => written_fields(std::slice::from_ref(root)),
            BodyTree::Query(parameters)
            | BodyTree::Form { parameters, .. }
            | BodyTree::Lines { parameters, .. }
            | BodyTree::Text {
                parts: parameters, ..
            } => written_fields(parameters),
        }
    }

    /// Returns how the body writes a field, if it writes it.
    #[must_use]
    pub fn field(&self, field: FieldId) -> Option<WrittenField<'_>> {
        match self {
            BodyTree::Empty => None,
            BodyTree::Json { members, .. } => written_field(members, field),
            BodyTree::Xml { root, .. } => written_field(std::slice::from_ref(root), field),
            BodyTree::Query(parameters)
            | BodyTree::Form { parameters, .. }
            | BodyTree::Lines { parameters, .. }
            | BodyTree::Text {
                parts: parameters, ..
            } => written_field(parameters, field),
        }
    }

    /// Returns whether the body, or the value of a parameter in it, consists of lines.
    #[must_use]
    pub fn has_lines(&self) -> bool {
        self.formats().contains(&BodyFormat::Lines)
    }

    /// Returns the formats in which the body has objects: its own, and those inside values of parameters.
    #[must_use]
    pub fn formats(&self) -> Vec<BodyFormat> {
        let mut formats: Vec<BodyFormat> = self.format().into_iter().collect();
        match self {
            BodyTree::Empty | BodyTree::Json { .. } => {}
            BodyTree::Xml { .. } => {
                formats.extend((!self.tree_values().is_empty()).then_some(BodyFormat::Json));
            }
            BodyTree::Query(parameters)
            | BodyTree::Form { parameters, .. }
            | BodyTree::Lines { parameters, .. }
            | BodyTree::Text {
                parts: parameters, ..
            } => formats.extend(nested_formats(parameters)),
        }
        formats
    }

    /// Returns the values that trees write in an XML document.
    #[must_use]
    pub fn tree_values(&self) -> Vec<&TreeValue<JsonMember>> {
        match self {
            BodyTree::Xml { root, .. } => tree_values(std::slice::from_ref(root)),
            BodyTree::Empty
            | BodyTree::Json { .. }
            | BodyTree::Query(_)
            | BodyTree::Form { .. }
            | BodyTree::Lines { .. }
            | BodyTree::Text { .. } => Vec::new(),
        }
    }

    /// Returns the format that wire paths of members have: that of the body, or JSON if a tree writes values.
    #[must_use]
    pub fn member_format(&self) -> Option<BodyFormat> {
        match self.tree_values().is_empty() {
            true => self.format(),
            false => Some(BodyFormat::Json),
        }
    }

    /// Returns the credentials that the body contains, in order.
    #[must_use]
    pub fn credentials(&self) -> Vec<CredentialId> {
        let mut found = Vec::new();
        match self {
            BodyTree::Empty => {}
            BodyTree::Json { members, .. } => credentials(members, &mut found),
            BodyTree::Xml { root, .. } => credentials(std::slice::from_ref(root), &mut found),
            BodyTree::Query(parameters)
            | BodyTree::Form { parameters, .. }
            | BodyTree::Lines { parameters, .. }
            | BodyTree::Text {
                parts: parameters, ..
            } => {
                credentials(parameters, &mut found);
            }
        }
        found
    }
}

impl BodyFormat {
    /// All formats.
    pub const ALL: [BodyFormat; 6] = [
        BodyFormat::Json,
        BodyFormat::Xml,
        BodyFormat::Query,
        BodyFormat::Form,
        BodyFormat::Lines,
        BodyFormat::Text,
    ];

    /// Returns its name in a schema.
    ///
    /// ```
    /// assert_eq!(wireform_codegen::plan::BodyFormat::Json.name(), "json");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            BodyFormat::Json => "json",
            BodyFormat::Xml => "xml",
            BodyFormat::Query => "query",
            BodyFormat::Form => "form",
            BodyFormat::Lines => "lines",
            BodyFormat::Text => "text",
        }
    }

    /// Returns whether elements of the format have attributes.
    #[must_use]
    pub const fn has_attributes(self) -> bool {
        match self {
            BodyFormat::Xml => true,
            BodyFormat::Json
            | BodyFormat::Query
            | BodyFormat::Form
            | BodyFormat::Lines
            | BodyFormat::Text => false,
        }
    }

    /// Returns whether names, texts and envelopes follow the rules of XML.
    #[must_use]
    pub const fn is_xml(self) -> bool {
        match self {
            BodyFormat::Xml => true,
            BodyFormat::Json
            | BodyFormat::Query
            | BodyFormat::Form
            | BodyFormat::Lines
            | BodyFormat::Text => false,
        }
    }

    /// Returns whether values and places follow the rules of JSON.
    #[must_use]
    pub const fn is_json(self) -> bool {
        match self {
            BodyFormat::Json => true,
            BodyFormat::Xml
            | BodyFormat::Query
            | BodyFormat::Form
            | BodyFormat::Lines
            | BodyFormat::Text => false,
        }
    }

    /// Returns whether the body is a form, which also has the parameters of the authentication.
    #[must_use]
    pub const fn is_form(self) -> bool {
        match self {
            BodyFormat::Form => true,
            BodyFormat::Json
            | BodyFormat::Xml
            | BodyFormat::Query
            | BodyFormat::Lines
            | BodyFormat::Text => false,
        }
    }

    /// Returns whether the format is a list of parameters, without nesting.
    #[must_use]
    pub const fn is_flat(self) -> bool {
        match self {
            BodyFormat::Json | BodyFormat::Xml => false,
            BodyFormat::Query | BodyFormat::Form | BodyFormat::Lines | BodyFormat::Text => true,
        }
    }

    /// Returns whether the parameters of an authentication method are in front of those of the body.
    #[must_use]
    pub const fn has_auth_parameters(self) -> bool {
        match self {
            BodyFormat::Query | BodyFormat::Form => true,
            BodyFormat::Json | BodyFormat::Xml | BodyFormat::Lines | BodyFormat::Text => false,
        }
    }
}

impl fmt::Display for BodyFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl ItemIndex<'_> {
    /// Returns how wire paths lead into objects. The other spellings matter for the items of a list only.
    #[must_use]
    pub const fn of_objects(self) -> Self {
        match self {
            ItemIndex::Members(..) => self,
            ItemIndex::None
            | ItemIndex::Pointer
            | ItemIndex::Element
            | ItemIndex::Wrapped(_)
            | ItemIndex::Numbered(..)
            | ItemIndex::NumberedMember(..) => ItemIndex::None,
        }
    }

    /// Returns the path of a member of an object, or of the first object in a list. `object` is the path of the object.
    #[must_use]
    pub fn member(self, object: &str, member: &str) -> String {
        match self {
            ItemIndex::Members(template, first) => template
                .replace("$name", object)
                .replacen("$index", &first.to_string(), 1)
                .replacen("$member", member, 1),
            ItemIndex::None
            | ItemIndex::Pointer
            | ItemIndex::Element
            | ItemIndex::Wrapped(_)
            | ItemIndex::Numbered(..)
            | ItemIndex::NumberedMember(..) => format!("{object}{member}"),
        }
    }

    /// Returns what the path of the first item has after the path of its list.
    #[must_use]
    pub fn first_item(self) -> String {
        match self {
            ItemIndex::None
            | ItemIndex::Numbered(..)
            | ItemIndex::NumberedMember(..)
            | ItemIndex::Members(..) => String::new(),
            ItemIndex::Pointer => "/0".to_owned(),
            ItemIndex::Element => "[1]".to_owned(),
            ItemIndex::Wrapped(item) => format!("/{item}[1]"),
        }
    }
}
