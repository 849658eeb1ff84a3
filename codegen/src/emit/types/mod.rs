//! The types of a module: structs of requests and objects, enums, contexts, and what each of them implements.

pub(crate) mod constructors;
pub(crate) mod contexts;
pub(crate) mod debug;
pub(crate) mod enums;
pub(crate) mod normal;
pub(crate) mod owned;
pub(crate) mod redact;
pub(crate) mod serde;
pub(crate) mod setters;
pub(crate) mod structs;
pub(crate) mod unions;
