//! Valid values, in the form that the writers take.
//!
//! Input: checked values. Output: values in which each field has a value of its own type, or nothing. The writers therefore
//! handle no value of another type, no clear of a field that cannot be cleared, and no value that could not be read.

use std::borrow::Cow;
use std::fmt;

use wireform::{Decimal, JsonText, XmlText};
use wireform_codegen::plan::{
    AnyFormat, Clear, Field, FieldId, ObjectId, Plan, Presence, Primitive, Structure, Table, Type,
};

use crate::value::{Slots, Value};

/// A valid value.
#[derive(Clone)]
pub(crate) enum ValidValue {
    /// An explicit clear.
    Clear(Clear),
    /// A text; also the value of a date, a timestamp or an enum, and an XML element in its one spelling.
    Text(String),
    /// An integer.
    Integer(i64),
    /// A decimal number.
    Number(Decimal),
    /// Any JSON value.
    Json(JsonText),
    /// A boolean.
    Boolean(bool),
    /// A list.
    List(Vec<ValidValue>),
    /// The entries of a map, in order.
    Map(Vec<(String, ValidValue)>),
    /// An object of this type.
    Object(ObjectId, ValidSlots),
}

/// A slot for each field, in the order of the plan. `None` means absent, or that the field has a constant.
pub(crate) type ValidSlots = Table<FieldId, Option<ValidValue>>;

impl ValidValue {
    /// Returns the items of a list, or the value alone.
    pub(crate) fn items(&self) -> &[ValidValue] {
        match self {
            ValidValue::List(items) => items,
            ValidValue::Clear(_)
            | ValidValue::Text(_)
            | ValidValue::Integer(_)
            | ValidValue::Number(_)
            | ValidValue::Json(_)
            | ValidValue::Boolean(_)
            | ValidValue::Map(_)
            | ValidValue::Object(..) => std::slice::from_ref(self),
        }
    }

    /// Returns the text of the value on a wire that has only texts; none for a clear, a list, a map or an object.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            ValidValue::Text(text) => Some(text.into()),
            ValidValue::Integer(number) => Some(number.to_string().into()),
            ValidValue::Number(number) => Some(number.as_str().into()),
            ValidValue::Json(json) => Some(json.as_str().into()),
            ValidValue::Boolean(true) => Some("true".into()),
            ValidValue::Boolean(false) => Some("false".into()),
            ValidValue::Clear(_)
            | ValidValue::List(_)
            | ValidValue::Map(_)
            | ValidValue::Object(..) => None,
        }
    }
}

/// Shows nothing, because values may be personal data.
impl fmt::Debug for ValidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Converts the values of fields.
///
/// # Errors
///
/// Returns the first field whose value is not of its type.
pub(crate) fn valid_slots(
    plan: &Plan,
    fields: &Table<FieldId, Field>,
    slots: Slots,
) -> Result<ValidSlots, FieldId> {
    let slots = fields.iter_ids().zip(slots);
    slots
        .map(|((at, field), value)| {
            let value = value.filter(|_| field.constant.is_none());
            let value = value.map(|value| valid_field(plan, field, value).ok_or(at));
            value.transpose()
        })
        .collect()
}

fn valid_field(plan: &Plan, field: &Field, value: Value) -> Option<ValidValue> {
    match (value, field.presence) {
        (Value::Clear, Presence::Clearable(clear)) => Some(ValidValue::Clear(clear)),
        (Value::Clear, Presence::Required | Presence::Optional | Presence::Variant) => None,
        (value, _) => valid_value(plan, &field.ty, value),
    }
}

fn valid_value(plan: &Plan, ty: &Type, value: Value) -> Option<ValidValue> {
    match ty.structure() {
        Structure::Primitive(primitive) => valid_primitive(primitive, value),
        Structure::List(list) => {
            let Value::List(items) = value else {
                return None;
            };
            let items = items.into_iter();
            let items = items.map(|item| valid_value(plan, &list.item, item));
            items.collect::<Option<_>>().map(ValidValue::List)
        }
        Structure::Map(map) => {
            let Value::Map(entries) = value else {
                return None;
            };
            let entries = entries.into_iter();
            let entries = entries.map(|(key, it)| Some((key, valid_value(plan, &map.item, it)?)));
            entries.collect::<Option<_>>().map(ValidValue::Map)
        }
        Structure::Object(object) => {
            let Value::Object(members) = value else {
                return None;
            };
            let declared = &plan.objects[object];
            let members = valid_slots(plan, &declared.fields, members).ok()?;
            let is_one = members.iter().flatten().count() == 1;
            if declared.is_union() && !is_one {
                return None;
            }
            Some(ValidValue::Object(object, members))
        }
    }
}

fn valid_primitive(primitive: Primitive<'_>, value: Value) -> Option<ValidValue> {
    match primitive {
        Primitive::Text(_) | Primitive::Date | Primitive::Timestamp | Primitive::Enum(_) => {
            let Value::Text(text) = value else {
                return None;
            };
            Some(ValidValue::Text(text))
        }
        Primitive::Integer(_) => {
            let Value::Integer(number) = value else {
                return None;
            };
            Some(ValidValue::Integer(number))
        }
        Primitive::Number(_) => {
            let Value::Number(number) = value else {
                return None;
            };
            Some(ValidValue::Number(number))
        }
        Primitive::Any(AnyFormat::Xml) => {
            let Value::Text(text) = value else {
                return None;
            };
            let element = text.parse::<XmlText>().ok()?;
            Some(ValidValue::Text(element.to_string()))
        }
        Primitive::Any(AnyFormat::Json) => {
            let Value::Json(json) = value else {
                return None;
            };
            Some(ValidValue::Json(json))
        }
        Primitive::Boolean => {
            let Value::Boolean(truth) = value else {
                return None;
            };
            Some(ValidValue::Boolean(truth))
        }
    }
}
