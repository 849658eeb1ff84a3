//! Where a value left its pattern: a few numbers, put into words on demand.

use std::fmt;

use super::Matcher;
use super::run::{EITHER, END, MEMBER};
use super::words::words;

/// Where a value left the set. It says nothing about the value but a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    index: u32,
    state: u32,
    ended: bool,
}

impl Mismatch {
    pub(super) const fn new(index: u32, state: u32, ended: bool) -> Self {
        Mismatch {
            index,
            state,
            ended,
        }
    }

    /// How many characters were good.
    pub const fn index(&self) -> u32 {
        self.index
    }

    /// Whether the value ended too soon, rather than went on with a character that cannot follow.
    pub const fn ended(&self) -> bool {
        self.ended
    }
}

/// A mismatch that is about to be put into words.
pub(super) struct Explained<'p> {
    pub(super) matcher: &'p Matcher,
    pub(super) mismatch: Mismatch,
}

impl fmt::Display for Explained<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mismatch {
            index,
            state,
            ended,
        } = self.mismatch;
        if ended {
            f.write_str("at the end: expected ")?;
        } else {
            write!(f, "at character {}: expected ", u64::from(index) + 1)?;
        }
        let (ascii, beyond, end) = match self.matcher {
            Matcher::Length { .. } => ([state != END; 128], state != END, state != MEMBER),
            Matcher::Run(run) => {
                let (ascii, beyond) = run.classes.members(|class| class == 1 && state != END);
                (ascii, beyond, state == END || state == EITHER)
            }
            Matcher::Small(small) => small.expected(state),
            Matcher::Table(exact) | Matcher::Bounded { exact, .. } => exact.expected(state),
        };
        words(f, ascii, beyond, end && !ended)
    }
}
