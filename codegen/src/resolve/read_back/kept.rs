//! Decides which members without a field are written back as they were read.

use super::placed::{Placed, request_fields};
use crate::draft::{Draft, OperationDraft};
use crate::plan::{
    ContentBack, FieldId, ObjectBack, ObjectId, Response, ResponseBody, Undescribed,
};

/// Decides which members without a field are written back: those of a JSON response that a request in JSON can have at the same
/// place. `place` is the object that is written back, and `read` has its fields without those that the schema drops.
pub(super) fn keep_members(
    draft: &Draft,
    written: &OperationDraft,
    case: &Response,
    place: Option<ObjectId>,
    read: &[&Placed<'_>],
    back: &mut ObjectBack,
) {
    let is_json = written
        .bindings
        .iter()
        .all(|it| it.body.format().is_some_and(|it| it.is_json()));
    // The struct of the request has a field of this name for them.
    let is_taken = written.fields.iter().any(|it| it.rust == "undescribed");
    // A map has such members, and the caller states its entries.
    let has_map = written
        .bindings
        .iter()
        .flat_map(|it| it.body.json_nodes())
        .any(|node| node.has_members());
    let is_taken = is_taken || has_map;
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
    let contents = read.iter().filter(|field| {
        let content = field.field.ty.object().and_then(keeps);
        let is_any = content.is_some_and(|object| object.fields.is_empty());
        is_any && back.dropped.contains(&field.id) && !field.wire.is_empty()
    });
    let contents: Vec<_> = contents.collect();
    for (number, field) in contents.iter().enumerate() {
        back.dropped.retain(|it| *it != field.id);
        // What is inside another content is written with it. Of two at the same place, the first is written.
        let is_inside = contents.iter().enumerate().any(|(other, it)| {
            let below = field.wire.strip_prefix(&it.wire);
            below.is_some_and(|below| below.starts_with('/') || below.is_empty() && other < number)
        });
        if !is_inside {
            back.contents.push(ContentBack {
                from: field.id,
                at: prefix.iter().cloned().chain(names(&field.wire)).collect(),
            });
        }
    }
}

/// Returns the names on the way to the object in the JSON of the request: what is before the places of all fields that both have.
/// Returns `None` if the request has them in another structure.
fn common_prefix(
    written: &[Placed<'_>],
    read: &[&Placed<'_>],
    back: &ObjectBack,
) -> Option<Vec<String>> {
    let pairs = back.fields.iter().filter_map(|field| {
        let to = object_of(written.iter(), field.to)?;
        let from = object_of(read.iter().copied(), field.from)?;
        Some((to, from))
    });
    let mut prefixes = pairs.map(|(to, from)| to.strip_suffix(from));
    let first = prefixes.next()??;
    let is_common = prefixes.all(|prefix| prefix == Some(first));
    is_common.then(|| names(first))
}

/// Returns the JSON Pointer of the object that has a field.
fn object_of<'p>(mut fields: impl Iterator<Item = &'p Placed<'p>>, id: FieldId) -> Option<&'p str> {
    let field = fields.find(|it| it.id == id)?;
    let (object, _) = field
        .wire
        .rsplit_once('/')
        .filter(|_| field.wire.starts_with('/'))?;
    Some(object)
}

/// Returns the names in a JSON Pointer (RFC 6901).
fn names(pointer: &str) -> Vec<String> {
    let steps = pointer.split('/').skip(1);
    steps
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect()
}
