//! Reads groups.

use super::state::{Reader, Stop};
use super::writing::characters;
use crate::pattern::look_behind::{Lengths, ends_inside};
use crate::pattern::{PatternDiagnostic, parse};
use crate::syntax::Dialect;

/// Makes the diagnostic of a group that is refused.
type Refusal = fn() -> PatternDiagnostic;

/// The beginnings of groups that are refused.
const REFUSED: [(&str, Refusal); 9] = [
    ("?P=", || PatternDiagnostic::BackReference),
    ("?P>", || PatternDiagnostic::Recursion),
    ("?R", || PatternDiagnostic::Recursion),
    ("?&", || PatternDiagnostic::Recursion),
    ("?+", || PatternDiagnostic::Recursion),
    ("?(", || PatternDiagnostic::Conditional),
    ("?{", || PatternDiagnostic::Conditional),
    ("?C", || PatternDiagnostic::Conditional),
    ("*", || PatternDiagnostic::Conditional),
];

impl Reader<'_> {
    /// Reads a group from behind its `(`. Returns whether it can be repeated.
    pub(super) fn group(&mut self, start: usize) -> Result<bool, Stop> {
        let rest = self.rest();
        let is_rust = self.mode.dialect == Dialect::Rust;
        let is_recursion = rest.strip_prefix('?').is_some_and(|rest| {
            let number = rest.strip_prefix('-').unwrap_or(rest);
            number.starts_with(|digit: char| digit.is_ascii_digit())
        });
        let refused = REFUSED.iter().find(|refused| rest.starts_with(refused.0));
        let refused = match refused {
            // It is a flag.
            Some(("?R", _)) if is_rust => None,
            _ if is_recursion => Some(PatternDiagnostic::Recursion),
            Some((_, diagnostic)) => Some(diagnostic()),
            None => None,
        };
        if let Some(diagnostic) = refused {
            let length = rest
                .bytes()
                .take(3)
                .take_while(|byte| b"?P=>R&+({C*-".contains(byte))
                .count();
            // A condition can have groups inside, whose end is not known.
            let has_inside = matches!(diagnostic, PatternDiagnostic::Conditional);
            self.fault(diagnostic, start, self.at + length);
            let to_end = rest.find(')').map_or(rest.len(), |end| end + 1);
            self.at += to_end;
            return if has_inside { Err(Stop) } else { Ok(true) };
        }
        if !self.eat("?") {
            self.write("(");
            self.rest_of_group(start)?;
            return Ok(true);
        }
        let has_comments = match self.mode.dialect {
            Dialect::Pcre | Dialect::Python => true,
            Dialect::Wireform | Dialect::Ecma | Dialect::Java | Dialect::Rust => false,
        };
        if has_comments && self.eat("#") {
            return self.comment(start);
        }
        let looks = ["?=", "?!", "?<=", "?<!"];
        if is_rust && looks.iter().any(|look| rest.starts_with(look)) {
            return Err(self.stop("the crate `regex` has no look-around", start, self.at + 1));
        }
        if self.eat("<=") || self.eat("<!") {
            return self.look_behind(start);
        }
        let mode = self.mode;
        if let Some(opening) = self.opening(start)? {
            self.write(opening);
            let look_aheads = self.look_aheads;
            self.look_aheads += u32::from(opening == "(?=" || opening == "(?!");
            let atomic_groups = self.atomic_groups;
            self.atomic_groups += u32::from(opening == "(?>");
            self.rest_of_group(start)?;
            self.look_aheads = look_aheads;
            self.atomic_groups = atomic_groups;
        } else if self.flags(start)? {
            self.write("(?:");
            self.rest_of_group(start)?;
            self.mode = mode;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Reads the beginning of a group without flags. Returns how it is written.
    fn opening(&mut self, start: usize) -> Result<Option<&'static str>, Stop> {
        for (found, written) in [(":", "(?:"), ("=", "(?="), ("!", "(?!")] {
            if self.eat(found) {
                return Ok(Some(written));
            }
        }
        if self.eat(">") {
            if !self.mode.has_possessive() {
                self.fault(PatternDiagnostic::Atomic, start, self.at);
            }
            return Ok(Some("(?>"));
        }
        // The numbers of groups mean nothing here.
        if self.mode.dialect == Dialect::Pcre && self.eat("|") {
            return Ok(Some("(?:"));
        }
        use Dialect::{Ecma, Java, Pcre, Python, Rust, Wireform};
        let end = match (self.rest().as_bytes(), self.mode.dialect) {
            ([b'P', b'<', ..], Wireform | Pcre | Python | Rust) => '>',
            ([b'<', ..], Wireform | Pcre | Ecma | Java | Rust) => '>',
            ([b'\'', ..], Pcre) => '\'',
            _ => return Ok(None),
        };
        self.eat("P");
        self.at += 1;
        let name = self.rest().find(end).map(|length| &self.rest()[..length]);
        let Some(name) = name.filter(|name| is_name(name)) else {
            return Err(self.stop(
                "a group needs a name of letters, digits and `_`",
                start,
                self.at,
            ));
        };
        self.at += name.len() + 1;
        Ok(Some("("))
    }

    fn rest_of_group(&mut self, start: usize) -> Result<(), Stop> {
        self.alternatives()?;
        if !self.eat(")") {
            return Err(self.stop("this group is not closed", start, start + 1));
        }
        self.write(")");
        Ok(())
    }

    fn comment(&mut self, start: usize) -> Result<bool, Stop> {
        match self.rest().find(')') {
            Some(length) => {
                self.at += length + 1;
                Ok(false)
            }
            None => Err(self.stop("this comment is not closed", start, start + 1)),
        }
    }

    /// Reads a look-behind. In a look-ahead, one of several characters is not supported.
    fn look_behind(&mut self, start: usize) -> Result<bool, Stop> {
        let (from, written) = (self.at, self.found.text.len());
        let opening = &self.text[start..from];
        self.write(opening);
        self.rest_of_group(start)?;
        let inner = &self.found.text[written + opening.len()..self.found.text.len() - 1];
        if characters(inner).is_empty() {
            let fault = self.fault_of_look_behind(inner);
            if let Some(fault) = fault {
                self.fault(fault, start, from);
            }
        }
        Ok(true)
    }

    /// Returns what is wrong with a look-behind of other than one character.
    fn fault_of_look_behind(&self, inner: &str) -> Option<PatternDiagnostic> {
        if self.look_aheads > 0 {
            return Some(PatternDiagnostic::LookBehindInLookAhead);
        }
        // The expression as a whole is parsed later, and a mistake is reported then.
        let hir = parse(inner).ok()?;
        let dialect = self.mode.dialect;
        let lengths = Lengths::of(&hir);
        let (is_allowed, length) = match dialect {
            Dialect::Wireform | Dialect::Ecma | Dialect::Rust => (true, ""),
            Dialect::Python => (lengths.max == Some(lengths.min), "a fixed"),
            Dialect::Pcre | Dialect::Java => (lengths.max.is_some(), "a greatest"),
        };
        if !is_allowed {
            let dialect = dialect.word();
            return Some(PatternDiagnostic::LookBehindLength { dialect, length });
        }
        (!ends_inside(&hir, 0)).then_some(PatternDiagnostic::LookBehindReadsOn)
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']'))
}
