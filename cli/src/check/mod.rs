//! `check`: reports all diagnostics of schemas, and runs the examples of those without errors.

use std::io::Write as _;

use wireform_codegen::source::Severity;
use wireform_interpret::{Interpreter, run_examples};

use crate::args::CheckArgs;
use crate::shared::output::{self, Output, Status, Stop};
use crate::shared::schema;

/// Checks schemas, and prints a summary.
pub(crate) fn run(args: &CheckArgs, out: &mut Output) -> Result<Status, Stop> {
    let loaded = schema::load(&args.paths)?;
    loaded.report();
    let mut failed = 0;
    let mut examples = 0;
    for plan in &loaded.plans {
        let (count, mismatches) = run_examples(&Interpreter::new(plan));
        examples += count;
        failed += mismatches.len();
        for mismatch in mismatches {
            output::error(&format!("{}: {mismatch}", plan.schema));
        }
    }
    let of = |severity| {
        loaded
            .diagnostics
            .0
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    };
    writeln!(
        out,
        "{}, {}, {}; {}",
        counted(loaded.sources.ids().count(), "schema"),
        counted(of(Severity::Error), "error"),
        counted(of(Severity::Warning), "warning"),
        match failed {
            0 => format!("{} as expected", counted(examples, "example")),
            _ => format!(
                "{} in {}",
                counted(failed, "mismatch"),
                counted(examples, "example")
            ),
        }
    )?;
    Ok(Status::found(loaded.diagnostics.has_errors() || failed > 0))
}

/// Returns a number with its noun in the right form.
fn counted(count: usize, what: &str) -> String {
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "mismatch") => format!("{count} mismatches"),
        _ => format!("{count} {what}s"),
    }
}
