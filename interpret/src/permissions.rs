//! Lists the permissions that a request needs at the provider.

use wireform_codegen::plan::{Field, Permission, Plan, Structure, Type};

use crate::call::Call;
use crate::value::{Slots, Value, Values};

impl<'i> Call<'i> {
    /// Returns the permissions that values need: those of the operation, then those of each field that is
    /// sent. Each is listed once, in the order of the schema.
    #[must_use]
    pub fn permissions(&self, values: &Values) -> Vec<&'i str> {
        let values = self.normal(values);
        let mut names = Vec::new();
        for permission in &self.operation.permissions {
            add(&mut names, permission);
        }
        fields(
            self.interpreter.plan,
            &self.operation.fields,
            &values.slots,
            &mut names,
        );
        names
    }
}

fn fields<'i>(plan: &'i Plan, fields_: &'i [Field], slots: &Slots, names: &mut Vec<&'i str>) {
    for (field, value) in fields_.iter().zip(slots) {
        let Some(value) = value else { continue };
        for permission in &field.permissions {
            if !exempt(permission, value) {
                add(names, permission);
            }
        }
        nested(plan, &field.ty, value, names);
    }
}

fn nested<'i>(plan: &'i Plan, ty: &'i Type, value: &Value, names: &mut Vec<&'i str>) {
    match (ty.structure(), value) {
        (Structure::Object(index), Value::Object(members)) => {
            fields(plan, &plan.objects[index].fields, members, names);
        }
        (Structure::List(list), Value::List(items)) => {
            for item in items {
                nested(plan, &list.item, item, names);
            }
        }
        (Structure::Map(map), Value::Map(entries)) => {
            for (_, value) in entries {
                nested(plan, &map.item, value, names);
            }
        }
        (
            Structure::Primitive(_) | Structure::Object(_) | Structure::List(_) | Structure::Map(_),
            _,
        ) => {}
    }
}

/// Returns whether a value needs no permission. A list needs none if none of its items does. An explicit clear always needs
/// it.
fn exempt(permission: &Permission, value: &Value) -> bool {
    match value {
        Value::List(items) => {
            !permission.unless.is_empty() && items.iter().all(|item| exempt(permission, item))
        }
        value => permission.unless.iter().any(|free| value.equals(free)),
    }
}

fn add<'i>(names: &mut Vec<&'i str>, permission: &'i Permission) {
    if !names.contains(&permission.name.as_str()) {
        names.push(&permission.name);
    }
}
