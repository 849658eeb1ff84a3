//! Maps: texts to values, in the order in which they were inserted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::emitted::{Masked, Redact};

/// A map of texts to values, which keeps the order of its entries. It is the type of a field with `type: map`.
///
/// A map can be built with a repeated key, because building it has no way to fail. The check of a request refuses such a map
/// with the violation `key_taken`, which names the later entry by its number and shows no key.
///
/// # Examples
/// ```
/// use std::borrow::Cow;
/// use wireform::Map;
///
/// let map: Map<'_, Cow<'_, str>> = Map::from([("CA_LEGAL_TYPE", "CCT"), ("VAT_NUMBER", "NL1")]);
/// assert_eq!(map.get("VAT_NUMBER").map(|value| &**value), Some("NL1"));
/// assert!(map.keys().eq(["CA_LEGAL_TYPE", "VAT_NUMBER"]));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Map<'a, V> {
    entries: Vec<(Cow<'a, str>, V)>,
}

impl<'a, V> Map<'a, V> {
    /// Returns a map without entries.
    pub const fn new() -> Self {
        Map {
            entries: Vec::new(),
        }
    }

    /// Returns a map with these entries.
    ///
    /// ```
    /// use wireform::Map;
    ///
    /// let map = Map::from_entries(vec![("count".into(), 1_i64)]);
    /// assert_eq!(map.len(), 1);
    /// ```
    pub const fn from_entries(entries: Vec<(Cow<'a, str>, V)>) -> Self {
        Map { entries }
    }

    /// Adds an entry after the others.
    pub fn push(&mut self, key: impl Into<Cow<'a, str>>, value: impl Into<V>) {
        self.entries.push((key.into(), value.into()));
    }

    /// Returns the number of entries.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether there is no entry.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the value of a key: that of its first entry.
    pub fn get(&self, key: &str) -> Option<&V> {
        let mut entries = self.iter();
        entries.find(|(found, _)| *found == key).map(|(_, it)| it)
    }

    /// Returns the entries in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &V)> {
        self.entries.iter().map(|(key, value)| (&**key, value))
    }

    /// Returns the keys in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.iter().map(|(key, _)| &**key)
    }

    /// Returns the values in order, to change them.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// Returns the entries.
    pub fn into_entries(self) -> Vec<(Cow<'a, str>, V)> {
        self.entries
    }

    /// Returns a map that borrows nothing. The function converts each value.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use wireform::Map;
    ///
    /// let name = String::from("a");
    /// let map: Map<'_, Cow<'_, str>> = Map::from([(&*name, "1")]);
    /// let owned: Map<'static, String> = map.into_owned_with(Cow::into_owned);
    /// assert_eq!(owned.get("a").map(String::as_str), Some("1"));
    /// ```
    pub fn into_owned_with<W>(self, mut each: impl FnMut(V) -> W) -> Map<'static, W> {
        let entries = self.entries.into_iter();
        let entries = entries.map(|(key, value)| (Cow::Owned(key.into_owned()), each(value)));
        Map::from_entries(entries.collect())
    }
}

impl<V> Default for Map<'_, V> {
    fn default() -> Self {
        Map::new()
    }
}

/// Shows the number of entries, and masks each key and each value.
impl<V> fmt::Debug for Map<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.entries.iter().map(|_| (Masked, Masked));
        f.debug_map().entries(entries).finish()
    }
}

/// Masks each key, and shows the shape of each value.
impl<V: Redact> Redact for Map<'_, V> {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.entries.iter();
        let entries = entries.map(|(_, value)| (Masked, crate::emitted::Redacted(value)));
        f.debug_map().entries(entries).finish()
    }
}

impl<'a, K: Into<Cow<'a, str>>, W: Into<V>, V> FromIterator<(K, W)> for Map<'a, V> {
    fn from_iter<I: IntoIterator<Item = (K, W)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        Map::from_entries(
            entries
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}

impl<'a, K: Into<Cow<'a, str>>, W: Into<V>, V> Extend<(K, W)> for Map<'a, V> {
    fn extend<I: IntoIterator<Item = (K, W)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.push(key, value);
        }
    }
}

impl<'a, K: Into<Cow<'a, str>>, W: Into<V>, V, const N: usize> From<[(K, W); N]> for Map<'a, V> {
    fn from(entries: [(K, W); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<'a, K: Into<Cow<'a, str>>, W: Into<V>, V> From<Vec<(K, W)>> for Map<'a, V> {
    fn from(entries: Vec<(K, W)>) -> Self {
        entries.into_iter().collect()
    }
}

impl<'a, K: Into<Cow<'a, str>>, W: Into<V>, V> From<BTreeMap<K, W>> for Map<'a, V> {
    fn from(entries: BTreeMap<K, W>) -> Self {
        entries.into_iter().collect()
    }
}

impl<'a, V> IntoIterator for Map<'a, V> {
    type Item = (Cow<'a, str>, V);
    type IntoIter = std::vec::IntoIter<(Cow<'a, str>, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}
