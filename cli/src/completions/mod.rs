//! `completions`: prints the completion script of a shell.

use std::io::Write as _;

use clap::CommandFactory as _;

use crate::args::Args;
use crate::shared::output::{Output, Status, Stop};

/// Prints the completions of a shell.
pub(crate) fn run(shell: clap_complete::Shell, out: &mut Output) -> Result<Status, Stop> {
    // The generator panics if it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "wireform", &mut script);
    out.write_all(&script)?;
    Ok(Status::Clean)
}
