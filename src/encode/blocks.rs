//! Looking through texts a block at a time, in safe code.
//!
//! In: a text and what is looked for, as tests of one byte; out: whether it is there. One test of every byte behind
//! references to arrays of fixed length, without an early end, is what the compiler turns into one test of a vector.

/// What is looked for.
pub(crate) trait Special {
    /// Whether it is this byte: one comparison without a branch. Several of one kind the compiler would take together,
    /// and the block apart.
    fn is(byte: u8) -> bool;

    /// The same for a byte that stands alone.
    fn is_one(byte: u8) -> bool;

    /// Whether some byte of two blocks is. Blocks may overlap.
    #[inline(always)]
    fn in_either<const N: usize>(first: &[u8; N], last: &[u8; N]) -> bool {
        // One block behind the other: byte beside byte, the compiler would put them in the same order.
        let in_block = |block: &[u8; N]| {
            block
                .iter()
                .fold(false, |seen, byte| seen | Self::is(*byte))
        };
        in_block(first) | in_block(last)
    }
}

/// What JSON escapes: `"`, `\` and control characters (RFC 8259 § 7).
pub(crate) struct Json;

impl Special for Json {
    #[inline(always)]
    fn is(byte: u8) -> bool {
        // With this bit turned, `"` is what the space was: right behind the control characters.
        (byte ^ 0x02).saturating_sub(0x20).min(byte ^ b'\\') == 0
    }

    #[inline(always)]
    fn is_one(byte: u8) -> bool {
        (byte < b' ') | (byte == b'"') | (byte == b'\\')
    }
}

/// What XML's character data escapes: `&`, `<`, `>` and carriage return.
pub(crate) struct Xml;

impl Special for Xml {
    #[inline(always)]
    fn is(byte: u8) -> bool {
        // `<` and `>` differ in one bit.
        (byte ^ b'&').min((byte | 0x02) ^ b'>').min(byte ^ b'\r') == 0
    }

    #[inline(always)]
    fn is_one(byte: u8) -> bool {
        (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'\r')
    }
}

/// Nothing at all: for texts that need no look.
pub(crate) struct Nothing;

impl Special for Nothing {
    #[inline(always)]
    fn is(_: u8) -> bool {
        false
    }

    #[inline(always)]
    fn is_one(_: u8) -> bool {
        false
    }
}

/// What may be a character that XML 1.0 can't carry: control characters, and those whose first byte is that of U+FFFE.
struct XmlSuspect;

impl Special for XmlSuspect {
    #[inline(always)]
    fn is(byte: u8) -> bool {
        byte.saturating_sub(0x1f).min(byte ^ 0xef) == 0
    }

    #[inline(always)]
    fn is_one(byte: u8) -> bool {
        (byte < b' ') | (byte == 0xef)
    }
}

/// Whether the text has what may be a character that XML 1.0 can't carry.
#[inline]
pub(crate) fn has_xml_suspect(text: &str) -> bool {
    has::<XmlSuspect>(text.as_bytes())
}

/// Whether some byte is special.
#[inline]
pub(crate) fn has<S: Special>(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<16>() {
        // No early end: the next text is there before a branch on each block would pay.
        let blocks = bytes.as_chunks::<16>().0.iter();
        return blocks.fold(S::in_either(last, last), |seen, block| {
            seen | S::in_either(block, block)
        });
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return S::in_either(first, last);
    }
    bytes
        .iter()
        .fold(false, |seen, byte| seen | S::is_one(*byte))
}

/// [`copy_short`] takes fewer bytes than this.
pub(crate) const SHORT: usize = 64;

/// Copies fewer than [`SHORT`] bytes to the front of the place; says whether some of them is special.
///
/// Two blocks that may overlap take every length, without a loop. Never inlined, because among other code the
/// compiler makes single bytes of the blocks. The test stands before the copy: behind it, the
/// compiler would take the bytes out of what was copied, one by one.
#[inline(never)]
pub(crate) fn copy_short<S: Special>(place: &mut [u8; SHORT], bytes: &[u8]) -> bool {
    let length = bytes.len();
    if length >= SHORT {
        return true;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<32>(), bytes.last_chunk::<32>()) {
        let found = S::in_either(first, last);
        place[..32].copy_from_slice(first);
        place[length - 32..length].copy_from_slice(last);
        found
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<16>(), bytes.last_chunk::<16>())
    {
        let found = S::in_either(first, last);
        place[..16].copy_from_slice(first);
        place[length - 16..length].copy_from_slice(last);
        found
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let found = S::in_either(first, last);
        place[..8].copy_from_slice(first);
        place[length - 8..length].copy_from_slice(last);
        found
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let found = S::in_either(first, last);
        place[..4].copy_from_slice(first);
        place[length - 4..length].copy_from_slice(last);
        found
    } else if let (Some(first), Some(last)) = (bytes.first(), bytes.last()) {
        let middle = bytes[length / 2];
        place[0] = *first;
        place[length / 2] = middle;
        place[length - 1] = *last;
        S::is_one(*first) | S::is_one(middle) | S::is_one(*last)
    } else {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, SHORT, Special, Xml, copy_short, has, has_xml_suspect};

    /// Whether something was found; and what is short is copied, whatever was found.
    fn found<S: Special>(text: &str) -> bool {
        let bytes = text.as_bytes();
        let found = has::<S>(bytes);
        if bytes.len() < SHORT {
            let mut place = [b'?'; SHORT];
            assert_eq!(copy_short::<S>(&mut place, bytes), found, "{text:?}");
            assert_eq!(&place[..bytes.len()], bytes);
        }
        found
    }

    /// Every byte at every place of texts of every length up to three blocks.
    #[test]
    fn blocks_see_what_bytes_see() {
        for length in 1..50 {
            for place in 0..length {
                for byte in 0..0x80_u8 {
                    for around in ['a', '\u{7f}', ' '] {
                        let mut text = around.to_string().repeat(length).into_bytes();
                        text[place] = byte;
                        let text = String::from_utf8(text).expect("it is ASCII");
                        let is = |special: &[u8]| special.contains(&byte);
                        let json = is(b"\"\\") || byte < b' ';
                        assert_eq!(found::<Json>(&text), json, "{text:?}");
                        assert_eq!(found::<Xml>(&text), is(b"&<>\r"), "{text:?}");
                        assert_eq!(has_xml_suspect(&text), byte < b' ', "{text:?}");
                    }
                }
            }
        }
        assert!(!found::<Json>("") && !found::<Xml>("") && !has_xml_suspect(""));
        for text in ["Köln am Rhein", "例え株式会社", "ÿÿÿÿÿÿÿÿÿ\u{80}"] {
            assert!(!found::<Json>(text) && !found::<Xml>(text), "{text}");
        }
        assert!(has_xml_suspect("\u{fffe}") && !has_xml_suspect("Köln"));
    }
}
