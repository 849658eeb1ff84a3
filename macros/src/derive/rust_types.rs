//! Compares the type of a struct's field with the type that a schema states.
//!
//! In: the type of a field. Out: its shape, as far as its spelling shows, and why it does not fit. rustc checks the rest by
//! traits.

use syn::{GenericArgument, PathArguments, Type as SynType};
use wireform_codegen::plan::{Primitive, Structure, Type};

use crate::schemas::describe;

/// The shape of a type.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Integer,
    /// A number that `i64` cannot hold.
    Number(String),
    Boolean,
    List(Box<Shape>),
    Optional(Box<Shape>),
    /// A `Patch`.
    Change(Box<Shape>),
    /// A type with the name `Date`.
    Date,
    /// A type with the name `Timestamp`.
    Timestamp,
    Unknown,
}

/// Whether there always is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Always,
    Perhaps,
}

impl Shape {
    /// Returns whether there always is a value, and the shape of the value.
    pub(super) fn parts(&self) -> (Presence, &Shape) {
        match self {
            Shape::Optional(inner) | Shape::Change(inner) => (Presence::Perhaps, inner.parts().1),
            shape => (Presence::Always, shape),
        }
    }

    /// Returns the name of a number type in it that may not fit.
    pub(super) fn number(&self) -> Option<&str> {
        match self.parts().1 {
            Shape::Number(name) => Some(name),
            Shape::List(item) => item.number(),
            _ => None,
        }
    }
}

/// Returns the shape of a type.
pub(super) fn shape(ty: &SynType) -> Shape {
    match ty {
        SynType::Reference(reference) => shape(&reference.elem),
        SynType::Paren(paren) => shape(&paren.elem),
        SynType::Group(group) => shape(&group.elem),
        SynType::Slice(slice) => Shape::List(Box::new(shape(&slice.elem))),
        SynType::Array(array) => Shape::List(Box::new(shape(&array.elem))),
        SynType::Path(path) if path.qself.is_none() => {
            let Some(last) = path.path.segments.last() else {
                return Shape::Unknown;
            };
            let inner = match &last.arguments {
                PathArguments::AngleBracketed(arguments) => {
                    arguments.args.iter().find_map(|argument| match argument {
                        GenericArgument::Type(ty) => Some(ty),
                        _ => None,
                    })
                }
                _ => None,
            };
            match (last.ident.to_string().as_str(), inner) {
                ("String" | "str", None) => Shape::Text,
                ("i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32", None) => Shape::Integer,
                (name @ ("u64" | "i128" | "u128" | "usize" | "isize" | "f32" | "f64"), None) => {
                    Shape::Number(name.to_owned())
                }
                ("bool", None) => Shape::Boolean,
                ("Vec", Some(inner)) => Shape::List(Box::new(shape(inner))),
                ("Option", Some(inner)) => Shape::Optional(Box::new(shape(inner))),
                ("Patch", Some(inner)) => Shape::Change(Box::new(shape(inner))),
                ("Date", None) => Shape::Date,
                ("Timestamp", None) => Shape::Timestamp,
                ("Box" | "Rc" | "Arc" | "Cow", Some(inner)) => shape(inner),
                _ => Shape::Unknown,
            }
        }
        _ => Shape::Unknown,
    }
}

/// Returns why a shape does not fit a type and how to fix it; none if it fits or is unknown.
pub(super) fn mismatch(shape: &Shape, ty: &Type) -> Option<(String, String)> {
    let is = |what: &str| Some((what.to_owned(), suitable_types(ty)));
    match (shape, ty.structure()) {
        (Shape::Optional(inner) | Shape::Change(inner), _) => mismatch(inner, ty),
        (Shape::List(inner), Structure::List(list)) => mismatch(inner, &list.item)
            .map(|(what, help)| (format!("a list whose item is {what}"), help)),
        (Shape::Number(name), Structure::Primitive(Primitive::Integer(_))) => Some((
            format!("a `{name}`"),
            "give it an integer type of which every value fits into an `i64`, or convert it with `with = path`"
                .to_owned(),
        )),
        (Shape::Unknown | Shape::Date | Shape::Timestamp, _)
        | (Shape::Text, Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)))
        | (Shape::Integer, Structure::Primitive(Primitive::Integer(_)))
        | (Shape::Boolean, Structure::Primitive(Primitive::Boolean)) => None,
        (Shape::Number(name), _) => is(&format!("a `{name}`")),
        (Shape::List(_), _) => is("a list"),
        (Shape::Text, _) => is("a text"),
        (Shape::Integer, _) => is("an integer"),
        (Shape::Boolean, _) => is("true or false"),
    }
}

/// Returns the Rust types that fit a value of this type.
fn suitable_types(ty: &Type) -> String {
    let own = match ty.structure() {
        Structure::Primitive(Primitive::Text(_)) => "a `String`",
        Structure::Primitive(Primitive::Integer(_)) => "an `i64`",
        Structure::Primitive(Primitive::Boolean) => "a `bool`",
        Structure::Primitive(Primitive::Date) => "a `wireform::Date`",
        Structure::Primitive(Primitive::Timestamp) => "a `wireform::Timestamp`",
        Structure::Primitive(Primitive::Enum(_)) => {
            "a `String`, or an enum that derives `Wireform`"
        }
        Structure::Object(_) => "a struct that derives `Wireform` with `type = \"…\"`",
        Structure::List(_) if ty.is_list_of_texts() => "a `Vec<String>`",
        Structure::List(_) => "a `Vec`",
    };
    format!("give it {own}, or convert it with `with = path`")
}

/// Returns the message of a mismatch.
pub(super) fn sentence(own: &str, what: &str, field: &str, ty: &Type, place: &str) -> String {
    let item = match ty.list() {
        Some(list) if what.starts_with("a list whose") => {
            format!("a list whose item is {}", describe(&list.item))
        }
        _ => describe(ty).to_owned(),
    };
    format!("`{own}` is {what}, but `{field}` is {item} ({place})")
}
