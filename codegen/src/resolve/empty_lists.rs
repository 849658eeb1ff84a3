//! Marks the lists, maps and objects that must not be empty, because some format writes nothing for an empty one.
//!
//! Input: a draft whose operations and objects are resolved. Output: the same draft, with [`Field::needs_item`] set. Repeated
//! elements and parameters write nothing for an empty list, and members that have parameters or entries of their own write
//! nothing for an empty object, so it would have the effect of an absent field. That is allowed if an absent field is deleted,
//! or if the call changes no data. Otherwise, the provider would silently keep what it has.

use crate::draft::{Draft, OperationDraft};
use crate::plan::{
    Absent, BodyFormat, Field, FieldId, Location, ObjectId, ObjectType, Presence, Structure, Table,
    Type, Update, WrittenField, written_fields,
};

/// Sets [`Field::needs_item`] on all fields.
pub(super) fn mark(plan: &mut Draft) {
    let mut needed = plan.objects.map(|object| object.fields.map(|_| false));
    for format in BodyFormat::ALL {
        let sent = reached(plan, format, |_| true);
        let kept = reached(plan, format, |operation| keeps(operation.update));
        for (index, object) in plan.objects.iter_ids() {
            let written = members(object, format);
            for (at, field) in object.fields.iter_ids() {
                needed[index][at] |= sent[index]
                    && needs_item(&plan.objects, format, at, field, &written, kept[index]);
            }
        }
    }
    for operation in &mut plan.operations {
        of_operation(&plan.objects, operation);
    }
    for (index, object) in plan.objects.iter_ids_mut() {
        for (at, field) in object.fields.iter_ids_mut() {
            field.needs_item = needed[index][at];
        }
    }
}

/// Returns how a format writes the members of an object.
fn members(object: &ObjectType, format: BodyFormat) -> Vec<WrittenField<'_>> {
    match format {
        BodyFormat::Json => written_fields(&object.json),
        BodyFormat::Xml => written_fields(&object.xml),
        BodyFormat::Query | BodyFormat::Form | BodyFormat::Lines | BodyFormat::Text => {
            written_fields(object.parameters(format))
        }
    }
}

/// Returns which objects the given operations write in a format.
fn reached(
    plan: &Draft,
    format: BodyFormat,
    which: impl Fn(&OperationDraft) -> bool,
) -> Table<ObjectId, bool> {
    let mut reached = plan.objects.iter().map(|_| false).collect();
    for operation in &plan.operations {
        let mut bodies = operation.bindings.iter().map(|it| &it.body);
        if which(operation) && bodies.any(|body| body.formats().contains(&format)) {
            for field in &operation.fields {
                reach(&plan.objects, &field.ty, &mut reached);
            }
        }
    }
    reached
}

/// Returns whether the provider keeps an absent field, or may keep it.
fn keeps(update: Update) -> bool {
    match update {
        Update::Patch | Update::Unstated => true,
        Update::Replace | Update::None => false,
    }
}

/// Marks the objects that values of a type contain.
fn reach(objects: &Table<ObjectId, ObjectType>, ty: &Type, reached: &mut Table<ObjectId, bool>) {
    let Some(object) = ty.object_within() else {
        return;
    };
    if !std::mem::replace(&mut reached[object], true) {
        for field in &objects[object].fields {
            reach(objects, &field.ty, reached);
        }
    }
}

fn of_operation(objects: &Table<ObjectId, ObjectType>, operation: &mut OperationDraft) {
    let keeps = keeps(operation.update);
    let fields = operation.fields.iter_ids();
    let needed: Vec<bool> = fields
        .map(|(at, field)| {
            // A parameter outside the body is not part of the data that the call changes.
            let keeps = keeps && field.location == Location::Body;
            let in_body = operation.bindings.iter().any(|it| {
                let formats = it.body.formats();
                let written = it.body.fields();
                let mut formats = formats.into_iter();
                formats.any(|format| needs_item(objects, format, at, field, &written, keeps))
            });
            let query = written_fields(&operation.query);
            // Without a segment, the path is another one.
            let in_path = field.location == Location::Path && field.ty.list().is_some();
            in_path || in_body || needs_item(objects, BodyFormat::Query, at, field, &query, keeps)
        })
        .collect();
    for ((_, field), needs) in operation.fields.iter_ids_mut().zip(needed) {
        field.needs_item = needs;
    }
}

/// Returns whether a field cannot be empty where it is written in a format.
fn needs_item(
    objects: &Table<ObjectId, ObjectType>,
    format: BodyFormat,
    at: FieldId,
    field: &Field,
    written: &[WrittenField<'_>],
    keeps: bool,
) -> bool {
    let lost = |written: &WrittenField<'_>| {
        written.field == at
            && written.vanishes_empty
            && (keeps || is_certain(field) || written.absent != Absent::Omit)
    };
    let can_be_empty = match field.ty.structure() {
        Structure::List(_) | Structure::Map(_) => true,
        Structure::Object(id) => may_be_blank(&objects[id], format),
        Structure::Primitive(_) => false,
    };
    can_be_empty && written.iter().any(lost)
}

/// Returns whether a format may write no member of an object. A required member is written, because it must itself not be
/// empty.
fn may_be_blank(object: &ObjectType, format: BodyFormat) -> bool {
    let members = members(object, format);
    let is_written = |written: &WrittenField<'_>| {
        let field = &object.fields[written.field];
        field.constant.is_some() || is_certain(field) || written.absent != Absent::Omit
    };
    !members.is_empty() && !members.iter().any(is_written)
}

/// Returns whether an object with the field has a value for it, or for another variant of the union.
fn is_certain(field: &Field) -> bool {
    match field.presence {
        Presence::Required | Presence::Variant => true,
        Presence::Optional | Presence::Clearable(_) => false,
    }
}
