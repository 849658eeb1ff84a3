//! Partitions code points into classes. An automaton treats all characters of a class alike.

/// The number of characters: all code points except the surrogates, which a text cannot contain.
pub(crate) const COUNT: u32 = 0x11_0000 - 0x800;

/// A partition of all characters into classes.
///
/// The indices of characters skip the surrogates. Classes are numbered in the order of their first characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alphabet {
    /// The start of each range, and its class. The first range starts at 0, and adjacent ranges have different classes.
    pub(crate) ranges: Vec<(u32, u16)>,
    /// The number of classes.
    pub(crate) classes: usize,
}

impl Alphabet {
    /// Returns the number of classes.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Returns the class of a character.
    #[must_use]
    pub fn class(&self, character: char) -> u16 {
        let index = index(character);
        let after = self.ranges.partition_point(|range| range.0 <= index);
        self.ranges[after - 1].1
    }

    /// Returns all ranges in order, each as its first and last character and its class.
    pub fn ranges(&self) -> impl Iterator<Item = (char, char, u16)> + '_ {
        self.ranges.iter().enumerate().map(|(at, (start, class))| {
            let end = self.ranges.get(at + 1).map_or(COUNT, |next| next.0) - 1;
            (character(*start), character(end), *class)
        })
    }

    /// Returns the number of characters in each class.
    #[must_use]
    pub fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![0; self.classes];
        for (first, last, class) in self.ranges() {
            sizes[usize::from(class)] += index(last) - index(first) + 1;
        }
        sizes
    }
}

/// Returns the index of a character. Indices skip the surrogates.
pub(crate) fn index(character: char) -> u32 {
    let point = u32::from(character);
    if point < 0xD800 { point } else { point - 0x800 }
}

fn character(index: u32) -> char {
    let point = if index < 0xD800 { index } else { index + 0x800 };
    char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER)
}
