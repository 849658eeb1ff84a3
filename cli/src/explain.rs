//! `explain` and `completions`: what the command knows by heart.

use std::io::Write as _;

use clap::CommandFactory as _;

use crate::args::{Args, ExplainArgs};
use crate::shared::output::{Output, Status, Stop};

/// Explains a code, or lists all of them.
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
            "CODE: there is no diagnostic of that code; `wireform explain` lists all",
        )),
    }
}

/// A code as it is listed: `12` and `wf12` are WF0012.
fn in_full(written: &str) -> String {
    let upper = written.to_uppercase();
    match upper.strip_prefix("WF").unwrap_or(&upper).parse::<u16>() {
        Ok(number) => format!("WF{number:04}"),
        Err(_) => upper,
    }
}

/// Prints the completions of a shell.
pub(crate) fn completions(
    shell: clap_complete::Shell,
    output: &mut Output,
) -> Result<Status, Stop> {
    // The generator panics where it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "wireform", &mut script);
    output.write_all(&script)?;
    Ok(Status::Clean)
}
