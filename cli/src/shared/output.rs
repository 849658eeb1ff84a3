//! Writes output and errors, and defines how a run ends. Only this file opens an output stream.
//!
//! Standard output gets bytes unchanged. If its reader closes it, as `head` does, the run ends without an error. Standard
//! error is colored on a terminal, and never gets control characters of the input.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::process::ExitCode;

pub(crate) use wireform_site::account::visible;

/// The exit status of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// The run found nothing.
    Clean,
    /// The run found mistakes or violations.
    Findings,
    /// The run failed.
    Failed,
    /// The provider accepted the request, to be done later.
    Accepted,
    /// The provider refused the request.
    Refused,
    /// The response does not say whether the request was carried out.
    Unknown,
}

impl Status {
    /// Returns [`Status::Findings`] if there are any.
    pub(crate) fn found(any: bool) -> Self {
        if any { Self::Findings } else { Self::Clean }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Failed => 2,
            Status::Accepted => 10,
            Status::Refused => 11,
            Status::Unknown => 12,
        })
    }
}

/// The reason why a run ends early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The reader has closed standard output.
    Closed,
    /// The run cannot continue. Each message is one reason.
    Failure(Vec<String>),
}

impl Stop {
    pub(crate) fn because(message: impl Into<String>) -> Self {
        Self::Failure(vec![message.into()])
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::because(format!("cannot write: {error}")),
        }
    }
}

/// Collects the reasons to stop, so that one run reports all of them.
pub(crate) fn collect_failures<T>(
    found: Result<T, Stop>,
    wrong: &mut Vec<String>,
) -> Result<Option<T>, Stop> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Stop::Failure(messages)) => {
            wrong.extend(messages);
            Ok(None)
        }
        Err(Stop::Closed) => Err(Stop::Closed),
    }
}

/// Standard output.
pub(crate) struct Output(BufWriter<io::Stdout>);

impl Output {
    pub(crate) fn new() -> Self {
        Self(BufWriter::with_capacity(64 << 10, io::stdout()))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Returns whether standard output is a terminal.
pub(crate) fn is_watched() -> bool {
    io::stdout().is_terminal()
}

/// Returns the width of the terminal of standard output.
pub(crate) fn columns() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(width.0))
}

/// Returns whether standard error is a terminal.
pub(crate) fn is_progress_watched() -> bool {
    io::stderr().is_terminal()
}

/// Replaces the line of progress on standard error. An empty text removes it.
pub(crate) fn progress(line: &str) {
    let _ = write!(io::stderr(), "\r\x1b[K{line}");
}

/// Prints an error to standard error. Ignores a closed stream.
pub(crate) fn error(message: &str) {
    let _ = writeln!(
        anstream::stderr(),
        "\x1b[1;31merror\x1b[0m: {}",
        visible(message.trim_end())
    );
}

/// Prints a line to standard output at once. Ignores a closed stream.
pub(crate) fn line(text: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{}", visible(text));
    let _ = out.flush();
}

/// Prints a note to standard error.
pub(crate) fn note(message: &str) {
    let _ = writeln!(
        anstream::stderr(),
        "\x1b[1;36mnote\x1b[0m: {}",
        visible(message.trim_end())
    );
}

/// Prints a text to standard error unchanged.
pub(crate) fn rendered(text: &str) {
    let _ = write!(anstream::stderr(), "{text}");
}
