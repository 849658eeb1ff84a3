//! Joins and encodes texts and bytes.

use crate::encode::Body;
use crate::encode::pairs::query_encode_bytes;

/// Joins texts with a separator between them.
#[must_use]
pub fn join(separator: &str, parts: &[&str]) -> String {
    parts.join(separator)
}

/// Joins bytes with a separator between them.
#[must_use]
pub fn join_bytes(separator: &str, parts: &[&[u8]]) -> Vec<u8> {
    parts.join(separator.as_bytes())
}

/// Appends bytes to bytes.
#[must_use]
pub fn concat(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// Writes bytes in hexadecimal, with small letters.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// Writes bytes in base64 (RFC 4648 § 4).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    crate::http::base64(bytes)
}

/// Percent-encodes all bytes except the unreserved characters of RFC 3986.
#[must_use]
pub fn percent(bytes: &[u8]) -> String {
    let mut body = Body::new();
    query_encode_bytes(&mut body, bytes);
    String::from_utf8(body.into_bytes()).unwrap_or_default()
}
