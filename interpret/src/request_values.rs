//! The values of a request by path, by which waivers find out what an update changes.

use wireform::__rt::{Comparable, RequestValues};
use wireform::Waivers;
use wireform_codegen::plan::{Field, FieldId, Plan, Table, Type, Update};

use crate::call::Call;
use crate::decode::DecodedResponse;
use crate::value::{Slots, Value, Values};

impl Call<'_> {
    /// Adds to waivers that they accept what was invalid in the response that a request was made from, as
    /// [`Policy::accept_unchanged`](wireform::Policy::accept_unchanged) does.
    pub fn accept_unchanged(&self, waivers: &mut Waivers, read: &DecodedResponse<'_>) {
        // The values of the caller were not read, so the update may change them.
        if let Some(Ok(back)) = self.write_back(read, None) {
            let request = Compared {
                call: self,
                values: &self.normal(&back.request),
            };
            let mut values = request.values();
            let from_caller = self
                .operation
                .read_back
                .iter()
                .flat_map(|it| &it.from_caller);
            from_caller.for_each(|id| values.forget(&self.operation.fields[*id].name));
            waivers.__accept_unchanged(values);
        }
    }
}

/// A request whose values are compared.
pub(crate) struct Compared<'a> {
    pub(crate) call: &'a Call<'a>,
    pub(crate) values: &'a Values,
}

impl Comparable for Compared<'_> {
    fn values(&self) -> RequestValues {
        let operation = self.call.operation;
        let mut found = RequestValues::default();
        let keeps = operation.update == Update::Patch;
        for (id, field) in operation.fields.iter_ids() {
            match self.values.get(id) {
                Some(value) => add_field(&mut found, field, value, self.call.plan(), keeps),
                None if keeps => found.keep(&field.name),
                None => {}
            }
        }
        found
    }

    fn each_field_of(&self, rule: &str, each: &mut dyn FnMut(&str)) {
        let rules = self.call.plan().compared_fields(self.call.operation);
        for (_, fields) in rules.iter().filter(|(name, _)| *name == rule) {
            fields.iter().for_each(|path| each(path));
        }
    }
}

/// Adds a field. With `keeps`, it is in a request or an object of which the provider keeps what is left out.
fn add_field(found: &mut RequestValues, field: &Field, value: &Value, plan: &Plan, keeps: bool) {
    if field.constant.is_none() {
        found.field(&field.name, |found| {
            add(found, &field.ty, value, plan, keeps)
        });
    }
}

fn add(found: &mut RequestValues, ty: &Type, value: &Value, plan: &Plan, keeps: bool) {
    match value {
        Value::Clear => found.cleared(),
        Value::Text(text) => found.text(text.as_str()),
        Value::Integer(number) => found.text(number.to_string()),
        Value::Number(number) => found.text(number.to_string()),
        Value::Json(json) => found.text(json.to_string()),
        Value::Boolean(truth) => found.text(truth.to_string()),
        Value::List(items) => {
            let item = ty.list().map_or(ty, |list| &list.item);
            found.items(items.iter(), |found, value| {
                add(found, item, value, plan, false);
            });
        }
        Value::Map(entries) => {
            let item = ty.map().map_or(ty, |map| &map.item);
            let entries = entries.iter().map(|(key, value)| (key.as_str(), value));
            found.entries(entries, |found, value| {
                add(found, item, value, plan, false);
            });
        }
        Value::Object(slots) => {
            found.open_object();
            if let Some(object) = ty.object() {
                let object = &plan.objects[object];
                let keeps = keeps && object.update.is_patch();
                add_members(found, &object.fields, slots, plan, keeps);
            }
        }
        Value::Broken => {}
    }
}

fn add_members(
    found: &mut RequestValues,
    fields: &Table<FieldId, Field>,
    slots: &Slots,
    plan: &Plan,
    keeps: bool,
) {
    for (id, field) in fields.iter_ids() {
        match &slots[id] {
            Some(value) => add_field(found, field, value, plan, keeps),
            None if keeps && field.constant.is_none() => found.keep(&field.name),
            None => {}
        }
    }
}
