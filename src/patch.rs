//! A field of a partial update: kept, cleared or set.
//!
//! What can't be cleared is an `Option` in generated code, so that an impossible clear
//! does not compile. There is no `From<Option>`, because `None` would be a guess: see
//! [`Patch::set_or_clear`] and [`Patch::set_or_keep`].

use std::borrow::Cow;
use std::fmt;

use crate::emitted::Masked;
use crate::{KnownEnum, List, Open};

/// What an update does to one field.
///
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
/// An option does not convert by itself:
///
/// ```compile_fail
/// let fax: wireform::Patch<i64> = Some(1).into();
/// ```
///
/// `Debug` shows what is done and not with which value, which may be personal data; that is what [`Patch::value`] is for:
///
/// ```
/// assert_eq!(format!("{:?}", wireform::Patch::Set("Jane Doe")), "Set(***)");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// Nothing is sent; the provider keeps what it has.
    #[default]
    Keep,
    /// The provider is told to remove the value, in the spelling that it documents.
    Clear,
    /// The provider is given this value.
    Set(T),
}

impl<T> Patch<T> {
    /// `Some` sets, `None` clears.
    pub fn set_or_clear<U: Into<T>>(value: Option<U>) -> Self {
        value.map_or(Patch::Clear, |value| Patch::Set(value.into()))
    }

    /// `Some` sets, `None` keeps.
    pub fn set_or_keep<U: Into<T>>(value: Option<U>) -> Self {
        value.map_or(Patch::Keep, |value| Patch::Set(value.into()))
    }

    /// The same by reference.
    pub const fn as_ref(&self) -> Patch<&T> {
        match self {
            Patch::Keep => Patch::Keep,
            Patch::Clear => Patch::Clear,
            Patch::Set(value) => Patch::Set(value),
        }
    }

    /// The value that is set, if one is.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Patch::Set(value) => Some(value),
            Patch::Keep | Patch::Clear => None,
        }
    }

    /// The value that is set, if one is; by value.
    pub fn into_value(self) -> Option<T> {
        match self {
            Patch::Set(value) => Some(value),
            Patch::Keep | Patch::Clear => None,
        }
    }

    /// Whether nothing is sent.
    pub const fn is_keep(&self) -> bool {
        matches!(self, Patch::Keep)
    }

    /// Whether the value is removed.
    pub const fn is_clear(&self) -> bool {
        matches!(self, Patch::Clear)
    }

    /// Whether a value is set.
    pub const fn is_set(&self) -> bool {
        matches!(self, Patch::Set(_))
    }

    /// The same with another value in `Set`.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Patch::Keep => Patch::Keep,
            Patch::Clear => Patch::Clear,
            Patch::Set(value) => Patch::Set(change(value)),
        }
    }
}

impl Patch<Cow<'_, str>> {
    /// The same without a borrow.
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

// The list conversions are those of `List`, so that they exist once.
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
