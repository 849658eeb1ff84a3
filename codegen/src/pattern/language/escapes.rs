//! What writers would have to escape in the members of a language.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir};

use super::Language;
use crate::pattern::automaton::{Automaton, Spent, build_hir};

/// A way to write a text, which spells some characters differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// A JSON string: `"`, `\` and control characters.
    Json,
    /// XML's character data: `&`, `<`, `>` and carriage return.
    Xml,
    /// The value of an XML attribute: the same, `"`, tab and line feed.
    XmlAttribute,
    /// A form: all but ASCII letters, digits and `*-._`.
    Form,
    /// A query string: all but ASCII letters, digits and `-._~`.
    Query,
}

impl Writing {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Writing::Json,
        Writing::Xml,
        Writing::XmlAttribute,
        Writing::Form,
        Writing::Query,
    ];

    /// Its name in a dump.
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

    /// The characters that it spells differently.
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

/// Which ways to write a text may have something to escape in it.
///
/// This holds of what the field takes, not of what a caller sends who waives one of its facets: a writer that trusts
/// it asks first whether anything was waived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escapes([bool; Writing::ALL.len()]);

impl Escapes {
    /// Those of a language; all of them where it was too large to look at.
    #[must_use]
    pub fn of(language: &Result<Language, Spent>) -> Self {
        Self(Writing::ALL.map(|writing| match language {
            Ok(language) => !matches!(language.member_with(writing.special()), Ok(None)),
            Err(_) => true,
        }))
    }

    /// Whether some value of the field has something to escape.
    #[must_use]
    pub fn needs(&self, writing: Writing) -> bool {
        self.0[writing as usize]
    }
}

impl Language {
    /// The shortest member that has one of these characters in it.
    ///
    /// # Errors
    /// The budget that was spent.
    pub fn member_with(&self, characters: ClassUnicode) -> Result<Option<String>, Spent> {
        // Mostly no state goes on with any of them, and there is nothing to build.
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
        // A search: whatever stands in front of it and behind.
        let some = build_hir(&Hir::class(Class::Unicode(characters)))?;
        self.set.and(&some)?.shortest(self.window)
    }
}
