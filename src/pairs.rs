//! Names and values in a query string or a form.
//!
//! In: names and values; out: `name=value` joined by `&`. A query percent-encodes all but
//! RFC 3986's unreserved characters; a form is `application/x-www-form-urlencoded` as the
//! WHATWG URL Standard serializes it (§ 5.2): a space is `+`, and `*-._` stay.

use crate::Body;
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
            Syntax::Query => percent_encode(body, text, is_unreserved, None),
            Syntax::Form => percent_encode(body, text, is_form_literal, Some("+")),
        }
    }
}

const fn is_form_literal(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'-' | b'.' | b'_')
}

/// Writes the text with all but the literal bytes percent-encoded, in upper case.
pub(crate) fn percent_encode(
    body: &mut Body,
    text: &str,
    is_literal: impl Fn(u8) -> bool,
    space: Option<&str>,
) {
    const DIGITS: &str = "0123456789ABCDEF";
    let mut run = 0;
    let bytes = text.as_bytes();
    for (index, &byte) in bytes.iter().enumerate() {
        if is_literal(byte) {
            continue;
        }
        // Literal bytes are ASCII: a run of them is a text of its own.
        body.raw(text.get(run..index).unwrap_or_default());
        run = index + 1;
        match space {
            Some(space) if byte == b' ' => body.raw(space),
            _ => {
                let (high, low) = (usize::from(byte >> 4), usize::from(byte & 0xf));
                body.raw("%");
                body.raw(&DIGITS[high..=high]);
                body.raw(&DIGITS[low..=low]);
            }
        }
    }
    body.raw(text.get(run..).unwrap_or_default());
}
