//! The parameter that lists the fields which a request sends.

use wireform::__rt::Mask;
use wireform_codegen::plan::{FieldMask, MaskEntry};

use crate::valid::{ValidSlots, ValidValue};

/// Returns the mask of a request.
pub(super) fn of<'m>(mask: &'m FieldMask, entries: &[MaskEntry], slots: &ValidSlots) -> Mask<'m> {
    let mut found = Mask::new(&mask.separator);
    add(entries, slots, &mut found);
    found
}

fn add(entries: &[MaskEntry], slots: &ValidSlots, mask: &mut Mask<'_>) {
    for entry in entries {
        match slots.get(entry.field).and_then(Option::as_ref) {
            None => {}
            Some(ValidValue::Object(_, members)) if !entry.members.is_empty() => {
                add(&entry.members, members, mask);
            }
            Some(_) => mask.add(&entry.name),
        }
    }
}
