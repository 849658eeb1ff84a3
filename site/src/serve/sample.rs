//! Values that the page starts with: a contact of a person who does not exist, and for each provider the values of an example
//! of its schema.

use serde_json::{Map, Value, json};
use wireform_codegen::plan::{self, Example, Expectation};
use wireform_interpret::Call;

/// Returns the contact that the page shows at first.
pub(super) fn contact() -> Map<String, Value> {
    let sample = json!({
        "kind": "person",
        "name": "Jane Doe",
        "given_name": "Jane",
        "family_name": "Doe",
        "street": ["Hauptstraße 1"],
        "city": "Köln",
        "postal_code": "50667",
        "country": "DE",
        "voice": "+4922112345678",
        "email": "jane@example.com",
    });
    match sample {
        Value::Object(members) => members,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Map::new()
        }
    }
}

/// Returns the value of a required own field in an example of the operation, or in those of the field.
pub(super) fn own_value(call: &Call<'_>, path: &str) -> Option<String> {
    let operation = call.operation();
    let mut valid = operation.examples.iter().filter(|it| is_valid(it));
    let of_example = valid.find_map(|example| {
        let (_, value) = example.values.iter().find(|(name, _)| name == path)?;
        text_of(value)
    });
    let field = operation.fields.iter().find(|field| field.name == path);
    of_example.or_else(|| field?.examples.first().cloned())
}

/// Returns credentials that requests of the operation can have: those of an example, or texts in their place. They identify
/// nobody.
pub(super) fn credentials(call: &Call<'_>) -> Vec<(String, String)> {
    let operations = call.plan().operations.iter();
    let own = std::iter::once(call.operation());
    let examples = own.chain(operations).flat_map(|it| &it.examples);
    let mut given = examples
        .filter(|it| is_valid(it) && !it.credentials.is_empty())
        .map(|it| it.credentials.clone());
    let fits = |given: &Vec<(String, String)>| call.credentials(None, given).is_ok();
    let invented = || {
        let credentials = call.plan().credentials.iter();
        credentials
            .map(|it| (it.name.clone(), "sample".to_owned()))
            .collect()
    };
    given.find(fits).unwrap_or_else(invented)
}

fn is_valid(example: &Example) -> bool {
    match example.expect {
        Expectation::Request { .. } => true,
        Expectation::Violations(_) => false,
    }
}

fn text_of(value: &plan::Value) -> Option<String> {
    match value {
        plan::Value::String(text) | plan::Value::Json(text) => Some(text.clone()),
        plan::Value::Integer(number) => Some(number.to_string()),
        plan::Value::Number(number) => Some(number.to_string()),
        plan::Value::Boolean(truth) => Some(truth.to_string()),
        plan::Value::List(items) => {
            let lines: Option<Vec<String>> = items.iter().map(text_of).collect();
            lines.map(|lines| lines.join("\n"))
        }
        plan::Value::Clear | plan::Value::Object(_) => None,
    }
}
