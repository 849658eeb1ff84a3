//! The state of reading a pattern: the place in the text, what was written, and what is wrong.

use super::mode::Mode;
use crate::pattern::PatternDiagnostic;
use crate::syntax::Dialect;

/// The part of a pattern that is wrong or not supported.
pub(in crate::pattern) struct Fault {
    pub(in crate::pattern) diagnostic: PatternDiagnostic,
    pub(in crate::pattern) start: usize,
    pub(in crate::pattern) end: usize,
}

/// An anchor outside of groups.
pub(in crate::pattern) struct Anchor {
    /// Its place in the pattern.
    pub(in crate::pattern) source: (usize, usize),
    /// Its place in the expression.
    pub(in crate::pattern) written: (usize, usize),
    /// Whether it is the start of a line or of the value, and not the end.
    pub(in crate::pattern) is_start: bool,
}

/// A pattern that was read.
#[derive(Default)]
pub(in crate::pattern) struct Translation {
    /// The expression.
    pub(in crate::pattern) text: String,
    /// The anchors outside of groups, in the order of the text.
    pub(in crate::pattern) anchors: Vec<Anchor>,
    /// The offsets in the pattern of the bars outside of groups.
    pub(in crate::pattern) bars: Vec<usize>,
}

/// What an escape stands for.
pub(super) enum Escaped {
    /// A code point, which can be half of a character beyond U+FFFF.
    Character(u32),
    /// Characters, as the inside of a class.
    Class { items: String, negated: bool },
    /// A place, as an expression. What is refused is the empty place.
    Place(String),
    /// The beginning or the end of a text that is read as it is.
    Quote,
}

/// States that a pattern cannot be read further. The reason was reported.
pub(super) struct Stop;

/// The state of the translation.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    /// The offset of the next character.
    pub(super) at: usize,
    pub(super) mode: Mode,
    pub(super) found: Translation,
    /// The number of groups around the current place.
    pub(super) depth: u32,
    /// The number of look-aheads around the current place.
    pub(super) look_aheads: u32,
    /// The number of atomic groups around the place.
    pub(super) atomic_groups: u32,
    /// The place in the written text of the last lazy repetition that is written as a greedy one.
    pub(super) last_lazy: Option<usize>,
    /// The end of a text between `\Q` and `\E`.
    pub(super) quoted_to: Option<usize>,
    /// The signs in classes whose meaning depends on the engine: the sign, its offset, and where a backslash belongs.
    pub(super) ambiguous: Vec<(&'static str, usize, usize)>,
    faults: Vec<Fault>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, dialect: Dialect) -> Self {
        Self {
            text,
            at: 0,
            mode: Mode::new(dialect),
            found: Translation::default(),
            depth: 0,
            look_aheads: 0,
            atomic_groups: 0,
            last_lazy: None,
            quoted_to: None,
            ambiguous: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Reads the whole pattern.
    pub(super) fn finish(mut self) -> Result<Translation, Vec<Fault>> {
        let read = self.alternatives();
        if read.is_ok() && self.at < self.text.len() {
            self.stop("no group is open here", self.at, self.at + 1);
        }
        self.report_ambiguous();
        if self.faults.is_empty() {
            Ok(self.found)
        } else {
            Err(self.faults)
        }
    }

    /// Reports the first ambiguous sign, with a pattern in which all of them are escaped. It can be the cause of other
    /// mistakes, which are not reported.
    fn report_ambiguous(&mut self) {
        let Some((characters, start, _)) = self.ambiguous.first().copied() else {
            return;
        };
        let mut escaped = self.text.to_owned();
        for (_, _, at) in self.ambiguous.iter().rev() {
            escaped.insert(*at, '\\');
        }
        self.faults.clear();
        let diagnostic = PatternDiagnostic::AmbiguousInClass {
            characters,
            escaped: escaped.into(),
        };
        self.fault(diagnostic, start, start + characters.len());
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Reads a text if it is next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text);
        if is_next {
            self.at += text.len();
        }
        is_next
    }

    pub(super) fn fault(&mut self, diagnostic: PatternDiagnostic, start: usize, end: usize) {
        self.faults.push(Fault {
            diagnostic,
            start,
            end,
        });
    }

    /// Reports a mistake after which nothing can be read.
    pub(super) fn stop(&mut self, reason: &str, start: usize, end: usize) -> Stop {
        let reason = reason.to_owned();
        self.fault(PatternDiagnostic::Syntax { reason }, start, end);
        Stop
    }

    /// Returns the number of groups of the whole pattern that a number can refer to.
    pub(super) fn groups(&self) -> usize {
        let bytes = self.text.as_bytes();
        let mut escaped = false;
        let mut in_class = false;
        let mut count = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if std::mem::take(&mut escaped) {
                continue;
            }
            match byte {
                b'\\' => escaped = true,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'(' if !in_class => {
                    let rest = &self.text[at + 1..];
                    let is_named = rest.starts_with("?P<")
                        || rest.starts_with("?'")
                        || rest.starts_with("?<")
                            && !rest.starts_with("?<=")
                            && !rest.starts_with("?<!");
                    count += usize::from(is_named || !rest.starts_with(['?', '*']));
                }
                _ => {}
            }
        }
        count
    }
}
