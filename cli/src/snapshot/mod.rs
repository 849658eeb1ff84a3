//! `snapshot`: records what a page says about a schema.
//!
//! Input: a schema, a page, and the lock so far. Output: the lock, and what is left for a person to decide.

use std::io::Write as _;

use wireform_codegen::plan::Plan;
use wireform_upkeep::lock::{Note, Snapshot, coverage, snapshot};

use crate::args::SnapshotArgs;
use crate::shared::files;
use crate::shared::output::{Output, Status, Stop};
use crate::shared::pages;

/// Writes the lock of a page.
pub(crate) fn run(args: &SnapshotArgs, out: &mut Output) -> Result<Status, Stop> {
    let opened = pages::open(&args.page)?;
    let old = pages::read_lock(&opened.lock_path)?;
    let plan = opened.schema.plan();
    let new = snapshot(
        plan,
        &opened.name,
        &opened.text,
        opened.format,
        old.as_ref(),
        args.with_text,
    );
    files::write(&opened.lock_path, &new.lock.to_string())?;
    writeln!(out, "{}", opened.lock_path.display())?;
    print_open(&new, &opened.name, plan, out)
}

/// Prints what is left for a person to decide: lines, proposals and constraints.
pub(crate) fn print_open(
    new: &Snapshot,
    page: &str,
    plan: &Plan,
    out: &mut Output,
) -> Result<Status, Stop> {
    let lines = new.lock.page(page).map_or(&[][..], |page| &page.lines[..]);
    for (locked, line) in lines.iter().zip(&new.reading.lines) {
        if locked.note == Note::Unplaced {
            writeln!(out, "unplaced ({}): {}", line.place, line.text)?;
        }
        for fact in locked.facts.iter().filter(|fact| fact.is_proposed) {
            let name = match fact.path.as_str() {
                "-" => fact.operation.clone(),
                path => format!("{}.{path}", fact.operation),
            };
            writeln!(
                out,
                "proposed for {name} {}: {}",
                fact.kind.name(),
                line.text
            )?;
        }
    }
    let found = coverage(plan, &new.lock);
    for constraint in &found.unsupported {
        writeln!(
            out,
            "no source: {} {} {} {}",
            constraint.operation, constraint.path, constraint.kind, constraint.value
        )?;
    }
    let mut counts = vec![format!("{} constraints cited", found.cited)];
    counts.extend(
        found
            .sourced
            .iter()
            .map(|(who, count)| format!("{count} from {who}")),
    );
    counts.push(format!("{} without source", found.unsupported.len()));
    counts.extend(
        found
            .waived
            .iter()
            .map(|(reason, count)| format!("{count} waived as {reason}")),
    );
    counts.push(format!("{} unplaced", found.unplaced));
    counts.push(format!("{} proposed", found.proposed));
    writeln!(out, "{page}: {}", counts.join(", "))?;
    Ok(Status::found(
        !found.unsupported.is_empty() || found.unplaced + found.proposed > 0,
    ))
}
