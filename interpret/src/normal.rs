//! Brings the texts of values into the normal forms that the plan states.

use std::borrow::Cow;

use wireform::__rt::{NormalForm, NormalStep};
use wireform_codegen::plan::{self, Field, FieldId, Plan, Structure, Table, Type};

use crate::call::Call;
use crate::value::{Slots, Value, Values};

impl Call<'_> {
    /// Returns values with all texts in their normal forms, as they are checked and sent. They are copied only if one changes.
    #[must_use]
    pub fn normal<'v>(&self, values: &'v Values) -> Cow<'v, Values> {
        let fields = &self.operation.fields;
        if are_normal(self.plan(), fields, &values.slots) {
            return Cow::Borrowed(values);
        }
        let mut normal = values.clone();
        normalize(self.plan(), fields, &mut normal.slots);
        Cow::Owned(normal)
    }
}

fn are_normal(plan: &Plan, fields: &Table<FieldId, Field>, slots: &Slots) -> bool {
    let mut members = fields.iter().zip(slots);
    members.all(|(field, value)| {
        value
            .as_ref()
            .is_none_or(|value| is_normal(plan, &field.ty, value))
    })
}

fn is_normal(plan: &Plan, ty: &Type, value: &Value) -> bool {
    match (ty.structure(), value) {
        (Structure::Primitive(_), Value::Text(text)) => {
            with_form(ty, |form| form.holds(text)).unwrap_or(true)
        }
        (Structure::Object(object), Value::Object(members)) => {
            are_normal(plan, &plan.objects[object].fields, members)
        }
        (Structure::List(list), Value::List(items)) => {
            items.iter().all(|item| is_normal(plan, &list.item, item))
        }
        (Structure::Map(map), Value::Map(entries)) => {
            let mut values = entries.iter().map(|(_, value)| value);
            values.all(|value| is_normal(plan, &map.item, value))
        }
        (
            Structure::Primitive(_) | Structure::Object(_) | Structure::List(_) | Structure::Map(_),
            _,
        ) => true,
    }
}

fn normalize(plan: &Plan, fields: &Table<FieldId, Field>, slots: &mut Slots) {
    for (at, field) in fields.iter_ids() {
        if let Some(Some(value)) = slots.get_mut(at) {
            normalize_value(plan, &field.ty, value);
        }
    }
}

fn normalize_value(plan: &Plan, ty: &Type, value: &mut Value) {
    match (ty.structure(), value) {
        (Structure::Primitive(_), Value::Text(text)) => {
            with_form(ty, |form| form.apply(text));
        }
        (Structure::Object(object), Value::Object(members)) => {
            normalize(plan, &plan.objects[object].fields, members);
        }
        (Structure::List(list), Value::List(items)) => {
            for item in items {
                normalize_value(plan, &list.item, item);
            }
        }
        (Structure::Map(map), Value::Map(entries)) => {
            for (_, value) in entries {
                normalize_value(plan, &map.item, value);
            }
        }
        (
            Structure::Primitive(_) | Structure::Object(_) | Structure::List(_) | Structure::Map(_),
            _,
        ) => {}
    }
}

/// Calls a function with the normal form of a text, if it has one.
fn with_form<T>(ty: &Type, then: impl FnOnce(NormalForm<'_>) -> T) -> Option<T> {
    let steps = steps(ty);
    (!steps.is_empty()).then(|| then(NormalForm(&steps)))
}

/// Returns the steps of the normal form of a text.
pub(crate) fn steps(ty: &Type) -> Vec<NormalStep<'_>> {
    let steps = ty.text().map(|facets| facets.normal.iter());
    steps.into_iter().flatten().map(step).collect()
}

fn step(step: &plan::NormalStep) -> NormalStep<'_> {
    match step {
        plan::NormalStep::Trim => NormalStep::Trim,
        plan::NormalStep::CollapseSpaces => NormalStep::CollapseSpaces,
        plan::NormalStep::Lowercase => NormalStep::Lowercase,
        plan::NormalStep::Uppercase => NormalStep::Uppercase,
        plan::NormalStep::Remove(removed) => NormalStep::Remove(removed),
        plan::NormalStep::Replace(texts) => NormalStep::Replace(texts),
    }
}
