//! Reads texts as values of a type.

use wireform::__rt::Path;
use wireform::{Code, Date, Timestamp};
use wireform_codegen::plan::{
    AnyFormat, Clear, Field, Literal, Presence, Primitive, Structure, Type,
};

use super::{Decoder, logical};
use crate::check::expected;
use crate::read::integer;
use crate::value::Value;

impl Decoder<'_, '_> {
    /// Reads a text of a format that has only texts. `separator` separates the items of a list.
    pub(super) fn text_value(
        &mut self,
        ty: &Type,
        spellings: &[(String, Literal)],
        separator: Option<&str>,
        text: &str,
        path: &Path<'_>,
    ) -> Value {
        match ty.structure() {
            Structure::Primitive(primitive) => {
                let found = match spellings {
                    [] => scalar(primitive, text),
                    spellings => logical(spellings, |literal| literal.text() == text)
                        .and_then(|text| scalar(primitive, text)),
                };
                found.unwrap_or_else(|| self.mistyped(ty, spellings, path))
            }
            Structure::List(list) => {
                let separator = list.join.as_deref().or(separator).unwrap_or(",");
                let texts = text.split(separator).filter(|_| !text.is_empty());
                let items =
                    texts.map(|text| self.text_value(&list.item, spellings, None, text, path));
                Value::List(items.collect())
            }
            Structure::Object(_) | Structure::Map(_) => self.mistyped(ty, spellings, path),
        }
    }

    /// Reports a value that the type does not have.
    pub(super) fn mistyped(
        &mut self,
        ty: &Type,
        spellings: &[(String, Literal)],
        path: &Path<'_>,
    ) -> Value {
        if spellings.is_empty() {
            self.check.input(path, Code::Type, expected(ty));
        } else {
            let spelled: Vec<&str> = spellings.iter().map(|(_, it)| it.text()).collect();
            let what = format!("one of {}", spelled.join(", "));
            self.check.input(path, Code::Type, &what);
        }
        Value::Broken
    }
}

/// Reads a text without spellings.
pub(super) fn scalar(primitive: Primitive<'_>, text: &str) -> Option<Value> {
    match primitive {
        Primitive::Text(_) | Primitive::Enum(_) => Some(Value::Text(text.to_owned())),
        Primitive::Integer(_) => integer(text).map(Value::Integer),
        Primitive::Number(_) => text.parse().ok().map(Value::Number),
        Primitive::Any(AnyFormat::Json) => text.parse().ok().map(Value::Json),
        // An element is read from the elements around it.
        Primitive::Any(AnyFormat::Xml) => None,
        Primitive::Boolean => match text {
            "true" => Some(Value::Boolean(true)),
            "false" => Some(Value::Boolean(false)),
            _ => None,
        },
        Primitive::Date => text
            .parse::<Date>()
            .ok()
            .map(|_| Value::Text(text.to_owned())),
        Primitive::Timestamp => {
            let is_timestamp = text.parse::<Timestamp>().is_ok();
            is_timestamp.then(|| Value::Text(text.to_owned()))
        }
    }
}

/// Returns how the field is cleared; none if it cannot be.
pub(super) fn clear_of(field: &Field) -> Option<Clear> {
    match field.presence {
        Presence::Clearable(clear) => Some(clear),
        Presence::Required | Presence::Optional | Presence::Variant => None,
    }
}
