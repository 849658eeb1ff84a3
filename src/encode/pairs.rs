//! Names and values in a query string or a form.
//!
//! A query percent-encodes all but the unreserved characters of RFC 3986. A form is `application/x-www-form-urlencoded` as
//! in the WHATWG URL Standard (§ 5.2): a space becomes `+`, and `*-._` are not encoded.

use super::Body;
use crate::uri::is_unreserved;

/// A query string or a form that is being written. It writes the `&` between pairs.
///
/// ```
/// use wireform::__rt::{Body, pairs::Pairs};
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

impl Syntax {
    #[inline]
    const fn table(self) -> &'static Table {
        match self {
            Syntax::Query => &QUERY,
            Syntax::Form => &FORM,
        }
    }
}

impl Pairs {
    /// Begins a query string.
    pub const fn query() -> Self {
        Pairs {
            syntax: Syntax::Query,
            is_empty: true,
        }
    }

    /// Begins a form.
    pub const fn form() -> Self {
        Pairs {
            syntax: Syntax::Form,
            is_empty: true,
        }
    }

    /// Writes a name and its value, with the `&` before them if one is due.
    pub fn pair(&mut self, body: &mut Body, name: &str, value: &str) {
        self.name(body, name);
        percent_encode(body, value, self.syntax.table());
    }

    /// The same, with the value marked as secret.
    pub fn secret_pair(&mut self, body: &mut Body, name: &str, value: &str) {
        self.name(body, name);
        body.secret(|body| percent_encode(body, value, self.syntax.table()));
    }

    /// For generated code: `lead` is `&name=` with the name encoded already.
    #[doc(hidden)]
    #[inline]
    pub fn named(&mut self, body: &mut Body, lead: &str, value: &str) {
        self.lead(body, lead);
        percent_encode(body, value, self.syntax.table());
    }

    /// The same, with the value marked as secret.
    #[doc(hidden)]
    #[inline]
    pub fn secret_named(&mut self, body: &mut Body, lead: &str, value: &str) {
        self.lead(body, lead);
        let table = self.syntax.table();
        body.secret(|body| percent_encode(body, value, table));
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

    /// Notes that the next pair is not the first one.
    pub(crate) const fn skip_first(&mut self) {
        self.is_empty = false;
    }

    fn name(&mut self, body: &mut Body, name: &str) {
        if !self.is_empty {
            body.raw("&");
        }
        self.is_empty = false;
        percent_encode(body, name, self.syntax.table());
        body.raw("=");
    }
}

/// What each byte becomes: up to three bytes, and in the two highest bits of the fourth how many.
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
            [byte, 0, 0, 1 << 6]
        } else if is_form && byte == b' ' {
            [b'+', 0, 0, 1 << 6]
        } else {
            [b'%', DIGITS[index >> 4], DIGITS[index & 0xf], 3 << 6]
        };
        index += 1;
    }
    table
}

/// Writes the text as a query spells it.
pub(crate) fn query_encode(body: &mut Body, text: &str) {
    percent_encode(body, text, &QUERY);
}

/// As many bytes as are encoded between two looks at the room, and what they take at most: with one more, because an
/// entry of the table is written whole.
const BLOCK: usize = 8;
const ROOM: usize = 3 * BLOCK + 1;

/// Writes the text with each byte as the table has it.
///
/// Without a look for blocks in which nothing is special: it takes as long as five instructions a byte do.
#[inline(never)]
fn percent_encode(body: &mut Body, text: &str, table: &Table) {
    body.reserve(3 * text.len() + ROOM);
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    for block in blocks {
        body.put(|room: &mut [u8; ROOM]| encode_bytes(room, block, table));
    }
    body.put(|room: &mut [u8; ROOM]| encode_bytes(room, rest, table));
}

/// Writes each byte as the table has it; says how many bytes that makes.
#[inline(always)]
fn encode_bytes(room: &mut [u8; ROOM], bytes: &[u8], table: &Table) -> usize {
    let mut end = 0;
    for byte in bytes.iter().take(BLOCK) {
        let entry = table[usize::from(*byte)];
        // The entry is written whole, with the count that stands behind its bytes.
        if let Some(place) = room.get_mut(end..end + entry.len()) {
            place.copy_from_slice(&entry);
        }
        end += usize::from(entry[3] >> 6);
    }
    end
}
