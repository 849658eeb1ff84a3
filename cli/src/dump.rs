//! `dump`: what a stage of the compiler made of a schema.

use std::io::Write as _;

use crate::args::{DumpArgs, Stage};
use crate::output::{Output, Status, Stop};
use crate::schema;

/// Prints a stage. A schema with errors is printed as far as it goes.
pub(crate) fn run(args: &DumpArgs, out: &mut Output) -> Result<Status, Stop> {
    let loaded = schema::load(std::slice::from_ref(&args.path))?;
    loaded.report();
    for document in &loaded.documents {
        match (args.stage, &document.plan) {
            (Stage::Syntax, _) => writeln!(out, "{:#?}", document.schema)?,
            (Stage::Plan, Some(plan)) => writeln!(out, "{plan:#?}")?,
            (Stage::Plan, None) => {}
        }
    }
    Ok(Status::found(loaded.diagnostics.has_errors()))
}
