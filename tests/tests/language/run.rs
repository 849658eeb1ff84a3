//! Compiles an example for each wire, and runs it in the interpreter.

use std::time::{Duration, SystemTime};

use wireform::response::ResponseParts;
use wireform::{Moment, Violations, Waivers};
use wireform_codegen::plan::{ContextId, Plan};
use wireform_codegen::source::{Renderer, Sources};
use wireform_interpret::{Call, FactText, Facts, Input, Interpreter, ReadOptions};

use crate::example::{Act, Example, FORMATS};
use crate::show::{Row, read_row, request_text};

/// What values are sent with.
#[derive(Clone, Copy, Default)]
struct Around<'e> {
    facts: &'e str,
    current: Option<&'e str>,
    credentials: Option<&'e str>,
}

/// Runs an example. Returns the rows that the page shows.
///
/// # Errors
/// Returns the mistakes if the example does not compile for any wire.
pub(crate) fn rows(example: &Example) -> Result<Vec<Row>, String> {
    let plans = plans(example)?;
    let mut rows = Vec::new();
    let mut around = Around::default();
    for act in &example.acts {
        match act {
            Act::Facts(text) => {
                around.facts = text;
                rows.push(Row::new("facts", text));
            }
            Act::Current(text) => {
                around.current = Some(text);
                rows.push(Row::new("current", text));
            }
            Act::Values(text) => send(example, &plans, text, around, &mut rows),
            Act::Credentials(text) => {
                around.credentials = Some(text);
                rows.push(Row::new("credentials", text));
            }
            Act::Response(text) => {
                rows.push(Row::new("response", text));
                let interpreter = Interpreter::new(&plans[0].1);
                rows.push(read(call(&interpreter, example), text));
            }
        }
    }
    Ok(rows)
}

/// Returns the plans with the names of their wires. A plan with several bindings has no name.
fn plans(example: &Example) -> Result<Vec<(String, Plan)>, String> {
    if example.states_formats() {
        return Ok(vec![(String::new(), compile(example, &[])?)]);
    }
    if !example.wires.is_empty() {
        let wires: Vec<&str> = example.wires.iter().map(String::as_str).collect();
        let name = if wires.len() == 1 { wires[0] } else { "" };
        return Ok(vec![(name.to_owned(), compile(example, &wires)?)]);
    }
    let mut mistake = None;
    let mut plans = Vec::new();
    for format in FORMATS {
        match compile(example, &[format]) {
            Ok(plan) => plans.push((format.to_owned(), plan)),
            Err(found) => mistake = mistake.or(Some(found)),
        }
    }
    match mistake {
        Some(mistake) if plans.is_empty() => Err(mistake),
        Some(_) | None => Ok(plans),
    }
}

fn compile(example: &Example, formats: &[&str]) -> Result<Plan, String> {
    let mut sources = Sources::default();
    let text = example.schema(formats);
    sources.add("example.yaml", &text);
    let (mut plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    if diagnostics.has_errors() {
        let title = &example.title;
        return Err(format!(
            "{title}:\n{text}\n{}",
            Renderer::plain().render_all(&diagnostics, &sources)
        ));
    }
    Ok(plans.remove(0))
}

fn call<'i>(interpreter: &'i Interpreter<'i>, example: &Example) -> Call<'i> {
    let name = example.operation.as_deref().unwrap_or("contact_create");
    interpreter.operation(name).expect("the operation")
}

/// Reads values of YAML, as they stand on the page.
fn input(text: &str) -> Input {
    let node = wireform_codegen::source::read_value(text).unwrap_or_else(|_| panic!("{text}"));
    Input::from(&node)
}

/// Sends values on each wire, or shows the violations, which are the same on all of them.
fn send(
    example: &Example,
    plans: &[(String, Plan)],
    text: &str,
    around: Around<'_>,
    rows: &mut Vec<Row>,
) {
    rows.push(Row::new("values", text));
    for (name, plan) in plans {
        let interpreter = Interpreter::new(plan);
        let call = call(&interpreter, example);
        let (values, mut violations) = call.read(&input(text), ReadOptions::default());
        let mut facts = known_facts(&call, around.facts);
        if let Some(current) = around.current {
            facts.current = Some(call.read_current(&input(current)).0);
        }
        let valid = match violations.is_empty() {
            true => call.valid(values, &facts, &Waivers::NONE),
            false => {
                let outcome = call.validate(&values, &facts, &Waivers::NONE);
                violations.extend(outcome.violations);
                Err(violations)
            }
        };
        let valid = match valid {
            Ok(valid) => valid,
            Err(violations) => return rows.push(refused(&violations)),
        };
        let given = match around.credentials {
            Some(text) => stated_credentials(text),
            None => given_credentials(plan),
        };
        let credentials = match call.credentials(None, &given) {
            Ok(credentials) => credentials,
            Err(violations) => return rows.push(refused(&violations)),
        };
        let moment = Moment::new(
            SystemTime::UNIX_EPOCH + Duration::from_secs(1_766_000_000),
            [7; 16],
        );
        let server = "https://api.example";
        for (id, binding) in call.operation().bindings.iter_ids() {
            let request = call.encode_at(&valid, id, server, &credentials, Some(&moment));
            let label = match name.as_str() {
                "" if binding.name == "none" => "request",
                "" => &binding.name,
                name => name,
            };
            match request {
                Ok(request) => rows.push(Row::new(label, &request_text(&request, server, example))),
                Err(error) => rows.push(Row::new("refused", &error.to_string())),
            }
        }
        for rule in valid.unchecked() {
            if name == &plans[0].0 {
                rows.push(Row::new("unchecked", &format!("rule {rule}")));
            }
        }
    }
}

fn refused(violations: &Violations) -> Row {
    Row::new("refused", &violations.to_string())
}

/// Reads credentials from a map of texts.
fn stated_credentials(text: &str) -> Vec<(String, String)> {
    let Input::Map(entries) = input(text) else {
        panic!("{text}: not a map");
    };
    let entries = entries.into_iter().map(|(name, value)| match value {
        Input::Text(value) | Input::Plain(value) => (name, value),
        _ => panic!("{text}: not a text"),
    });
    entries.collect()
}

/// Returns a value for each credential, which is its name with capital letters.
fn given_credentials(plan: &Plan) -> Vec<(String, String)> {
    let credentials = plan.credentials.iter();
    let credentials = credentials.filter(|it| !it.can_be_omitted());
    credentials
        .map(|it| {
            let value = match it.integer.is_some() {
                true => "7".to_owned(),
                false => it.name.to_uppercase(),
            };
            (it.name.clone(), value)
        })
        .collect()
}

/// Reads facts. Every fact that is not given is stated to be unknown.
fn known_facts(call: &Call<'_>, text: &str) -> Facts {
    let contexts = &call.plan().contexts;
    let given: Vec<(&str, &str)> = text
        .split(' ')
        .filter_map(|it| it.split_once('='))
        .collect();
    let said = contexts.iter_ids().flat_map(|(id, context)| {
        let values: Vec<(ContextId, FactText<'_>)> = given
            .iter()
            .filter(|(name, _)| *name == context.name)
            .map(|(_, value)| (id, FactText::Is(value)))
            .collect();
        match values.is_empty() {
            true => vec![(id, FactText::Unknown)],
            false => values,
        }
    });
    let (facts, violations) = call.facts(said);
    assert!(violations.is_empty(), "{violations}");
    facts
}

/// Reads a response: its status, its headers in brackets, and its body.
fn read(call: Call<'_>, text: &str) -> Row {
    let (status, rest) = text.split_once(' ').unwrap_or((text, ""));
    let (headers, body) = match rest.strip_prefix('[').and_then(|it| it.split_once(']')) {
        Some((headers, body)) if headers.contains(": ") => (headers, body.trim_start()),
        _ => ("", rest),
    };
    let body = body.replace("\\n", "\n");
    let headers = headers.split(", ").filter_map(|it| it.split_once(": "));
    let status = status.parse().expect("a status");
    let parts = ResponseParts::new(status, body.as_bytes()).with_headers(headers);
    match call.decode_response(&parts) {
        Ok(decoded) => Row::new("read", &read_row(&decoded)),
        Err(unexpected) => Row::new("refused", &unexpected.reason().to_string()),
    }
}
