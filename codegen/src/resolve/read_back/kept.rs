//! Decides which members without a field are written back as they were read.

use super::placed::{Placed, request_fields};
use crate::draft::{Draft, OperationDraft};
use crate::plan::{
    ContentBack, FieldId, ObjectBack, ObjectId, Response, ResponseBody, Undescribed,
};

/// Decides which members without a field are written back: those of a JSON response that a request in JSON can have at the same
/// place. `place` is the object that is written back.
pub(super) fn keep_members(
    draft: &Draft,
    written: &OperationDraft,
    case: &Response,
    place: Option<ObjectId>,
    read: &[Placed<'_>],
    back: &mut ObjectBack,
) {
    let is_json = written
        .bindings
        .iter()
        .all(|it| it.body.format().is_some_and(|it| it.is_json()));
    // The struct of the request has a field of this name for them.
    let is_taken = written.fields.iter().any(|it| it.rust == "undescribed");
    if !is_json || is_taken || case.body.as_slice() != [ResponseBody::Json] {
        return;
    }
    let Some(prefix) = common_prefix(&request_fields(written), read, back) else {
        return;
    };
    let keeps = |object: ObjectId| {
        let object = draft.objects.get(object);
        object.filter(|it| it.undescribed == Undescribed::Keep)
    };
    if place.and_then(keeps).is_some() {
        back.undescribed = Some(prefix.clone());
    }
    for field in read {
        let content = field.field.ty.object().and_then(keeps);
        let is_any = content.is_some_and(|object| object.fields.is_empty());
        if is_any && back.dropped.contains(&field.id) && !field.wire.is_empty() {
            back.dropped.retain(|it| *it != field.id);
            back.contents.push(ContentBack {
                from: field.id,
                at: prefix.iter().cloned().chain(names(&field.wire)).collect(),
            });
        }
    }
}

/// Returns the names on the way to the object in the JSON of the request: what is before the place of a field that both have.
fn common_prefix(
    written: &[Placed<'_>],
    read: &[Placed<'_>],
    back: &ObjectBack,
) -> Option<Vec<String>> {
    let wire = |fields: &[Placed<'_>], id: FieldId| {
        let field = fields.iter().find(|it| it.id == id);
        field
            .map(|it| it.wire.clone())
            .filter(|it| it.starts_with('/'))
    };
    back.fields.iter().find_map(|field| {
        let (to, from) = (wire(written, field.to)?, wire(read, field.from)?);
        to.strip_suffix(&from).map(names)
    })
}

/// Returns the names in a JSON Pointer (RFC 6901).
fn names(pointer: &str) -> Vec<String> {
    let steps = pointer.split('/').skip(1);
    steps
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect()
}
