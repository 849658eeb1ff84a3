//! The command `wireform`: looks at schemas, and sends values through them without compiling anything.
//!
//! In: arguments, files and standard input. Out: text on standard output, what is wrong on standard error, and an exit
//! status: 0 nothing found, 1 something found, 2 could not run. Secrets are masked wherever they would be printed.

mod args;
mod check;
mod dump;
mod explain;
mod fit;
mod generate;
mod pattern;
mod request;
mod shared;
mod validate;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};
use shared::masking;
use shared::output::{self, Output, Status, Stop};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        // Prints the help or the mistake, and ends with the status that belongs to it.
        Err(error) => masking::usage(error).exit(),
    };
    args.colour.write_global();
    let mut output = Output::new();
    let result = run(&args.command, &mut output).and_then(|status| {
        output.flush()?;
        Ok(status)
    });
    let status = match result {
        Ok(status) => status,
        // Who reads has seen enough; that is no mistake.
        Err(Stop::Closed) => Status::Clean,
        Err(Stop::Failure(messages)) => {
            // What was found so far belongs in front of the reason to stop.
            let _ = output.flush();
            for message in messages {
                output::error(&message);
            }
            Status::Failed
        }
    };
    ExitCode::from(status)
}

fn run(command: &Command, output: &mut Output) -> Result<Status, Stop> {
    match command {
        Command::Check(args) => check::run(args, output),
        Command::Generate(args) => generate::run(args, output),
        Command::Dump(args) => dump::run(args, output),
        Command::Pattern(args) => pattern::run(args, output),
        Command::Explain(args) => explain::run(args, output),
        Command::Encode(args) => request::encode(args, output),
        Command::Validate(args) => validate::run(args, output),
        Command::Fit(args) => fit::run(args, output),
        Command::Completions { shell } => explain::completions(*shell, output),
    }
}
