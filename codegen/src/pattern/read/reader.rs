//! Reads alternatives, repetitions and characters, and writes the expression.

use super::escape::Escaped;
use super::mode::{ANY, Folding, Mode, NONE};
use super::{Anchor, Fault, Translation};
use crate::pattern::PatternDiagnostic;
use crate::pattern::parse::NEST_LIMIT;
use crate::syntax::Dialect;

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
    /// The end of a text between `\Q` and `\E`.
    quoted_to: Option<usize>,
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

    fn is_quoted(&mut self) -> bool {
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
    fn skip_layout(&mut self) {
        while self.mode.extended && !self.is_quoted() {
            match self.peek() {
                Some(' ' | '\t'..='\r') => self.at += 1,
                Some('#') => {
                    let length = self.rest().find('\n').unwrap_or(self.rest().len());
                    self.at += length;
                }
                _ => return,
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
            }
            Some('*' | '+' | '?') => {
                return Err(self.stop("nothing precedes this repetition", start, self.at));
            }
            Some('{') if self.is_brace_special(start) => {
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
            Dialect::Wireform | Dialect::Java => true,
            Dialect::Pcre | Dialect::Ecma | Dialect::Python => self.counts(start).is_some(),
        }
    }

    fn anchor(&mut self, start: usize, written: usize) {
        if self.depth == 1 {
            self.found.anchors.push(Anchor {
                source: (start, self.at),
                written: (written, self.found.text.len()),
            });
        }
    }

    /// Reads the repetitions behind a part that was written from `start`.
    fn repetitions(&mut self, start: usize) -> Result<(), Stop> {
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
            if self.peek() == Some('+') {
                self.possessive(start);
            } else {
                // A lazy repetition finds another match, but matches the same values.
                self.eat("?");
            }
        }
    }

    /// Puts a group around a repetition that is repeated, in the dialects that allow it.
    fn repeat_again(&mut self, from: usize, start: usize) -> Result<(), Stop> {
        match self.mode.dialect {
            Dialect::Wireform | Dialect::Pcre => {
                self.found.text.insert_str(start, "(?:");
                self.write(")");
                Ok(())
            }
            Dialect::Ecma | Dialect::Python | Dialect::Java => {
                Err(self.stop("nothing precedes this repetition", from, self.at))
            }
        }
    }

    /// Reads the `+` of a possessive repetition.
    fn possessive(&mut self, start: usize) {
        let from = self.at;
        self.at += 1;
        if self.mode.has_possessive() {
            self.found.text.insert_str(start, "(?>");
            self.write(")");
        } else {
            self.fault(PatternDiagnostic::Atomic, from, self.at);
        }
    }

    /// Returns the length of `{…}` at an offset and its bounds, if it is a repetition.
    fn counts(&self, at: usize) -> Option<(usize, String)> {
        let inner = self.text[at..].strip_prefix('{')?;
        let inner = &inner[..inner.find('}')?];
        let (min, max) = inner.split_once(',').unwrap_or((inner, inner));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(min) || !is_number(max) {
            return None;
        }
        let bounds = match (min, max) {
            ("", "") => return None,
            // Other dialects and older engines read a text.
            ("", max) if self.mode.dialect == Dialect::Python => format!("{{0,{max}}}"),
            ("", _) => return None,
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

    pub(super) fn write(&mut self, text: &str) {
        self.found.text.push_str(text);
    }

    /// Writes a character.
    fn character(&mut self, point: u32) {
        // Half of a character beyond U+FFFF is no character of a value.
        let Some(letter) = char::from_u32(point) else {
            self.write(NONE);
            return;
        };
        let has_case = letter.is_alphabetic() || !letter.is_ascii();
        if has_case && self.mode.folding() != Folding::None {
            let mut items = String::new();
            push_in_class(letter, &mut items);
            self.class(&items, false);
            return;
        }
        if r"\.+*?()|[]{}^$".contains(letter) {
            self.write("\\");
        }
        push_visible(letter, &mut self.found.text);
    }

    /// Writes a class.
    pub(super) fn class(&mut self, items: &str, negated: bool) {
        let text = match (items.is_empty(), negated) {
            (true, false) => NONE.to_owned(),
            (true, true) => ANY.to_owned(),
            (false, _) => {
                let negation = if negated { "^" } else { "" };
                match self.mode.folding() {
                    Folding::None => format!("[{negation}{items}]"),
                    Folding::Ascii => {
                        let others = other_cases(items);
                        format!("[{negation}{items}{others}]")
                    }
                    Folding::Unicode => format!("(?i:[{negation}{items}])"),
                    Folding::Python => {
                        let i = ['i', 'I', '\u{130}', '\u{131}'];
                        let set = characters(&format!("[{items}]"));
                        let has_i = i.iter().any(|one| contains(&set, *one));
                        let others = if has_i { r"i\x{130}\x{131}" } else { "" };
                        format!("(?i:[{negation}{items}{others}])")
                    }
                }
            }
        };
        self.write(&text);
    }
}

/// Returns the ASCII letters whose other case is in a class.
fn other_cases(items: &str) -> String {
    let set = characters(&format!("[{items}]"));
    let letters = ('A'..='Z').chain('a'..='z');
    let other = |letter: &char| {
        let other = char::from(*letter as u8 ^ 0x20);
        contains(&set, other) && !contains(&set, *letter)
    };
    letters.filter(other).collect()
}

/// Returns the ranges of characters that an expression for one character matches, or none if it is no such expression.
pub(super) fn characters(expression: &str) -> Vec<(char, char)> {
    use regex_syntax::hir::{Class, HirKind};
    let parsed = regex_syntax::parse(expression);
    match parsed.as_ref().map(regex_syntax::hir::Hir::kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => class
            .iter()
            .map(|range| (range.start(), range.end()))
            .collect(),
        Ok(HirKind::Literal(literal)) => match std::str::from_utf8(&literal.0) {
            Ok(text) if text.chars().count() == 1 => {
                text.chars().map(|letter| (letter, letter)).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn contains(set: &[(char, char)], letter: char) -> bool {
    set.iter()
        .any(|range| range.0 <= letter && letter <= range.1)
}

/// Adds a character to the inside of a class.
pub(super) fn push_in_class(letter: char, items: &mut String) {
    if r"\[]^-&~".contains(letter) {
        items.push('\\');
    }
    push_visible(letter, items);
}

fn push_visible(letter: char, out: &mut String) {
    match letter {
        '\t' => out.push_str(r"\t"),
        '\n' => out.push_str(r"\n"),
        '\r' => out.push_str(r"\r"),
        letter if letter.is_control() => {
            out.push_str(&format!(r"\x{{{:X}}}", u32::from(letter)));
        }
        letter => out.push(letter),
    }
}
