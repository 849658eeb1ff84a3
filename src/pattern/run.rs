//! Patterns that consist of characters of one class.

use super::Mismatch;
use super::classes::Classes;

/// Characters of class 1, with bounds for their number.
#[derive(Clone, Debug)]
pub struct Run {
    /// The classes. Class 1 has the members of the run, class 0 has all other characters.
    pub classes: Classes,
    /// The least number of characters.
    pub min: u32,
    /// The greatest number of characters.
    pub max: Option<u32>,
}

/// The state in which a member is expected.
pub(super) const MEMBER: u32 = 0;
/// The state in which the end is expected.
pub(super) const END: u32 = 1;
/// The state in which a member or the end is expected.
pub(super) const EITHER: u32 = 2;

impl Run {
    #[inline(always)]
    pub(super) fn is_match(&self, value: &str) -> bool {
        if self.classes.is_ascii() {
            // A member has as many bytes as characters.
            let max = self.max.map_or(usize::MAX, |max| max as usize);
            (self.min as usize..=max).contains(&value.len()) && self.are_members(value.as_bytes())
        } else {
            self.is_match_wide(value)
        }
    }

    fn is_match_wide(&self, value: &str) -> bool {
        length_fits(value, self.min, self.max)
            && if value.is_ascii() {
                self.are_members(value.as_bytes())
            } else {
                let mut characters = value.chars();
                characters.all(|character| self.classes.class(character) == 1)
            }
    }

    /// Returns whether all bytes are members.
    ///
    /// Has no early return, because a value that matches is read to its end in any case. The last block overlaps the one
    /// before it.
    #[inline(always)]
    fn are_members(&self, bytes: &[u8]) -> bool {
        let map: &[u8; 256] = &self.classes.map;
        let of = |byte: &u8| map[usize::from(*byte)];
        let all = |block: &[u8]| block.iter().fold(1, |all, byte| all & of(byte));
        if let Some(last) = bytes.last_chunk::<8>() {
            let mut seen = all(last);
            for block in bytes[..bytes.len() - 1].as_chunks::<8>().0 {
                seen &= all(block);
            }
            seen == 1
        } else if let (Some(first), Some(last)) =
            (bytes.first_chunk::<4>(), bytes.last_chunk::<4>())
        {
            all(first) & all(last) == 1
        } else {
            all(bytes) == 1
        }
    }

    pub(super) fn mismatch(&self, value: &str) -> Option<Mismatch> {
        Run::walk(value, self.min, self.max, |character| {
            self.classes.class(character) == 1
        })
    }

    /// Returns the position at which a value has a character that is not a member, or one member too many or too few.
    pub(super) fn walk(
        value: &str,
        min: u32,
        max: Option<u32>,
        is_member: impl Fn(char) -> bool,
    ) -> Option<Mismatch> {
        let mut index = 0;
        for character in value.chars() {
            if max == Some(index) {
                return Some(Mismatch::new(index, END, false));
            }
            if !is_member(character) {
                let expected = if index < min { MEMBER } else { EITHER };
                return Some(Mismatch::new(index, expected, false));
            }
            index = index.saturating_add(1);
        }
        (index < min).then(|| Mismatch::new(index, MEMBER, true))
    }
}

/// Returns whether the number of characters of a text is within the bounds.
pub(super) fn length_fits(value: &str, min: u32, max: Option<u32>) -> bool {
    let bytes = value.len();
    let (min, max) = (min as usize, max.map_or(usize::MAX, |max| max as usize));
    // A character is one to four bytes, so that most values need not be counted.
    if bytes < min || bytes / 4 > max {
        return false;
    }
    if bytes <= max && bytes.div_ceil(4) >= min {
        return true;
    }
    (min..=max).contains(&value.chars().count())
}
