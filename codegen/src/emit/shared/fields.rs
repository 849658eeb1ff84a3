//! Selects the fields that become members of a struct.

use crate::plan::Field;

/// Returns the fields that the Rust struct has. Constants are not among them.
pub(crate) fn members(fields: &[Field]) -> impl Iterator<Item = &Field> {
    fields.iter().filter(|field| field.constant.is_none())
}
