//! States what each dialect reads differently, under the flags of a place.

use crate::syntax::Dialect;

/// Any character.
pub(super) const ANY: &str = r"[\x00-\x{10FFFF}]";
/// No character.
pub(super) const NONE: &str = r"[^\x00-\x{10FFFF}]";

/// Spaces beyond ASCII, which ECMAScript and Python have in common.
macro_rules! wide_spaces {
    () => {
        r"\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}"
    };
}

/// How case is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folding {
    /// Case matters.
    None,
    /// The case of ASCII letters does not matter.
    Ascii,
    /// Simple case folding of Unicode.
    Unicode,
    /// Simple case folding of Unicode, but not of classes such as `\w`.
    Characters,
    /// As `Unicode`. The letters with a dot or without one, `İ` and `ı`, are also equal to `i`.
    Python,
}

/// A dialect with the flags of a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mode {
    pub(super) dialect: Dialect,
    /// `i`
    pub(super) ignore_case: bool,
    /// `s`
    pub(super) dot_all: bool,
    /// `m`
    pub(super) multi_line: bool,
    /// `x`
    pub(super) extended: bool,
    /// `a` of Python, and `-u` of Rust: classes and case are ASCII.
    pub(super) ascii: bool,
    /// `d` of Java: only `\n` ends a line.
    pub(super) unix_lines: bool,
    /// `u` of Java: `i` is not limited to ASCII.
    pub(super) unicode_case: bool,
    /// `R` of Rust: `\r`, `\n` and `\r\n` end a line.
    pub(super) crlf: bool,
}

impl Mode {
    pub(super) const fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            ignore_case: false,
            dot_all: false,
            multi_line: false,
            extended: false,
            ascii: false,
            unix_lines: false,
            unicode_case: false,
            crlf: false,
        }
    }

    /// Returns whether `\d`, `\w` and `\s` have characters beyond ASCII.
    fn has_wide_classes(self) -> bool {
        match self.dialect {
            Dialect::Python | Dialect::Rust => !self.ascii,
            Dialect::Wireform | Dialect::Pcre | Dialect::Ecma | Dialect::Java => false,
        }
    }

    /// Returns the characters of `\d`, as the inside of a class.
    pub(super) fn digit(self) -> &'static str {
        if self.has_wide_classes() {
            r"\p{Nd}"
        } else {
            "0-9"
        }
    }

    /// Returns the characters of `\w`.
    pub(super) fn word(self) -> &'static str {
        match self.dialect {
            _ if !self.has_wide_classes() => "0-9A-Za-z_",
            Dialect::Rust => r"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}",
            Dialect::Wireform | Dialect::Pcre | Dialect::Ecma | Dialect::Python | Dialect::Java => {
                r"\p{L}\p{N}_"
            }
        }
    }

    /// Returns the characters of `\s`.
    pub(super) fn space(self) -> &'static str {
        match self.dialect {
            Dialect::Python if !self.ascii => {
                concat!(r"\t-\r\x1C-\x1F \x{85}", wide_spaces!())
            }
            Dialect::Ecma => concat!(r"\t-\r \x{FEFF}", wide_spaces!()),
            Dialect::Rust if !self.ascii => r"\p{White_Space}",
            Dialect::Wireform | Dialect::Pcre | Dialect::Python | Dialect::Java | Dialect::Rust => {
                r"\t\n\x0B\x0C\r "
            }
        }
    }

    /// Returns the characters that end a line, which `.` does not match.
    fn line_ends(self) -> &'static str {
        match self.dialect {
            Dialect::Wireform => r"\n\r",
            Dialect::Ecma => r"\n\r\x{2028}\x{2029}",
            Dialect::Java if !self.unix_lines => r"\n\r\x{85}\x{2028}\x{2029}",
            Dialect::Rust if self.crlf => r"\n\r",
            Dialect::Pcre | Dialect::Python | Dialect::Java | Dialect::Rust => r"\n",
        }
    }

    /// Returns whether a character is white space that the flag `x` makes meaningless.
    pub(super) fn is_layout(self, letter: char) -> bool {
        match (self.dialect, letter) {
            (_, ' ' | '\t'..='\r') => true,
            (Dialect::Rust, _) => letter.is_whitespace(),
            (Dialect::Pcre, _) => matches!(
                letter,
                '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
            ),
            (Dialect::Wireform | Dialect::Ecma | Dialect::Python | Dialect::Java, _) => false,
        }
    }

    /// Returns whether a comment under the flag `x` ends before a character.
    pub(super) fn ends_comment(self, letter: char) -> bool {
        match letter {
            '\n' => true,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.has_java_lines(),
            _ => false,
        }
    }

    /// Returns the expression of `.`.
    pub(super) fn dot(self) -> String {
        if self.dot_all {
            ANY.to_owned()
        } else {
            format!("[^{}]", self.line_ends())
        }
    }

    fn has_java_lines(self) -> bool {
        self.dialect == Dialect::Java && !self.unix_lines
    }

    /// Returns the expression of `^`.
    pub(super) fn line_start(self) -> String {
        if !self.multi_line {
            return r"\A".to_owned();
        }
        match self.dialect {
            // Not after a line feed at the end of the value.
            Dialect::Pcre => format!(r"(?:\A|(?<=\n)(?={ANY}))"),
            // Nowhere at the end of the value, and not inside `\r\n`.
            Dialect::Java if self.unix_lines => format!(r"(?:(?<![^\n])(?={ANY}))"),
            Dialect::Java => {
                format!(r"(?:(?<![^\n\x{{85}}\x{{2028}}\x{{2029}}])(?={ANY})|(?<=\r)(?=[^\n]))")
            }
            Dialect::Rust if self.crlf => r"(?:(?<![^\n])|(?<=\r)(?!\n))".to_owned(),
            Dialect::Wireform | Dialect::Ecma | Dialect::Python | Dialect::Rust => {
                format!("(?<![^{}])", self.line_ends())
            }
        }
    }

    /// Returns the expression of `$`.
    pub(super) fn line_end(self) -> String {
        if !self.multi_line {
            return match self.dialect {
                Dialect::Wireform | Dialect::Ecma | Dialect::Rust => r"\z".to_owned(),
                Dialect::Pcre | Dialect::Python | Dialect::Java => self.before_last_line_end(),
            };
        }
        if self.has_java_lines() {
            r"(?:(?![^\r\x{85}\x{2028}\x{2029}])|(?<!\r)(?=\n))".to_owned()
        } else if self.crlf {
            r"(?:(?![^\r])|(?<!\r)(?=\n))".to_owned()
        } else {
            format!("(?![^{}])", self.line_ends())
        }
    }

    /// Returns the expression for the end of a value, and the place before a line end there.
    pub(super) fn before_last_line_end(self) -> String {
        if self.has_java_lines() {
            r"(?:(?=(?:\r\n|[\r\x{85}\x{2028}\x{2029}])?\z)|(?<!\r)(?=\n\z))".to_owned()
        } else {
            r"(?=\n?\z)".to_owned()
        }
    }

    /// Returns the expression of `\b` or `\B`.
    pub(super) fn boundary(self, negated: bool) -> String {
        let word = self.word();
        let (same, other) = if negated { ("=", "!") } else { ("!", "=") };
        format!("(?:(?<=[{word}])(?{same}[{word}])|(?<![{word}])(?{other}[{word}]))")
    }

    /// Returns the expression of a boundary with a name, such as `\b{start}`.
    pub(super) fn named_boundary(self, name: &str) -> Option<String> {
        let word = self.word();
        Some(match name {
            "start" => format!("(?:(?<![{word}])(?=[{word}]))"),
            "end" => format!("(?:(?<=[{word}])(?![{word}]))"),
            "start-half" => format!("(?<![{word}])"),
            "end-half" => format!("(?![{word}])"),
            _ => return None,
        })
    }

    /// Returns how case is ignored.
    pub(super) fn folding(self) -> Folding {
        if !self.ignore_case {
            return Folding::None;
        }
        match self.dialect {
            Dialect::Wireform => Folding::Ascii,
            Dialect::Pcre => Folding::Characters,
            Dialect::Ecma => Folding::Unicode,
            Dialect::Python if self.ascii => Folding::Ascii,
            Dialect::Python => Folding::Python,
            Dialect::Rust if self.ascii => Folding::Ascii,
            Dialect::Rust => Folding::Unicode,
            Dialect::Java if self.unicode_case => Folding::Unicode,
            Dialect::Java => Folding::Ascii,
        }
    }

    /// Returns whether a class of this dialect has classes inside and intersections.
    pub(super) fn has_class_operations(self) -> bool {
        match self.dialect {
            Dialect::Java | Dialect::Rust => true,
            Dialect::Wireform | Dialect::Pcre | Dialect::Ecma | Dialect::Python => false,
        }
    }

    /// Returns whether a repetition can be possessive and a group atomic.
    pub(super) fn has_possessive(self) -> bool {
        match self.dialect {
            Dialect::Pcre | Dialect::Python | Dialect::Java => true,
            Dialect::Wireform | Dialect::Ecma | Dialect::Rust => false,
        }
    }

    /// Returns whether a place such as `^` can be repeated.
    pub(super) fn repeats_places(self) -> bool {
        match self.dialect {
            Dialect::Wireform | Dialect::Java | Dialect::Rust => true,
            Dialect::Pcre | Dialect::Ecma | Dialect::Python => false,
        }
    }
}
