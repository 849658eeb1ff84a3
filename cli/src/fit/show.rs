//! Prints verdicts as text: a table for each operation with a row for each datum, and the changes that the contact needs.
//!
//! Input: verdicts. Output: lines. They show values, but no control characters.

use std::collections::BTreeMap;
use std::io::Write as _;

use wireform::Code;
use wireform::contact::{
    Adjustment, AsRead, Change, Contact, Refusal, Removal, Sent, Verdict, Verdicts,
};
use wireform_codegen::plan::Update;
use wireform_interpret::Call;

use super::is_refused;
use super::table::Table;
use crate::shared::masking;
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
    for datum in data(contact, verdict) {
        let cells = [
            sent(verdict, &datum),
            adjusted(verdict, &datum),
            refusals(verdict, Some(&datum)),
        ];
        if !is_diff || cells.iter().any(|cell| !cell.is_empty()) {
            let datum = vec![datum];
            table.row(std::iter::once(datum).chain(cells).collect());
        }
    }
    let without_datum = refusals(verdict, None);
    if !without_datum.is_empty() {
        table.row(vec![
            vec!["-".to_owned()],
            Vec::new(),
            Vec::new(),
            without_datum,
        ]);
    }
    for line in table.lines(width() - 2) {
        writeln!(output, "  {line}")?;
    }
    let without_datum = |wanted: fn(&Sent) -> bool| -> Vec<String> {
        let sent = verdict.sent().iter().filter(|it| it.datum().is_none());
        let paths = sent.filter(|it| wanted(it)).map(|it| it.path().to_owned());
        paths.collect()
    };
    let would_delete = match call.operation().update {
        Update::Unstated => "may delete",
        Update::Replace | Update::Patch | Update::None => "would delete",
    };
    let lists = [
        ("supplied", without_datum(|it| !it.is_clear())),
        (
            "removed",
            without_datum(|it| it.is_clear() && it.removal() != Some(Removal::Unstated)),
        ),
        (
            "not sent, may be removed",
            without_datum(|it| it.removal() == Some(Removal::Unstated)),
        ),
        (would_delete, verdict.would_delete()),
        ("rules not checked", verdict.unchecked().to_vec()),
        (
            "facts not given (--context NAME=VALUE)",
            match verdict.unchecked().is_empty() {
                true => Vec::new(),
                false => not_given.iter().map(|&it| it.to_owned()).collect(),
            },
        ),
        (
            "to supply (--set FIELD=VALUE)",
            verdict.to_supply().into_iter().map(str::to_owned).collect(),
        ),
    ];
    for (name, list) in lists {
        if !list.is_empty() {
            writeln!(output, "  {name}: {}", visible(&list.join(", ")))?;
        }
    }
    for refusal in verdict.refusals().iter().filter(|it| it.is_to_supply()) {
        if refusal.code().violation() == Some(Code::Rule) {
            let (fields, message) = (refusal.supply().join(", "), refusal.message());
            writeln!(output, "    {fields}: {}", visible(message))?;
        }
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

/// Returns the data of the contact in their order, with those that only a refusal, an adjustment or a sent value is about.
/// For example, an empty line between two lines of the street is sent, but is not a datum of the contact.
fn data(contact: &Contact, verdict: &Verdict) -> Vec<String> {
    let mut data: Vec<String> = contact
        .data()
        .into_iter()
        .map(|(it, _)| it.into_owned())
        .collect();
    let adjusted = verdict.adjustments().iter().map(Adjustment::datum);
    let refused = verdict
        .refusals()
        .iter()
        .filter(|it| is_of_record(it))
        .filter_map(Refusal::datum);
    let sent = verdict.sent().iter();
    let sent = sent.filter(|it| it.is_clear() || it.datum().is_some_and(|it| it.contains('[')));
    let sent = sent.filter_map(Sent::datum);
    for datum in adjusted.chain(refused).chain(sent) {
        if data.iter().any(|it| it == datum) {
            continue;
        }
        // The whole street follows its lines, and a line follows the lines before it.
        let (root, number) = line(datum);
        let before = |it: &String| {
            let (of, other) = line(it);
            !root.is_empty() && of == root && other < number
        };
        match data.iter().rposition(before) {
            Some(at) => data.insert(at + 1, datum.to_owned()),
            None => data.push(datum.to_owned()),
        }
    }
    data
}

/// Returns the datum and the number of a line. The whole datum has the greatest number.
fn line(datum: &str) -> (&str, usize) {
    let Some((root, number)) = datum.split_once('[') else {
        return (datum, usize::MAX);
    };
    let number = number.trim_end_matches(']').parse();
    (root, number.unwrap_or(usize::MAX))
}

/// Returns the fields that a datum is sent in, with their values.
fn sent(verdict: &Verdict, datum: &str) -> Vec<String> {
    let into = |path: &str| {
        let mut adjustments = verdict.adjustments().iter();
        adjustments.any(|it| it.datum() == datum && it.path() == Some(path))
    };
    verdict
        .sent()
        .iter()
        .filter(|it| match it.datum() {
            Some(held) => held == datum || into(it.path()),
            None => false,
        })
        .map(|it| match it.removal() {
            Some(Removal::Unstated) => format!("{}: (not sent, may be removed)", it.path()),
            Some(_) => format!("{}: (removed)", it.path()),
            None if masking::sent(it).is_empty() => format!("{}: (empty)", it.path()),
            None => format!("{}: {}", it.path(), masking::sent_visibly(it)),
        })
        .collect()
}

fn adjusted(verdict: &Verdict, datum: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for adjustment in verdict
        .adjustments()
        .iter()
        .filter(|it| it.datum() == datum)
    {
        let line = match adjustment.change() {
            Change::LeftOut => "left out".to_owned(),
            change if adjustment.is_reversible() => change.as_str().to_owned(),
            change => format!("{} (one way)", change.as_str()),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Returns the refusals about a datum, or for `None` those that are not about a datum.
fn refusals(verdict: &Verdict, datum: Option<&str>) -> Vec<String> {
    let refusals = verdict.refusals().iter();
    refusals
        .filter(|it| it.datum() == datum && is_of_record(it))
        .map(|it| visible(&reason(it)))
        .collect()
}

/// Returns whether a refusal is in the table. Values to supply and deletions are in a list below it.
fn is_of_record(refusal: &Refusal) -> bool {
    !refusal.is_to_supply() && !refusal.is_deletion()
}

/// Returns the message of a refusal, with the field if it is not about a datum.
fn reason(refusal: &Refusal) -> String {
    match (refusal.datum(), refusal.path()) {
        (None, Some(path)) => format!("field {path}: {}", refusal.message()),
        _ => refusal.message().to_owned(),
    }
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
            let reason = reason(refusal).replace(&format!(" by {provider}"), "");
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
