//! Positions in a plan, each with a type of its own, and the tables that they are positions in.
//!
//! An [`EnumId`] cannot be used where an [`ObjectId`] is expected. A position is made by the table that it belongs to, so
//! that it always names an entry.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, IndexMut};

/// A position in a [`Table`].
pub trait Id: Copy + Eq + Ord + fmt::Debug {
    /// Returns the position of this number, counted from 0.
    fn from_index(index: usize) -> Self;

    /// Returns its number, counted from 0.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$docs:meta])* $name:ident,)*) => {
        $($(#[$docs])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn from_index(index: usize) -> Self {
                // The compiler bounds the entries of a schema far below this.
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        })*
    };
}

ids! {
    /// A position in [`Plan::credentials`](super::PlanParts::credentials).
    CredentialId,
    /// A position in [`Plan::auths`](super::PlanParts::auths).
    AuthId,
    /// A position in [`Plan::endpoints`](super::PlanParts::endpoints).
    EndpointId,
    /// A position in [`Plan::contexts`](super::PlanParts::contexts).
    ContextId,
    /// A position in [`Plan::enums`](super::PlanParts::enums).
    EnumId,
    /// A position in [`Plan::objects`](super::PlanParts::objects).
    ObjectId,
    /// A position in the fields of an operation or of an object.
    FieldId,
    /// A position in [`Plan::trees`](super::PlanParts::trees).
    TreeId,
    /// A position in [`Operation::bindings`](super::Operation::bindings).
    BindingId,
    /// A position in [`Operation::responses`](super::Operation::responses).
    ResponseId,
    /// A position in [`Auth::lets`](super::Auth::lets).
    LetId,
    /// A position in [`Endpoint::servers`](super::Endpoint::servers).
    ServerId,
}

/// A list whose entries are found by positions of one type.
///
/// ```
/// use wireform_codegen::plan::{EnumId, Table};
///
/// let mut names: Table<EnumId, &str> = Table::new();
/// let first: EnumId = names.push("country");
/// assert_eq!(names[first], "country");
/// assert_eq!(names.find(|name| *name == "country"), Some(first));
/// ```
#[derive(Clone)]
pub struct Table<I, T> {
    entries: Vec<T>,
    positions: PhantomData<I>,
}

impl<I: Id, T> Table<I, T> {
    /// Returns an empty table.
    #[must_use]
    pub const fn new() -> Self {
        Table {
            entries: Vec::new(),
            positions: PhantomData,
        }
    }

    /// Adds an entry and returns its position.
    pub fn push(&mut self, entry: T) -> I {
        self.entries.push(entry);
        I::from_index(self.entries.len() - 1)
    }

    /// Returns the entry at a position, if the table has it.
    #[must_use]
    pub fn get(&self, id: I) -> Option<&T> {
        self.entries.get(id.index())
    }

    /// Returns the entry at a position, if the table has it.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.entries.get_mut(id.index())
    }

    /// Returns the entries, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.entries
    }

    /// Returns all positions, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + Clone + use<I, T> {
        (0..self.entries.len()).map(I::from_index)
    }

    /// Returns each entry with its position, in order.
    pub fn iter_ids(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + Clone {
        let entries = self.entries.iter().enumerate();
        entries.map(|(index, entry)| (I::from_index(index), entry))
    }

    /// Returns each entry with its position, in order.
    pub fn iter_ids_mut(&mut self) -> impl DoubleEndedIterator<Item = (I, &mut T)> {
        let entries = self.entries.iter_mut().enumerate();
        entries.map(|(index, entry)| (I::from_index(index), entry))
    }

    /// Returns a table with the same positions, in which each entry is converted.
    #[must_use]
    pub fn map<U>(&self, convert: impl FnMut(&T) -> U) -> Table<I, U> {
        self.entries.iter().map(convert).collect()
    }

    /// Returns the position of the first entry for which `fits` holds.
    pub fn find(&self, fits: impl FnMut(&T) -> bool) -> Option<I> {
        self.entries.iter().position(fits).map(I::from_index)
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Table {
            entries: Vec::new(),
            positions: PhantomData,
        }
    }
}

impl<I, T: fmt::Debug> fmt::Debug for Table<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entries.fmt(f)
    }
}

impl<I, T: PartialEq> PartialEq for Table<I, T> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<I, T> Deref for Table<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.entries
    }
}

impl<I, T> DerefMut for Table<I, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.entries
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.entries[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.entries[id.index()]
    }
}

impl<I, T> FromIterator<T> for Table<I, T> {
    fn from_iter<E: IntoIterator<Item = T>>(entries: E) -> Self {
        Table {
            entries: entries.into_iter().collect(),
            positions: PhantomData,
        }
    }
}

impl<I, T> From<Vec<T>> for Table<I, T> {
    fn from(entries: Vec<T>) -> Self {
        Table {
            entries,
            positions: PhantomData,
        }
    }
}

impl<I: Id, T> Extend<T> for Table<I, T> {
    fn extend<E: IntoIterator<Item = T>>(&mut self, entries: E) {
        self.entries.extend(entries);
    }
}

impl<I, T> IntoIterator for Table<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'t, I, T> IntoIterator for &'t Table<I, T> {
    type Item = &'t T;
    type IntoIter = std::slice::Iter<'t, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<'t, I, T> IntoIterator for &'t mut Table<I, T> {
    type Item = &'t mut T;
    type IntoIter = std::slice::IterMut<'t, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter_mut()
    }
}
