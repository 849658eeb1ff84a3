//! Careful hand-written code for this one contact, in safe Rust, as the limit of what is possible.

use super::patterns::Engine;
use crate::corpus::Contact;

/// The patterns as loops.
pub(crate) struct ByHand;

const HANDLE: u8 = 1;
const LOCAL: u8 = 2;
const LABEL: u8 = 4;
const ALNUM: u8 = 8;
const LETTER: u8 = 16;
const DIGIT: u8 = 32;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => HANDLE | LOCAL | LABEL | ALNUM | LETTER,
            b'0'..=b'9' => HANDLE | LOCAL | LABEL | ALNUM | DIGIT,
            b'A'..=b'Z' | b'@' | b'.' => HANDLE,
            b'-' => HANDLE | LOCAL | LABEL,
            b'_' => HANDLE | LOCAL,
            b'+' => LOCAL,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

fn is(byte: u8, class: u8) -> bool {
    CLASSES[usize::from(byte)] & class != 0
}

fn run(bytes: &[u8], class: u8) -> usize {
    bytes
        .iter()
        .position(|byte| !is(*byte, class))
        .unwrap_or(bytes.len())
}

impl Engine for ByHand {
    fn handle(&self, value: &str) -> bool {
        !value.is_empty() && value.bytes().all(|byte| is(byte, HANDLE))
    }

    fn email(&self, value: &str) -> bool {
        let bytes = value.as_bytes();
        let mut at = 0;
        loop {
            let word = run(&bytes[at..], LOCAL);
            if word == 0 {
                return false;
            }
            at += word;
            match bytes.get(at) {
                Some(b'.') => at += 1,
                Some(b'@') if at <= 64 => break,
                _ => return false,
            }
        }
        let mut labels = 0;
        at += 1;
        loop {
            let label = &bytes[at..at + run(&bytes[at..], LABEL)];
            let (Some(first), Some(last)) = (label.first(), label.last()) else {
                return false;
            };
            if label.len() > 63 || !is(*first, ALNUM) || !is(*last, ALNUM) {
                return false;
            }
            at += label.len();
            match bytes.get(at) {
                Some(b'.') => at += 1,
                None => return labels > 0 && label.len() >= 2 && is(*first, LETTER),
                _ => return false,
            }
            labels += 1;
        }
    }

    fn voice(&self, value: &str) -> bool {
        let Some(bytes) = value.as_bytes().strip_prefix(b"+") else {
            return false;
        };
        let code = run(bytes, DIGIT);
        let Some((b'.', number)) = bytes[code..].split_first() else {
            return false;
        };
        (1..=3).contains(&code)
            && (1..=14).contains(&number.len())
            && run(number, DIGIT) == number.len()
    }

    fn fax(&self, value: &str) -> bool {
        value.is_empty() || self.voice(value)
    }
}

/// Writes a contact as JSON, with the keys as literals and one allocation.
pub(crate) fn write_json(contact: &Contact, out: &mut Vec<u8>) {
    out.reserve(1024);
    out.extend_from_slice(b"{\"customer\":\"");
    escaped(&contact.customer, out);
    out.extend_from_slice(b"\",\"handle\":\"");
    escaped(&contact.handle, out);
    out.push(b'"');
    let field = |key: &[u8], value: &Option<String>, out: &mut Vec<u8>| {
        if let Some(value) = value {
            out.extend_from_slice(key);
            escaped(value, out);
            out.push(b'"');
        }
    };
    field(b",\"brand\":\"", &contact.brand, out);
    field(b",\"organization\":\"", &contact.organization, out);
    field(b",\"name\":\"", &contact.name, out);
    if let Some(lines) = &contact.address_line {
        out.extend_from_slice(b",\"addressLine\":[");
        for (index, line) in lines.iter().enumerate() {
            out.extend_from_slice(if index == 0 { b"\"" } else { b",\"" });
            escaped(line, out);
            out.push(b'"');
        }
        out.push(b']');
    }
    field(b",\"postalCode\":\"", &contact.postal_code, out);
    field(b",\"city\":\"", &contact.city, out);
    field(b",\"state\":\"", &contact.state, out);
    field(b",\"country\":\"", &contact.country, out);
    field(b",\"email\":\"", &contact.email, out);
    field(b",\"voice\":\"", &contact.voice, out);
    field(b",\"fax\":\"", &contact.fax, out);
    out.push(b'}');
}

fn escaped(value: &str, out: &mut Vec<u8>) {
    let special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    if !value
        .bytes()
        .fold(false, |found, byte| found | special(byte))
    {
        out.extend_from_slice(value.as_bytes());
        return;
    }
    for byte in value.bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            0..b' ' => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(byte),
        }
    }
}
