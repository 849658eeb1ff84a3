//! Parameters of query strings, forms and lines.

use super::format::{BodyFormat, LinesSyntax};
use super::json::{JsonDocument, JsonMember};
use super::tree::{Content, FieldWire, Group, ItemIndex, ListForm, Source, TreeNode};

/// The parameters of a query string or a form, in order.
pub type Parameters = Vec<Parameter>;

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
    /// A JSON document as a text.
    Document(JsonDocument),
}

impl ParameterValue {
    /// Returns how a field is written, if the value is one.
    #[must_use]
    pub fn field(&self) -> Option<&FieldWire<ParameterList>> {
        match self {
            ParameterValue::Source(Source::Field(wire)) => Some(wire),
            ParameterValue::Source(Source::Credential(_) | Source::Constant { .. })
            | ParameterValue::Nested(_)
            | ParameterValue::Document(_) => None,
        }
    }

    /// Returns how a field is written, if the value is one.
    pub(crate) fn field_mut(&mut self) -> Option<&mut FieldWire<ParameterList>> {
        match self {
            ParameterValue::Source(Source::Field(wire)) => Some(wire),
            ParameterValue::Source(Source::Credential(_) | Source::Constant { .. })
            | ParameterValue::Nested(_)
            | ParameterValue::Document(_) => None,
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
    /// Two parameters for each entry of a map, or for each member of an object: one for the key and one for the value.
    Entries(ParameterEntries),
    /// One parameter, in which this text separates the items.
    Join(String),
}

/// How an object or a map is written as numbered entries.
#[derive(Debug, Clone, PartialEq)]
pub struct ParameterEntries {
    /// The template of the name of the parameter that has the key: `$name` stands for the name of the field and `$index` for the
    /// number of the entry.
    pub key: String,
    /// The template of the name of the parameter that has the value.
    pub value: String,
    /// The first number.
    pub first: u64,
    /// How a value that is a list or an object is written, under the name that the template makes; none for a single text.
    pub inside: Option<Box<ParameterList>>,
}

/// The name of a parameter, or the names of numbered ones: texts, with a number between each two of them.
pub type TakenName = Vec<String>;

impl ListForm for ParameterList {
    fn separator(&self) -> Option<&str> {
        match self {
            ParameterList::Repeat
            | ParameterList::Indexed { .. }
            | ParameterList::NumberedMember { .. }
            | ParameterList::Members { .. }
            | ParameterList::Flattened { .. }
            | ParameterList::Entries(_) => None,
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
            ParameterList::Flattened { .. } | ParameterList::Entries(_) => ItemIndex::None,
        }
    }

    fn writes_empty(&self) -> bool {
        match self {
            ParameterList::Repeat
            | ParameterList::Indexed { .. }
            | ParameterList::NumberedMember { .. }
            | ParameterList::Members { .. }
            | ParameterList::Flattened { .. }
            | ParameterList::Entries(_) => false,
            ParameterList::Join(_) => true,
        }
    }

    fn members(&self) -> Option<String> {
        match self {
            ParameterList::Flattened { template, .. } => Some(template.clone()),
            ParameterList::Repeat
            | ParameterList::Indexed { .. }
            | ParameterList::NumberedMember { .. }
            | ParameterList::Members { .. }
            | ParameterList::Entries(_)
            | ParameterList::Join(_) => None,
        }
    }

    fn entries(&self) -> Option<String> {
        match self {
            ParameterList::Entries(ParameterEntries {
                key,
                value,
                first,
                inside,
            }) => {
                let mut words = format!("{key:?}, {value:?} from {first}");
                match inside.as_deref() {
                    None => {}
                    Some(ParameterList::NumberedMember { template, .. }) => {
                        words.push_str(&format!(", each item as {template:?}"));
                    }
                    Some(ParameterList::Members { template, .. }) => {
                        words.push_str(&format!(", members as {template:?}"));
                    }
                    Some(
                        ParameterList::Repeat
                        | ParameterList::Indexed { .. }
                        | ParameterList::Flattened { .. }
                        | ParameterList::Entries(_)
                        | ParameterList::Join(_),
                    ) => words.push_str(", each item in the value's parameter"),
                }
                Some(words)
            }
            ParameterList::Repeat
            | ParameterList::Indexed { .. }
            | ParameterList::NumberedMember { .. }
            | ParameterList::Members { .. }
            | ParameterList::Flattened { .. }
            | ParameterList::Join(_) => None,
        }
    }
}

impl TreeNode for Parameter {
    type List = ParameterList;
    type Document = JsonMember;

    fn name(&self) -> &str {
        &self.name
    }

    fn content(&self) -> Content<'_, Self> {
        match &self.value {
            ParameterValue::Source(source) => Content::Value(source),
            ParameterValue::Nested(nested) => Content::Group(&nested.group),
            ParameterValue::Document(document) => Content::Document(&document.group),
        }
    }
}
