//! `dump`: prints the result of a stage of the compiler.

use std::io::Write as _;
use std::sync::Arc;

use wireform_codegen::lower::{dump, lower};
use wireform_codegen::source::{self, Diagnostics};
use wireform_codegen::syntax;

use crate::args::{DumpArgs, Stage};
use crate::shared::output::{Output, Status, Stop};
use crate::shared::schema;

/// Prints the result of a stage. For a schema with errors, it prints the parts without errors.
pub(crate) fn run(args: &DumpArgs, out: &mut Output) -> Result<Status, Stop> {
    let paths = std::slice::from_ref(&args.path);
    let loaded = schema::load(paths)?;
    loaded.report();
    match args.stage {
        Stage::Syntax => {
            for file in loaded.sources.ids() {
                // `report` has printed the diagnostics.
                let mut again = Diagnostics::default();
                if let Some(root) = source::parse(&loaded.sources, file, &mut again) {
                    let schema = syntax::parse(file, &root, &mut again).schema;
                    write!(out, "{}", syntax::dump(&schema))?;
                }
            }
        }
        Stage::Plan => {
            let memo = Arc::default();
            for plan in &loaded.plans {
                write!(out, "{}", dump(&lower(plan, &memo)))?;
            }
        }
    }
    Ok(Status::found(loaded.diagnostics.has_errors()))
}
