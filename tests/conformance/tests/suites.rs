//! Runs each suite. Without `WIREFORM_SUITES`, nothing is run.

#[path = "suites/json_schema.rs"]
mod json_schema;
#[path = "suites/patterns.rs"]
mod patterns;
#[path = "suites/protovalidate.rs"]
mod protovalidate;
#[path = "suites/smithy.rs"]
mod smithy;
#[path = "suites/urlencoded.rs"]
mod urlencoded;
