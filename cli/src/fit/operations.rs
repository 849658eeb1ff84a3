//! Selects the operations that a contact is fitted to.
//!
//! Input: the arguments and the schemas. Output: the operations, or an error with a list of all operations and whether
//! each can be selected. A note names the schemas without a selected operation.

use wireform_codegen::plan::Update;
use wireform_interpret::{Call, Interpreter};

use crate::args::FitArgs;
use crate::shared::masking;
use crate::shared::output::{self, Stop};

/// Returns the operations with the given name, or those that update a contact.
pub(super) fn calls<'p>(
    args: &FitArgs,
    interpreters: &'p [Interpreter<'p>],
) -> Result<Vec<Call<'p>>, Stop> {
    let wanted = |call: &Call<'_>| {
        let operation = call.operation();
        why_not(call).is_none()
            && match &args.operation {
                Some(name) => operation.name == *name,
                None => operation.update != Update::None,
            }
    };
    let mut calls = Vec::new();
    let mut without = Vec::new();
    for interpreter in interpreters {
        let found: Vec<Call<'p>> = interpreter.operations().filter(wanted).collect();
        if found.is_empty() {
            without.push(interpreter.plan().provider.as_str());
        }
        calls.extend(found);
    }
    if calls.is_empty() {
        let message = no_operation(args.operation.as_deref(), interpreters);
        return Err(Stop::because(format!("{message}{}", list(interpreters))));
    }
    if !without.is_empty() {
        let what = match &args.operation {
            Some(name) => format!("no operation `{name}` that takes a contact"),
            None => "no operation that updates a contact".to_owned(),
        };
        output::note(&format!("{what}: {}", without.join(", ")));
    }
    Ok(calls)
}

/// Returns the message about a selection without operations.
fn no_operation(name: Option<&str>, interpreters: &[Interpreter<'_>]) -> String {
    let Some(name) = name else {
        return "no operation of these schemas updates a contact; give one with --operation"
            .to_owned();
    };
    if interpreters.iter().any(|it| it.operation(name).is_some()) {
        return format!("--operation {name}: the operation takes no contact");
    }
    let all = interpreters.iter().flat_map(|it| &it.plan().operations);
    match masking::near(name, all.map(|operation| operation.name.as_str())) {
        Some((typed, near)) => {
            format!("--operation: there is no operation `{typed}`; did you mean `{near}`?")
        }
        None => "--operation: there is no operation of this name".to_owned(),
    }
}

/// Lists all operations, with whether each can be selected.
fn list(interpreters: &[Interpreter<'_>]) -> String {
    let calls = interpreters.iter().flat_map(Interpreter::operations);
    let lines = calls.map(|call| {
        let (provider, name) = (&call.plan().provider, &call.operation().name);
        let reason = why_not(&call).unwrap_or("takes a contact");
        format!("\n  {provider} {name}: {reason}")
    });
    lines.collect()
}

/// Returns why a contact cannot be fitted to an operation, or `None` if it can.
fn why_not(call: &Call<'_>) -> Option<&'static str> {
    let operation = call.operation();
    if call.plan().carries_contact(operation) {
        None
    } else if operation.method == "GET" {
        Some("takes no contact, because it reads (GET)")
    } else {
        Some("takes no contact, because no field of its body is a datum of a contact")
    }
}
