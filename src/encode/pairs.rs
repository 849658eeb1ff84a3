//! Names and values in a query string or a form.
//!
//! A query percent-encodes all but the unreserved characters of RFC 3986. A form is `application/x-www-form-urlencoded` as
//! in the WHATWG URL Standard (§ 5.2): a space becomes `+`, and `*-._` are not encoded.

use super::Body;
pub use super::members::{Members, named, number};
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
    lines: Option<Box<Lines>>,
}

/// Lines that are being written.
#[derive(Clone, Debug)]
struct Lines {
    between: String,
    assign: String,
    is_sorted: bool,
    sections: Option<Sections>,
    /// The lines, each with the position of its section. Lines without one have the position 0.
    written: Vec<(usize, Body)>,
}

/// How the lines of sections are written.
#[derive(Clone, Debug)]
struct Sections {
    open: String,
    close: String,
    blank_line: bool,
    /// The names of the sections, in the order of their first lines.
    names: Vec<String>,
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
            lines: None,
        }
    }

    /// Begins a form.
    pub const fn form() -> Self {
        Pairs {
            syntax: Syntax::Form,
            is_empty: true,
            lines: None,
        }
    }

    /// Begins lines, with these texts between two lines and between name and value. [`Pairs::finish`] writes them.
    ///
    /// ```
    /// use wireform::__rt::{Body, pairs::Pairs};
    ///
    /// let mut body = Body::new();
    /// let mut pairs = Pairs::lines("\n", "=", true);
    /// pairs.pair(&mut body, "COMMAND", "ModifyContact");
    /// pairs.pair(&mut body, "CITY", "Köln & more");
    /// pairs.finish(&mut body, Some("EOF"));
    /// assert_eq!(body.as_bytes(), "CITY=Köln & more\nCOMMAND=ModifyContact\nEOF".as_bytes());
    /// ```
    pub fn lines(between: &str, assign: &str, is_sorted: bool) -> Self {
        Pairs {
            syntax: Syntax::Query,
            is_empty: true,
            lines: Some(Box::new(Lines {
                between: between.to_owned(),
                assign: assign.to_owned(),
                is_sorted,
                sections: None,
                written: Vec::new(),
            })),
        }
    }

    /// Writes lines whose name has a dot in the section in front of the dot. The first line of a section has these texts before and
    /// after the name of the section. Lines without a section come first.
    ///
    /// ```
    /// use wireform::__rt::{Body, pairs::Pairs};
    ///
    /// let mut body = Body::new();
    /// let mut pairs = Pairs::lines("\n", ": ", false).with_sections("[", "]", true);
    /// pairs.pair(&mut body, "owner.NAME", "Jane");
    /// pairs.pair(&mut body, "ID", "7");
    /// pairs.finish(&mut body, None);
    /// assert_eq!(body.as_bytes(), b"ID: 7\n\n[owner]\nNAME: Jane");
    /// ```
    #[must_use]
    pub fn with_sections(mut self, open: &str, close: &str, blank_line: bool) -> Self {
        if let Some(lines) = &mut self.lines {
            lines.sections = Some(Sections {
                open: open.to_owned(),
                close: close.to_owned(),
                blank_line,
                names: Vec::new(),
            });
        }
        self
    }

    /// Writes the lines, and `end` as the last one. Does nothing for a query string or a form.
    pub fn finish(self, body: &mut Body, end: Option<&str>) {
        let Some(mut lines) = self.lines else {
            return;
        };
        let is_sorted = lines.is_sorted;
        lines.written.sort_by(|(section, one), (other, two)| {
            let order = section.cmp(other);
            match is_sorted {
                true => order.then_with(|| one.as_bytes().cmp(two.as_bytes())),
                false => order,
            }
        });
        let (mut is_first, mut current) = (true, 0);
        let mut next = |body: &mut Body| {
            if !std::mem::replace(&mut is_first, false) {
                body.raw(&lines.between);
            }
        };
        for (section, line) in &lines.written {
            let is_new = std::mem::replace(&mut current, *section) != *section;
            let sections = lines.sections.as_ref().filter(|_| is_new);
            let name = sections.and_then(|it| it.names.get(section.checked_sub(1)?));
            if let (Some(sections), Some(name)) = (sections, name) {
                next(body);
                if sections.blank_line && !body.is_empty() {
                    body.raw(&lines.between);
                }
                body.raw(&sections.open);
                body.raw(name);
                body.raw(&sections.close);
            }
            next(body);
            body.append(line);
        }
        if let Some(end) = end {
            next(body);
            body.raw(end);
        }
    }

    /// Writes a name, and a value that contains other parameters. If a part of the value is secret, all of it is.
    pub fn nested(&mut self, body: &mut Body, name: &str, value: Body, is_base64: bool) {
        let (text, is_secret) = value.into_nested(is_base64);
        if is_secret {
            self.secret_pair(body, name, &text);
        } else {
            self.pair(body, name, &text);
        }
    }

    /// Writes a name and its value, with the `&` before them if one is due.
    pub fn pair(&mut self, body: &mut Body, name: &str, value: &str) {
        if let Some(lines) = &mut self.lines {
            lines.push(name, value, false);
            return;
        }
        self.name(body, name);
        percent_encode(body, value.as_bytes(), self.syntax.table());
    }

    /// Writes a name and its value, and marks the value as secret.
    pub fn secret_pair(&mut self, body: &mut Body, name: &str, value: &str) {
        if let Some(lines) = &mut self.lines {
            lines.push(name, value, true);
            return;
        }
        self.name(body, name);
        body.secret(|body| percent_encode(body, value.as_bytes(), self.syntax.table()));
    }

    /// For generated code: writes a value behind `lead`, which is `&name=` with the name already encoded.
    #[doc(hidden)]
    #[inline]
    pub fn named(&mut self, body: &mut Body, lead: &str, value: &str) {
        self.lead(body, lead);
        percent_encode(body, value.as_bytes(), self.syntax.table());
    }

    /// For generated code: writes a value behind `lead`, and marks the value as secret.
    #[doc(hidden)]
    #[inline]
    pub fn secret_named(&mut self, body: &mut Body, lead: &str, value: &str) {
        self.lead(body, lead);
        let table = self.syntax.table();
        body.secret(|body| percent_encode(body, value.as_bytes(), table));
    }

    /// Writes `lead`, without its `&` for the first pair.
    #[inline]
    fn lead(&mut self, body: &mut Body, lead: &str) {
        if self.is_empty {
            body.raw(lead.strip_prefix('&').unwrap_or(lead));
        } else {
            body.raw(lead);
        }
        self.is_empty = false;
    }

    /// Returns whether the pairs are escaped as in a form (WHATWG URL Standard § 5.2).
    pub(crate) const fn is_form(&self) -> bool {
        match self.syntax {
            Syntax::Query => false,
            Syntax::Form => true,
        }
    }

    /// Makes the next pair one that is not the first.
    pub(crate) const fn skip_first(&mut self) {
        self.is_empty = false;
    }

    /// Writes a name, with the `&` in front of it if it is not the first one.
    fn name(&mut self, body: &mut Body, name: &str) {
        if !self.is_empty {
            body.raw("&");
        }
        self.is_empty = false;
        percent_encode(body, name.as_bytes(), self.syntax.table());
        body.raw("=");
    }
}

impl Lines {
    fn push(&mut self, name: &str, value: &str, is_secret: bool) {
        let (section, name) = self.section_of(name);
        let mut line = Body::new();
        line.raw(name);
        line.raw(&self.assign);
        if is_secret {
            line.secret(|line| line.raw(value));
        } else {
            line.raw(value);
        }
        self.written.push((section, line));
    }

    /// Returns the position of the section of a line, and the name of the line in it.
    fn section_of<'n>(&mut self, name: &'n str) -> (usize, &'n str) {
        let split = name.split_once('.');
        let split = split.filter(|(section, rest)| !section.is_empty() && !rest.is_empty());
        let split = self.sections.as_mut().zip(split);
        let Some((sections, (section, rest))) = split else {
            return (0, name);
        };
        let known = sections.names.iter().position(|it| it == section);
        let at = known.unwrap_or_else(|| {
            sections.names.push(section.to_owned());
            sections.names.len() - 1
        });
        (at + 1, rest)
    }
}

/// The encoding of each byte: up to three bytes, and their number in the two highest bits of the fourth byte.
type Table = [[u8; 4]; 256];

/// Encodes all characters except the unreserved ones of RFC 3986 as `%XX`.
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

/// Writes a text in the encoding of a query.
pub(crate) fn query_encode(body: &mut Body, text: &str) {
    percent_encode(body, text.as_bytes(), &QUERY);
}

/// Writes bytes in the encoding of a query.
pub(crate) fn query_encode_bytes(body: &mut Body, bytes: &[u8]) {
    percent_encode(body, bytes, &QUERY);
}

/// Writes bytes in the encoding of a form.
pub(crate) fn form_encode_bytes(body: &mut Body, bytes: &[u8]) {
    percent_encode(body, bytes, &FORM);
}

/// The number of bytes that are encoded between two checks of the room.
const BLOCK: usize = 8;
/// The maximum number of bytes that a block becomes, plus one, because an entry of the table is written as a whole.
const ROOM: usize = 3 * BLOCK + 1;

/// Writes bytes in the encoding of a table.
///
/// Does not search for blocks without special bytes first, because the search takes as long as the five instructions a byte
/// that it would save.
#[inline(never)]
fn percent_encode(body: &mut Body, bytes: &[u8], table: &Table) {
    body.reserve(3 * bytes.len() + ROOM);
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for block in blocks {
        body.put(|room: &mut [u8; ROOM]| encode_bytes(room, block, table));
    }
    body.put(|room: &mut [u8; ROOM]| encode_bytes(room, rest, table));
}

/// Writes bytes in the encoding of a table. Returns the number of bytes written.
#[inline(always)]
fn encode_bytes(room: &mut [u8; ROOM], bytes: &[u8], table: &Table) -> usize {
    let mut end = 0;
    for byte in bytes.iter().take(BLOCK) {
        let entry = table[usize::from(*byte)];
        // The entry is written as a whole, including the count behind its bytes.
        if let Some(place) = room.get_mut(end..end + entry.len()) {
            place.copy_from_slice(&entry);
        }
        end += usize::from(entry[3] >> 6);
    }
    end
}
