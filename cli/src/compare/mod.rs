//! `compare`: prints what providers accept for each datum of a contact.

use std::io::Write as _;

use wireform_codegen::plan::{Operation, Plan};
use wireform_site::compare::{compare, operation_of};
use wireform_site::pages::comparison_page;

use crate::args::{CompareArgs, CompareFormat};
use crate::shared::output::{self, Output, Status, Stop};
use crate::shared::schema;
use crate::shared::subject::unknown;

/// Prints the comparison.
pub(crate) fn run(args: &CompareArgs, out: &mut Output) -> Result<Status, Stop> {
    let plans = schema::plans(&args.providers)?;
    let chosen = choose(&plans, args.operation.as_deref())?;
    let comparison = compare(&chosen);
    let text = match args.format {
        CompareFormat::Table => comparison.table(),
        CompareFormat::Csv => comparison.csv(),
        CompareFormat::Json => comparison.json(),
        CompareFormat::Html => comparison_page(&comparison),
    };
    out.write_all(text.as_bytes())?;
    Ok(Status::Clean)
}

/// Returns the operation of each provider. A note names the providers without one.
fn choose<'p>(
    plans: &'p [Plan],
    wanted: Option<&str>,
) -> Result<Vec<(&'p Plan, &'p Operation)>, Stop> {
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
        match operation {
            Some(operation) => chosen.push((plan, operation)),
            None => without.push(plan.provider.as_str()),
        }
    }
    if let (true, Some(name)) = (chosen.is_empty(), wanted) {
        let sending = plans.iter().flat_map(|plan| {
            let operations = plan.operations.iter();
            let sending = operations.filter(|it| plan.carries_contact(it));
            sending.map(|it| it.name.as_str())
        });
        return Err(unknown("--operation", "operation", name, sending));
    }
    if !without.is_empty() {
        output::note(&format!(
            "no such operation that sends a contact: {}",
            without.join(", ")
        ));
    }
    Ok(chosen)
}
