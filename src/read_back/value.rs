//! The conversions of single values that are written back. Each keeps all of the value, or gives none.

use std::borrow::Cow;

use crate::{Date, Decimal, JsonText, KnownEnum, Map, Open, Secret, Timestamp, XmlText};

/// A value of a response that a request can have as a `T`.
pub trait WrittenBack<'r, T> {
    /// Returns the value for the request; `None` if it has no equivalent.
    fn written_back(&'r self) -> Option<T>;

    /// Returns whether the value is an empty text or an empty list.
    fn is_empty(&self) -> bool {
        false
    }
}

impl<'r> WrittenBack<'r, Cow<'r, str>> for String {
    fn written_back(&'r self) -> Option<Cow<'r, str>> {
        Some(Cow::Borrowed(self))
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<'r> WrittenBack<'r, Cow<'r, str>> for Secret {
    fn written_back(&'r self) -> Option<Cow<'r, str>> {
        Some(Cow::Borrowed(self.expose()))
    }

    fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }
}

impl<'r, E: KnownEnum> WrittenBack<'r, Open<'r, E>> for String {
    fn written_back(&'r self) -> Option<Open<'r, E>> {
        Some(self.as_str().into())
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<'r, E: KnownEnum, F: KnownEnum> WrittenBack<'r, Open<'r, F>> for Open<'static, E> {
    fn written_back(&'r self) -> Option<Open<'r, F>> {
        Some(self.as_str().into())
    }

    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl<'r, E: KnownEnum> WrittenBack<'r, Cow<'r, str>> for Open<'static, E> {
    fn written_back(&'r self) -> Option<Cow<'r, str>> {
        Some(Cow::Borrowed(self.as_str()))
    }

    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

/// Implements the conversions of a type without parts: to itself, to a text, and from a text that spells it.
macro_rules! spelled {
    ($($ty:ty),*) => {
        $(
            impl WrittenBack<'_, $ty> for $ty {
                fn written_back(&self) -> Option<$ty> {
                    Some(self.clone())
                }
            }

            impl<'r> WrittenBack<'r, Cow<'r, str>> for $ty {
                fn written_back(&'r self) -> Option<Cow<'r, str>> {
                    Some(Cow::Owned(self.to_string()))
                }
            }

            impl WrittenBack<'_, $ty> for String {
                fn written_back(&self) -> Option<$ty> {
                    // `+1` and `01` are numbers too, but their texts would change.
                    let value: $ty = self.parse().ok()?;
                    (value.to_string() == *self).then_some(value)
                }

                fn is_empty(&self) -> bool {
                    self.is_empty()
                }
            }
        )*
    };
}

spelled!(i64, bool, Date, Decimal, Timestamp);

impl WrittenBack<'_, JsonText> for JsonText {
    fn written_back(&self) -> Option<JsonText> {
        Some(self.clone())
    }
}

impl WrittenBack<'_, XmlText> for XmlText {
    fn written_back(&self) -> Option<XmlText> {
        Some(self.clone())
    }
}

impl<'r, V: WrittenBack<'r, T>, T> WrittenBack<'r, Map<'r, T>> for Map<'static, V> {
    fn written_back(&'r self) -> Option<Map<'r, T>> {
        let entries = self.iter();
        let entries = entries.map(|(key, value)| Some((key.into(), value.written_back()?)));
        entries.collect::<Option<_>>().map(Map::from_entries)
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<'r, V: WrittenBack<'r, T>, T> WrittenBack<'r, Vec<T>> for Vec<V> {
    fn written_back(&'r self) -> Option<Vec<T>> {
        self.iter().map(V::written_back).collect()
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// The only item of a list. A longer list cannot be one text.
impl<'r> WrittenBack<'r, Cow<'r, str>> for Vec<String> {
    fn written_back(&'r self) -> Option<Cow<'r, str>> {
        match self.as_slice() {
            [only] => Some(Cow::Borrowed(only)),
            [] | [_, _, ..] => None,
        }
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// A list with one item.
impl<'r> WrittenBack<'r, Vec<Cow<'r, str>>> for String {
    fn written_back(&'r self) -> Option<Vec<Cow<'r, str>>> {
        Some(vec![Cow::Borrowed(self)])
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}
