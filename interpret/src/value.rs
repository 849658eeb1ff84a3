//! The values that a caller wants to send, by the position of the field in the operation.
//!
//! They come from [`crate::Call::read`] or from an example of the plan. Each value already has the type of its
//! field, so that the later walks need only the plan and the values.

use std::fmt;

use wireform::__rt::Kept;
use wireform::{Decimal, JsonText};
use wireform_codegen::plan::{FieldId, Table};

use wireform_codegen::plan;

/// A value.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// An explicit clear.
    Clear,
    /// A text; also the value of a date, a timestamp or an enum, and an XML element.
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
    List(Vec<Value>),
    /// An object, with a slot for each field of its type.
    Object(Slots),
    /// The entries of a map, in order.
    Map(Vec<(String, Value)>),
    /// A value that does not fit its field. It was reported, and causes no further violations.
    Broken,
}

/// A slot for each field, in the order of the plan. `None` means absent.
pub type Slots = Table<FieldId, Option<Value>>;

impl Value {
    /// Returns whether rules treat the value as equal to a text. Decimal numbers are compared by value.
    pub(crate) fn equals(&self, text: &str) -> bool {
        match self {
            Value::Number(number) => number.is_one_of(&[text]),
            Value::Clear
            | Value::Text(_)
            | Value::Integer(_)
            | Value::Json(_)
            | Value::Boolean(_)
            | Value::List(_)
            | Value::Map(_)
            | Value::Object(_)
            | Value::Broken => self.text().is_some_and(|own| own == text),
        }
    }

    /// Returns whether the value and everything in it could be read.
    pub(crate) fn is_whole(&self) -> bool {
        match self {
            Value::Broken => false,
            Value::List(items) => items.iter().all(Value::is_whole),
            Value::Map(entries) => entries.iter().all(|(_, value)| value.is_whole()),
            Value::Object(slots) => slots.iter().flatten().all(Value::is_whole),
            Value::Clear
            | Value::Text(_)
            | Value::Integer(_)
            | Value::Number(_)
            | Value::Json(_)
            | Value::Boolean(_) => true,
        }
    }

    /// Returns the text that rules and spellings compare; none for a list, a map or an object.
    #[must_use]
    pub fn text(&self) -> Option<std::borrow::Cow<'_, str>> {
        match self {
            Value::Text(text) => Some(text.into()),
            Value::Integer(number) => Some(number.to_string().into()),
            Value::Number(number) => Some(number.as_str().into()),
            Value::Json(json) => Some(json.as_str().into()),
            Value::Boolean(true) => Some("true".into()),
            Value::Boolean(false) => Some("false".into()),
            Value::Clear | Value::List(_) | Value::Map(_) | Value::Object(_) | Value::Broken => {
                None
            }
        }
    }
}

/// Shows the shape only, because values may be personal data.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Clear => f.write_str("Clear"),
            Value::Text(_) => f.write_str("Text(***)"),
            Value::Integer(_) => f.write_str("Integer(***)"),
            Value::Number(_) => f.write_str("Number(***)"),
            Value::Json(_) => f.write_str("Json(***)"),
            Value::Boolean(_) => f.write_str("Boolean(***)"),
            Value::List(items) => f.debug_list().entries(items).finish(),
            Value::Map(entries) => f
                .debug_list()
                .entries(entries.iter().map(|(_, it)| it))
                .finish(),
            Value::Object(slots) => f.debug_tuple("Object").field(slots).finish(),
            Value::Broken => f.write_str("Broken"),
        }
    }
}

/// The values of one operation's fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// A slot for each field of the operation.
    pub(crate) slots: Slots,
    /// The members that were read and that the schema does not describe.
    pub(crate) kept: Kept,
}

impl Values {
    /// Returns values in which every field is absent.
    pub(crate) fn empty(fields: &Table<FieldId, plan::Field>) -> Self {
        Self {
            slots: fields.map(|_| None),
            kept: Kept::default(),
        }
    }

    /// Returns the value of a field.
    #[must_use]
    pub fn get(&self, field: FieldId) -> Option<&Value> {
        self.slots.get(field).and_then(Option::as_ref)
    }

    /// Sets the value of a field, or removes it. Checks nothing; [`crate::Call::validate`] checks values.
    pub fn set(&mut self, field: FieldId, value: Option<Value>) {
        if let Some(slot) = self.slots.get_mut(field) {
            *slot = value;
        }
    }

    /// Returns the values of an example, which are typed in the plan. Every name is that of a field.
    pub(crate) fn from_example(
        plan: &plan::Plan,
        fields: &Table<FieldId, plan::Field>,
        values: &[(String, plan::Value)],
    ) -> Self {
        Self {
            slots: slots(plan, fields, values),
            kept: Kept::default(),
        }
    }
}

fn slots(
    plan: &plan::Plan,
    fields: &Table<FieldId, plan::Field>,
    values: &[(String, plan::Value)],
) -> Slots {
    let mut slots = fields.map(|_| None);
    for (name, value) in values {
        if let Some(at) = fields.find(|field| field.name == *name) {
            slots[at] = Some(typed(plan, &fields[at].ty, value));
        }
    }
    slots
}

fn typed(plan: &plan::Plan, ty: &plan::Type, value: &plan::Value) -> Value {
    match (value, ty.structure()) {
        (plan::Value::Clear, _) => Value::Clear,
        (plan::Value::String(text), _) => Value::Text(text.clone()),
        (plan::Value::Integer(number), _) => Value::Integer(*number),
        (plan::Value::Number(number), _) => match number.as_str().parse() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::Broken,
        },
        (plan::Value::Json(text), _) => match text.parse() {
            Ok(json) => Value::Json(json),
            Err(_) => Value::Broken,
        },
        (plan::Value::Boolean(truth), _) => Value::Boolean(*truth),
        (plan::Value::List(items), plan::Structure::List(list)) => Value::List(
            items
                .iter()
                .map(|item| typed(plan, &list.item, item))
                .collect(),
        ),
        (plan::Value::Object(members), plan::Structure::Object(object)) => {
            Value::Object(slots(plan, &plan.objects[object].fields, members))
        }
        (plan::Value::Object(entries), plan::Structure::Map(map)) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, it)| (key.clone(), typed(plan, &map.item, it)));
            Value::Map(entries.collect())
        }
        (
            plan::Value::List(_) | plan::Value::Object(_),
            plan::Structure::Primitive(_)
            | plan::Structure::List(_)
            | plan::Structure::Map(_)
            | plan::Structure::Object(_),
        ) => Value::Broken,
    }
}
