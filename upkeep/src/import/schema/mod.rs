//! Reads schemas of JSON Schema, OpenAPI and Swagger.
//!
//! Input: a place in the file. Output: a [`Shape`], which has what the draft can express, each part with the pointer of
//! its keyword. Every other keyword is a note.

mod alternatives;
mod botocore;
mod bounds;
mod conditions;
mod keywords;
mod merge;
mod reader;
mod shape;
mod unions;
mod values;

pub(crate) use botocore::without_tags;
pub(crate) use reader::{Context, Reader, Version};
pub(crate) use shape::{
    Alternatives, Cited, Conditional, Kind, Number, Outcome, Property, Shape, Target, Union, Value,
};
pub(crate) use values::ONE_BOOLEAN;
