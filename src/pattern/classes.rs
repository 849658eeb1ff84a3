//! Classes of characters: those that a pattern treats alike.

use std::borrow::Cow;

/// The class of every character.
#[derive(Clone, Debug)]
pub struct Classes {
    /// The class of each byte. All characters beyond ASCII have the class of their bytes, unless `wide` has their classes.
    pub map: Cow<'static, [u8; 256]>,
    /// Ranges beyond ASCII, four bytes each: the first code point (most significant byte first), and the class.
    pub wide: Cow<'static, [u8]>,
}

impl Classes {
    /// Puts some ASCII characters into class 1 and all others into class 0.
    ///
    /// ```
    /// let digits = wireform::__rt::Classes::of(b"0123456789");
    /// assert_eq!(digits.map[usize::from(b'7')], 1);
    /// ```
    pub const fn of(members: &'static [u8]) -> Self {
        let mut map = [0; 256];
        let mut at = 0;
        while at < members.len() {
            map[members[at] as usize] = 1;
            at += 1;
        }
        Classes {
            map: Cow::Owned(map),
            wide: Cow::Borrowed(&[]),
        }
    }

    /// Makes the classes from ranges of three bytes each: the class, the first and the last byte. All other bytes have class 0.
    ///
    /// ```
    /// let classes = wireform::__rt::Classes::ranges(b"\x01az\x0209", b"");
    /// assert_eq!(classes.map[usize::from(b'7')], 2);
    /// ```
    pub const fn ranges(ranges: &[u8], wide: &'static [u8]) -> Self {
        let mut map = [0; 256];
        let mut at = 0;
        while at + 2 < ranges.len() {
            let mut byte = ranges[at + 1] as usize;
            while byte <= ranges[at + 2] as usize {
                map[byte] = ranges[at];
                byte += 1;
            }
            at += 3;
        }
        Classes {
            map: Cow::Owned(map),
            wide: Cow::Borrowed(wide),
        }
    }

    /// Returns whether no matching value has a character beyond ASCII.
    #[inline(always)]
    pub(super) fn is_ascii(&self) -> bool {
        self.wide.is_empty()
    }

    /// Returns whether the classes of this value can be read byte by byte.
    #[inline(always)]
    pub(super) fn by_bytes(&self, value: &str) -> bool {
        self.is_ascii() || value.is_ascii()
    }

    /// Returns the class of a character.
    pub(super) fn class(&self, character: char) -> u8 {
        let by_byte = |byte: u8| self.map[usize::from(byte)];
        if character.is_ascii() {
            return by_byte(character as u8);
        }
        let (ranges, _) = self.wide.as_chunks::<4>();
        let point = u32::from(character);
        let after = ranges.partition_point(|range| {
            u32::from_be_bytes([0, range[0], range[1], range[2]]) <= point
        });
        match after.checked_sub(1) {
            Some(at) => ranges[at][3],
            None => by_byte(0x80),
        }
    }

    /// Returns the ASCII characters whose class passes a test, a bit for each, and whether other characters do.
    pub(super) fn members(&self, test: impl Fn(u8) -> bool) -> (u128, bool) {
        let mut halves = [0_u64; 2];
        for (half, classes) in halves.iter_mut().zip(self.map.as_chunks::<64>().0) {
            // Neighbours are mostly of one class, which is tested once.
            let (mut last, mut passes) = (classes[0], test(classes[0]));
            for (bit, class) in classes.iter().enumerate() {
                if *class != last {
                    (last, passes) = (*class, test(*class));
                }
                *half |= u64::from(passes) << bit;
            }
        }
        let ascii = u128::from(halves[1]) << 64 | u128::from(halves[0]);
        let (ranges, _) = self.wide.as_chunks::<4>();
        let beyond = if ranges.is_empty() {
            test(self.map[0x80])
        } else {
            ranges.iter().any(|range| test(range[3]))
        };
        (ascii, beyond)
    }
}
