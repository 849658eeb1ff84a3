//! Reads the options, and checks that their names exist.
//!
//! Input: the arguments and the selected operations. Output: choices and facts for each operation, or all unknown names.
//! An option without effect is a mistake.

use wireform::contact::{AsRead, Choices, Contact};
use wireform_codegen::plan::Update;
use wireform_interpret::{Call, Fact, FactText, Facts};

use crate::args::FitArgs;
use crate::shared::facts;
use crate::shared::output::Stop;
use crate::shared::subject::unknown_name;

/// Reports all unknown names in the options.
pub(super) fn check(args: &FitArgs, calls: &[Call<'_>], read: Option<&AsRead>) -> Result<(), Stop> {
    let fields: Vec<String> = calls.iter().flat_map(supplied).collect();
    let paths: Vec<String> = calls.iter().flat_map(paths).collect();
    let mut stops = Vec::new();
    for option in &args.set {
        match option.split_once('=') {
            // The text may be a secret without its name, so the message does not contain it.
            None => stops.push("--set takes FIELD=VALUE".to_owned()),
            Some((name, _)) if fields.iter().any(|field| field == name) => {}
            Some((name, _)) => {
                let names = distinct(fields.iter().map(String::as_str));
                stops.push(unknown_name("--set", "field", name, names.iter().copied()));
            }
        }
    }
    for name in &args.leave_out {
        let of_response = || read.into_iter().flat_map(AsRead::members);
        let is_known = Contact::NAMES.contains(&name.as_str())
            || paths.contains(name)
            || of_response().any(|it| it == name);
        if !is_known {
            let names = paths.iter().map(String::as_str).chain(of_response());
            let names = distinct(Contact::NAMES.iter().copied().chain(names)).into_iter();
            stops.push(unknown_name("--leave-out", "datum or field", name, names));
        }
    }
    let may_delete =
        |call: &Call<'_>| matches!(call.operation().update, Update::Replace | Update::Unstated);
    if args.delete_missing && !calls.iter().any(may_delete) {
        let message =
            "--delete-missing has no effect: no operation here deletes fields without a value";
        stops.push(message.to_owned());
    }
    for option in &args.context {
        match option.split_once('=') {
            None => stops.push("--context takes NAME=VALUE".to_owned()),
            Some((name, _)) => stops.extend(check_context(name, calls)),
        }
    }
    stops.extend(duplicates("--set", &args.set, &fields));
    stops.extend(duplicates("--context", &args.context, &contexts(calls)));
    if stops.is_empty() {
        Ok(())
    } else {
        Err(Stop::Failure(stops))
    }
}

/// Returns the message about an option without a value: the value may be the argument behind it, which is read as a schema.
pub(super) fn without_value(args: &FitArgs) -> Option<Stop> {
    let options = [("--set", &args.set), ("--context", &args.context)];
    let (option, _) = options
        .into_iter()
        .find(|(_, given)| given.iter().any(|it| !it.contains('=')))?;
    Some(Stop::because(format!(
        "{option} takes NAME=VALUE: write `=` and no space between the name and the value"
    )))
}

/// Returns the names of the facts in the schemas.
fn contexts(calls: &[Call<'_>]) -> Vec<String> {
    let contexts = calls.iter().flat_map(|call| call.plan().contexts.iter());
    contexts.map(|context| context.name.clone()).collect()
}

/// Returns the message about a fact that no schema has, or that no rule of the operations depends on.
fn check_context(name: &str, calls: &[Call<'_>]) -> Option<String> {
    let known = contexts(calls);
    let known = distinct(known.iter().map(String::as_str));
    if !known.contains(&name) {
        return Some(unknown_name("--context", "fact", name, known.into_iter()));
    }
    let needed = calls
        .iter()
        .flat_map(|call| facts::not_given(call, |_| false));
    let needed = distinct(needed);
    if needed.contains(&name) {
        return None;
    }
    let reason = "no rule of the operations depends on it";
    Some(match &needed[..] {
        [] => format!("--context {name} has no effect: {reason}"),
        _ => format!(
            "--context {name} has no effect: {reason}; they depend on: {}",
            needed.join(", ")
        ),
    })
}

/// Returns a message for each known name that is given twice, because the first value would have no effect.
fn duplicates(option: &str, given: &[String], known: &[String]) -> Vec<String> {
    let names = given.iter().filter_map(|it| Some(it.split_once('=')?.0));
    // An unknown name may be a secret, and is already reported.
    let names = names.filter(|name| known.iter().any(|it| it == name));
    let mut seen = Vec::new();
    let mut twice = Vec::new();
    for name in names {
        if seen.contains(&name) {
            twice.push(name);
        }
        seen.push(name);
    }
    let twice = twice.into_iter();
    twice
        .map(|name| format!("{option} {name} is given twice"))
        .collect()
}

/// Returns the facts that an operation needs and that are not given.
pub(super) fn not_given<'p>(args: &FitArgs, call: &Call<'p>) -> Vec<&'p str> {
    facts::not_given(call, |name| {
        let mut given = args.context.iter();
        given.any(|it| it.split_once('=').is_some_and(|(it, _)| it == name))
    })
}

/// Returns the paths of the fields of an operation that `--set` can supply.
fn supplied(call: &Call<'_>) -> Vec<String> {
    call.plan().supplied_paths(call.operation())
}

/// Returns the paths of all fields of an operation.
fn paths(call: &Call<'_>) -> Vec<String> {
    call.plan().field_paths(call.operation())
}

/// Removes duplicates, and keeps the order.
pub(super) fn distinct<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}

/// Returns the choices for an operation, with the values of the fields that it has.
pub(super) fn choices(args: &FitArgs, call: &Call<'_>) -> Choices {
    let mut choices = Choices::new();
    for (name, value) in args.set.iter().filter_map(|option| option.split_once('=')) {
        if supplied(call).iter().any(|field| field == name) {
            choices.set(name.to_owned(), value);
        }
    }
    for datum in &args.leave_out {
        choices.leave_out(datum.clone());
    }
    if args.delete_missing {
        choices.delete_missing();
    }
    choices
}

/// Returns the facts for an operation. Facts that are not given are unknown, so the rules that need them are not checked.
pub(super) fn facts(args: &FitArgs, call: &Call<'_>) -> Result<Facts, Stop> {
    let contexts = &call.plan().contexts;
    let mut said = Vec::new();
    for (name, value) in args
        .context
        .iter()
        .filter_map(|option| option.split_once('='))
    {
        if let Some(at) = contexts.find(|context| context.name == name) {
            said.push((at, FactText::Is(value)));
        }
    }
    let (mut facts, violations) = call.facts(said);
    if !violations.is_empty() {
        return Err(Stop::because(format!("--context: {violations}")));
    }
    for at in contexts.ids() {
        if *facts.get(at) == Fact::Missing {
            facts.set(at, Fact::Unknown);
        }
    }
    Ok(facts)
}
