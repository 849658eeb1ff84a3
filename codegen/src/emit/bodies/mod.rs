//! Statements that write a body, by format.

pub(crate) mod capacity;
pub(crate) mod group_conditions;
pub(crate) mod json;
mod json_values;
pub(crate) mod merged_writes;
pub(crate) mod pairs;
pub(crate) mod texts;
pub(crate) mod xml;
mod xml_tags;
mod xml_values;
