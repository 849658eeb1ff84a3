//! `compare`: prints what providers accept for each datum of a contact.

use std::io::Write as _;

use wireform_codegen::plan::{Operation, Plan};
use wireform_site::compare::{compare, left_out, operation_of};
use wireform_site::pages::comparison_page;

use crate::args::{CompareArgs, CompareFormat};
use crate::shared::output::{self, Output, Status, Stop};
use crate::shared::schema;
use crate::shared::subject::unknown;

/// Prints the comparison.
pub(crate) fn run(args: &CompareArgs, out: &mut Output) -> Result<Status, Stop> {
    let plans = schema::plans(&args.providers)?;
    let (chosen, left_out) = choose(&plans, args.operation.as_deref())?;
    let mut comparison = compare(&chosen);
    comparison.left_out = left_out;
    let text = match args.format {
        CompareFormat::Table => comparison.table(),
        CompareFormat::Csv => comparison.csv(),
        CompareFormat::Json => comparison.json(),
        CompareFormat::Html => comparison_page(&comparison),
    };
    out.write_all(text.as_bytes())?;
    Ok(Status::Clean)
}

/// An operation that is compared, with its plan.
type Chosen<'p> = (&'p Plan, &'p Operation);

/// Returns the operation of each provider, and a sentence about each provider without one. Notes have these sentences, too.
fn choose<'p>(
    plans: &'p [Plan],
    wanted: Option<&str>,
) -> Result<(Vec<Chosen<'p>>, Vec<String>), Stop> {
    let mut chosen = Vec::new();
    let mut without = Vec::new();
    for plan in plans {
        let operation = match wanted {
            None => operation_of(plan),
            Some(name) => {
                let mut operations = plan.operations.iter();
                operations.find(|it| it.name == name && plan.carries_contact(it))
            }
        };
        match (operation, wanted) {
            (Some(operation), _) => chosen.push((plan, operation)),
            (None, None) => without.push(left_out(plan)),
            (None, Some(name)) => without.push(format!(
                "{} is left out: it has no operation {name} that sends a contact",
                plan.provider
            )),
        }
    }
    match (chosen.is_empty(), wanted) {
        (true, Some(name)) => return Err(no_operation(plans, name)),
        (true, None) => {
            let all = without.join("; ");
            return Err(Stop::because(format!(
                "nothing to compare: {all}; name an operation with --operation"
            )));
        }
        (false, _) => {}
    }
    for sentence in &without {
        output::note(sentence);
    }
    Ok((chosen, without))
}

/// Returns the failure for an operation that no provider has, or that sends no contact.
fn no_operation(plans: &[Plan], name: &str) -> Stop {
    let operations = || {
        plans
            .iter()
            .flat_map(|plan| plan.operations.iter().map(move |it| (plan, it)))
    };
    if operations().any(|(_, it)| it.name == name) {
        return Stop::because(format!(
            "--operation {name}: no field of its body is a datum of a contact, so there is nothing to compare"
        ));
    }
    let sending = operations().filter(|(plan, it)| plan.carries_contact(it));
    let names = sending.map(|(_, it)| it.name.as_str());
    unknown("--operation", "operation", name, names)
}
