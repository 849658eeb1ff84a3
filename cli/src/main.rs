//! The command `wireform`: checks schemas, and validates and encodes values without compiling Rust.
//!
//! Input: arguments, files and standard input. Output: text on standard output, errors on standard error, and an exit
//! status: 0 for nothing found, 1 for findings, 2 for a run that failed; `decode` has 10 to 12 as well. Secrets are masked in all output. Each command
//! has a folder, and `shared` contains what several commands need.

mod accept;
mod args;
mod breaking;
mod check;
mod compare;
mod completions;
mod decode;
mod docs;
mod drift;
mod dump;
mod encode;
mod explain;
mod export;
mod fit;
mod fmt;
mod generate;
mod import;
mod lsp;
mod mock;
mod new;
mod pattern;
mod regenerate;
mod shared;
mod snapshot;
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
        // Prints the help or the error, and exits with the corresponding status.
        Err(error) => masking::usage_error(error).exit(),
    };
    args.color.write_global();
    let mut output = Output::new();
    let result = run(&args.command, &mut output).and_then(|status| {
        output.flush()?;
        Ok(status)
    });
    let status = match result {
        Ok(status) => status,
        // The reader has closed the pipe, which is not an error.
        Err(Stop::Closed) => Status::Clean,
        Err(Stop::Failure(messages)) => {
            // The findings so far come before the reason to stop.
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
        Command::Fmt(args) => fmt::run(args, output),
        Command::New(args) => new::run(args, output),
        Command::Generate(args) => generate::run(args, output),
        Command::Dump(args) => dump::run(args, output),
        Command::Pattern(args) => pattern::run(args, output),
        Command::Explain(args) => explain::run(args, output),
        Command::Encode(args) => encode::run(args, output),
        Command::Decode(args) => decode::run(args, output),
        Command::Validate(args) => validate::run(args, output),
        Command::Fit(args) => fit::run(args, output),
        Command::Mock(args) => mock::run(args),
        Command::Lsp => lsp::run(),
        Command::Import(args) => import::run(args, output),
        Command::Export(args) => export::run(args, output),
        Command::Snapshot(args) => snapshot::run(args, output),
        Command::Drift(args) => drift::run(args, output),
        Command::Accept(args) => accept::run(args, output),
        Command::Breaking(args) => breaking::run(args, output),
        Command::Regenerate(args) => regenerate::run(args, output),
        Command::Docs(args) => docs::run(args, output),
        Command::Compare(args) => compare::run(args, output),
        Command::Completions { shell } => completions::run(*shell, output),
    }
}
