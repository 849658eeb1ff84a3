//! Types of values: what a field may hold.

use super::check::{IntegerFacets, ListFacets, TextFacets};
use super::convert::Conversion;
use super::ids::{EnumId, FieldId, ObjectId, Table};
use super::literal::Literal;
use super::wire::{JsonTree, XmlElement};
use super::words::{Clear, Location};

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// A text.
    String(TextFacets),
    /// An `i64`.
    Integer(IntegerFacets),
    /// True or false.
    Boolean,
    /// A calendar date, `2026-11-21` (RFC 3339 full-date).
    Date,
    /// A moment, RFC 3339 date-time; written as it was given.
    Timestamp,
    /// An open enum: an index into [`super::Plan::enums`].
    Enum(EnumId),
    /// An object: an index into [`super::Plan::objects`].
    Object(ObjectId),
    /// A list.
    List(Box<List>),
}

/// The type of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The type of its items.
    pub item: Type,
    /// Bounds on the number of items.
    pub facets: ListFacets,
    /// The separator, where the list is one string on every wire.
    pub join: Option<String>,
}

/// An enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumType {
    /// The logical name: that of the type, or of the field that holds it.
    pub name: String,
    /// The Rust type.
    pub rust: String,
    /// What it is.
    pub description: Option<String>,
    /// Its values, in document order.
    pub values: Vec<EnumValue>,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// The logical value; also its spelling on a wire that does not say otherwise.
    pub value: String,
    /// The Rust variant.
    pub rust: String,
    /// What the page says that it means.
    pub meaning: String,
    /// Why it should not be used any more.
    pub deprecated: Option<String>,
}

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectType {
    /// The logical name.
    pub name: String,
    /// The Rust type.
    pub rust: String,
    /// What it is.
    pub description: Option<String>,
    /// Its fields, in document order. [`Field::location`] is `Body`.
    pub fields: Table<FieldId, Field>,
    /// Its members as JSON.
    pub json: JsonTree,
    /// Its children as XML.
    pub xml: Vec<XmlElement>,
    /// Whether requests hold it (else only responses do, and nothing is emitted for it yet).
    pub in_request: bool,
}

/// A field, a parameter or a member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The logical name.
    pub name: String,
    /// The Rust field, a valid identifier (raw where needed).
    pub rust: String,
    /// The stem of methods about it, for example `address_line` in `with_address_line` (never raw).
    pub stem: String,
    /// Its constant in `field`, for example `ADDRESS_LINE`.
    pub constant_name: String,
    /// Its type.
    pub ty: Type,
    /// Whether it may be absent, and what absent may be.
    pub presence: Presence,
    /// Sent as it is; such a field is no Rust field and takes no value.
    pub constant: Option<Literal>,
    /// What the provider assumes; never sent.
    pub default: Option<String>,
    /// Where it goes.
    pub location: Location,
    /// The term of the contact vocabulary.
    pub means: Option<String>,
    /// How the datum becomes what the provider takes, in order.
    pub convert: Vec<Conversion>,
    /// The permissions that sending it needs.
    pub permissions: Vec<Permission>,
    /// Why it should not be used any more.
    pub deprecated: Option<String>,
    /// The page that documents it, by name.
    pub page: Option<String>,
    /// Whether its value must not be shown.
    pub secret: bool,
    /// Whether only the provider sets it: a replacement does not have to write it back. Never in a request.
    pub read_only: bool,
    /// Whether the value belongs to the call and is not stored: leaving it out deletes nothing.
    pub write_only: bool,
    /// Whether it is a list that needs an item: some wire writes nothing of an empty one, which is not what giving one
    /// means. A member of an object needs it in operations that write XML.
    pub needs_item: bool,
    /// What it is.
    pub description: Option<String>,
    /// Sample values, as text.
    pub examples: Vec<String>,
    /// The name of the type in `types:` that it was declared with.
    pub type_name: Option<String>,
}

impl Field {
    /// Whether its value is part of what the provider stores, so that an update without it can delete something.
    #[must_use]
    pub fn is_stored(&self) -> bool {
        self.location == Location::Body && self.constant.is_none() && !self.write_only
    }
}

/// Whether a field may be absent. The Rust type follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// `T`.
    Required,
    /// `Option<T>`.
    Optional,
    /// `Patch<T>`: keep (absent), clear, set. Never in a replace operation.
    Clearable(Clear),
}

/// A permission.
#[derive(Debug, Clone, PartialEq)]
pub struct Permission {
    /// Its name at the provider.
    pub name: String,
    /// The values that need none.
    pub unless: Vec<String>,
}
