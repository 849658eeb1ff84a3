//! Finds out which characters a writer may have to escape in the values of a field.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir};

use super::strings::Language;
use crate::pattern::automaton::{Automaton, LimitExceeded, build_hir};

/// A format of texts that escapes some characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// A JSON string: `"`, `\` and control characters.
    Json,
    /// XML character data: `&`, `<`, `>` and carriage return.
    Xml,
    /// The value of an XML attribute: also `"`, tab and line feed.
    XmlAttribute,
    /// A form: all but ASCII letters, digits and `*-._`.
    Form,
    /// A query string: all but ASCII letters, digits and `-._~`.
    Query,
}

impl Writing {
    /// All formats.
    pub const ALL: [Self; 5] = [
        Writing::Json,
        Writing::Xml,
        Writing::XmlAttribute,
        Writing::Form,
        Writing::Query,
    ];

    /// Returns its name in a dump.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Writing::Json => "json",
            Writing::Xml => "xml",
            Writing::XmlAttribute => "xml-attribute",
            Writing::Form => "form",
            Writing::Query => "query",
        }
    }

    /// Returns the characters that it escapes.
    fn special(self) -> ClassUnicode {
        let of = |ranges: &[(char, char)]| {
            ClassUnicode::new(
                ranges
                    .iter()
                    .map(|(first, last)| ClassUnicodeRange::new(*first, *last)),
            )
        };
        let all_but = |others: &[char]| {
            let mut plain = of(&[('0', '9'), ('A', 'Z'), ('a', 'z')]);
            for other in others {
                plain.push(ClassUnicodeRange::new(*other, *other));
            }
            plain.negate();
            plain
        };
        match self {
            Writing::Json => of(&[('\0', '\u{1f}'), ('"', '"'), ('\\', '\\')]),
            Writing::Xml => of(&[('\r', '\r'), ('&', '&'), ('<', '<'), ('>', '>')]),
            Writing::XmlAttribute => of(&[
                ('\t', '\n'),
                ('\r', '\r'),
                ('"', '"'),
                ('&', '&'),
                ('<', '<'),
                ('>', '>'),
            ]),
            Writing::Form => all_but(&['*', '-', '.', '_']),
            Writing::Query => all_but(&['-', '.', '_', '~']),
        }
    }
}

/// The formats that may have to escape characters of a field.
///
/// This is about the values that the facets accept. If a caller waives a facet, a writer must not rely on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escapes([bool; Writing::ALL.len()]);

impl Escapes {
    /// Returns the formats for a language, or all formats if the language is too large to decide.
    #[must_use]
    pub fn of(language: &Result<Language, LimitExceeded>) -> Self {
        Self(Writing::ALL.map(|writing| match language {
            // A set that is too large to decide may contain any character.
            Ok(language) => language.has_any_of(writing.special()).unwrap_or(true),
            Err(_) => true,
        }))
    }

    /// Returns whether a value of the field may contain a character to escape.
    #[must_use]
    pub fn needs(&self, writing: Writing) -> bool {
        self.0[writing as usize]
    }
}

impl Language {
    /// Returns whether a member contains one of these characters.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    fn has_any_of(&self, characters: ClassUnicode) -> Result<bool, LimitExceeded> {
        let shortest = self.shortest_with(&characters);
        if let Some(decided) = self.window.holds_some(shortest) {
            return Ok(decided);
        }
        // A search for the characters at any place.
        let some = build_hir(&Hir::class(Class::Unicode(characters)))?;
        let members = self.set.and(&some)?;
        Ok(members.shortest(self.window)?.is_some())
    }

    /// Returns the length of the shortest string of the set that contains one of these characters, without the bounds.
    fn shortest_with(&self, characters: &ClassUnicode) -> Option<u64> {
        let mut is_wanted = vec![false; self.set.alphabet().classes()];
        for (first, last, class) in self.set.alphabet().ranges() {
            let overlaps =
                |range: &ClassUnicodeRange| range.start() <= last && first <= range.end();
            is_wanted[usize::from(class)] |= characters.iter().any(overlaps);
        }
        // A walk breadth first, over the states before and after the first of the characters.
        let mut seen = [
            vec![false; self.set.states()],
            vec![false; self.set.states()],
        ];
        let mut reached = vec![(self.set.start(), false)];
        let mut length = 0;
        while !reached.is_empty() {
            let mut next = Vec::new();
            for (state, has_one) in reached {
                if has_one && self.set.accepts(state) {
                    return Some(length);
                }
                for (class, is_wanted) in is_wanted.iter().enumerate() {
                    let to = self.set.step(state, class as u16);
                    let has_one = has_one || *is_wanted;
                    let seen = &mut seen[usize::from(has_one)][to as usize];
                    if to != Automaton::DEAD && !std::mem::replace(seen, true) {
                        next.push((to, has_one));
                    }
                }
            }
            reached = next;
            length += 1;
        }
        None
    }
}
