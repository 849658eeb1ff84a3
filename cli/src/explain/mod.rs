//! `explain`: prints the meaning of a diagnostic code.

use std::io::Write as _;

use crate::args::ExplainArgs;
use crate::shared::output::{Output, Status, Stop};

/// Explains a code, or lists all codes.
pub(crate) fn run(args: &ExplainArgs, output: &mut Output) -> Result<Status, Stop> {
    let Some(written) = &args.code else {
        for code in wireform_codegen::all_codes() {
            writeln!(output, "{}  {}", code.code, code.title)?;
        }
        return Ok(Status::Clean);
    };
    match wireform_codegen::explain(&in_full(written)) {
        Some(code) => {
            writeln!(
                output,
                "{}: {}\n\n{}",
                code.code,
                code.title,
                code.explanation()
            )?;
            Ok(Status::Clean)
        }
        None => Err(Stop::because(
            "CODE: there is no diagnostic with this code; `wireform explain` lists all codes",
        )),
    }
}

/// Returns the full form of a code: `12` and `wf12` stand for WF0012.
fn in_full(written: &str) -> String {
    let upper = written.to_uppercase();
    match upper.strip_prefix("WF").unwrap_or(&upper).parse::<u16>() {
        Ok(number) => format!("WF{number:04}"),
        Err(_) => upper,
    }
}
