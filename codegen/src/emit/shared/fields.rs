//! Questions about fields.

use crate::plan::Field;

/// Returns the fields that are fields of the Rust struct: all but constants.
pub(crate) fn members(fields: &[Field]) -> impl Iterator<Item = &Field> {
    fields.iter().filter(|field| field.constant.is_none())
}
