//! Builds alphabets: from sets of characters, from two alphabets, and from another alphabet by joining classes.

use std::collections::BTreeMap;

use regex_syntax::hir::ClassUnicode;

use crate::plan::{Alphabet, COUNT, index};

impl Alphabet {
    /// Returns the alphabet that some sets induce, and for each set the classes in it.
    pub(super) fn of(sets: &[ClassUnicode]) -> (Self, Vec<Vec<u16>>) {
        // The membership in a set changes at the ends of its ranges.
        let mut events: Vec<(u32, usize)> = Vec::new();
        for (set, class) in sets.iter().enumerate() {
            for range in class.iter() {
                events.push((index(range.start()), set));
                events.push((index(range.end()) + 1, set));
            }
        }
        events.sort_unstable();
        let mut inside = vec![0_u64; sets.len().div_ceil(64).max(1)];
        let mut known = BTreeMap::new();
        let mut ranges = Vec::new();
        let mut at = 0;
        let mut from = 0;
        loop {
            while at < events.len() && events[at].0 == from {
                let set = events[at].1;
                inside[set / 64] ^= 1 << (set % 64);
                at += 1;
            }
            let number = u16::try_from(known.len()).unwrap_or(u16::MAX);
            let class = *known.entry(inside.clone()).or_insert(number);
            ranges.push((from, class));
            match events.get(at) {
                Some((next, _)) if *next < COUNT => from = *next,
                _ => break,
            }
        }
        ranges.dedup_by_key(|range| range.1);
        let mut members = vec![Vec::new(); sets.len()];
        for (inside, class) in known.iter() {
            for (set, members) in members.iter_mut().enumerate() {
                if inside[set / 64] >> (set % 64) & 1 == 1 {
                    members.push(*class);
                }
            }
        }
        let classes = known.len();
        (Self { ranges, classes }, members)
    }

    /// Returns the common refinement of two alphabets, and for each new class the two classes that contain it.
    pub(super) fn common(&self, other: &Self) -> (Self, Vec<(u16, u16)>) {
        let mut known = BTreeMap::new();
        let mut pairs = Vec::new();
        let mut ranges = Vec::new();
        let (mut left, mut right, mut from) = (0, 0, 0);
        loop {
            let pair = (self.ranges[left].1, other.ranges[right].1);
            let number = u16::try_from(known.len()).unwrap_or(u16::MAX);
            let class = *known.entry(pair).or_insert(number);
            if class == number {
                pairs.push(pair);
            }
            ranges.push((from, class));
            let end = |alphabet: &Self, at: usize| alphabet.ranges.get(at + 1).map(|next| next.0);
            match (end(self, left), end(other, right)) {
                (None, None) => break,
                (Some(next), None) => {
                    left += 1;
                    from = next;
                }
                (None, Some(next)) => {
                    right += 1;
                    from = next;
                }
                (Some(one), Some(two)) => {
                    from = one.min(two);
                    left += usize::from(one == from);
                    right += usize::from(two == from);
                }
            }
        }
        let classes = pairs.len();
        (Self { ranges, classes }, pairs)
    }

    /// Joins classes: `to[class]` is the new class of a class. The new classes are renumbered by their first character.
    pub(super) fn joined(&self, to: &[u16]) -> (Self, Vec<u16>) {
        let mut number = vec![u16::MAX; self.classes];
        let mut order = Vec::new();
        let mut ranges = Vec::new();
        for (start, class) in &self.ranges {
            let joined = to[usize::from(*class)];
            if number[usize::from(joined)] == u16::MAX {
                number[usize::from(joined)] = u16::try_from(order.len()).unwrap_or(u16::MAX);
                order.push(joined);
            }
            ranges.push((*start, number[usize::from(joined)]));
        }
        ranges.dedup_by_key(|range| range.1);
        let classes = order.len();
        (Self { ranges, classes }, order)
    }

    /// Returns the alphabet whose classes are the lengths of characters in UTF-8.
    pub(super) fn by_width() -> Self {
        Self {
            ranges: vec![(0, 0), (0x80, 1), (0x800, 2), (index('\u{10000}'), 3)],
            classes: 4,
        }
    }
}
