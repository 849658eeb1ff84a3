//! Patterns that are a number of characters of one class.

use super::Mismatch;
use super::classes::Classes;

/// Characters of class 1, so many.
#[derive(Clone, Debug)]
pub struct Run {
    /// What is class 1, and what is not: class 0.
    pub classes: Classes,
    /// The least number of characters.
    pub min: u32,
    /// The greatest.
    pub max: Option<u32>,
}

/// Expected: a character of the class.
pub(super) const MEMBER: u32 = 0;
/// Expected: the end.
pub(super) const END: u32 = 1;
/// Expected: either.
pub(super) const EITHER: u32 = 2;

impl Run {
    pub(super) fn is_match(&self, value: &str) -> bool {
        if !length_fits(value, self.min, self.max) {
            return false;
        }
        let map: &[u8; 256] = &self.classes.map;
        if self.classes.by_bytes(value) {
            // Blocks without a branch inside: a value that matches has to be read to its end anyway.
            let (blocks, rest) = value.as_bytes().as_chunks::<8>();
            for block in blocks {
                let mut all = 1;
                for byte in block {
                    all &= map[usize::from(*byte)];
                }
                if all == 0 {
                    return false;
                }
            }
            rest.iter()
                .fold(1, |all, byte| all & map[usize::from(*byte)])
                == 1
        } else {
            value
                .chars()
                .all(|character| self.classes.class(character) == 1)
        }
    }

    pub(super) fn mismatch(&self, value: &str, any: bool) -> Mismatch {
        let mut index = 0;
        for character in value.chars() {
            if self.max == Some(index) {
                return Mismatch::new(index, END, false);
            }
            if !any && self.classes.class(character) != 1 {
                let expected = if index < self.min { MEMBER } else { EITHER };
                return Mismatch::new(index, expected, false);
            }
            index = index.saturating_add(1);
        }
        Mismatch::new(index, MEMBER, true)
    }
}

/// Whether a text has so many characters.
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
