//! Reads Unicode properties: `\p{L}`, `\pL`, `\P{Greek}`, and the names that only one dialect has.

use super::state::{Escaped, Reader, Stop};
use crate::syntax::Dialect;

/// The properties that are ASCII classes in Java.
const OF_JAVA: [(&str, &str); 13] = [
    ("Lower", "a-z"),
    ("Upper", "A-Z"),
    ("ASCII", r"\x00-\x7F"),
    ("Alpha", "A-Za-z"),
    ("Digit", "0-9"),
    ("Alnum", "0-9A-Za-z"),
    ("Punct", r"!-/:-@\[-`\{-~"),
    ("Graph", "!-~"),
    ("Print", " -~"),
    ("Blank", r" \t"),
    ("Cntrl", r"\x00-\x1F\x7F"),
    ("XDigit", "0-9A-Fa-f"),
    ("Space", r"\t-\r "),
];

impl Reader<'_> {
    /// Reads a property from behind `\p` or `\P`.
    pub(super) fn property(&mut self, start: usize, negated: bool) -> Result<Escaped, Stop> {
        let name = self.property_name(start)?;
        let (name, negated) = match name.strip_prefix('^') {
            Some(name) if self.mode.dialect != Dialect::Ecma => (name, !negated),
            _ => (name.as_str(), negated),
        };
        let is_java = self.mode.dialect == Dialect::Java;
        let known = OF_JAVA.iter().find(|known| is_java && known.0 == name);
        if let Some((_, items)) = known {
            let items = (*items).to_owned();
            return Ok(Escaped::Class { items, negated });
        }
        let name = match name {
            "L&" => "LC",
            // Scripts and binary properties have a prefix in Java.
            name if is_java => name.strip_prefix("Is").unwrap_or(name),
            name => name,
        };
        let items = format!(r"\p{{{name}}}");
        if regex_syntax::parse(&items).is_err() {
            return Err(self.stop("there is no such Unicode property", start, self.at));
        }
        Ok(Escaped::Class { items, negated })
    }

    fn property_name(&mut self, start: usize) -> Result<String, Stop> {
        if self.mode.dialect == Dialect::Python {
            return Err(self.stop("Python has no `\\p`", start, self.at));
        }
        if self.eat("{") {
            let from = self.at;
            let Some(length) = self.rest().find('}') else {
                return Err(self.stop("this property is not closed", start, self.text.len()));
            };
            self.at += length + 1;
            return Ok(self.text[from..from + length].to_owned());
        }
        let letter = self
            .peek()
            .filter(|letter| letter.is_ascii_alphabetic() && self.mode.dialect != Dialect::Ecma);
        let Some(letter) = letter else {
            return Err(self.stop("a property needs a name: `\\p{L}`", start, self.at));
        };
        self.at += 1;
        Ok(letter.to_string())
    }
}
