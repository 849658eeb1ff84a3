//! Lists in a user's struct. Their items are converted one by one, without an intermediate list.

use std::fmt;

use super::{Emptiable, Kind, Text};
use crate::emitted::{Redact, Redacted};
use crate::normal::{NormalForm, Normalize};

/// A list whose items can be read as values of one kind.
pub trait ItemsOf<K: Kind> {
    /// Returns the number of items.
    fn count(&self) -> usize;

    /// Returns the item at an index below [`ItemsOf::count`].
    fn at(&self, index: usize) -> K::View<'_>;
}

/// A borrowed list, or a list that a conversion made.
pub enum Items<'v, K: Kind> {
    /// A list in the user's struct.
    Borrowed(&'v dyn ItemsOf<K>),
    /// The values that a conversion returned.
    Owned(Vec<K::View<'v>>),
}

impl<'v, K: Kind> Items<'v, K> {
    /// Returns the number of items.
    pub fn len(&self) -> usize {
        match self {
            Items::Borrowed(items) => items.count(),
            Items::Owned(items) => items.len(),
        }
    }

    /// Returns whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the items, each of which is read when it is reached.
    pub fn iter(&self) -> Iter<'_, 'v, K> {
        Iter {
            items: self,
            index: 0,
        }
    }

    /// Returns the index of the first item that repeats an earlier one.
    pub fn repeated(&self) -> Option<usize>
    where
        K::View<'v>: PartialEq,
    {
        self.iter()
            .enumerate()
            .position(|(index, item)| self.iter().take(index).any(|earlier| earlier == item))
    }

    /// Returns the item at an index, if there is one.
    pub fn get(&self, index: usize) -> Option<K::View<'v>> {
        match self {
            Items::Borrowed(items) if index < items.count() => Some(items.at(index)),
            Items::Borrowed(_) => None,
            Items::Owned(items) => items.get(index).cloned(),
        }
    }
}

impl<K: Kind> Clone for Items<'_, K> {
    fn clone(&self) -> Self {
        match self {
            Items::Borrowed(items) => Items::Borrowed(*items),
            Items::Owned(items) => Items::Owned(items.clone()),
        }
    }
}

impl<K: Kind> fmt::Debug for Items<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.redact(f)
    }
}

impl<K: Kind> Redact for Items<'_, K> {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        for item in self {
            list.entry(&Redacted(&item));
        }
        list.finish()
    }
}

impl Normalize<NormalForm<'_>> for Items<'_, Text> {
    fn is_normal(&self, form: &NormalForm<'_>) -> bool {
        self.iter().all(|item| form.holds(&item))
    }

    fn normalize(&mut self, form: &NormalForm<'_>) {
        if !self.is_normal(form) {
            let mut items: Vec<_> = self.iter().collect();
            items.normalize(form);
            *self = Items::Owned(items);
        }
    }
}

impl<K: Kind> Emptiable for Items<'_, K> {
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The items of a list.
pub struct Iter<'i, 'v, K: Kind> {
    items: &'i Items<'v, K>,
    index: usize,
}

impl<K: Kind> fmt::Debug for Iter<'_, '_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iter")
            .field("index", &self.index)
            .finish_non_exhaustive()
    }
}

impl<'v, K: Kind> Iterator for Iter<'_, 'v, K> {
    type Item = K::View<'v>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.items.get(self.index)?;
        self.index += 1;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.items.len().saturating_sub(self.index);
        (left, Some(left))
    }
}

impl<'i, 'v, K: Kind> IntoIterator for &'i Items<'v, K> {
    type Item = K::View<'v>;
    type IntoIter = Iter<'i, 'v, K>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
