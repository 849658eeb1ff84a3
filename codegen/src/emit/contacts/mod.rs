//! Conversions between a request and the contact of the runtime.

pub(crate) mod conversions;
pub(crate) mod fields;
