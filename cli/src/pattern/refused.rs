//! Finds the violation that a value of one field gives.

use wireform::Waivers;
use wireform_codegen::plan::Field;
use wireform_interpret::{Call, Facts, Input, Interpreter, ReadOptions};

/// Returns the operation of `operation.field` and an input that has nothing but the value of the field.
pub(super) fn input<'i>(
    interpreter: &'i Interpreter<'i>,
    name: &str,
    value: &str,
) -> Option<(Call<'i>, Input)> {
    let (operation, path) = name.split_once('.')?;
    let call = interpreter.operation(operation)?;
    let mut fields: &[Field] = &call.operation().fields;
    let mut steps = Vec::new();
    for step in path.split('.') {
        let field = fields.iter().find(|field| field.name == step)?;
        let item = field.ty.item();
        fields = match item.object() {
            Some(object) => &call.plan().objects[object].fields,
            None => &[],
        };
        steps.push((step, !std::ptr::eq(item, &field.ty)));
    }
    let value = Input::Text(value.to_owned());
    let input = steps.iter().rev().fold(value, |value, (step, is_list)| {
        let value = match is_list {
            true => Input::List(vec![value]),
            false => value,
        };
        Input::Map(vec![((*step).to_owned(), value)])
    });
    Some((call, input))
}

/// Returns the first violation of the value at the end of an input.
pub(super) fn violation(call: &Call<'_>, input: &Input) -> Option<String> {
    let path = path_of(input);
    let (values, mut violations) = call.read(input, ReadOptions::default());
    let outcome = call.validate(&values, &Facts::new(), &Waivers::NONE);
    violations.extend(outcome.violations);
    let mut violations = violations.iter();
    let found = violations.find(|it| it.path() == path);
    found.map(ToString::to_string)
}

/// Returns the path of the value, as violations have it.
fn path_of(input: &Input) -> String {
    match input {
        Input::Map(entries) => match entries.first() {
            Some((name, inner)) => {
                let rest = path_of(inner);
                let dot = if rest.is_empty() || rest.starts_with('[') {
                    ""
                } else {
                    "."
                };
                format!("{name}{dot}{rest}")
            }
            None => String::new(),
        },
        Input::List(items) => {
            let rest = items.first().map(path_of).unwrap_or_default();
            let dot = if rest.is_empty() { "" } else { "." };
            format!("[0]{dot}{rest}")
        }
        _ => String::new(),
    }
}
