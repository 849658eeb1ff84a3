//! Reads alternatives, and the parts of a sequence.

use super::state::{Anchor, Escaped, Reader, Stop};
use crate::pattern::parse::NEST_LIMIT;
use crate::syntax::Dialect;

impl Reader<'_> {
    /// Reads alternatives up to the end of the group. Flags that are set in them end with the group.
    pub(super) fn alternatives(&mut self) -> Result<(), Stop> {
        let mode = self.mode;
        self.depth += 1;
        if self.depth > NEST_LIMIT {
            return Err(self.stop("too many groups inside each other", self.at, self.at + 1));
        }
        loop {
            self.sequence()?;
            if self.peek() != Some('|') {
                break;
            }
            if self.depth == 1 {
                self.found.bars.push(self.at);
            }
            self.at += 1;
            self.write("|");
        }
        self.depth -= 1;
        self.mode = mode;
        Ok(())
    }

    fn sequence(&mut self) -> Result<(), Stop> {
        loop {
            self.skip_layout();
            match self.peek() {
                None | Some('|' | ')') if !self.is_quoted() => return Ok(()),
                _ => {
                    let start = self.found.text.len();
                    if self.atom()? {
                        self.repetitions(start)?;
                    }
                }
            }
        }
    }

    pub(super) fn begin_quote(&mut self) {
        let length = self.rest().find(r"\E").unwrap_or(self.rest().len());
        self.quoted_to = Some(self.at + length);
    }

    pub(super) fn is_quoted(&mut self) -> bool {
        match self.quoted_to {
            Some(end) if self.at < end => true,
            Some(_) => {
                self.quoted_to = None;
                self.eat(r"\E");
                false
            }
            None => false,
        }
    }

    /// Skips spaces and comments under the flag `x`.
    pub(super) fn skip_layout(&mut self) {
        while self.mode.extended && !self.is_quoted() {
            match self.peek() {
                Some(letter) if self.mode.is_layout(letter) => self.at += letter.len_utf8(),
                Some('#') => {
                    let mode = self.mode;
                    let end = self.rest().find(|letter| mode.ends_comment(letter));
                    self.at += end.unwrap_or(self.rest().len());
                }
                Some(_) | None => return,
            }
        }
    }

    /// Reads a part of a sequence. Returns whether it can be repeated.
    fn atom(&mut self) -> Result<bool, Stop> {
        let start = self.at;
        let written = self.found.text.len();
        if self.is_quoted() {
            if let Some(letter) = self.next() {
                self.character(u32::from(letter));
            }
            return Ok(true);
        }
        match self.next() {
            Some('\\') => {
                self.at = start;
                match self.escape(false)? {
                    Escaped::Character(point) => self.character(point),
                    Escaped::Class { items, negated } => self.class(&items, negated),
                    Escaped::Place(text) => {
                        self.write(&text);
                        if !self.text[start..self.at].ends_with(['b', 'B']) {
                            self.anchor(start, written);
                        }
                        return Ok(text.is_empty() || self.mode.repeats_places());
                    }
                    Escaped::Quote => return Ok(false),
                }
            }
            Some('[') => self.bracketed(start)?,
            Some('(') => return self.group(start),
            Some('.') => {
                let dot = self.mode.dot();
                self.write(&dot);
            }
            Some(sign @ ('^' | '$')) => {
                let text = if sign == '^' {
                    self.mode.line_start()
                } else {
                    self.mode.line_end()
                };
                self.write(&text);
                self.anchor(start, written);
                return Ok(self.mode.repeats_places());
            }
            Some('*' | '+' | '?') => {
                return Err(self.stop("nothing precedes this repetition", start, self.at));
            }
            Some('{') if self.is_brace_special(start) => {
                if let Some(length) = self.open_count(start) {
                    return Err(self.stop("this repetition is not closed", start, start + length));
                }
                return Err(self.stop("write `\\{` to match a brace", start, self.at));
            }
            Some(letter) => self.character(u32::from(letter)),
            None => return Ok(false),
        }
        Ok(true)
    }

    /// Returns whether a brace that repeats nothing is an error.
    fn is_brace_special(&self, start: usize) -> bool {
        match self.mode.dialect {
            Dialect::Wireform | Dialect::Java | Dialect::Rust => true,
            Dialect::Pcre | Dialect::Ecma | Dialect::Python => self.counts(start).is_some(),
        }
    }

    /// Returns the length of a brace with a number or two behind it, if no brace closes it.
    fn open_count(&self, start: usize) -> Option<usize> {
        let inner = &self.text[start + 1..];
        let length = inner
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || *byte == b',')
            .count();
        let begins = inner.starts_with(|first: char| first.is_ascii_digit());
        (begins && !inner[length..].starts_with('}')).then_some(length + 1)
    }

    fn anchor(&mut self, start: usize, written: usize) {
        if self.depth == 1 {
            self.found.anchors.push(Anchor {
                source: (start, self.at),
                written: (written, self.found.text.len()),
                is_start: matches!(&self.text[start..self.at], "^" | r"\A"),
            });
        }
    }
}
