//! Writes characters and classes.

use super::mode::{ANY, Folding, NONE};
use super::state::Reader;

impl Reader<'_> {
    pub(super) fn write(&mut self, text: &str) {
        self.found.text.push_str(text);
    }

    /// Writes a character.
    pub(super) fn character(&mut self, point: u32) {
        // Half of a character beyond U+FFFF is no character of a value.
        let Some(letter) = char::from_u32(point) else {
            self.write(NONE);
            return;
        };
        let has_case = letter.is_alphabetic() || !letter.is_ascii();
        if has_case && self.mode.folding() != Folding::None {
            let mut items = String::new();
            push_in_class(letter, &mut items);
            let items = self.folded(items);
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
                    Folding::None | Folding::Characters => format!("[{negation}{items}]"),
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

    /// Returns the characters of a class in both cases, where the dialect does not do that to the whole class.
    pub(super) fn folded(&self, items: String) -> String {
        if self.mode.folding() != Folding::Characters {
            return items;
        }
        let mut folded = String::new();
        for (first, last) in characters(&format!("(?i:[{items}])")) {
            push_in_class(first, &mut folded);
            if first < last {
                folded.push('-');
                push_in_class(last, &mut folded);
            }
        }
        folded
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
