//! Where text goes, and how a run ends: the only place that opens an output stream.
//!
//! Standard output gets bytes exactly as they are, and may be closed by who reads it, for example `head`: that ends the
//! run quietly. Standard error is coloured where a person reads it, and never gets control characters of the input.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::process::ExitCode;

/// How a run that came to its end went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Nothing found.
    Clean,
    /// Something is wrong with what was looked at.
    Findings,
    /// Could not run.
    Failed,
}

impl Status {
    /// [`Status::Findings`] if there are any.
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
        })
    }
}

/// Why a run did not come to its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Nobody reads standard output any more.
    Closed,
    /// Something that the run needs is not there or cannot be used: one message for each.
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

/// Keeps the reasons to stop until everything else has been looked at.
pub(crate) fn later<T>(found: Result<T, Stop>, wrong: &mut Vec<String>) -> Result<Option<T>, Stop> {
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

/// Whether a person watches standard output.
pub(crate) fn is_watched() -> bool {
    io::stdout().is_terminal()
}

/// Returns how many columns the terminal of standard output has.
pub(crate) fn columns() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(width.0))
}

/// Whether a person watches standard error.
pub(crate) fn is_progress_watched() -> bool {
    io::stderr().is_terminal()
}

/// Puts a line of progress on standard error in place of the one before; an empty one takes that away.
pub(crate) fn progress(line: &str) {
    let _ = write!(io::stderr(), "\r\x1b[K{line}");
}

/// Says on standard error why the run ends, or that something is wrong. Nobody may listen; that changes nothing.
pub(crate) fn error(message: &str) {
    let _ = writeln!(
        anstream::stderr(),
        "\x1b[1;31merror\x1b[0m: {}",
        visible(message.trim_end())
    );
}

/// Says something on standard error that is no mistake.
pub(crate) fn note(message: &str) {
    let _ = writeln!(
        anstream::stderr(),
        "\x1b[1;36mnote\x1b[0m: {}",
        visible(message.trim_end())
    );
}

/// Puts a rendered text on standard error as it is.
pub(crate) fn rendered(text: &str) {
    let _ = write!(anstream::stderr(), "{text}");
}

/// Returns a text whose invisible characters, line feeds apart, stand as their numbers: they cannot steer a terminal.
pub(crate) fn visible(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(wireform::__rt::visible).collect();
    lines.join("\n")
}
