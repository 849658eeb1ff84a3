//! Reports maps in responses whose entries would be members of the object around them.
//!
//! Input: a draft whose objects are resolved. Output: diagnostics. A response reads members without names of their own as undescribed
//! ones, which its type returns already.

use std::collections::BTreeSet;

use super::diagnostics::MembersDiagnostic;
use crate::draft::Draft;
use crate::plan::{JsonMember, ObjectId, ObjectType, ResponseSource, Table};
use crate::source::Diagnostics;
use crate::syntax::Schema;

/// Checks the fields of all responses.
pub(super) fn check(draft: &Draft, schema: &Schema, diagnostics: &mut Diagnostics) {
    for (operation, (_, syntax)) in draft.operations.iter().zip(&schema.operations) {
        let spans = syntax.responses.iter().map(|(name, _)| name.span);
        for (response, span) in operation.responses.iter().zip(spans) {
            let mut seen = BTreeSet::new();
            for field in response.fields.iter() {
                let own = match &field.source {
                    ResponseSource::Body { json, .. } => json.as_ref(),
                    ResponseSource::Header(_)
                    | ResponseSource::Cookie(_)
                    | ResponseSource::Text => None,
                };
                let is_free = own
                    .is_some_and(|place| place.list.as_ref().is_some_and(|list| list.is_members()));
                let within = field.field.ty.object_within();
                let name = match is_free {
                    true => Some(field.field.name.clone()),
                    false => within.and_then(|id| map_within(&draft.objects, id, &mut seen)),
                };
                if let Some(name) = name {
                    let name = name.as_str().into();
                    diagnostics.push(MembersDiagnostic::MembersInResponse { name }.at(span));
                }
            }
        }
    }
}

/// Returns the name of a map of this form in an object, or in the objects inside it.
fn map_within(
    objects: &Table<ObjectId, ObjectType>,
    id: ObjectId,
    seen: &mut BTreeSet<ObjectId>,
) -> Option<String> {
    if !seen.insert(id) {
        return None;
    }
    let object = objects.get(id)?;
    let own = object.json.iter().find_map(|node: &JsonMember| {
        node.content.members()?;
        let field = object.fields.get(node.content.field()?.field)?;
        Some(field.name.clone())
    });
    own.or_else(|| {
        let mut inner = object.fields.iter().filter_map(|it| it.ty.object_within());
        inner.find_map(|inner| map_within(objects, inner, seen))
    })
}
