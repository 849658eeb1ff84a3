//! Values as JSON and messages as text, with secrets masked.

use wireform::HttpRequest;
use wireform_codegen::plan::{Field, Plan, ResponseExample, Type, Value};

/// The text in place of a secret.
const MASK: &str = "***";

/// Returns the values of an example as JSON, with the secret ones masked.
pub(super) fn values(plan: &Plan, fields: &[Field], values: &[(String, Value)]) -> String {
    let mut text = String::new();
    object(plan, fields, values, 0, &mut text);
    text
}

fn object(
    plan: &Plan,
    fields: &[Field],
    values: &[(String, Value)],
    depth: usize,
    text: &mut String,
) {
    if values.is_empty() {
        return text.push_str("{}");
    }
    text.push('{');
    for (number, (name, value)) in values.iter().enumerate() {
        line(text, number, depth + 1);
        text.push_str(&quoted(name));
        text.push_str(": ");
        let field = fields.iter().find(|it| it.name == *name);
        match field.is_some_and(|it| it.secret) {
            true => text.push_str(&quoted(MASK)),
            false => one(plan, field.map(|it| &it.ty), value, depth + 1, text),
        }
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push('}');
}

fn one(plan: &Plan, ty: Option<&Type>, value: &Value, depth: usize, text: &mut String) {
    match value {
        Value::Clear => text.push_str("null"),
        Value::String(value) => text.push_str(&quoted(value)),
        Value::Integer(value) => text.push_str(&value.to_string()),
        Value::Number(value) => text.push_str(&value.to_string()),
        Value::Json(value) => text.push_str(value),
        Value::Boolean(value) => text.push_str(&value.to_string()),
        Value::List(items) if items.is_empty() => text.push_str("[]"),
        Value::List(items) => {
            text.push('[');
            for (number, item) in items.iter().enumerate() {
                line(text, number, depth + 1);
                one(plan, ty.and_then(Type::inside), item, depth + 1, text);
            }
            text.push('\n');
            text.push_str(&"  ".repeat(depth));
            text.push(']');
        }
        Value::Object(values) => {
            let object_type = ty.and_then(Type::object_within);
            let fields = object_type.map(|it| plan.objects[it].fields.as_slice());
            object(plan, fields.unwrap_or_default(), values, depth, text);
        }
    }
}

/// Starts the line of an item.
fn line(text: &mut String, number: usize, depth: usize) {
    text.push_str(if number == 0 { "\n" } else { ",\n" });
    text.push_str(&"  ".repeat(depth));
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Returns a request as it is sent, with its secrets masked.
pub(super) fn request(request: &HttpRequest) -> String {
    let mut text = format!("{} {}\n", request.method(), request.masked_url());
    for header in request.headers() {
        let value = match header.is_sensitive() {
            true => MASK,
            false => header.value(),
        };
        text.push_str(&format!("{}: {value}\n", header.name()));
    }
    with_body(text, &String::from_utf8_lossy(&request.masked_body()))
}

/// Returns the response of an example as it is received, with the values of secret fields masked.
pub(super) fn response(fields: &[&Field], example: &ResponseExample) -> String {
    let mut text = format!("HTTP {}\n", example.status);
    for (name, value) in &example.headers {
        text.push_str(&format!("{name}: {value}\n"));
    }
    let mut text = with_body(text, &example.body);
    for (name, value) in &example.values {
        let is_secret = fields.iter().any(|it| it.name == *name && it.secret);
        match value {
            Value::String(secret) if is_secret && !secret.is_empty() => {
                text = text.replace(secret.as_str(), MASK);
            }
            Value::String(_)
            | Value::Clear
            | Value::Integer(_)
            | Value::Number(_)
            | Value::Json(_)
            | Value::Boolean(_)
            | Value::List(_)
            | Value::Object(_) => {}
        }
    }
    text
}

fn with_body(mut text: String, body: &str) -> String {
    if !body.is_empty() {
        text.push('\n');
        text.push_str(body);
    }
    text.trim_end().to_owned()
}
