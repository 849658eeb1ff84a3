//! The checks of a request: facets of each field, rules, and the names by which a policy waives them.

pub(crate) mod blank_objects;
pub(crate) mod facets;
pub(crate) mod field_table;
pub(crate) mod fields;
pub(crate) mod policy_names;
pub(crate) mod rule_facts;
pub(crate) mod rule_fields;
pub(crate) mod rules;
pub(crate) mod unique_keys;
