//! Names and values in a query string or a form.
//!
//! In: names and values; out: `name=value` joined by `&`. A query percent-encodes all but
//! RFC 3986's unreserved characters; a form is `application/x-www-form-urlencoded` as the
//! WHATWG URL Standard serializes it (§ 5.2): a space is `+`, and `*-._` stay.

use crate::Body;
use crate::blocks::Special;
use crate::uri::is_unreserved;

/// A query string or form while it is written: knows whether an `&` is due.
///
/// ```
/// use wireform::{Body, pairs::Pairs};
///
/// let mut body = Body::new();
/// let mut pairs = Pairs::query();
/// pairs.pair(&mut body, "name", "a b~c");
/// pairs.pair(&mut body, "city", "Köln");
/// assert_eq!(body.as_bytes(), b"name=a%20b~c&city=K%C3%B6ln");
///
/// let mut body = Body::new();
/// Pairs::form().pair(&mut body, "name", "a b~c");
/// assert_eq!(body.as_bytes(), b"name=a+b%7Ec");
/// ```
#[derive(Clone, Debug)]
pub struct Pairs {
    syntax: Syntax,
    is_empty: bool,
}

#[derive(Clone, Copy, Debug)]
enum Syntax {
    Query,
    Form,
}

impl Pairs {
    /// Pairs of a query string.
    pub const fn query() -> Self {
        Pairs {
            syntax: Syntax::Query,
            is_empty: true,
        }
    }

    /// Pairs of a form.
    pub const fn form() -> Self {
        Pairs {
            syntax: Syntax::Form,
            is_empty: true,
        }
    }

    /// Writes a name and its value, with the `&` before them if one is due.
    pub fn pair(&mut self, body: &mut Body, name: &str, value: &str) {
        self.name(body, name);
        self.encode(body, value);
    }

    /// The same, with the value marked as secret.
    pub fn secret_pair(&mut self, body: &mut Body, name: &str, value: &str) {
        self.name(body, name);
        body.secret(|body| self.encode(body, value));
    }

    /// For generated code: `lead` is `&name=` with the name encoded already.
    #[doc(hidden)]
    #[inline]
    pub fn named(&mut self, body: &mut Body, lead: &str, value: &str) {
        self.lead(body, lead);
        self.encode(body, value);
    }

    /// The same, with the value marked as secret.
    #[doc(hidden)]
    pub fn secret_named(&mut self, body: &mut Body, lead: &str, value: &str) {
        self.lead(body, lead);
        body.secret(|body| self.encode(body, value));
    }

    #[inline]
    fn lead(&mut self, body: &mut Body, lead: &str) {
        if self.is_empty {
            body.raw(lead.strip_prefix('&').unwrap_or(lead));
        } else {
            body.raw(lead);
        }
        self.is_empty = false;
    }

    /// The next pair is not the first: something stands before it already.
    pub(crate) const fn skip_first(&mut self) {
        self.is_empty = false;
    }

    fn name(&mut self, body: &mut Body, name: &str) {
        if !self.is_empty {
            body.raw("&");
        }
        self.is_empty = false;
        self.encode(body, name);
        body.raw("=");
    }

    fn encode(&self, body: &mut Body, text: &str) {
        match self.syntax {
            Syntax::Query => query_encode(body, text),
            Syntax::Form => percent_encode::<Form>(body, text, &FORM),
        }
    }
}

/// What each byte becomes: up to three bytes, and in the fourth how many.
type Table = [[u8; 4]; 256];

/// All but RFC 3986's unreserved characters as `%XX`.
static QUERY: Table = table(false);
static FORM: Table = table(true);

const fn table(is_form: bool) -> Table {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut table = [[0; 4]; 256];
    let mut index = 0;
    while index < table.len() {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "the table has as many entries as a byte has values"
        )]
        let byte = index as u8;
        let is_literal = if is_form {
            byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'-' | b'.' | b'_')
        } else {
            is_unreserved(byte)
        };
        table[index] = if is_literal {
            [byte, 0, 0, 1]
        } else if is_form && byte == b' ' {
            [b'+', 0, 0, 1]
        } else {
            [b'%', DIGITS[index >> 4], DIGITS[index & 0xf], 3]
        };
        index += 1;
    }
    table
}

/// How one kind of pairs spells its bytes.
trait Spelling: Special {
    /// What becomes of a byte that is not special.
    fn plain(byte: u8) -> u8;
}

/// A query string.
struct Query;

impl Special for Query {
    #[inline(always)]
    fn is(byte: u8) -> bool {
        !(is_plain(byte) | (byte == b'~'))
    }
}

impl Spelling for Query {
    #[inline(always)]
    fn plain(byte: u8) -> u8 {
        byte
    }
}

/// A form.
struct Form;

impl Special for Form {
    #[inline(always)]
    fn is(byte: u8) -> bool {
        !(is_plain(byte) | (byte == b'*') | (byte == b' '))
    }
}

impl Spelling for Form {
    #[inline(always)]
    fn plain(byte: u8) -> u8 {
        if byte == b' ' { b'+' } else { byte }
    }
}

/// Letters, digits, `-`, `.` and `_`: without branches, for sixteen at once.
#[inline(always)]
const fn is_plain(byte: u8) -> bool {
    let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    // From `-` to `9` there is only the slash that is none of them.
    let is_digit_or_mark = (byte.wrapping_sub(b'-') < 13) & (byte != b'/');
    is_letter | is_digit_or_mark | (byte == b'_')
}

/// Writes the text as a query spells it.
pub(crate) fn query_encode(body: &mut Body, text: &str) {
    percent_encode::<Query>(body, text, &QUERY);
}

/// Writes the text with each byte as the table has it.
#[inline(never)]
fn percent_encode<S: Spelling>(body: &mut Body, text: &str, table: &Table) {
    let (blocks, rest) = text.as_bytes().as_chunks::<16>();
    for block in blocks {
        encode_block::<S, 16, 49>(body, block, table);
    }
    let (blocks, rest) = rest.as_chunks::<8>();
    for block in blocks {
        encode_block::<S, 8, 25>(body, block, table);
    }
    body.put::<22>(|room| encode_bytes(room, rest, table));
}

/// Writes a block of bytes, all at once where none is special.
#[inline(always)]
fn encode_block<S: Spelling, const N: usize, const ROOM: usize>(
    body: &mut Body,
    block: &[u8; N],
    table: &Table,
) {
    body.put::<ROOM>(|room| {
        if S::in_either(block, block) {
            return encode_bytes(room, block, table);
        }
        for (place, byte) in room.iter_mut().zip(block) {
            *place = S::plain(*byte);
        }
        N
    });
}

/// Writes each byte as the table has it; says how many bytes that makes.
#[inline(always)]
fn encode_bytes<const ROOM: usize>(room: &mut [u8; ROOM], bytes: &[u8], table: &Table) -> usize {
    let mut end = 0;
    for byte in bytes {
        let entry = table[usize::from(*byte)];
        // The entry is written whole, with the count that stands behind its bytes.
        if let Some(place) = room.get_mut(end..end + entry.len()) {
            place.copy_from_slice(&entry);
        }
        end += usize::from(entry[3] & 3);
    }
    end
}
