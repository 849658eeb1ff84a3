//! Searches texts for special bytes, one block at a time, in safe code.
//!
//! A type that implements [`Special`] tests one byte. The functions apply its test to every byte of a block without an
//! early return, and blocks are arrays of fixed length. rustc compiles such a loop to vector instructions.

/// A set of bytes to search for.
pub(crate) trait Special {
    /// Returns whether the set contains a byte of a block.
    ///
    /// An implementation makes one comparison without a branch. rustc merges several comparisons of one kind, and then
    /// tests the bytes of the block one by one.
    fn is(byte: u8) -> bool;

    /// Returns whether the set contains a byte outside of a block.
    fn is_one(byte: u8) -> bool;

    /// Returns whether the set contains a byte of two blocks, which may overlap.
    #[inline(always)]
    fn in_either<const N: usize>(first: &[u8; N], last: &[u8; N]) -> bool {
        // The blocks are tested one after the other. Pairs of bytes would have to be interleaved first.
        let in_block = |block: &[u8; N]| {
            block
                .iter()
                .fold(false, |seen, byte| seen | Self::is(*byte))
        };
        in_block(first) | in_block(last)
    }
}

/// The searches for one set of bytes. They are compiled once in this crate, and not again in each crate with generated code.
pub(crate) trait Search {
    /// Returns whether the set contains one of the bytes.
    fn has(bytes: &[u8]) -> bool;

    /// Copies fewer than [`SHORT`] bytes to the start of `place`. Returns whether the set contains one of them. Copies nothing
    /// and returns true if there are more bytes.
    fn copy_short(place: &mut [u8; SHORT], bytes: &[u8]) -> bool;
}

macro_rules! searches {
    ($($set:ty),*) => {$(
        impl Search for $set {
            #[inline(never)]
            fn has(bytes: &[u8]) -> bool {
                has::<Self>(bytes)
            }

            // Never inlined, because next to other code rustc splits the blocks into single bytes.
            #[inline(never)]
            fn copy_short(place: &mut [u8; SHORT], bytes: &[u8]) -> bool {
                copy_short::<Self>(place, bytes)
            }
        }
    )*};
}

searches!(Json, Xml, Nothing, XmlSuspect);

/// The bytes that JSON escapes: `"`, `\` and control characters (RFC 8259 § 7).
pub(crate) struct Json;

impl Special for Json {
    #[inline(always)]
    fn is(byte: u8) -> bool {
        // Flipping this bit moves `"` to 0x20, right behind the control characters.
        (byte ^ 0x02).saturating_sub(0x20).min(byte ^ b'\\') == 0
    }

    #[inline(always)]
    fn is_one(byte: u8) -> bool {
        (byte < b' ') | (byte == b'"') | (byte == b'\\')
    }
}

/// The bytes that XML escapes in character data: `&`, `<`, `>` and carriage return.
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

/// The empty set, for texts that need no search.
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

/// The bytes that can begin a character that XML 1.0 can't carry: control characters, and the first byte of U+FFFE.
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

/// Returns whether a text may have a character that XML 1.0 can't carry.
#[inline]
pub(crate) fn has_xml_suspect(text: &str) -> bool {
    XmlSuspect::has(text.as_bytes())
}

/// Returns whether the set `S` contains one of the bytes.
#[inline(always)]
fn has<S: Special>(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<16>() {
        // Most texts are too short for an early return to pay for a branch on each block.
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

/// The number of bytes that is too large for [`Search::copy_short`].
pub(crate) const SHORT: usize = 64;

/// Implements [`Search::copy_short`].
///
/// Two blocks that may overlap cover every length without a loop. The test comes before the copy, because behind it rustc
/// would read the bytes from the copy, one by one.
#[inline(always)]
fn copy_short<S: Special>(place: &mut [u8; SHORT], bytes: &[u8]) -> bool {
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
    use super::{Json, SHORT, Search, Xml, has_xml_suspect};

    /// Returns whether a special byte was found. Checks that a short text is copied in either case.
    fn found<S: Search>(text: &str) -> bool {
        let bytes = text.as_bytes();
        let found = S::has(bytes);
        if bytes.len() < SHORT {
            let mut place = [b'?'; SHORT];
            assert_eq!(S::copy_short(&mut place, bytes), found, "{text:?}");
            assert_eq!(&place[..bytes.len()], bytes);
        }
        found
    }

    /// Tests every byte at every position in texts of up to three blocks.
    #[test]
    fn blocks_find_the_same_as_single_bytes() {
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
