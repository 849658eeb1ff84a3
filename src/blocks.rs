//! Looking through texts eight bytes at a time, in safe code.
//!
//! In: a text and what is looked for, as a test of eight bytes in one number; out: whether
//! it is there. Short texts, which most values are, take two or three steps and no loop.

const fn repeat(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Not zero if some of the eight bytes is this one.
#[inline]
const fn has(block: u64, byte: u8) -> u64 {
    // Subtracting 1 from a byte borrows into its high bit only if it is 0 (or had that bit).
    let zero = block ^ repeat(byte);
    zero.wrapping_sub(repeat(1)) & !zero & repeat(0x80)
}

/// Not zero if some of the eight bytes is a control character of ASCII below the space.
#[inline]
const fn has_control(block: u64) -> u64 {
    block.wrapping_sub(repeat(b' ')) & !block & repeat(0x80)
}

/// What JSON escapes: `"`, `\` and control characters (RFC 8259 § 7).
#[inline]
pub(crate) const fn json_special(block: u64) -> u64 {
    // With this bit turned, `"` is what the space was: right behind the control characters.
    let turned = block ^ repeat(0x02);
    let low = turned.wrapping_sub(repeat(0x21)) & !turned & repeat(0x80);
    low | has(block, b'\\')
}

/// What XML's character data escapes: `&`, `<`, `>` and carriage return.
#[inline]
pub(crate) const fn xml_special(block: u64) -> u64 {
    // `<` and `>` differ in one bit.
    has(block, b'&') | has(block | repeat(0x02), b'>') | has(block, b'\r')
}

/// Appends the text, unless the test finds something in it; says whether it did.
#[inline]
pub(crate) fn append_unless(out: &mut Vec<u8>, text: &str, found: impl Fn(u64) -> u64) -> bool {
    let is_plain = !any(text.as_bytes(), found);
    if is_plain {
        out.extend_from_slice(text.as_bytes());
    }
    is_plain
}

/// One to seven bytes as the low end of a block.
#[inline]
fn few(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        // Where the two overlap, they agree.
        return u64::from(first) | u64::from(last) << (8 * (bytes.len() - 4));
    }
    let at = |index: usize| {
        bytes
            .get(index)
            .map_or(0, |byte| u64::from(*byte) << (8 * index))
    };
    at(0) | at(1) | at(2)
}

/// What may be a character that XML 1.0 can't carry: control characters, and those whose
/// first byte is that of U+FFFE.
#[inline]
pub(crate) fn has_xml_suspect(text: &str) -> bool {
    any(text.as_bytes(), |block| {
        has_control(block) | has(block, 0xef)
    })
}

#[inline]
fn any(bytes: &[u8], found: impl Fn(u64) -> u64) -> bool {
    let Some(last) = bytes.last_chunk::<8>() else {
        return !bytes.is_empty() && found(few(bytes) | repeat(b' ') << (8 * bytes.len())) != 0;
    };
    let mut seen = found(u64::from_le_bytes(*last));
    if bytes.len() <= 16 {
        // Two blocks that overlap: most values take no more, and no loop.
        let first = bytes.first_chunk::<8>().unwrap_or(last);
        return seen | found(u64::from_le_bytes(*first)) != 0;
    }
    // No early end: the next text is there before a branch on each block would pay.
    for block in bytes.as_chunks::<8>().0 {
        seen |= found(u64::from_le_bytes(*block));
    }
    seen != 0
}

#[cfg(test)]
mod tests {
    use super::{append_unless, has_xml_suspect, json_special, xml_special};

    /// Whether the text was refused; what was there before stays, whatever happens.
    fn refused(text: &str, found: impl Fn(u64) -> u64) -> bool {
        let mut out = b"before".to_vec();
        let is_appended = append_unless(&mut out, text, found);
        let expected = if is_appended { text } else { "" };
        assert_eq!(out, format!("before{expected}").as_bytes());
        !is_appended
    }

    /// Every byte at every place of texts of every length up to three blocks.
    #[test]
    fn blocks_see_what_bytes_see() {
        for length in 1..25 {
            for place in 0..length {
                for byte in 0..0x80_u8 {
                    for around in ['a', '\u{7f}', ' ', '!'] {
                        let mut text = around.to_string().repeat(length).into_bytes();
                        text[place] = byte;
                        let text = String::from_utf8(text).expect("it is ASCII");
                        let is = |special: &[u8]| special.contains(&byte);
                        let json = is(b"\"\\") || byte < b' ';
                        assert_eq!(refused(&text, json_special), json, "{text:?}");
                        assert_eq!(refused(&text, xml_special), is(b"&<>\r"), "{text:?}");
                        assert_eq!(has_xml_suspect(&text), byte < b' ', "{text:?}");
                    }
                }
            }
        }
        assert!(!refused("", json_special) && !refused("", xml_special) && !has_xml_suspect(""));
        for text in ["Köln am Rhein", "例え株式会社", "ÿÿÿÿÿÿÿÿÿ\u{80}"] {
            assert!(
                !refused(text, json_special) && !refused(text, xml_special),
                "{text}"
            );
        }
        assert!(has_xml_suspect("\u{fffe}") && !has_xml_suspect("Köln"));
    }
}
