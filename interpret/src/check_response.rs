//! Checks the values of a response by the facets of their fields, and makes the values of a response to write.
//!
//! Reading a response refuses no value for its facets, because a client that is stricter than its provider blocks people. A
//! comparison of two schemas asks here whether a schema describes a response.

use wireform::{Violations, Waivers};
use wireform_codegen::plan::{self, Field, FieldId, Plan, ResponseId, Structure, Table, Type};

use crate::call::{Call, collect};
use crate::check;
use crate::decode::{DecodedResponse, ResponseObject, ResponseValue};
use crate::encode_response::ResponseValues;
use crate::value::{Slots, Value, Values};

impl Call<'_> {
    /// Returns which values of a response its case does not describe.
    #[must_use]
    pub fn check_response(&self, decoded: &DecodedResponse<'_>) -> Violations {
        let fields = decoded.case.fields.map(|it| it.field.clone());
        let values = slots(self.plan(), &fields, &decoded.object);
        let (_, violations) = collect(&Waivers::NONE, |check| {
            check::response(self, &fields, &values, check);
        });
        violations
    }

    /// Returns the values of a response to write. Each name is that of a field of the case.
    #[must_use]
    pub fn response_values_of(
        &self,
        case: ResponseId,
        values: &[(String, plan::Value)],
    ) -> ResponseValues {
        let case = &self.operation.responses[case];
        let fields = case.fields.map(|it| it.field.clone());
        ResponseValues {
            fields: Values::from_example(self.plan(), &fields, values).slots,
            ..ResponseValues::default()
        }
    }
}

fn slots(plan: &Plan, fields: &Table<FieldId, Field>, object: &ResponseObject) -> Slots {
    fields.map(|field| {
        let (_, value) = object.fields.iter().find(|(name, _)| *name == field.name)?;
        Some(typed(plan, &field.ty, value))
    })
}

/// Returns a value that was read by this type.
fn typed(plan: &Plan, ty: &Type, value: &ResponseValue) -> Value {
    match (value, ty.structure()) {
        (ResponseValue::Secret(value), _) => typed(plan, ty, value),
        (ResponseValue::Text(text), _) => Value::Text(text.clone()),
        (ResponseValue::Integer(number), _) => Value::Integer(*number),
        (ResponseValue::Number(number), _) => Value::Number(number.clone()),
        (ResponseValue::Json(json), _) => Value::Json(json.clone()),
        (ResponseValue::Boolean(truth), _) => Value::Boolean(*truth),
        (ResponseValue::List(items), Structure::List(list)) => {
            let items = items.iter().map(|item| typed(plan, &list.item, item));
            Value::List(items.collect())
        }
        (ResponseValue::Object(object), Structure::Object(id)) => {
            Value::Object(slots(plan, &plan.objects[id].fields, object))
        }
        (ResponseValue::Map(entries), Structure::Map(map)) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, it)| (key.clone(), typed(plan, &map.item, it)));
            Value::Map(entries.collect())
        }
        (
            ResponseValue::List(_) | ResponseValue::Map(_) | ResponseValue::Object(_),
            Structure::Primitive(_) | Structure::List(_) | Structure::Map(_) | Structure::Object(_),
        ) => Value::Broken,
    }
}
