//! Compares the type of a struct's field with the type that a schema states.
//!
//! Input: the type of a field. Output: its shape, as far as its spelling shows, and why it does not fit. rustc checks the rest by
//! traits.

use syn::{GenericArgument, PathArguments, Type as SynType};
use wireform_codegen::plan::{AnyFormat, Primitive, Structure, Type};

use crate::schemas::describe;

/// The shape of a type.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RustShape {
    Text,
    Integer,
    /// A number that `i64` cannot hold.
    Number(String),
    Boolean,
    List(Box<RustShape>),
    Optional(Box<RustShape>),
    /// A `Patch`.
    Change(Box<RustShape>),
    /// A type with the name `Date`.
    Date,
    /// A type with the name `Decimal`, which may be that of another library.
    Decimal,
    /// A type with the name `JsonText`.
    JsonText,
    /// A type with the name `XmlText`.
    XmlText,
    /// A type with the name `Timestamp`.
    Timestamp,
    Unknown,
}

/// Whether there always is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Availability {
    Always,
    Perhaps,
}

impl RustShape {
    /// Returns whether there always is a value, and the shape of the value.
    pub(super) fn parts(&self) -> (Availability, &RustShape) {
        match self {
            RustShape::Optional(inner) | RustShape::Change(inner) => {
                (Availability::Perhaps, inner.parts().1)
            }
            shape => (Availability::Always, shape),
        }
    }

    /// Returns the name of a number type in it that may not fit.
    pub(super) fn number(&self) -> Option<&str> {
        match self.parts().1 {
            RustShape::Number(name) => Some(name),
            RustShape::List(item) => item.number(),
            _ => None,
        }
    }
}

/// Returns the shape of a type.
pub(super) fn shape(ty: &SynType) -> RustShape {
    match ty {
        SynType::Reference(reference) => shape(&reference.elem),
        SynType::Paren(paren) => shape(&paren.elem),
        SynType::Group(group) => shape(&group.elem),
        SynType::Slice(slice) => RustShape::List(Box::new(shape(&slice.elem))),
        SynType::Array(array) => RustShape::List(Box::new(shape(&array.elem))),
        SynType::Path(path) if path.qself.is_none() => {
            let Some(last) = path.path.segments.last() else {
                return RustShape::Unknown;
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
                ("String" | "str", None) => RustShape::Text,
                ("i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32", None) => RustShape::Integer,
                (name @ ("u64" | "i128" | "u128" | "usize" | "isize" | "f32" | "f64"), None) => {
                    RustShape::Number(name.to_owned())
                }
                ("bool", None) => RustShape::Boolean,
                ("Vec", Some(inner)) => RustShape::List(Box::new(shape(inner))),
                ("Option", Some(inner)) => RustShape::Optional(Box::new(shape(inner))),
                ("Patch", Some(inner)) => RustShape::Change(Box::new(shape(inner))),
                ("Date", None) => RustShape::Date,
                ("Decimal", None) => RustShape::Decimal,
                ("JsonText", None) => RustShape::JsonText,
                ("XmlText", None) => RustShape::XmlText,
                ("Timestamp", None) => RustShape::Timestamp,
                ("Box" | "Rc" | "Arc" | "Cow", Some(inner)) => shape(inner),
                _ => RustShape::Unknown,
            }
        }
        _ => RustShape::Unknown,
    }
}

/// Returns why a shape does not fit a type and how to fix it; none if it fits or is unknown.
pub(super) fn mismatch(shape: &RustShape, ty: &Type) -> Option<(String, String)> {
    let is = |what: &str| Some((what.to_owned(), suitable_types(ty)));
    match (shape, ty.structure()) {
        (RustShape::Optional(inner) | RustShape::Change(inner), _) => mismatch(inner, ty),
        (RustShape::List(inner), Structure::List(list)) => mismatch(inner, &list.item)
            .map(|(what, help)| (format!("a list whose item is {what}"), help)),
        (RustShape::Number(name), Structure::Primitive(Primitive::Integer(_))) => Some((
            format!("a `{name}`"),
            "use an integer type whose values all fit into an `i64`, or convert it with `with = path`"
                .to_owned(),
        )),
        (RustShape::Number(name), Structure::Primitive(Primitive::Number(_))) => Some((
            format!("a `{name}`"),
            "use a `wireform::Decimal`, which is exact, or convert it with `with = path`".to_owned(),
        )),
        // The item of the list is a pair, whose shape is unknown.
        (RustShape::List(inner), Structure::Map(_)) if **inner == RustShape::Unknown => None,
        (
            RustShape::Unknown
            | RustShape::Date
            | RustShape::Decimal
            | RustShape::JsonText
            | RustShape::XmlText
            | RustShape::Timestamp,
            _,
        )
        | (RustShape::Text, Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)))
        | (
            RustShape::Integer,
            Structure::Primitive(Primitive::Integer(_) | Primitive::Number(_)),
        )
        | (RustShape::Boolean, Structure::Primitive(Primitive::Boolean)) => None,
        (RustShape::Number(name), _) => is(&format!("a `{name}`")),
        (RustShape::List(_), _) => is("a list"),
        (RustShape::Text, _) => is("a text"),
        (RustShape::Integer, _) => is("an integer"),
        (RustShape::Boolean, _) => is("a boolean"),
    }
}

/// Returns the Rust types that fit a value of this type.
fn suitable_types(ty: &Type) -> String {
    let own = match ty.structure() {
        Structure::Primitive(Primitive::Text(_)) => "a `String`",
        Structure::Primitive(Primitive::Integer(_)) => "an `i64`",
        Structure::Primitive(Primitive::Number(_)) => "a `wireform::Decimal`",
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => "a `wireform::JsonText`",
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => "a `wireform::XmlText`",
        Structure::Primitive(Primitive::Boolean) => "a `bool`",
        Structure::Primitive(Primitive::Date) => "a `wireform::Date`",
        Structure::Primitive(Primitive::Timestamp) => "a `wireform::Timestamp`",
        Structure::Primitive(Primitive::Enum(_)) => {
            "a `String`, or an enum that derives `Wireform`"
        }
        Structure::Object(_) => "a struct that derives `Wireform` with `type = \"…\"`",
        Structure::Map(_) => "a `BTreeMap`, or a `Vec` of pairs,",
        Structure::List(_) if ty.is_list_of_texts() => "a `Vec<String>`",
        Structure::List(_) => "a `Vec`",
    };
    format!("make it {own}, or convert it with `with = path`")
}

/// Returns the message of a mismatch.
pub(super) fn mismatch_message(
    own: &str,
    what: &str,
    field: &str,
    ty: &Type,
    place: &str,
) -> String {
    let item = match ty.list() {
        Some(list) if what.starts_with("a list whose") => {
            format!("a list whose item is {}", describe(&list.item))
        }
        _ => describe(ty).to_owned(),
    };
    format!("`{own}` is {what}, but `{field}` is {item} ({place})")
}
