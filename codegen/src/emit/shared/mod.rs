//! Helpers of all parts of the emitter: the scope of a module, names, values, credentials.

pub(crate) mod credentials;
pub(crate) mod deprecation;
pub(crate) mod fields;
pub(crate) mod moments;
pub(crate) mod names;
pub(crate) mod pattern_statics;
pub(crate) mod record;
pub(crate) mod scope;
pub(crate) mod tree_statics;
pub(crate) mod value_access;
pub(crate) mod value_types;
pub(crate) mod wire_situation;
pub(crate) mod wire_tree;
