//! Values as JSON and requests as text, with secrets masked.

use wireform::HttpRequest;
use wireform_codegen::plan::{Field, Plan, Type, Value};

use crate::message::{self, MASK, Secrets, readable};

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
    let message = message::http(request, Secrets::Masked);
    readable(&message).trim_end().to_owned()
}
