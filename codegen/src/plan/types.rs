//! The structure and the properties of a type. Only this file and `resolve/facets.rs`, which adds facets to a type, match on [`Type`].
//!
//! Code that treats every kind of value differently matches on [`Type::structure`], and on the [`Primitive`] in it. Those
//! matches have no catch-all arm, so that a new variant does not compile where it is forgotten. Code that asks a single
//! question calls a method.

use super::data::{AnyFormat, List, MapType, Type};
use super::facets::{IntegerFacets, NumberFacets, TextFacets};
use super::ids::{EnumId, FieldId, ObjectId};

/// The structure of the values of a type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Structure<'t> {
    /// One value without parts.
    Primitive(Primitive<'t>),
    /// The members of an object: an index into [`super::PlanParts::objects`].
    Object(ObjectId),
    /// The items of a list.
    List(&'t List),
    /// The entries of a map.
    Map(&'t MapType),
}

/// The type of a value without parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Primitive<'t> {
    /// A text.
    Text(&'t TextFacets),
    /// An `i64`.
    Integer(&'t IntegerFacets),
    /// An exact decimal number.
    Number(&'t NumberFacets),
    /// A value that the schema does not describe further, in this format. Only bodies of the format can carry it.
    Any(AnyFormat),
    /// True or false.
    Boolean,
    /// A calendar date.
    Date,
    /// A point in time.
    Timestamp,
    /// An open enum: an index into [`super::PlanParts::enums`].
    Enum(EnumId),
}

impl Type {
    /// Returns the structure of the values of the type.
    ///
    /// ```
    /// use wireform_codegen::plan::{Primitive, Structure, Type};
    ///
    /// assert_eq!(Type::Date.structure(), Structure::Primitive(Primitive::Date));
    /// ```
    #[must_use]
    pub fn structure(&self) -> Structure<'_> {
        match self {
            Type::String(facets) => Structure::Primitive(Primitive::Text(facets)),
            Type::Integer(facets) => Structure::Primitive(Primitive::Integer(facets)),
            Type::Number(facets) => Structure::Primitive(Primitive::Number(facets)),
            Type::Any(format) => Structure::Primitive(Primitive::Any(*format)),
            Type::Boolean => Structure::Primitive(Primitive::Boolean),
            Type::Date => Structure::Primitive(Primitive::Date),
            Type::Timestamp => Structure::Primitive(Primitive::Timestamp),
            Type::Enum(values) => Structure::Primitive(Primitive::Enum(*values)),
            Type::Object(object) => Structure::Object(*object),
            Type::List(list) => Structure::List(list),
            Type::Map(map) => Structure::Map(map),
        }
    }

    /// Returns the type of one value: that of the items of a list or of the values of a map, else the type itself.
    #[must_use]
    pub fn item(&self) -> &Type {
        match self.structure() {
            Structure::List(list) => list.item.item(),
            Structure::Map(map) => map.item.item(),
            Structure::Primitive(_) | Structure::Object(_) => self,
        }
    }

    /// Returns the primitive that the type is.
    #[must_use]
    pub fn primitive(&self) -> Option<Primitive<'_>> {
        match self.structure() {
            Structure::Primitive(primitive) => Some(primitive),
            Structure::Object(_) | Structure::List(_) | Structure::Map(_) => None,
        }
    }

    /// Returns the object that the type is.
    #[must_use]
    pub fn object(&self) -> Option<ObjectId> {
        match self.structure() {
            Structure::Object(object) => Some(object),
            Structure::Primitive(_) | Structure::List(_) | Structure::Map(_) => None,
        }
    }

    /// Returns the object that values of the type contain: the type itself, the items of the list, or the values of the map.
    #[must_use]
    pub fn object_within(&self) -> Option<ObjectId> {
        self.item().object()
    }

    /// Replaces the object that values of the type contain. `member` returns the field of the new object that has a name. Keys of items
    /// lose the members that it does not have.
    pub(crate) fn set_object_within(
        &mut self,
        object: ObjectId,
        member: &dyn Fn(&str) -> Option<FieldId>,
    ) {
        match self {
            Type::Object(own) => *own = object,
            Type::List(list) => {
                list.item.set_object_within(object, member);
                for key in &mut list.facets.unique_by {
                    key.retain_mut(|part| {
                        let found = member(&part.name);
                        part.field = found.unwrap_or(part.field);
                        found.is_some()
                    });
                }
                list.facets.unique_by.retain(|key| !key.is_empty());
            }
            Type::Map(map) => map.item.set_object_within(object, member),
            Type::String(_)
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Any(_)
            | Type::Boolean
            | Type::Date
            | Type::Timestamp
            | Type::Enum(_) => {}
        }
    }

    /// Returns the list that the type is.
    #[must_use]
    pub fn list(&self) -> Option<&List> {
        match self.structure() {
            Structure::List(list) => Some(list),
            Structure::Primitive(_) | Structure::Object(_) | Structure::Map(_) => None,
        }
    }

    /// Returns the map that the type is.
    #[must_use]
    pub fn map(&self) -> Option<&MapType> {
        match self.structure() {
            Structure::Map(map) => Some(map),
            Structure::Primitive(_) | Structure::Object(_) | Structure::List(_) => None,
        }
    }

    /// Returns the type of the items of a list or of the values of a map.
    #[must_use]
    pub fn inside(&self) -> Option<&Type> {
        match self.structure() {
            Structure::List(list) => Some(&list.item),
            Structure::Map(map) => Some(&map.item),
            Structure::Primitive(_) | Structure::Object(_) => None,
        }
    }

    /// Returns whether the items of the list, or the values of the map, are lists or maps.
    #[must_use]
    pub fn is_nested(&self) -> bool {
        self.inside().is_some_and(|item| item.inside().is_some())
    }

    /// Returns whether the entries of the map can be parameters: each value is one text, or a list of texts that follow each other.
    #[must_use]
    pub fn can_be_flattened(&self) -> bool {
        let inside = self.map().map(|map| &map.item);
        let text = inside.map(|item| item.list().map_or(item, |list| &list.item));
        text.is_some_and(|text| text.primitive().is_some())
    }

    /// Returns the separator of a list that is one text in every format.
    #[must_use]
    pub fn join(&self) -> Option<&str> {
        self.list()?.join.as_deref()
    }

    /// Returns the facets of a text.
    #[must_use]
    pub fn text(&self) -> Option<&TextFacets> {
        match self.primitive()? {
            Primitive::Text(facets) => Some(facets),
            Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Any(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_) => None,
        }
    }

    /// Returns the facets of an integer.
    #[must_use]
    pub fn integer(&self) -> Option<&IntegerFacets> {
        match self.primitive()? {
            Primitive::Integer(facets) => Some(facets),
            Primitive::Text(_)
            | Primitive::Number(_)
            | Primitive::Any(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_) => None,
        }
    }

    /// Returns the enum that the value is one of.
    #[must_use]
    pub fn enumeration(&self) -> Option<EnumId> {
        match self.primitive()? {
            Primitive::Enum(values) => Some(values),
            Primitive::Text(_)
            | Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Any(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp => None,
        }
    }

    /// Returns whether the type is a text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.text().is_some()
    }

    /// Returns whether the schema does not describe the values further.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.any_format().is_some()
    }

    /// Returns whether the values are JSON that the schema does not describe further.
    #[must_use]
    pub fn is_any_json(&self) -> bool {
        match self.any_format() {
            Some(AnyFormat::Json) => true,
            Some(AnyFormat::Xml) | None => false,
        }
    }

    /// Returns whether the values are XML elements that the schema does not describe further.
    #[must_use]
    pub fn is_element(&self) -> bool {
        match self.any_format() {
            Some(AnyFormat::Xml) => true,
            Some(AnyFormat::Json) | None => false,
        }
    }

    /// Returns the format of values that the schema does not describe further.
    #[must_use]
    pub fn any_format(&self) -> Option<AnyFormat> {
        match self.structure() {
            Structure::Primitive(Primitive::Any(format)) => Some(format),
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            )
            | Structure::Object(_)
            | Structure::List(_)
            | Structure::Map(_) => None,
        }
    }

    /// Returns whether the values are points in time.
    #[must_use]
    pub fn is_timestamp(&self) -> bool {
        match self.structure() {
            Structure::Primitive(Primitive::Timestamp) => true,
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Enum(_),
            )
            | Structure::Object(_)
            | Structure::List(_)
            | Structure::Map(_) => false,
        }
    }

    /// Returns whether the type is a list of texts.
    #[must_use]
    pub fn is_list_of_texts(&self) -> bool {
        self.list().is_some_and(|list| list.item.is_text())
    }

    /// Returns whether the items of a list can be told apart by such a value.
    #[must_use]
    pub fn is_comparable(&self) -> bool {
        match self.structure() {
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            ) => true,
            Structure::Primitive(Primitive::Any(_))
            | Structure::Object(_)
            | Structure::List(_)
            | Structure::Map(_) => false,
        }
    }

    /// Returns whether a value is a text that a pattern can describe: a text, or a value of an enum.
    #[must_use]
    pub fn is_textual(&self) -> bool {
        self.is_text() || self.enumeration().is_some()
    }
}
