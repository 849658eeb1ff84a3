//! `wireform fit`: one customer against the operations of many providers, before anything is sent.
//!
//! In: a contact as JSON, schemas, facts and values that no contact has, and the contact as read if only what differs
//! is asked for. Out: for each operation what would be sent, what
//! is adjusted on the way and what is refused, and why; then what has to change in the record. The values of the contact
//! are shown, because that is what is asked for.

mod as_read;
mod show;
mod table;

use std::io::Write as _;

use serde_json::json;
use wireform::{Choices, Contact, Refusal, Verdict, Verdicts, Waivers};
use wireform_codegen::plan::Update;
use wireform_interpret::{Call, Fact, FactText, Facts, Interpreter};

use crate::args::{FitArgs, Format};
use crate::output::{Output, Status, Stop};
use crate::schema;

/// Runs it.
pub(crate) fn run(args: &FitArgs, output: &mut Output) -> Result<Status, Stop> {
    let contact = contact(args)?;
    if args.as_read.is_some() && args.schemas.len() != 1 {
        return Err(Stop::because("--as-read takes one schema"));
    }
    let mut refused = false;
    let mut fitted = false;
    let mut verdicts = Vec::new();
    for path in &args.schemas {
        let plan = schema::plan(path)?;
        let interpreter = Interpreter::new(&plan);
        let read = match &args.as_read {
            Some(file) => Some(as_read::read(file, &interpreter)?),
            None => None,
        };
        if let (Some(read), Format::Human) = (&read, args.format) {
            show::unread(read, output)?;
        }
        for call in interpreter.operations() {
            let operation = call.operation();
            let wanted = match &args.operation {
                Some(name) => operation.name == *name,
                None => operation.update != Update::None,
            };
            if !wanted || !operation.carries_contact() {
                continue;
            }
            fitted = true;
            let (choices, facts) = (choices(args, &call)?, facts(args, &call)?);
            let verdict = match &read {
                Some(read) => call.diff(&contact, read, &choices, &facts, &Waivers::NONE),
                None => Some(call.verdict(&contact, &choices, &facts, &Waivers::NONE)),
            };
            let Some(verdict) = verdict else {
                if args.format == Format::Human {
                    show::nothing(&call, output)?;
                }
                continue;
            };
            refused |= verdict
                .refusals
                .iter()
                .any(|refusal| !is_to_supply(refusal));
            match args.format {
                Format::Human => show::verdict(&contact, &verdict, read.is_some(), output)?,
                Format::Json => writeln!(output, "{}", as_json(&verdict))?,
            }
            verdicts.push(verdict);
        }
    }
    if !fitted {
        return Err(Stop::because(
            "no operation of these schemas takes a contact",
        ));
    }
    if args.format == Format::Human {
        show::changes(&Verdicts::new(verdicts), output)?;
    }
    Ok(Status::found(refused))
}

fn contact(args: &FitArgs) -> Result<Contact, Stop> {
    let shown = args.contact.display();
    let text = if args.contact.as_os_str() == "-" {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(&args.contact)
    };
    let text = text.map_err(|error| Stop::because(format!("{shown}: {error}")))?;
    serde_json::from_str(&text).map_err(|error| {
        // What serde says may repeat a value of the contact; where it is says enough, beside a wrong key.
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let wrong = match message.split_once("unknown field `") {
            Some((_, rest)) => format!(
                "there is no datum `{}`",
                rest.split('`').next().unwrap_or_default()
            ),
            None => "this is no contact".to_owned(),
        };
        Stop::because(format!("{shown}:{line}:{column}: {wrong}"))
    })
}

fn choices(args: &FitArgs, call: &Call<'_>) -> Result<Choices, Stop> {
    let mut choices = Choices::new();
    for option in &args.set {
        let Some((name, value)) = option.split_once('=') else {
            return Err(Stop::because(format!("--set {option}: write FIELD=VALUE")));
        };
        if call
            .operation()
            .fields
            .iter()
            .any(|field| field.name == name)
        {
            choices.set(name.to_owned(), value);
        }
    }
    for datum in &args.leave_out {
        choices.leave_out(datum.clone());
    }
    Ok(choices)
}

/// What is not said is not known: rules that need it are listed as not checked.
fn facts(args: &FitArgs, call: &Call<'_>) -> Result<Facts, Stop> {
    let contexts = &call.plan().contexts;
    let mut said = Vec::new();
    for option in &args.context {
        let Some((name, value)) = option.split_once('=') else {
            return Err(Stop::because(format!(
                "--context {option}: a fact is NAME=VALUE"
            )));
        };
        if let Some(at) = contexts.iter().position(|context| context.name == name) {
            said.push((at, FactText::Is(value)));
        }
    }
    let (mut facts, violations) = call.facts(said);
    if !violations.is_empty() {
        return Err(Stop::because(format!("--context: {violations}")));
    }
    for at in 0..contexts.len() {
        if *facts.get(at) == Fact::Missing {
            facts.set(at, Fact::Unknown);
        }
    }
    Ok(facts)
}

/// Whether a refusal only says that no contact has this.
fn is_to_supply(refusal: &Refusal) -> bool {
    refusal.code() == "required" && refusal.datum().is_empty()
}

fn as_json(verdict: &Verdict) -> serde_json::Value {
    let sent: Vec<_> = verdict
        .sent
        .iter()
        .map(|sent| match sent.is_clear() {
            true => json!({ "path": sent.path(), "datum": sent.datum(), "clear": true }),
            false => json!({ "path": sent.path(), "datum": sent.datum(), "value": sent.value() }),
        })
        .collect();
    let adjustments: Vec<_> = verdict
        .adjustments
        .iter()
        .map(|it| {
            json!({
                "datum": it.datum(),
                "path": it.path(),
                "change": it.change().as_str(),
                "reversible": it.is_reversible(),
            })
        })
        .collect();
    let refusals: Vec<_> = verdict
        .refusals
        .iter()
        .map(|it| {
            json!({
                "datum": it.datum(),
                "path": it.path(),
                "wire_path": it.wire_path(),
                "code": it.code(),
                "message": it.message(),
            })
        })
        .collect();
    json!({
        "provider": verdict.provider,
        "operation": verdict.operation,
        "accepted": verdict.is_accepted(),
        "sent": sent,
        "adjustments": adjustments,
        "refusals": refusals,
        "unchecked": verdict.unchecked,
    })
}
