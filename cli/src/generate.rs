//! `generate`: the Rust code of schemas, written into a folder for people to see and review.

use crate::args::GenerateArgs;
use crate::output::{Output, Status, Stop};
use crate::schema;

/// Writes the code, or compares it with what is there.
pub(crate) fn run(args: &GenerateArgs, _out: &mut Output) -> Result<Status, Stop> {
    let loaded = schema::load(&args.paths)?;
    loaded.report();
    if loaded.diagnostics.has_errors() {
        return Ok(Status::Findings);
    }
    Err(Stop::because("code cannot be written yet"))
}
