//! Marks the lists that must not be empty, because some format writes nothing for an empty list.
//!
//! Input: a draft whose operations and objects are resolved. Output: the same draft, with [`Field::needs_item`] set. Repeated
//! elements and parameters write nothing for an empty list, so it would have the effect of an absent list. That is allowed if
//! an absent list is deleted, or if the call changes no data. Otherwise, the provider would silently keep its list.

use crate::draft::{Draft, OperationDraft};
use crate::plan::{
    Absent, Field, FieldId, Location, ObjectId, ObjectType, Presence, Table, Type, Update,
    WrittenField, written_fields,
};

/// Sets [`Field::needs_item`] on all fields.
pub(super) fn mark(plan: &mut Draft) {
    let sent = reached(plan, |_| true);
    let kept = reached(plan, |operation| keeps(operation.update));
    for operation in &mut plan.operations {
        of_operation(operation);
    }
    for (index, object) in plan.objects.iter_ids_mut() {
        let written = written_fields(&object.xml);
        for (at, field) in object.fields.iter_ids_mut() {
            field.needs_item = sent[index] && needs_item(at, field, &written, kept[index]);
        }
    }
}

/// Returns which objects the given operations write as XML. In JSON a list is an array, which can be empty.
fn reached(plan: &Draft, which: impl Fn(&OperationDraft) -> bool) -> Table<ObjectId, bool> {
    let mut reached = plan.objects.iter().map(|_| false).collect();
    for operation in &plan.operations {
        if which(operation) && operation.bindings.iter().any(|it| it.body.is_xml()) {
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

fn of_operation(operation: &mut OperationDraft) {
    let keeps = keeps(operation.update);
    let bodies = operation.bindings.iter().map(|it| it.body.fields());
    let written: Vec<WrittenField<'_>> = bodies
        .chain([written_fields(&operation.query)])
        .flatten()
        .collect();
    for (at, field) in operation.fields.iter_ids_mut() {
        // A parameter outside the body is not part of the data that the call changes.
        let keeps = keeps && field.location == Location::Body;
        field.needs_item = needs_item(at, field, &written, keeps);
    }
}

fn needs_item(at: FieldId, field: &Field, written: &[WrittenField<'_>], keeps: bool) -> bool {
    let lost = |written: &WrittenField<'_>| {
        written.field == at
            && written.vanishes_empty
            && (keeps || field.presence == Presence::Required || written.absent != Absent::Omit)
    };
    let has_items = field.ty.list().is_some() || field.ty.map().is_some();
    has_items && written.iter().any(lost)
}
