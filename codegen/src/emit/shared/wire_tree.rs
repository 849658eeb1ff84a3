//! How several bindings write one field.

use crate::plan::{FieldId, ObjectType, WrittenField, member_path};

/// Returns the logical values that all bindings can spell, if one of them lists its spellings.
pub(crate) fn spelled<'p>(written: &[WrittenField<'p>]) -> Option<Vec<&'p str>> {
    written
        .iter()
        .filter(|written| !written.values.is_empty())
        .map(|written| {
            written
                .values
                .iter()
                .map(|(value, _)| value.as_str())
                .collect::<Vec<_>>()
        })
        .reduce(|all, next| {
            all.into_iter()
                .filter(|value| next.contains(value))
                .collect()
        })
}

/// Returns the wire path of a member below its object, such as `/a/b`. It is empty if the member is not written.
pub(crate) fn object_path(object: &ObjectType, member: FieldId, is_xml: bool) -> String {
    if is_xml {
        member_path(&object.xml, member)
    } else {
        member_path(&object.json, member)
    }
}
