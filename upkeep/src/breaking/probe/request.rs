//! Requests as trees of untyped input: where a value stands in them, and how they are shown.

use wireform_codegen::plan::{Field, Plan, Structure, Type};
use wireform_interpret::Input;

use super::Trial;
use super::build::any_value;

/// A step from a request to a value in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::breaking) enum Step {
    /// The field or member of this logical name.
    Field(String),
    /// The first item of a list.
    Item,
}

/// Returns the logical path without numbers of items.
pub(super) fn logical(steps: &[Step]) -> String {
    let names = steps.iter().filter_map(|step| match step {
        Step::Field(name) => Some(name.as_str()),
        Step::Item => None,
    });
    names.collect::<Vec<_>>().join(".")
}

/// Returns whether a request has a field.
pub(super) fn has(request: &Input, name: &str) -> bool {
    match request {
        Input::Map(entries) => entries.iter().any(|(key, _)| key == name),
        _ => false,
    }
}

/// Returns the path of a violation without numbers of items.
pub(super) fn unnumbered(path: &str) -> String {
    let mut plain = String::new();
    let mut is_number = false;
    for one in path.chars() {
        match one {
            '[' => is_number = true,
            ']' => is_number = false,
            _ if !is_number => plain.push(one),
            _ => {}
        }
    }
    plain
}

/// Returns a request with a value at the end of the steps, or without the field there. Objects and lists on the way are
/// made where the request lacks them. None if the steps lead nowhere.
pub(super) fn placed(
    plan: &Plan,
    fields: &[Field],
    base: Input,
    steps: &[Step],
    trial: &Trial<'_>,
) -> Option<Input> {
    let (Step::Field(name), rest) = steps.split_first()? else {
        return None;
    };
    let Input::Map(mut entries) = base else {
        return None;
    };
    let place = entries.iter().position(|(key, _)| key == name);
    if rest.is_empty() {
        if let Some(place) = place {
            entries.remove(place);
        }
        match trial {
            Trial::With(value) => entries.push((name.clone(), (*value).clone())),
            Trial::Without => {}
        }
        return Some(Input::Map(entries));
    }
    let field = fields.iter().find(|field| field.name == *name)?;
    let inner = match place {
        Some(place) => entries.remove(place).1,
        None => any_value(plan, &field.ty)?,
    };
    let inner = placed_within(plan, &field.ty, inner, rest, trial)?;
    entries.push((name.clone(), inner));
    Some(Input::Map(entries))
}

fn placed_within(
    plan: &Plan,
    ty: &Type,
    base: Input,
    steps: &[Step],
    trial: &Trial<'_>,
) -> Option<Input> {
    match (ty.structure(), steps) {
        (Structure::List(list), [Step::Item, rest @ ..]) => {
            let mut items = match base {
                Input::List(items) => items,
                _ => Vec::new(),
            };
            if items.is_empty() {
                items.push(any_value(plan, &list.item)?);
            }
            items[0] = match (rest, trial) {
                ([], Trial::With(value)) => (*value).clone(),
                ([], Trial::Without) => return None,
                _ => placed_within(plan, &list.item, items[0].clone(), rest, trial)?,
            };
            Some(Input::List(items))
        }
        (Structure::Object(object), [Step::Field(name), ..]) => {
            let object = &plan.objects[object];
            let base = match base {
                // A union has one variant.
                Input::Map(mut entries) if object.is_union() => {
                    entries.retain(|(key, _)| key == name);
                    Input::Map(entries)
                }
                Input::Map(entries) => Input::Map(entries),
                _ => any_value(plan, ty)?,
            };
            placed(plan, &object.fields, base, steps, trial)
        }
        (Structure::Map(map), [Step::Item, rest @ ..]) => {
            let mut entries = match base {
                Input::Map(entries) => entries,
                _ => return None,
            };
            let first = entries.first_mut()?;
            first.1 = match (rest, trial) {
                ([], Trial::With(value)) => (*value).clone(),
                ([], Trial::Without) => return None,
                _ => placed_within(plan, &map.item, first.1.clone(), rest, trial)?,
            };
            Some(Input::Map(entries))
        }
        (
            Structure::Primitive(_) | Structure::Object(_) | Structure::List(_) | Structure::Map(_),
            _,
        ) => None,
    }
}

/// Returns a value as JSON.
pub(in crate::breaking) fn show(value: &Input) -> String {
    match value {
        Input::Null | Input::Blank | Input::Rounded | Input::Broken => "null".to_owned(),
        Input::Plain(text) | Input::Text(text) => quoted(text),
        Input::Integer(number) => number.to_string(),
        Input::Number(text) => text.clone(),
        Input::Boolean(truth) => truth.to_string(),
        Input::List(items) => {
            let items: Vec<String> = items.iter().map(show).collect();
            format!("[{}]", items.join(", "))
        }
        Input::Map(entries) => {
            let entry =
                |(key, value): &(String, Input)| format!("{}: {}", quoted(key), show(value));
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// The number of characters of a text that are shown.
const SHOWN: usize = 300;

/// Returns a text as a JSON string. A long run of one character at its end is written as a number.
fn quoted(text: &str) -> String {
    let length = text.chars().count();
    let json = |text: &str| serde_json::Value::from(text).to_string();
    if length <= SHOWN {
        return json(text);
    }
    let start: String = text.chars().take(20).collect();
    format!("{} (and {} more characters)", json(&start), length - 20)
}
