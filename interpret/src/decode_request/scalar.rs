//! Reads texts as values of a type.

use wireform::__rt::Path;
use wireform::{Code, Date, Timestamp};
use wireform_codegen::plan::{
    AnyFormat, Clear, Field, JoinedItems, Literal, Presence, Primitive, Structure, Type,
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
                let Some(texts) = items_of(list.joined, text, separator) else {
                    return self.mistyped(ty, spellings, path);
                };
                let items = texts.iter();
                let items =
                    items.map(|text| self.text_value(&list.item, spellings, None, text, path));
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

/// Returns the texts of the items of a list that is one text; none if they cannot be told apart.
fn items_of(joined: JoinedItems, text: &str, separator: &str) -> Option<Vec<String>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let pieces = text.split(separator);
    match joined {
        JoinedItems::Plain => Some(pieces.map(str::to_owned).collect()),
        JoinedItems::Containing(count) => {
            let pieces: Vec<&str> = pieces.collect();
            let each = usize::try_from(count).ok()?.checked_add(1)?;
            let items = pieces.chunks(each);
            let is_whole = pieces.len().is_multiple_of(each);
            is_whole.then(|| items.map(|item| item.join(separator)).collect())
        }
        JoinedItems::Quoted => quoted_items(text, separator),
    }
}

/// Returns the items of a list, some of which are in quotation marks.
fn quoted_items(mut text: &str, separator: &str) -> Option<Vec<String>> {
    let mut items = Vec::new();
    loop {
        let Some(inside) = text.strip_prefix('"') else {
            let (item, rest) = text.split_once(separator).unwrap_or((text, ""));
            items.push(item.to_owned());
            if item.len() == text.len() {
                return Some(items);
            }
            text = rest;
            continue;
        };
        let mut item = String::new();
        let mut letters = inside.chars();
        loop {
            match letters.next()? {
                '"' => break,
                '\\' => item.push(letters.next()?),
                letter => item.push(letter),
            }
        }
        items.push(item);
        match letters.as_str() {
            "" => return Some(items),
            rest => text = rest.strip_prefix(separator)?,
        }
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
