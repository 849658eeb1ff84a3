//! Trees of request bodies, one type for each format.
//!
//! Each type has only what its format has. Only an XML element has attributes, a parameter has no children, and each
//! format has its own ways to write a list. [`TreeNode`] has what all formats share.

use std::borrow::Cow;

use super::ids::{CredentialId, FieldId};
use super::literal::{Literal, json_string};
use super::words::Absent;

/// The body of a request, in the format of its binding.
///
/// Parameters of an authentication are not part of it. They precede the parameters of a query string or a form.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyTree {
    /// The request has no body.
    Empty,
    /// A JSON object.
    Json {
        /// The value of `Content-Type`.
        content_type: String,
        /// The members of the object.
        members: JsonTree,
    },
    /// An XML document.
    Xml {
        /// The value of `Content-Type`.
        content_type: String,
        /// The root element.
        root: XmlElement,
    },
    /// Parameters of the query string.
    Query(Parameters),
    /// A form (`application/x-www-form-urlencoded`).
    Form {
        /// The value of `Content-Type`.
        content_type: String,
        /// The parameters of the form.
        parameters: Parameters,
    },
    /// Lines, each with a name and a value.
    Lines {
        /// The value of `Content-Type`.
        content_type: String,
        /// The lines, as parameters.
        parameters: Parameters,
        /// How they are written.
        syntax: LinesSyntax,
    },
}

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

/// The members of a JSON object, in order.
pub type JsonTree = Vec<JsonMember>;

/// The parameters of a query string or a form, in order.
pub type Parameters = Vec<Parameter>;

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
}

/// An XML element, or an attribute or the text of the element around it.
#[derive(Debug, Clone, PartialEq)]
pub struct XmlElement {
    /// Its name, with its prefix. The name of an attribute begins with `@`, and the name of the text is a dot.
    pub name: String,
    /// Its attributes, in order.
    pub attributes: Vec<XmlAttribute>,
    /// What it contains.
    pub content: XmlContent,
}

/// A namespace of XML documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlNamespace {
    /// The prefix that names in the plan have; none for the default namespace.
    pub prefix: Option<String>,
    /// The name of the namespace.
    pub uri: String,
    /// Whether the root element declares it even if it does not use it.
    pub at_root: bool,
}

impl XmlNamespace {
    /// Returns the attribute that declares the namespace.
    #[must_use]
    pub fn declaration(&self) -> XmlAttribute {
        XmlAttribute {
            name: match &self.prefix {
                Some(prefix) => format!("xmlns:{prefix}"),
                None => "xmlns".to_owned(),
            },
            value: AttributeValue::Constant(Literal::String(self.uri.clone())),
        }
    }
}

impl XmlAttribute {
    /// Returns whether the attribute declares a namespace.
    #[must_use]
    pub fn declares_namespace(&self) -> bool {
        self.name == "xmlns" || self.name.starts_with("xmlns:")
    }
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

    /// Returns the name of the element or the attribute; none for the text.
    #[must_use]
    pub const fn name(self) -> Option<&'n str> {
        match self {
            XmlPart::Element(name) | XmlPart::Attribute(name) => Some(name),
            XmlPart::Text => None,
        }
    }

    /// Returns the name of the attribute, if the part is one.
    #[must_use]
    pub const fn attribute(self) -> Option<&'n str> {
        match self {
            XmlPart::Attribute(name) => Some(name),
            XmlPart::Element(_) | XmlPart::Text => None,
        }
    }

    /// Returns whether the part is an element.
    #[must_use]
    pub const fn is_element(self) -> bool {
        match self {
            XmlPart::Element(_) => true,
            XmlPart::Attribute(_) | XmlPart::Text => false,
        }
    }

    /// Returns whether the part is the text of an element.
    #[must_use]
    pub const fn is_text(self) -> bool {
        match self {
            XmlPart::Text => true,
            XmlPart::Element(_) | XmlPart::Attribute(_) => false,
        }
    }
}

impl XmlElement {
    /// Returns the part of the document that the node stands for.
    #[must_use]
    pub fn part(&self) -> XmlPart<'_> {
        XmlPart::of_name(&self.name)
    }
}

/// An attribute of an XML element.
#[derive(Debug, Clone, PartialEq)]
pub struct XmlAttribute {
    /// Its name, with its prefix.
    pub name: String,
    /// Its value.
    pub value: AttributeValue,
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum AttributeValue {
    /// A constant.
    Constant(Literal),
    /// A credential. The attribute is not written if the authentication in use does not have it.
    Credential(CredentialId),
}

/// The content of an XML element.
#[derive(Debug, Clone, PartialEq)]
pub enum XmlContent {
    /// Elements.
    Group(Group<XmlElement>),
    /// A value.
    Value(Source<XmlList>),
}

/// A parameter of a query string or a form, or a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: ParameterValue,
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterValue {
    /// A value.
    Source(Source<ParameterList>),
    /// A text that contains other parameters.
    Nested(NestedParameters),
}

impl ParameterValue {
    /// Returns how a field is written, if the value is one.
    #[must_use]
    pub fn field(&self) -> Option<&FieldWire<ParameterList>> {
        match self {
            ParameterValue::Source(Source::Field(wire)) => Some(wire),
            ParameterValue::Source(Source::Credential(_) | Source::Constant(_))
            | ParameterValue::Nested(_) => None,
        }
    }

    /// Returns how a field is written, if the value is one.
    pub(crate) fn field_mut(&mut self) -> Option<&mut FieldWire<ParameterList>> {
        match self {
            ParameterValue::Source(Source::Field(wire)) => Some(wire),
            ParameterValue::Source(Source::Credential(_) | Source::Constant(_))
            | ParameterValue::Nested(_) => None,
        }
    }
}

/// Parameters inside the value of another.
#[derive(Debug, Clone, PartialEq)]
pub struct NestedParameters {
    /// Their format.
    pub format: NestedFormat,
    /// Whether the text is written in Base64.
    pub base64: bool,
    /// The parameters.
    pub group: Group<Parameter>,
}

/// The format of parameters inside the value of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NestedFormat {
    /// A form.
    Form,
    /// Lines.
    Lines(LinesSyntax),
}

impl NestedFormat {
    /// Returns the format of bodies that it is.
    #[must_use]
    pub const fn body_format(&self) -> BodyFormat {
        match self {
            NestedFormat::Form => BodyFormat::Form,
            NestedFormat::Lines(_) => BodyFormat::Lines,
        }
    }
}

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
    Constant(Literal),
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
    /// What is written for an absent field.
    pub absent: Absent,
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
    /// An element without content if the field is true, and nothing if it is false.
    Presence,
}

/// How a query string or a form writes a list.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterList {
    /// One parameter for each item, all with the same name.
    Repeat,
    /// One numbered parameter for each item.
    Indexed {
        /// The template of the names: `$name` is already replaced, and `$index` stands for the number.
        template: String,
        /// The first number.
        first: u64,
    },
    /// One numbered parameter for each item of a list in an object.
    NumberedMember {
        /// The template of the names: `$name` stands for the name of the parameter and `$index` for the number.
        template: String,
        /// The first number.
        first: u64,
    },
    /// One parameter for each member of an object, or of each object in a list.
    Members {
        /// The template of the names: `$name` stands for the name of the parameter, `$index` for the number of the object in
        /// its list, and `$member` for the name of a member.
        template: String,
        /// The first number.
        first: u64,
    },
    /// One parameter for each entry of a map.
    Flattened {
        /// The template of the names: `$member` stands for the key, and `$name` for the name of the parameter.
        template: String,
        /// The names of the other parameters, which no entry can have.
        taken: Vec<TakenName>,
    },
    /// One parameter, in which this text separates the items.
    Join(String),
}

/// The name of a parameter, or the names of numbered ones: texts, with a number between each two of them.
pub type TakenName = Vec<String>;

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

    /// Returns whether an object or a map is written as entries.
    fn is_entries(&self) -> bool {
        self.entries().is_some()
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

impl ListForm for XmlList {
    fn separator(&self) -> Option<&str> {
        match self {
            XmlList::Repeat | XmlList::Wrap { .. } | XmlList::Entries(_) | XmlList::Presence => {
                None
            }
            XmlList::Join(separator) => Some(separator),
        }
    }

    fn item_index(&self) -> ItemIndex<'_> {
        match self {
            XmlList::Repeat => ItemIndex::Element,
            XmlList::Wrap { item } => ItemIndex::Wrapped(item),
            XmlList::Join(_) | XmlList::Entries(_) | XmlList::Presence => ItemIndex::None,
        }
    }

    fn writes_empty(&self) -> bool {
        match self {
            XmlList::Repeat => false,
            XmlList::Wrap { .. } | XmlList::Join(_) | XmlList::Presence => true,
            XmlList::Entries(entries) => entries.item.is_some(),
        }
    }

    fn entries(&self) -> Option<String> {
        match self {
            XmlList::Entries(entries) => {
                let frame = entries.frame("…");
                Some(format!("{}…{}…{}", frame.open, frame.middle, frame.close))
            }
            XmlList::Repeat | XmlList::Wrap { .. } | XmlList::Join(_) | XmlList::Presence => None,
        }
    }
}

impl ListForm for ParameterList {
    fn separator(&self) -> Option<&str> {
        match self {
            ParameterList::Repeat
            | ParameterList::Indexed { .. }
            | ParameterList::NumberedMember { .. }
            | ParameterList::Members { .. }
            | ParameterList::Flattened { .. } => None,
            ParameterList::Join(separator) => Some(separator),
        }
    }

    fn item_index(&self) -> ItemIndex<'_> {
        match self {
            ParameterList::Repeat | ParameterList::Join(_) => ItemIndex::None,
            ParameterList::Indexed { template, first } => ItemIndex::Numbered(template, *first),
            ParameterList::NumberedMember { template, first } => {
                ItemIndex::NumberedMember(template, *first)
            }
            ParameterList::Members { template, first } => ItemIndex::Members(template, *first),
            ParameterList::Flattened { .. } => ItemIndex::None,
        }
    }

    fn writes_empty(&self) -> bool {
        match self {
            ParameterList::Repeat
            | ParameterList::Indexed { .. }
            | ParameterList::NumberedMember { .. }
            | ParameterList::Members { .. }
            | ParameterList::Flattened { .. } => false,
            ParameterList::Join(_) => true,
        }
    }

    fn entries(&self) -> Option<String> {
        None
    }
}

/// A node of a tree, in any format.
pub trait TreeNode: Sized {
    /// How the format writes a list.
    type List: ListForm;

    /// Returns the key, or the name of the element or of the parameter.
    fn name(&self) -> &str;

    /// Returns the attributes.
    fn attributes(&self) -> &[XmlAttribute] {
        &[]
    }

    /// Returns what the node contains.
    fn content(&self) -> Content<'_, Self>;

    /// Returns the name as a step of a wire path.
    fn step(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.name())
    }
}

/// What a node contains.
#[derive(Debug)]
pub enum Content<'t, N: TreeNode> {
    /// Other nodes.
    Group(&'t Group<N>),
    /// A value.
    Value(&'t Source<N::List>),
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

    fn name(&self) -> &str {
        &self.name
    }

    fn content(&self) -> Content<'_, Self> {
        match &self.content {
            JsonContent::Group(group) => Content::Group(group),
            JsonContent::Value(source) => Content::Value(source),
        }
    }

    fn step(&self) -> Cow<'_, str> {
        self.name.replace('~', "~0").replace('/', "~1").into()
    }
}

impl TreeNode for XmlElement {
    type List = XmlList;

    fn name(&self) -> &str {
        &self.name
    }

    fn attributes(&self) -> &[XmlAttribute] {
        &self.attributes
    }

    fn content(&self) -> Content<'_, Self> {
        match &self.content {
            XmlContent::Group(group) => Content::Group(group),
            XmlContent::Value(source) => Content::Value(source),
        }
    }

    fn step(&self) -> Cow<'_, str> {
        match self.part() {
            XmlPart::Element(_) | XmlPart::Attribute(_) => Cow::Borrowed(self.name()),
            XmlPart::Text => Cow::Borrowed("text()"),
        }
    }
}

impl TreeNode for Parameter {
    type List = ParameterList;

    fn name(&self) -> &str {
        &self.name
    }

    fn content(&self) -> Content<'_, Self> {
        match &self.value {
            ParameterValue::Source(source) => Content::Value(source),
            ParameterValue::Nested(nested) => Content::Group(&nested.group),
        }
    }
}
