//! Causes: the single reason why a text is refused, if there is one.
//!
//! A cause is found by testing the text without its suspected part. It names lengths, positions and invisible characters,
//! and never the text.

use std::fmt;

use crate::Format;
use crate::characters::{is_invisible, write_named};
use crate::pattern::{Mismatch, Pattern, Trace};
use crate::sentence::{write_counted, write_number};

/// Longer texts are not examined, because testing each of their parts takes long.
pub(crate) const LONGEST_EXAMINED: usize = 512;

/// The single reason why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The text begins with blanks.
    Begins(char),
    /// The text ends with blanks.
    Ends(char),
    /// The text begins and ends with blanks.
    Surrounded(char, char),
    /// The text has invisible characters. The first of them, with its index.
    Invisible(u32, char),
    /// The number of characters before the mismatch that are too many.
    TooLong(u32),
    /// A part is too long. The part, with its number of characters.
    Part(Part, u32),
}

/// A part of an e-mail address or of a host name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Local,
    Label,
    Email,
    Hostname,
}

impl Part {
    /// Returns the name of the part, and the maximum number of characters that it may have.
    const fn limit(self) -> (&'static str, u32) {
        match self {
            Part::Local => ("the part before the @", 64),
            Part::Label => ("a label of the domain", 63),
            Part::Email => ("the whole address", 254),
            Part::Hostname => ("the whole name", 253),
        }
    }
}

impl Cause {
    /// Finds what keeps a text from being accepted: blanks at its ends, or invisible characters.
    pub(crate) fn of(text: &str, accepts: impl Fn(&str) -> bool) -> Option<Self> {
        Cause::within(text, usize::MAX, accepts)
    }

    /// Finds what keeps a text from matching a pattern.
    pub(crate) fn of_pattern(
        text: &str,
        pattern: &Pattern,
        mismatch: Mismatch,
        trace: &Trace,
    ) -> Option<Self> {
        // No change behind the character that does not fit can make it fit.
        let reach = match mismatch.ended() {
            true => usize::MAX,
            false => mismatch.index() as usize + 1,
        };
        Cause::within(text, reach, |text| pattern.is_match(text))
            .or_else(|| pattern.excess(text, mismatch, trace).map(Cause::TooLong))
    }

    /// Finds blanks at the ends of a text, or an invisible character among its first `reach` characters, if the text is
    /// accepted without them.
    fn within(text: &str, reach: usize, accepts: impl Fn(&str) -> bool) -> Option<Self> {
        if text.len() > LONGEST_EXAMINED {
            return None;
        }
        if is_plain(text, reach) {
            return None;
        }
        let is_blank = |c: char| c.is_whitespace() || is_invisible(c);
        let inner = text.trim_matches(is_blank);
        if inner.len() < text.len() && accepts(inner) {
            let first = text.chars().next().filter(|c| is_blank(*c));
            let last = text.chars().next_back().filter(|c| is_blank(*c));
            return match (first, last) {
                (Some(first), Some(last)) => Some(Cause::Surrounded(first, last)),
                (Some(first), None) => Some(Cause::Begins(first)),
                (None, last) => last.map(Cause::Ends),
            };
        }
        let mut reached = (0..).zip(text.chars().take(reach));
        let (index, first) = reached.find(|(_, c)| is_invisible(*c))?;
        let without: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        accepts(&without).then_some(Cause::Invisible(index, first))
    }

    /// Finds what keeps a text from being of a format.
    pub(crate) fn of_format(text: &str, format: Format) -> Option<Self> {
        Cause::of(text, |text| format.is_match(text)).or_else(|| {
            let part = |part: Part, text: &str| {
                let has = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
                (has > part.limit().1).then_some(Cause::Part(part, has))
            };
            let host = |host: &str| {
                let longest = host.split('.').max_by_key(|label| label.len());
                part(Part::Label, longest.unwrap_or_default())
            };
            match format {
                Format::Email => {
                    let (local, domain) = text.rsplit_once('@')?;
                    part(Part::Local, local)
                        .or_else(|| host(domain))
                        .or_else(|| part(Part::Email, text))
                }
                Format::Hostname => host(text).or_else(|| part(Part::Hostname, text)),
                _ => None,
            }
        })
    }
}

/// Returns whether a text has neither a blank at its ends nor an invisible character among its first `reach` characters.
/// Returns false if this takes more than a look at bytes.
fn is_plain(text: &str, reach: usize) -> bool {
    let bytes = text.as_bytes();
    // If the first `reach` bytes are ASCII, they are the first `reach` characters.
    let reached = &bytes[..reach.min(bytes.len())];
    let is_end_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    is_end_plain(bytes.first()) && is_end_plain(bytes.last()) && {
        let (blocks, rest) = reached.as_chunks::<8>();
        let is_rest_plain = match reached.last_chunk::<8>() {
            // The last block may overlap the one before it.
            Some(last) => is_plain_block(*last),
            None => rest.iter().all(|byte| matches!(byte, b' '..=b'~')),
        };
        is_rest_plain && blocks.iter().all(|block| is_plain_block(*block))
    }
}

/// Returns whether all bytes of a block are between a space and a tilde.
fn is_plain_block(block: [u8; 8]) -> bool {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHEST: u64 = ONES << 7;
    let bytes = u64::from_ne_bytes(block);
    // The highest bit of a byte is set: in the byte itself beyond ASCII, in the sum for 0x7f, and in the difference for a
    // byte below a space. A carry or a borrow comes only from such a byte.
    let sum = bytes.wrapping_add(ONES);
    let difference = bytes.wrapping_sub(ONES * u64::from(b' '));
    (bytes | sum | difference) & HIGHEST == 0
}

/// Begins with `it`, or with the part that is to blame.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Cause::Begins(first) => {
                f.write_str("it begins with ")?;
                write_named(f, first)
            }
            Cause::Ends(last) => {
                f.write_str("it ends with ")?;
                write_named(f, last)
            }
            Cause::Surrounded(first, last) => {
                f.write_str("it begins with ")?;
                write_named(f, first)?;
                f.write_str(" and ends with ")?;
                write_named(f, last)
            }
            Cause::Invisible(index, c) => {
                f.write_str("it has ")?;
                write_named(f, c)?;
                f.write_str(" at character ")?;
                write_number(f, u64::from(index) + 1)
            }
            Cause::TooLong(count) => {
                f.write_str("it is too long by ")?;
                write_counted(f, count.into(), "character")
            }
            Cause::Part(part, has) => {
                let (noun, most) = part.limit();
                f.write_str(noun)?;
                f.write_str(" has ")?;
                write_counted(f, has.into(), "character")?;
                f.write_str(", at most ")?;
                write_number(f, most.into())?;
                f.write_str(" are accepted")
            }
        }
    }
}

/// Returns a telephone number that a pattern accepts, if the pattern is one of telephone numbers: it accepts one of the
/// usual forms, and no word.
pub(crate) fn phone_example(pattern: &Pattern) -> Option<&'static str> {
    const FORMS: [&str; 3] = ["+31.384530759", "+31-384530759", "+31384530759"];
    const WORDS: [&str; 5] = ["jane", "JANE", "Zoë", "-", " "];
    let form = FORMS.into_iter().find(|form| pattern.is_match(form))?;
    let is_word = WORDS.iter().any(|word| pattern.is_match(word));
    (!is_word).then_some(form)
}

#[cfg(test)]
mod tests {
    use super::is_plain_block;

    #[test]
    fn blocks_are_plain_if_each_byte_is() {
        for place in 0..8 {
            for byte in 0..=u8::MAX {
                for other in [b' ', b'a', b'~'] {
                    let mut block = [other; 8];
                    block[place] = byte;
                    let expected = matches!(byte, b' '..=b'~');
                    assert_eq!(is_plain_block(block), expected, "{block:?}");
                }
            }
        }
    }
}
