//! What `encode` and `validate` look at: the operation, and everything said of it on the command line.

use wireform::{Code, Facet, Violation, Violations, Waivers};
use wireform_codegen::plan::{ContextId, Field, Operation, Plan, Type};
use wireform_interpret::{Call, FactText, Facts, Interpreter, ReadOptions};

use crate::args::InputArgs;
use crate::shared::output::Stop;
use crate::shared::{input, masking};

/// The operation of a name.
pub(crate) fn operation<'i>(
    interpreter: &'i Interpreter<'i>,
    name: &str,
) -> Result<Call<'i>, Stop> {
    interpreter.operation(name).ok_or_else(|| {
        let names = interpreter.plan().operations.iter();
        unknown(
            "OPERATION",
            "operation",
            name,
            names.map(|operation| operation.name.as_str()),
        )
    })
}

/// Says of an option that its name is unknown, with the closest of the known names or all of them.
pub(crate) fn unknown<'n>(
    option: &str,
    kind: &str,
    name: &str,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Stop {
    let message = match masking::near(name, names.clone()) {
        Some((typed, near)) => format!("there is no {kind} `{typed}`; did you mean `{near}`?"),
        None => {
            let names: Vec<&str> = names.collect();
            match names[..] {
                [] => format!("there is no {kind}"),
                _ => format!(
                    "there is no {kind} of that name; there are: {}",
                    names.join(", ")
                ),
            }
        }
    };
    Stop::because(format!("{option}: {message}"))
}

/// How values are read.
pub(crate) fn options(args: &InputArgs) -> ReadOptions {
    ReadOptions {
        delete_missing: args.delete_missing,
    }
}

/// The facts of the command line, and the data as the provider has it.
pub(crate) fn facts(call: &Call<'_>, args: &InputArgs) -> Result<Facts, Stop> {
    let mut said = Vec::new();
    for option in &args.context {
        let Some((name, value)) = option.split_once('=') else {
            return Err(Stop::because("--context takes NAME=VALUE"));
        };
        said.push((context("--context", call, name)?, FactText::Is(value)));
    }
    for name in &args.context_unknown {
        let given = |option: &&String| option.split_once('=').is_some_and(|(n, _)| n == name);
        if args.context.iter().any(|option| given(&option)) {
            return Err(Stop::because(format!(
                "--context-unknown {name}: --context says what it is; give one of the two"
            )));
        }
        said.push((context("--context-unknown", call, name)?, FactText::Unknown));
    }
    let (mut facts, violations) = call.facts(said);
    refuse("--context", &violations)?;
    if let Some(path) = &args.current {
        let read = input::file("--current", path, input::format_of(path, None))?
            .map_err(|wrong| Stop::because(format!("--current: {wrong}")))?;
        let (current, violations) = call.read_current(&read);
        refuse("--current", &violations)?;
        facts.current = Some(current);
    }
    Ok(facts)
}

/// The position of a fact in the plan.
fn context(option: &str, call: &Call<'_>, name: &str) -> Result<ContextId, Stop> {
    let contexts = &call.plan().contexts;
    let found = contexts.find(|context| context.name == name);
    found.ok_or_else(|| {
        let names = contexts.iter().map(|context| context.name.as_str());
        unknown(option, "fact", name, names)
    })
}

fn refuse(what: &str, violations: &Violations) -> Result<(), Stop> {
    if violations.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = violations.iter().map(sentence).collect();
    Err(Stop::because(format!("{what}: {}", lines.join("\n"))))
}

/// What is waived on the command line.
pub(crate) fn waivers(call: &Call<'_>, args: &InputArgs) -> Result<Waivers, Stop> {
    let mut waivers = Waivers::NONE;
    let operation = call.operation();
    for option in &args.waive {
        let Some((what, which)) = option.rsplit_once(':') else {
            return Err(Stop::because("--waive takes FIELD:CODE or rule:NAME"));
        };
        if what == "rule" && operation.rules.iter().any(|rule| rule.name == which) {
            waivers.waive_rule(which.to_owned());
            continue;
        }
        match which.parse::<Facet>() {
            Ok(facet) if has_field(call.plan(), operation, what) => {
                waivers.waive(what.to_owned(), facet);
            }
            Ok(_) => {
                let names = operation.fields.iter().map(|field| field.name.as_str());
                return Err(unknown("--waive", "field", what, names));
            }
            Err(_) if what == "rule" => {
                let names = operation.rules.iter().map(|rule| rule.name.as_str());
                return Err(unknown("--waive", "rule", which, names));
            }
            Err(_) => {
                let codes = Code::ALL.iter().filter(|code| code.facet().is_some());
                let codes = codes.map(|code| code.as_str());
                return Err(unknown("--waive", "code that can be waived", which, codes));
            }
        }
    }
    Ok(waivers)
}

/// Whether a dotted path leads to a field; lists are passed through without an index.
fn has_field(plan: &Plan, operation: &Operation, path: &str) -> bool {
    fn inside(plan: &Plan, fields: &[Field], path: &str) -> bool {
        fields.iter().any(|field| {
            let Some(rest) = path.strip_prefix(field.name.as_str()) else {
                return false;
            };
            if rest.is_empty() {
                return true;
            }
            let mut ty = &field.ty;
            while let Type::List(list) = ty {
                ty = &list.item;
            }
            match (rest.strip_prefix('.'), ty) {
                (Some(rest), Type::Object(index)) => {
                    inside(plan, &plan.objects[*index].fields, rest)
                }
                _ => false,
            }
        })
    }
    inside(plan, &operation.fields, path)
}

/// A violation as one line, with the code that waivers and scripts know it by.
pub(crate) fn sentence(violation: &Violation) -> String {
    match &*violation.path() {
        "" if violation.rule().is_none() => {
            format!("{} [{}]", violation.message(), violation.code())
        }
        _ => format!("{violation} [{}]", violation.code()),
    }
}
