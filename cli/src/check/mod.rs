//! `check`: reports all diagnostics of schemas, and runs the examples of those without errors.
//!
//! With `--fix`, it first applies the fixes that are certain.

mod fix;
mod messages;

use std::io::Write as _;

use wireform_codegen::source::{Diagnostics, Severity, Sources};
use wireform_interpret::{Interpreter, run_examples};

use crate::args::{CheckArgs, MessageFormat};
use crate::shared::output::{Output, Status, Stop};
use crate::shared::schema;

/// What a run found.
struct Report {
    sources: Sources,
    diagnostics: Diagnostics,
    /// What differs from the examples, each with the name of the schema.
    mismatches: Vec<(String, String)>,
    /// The number of examples.
    examples: usize,
}

impl Report {
    /// Returns the number of diagnostics of a severity.
    fn count(&self, severity: Severity) -> usize {
        let found = self.diagnostics.0.iter();
        found.filter(|found| found.severity == severity).count()
    }

    /// Returns the summary, on one line.
    fn summary(&self) -> String {
        format!(
            "{}, {}, {}; {}",
            counted(self.sources.ids().count(), "schema"),
            counted(self.count(Severity::Error), "error"),
            counted(self.count(Severity::Warning), "warning"),
            match self.mismatches.len() {
                0 => format!("{} as expected", counted(self.examples, "example")),
                failed => format!(
                    "{} in {}",
                    counted(failed, "mismatch"),
                    counted(self.examples, "example")
                ),
            }
        )
    }
}

/// Checks schemas, and prints what it found.
pub(crate) fn run(args: &CheckArgs, out: &mut Output) -> Result<Status, Stop> {
    if args.fix {
        fix::run(&args.paths)?;
    }
    let loaded = schema::load(&args.paths)?;
    let mut report = Report {
        sources: loaded.sources,
        diagnostics: loaded.diagnostics,
        mismatches: Vec::new(),
        examples: 0,
    };
    for plan in &loaded.plans {
        let (count, mismatches) = run_examples(&Interpreter::new(plan));
        report.examples += count;
        let mismatches = mismatches.iter();
        let named = mismatches.map(|found| (plan.schema.clone(), found.to_string()));
        report.mismatches.extend(named);
    }
    match args.message_format {
        MessageFormat::Human => messages::human(&report),
        MessageFormat::Short => write!(out, "{}", messages::short(&report))?,
        MessageFormat::Json => write!(out, "{}", messages::json(&report))?,
        MessageFormat::Sarif => write!(out, "{}", messages::sarif(&report))?,
        MessageFormat::Github => write!(out, "{}", messages::github(&report))?,
    }
    if matches!(
        args.message_format,
        MessageFormat::Human | MessageFormat::Short | MessageFormat::Github
    ) {
        writeln!(out, "{}", report.summary())?;
    }
    let failed = report.diagnostics.has_errors() || !report.mismatches.is_empty();
    Ok(Status::found(failed))
}

/// Returns a number with its noun in the right form.
fn counted(count: usize, what: &str) -> String {
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "mismatch") => format!("{count} mismatches"),
        _ => format!("{count} {what}s"),
    }
}
