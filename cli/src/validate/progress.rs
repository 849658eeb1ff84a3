//! How far a long run has come, for who watches it on a terminal; nobody else sees anything.

use std::time::{Duration, Instant};

use crate::shared::output;

/// How long a run must take before it shows anything, and how often it does.
const EVERY: Duration = Duration::from_millis(200);

/// The one line of progress.
pub(crate) struct Progress {
    /// The size of the input, where it has one.
    size: Option<u64>,
    last: Option<Instant>,
    shown: bool,
}

impl Progress {
    pub(crate) fn new(size: Option<u64>) -> Self {
        Self {
            size,
            last: output::is_progress_watched().then(Instant::now),
            shown: false,
        }
    }

    /// Shows how far it is, if it is time to.
    pub(crate) fn tick(&mut self, passed: u64, records: u64, invalid: u64) {
        let Some(last) = &mut self.last else { return };
        if last.elapsed() < EVERY {
            return;
        }
        *last = Instant::now();
        self.shown = true;
        let percent = match self.size {
            Some(size) if size > 0 => format!(" ({} %)", passed.min(size) * 100 / size),
            _ => String::new(),
        };
        output::progress(&format!("{records} records{percent}, {invalid} invalid"));
    }

    /// Takes the line away, before something else is printed.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            output::progress("");
        }
    }
}
