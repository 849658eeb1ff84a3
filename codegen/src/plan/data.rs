//! Fields, and the types of their values.

use super::constant::Constant;
use super::convert::Conversion;
use super::facets::{IntegerFacets, ListFacets, NumberFacets, TextFacets};
use super::ids::{EnumId, FieldId, ObjectId, Table};
use super::rule::Rule;
use super::wire::{BodyFormat, JsonTree, Parameter, Parameters, XmlElement};
use super::words::{Access, Clear, Location, ObjectUpdate, Undescribed};

/// The format of a value that a schema does not describe further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnyFormat {
    /// A JSON value.
    Json,
    /// An XML element, which declares the namespaces of all names in it.
    Xml,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// A text.
    String(TextFacets),
    /// An `i64`.
    Integer(IntegerFacets),
    /// An exact decimal number, written as it was given.
    Number(Box<NumberFacets>),
    /// A value that the schema does not describe further, in this format.
    Any(AnyFormat),
    /// True or false.
    Boolean,
    /// A calendar date, `2026-11-21` (RFC 3339 full-date).
    Date,
    /// A point in time (RFC 3339 date-time), written as it was given.
    Timestamp,
    /// An open enum: an index into [`super::PlanParts::enums`].
    Enum(EnumId),
    /// An object: an index into [`super::PlanParts::objects`].
    Object(ObjectId),
    /// A list.
    List(Box<List>),
    /// A map of texts to values.
    Map(Box<MapType>),
}

/// The type of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The type of its items.
    pub item: Type,
    /// Bounds on the number of items.
    pub facets: ListFacets,
    /// The separator, if the list is one text in every format.
    pub join: Option<String>,
    /// How the items of such a text are told apart.
    pub joined: JoinedItems,
}

impl List {
    /// Returns the separator of a list that is one text, with the number of times that each item contains it. Returns `None` if items can
    /// contain it in quotation marks.
    #[must_use]
    pub fn separator(&self) -> Option<(&str, u64)> {
        let separator = self.join.as_deref()?;
        match self.joined {
            JoinedItems::Plain => Some((separator, 0)),
            JoinedItems::Containing(count) => Some((separator, count)),
            JoinedItems::Quoted => None,
        }
    }
}

/// How the items of a list that is one text are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinedItems {
    /// No item contains the separator.
    Plain,
    /// An item that contains the separator is in quotation marks.
    Quoted,
    /// Each item contains the separator this number of times.
    Containing(u64),
}

/// The type of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapType {
    /// The keys that it can have.
    pub keys: MapKeys,
    /// The type of its values.
    pub item: Type,
    /// The minimum number of entries.
    pub min_items: Option<u64>,
    /// The maximum number of entries.
    pub max_items: Option<u64>,
}

/// The keys that a map can have.
#[derive(Debug, Clone, PartialEq)]
pub enum MapKeys {
    /// The texts that satisfy these facets.
    Text(TextFacets),
    /// The values of an enum.
    Enum(EnumId),
}

/// An enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumType {
    /// The logical name: that of the type, or of the field that has the type.
    pub name: String,
    /// The Rust type.
    pub rust: String,
    /// Its description.
    pub description: Option<String>,
    /// Its values, in document order.
    pub values: Vec<EnumValue>,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// The logical value, which is also its spelling in a format without a spelling of its own.
    pub value: String,
    /// The Rust variant.
    pub rust: String,
    /// Its meaning, in the words of the page.
    pub meaning: String,
    /// The reason why it is deprecated.
    pub deprecated: Option<String>,
}

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectType {
    /// The logical name.
    pub name: String,
    /// The Rust type.
    pub rust: String,
    /// Its description.
    pub description: Option<String>,
    /// Its fields, in document order. [`Field::location`] is `Body`.
    pub fields: Table<FieldId, Field>,
    /// How the variants are told apart, if the object is a union: exactly one of its fields has a value.
    pub tagging: Option<Tagging>,
    /// Its members in JSON.
    pub json: JsonTree,
    /// Its children in XML.
    pub xml: Vec<XmlElement>,
    /// Its members among the parameters of a query string. Empty if no query string has the object.
    pub query: Parameters,
    /// Its members among the parameters of a form. Empty if no form has the object.
    pub form: Parameters,
    /// Its members as lines. Empty if no lines have the object.
    pub lines: Parameters,
    /// What happens to the members that it does not describe.
    pub undescribed: Undescribed,
    /// What a patch does to the members that it leaves out.
    pub update: ObjectUpdate,
    /// Its rules, whose paths are relative to it. They apply at every place where a request has the object.
    pub rules: Vec<Rule>,
    /// Whether a request contains it. Nothing is emitted for an object that only responses contain.
    pub in_request: bool,
}

/// How the variants of a union are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tagging {
    /// The value is an object with one member, or an element with one element in it, which is the node of the variant.
    External,
    /// The member of this name of the variant's object has the name of the variant's node. Only JSON has this form.
    Member(String),
    /// The value is that of the variant, and the variants have different kinds of JSON values. Only JSON has this form.
    Kind,
}

impl Tagging {
    /// Returns the member of a variant's object that names the variant, if there is one.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        match self {
            Tagging::External | Tagging::Kind => None,
            Tagging::Member(tag) => Some(tag),
        }
    }

    /// Returns whether a member or an element around the value of a variant has its name.
    #[must_use]
    pub fn is_around(&self) -> bool {
        match self {
            Tagging::External => true,
            Tagging::Member(_) | Tagging::Kind => false,
        }
    }

    /// Returns whether the kinds of the values tell the variants apart.
    #[must_use]
    pub fn is_kind(&self) -> bool {
        match self {
            Tagging::Kind => true,
            Tagging::External | Tagging::Member(_) => false,
        }
    }
}

impl ObjectType {
    /// Returns whether it is a union.
    #[must_use]
    pub fn is_union(&self) -> bool {
        self.tagging.is_some()
    }

    /// Returns the member of a variant's object that names the variant, if it is a union with such a member.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        self.tagging.as_ref()?.tag()
    }

    /// Returns whether it is a union whose variants are told apart by the kinds of their values.
    #[must_use]
    pub fn is_by_kind(&self) -> bool {
        self.tagging.as_ref().is_some_and(Tagging::is_kind)
    }

    /// Returns whether JSON writes the members of the object by their names. In some unions, it writes the value of the variant alone.
    #[must_use]
    pub fn names_members(&self) -> bool {
        self.tagging.as_ref().is_none_or(Tagging::is_around)
    }

    /// Returns its members as parameters of a format; none for JSON and XML.
    #[must_use]
    pub fn parameters(&self, format: BodyFormat) -> &[Parameter] {
        match format {
            BodyFormat::Json | BodyFormat::Xml | BodyFormat::Text => &[],
            BodyFormat::Query => &self.query,
            BodyFormat::Form => &self.form,
            BodyFormat::Lines => &self.lines,
        }
    }
}

/// A field, a parameter or a member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The logical name.
    pub name: String,
    /// The Rust field, a valid identifier (raw where needed).
    pub rust: String,
    /// The part of method names that stands for it, for example `address_line` in `with_address_line` (never raw).
    pub stem: String,
    /// Its constant in `field`, for example `ADDRESS_LINE`.
    pub constant_name: String,
    /// The variant of the Rust enum, if the field is a variant of a union.
    pub variant: Option<String>,
    /// Its type.
    pub ty: Type,
    /// Whether it can be absent, and whether it can be cleared.
    pub presence: Presence,
    /// The value that is always sent. Such a field has no Rust field.
    pub constant: Option<Constant>,
    /// The value that the provider assumes for an absent field. It is never sent.
    pub default: Option<String>,
    /// The part of the message that contains it.
    pub location: Location,
    /// The term of the contact vocabulary.
    pub means: Option<String>,
    /// The conversions of the datum to the value that is sent, in order.
    pub convert: Vec<Conversion>,
    /// The permissions that sending it needs.
    pub permissions: Vec<Permission>,
    /// The reason why it is deprecated.
    pub deprecated: Option<String>,
    /// The page that documents it, by name.
    pub page: Option<String>,
    /// Whether its value is secret, so that no output shows it.
    pub secret: bool,
    /// When it is sent. No request contains a field that is only read. A member of an object that an operation does not send has a
    /// rule of the operation.
    pub access: Access,
    /// Whether the value belongs to the call and is not stored, so that omitting it deletes nothing.
    pub write_only: bool,
    /// Whether it is a list, a map or an object that must not be empty, because a format writes nothing for an empty one and
    /// the provider would keep the stored one. For a member of an object, this applies to operations that write it in such a format.
    pub needs_item: bool,
    /// Its description.
    pub description: Option<String>,
    /// Sample values, as text.
    pub examples: Vec<String>,
    /// The name of the type in `types:` that it was declared with.
    pub type_name: Option<String>,
}

impl Field {
    /// Returns whether the provider stores its value, so that an update without it can delete data.
    #[must_use]
    pub fn is_stored(&self) -> bool {
        self.location == Location::Body && self.constant.is_none() && !self.write_only
    }

    /// Returns whether `unique_by` of a list can name the field.
    #[must_use]
    pub fn can_be_in_key(&self) -> bool {
        self.constant.is_none() && self.ty.is_comparable()
    }
}

/// Whether a field can be absent. The Rust type of the field depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// `T`.
    Required,
    /// `Option<T>`.
    Optional,
    /// `Patch<T>`: keep (absent), clear or set. A replacement has no such fields.
    Clearable(Clear),
    /// A variant of a union, of which a value has exactly one. The Rust type is an enum.
    Variant,
}

/// A permission.
#[derive(Debug, Clone, PartialEq)]
pub struct Permission {
    /// Its name at the provider.
    pub name: String,
    /// The values that need no permission.
    pub unless: Vec<String>,
}
