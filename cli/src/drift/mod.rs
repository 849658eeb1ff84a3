//! `drift`: compares a page with the lock of a schema, and proposes edits.
//!
//! Input: a schema, its lock, and a page. Output: a report; with `--apply`, the schema with the certain edits.

use std::io::Write as _;

use wireform_upkeep::drift::{Report, apply, drift};

use crate::args::{DriftArgs, DriftFormat};
use crate::shared::files;
use crate::shared::output::{Output, Status, Stop};
use crate::shared::pages;

/// Prints the differences.
pub(crate) fn run(args: &DriftArgs, out: &mut Output) -> Result<Status, Stop> {
    let opened = pages::open(&args.page)?;
    let lock = pages::need_lock(&opened)?;
    let Some(locked) = lock.page(&opened.name) else {
        return Err(Stop::because("the lock has no such page"));
    };
    let (found, _) = drift(&opened.schema, locked, &opened.text, opened.format);
    let applied = args.apply.then(|| apply(&opened.schema, &found));
    let edited = applied.as_ref().map(|applied| applied.text.as_str());
    if let Some(text) = edited.filter(|text| *text != opened.schema.text()) {
        files::write(&args.page.schema, text)?;
    }
    let name = args.page.schema.display().to_string();
    let report = Report {
        drift: &found,
        schema: &name,
        page: &opened.name,
        applied: applied.as_ref(),
    };
    let text = match args.format {
        DriftFormat::Human => report.human(),
        DriftFormat::Json => report.json(),
        DriftFormat::Markdown => report.markdown(),
        DriftFormat::Github => report.github(),
    };
    write!(out, "{text}")?;
    Ok(Status::found(!found.findings.is_empty()))
}
