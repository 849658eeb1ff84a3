//! Writes the characters that were expected at a mismatch in words.

use std::fmt::{self, Write};

use crate::characters::write_named;
use crate::sentence::write_number;

/// The characters from one to another, a bit for each.
const fn range(first: u8, last: u8) -> u128 {
    (u128::MAX >> (127 - last)) & (u128::MAX << first)
}

const DIGITS: u128 = range(b'0', b'9');
const CAPITALS: u128 = range(b'A', b'Z');
const SMALL: u128 = range(b'a', b'z');

/// Groups of characters with a name. A group is named if all of it is expected and no part of it has been named.
const GROUPS: [(&str, u128); 5] = [
    ("a letter", CAPITALS | SMALL),
    ("a small letter", SMALL),
    ("a capital letter", CAPITALS),
    (
        "a hexadecimal digit",
        DIGITS | range(b'A', b'F') | range(b'a', b'f'),
    ),
    ("a digit", DIGITS),
];

/// More characters than these are not listed one by one.
const MOST: u32 = 24;

/// The characters that can follow at a position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    /// The characters of ASCII that can follow, one bit for each.
    pub(super) ascii: u128,
    /// Whether some character beyond ASCII can follow.
    pub(super) beyond: bool,
    /// Whether the value can end here.
    pub(super) end: bool,
}

/// A part of the list of what is expected.
#[derive(Clone, Copy)]
enum Part {
    Words(&'static str),
    Character(u8),
    /// Every character except these.
    AllBut(u128),
    /// A number of characters that are not listed.
    Others(u32),
}

/// The parts of a list, which are few enough for the stack: the groups, the characters, others and the end.
struct Parts {
    parts: [Part; GROUPS.len() + MOST as usize + 2],
    count: usize,
}

impl Parts {
    const fn new() -> Self {
        Parts {
            parts: [Part::Words(""); GROUPS.len() + MOST as usize + 2],
            count: 0,
        }
    }

    fn push(&mut self, part: Part) {
        if let Some(place) = self.parts.get_mut(self.count) {
            *place = part;
            self.count += 1;
        }
    }

    fn as_slice(&self) -> &[Part] {
        &self.parts[..self.count]
    }
}

impl Expected {
    /// Writes a list: `a letter, a digit or "."`.
    pub(super) fn write(self, out: &mut impl Write) -> fmt::Result {
        let parts = self.parts();
        let parts = parts.as_slice();
        if parts.is_empty() {
            return out.write_str("nothing: no value matches");
        }
        write_joined(out, parts.iter().copied(), " or ", |out, part| match part {
            Part::Words(words) => out.write_str(words),
            Part::Character(byte) => write_named(out, char::from(byte)),
            Part::AllBut(others) => {
                out.write_str("any character but ")?;
                write_joined(out, bytes(others), " and ", |out, byte| {
                    write_named(out, char::from(byte))
                })
            }
            Part::Others(count) => {
                out.write_str("one of ")?;
                write_number(out, count.into())?;
                out.write_str(" other characters")
            }
        })
    }

    fn parts(self) -> Parts {
        let mut parts = Parts::new();
        let left_out = !self.ascii;
        if self.beyond && left_out == 0 {
            parts.push(Part::Words("any character"));
        } else if self.beyond && left_out.count_ones() <= MOST {
            parts.push(Part::AllBut(left_out));
        } else {
            let mut rest = self.ascii;
            for (name, group) in GROUPS {
                if rest & group == group {
                    rest &= !group;
                    parts.push(Part::Words(name));
                }
            }
            match rest.count_ones() {
                ..=MOST => bytes(rest).for_each(|byte| parts.push(Part::Character(byte))),
                count => parts.push(Part::Others(count)),
            }
            if self.beyond {
                parts.push(Part::Words("some character beyond ASCII"));
            }
        }
        if self.end {
            parts.push(Part::Words("the end"));
        }
        parts
    }
}

/// Returns the characters of a set.
fn bytes(set: u128) -> impl ExactSizeIterator<Item = u8> {
    let mut rest = set;
    (0..set.count_ones()).map(move |_| {
        let byte = rest.trailing_zeros();
        rest &= rest - 1;
        byte.to_le_bytes()[0]
    })
}

/// Writes items with commas between them, and `last` before the last one.
fn write_joined<W: Write, T>(
    out: &mut W,
    items: impl ExactSizeIterator<Item = T>,
    last: &str,
    write: impl Fn(&mut W, T) -> fmt::Result,
) -> fmt::Result {
    let count = items.len();
    for (index, item) in items.enumerate() {
        match index {
            0 => {}
            _ if index + 1 == count => out.write_str(last)?,
            _ => out.write_str(", ")?,
        }
        write(out, item)?;
    }
    Ok(())
}
