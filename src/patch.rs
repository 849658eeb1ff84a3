//! Fields of a partial update.
//!
//! A field that cannot be cleared is an `Option` in generated code, so that an impossible clear does not compile. There is
//! no `From<Option>`, because `None` could mean keep or clear. [`Patch::set_or_clear`] and [`Patch::set_or_keep`] say which.

use std::borrow::Cow;
use std::fmt;

use crate::emitted::Masked;
use crate::{KnownEnum, List, Open};

/// What an update does to a field: keep, clear or set its value.
///
/// # Examples
/// ```
/// use std::borrow::Cow;
/// use wireform::Patch;
///
/// let organization: Patch<Cow<'_, str>> = "Example GmbH".into();
/// assert!(organization.is_set());
/// let read: Option<String> = None;
/// assert_eq!(Patch::<Cow<'_, str>>::set_or_clear(read.clone()), Patch::Clear);
/// assert_eq!(Patch::<Cow<'_, str>>::set_or_keep(read), Patch::Keep);
/// ```
///
/// An `Option` does not convert:
///
/// ```compile_fail
/// let fax: wireform::Patch<i64> = Some(1).into();
/// ```
///
/// `Debug` masks the value, which may be personal data. [`Patch::value`] returns it.
///
/// ```
/// assert_eq!(format!("{:?}", wireform::Patch::Set("Jane Doe")), "Set(***)");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// Nothing is sent. The provider keeps its value.
    #[default]
    Keep,
    /// The request clears the value in the spelling that the provider documents.
    Clear,
    /// The request sets this value.
    Set(T),
}

impl<T> Patch<T> {
    /// Sets the value of `Some`, and clears for `None`.
    pub fn set_or_clear<U: Into<T>>(value: Option<U>) -> Self {
        value.map_or(Patch::Clear, |value| Patch::Set(value.into()))
    }

    /// Sets the value of `Some`, and keeps for `None`.
    pub fn set_or_keep<U: Into<T>>(value: Option<U>) -> Self {
        value.map_or(Patch::Keep, |value| Patch::Set(value.into()))
    }

    /// Borrows the value.
    pub const fn as_ref(&self) -> Patch<&T> {
        match self {
            Patch::Keep => Patch::Keep,
            Patch::Clear => Patch::Clear,
            Patch::Set(value) => Patch::Set(value),
        }
    }

    /// Returns the value that is set, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Patch::Set(value) => Some(value),
            Patch::Keep | Patch::Clear => None,
        }
    }

    /// Returns the value that is set, if there is one, by value.
    pub fn into_value(self) -> Option<T> {
        match self {
            Patch::Set(value) => Some(value),
            Patch::Keep | Patch::Clear => None,
        }
    }

    /// Returns whether nothing is sent.
    pub const fn is_keep(&self) -> bool {
        matches!(self, Patch::Keep)
    }

    /// Returns whether the value is cleared.
    pub const fn is_clear(&self) -> bool {
        matches!(self, Patch::Clear)
    }

    /// Returns whether a value is set.
    pub const fn is_set(&self) -> bool {
        matches!(self, Patch::Set(_))
    }

    /// Changes the value that is set, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Patch::Keep => Patch::Keep,
            Patch::Clear => Patch::Clear,
            Patch::Set(value) => Patch::Set(change(value)),
        }
    }
}

impl Patch<Cow<'_, str>> {
    /// Copies a borrowed text, so that the result borrows nothing.
    pub fn into_owned(self) -> Patch<Cow<'static, str>> {
        self.map(|text| Cow::Owned(text.into_owned()))
    }
}

impl<T> fmt::Debug for Patch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Patch::Keep => f.write_str("Keep"),
            Patch::Clear => f.write_str("Clear"),
            Patch::Set(_) => f.debug_tuple("Set").field(&Masked).finish(),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Patch::Set(value)
    }
}

impl<'a> From<&'a str> for Patch<Cow<'a, str>> {
    fn from(text: &'a str) -> Self {
        Patch::Set(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Patch<Cow<'a, str>> {
    fn from(text: &'a String) -> Self {
        Patch::Set(Cow::Borrowed(text))
    }
}

impl From<String> for Patch<Cow<'_, str>> {
    fn from(text: String) -> Self {
        Patch::Set(Cow::Owned(text))
    }
}

impl<E: KnownEnum> From<E> for Patch<Open<'_, E>> {
    fn from(value: E) -> Self {
        Patch::Set(Open::Known(value))
    }
}

impl<'a, E: KnownEnum> From<&'a str> for Patch<Open<'a, E>> {
    fn from(text: &'a str) -> Self {
        Patch::Set(text.into())
    }
}

impl<'a, E: KnownEnum> From<&'a String> for Patch<Open<'a, E>> {
    fn from(text: &'a String) -> Self {
        Patch::Set(text.into())
    }
}

impl<E: KnownEnum> From<String> for Patch<Open<'_, E>> {
    fn from(text: String) -> Self {
        Patch::Set(text.into())
    }
}

// `List` has the conversions of lists.
impl<T> From<List<T>> for Patch<Vec<T>> {
    fn from(list: List<T>) -> Self {
        Patch::Set(list.into_vec())
    }
}

impl<T, U, const N: usize> From<[U; N]> for Patch<Vec<T>>
where
    List<T>: From<[U; N]>,
{
    fn from(items: [U; N]) -> Self {
        List::from(items).into()
    }
}

impl<'a, T, U> From<&'a [U]> for Patch<Vec<T>>
where
    List<T>: From<&'a [U]>,
{
    fn from(items: &'a [U]) -> Self {
        List::from(items).into()
    }
}

impl<'a> From<Vec<&'a str>> for Patch<Vec<Cow<'a, str>>> {
    fn from(items: Vec<&'a str>) -> Self {
        List::from(items).into()
    }
}

impl From<Vec<String>> for Patch<Vec<Cow<'_, str>>> {
    fn from(items: Vec<String>) -> Self {
        List::from(items).into()
    }
}

impl<E: KnownEnum> From<Vec<E>> for Patch<Vec<Open<'_, E>>> {
    fn from(items: Vec<E>) -> Self {
        List::from(items).into()
    }
}
