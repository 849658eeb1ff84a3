//! Reads flags: `(?i)` and `(?i-s:…)`.

use super::state::{Reader, Stop};
use crate::pattern::PatternDiagnostic;
use crate::syntax::Dialect;

impl Reader<'_> {
    /// Reads flags from behind `(?`. Returns whether a group with these flags begins.
    pub(super) fn flags(&mut self, start: usize) -> Result<bool, Stop> {
        let from = self.at;
        let mut mode = self.mode;
        let mut on = true;
        loop {
            let at = self.at;
            let flag = match self.next() {
                Some('-') if on => {
                    on = false;
                    continue;
                }
                Some(':') => {
                    self.mode = mode;
                    return Ok(true);
                }
                Some(')') if self.mode.dialect == Dialect::Rust && at == from => {
                    return Err(self.stop("a flag must follow `(?`", start, self.at));
                }
                Some(')') if self.can_set_flags(start, on) => {
                    self.mode = mode;
                    return Ok(false);
                }
                Some(')') => {
                    self.fault(PatternDiagnostic::FlagsOfGroup, start, self.at);
                    return Ok(false);
                }
                Some(flag) => flag,
                None => return Err(self.stop("this group is not closed", start, start + 1)),
            };
            use Dialect::{Java, Pcre, Python, Rust, Wireform};
            match (flag, self.mode.dialect) {
                ('i', _) => mode.ignore_case = on,
                ('s', _) => mode.dot_all = on,
                ('m', _) => mode.multi_line = on,
                ('x', Wireform | Pcre | Python | Java | Rust) => mode.extended = on,
                ('a', Python) => mode.ascii = on,
                ('u', Python) => mode.ascii = false,
                ('u', Java) => mode.unicode_case = on,
                ('u', Rust) => mode.ascii = !on,
                ('R', Rust) => mode.crlf = on,
                // A lazy repetition matches the same values.
                ('U', Rust) => {}
                ('d', Java) => mode.unix_lines = on,
                _ if flag.is_ascii_alphabetic() => {
                    self.fault(PatternDiagnostic::Flags { flag }, at, self.at);
                }
                _ => return Err(self.stop("there is no such group", from - 2, self.at)),
            }
        }
    }

    /// Returns whether flags can be set without a group at a place. Python cannot remove flags there.
    fn can_set_flags(&self, start: usize, is_on: bool) -> bool {
        match self.mode.dialect {
            Dialect::Wireform | Dialect::Pcre | Dialect::Java | Dialect::Rust => true,
            Dialect::Python => start == 0 && is_on,
            Dialect::Ecma => false,
        }
    }
}
