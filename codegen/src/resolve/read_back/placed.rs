//! The fields of requests, cases and objects, each with its place in JSON.

use crate::draft::{Draft, OperationDraft};
use crate::plan::{
    Field, FieldId, ObjectId, PlaceStep, Response, ResponsePlace, ResponseSource, member_path,
};

/// A field of a request or a response, with its place in JSON.
pub(super) struct Placed<'d> {
    pub(super) id: FieldId,
    pub(super) field: &'d Field,
    /// The place as a JSON Pointer; empty if JSON does not have the field.
    pub(super) wire: String,
}

pub(super) fn case_fields(case: &Response) -> Vec<Placed<'_>> {
    let fields = case.fields.iter_ids();
    fields
        .map(|(id, it)| Placed {
            id,
            field: &it.field,
            wire: match &it.source {
                ResponseSource::Header(_) | ResponseSource::Cookie(_) | ResponseSource::Text => {
                    String::new()
                }
                ResponseSource::Body { json, .. } => {
                    let place = json.as_ref().and_then(|it| it.places.first());
                    place.and_then(pointer).unwrap_or_default()
                }
            },
        })
        .collect()
}

/// Returns a place as a JSON Pointer, unless it is in a list.
fn pointer(place: &ResponsePlace) -> Option<String> {
    let steps = place.steps.iter().map(|step| match step {
        PlaceStep::Member(name) => Some(format!("/{}", name.replace('~', "~0").replace('/', "~1"))),
        PlaceStep::Items | PlaceStep::Attribute(_) | PlaceStep::Where { .. } | PlaceStep::Text => {
            None
        }
    });
    steps.collect()
}

pub(super) fn object_fields(draft: &Draft, object: ObjectId) -> Vec<Placed<'_>> {
    let Some(object) = draft.objects.get(object) else {
        return Vec::new();
    };
    let fields = object.fields.iter_ids();
    fields
        .map(|(id, field)| Placed {
            id,
            field,
            wire: member_path(&object.json, id),
        })
        .collect()
}

pub(super) fn request_fields(operation: &OperationDraft) -> Vec<Placed<'_>> {
    let binding = operation.bindings.iter().next();
    let binding = binding.filter(|it| it.body.format().is_some_and(|it| it.is_json()));
    let fields = operation.fields.iter_ids();
    fields
        .map(|(id, field)| Placed {
            id,
            field,
            wire: binding.map_or_else(String::new, |it| it.wire_paths[id].clone()),
        })
        .collect()
}
