//! Where values stand on a wire: trees for JSON and XML, flat lists for query strings and forms.

use super::data::Literal;
use super::ids::{CredentialId, FieldId};

pub use crate::syntax::Absent;

/// A JSON member, an XML element, or a parameter of a query string or a form.
#[derive(Debug, Clone, PartialEq)]
pub struct WireNode {
    /// The key, the element's name or the parameter's name.
    pub name: String,
    /// Attributes, XML only; sources are constants or credentials.
    pub attributes: Vec<(String, Source)>,
    /// What is inside.
    pub content: Content,
}

/// What is inside a node.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Children.
    Group {
        /// In order.
        children: Vec<WireNode>,
        /// Whether the group is written even when nothing inside it is (a node of an envelope); otherwise it is
        /// written only if some field below it is.
        always: bool,
    },
    /// A value.
    Leaf(Leaf),
}

/// A value on a wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// Where it comes from.
    pub source: Source,
    /// How its values are spelled, where not as their logical text: logical value to spelling. Where this is not
    /// empty, a value that it lacks cannot be sent (`unrepresentable`).
    pub values: Vec<(String, Literal)>,
    /// How a list is spelled.
    pub list: ListStyle,
    /// What is written for an absent field.
    pub absent: Absent,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A field: an index into the fields of the operation, or of the object that the tree belongs to.
    Field(FieldId),
    /// A credential: an index into [`super::Plan::credentials`]. Absent if the way of authenticating in use has none
    /// such; then nothing is written.
    Credential(CredentialId),
    /// A constant.
    Constant(Literal),
}

/// How a list is spelled.
#[derive(Debug, Clone, PartialEq)]
pub enum ListStyle {
    /// The field is no list.
    None,
    /// A JSON array.
    Array,
    /// One element or parameter per item, all of the node's name.
    Repeat,
    /// The node is a wrapper element; each item an element of this name.
    Wrap {
        /// The items' element name.
        item: String,
    },
    /// One parameter per item, numbered.
    Indexed {
        /// The name's template with `$name` already replaced; `$index` stands for the number.
        template: String,
        /// The first number.
        first: u64,
    },
    /// One text, items separated by this.
    Join(String),
}
