//! Questions about how several wires write one field.

use crate::plan::{FieldId, ObjectType, WrittenField, member_path};

/// The logical values that all of these wires can spell, if one of them has a list of spellings.
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

/// Where a member of an object stands below the object: `/a/b`. Empty if it stands nowhere.
pub(crate) fn object_path(object: &ObjectType, member: FieldId, is_xml: bool) -> String {
    if is_xml {
        member_path(&object.xml, member)
    } else {
        member_path(&object.json, member)
    }
}
