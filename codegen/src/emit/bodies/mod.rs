//! Statements that write a body, one file per format.

pub(crate) mod capacity;
pub(crate) mod group_conditions;
pub(crate) mod json;
pub(crate) mod merged_writes;
pub(crate) mod pairs;
pub(crate) mod texts;
pub(crate) mod xml;
