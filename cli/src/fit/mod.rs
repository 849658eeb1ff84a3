//! `fit`: fits a contact to the operations of several providers, without sending anything.
//!
//! Input: a contact as JSON, schemas, facts, values that are not data of a contact, and for a comparison the contact as
//! read. Output: for each operation the data that would be sent, adjusted and refused, with reasons, and the changes that
//! the contact needs. The output shows the values of the contact, because that is its purpose.

mod as_read;
mod contact;
mod json;
mod operations;
mod options;
mod show;
mod table;

use std::io::Write as _;

use wireform::Waivers;
use wireform::contact::{AsRead, Contact, Refusal, Verdict, Verdicts};
use wireform_codegen::plan::Plan;
use wireform_interpret::{Call, Interpreter};
use wireform_site::account::is_refused;

use crate::args::{FitArgs, FitFormat as Format};
use crate::shared::output::{self, Output, Status, Stop};
use crate::shared::{schema, subject};

/// Prints what each operation would do with the contact.
pub(crate) fn run(args: &FitArgs, output: &mut Output) -> Result<Status, Stop> {
    let contact = contact::read(&args.contact)?;
    if args.as_read.is_some() && args.schemas.len() != 1 {
        return Err(Stop::because("--as-read takes one schema"));
    }
    let plans: Vec<Plan> = args
        .schemas
        .iter()
        .map(|path| schema::plan(path))
        .collect::<Result<_, _>>()
        .map_err(|stop| options::without_value(args).unwrap_or(stop))?;
    let interpreters: Vec<Interpreter<'_>> = plans.iter().map(Interpreter::new).collect();
    let calls = operations::calls(args, &interpreters)?;
    let read = match (&args.as_read, interpreters.first()) {
        (Some(file), Some(interpreter)) => Some(as_read::read(file, interpreter)?),
        _ => None,
    };
    options::check(args, &calls, read.as_ref())?;
    if let (Some(read), Format::Human) = (&read, args.format) {
        show::print_unread(read, output)?;
    }
    let mut refused = false;
    let mut verdicts = Vec::new();
    for call in &calls {
        let verdict = verdict(args, call, &contact, read.as_ref())?;
        refused |= verdict.as_ref().is_some_and(is_refused);
        match (args.format, &verdict) {
            (Format::Human, Some(verdict)) => {
                let not_given = options::not_given(args, call);
                show::print_verdict(call, &contact, verdict, &not_given, read.is_some(), output)?;
            }
            (Format::Human, None) => show::print_no_difference(call, output)?,
            (Format::Json, verdict) => {
                let object = json::operation_object(call, verdict.as_ref(), read.is_some());
                writeln!(output, "{object}")?;
            }
        }
        verdicts.extend(verdict);
    }
    if args.format == Format::Human {
        let deletes = |verdict: &Verdict| verdict.refusals().iter().any(Refusal::is_deletion);
        if verdicts.iter().any(deletes) {
            output::note(subject::DELETE_MISSING);
        }
        show::print_changes(&Verdicts::new(verdicts), output)?;
    }
    Ok(Status::found(refused))
}

/// Returns the verdict about the contact, or about its differences from the contact as read. `None` if nothing differs.
fn verdict(
    args: &FitArgs,
    call: &Call<'_>,
    contact: &Contact,
    read: Option<&AsRead>,
) -> Result<Option<Verdict>, Stop> {
    let (choices, facts) = (options::choices(args, call), options::facts(args, call)?);
    let Some(read) = read else {
        let verdict = call.verdict(contact, &choices, &facts, &Waivers::NONE);
        return Ok(Some(verdict));
    };
    let fitted = call.fit(contact, Some(read), &choices, &facts, &Waivers::NONE);
    // Values to supply do not matter if nothing is sent.
    let differs =
        fitted.result.changed || !fitted.result.refusals.iter().all(Refusal::is_to_supply);
    let (provider, operation) = (&call.plan().provider, &call.operation().name);
    Ok(differs.then(|| Verdict::__new(provider, operation, fitted.result, fitted.unchecked)))
}
