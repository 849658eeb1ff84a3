//! Shows the progress of a long run on a terminal.

use std::time::{Duration, Instant};

use crate::shared::output;

/// The time before the first line of progress, and between two lines.
const INTERVAL: Duration = Duration::from_millis(200);

/// The line of progress.
pub(crate) struct Progress {
    /// The size of the input, if it is known.
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

    /// Updates the line of progress after each interval.
    pub(crate) fn update(&mut self, passed: u64, records: u64, invalid: u64) {
        let Some(last) = &mut self.last else { return };
        if last.elapsed() < INTERVAL {
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

    /// Removes the line before other output.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            output::progress("");
        }
    }
}
