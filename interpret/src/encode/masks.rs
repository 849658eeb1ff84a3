//! The text that lists the fields which a request sends.

use wireform::__rt::Mask;
use wireform_codegen::lower::mask_entries;
use wireform_codegen::plan::{FieldMask, MaskEntry};

use crate::call::Call;
use crate::valid::{ValidSlots, ValidValue};

/// Returns the mask of a request; an empty one if the operation has none.
pub(super) fn of_operation<'m>(call: &Call<'m>, slots: &ValidSlots) -> Mask<'m> {
    match &call.operation.mask {
        Some(mask) => {
            let entries = mask_entries(call.interpreter.plan, call.operation);
            of(mask, &entries, slots)
        }
        None => Mask::new(""),
    }
}

/// Returns the mask of a request.
fn of<'m>(mask: &'m FieldMask, entries: &[MaskEntry], slots: &ValidSlots) -> Mask<'m> {
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
