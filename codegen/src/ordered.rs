//! A map and a set that keep their entries in the order of the keys.
//!
//! Every build script compiles this package, and `BTreeMap` is three thousand lines of LLVM IR for each type of keys and
//! values, ten times as much as these. A map is a list of short sorted lists, so an insertion moves few entries however
//! many there are.

use std::borrow::Borrow;

/// The maximum number of entries in a list.
const LONGEST: usize = 128;

/// A map in the order of its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OrderedMap<K, V> {
    /// Lists of at least one entry. Their keys ascend, also from one list to the next.
    lists: Vec<Vec<(K, V)>>,
}

/// A set in the order of its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OrderedSet<T>(OrderedMap<T, ()>);

/// The place of a key: a list, and the position in it where the key is or would be.
struct Place {
    list: usize,
    at: usize,
    is_taken: bool,
}

impl<K: Ord, V> OrderedMap<K, V> {
    /// Returns an empty map.
    pub(crate) const fn new() -> Self {
        Self { lists: Vec::new() }
    }

    /// Returns the number of entries.
    pub(crate) fn len(&self) -> usize {
        self.lists.iter().map(Vec::len).sum()
    }

    /// Removes all entries.
    pub(crate) fn clear(&mut self) {
        self.lists.clear();
    }

    /// Returns the value of a key.
    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let place = self.find(key);
        let list = self.lists.get(place.list).filter(|_| place.is_taken)?;
        list.get(place.at).map(|(_, value)| value)
    }

    /// Returns whether a key has a value.
    pub(crate) fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_taken
    }

    /// Sets the value of a key. Returns the value that it had.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        let place = self.find(&key);
        if place.is_taken {
            let known = &mut self.lists[place.list][place.at].1;
            return Some(std::mem::replace(known, value));
        }
        self.insert_at(place, key, value);
        None
    }

    /// Returns the value of a key. A key without one gets `value`.
    pub(crate) fn get_or_insert(&mut self, key: K, value: V) -> V
    where
        V: Clone,
    {
        let place = self.find(&key);
        if place.is_taken {
            return self.lists[place.list][place.at].1.clone();
        }
        self.insert_at(place, key, value.clone());
        value
    }

    /// Removes a key. Returns its value.
    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.find(key);
        if !place.is_taken {
            return None;
        }
        let (_, value) = self.lists[place.list].remove(place.at);
        if self.lists[place.list].is_empty() {
            self.lists.remove(place.list);
        }
        Some(value)
    }

    /// Returns the entries in the order of the keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.lists.iter().flatten()
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Place
    where
        K: Borrow<Q>,
    {
        let begins_before = |list: &Vec<(K, V)>| match list.first() {
            Some((first, _)) => first.borrow() <= key,
            None => true,
        };
        let list = self.lists.partition_point(begins_before).saturating_sub(1);
        let found = match self.lists.get(list) {
            Some(entries) => entries.binary_search_by(|(known, _)| known.borrow().cmp(key)),
            None => Err(0),
        };
        let (Ok(at) | Err(at)) = found;
        Place {
            list,
            at,
            is_taken: found.is_ok(),
        }
    }

    fn insert_at(&mut self, place: Place, key: K, value: V) {
        if self.lists.is_empty() {
            self.lists.push(Vec::new());
        }
        let entries = &mut self.lists[place.list];
        entries.insert(place.at, (key, value));
        if entries.len() > LONGEST {
            let rest = entries.split_off(LONGEST / 2);
            self.lists.insert(place.list + 1, rest);
        }
    }
}

impl<K, V> Default for OrderedMap<K, V> {
    fn default() -> Self {
        Self { lists: Vec::new() }
    }
}

impl<K, V> IntoIterator for OrderedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Vec<(K, V)>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.lists.into_iter().flatten()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for OrderedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<T: Ord> OrderedSet<T> {
    /// Returns an empty set.
    pub(crate) const fn new() -> Self {
        Self(OrderedMap::new())
    }

    /// Returns the number of members.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Removes all members.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns whether a value is a member.
    pub(crate) fn contains<Q: Ord + ?Sized>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.contains_key(value)
    }

    /// Adds a member. Returns whether it is new.
    pub(crate) fn insert(&mut self, value: T) -> bool {
        self.0.insert(value, ()).is_none()
    }

    /// Returns the members in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(value, ())| value)
    }

    /// Returns the members in order, as a list.
    pub(crate) fn into_vec(self) -> Vec<T> {
        self.0.into_iter().map(|(value, ())| value).collect()
    }
}

impl<T> Default for OrderedSet<T> {
    fn default() -> Self {
        Self(OrderedMap::default())
    }
}

impl<T: Ord> Extend<T> for OrderedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        for value in values {
            self.insert(value);
        }
    }
}

impl<T: Ord> FromIterator<T> for OrderedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut set = Self::new();
        set.extend(values);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::OrderedMap;
    use std::collections::BTreeMap;

    #[test]
    fn behaves_like_a_map_of_the_standard_library() {
        let (mut ours, mut theirs) = (OrderedMap::new(), BTreeMap::new());
        let mut random = 1_u32;
        for _ in 0..6_000 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let key = (random >> 16) % 1_000;
            if random >> 8 & 3 == 0 {
                assert_eq!(ours.remove(&key), theirs.remove(&key));
            } else {
                assert_eq!(ours.insert(key, random), theirs.insert(key, random));
            }
            assert_eq!(ours.get(&(key / 2)), theirs.get(&(key / 2)));
        }
        assert!(ours.lists.len() > 2);
        assert_eq!(ours.len(), theirs.len());
        assert!(ours.into_iter().eq(theirs));
    }
}
