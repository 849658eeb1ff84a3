//! Doc comments of emitted items.

pub(crate) mod builder;
pub(crate) mod fields;
