//! Converts values to JSON by logical names, and back.

use serde_json::{Map, Value as Json};

use wireform::JsonText;
use wireform_codegen::pattern::Language;
use wireform_codegen::plan::{
    AnyFormat, Field, FieldId, ObjectId, Plan, Primitive, ResponseId, Structure, Table, TextFacets,
    Type, is_datum,
};
use wireform_interpret::{Call, Slots, Value, Values, response_fields};

use super::clock;
use super::store::Contact;

/// Returns a value as JSON, with the logical names of members.
pub(super) fn to_json(plan: &Plan, ty: &Type, value: &Value) -> Json {
    match (value, ty.structure()) {
        (Value::Text(text), _) => Json::from(text.as_str()),
        (Value::Integer(number), _) => Json::from(*number),
        // A text keeps the digits. `from_json` reads it back.
        (Value::Number(number), _) => Json::from(number.as_str()),
        (Value::Json(json), _) => Json::from(json.as_str()),
        (Value::Boolean(truth), _) => Json::from(*truth),
        (Value::List(items), Structure::List(list)) => items
            .iter()
            .map(|item| to_json(plan, &list.item, item))
            .collect(),
        (Value::Object(slots), Structure::Object(object)) => {
            Json::Object(members(plan, &plan.objects[object].fields, slots))
        }
        (Value::Map(entries), Structure::Map(map)) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, it)| (key.clone(), to_json(plan, &map.item, it)));
            Json::Object(entries.collect())
        }
        (
            Value::Clear | Value::Broken | Value::List(_) | Value::Map(_) | Value::Object(_),
            Structure::Primitive(_) | Structure::List(_) | Structure::Map(_) | Structure::Object(_),
        ) => Json::Null,
    }
}

/// Adds to an object of an update the members of the stored one that the update does not delete. With `keeps`, the update is a
/// patch.
pub(super) fn keep_lasting(plan: &Plan, ty: &Type, old: &Json, new: &mut Json, keeps: bool) {
    let (Some(object), Json::Object(old), Json::Object(new)) = (ty.object(), old, new) else {
        return;
    };
    let object = &plan.objects[object];
    let keeps = keeps && object.update.is_patch();
    for field in &object.fields {
        let Some(kept) = old.get(&field.name) else {
            continue;
        };
        match new.get_mut(&field.name) {
            Some(value) => keep_lasting(plan, &field.ty, kept, value, keeps),
            None if keeps || field.access.outlives_updates() => {
                new.insert(field.name.clone(), kept.clone());
            }
            None => {}
        }
    }
}

fn members(plan: &Plan, fields: &Table<FieldId, Field>, slots: &Slots) -> Map<String, Json> {
    let fields = fields.iter_ids();
    fields
        .filter_map(|(at, field)| {
            let value = slots.get(at)?.as_ref()?;
            let value = match field.secret {
                true => Json::from("***"),
                false => to_json(plan, &field.ty, value),
            };
            Some((field.name.clone(), value))
        })
        .collect()
}

/// Returns the values of a request for a record. A secret is `***`, and a clear is null.
pub(super) fn shown(call: &Call<'_>, values: &Values) -> Map<String, Json> {
    let fields = call.operation().fields.iter_ids();
    fields
        .filter_map(|(at, field)| {
            let value = values.get(at)?;
            let value = match field.secret {
                true => Json::from("***"),
                false => to_json(call.plan(), &field.ty, value),
            };
            Some((field.name.clone(), value))
        })
        .collect()
}

/// Fills slots with the data of a contact.
pub(super) fn fill<'f>(
    plan: &Plan,
    fields: impl IntoIterator<Item = &'f Field>,
    contact: &Contact,
) -> Slots {
    fields
        .into_iter()
        .map(|field| from_json(plan, &field.ty, &value_of(contact, field)?))
        .collect()
}

/// Returns the value of a contact for a field. A time has the form of the field's type and of its examples.
fn value_of(contact: &Contact, field: &Field) -> Option<Json> {
    let value = contact.value(field)?;
    match (field.means.as_deref(), value) {
        (Some("created" | "updated"), Json::String(time)) => {
            Some(Json::from(time_of(field, time).as_str()))
        }
        _ => Some(value.clone()),
    }
}

fn time_of(field: &Field, time: &str) -> String {
    let as_example = || match field.examples.first() {
        Some(example) => clock::in_form_of(example, time).to_string(),
        None => time.to_owned(),
    };
    match field.ty.structure() {
        Structure::Primitive(Primitive::Date) => clock::date_of(time).to_string(),
        Structure::Primitive(
            Primitive::Text(_)
            | Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Any(_)
            | Primitive::Boolean
            | Primitive::Timestamp
            | Primitive::Enum(_),
        )
        | Structure::Object(_)
        | Structure::Map(_)
        | Structure::List(_) => as_example(),
    }
}

/// Returns whether an object is a contact: a member means a datum of one.
pub(super) fn is_contact(plan: &Plan, object: ObjectId) -> bool {
    let mut members = plan.objects[object].fields.iter();
    members.any(|member| member.means.as_deref().is_some_and(is_datum))
}

/// Fills the fields of a response with the data of contacts: members of the response, or objects in it.
pub(super) fn fill_response<'f>(
    plan: &Plan,
    fields: impl IntoIterator<Item = &'f Field>,
    contacts: &[&Contact],
) -> Slots {
    let fill_one = |field: &Field| {
        let own = contacts
            .first()
            .and_then(|contact| from_json(plan, &field.ty, &value_of(contact, field)?));
        if own.is_some() {
            return own;
        }
        let object = field.ty.object_within()?;
        if !is_contact(plan, object) {
            return None;
        }
        let declared = &plan.objects[object];
        let mut objects = contacts.iter().map(|contact| {
            let mut slots = fill(plan, &declared.fields, contact);
            complete(plan, &declared.fields, &mut slots);
            Value::Object(slots)
        });
        match field.ty.list() {
            Some(_) => Some(Value::List(objects.collect())),
            None => objects.next(),
        }
    };
    fields.into_iter().map(fill_one).collect()
}

/// Gives each field of a response without a value that of the schema's example, unless it is a datum of a contact.
pub(super) fn add_example(call: &Call<'_>, case: ResponseId, slots: &mut Slots) {
    let Some(example) = call.response_example(case) else {
        return;
    };
    let plan = call.plan();
    let is_written = |field: &Field| {
        let mut operations = plan.operations.iter();
        let is_member = |object| is_contact(plan, object);
        field.means.is_some()
            || field.ty.object_within().is_some_and(is_member)
            || operations.any(|operation| operation.fields.iter().any(|it| it.name == field.name))
    };
    let fields = response_fields(&call.operation().responses[case]);
    for ((slot, example), field) in slots.iter_mut().zip(example).zip(fields) {
        if slot.is_none() && !is_written(field) {
            *slot = example;
        }
    }
}

/// Gives each required field without a value one: that of its examples, or the least value of its type.
pub(super) fn complete<'f>(
    plan: &Plan,
    fields: impl IntoIterator<Item = &'f Field>,
    slots: &mut Slots,
) {
    use wireform_codegen::plan::Presence;

    for (slot, field) in slots.iter_mut().zip(fields) {
        if slot.is_none() && field.presence == Presence::Required {
            *slot = Some(default(plan, field));
        }
    }
}

fn default(plan: &Plan, field: &Field) -> Value {
    let example = field.examples.first().map(|text| Json::from(text.as_str()));
    example
        .and_then(|example| from_json(plan, &field.ty, &example))
        .unwrap_or_else(|| least(plan, &field.ty, &field.name))
}

/// Returns the least value of a type for a field of this name.
fn least(plan: &Plan, ty: &Type, name: &str) -> Value {
    match ty.structure() {
        Structure::Primitive(Primitive::Text(facets)) => Value::Text(invented(facets, name)),
        Structure::Primitive(Primitive::Integer(facets)) => {
            Value::Integer(facets.minimum.unwrap_or_default().max(0))
        }
        Structure::Primitive(Primitive::Number(_)) => Value::Number(0.into()),
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => Value::Json(false.into()),
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => {
            Value::Text("<element xmlns=\"\"></element>".to_owned())
        }
        Structure::Primitive(Primitive::Boolean) => Value::Boolean(false),
        Structure::Primitive(Primitive::Date) => Value::Text("2026-01-01".to_owned()),
        Structure::Primitive(Primitive::Timestamp) => {
            Value::Text("2026-01-01T00:00:00Z".to_owned())
        }
        Structure::Primitive(Primitive::Enum(values)) => {
            let first = plan.enums[values].values.first();
            Value::Text(first.map(|value| value.value.clone()).unwrap_or_default())
        }
        Structure::List(_) => Value::List(Vec::new()),
        Structure::Map(_) => Value::Map(Vec::new()),
        Structure::Object(object) => {
            let object = &plan.objects[object];
            let fields = &object.fields;
            let mut slots = fields.map(|_| None);
            if let (true, Some((id, first))) = (object.is_union(), fields.iter_ids().next()) {
                slots[id] = Some(default(plan, first));
            }
            complete(plan, fields, &mut slots);
            Value::Object(slots)
        }
    }
}

/// Returns a text that satisfies the facets: the name of the field, so that people see that it is invented, or else one of the
/// shortest texts. It is empty if the set of texts is too large to search.
fn invented(facets: &TextFacets, name: &str) -> String {
    let Ok(language) = Language::of(facets) else {
        return String::new();
    };
    if language.contains(name) {
        return name.to_owned();
    }
    language.shortest().ok().flatten().unwrap_or_default()
}

/// Returns JSON as a value of a type; none if the type has no such value. The types of the writing and the reading operation
/// can differ, such as a number and its digits.
fn from_json(plan: &Plan, ty: &Type, json: &Json) -> Option<Value> {
    match (ty.structure(), json) {
        (
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Any(AnyFormat::Xml)
                | Primitive::Enum(_)
                | Primitive::Date
                | Primitive::Timestamp,
            ),
            json,
        ) => text(json).map(Value::Text),
        (Structure::Primitive(Primitive::Integer(_)), json) => {
            text(json)?.parse().ok().map(Value::Integer)
        }
        (Structure::Primitive(Primitive::Number(_)), json) => {
            text(json)?.parse().ok().map(Value::Number)
        }
        (Structure::Primitive(Primitive::Any(AnyFormat::Json)), Json::String(text)) => {
            let json = text.parse().unwrap_or_else(|_| JsonText::string(text));
            Some(Value::Json(json))
        }
        (Structure::Primitive(Primitive::Any(AnyFormat::Json)), json) => {
            json.to_string().parse().ok().map(Value::Json)
        }
        (Structure::Primitive(Primitive::Boolean), json) => match text(json)?.as_str() {
            "true" | "1" => Some(Value::Boolean(true)),
            "false" | "0" => Some(Value::Boolean(false)),
            _ => None,
        },
        (Structure::List(list), Json::Array(items)) => {
            let items = items.iter().map(|item| from_json(plan, &list.item, item));
            items.collect::<Option<_>>().map(Value::List)
        }
        (Structure::List(list), json) => {
            from_json(plan, &list.item, json).map(|item| Value::List(vec![item]))
        }
        (Structure::Object(object), Json::Object(members)) => {
            let fields = plan.objects[object].fields.iter();
            let slots = fields.map(|field| from_json(plan, &field.ty, members.get(&field.name)?));
            Some(Value::Object(slots.collect()))
        }
        (Structure::Map(map), Json::Object(entries)) => {
            let entries = entries.iter();
            let entries =
                entries.map(|(key, it)| Some((key.clone(), from_json(plan, &map.item, it)?)));
            entries.collect::<Option<_>>().map(Value::Map)
        }
        (Structure::Object(_) | Structure::Map(_), _) => None,
    }
}

fn text(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(truth) => Some(truth.to_string()),
        Json::Array(items) => {
            let lines: Option<Vec<String>> = items.iter().map(text).collect();
            lines.map(|lines| lines.join("\n"))
        }
        Json::Null | Json::Object(_) => None,
    }
}
