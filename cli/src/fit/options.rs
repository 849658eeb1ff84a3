//! What the options say, and whether any schema knows the names in them.
//!
//! In: the arguments and the operations that are looked at. Out: choices and facts for each operation, or every name
//! that nothing knows: what would have no effect is a mistake of who types it.

use wireform::{Choices, Contact};
use wireform_interpret::{Call, Fact, FactText, Facts};

use crate::args::FitArgs;
use crate::shared::output::{self, Stop};
use crate::shared::subject::unknown;

/// Says all names that nothing knows.
pub(super) fn check(args: &FitArgs, calls: &[Call<'_>]) -> Result<(), Stop> {
    let fields: Vec<String> = calls.iter().flat_map(supplied).collect();
    let objects: Vec<String> = calls.iter().flat_map(objects).collect();
    let mut stops = Vec::new();
    for option in &args.set {
        match option.split_once('=') {
            // The whole may be a secret that somebody forgot the name of.
            None => stops.push(Stop::because("--set takes FIELD=VALUE")),
            Some((name, _)) if fields.iter().any(|field| field == name) => {}
            Some((name, _)) => {
                let names = distinct(fields.iter().map(String::as_str));
                stops.push(unknown("--set", "field", name, names.iter().copied()));
            }
        }
    }
    for name in &args.leave_out {
        if !Contact::NAMES.contains(&name.as_str()) && !objects.contains(name) {
            let names = objects.iter().map(String::as_str);
            let names = Contact::NAMES.iter().copied().chain(names);
            stops.push(unknown("--leave-out", "datum", name, names));
        }
    }
    let contexts = || calls.iter().flat_map(|call| call.plan().contexts.iter());
    for option in &args.context {
        match option.split_once('=') {
            None => stops.push(Stop::because("--context takes NAME=VALUE")),
            Some((name, _)) if contexts().any(|context| context.name == name) => {}
            Some((name, _)) => {
                let names = distinct(contexts().map(|context| context.name.as_str()));
                stops.push(unknown("--context", "fact", name, names.iter().copied()));
            }
        }
    }
    let last = stops.pop();
    for stop in stops {
        if let Stop::Failure(message) = stop {
            output::error(&message);
        }
    }
    last.map_or(Ok(()), Err)
}

/// The paths of the fields of an operation that take a text.
fn supplied(call: &Call<'_>) -> Vec<String> {
    call.plan().supplied_paths(call.operation())
}

/// The paths of the objects of an operation.
fn objects(call: &Call<'_>) -> Vec<String> {
    call.plan().object_paths(call.operation())
}

/// Each name once, in their order.
pub(super) fn distinct<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}

/// What is chosen for an operation: of the values those whose fields it has.
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
    choices
}

/// What is not said is not known: rules that need it are listed as not checked.
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
