//! Reads repetitions.

use super::state::{Reader, Stop};
use crate::pattern::PatternDiagnostic;
use crate::syntax::Dialect;

impl Reader<'_> {
    /// Reads the repetitions behind a part that was written from `start`.
    pub(super) fn repetitions(&mut self, start: usize) -> Result<(), Stop> {
        let mut is_first = true;
        loop {
            self.skip_layout();
            let from = self.at;
            if self.is_quoted() {
                return Ok(());
            }
            let bounds = match self.peek() {
                Some('*') => "*".to_owned(),
                Some('+') => "+".to_owned(),
                Some('?') => "?".to_owned(),
                Some('{') => match self.counts(from) {
                    Some((length, bounds)) => {
                        self.at += length - 1;
                        bounds
                    }
                    None => return Ok(()),
                },
                _ => return Ok(()),
            };
            self.at += 1;
            if !is_first {
                self.repeat_again(from, start)?;
            }
            is_first = false;
            self.write(&bounds);
            self.check_counts(&bounds, from)?;
            if self.peek() == Some('+') && self.mode.dialect != Dialect::Rust {
                self.possessive(start);
            } else {
                // A lazy repetition finds another match, but outside of atomic groups it matches the same values.
                if self.eat("?") {
                    match self.atomic_groups {
                        0 => self.last_lazy = Some(self.found.text.len()),
                        _ => self.write("?"),
                    }
                }
            }
        }
    }

    /// Puts a group around a repetition that is repeated, in the dialects that allow it.
    fn repeat_again(&mut self, from: usize, start: usize) -> Result<(), Stop> {
        match self.mode.dialect {
            Dialect::Wireform | Dialect::Rust => {
                self.found.text.insert_str(start, "(?:");
                self.write(")");
                Ok(())
            }
            Dialect::Pcre | Dialect::Ecma | Dialect::Python | Dialect::Java => {
                Err(self.stop("nothing precedes this repetition", from, self.at))
            }
        }
    }

    /// Reads the `+` of a possessive repetition.
    fn possessive(&mut self, start: usize) {
        let from = self.at;
        self.at += 1;
        if self.last_lazy.is_some_and(|lazy| lazy > start) {
            self.fault(PatternDiagnostic::AtomicMatters, from, self.at);
        } else if self.mode.has_possessive() {
            self.found.text.insert_str(start, "(?>");
            self.write(")");
        } else {
            self.fault(PatternDiagnostic::Atomic, from, self.at);
        }
    }

    /// Returns the length of `{…}` at an offset and its bounds, if it is a repetition.
    pub(super) fn counts(&self, at: usize) -> Option<(usize, String)> {
        let inner = self.text[at..].strip_prefix('{')?;
        let inner = &inner[..inner.find('}')?];
        let (min, max) = inner.split_once(',').unwrap_or((inner, inner));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(min) || !is_number(max) {
            return None;
        }
        let bounds = match (min, max) {
            ("", "") => return None,
            ("", max) => match self.mode.dialect {
                Dialect::Pcre | Dialect::Python => format!("{{0,{max}}}"),
                Dialect::Wireform | Dialect::Ecma | Dialect::Java | Dialect::Rust => return None,
            },
            (min, max) if !inner.contains(',') => {
                debug_assert_eq!(min, max);
                format!("{{{min}}}")
            }
            (min, max) => format!("{{{min},{max}}}"),
        };
        Some((inner.len() + 2, bounds))
    }

    fn check_counts(&mut self, bounds: &str, from: usize) -> Result<(), Stop> {
        let Some(inner) = bounds.strip_prefix('{') else {
            return Ok(());
        };
        let numbers = inner.trim_end_matches('}').split(',');
        let numbers: Vec<Option<u32>> = numbers
            .filter(|number| !number.is_empty())
            .map(|number| number.parse().ok())
            .collect();
        let reason = match numbers.as_slice() {
            [Some(min), Some(max)] if min > max => {
                "the minimum of this repetition is greater than its maximum"
            }
            numbers if numbers.contains(&None) => "this number is too large",
            _ => return Ok(()),
        };
        Err(self.stop(reason, from, self.at))
    }
}
