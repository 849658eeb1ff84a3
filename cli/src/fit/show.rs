//! Prints verdicts as text: a table for each operation with a row for each datum, and the changes that the contact needs.
//!
//! Input: verdicts. Output: lines. They show values, but no control characters.

use std::collections::BTreeMap;
use std::io::Write as _;

use wireform::contact::{AsRead, Contact, Verdict, Verdicts};
use wireform_codegen::plan::Update;
use wireform_interpret::Call;
use wireform_site::account::{self, is_refused};

use super::table::Table;
use crate::shared::output::{Output, Stop, columns, visible};

/// The width of a table if the output is not a terminal.
const DEFAULT_WIDTH: usize = 100;

/// Returns the width of the terminal, within limits.
fn width() -> usize {
    columns().map_or(DEFAULT_WIDTH, |width| width.clamp(60, 160))
}

/// Prints the table of one operation, and below it the lines that are not about a datum. They include the facts that the
/// unchecked rules need. In a comparison, only data that differ have a row.
pub(super) fn print_verdict(
    call: &Call<'_>,
    contact: &Contact,
    verdict: &Verdict,
    not_given: &[&str],
    is_diff: bool,
    output: &mut Output,
) -> Result<(), Stop> {
    let outcome = match is_refused(verdict) {
        true => "refused",
        false => "fits",
    };
    let (provider, operation) = (verdict.provider(), verdict.operation());
    writeln!(output, "{provider} {operation}: {outcome}")?;
    print_status(call, output)?;
    let mut table = Table::new(&["DATUM", "SENT AS", "ADJUSTED", "REFUSED"]);
    for row in account::rows(contact, verdict) {
        if !is_diff || !row.is_empty() {
            let datum = vec![row.datum.unwrap_or_else(|| "-".to_owned())];
            table.row(vec![datum, row.sent, row.adjusted, row.refused]);
        }
    }
    for line in table.lines(width() - 2) {
        writeln!(output, "  {line}")?;
    }
    let lists = account::lists(verdict);
    let would_delete = match call.operation().update {
        Update::Unstated => "may delete",
        Update::Replace | Update::Patch | Update::None => "would delete",
    };
    let not_given = match lists.unchecked.is_empty() {
        true => Vec::new(),
        false => not_given.iter().map(|&it| it.to_owned()).collect(),
    };
    let by_option = call.plan().supplied_paths(call.operation());
    let (to_supply, otherwise): (Vec<String>, Vec<String>) = lists
        .to_supply
        .into_iter()
        .partition(|it| by_option.contains(it));
    let named = [
        ("supplied", lists.supplied),
        ("removed", lists.removed),
        ("not sent, may be removed", lists.may_be_removed),
        (would_delete, lists.would_delete),
        ("rules not checked", lists.unchecked),
        ("facts not given (--context NAME=VALUE)", not_given),
        ("to supply (--set FIELD=VALUE)", to_supply),
        ("to supply in the values of the request", otherwise),
    ];
    for (name, list) in named {
        if !list.is_empty() {
            writeln!(output, "  {name}: {}", visible(&list.join(", ")))?;
        }
    }
    for reason in lists.reasons {
        writeln!(output, "    {reason}")?;
    }
    writeln!(output)?;
    Ok(())
}

/// Prints a note if an operation is withdrawn or deprecated.
fn print_status(call: &Call<'_>, output: &mut Output) -> Result<(), Stop> {
    let operation = call.operation();
    for (what, reason) in [
        ("withdrawn", &operation.withdrawn),
        ("deprecated", &operation.deprecated),
    ] {
        if let Some(reason) = reason {
            let (name, reason) = (&operation.name, visible(reason.trim_end()));
            writeln!(output, "  note: {name} is {what}: {reason}")?;
        }
    }
    Ok(())
}

/// Prints the changes that the contact needs so that all providers accept it.
pub(super) fn print_changes(verdicts: &Verdicts, output: &mut Output) -> Result<(), Stop> {
    let mut table = Table::new(&["DATUM", "WHY", "FOR"]);
    let mut found = false;
    for (datum, objections) in verdicts.changes() {
        let mut reasons: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for objection in objections {
            let (provider, refusal) = (objection.provider(), objection.refusal());
            // The message names its provider, which is also in the last column.
            let reason = account::reason(refusal).replace(&format!(" by {provider}"), "");
            let providers = reasons.entry(reason).or_default();
            if !providers.contains(&provider) {
                providers.push(provider);
            }
        }
        for (reason, providers) in reasons {
            found = true;
            let datum = datum.unwrap_or("-");
            table.row(vec![
                vec![datum.to_owned()],
                vec![visible(&reason)],
                vec![providers.join(", ")],
            ]);
        }
    }
    if found {
        writeln!(
            output,
            "Changes to the contact, so that all providers accept it:"
        )?;
        for line in table.lines(width() - 2) {
            writeln!(output, "  {line}")?;
        }
    }
    Ok(())
}

/// Prints the parts of a response that could not be read as data of a contact.
pub(super) fn print_unread(read: &AsRead, output: &mut Output) -> Result<(), Stop> {
    for unread in read.unread() {
        writeln!(output, "as read, {}", visible(&unread.to_string()))?;
    }
    Ok(())
}

/// Prints that an operation would change nothing.
pub(super) fn print_no_difference(call: &Call<'_>, output: &mut Output) -> Result<(), Stop> {
    let (provider, operation) = (&call.plan().provider, &call.operation().name);
    writeln!(output, "{provider} {operation}: nothing differs")?;
    print_status(call, output)
}
