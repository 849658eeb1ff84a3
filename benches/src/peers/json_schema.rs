//! `jsonschema`, with the schema compiled at run time and by its macro. The JSON is parsed in advance.

use std::sync::LazyLock;

use serde_json::Value;

const SCHEMA: &str = include_str!("../../schemas/contact.json");

/// Validates with the code of the macro.
#[jsonschema::validator(path = "schemas/contact.json")]
struct Compiled;

static AT_RUN_TIME: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(SCHEMA).expect("it is JSON");
    jsonschema::validator_for(&schema).expect("it is a schema")
});

pub(crate) fn compiled(contact: &Value) -> bool {
    Compiled::is_valid(contact)
}

pub(crate) fn at_run_time(contact: &Value) -> bool {
    AT_RUN_TIME.is_valid(contact)
}
