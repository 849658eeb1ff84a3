//! The position at which a value stops matching its pattern. It consists of a few numbers, and words are made on demand.

use std::fmt::{self, Write};

use super::Matcher;
use super::run::{EITHER, END, MEMBER};
use super::words::Expected;
use crate::sentence::write_number;

/// The position at which a value stops matching its pattern. It reveals nothing of the value but a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    index: u32,
    pub(super) state: u32,
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

    /// Returns the number of characters before the mismatch.
    pub const fn index(&self) -> u32 {
        self.index
    }

    /// Returns whether the value ended too early. Otherwise it has a character that cannot follow.
    pub const fn ended(&self) -> bool {
        self.ended
    }

    /// Writes it in words: `at character 4: expected a digit or "."`.
    pub(super) fn write(&self, matcher: &Matcher, out: &mut impl Write) -> fmt::Result {
        let state = self.state;
        if self.ended {
            out.write_str("at the end: expected ")?;
        } else {
            out.write_str("at character ")?;
            write_number(out, u64::from(self.index) + 1)?;
            out.write_str(": expected ")?;
        }
        let expected = match matcher {
            Matcher::Length { .. } => Expected {
                ascii: if state == END { 0 } else { u128::MAX },
                beyond: state != END,
                end: state != MEMBER,
            },
            Matcher::Run(run) => {
                let (ascii, beyond) = run.classes.members(|class| class == 1 && state != END);
                Expected {
                    ascii,
                    beyond,
                    end: state == END || state == EITHER,
                }
            }
            Matcher::Small(small) => small.expected(state),
            Matcher::Table(exact) | Matcher::Bounded { exact, .. } => exact.expected(state),
        };
        let end = expected.end && !self.ended;
        Expected { end, ..expected }.write(out)
    }
}
