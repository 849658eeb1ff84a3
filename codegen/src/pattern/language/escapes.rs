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
            Ok(language) => !matches!(language.member_with(writing.special()), Ok(None)),
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
    /// Returns the shortest member that contains one of these characters.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn member_with(&self, characters: ClassUnicode) -> Result<Option<String>, LimitExceeded> {
        // Usually no transition uses any of them, so nothing has to be built.
        let states = self.set.states() as u32;
        let goes_on =
            |class| (0..states).any(|state| self.set.step(state, class) != Automaton::DEAD);
        let wanted = |first: char, last: char| {
            characters
                .iter()
                .any(|range| range.start() <= last && first <= range.end())
        };
        if !self
            .set
            .alphabet()
            .ranges()
            .any(|(first, last, class)| wanted(first, last) && goes_on(class))
        {
            return Ok(None);
        }
        // A search for the characters at any place.
        let some = build_hir(&Hir::class(Class::Unicode(characters)))?;
        self.set.and(&some)?.shortest(self.window)
    }
}
