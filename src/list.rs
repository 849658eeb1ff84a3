//! The argument of setters of lists, so that literals need no `.into()`.
//!
//! Arrays, slices and vectors of any type that an item converts from become a `Vec` of items. The conversions need a type of
//! this crate, because neither `Vec` nor arrays belong to it.

use std::borrow::Cow;
use std::fmt;

use crate::emitted::Masked;
use crate::{KnownEnum, Open};

/// The values of a field that is a list, as setters take them.
///
/// # Examples
/// ```
/// use std::borrow::Cow;
/// use wireform::List;
///
/// fn address_line<'a>(lines: impl Into<List<Cow<'a, str>>>) -> Vec<Cow<'a, str>> {
///     lines.into().into_vec()
/// }
/// assert_eq!(address_line(["Street 1", "House 2"]).len(), 2);
/// assert_eq!(address_line(vec![String::from("Street 1")]).len(), 1);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct List<T>(Vec<T>);

impl<T> List<T> {
    /// Returns the items.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

/// Shows the number of items and masks each of them.
impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|_| Masked))
            .finish()
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        List(items.into_iter().collect())
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        List(items)
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(items: [T; N]) -> Self {
        List(items.into())
    }
}

macro_rules! convert {
    ($([$($generics:tt)*] $from:ty => $item:ty;)*) => {$(
        impl<$($generics)* const N: usize> From<[$from; N]> for List<$item> {
            fn from(items: [$from; N]) -> Self {
                items.into_iter().map(<$item>::from).collect()
            }
        }

        impl<$($generics)*> From<Vec<$from>> for List<$item> {
            fn from(items: Vec<$from>) -> Self {
                items.into_iter().map(<$item>::from).collect()
            }
        }
    )*};
}

convert! {
    ['a,] &'a str => Cow<'a, str>;
    ['a,] &'a String => Cow<'a, str>;
    ['a,] String => Cow<'a, str>;
    ['a, E: KnownEnum,] E => Open<'a, E>;
    ['a, E: KnownEnum,] &'a str => Open<'a, E>;
    ['a, E: KnownEnum,] String => Open<'a, E>;
}

impl<'a> From<&'a [&'a str]> for List<Cow<'a, str>> {
    fn from(items: &'a [&'a str]) -> Self {
        items.iter().map(|text| Cow::Borrowed(*text)).collect()
    }
}

impl<'a> From<&'a [String]> for List<Cow<'a, str>> {
    fn from(items: &'a [String]) -> Self {
        items.iter().map(Cow::from).collect()
    }
}
