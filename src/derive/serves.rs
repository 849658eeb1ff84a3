//! Declares which types of the standard library and of this crate can be the source of a field, and as which kind of value.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::{
    AnyJson, AnyXml, Boolean, Changed, Day, EnumOf, Exact, Given, Integer, Items, ItemsOf, Kind,
    ListOf, MapOf, Moment, Offered, Text,
};
use crate::{Date, Decimal, JsonText, KnownEnum, Map, Open, Patch, Timestamp, XmlText};

/// Implements `Offered` and `Changed` for a type that implements `Given`: the type always has a value, and an update sets it.
#[doc(hidden)]
#[macro_export]
macro_rules! __serves {
    ([$($generics:tt)*] $ty:ty => $kind:ty) => {
        impl<$($generics)*> $crate::derive::Offered<$kind> for $ty {
            fn offered(&self) -> ::core::option::Option<<$kind as $crate::derive::Kind>::View<'_>> {
                ::core::option::Option::Some($crate::derive::Given::<$kind>::given(self))
            }
        }

        impl<$($generics)*> $crate::derive::Changed<$kind> for $ty {
            fn changed(&self) -> $crate::Patch<<$kind as $crate::derive::Kind>::View<'_>> {
                $crate::Patch::Set($crate::derive::Given::<$kind>::given(self))
            }
        }
    };
}

/// Implements the traits for a generated enum, which is the source of a field of its own type.
#[doc(hidden)]
#[macro_export]
macro_rules! __serves_enum {
    ($name:ident) => {
        impl $crate::derive::Given<$crate::derive::EnumOf<$name>> for $name {
            fn given(&self) -> $crate::Open<'_, $name> {
                $crate::Open::Known(*self)
            }
        }

        $crate::__serves!([] $name => $crate::derive::EnumOf<$name>);
    };
}

macro_rules! gives {
    ($([$($generics:tt)*] $ty:ty => $kind:ty, |$value:ident| $give:expr;)*) => {$(
        impl<$($generics)*> Given<$kind> for $ty {
            fn given(&self) -> <$kind as Kind>::View<'_> {
                let $value = self;
                $give
            }
        }

        __serves!([$($generics)*] $ty => $kind);
    )*};
}

gives! {
    [] String => Text, |value| Cow::Borrowed(value);
    [] &str => Text, |value| Cow::Borrowed(*value);
    [] Box<str> => Text, |value| Cow::Borrowed(value);
    [] Rc<str> => Text, |value| Cow::Borrowed(value);
    [] Arc<str> => Text, |value| Cow::Borrowed(value);
    [] Cow<'_, str> => Text, |value| Cow::Borrowed(value);
    [E: KnownEnum] Open<'_, E> => Text, |value| Cow::Borrowed(value.as_str());
    [E: KnownEnum] String => EnumOf<E>, |value| value.as_str().into();
    [E: KnownEnum] &str => EnumOf<E>, |value| (*value).into();
    [E: KnownEnum] Box<str> => EnumOf<E>, |value| (**value).into();
    [E: KnownEnum] Rc<str> => EnumOf<E>, |value| (**value).into();
    [E: KnownEnum] Arc<str> => EnumOf<E>, |value| (**value).into();
    [E: KnownEnum] Cow<'_, str> => EnumOf<E>, |value| (**value).into();
    [E: KnownEnum] Open<'_, E> => EnumOf<E>, |value| value.as_str().into();
    [] i8 => Integer, |value| i64::from(*value);
    [] i16 => Integer, |value| i64::from(*value);
    [] i32 => Integer, |value| i64::from(*value);
    [] i64 => Integer, |value| *value;
    [] u8 => Integer, |value| i64::from(*value);
    [] u16 => Integer, |value| i64::from(*value);
    [] u32 => Integer, |value| i64::from(*value);
    [] bool => Boolean, |value| *value;
    [] Date => Day, |value| *value;
    [] Timestamp => Moment, |value| value;
    [] Decimal => Exact, |value| Cow::Borrowed(value);
    [] JsonText => AnyJson, |value| Cow::Borrowed(value);
    [] XmlText => AnyXml, |value| Cow::Borrowed(value);
    [] i8 => Exact, |value| Cow::Owned(Decimal::from(i64::from(*value)));
    [] i16 => Exact, |value| Cow::Owned(Decimal::from(i64::from(*value)));
    [] i32 => Exact, |value| Cow::Owned(Decimal::from(*value));
    [] i64 => Exact, |value| Cow::Owned(Decimal::from(*value));
    [] u8 => Exact, |value| Cow::Owned(Decimal::from(i64::from(*value)));
    [] u16 => Exact, |value| Cow::Owned(Decimal::from(i64::from(*value)));
    [] u32 => Exact, |value| Cow::Owned(Decimal::from(*value));
    [K: Kind + 'static, T: Given<K>] Vec<T> => ListOf<K>, |value| Items::Borrowed(value);
    [K: Kind + 'static, T: Given<K>] &[T] => ListOf<K>, |value| Items::Borrowed(value);
    [K: Kind + 'static, T: Given<K>] Box<[T]> => ListOf<K>, |value| Items::Borrowed(value);
    [K: Kind + 'static, T: Given<K> + Clone] Cow<'_, [T]> => ListOf<K>, |value| Items::Borrowed(value);
    [K: Kind + 'static, T: Given<K>, const N: usize] [T; N] => ListOf<K>, |value| Items::Borrowed(value);
    [K: Kind + 'static, S: AsRef<str>, T: Given<K>] BTreeMap<S, T> => MapOf<K>, |value| {
        entries(value.iter())
    };
    [K: Kind + 'static, S: AsRef<str>, T: Given<K>] Vec<(S, T)> => MapOf<K>, |value| {
        entries(value.iter().map(|(key, value)| (key, value)))
    };
    [K: Kind + 'static, T: Given<K>] Map<'_, T> => MapOf<K>, |value| {
        entries(value.iter())
    };
}

/// Returns the views of entries, in order.
fn entries<'v, K: Kind, S: AsRef<str> + ?Sized + 'v, T: Given<K> + 'v>(
    entries: impl Iterator<Item = (&'v S, &'v T)>,
) -> Map<'v, K::View<'v>> {
    let entries = entries.map(|(key, value)| (Cow::Borrowed(key.as_ref()), value.given()));
    Map::from_entries(entries.collect())
}

macro_rules! holds_items {
    ($([$($generics:tt)*] $ty:ty;)*) => {$(
        impl<K: Kind + 'static, $($generics)*> ItemsOf<K> for $ty {
            fn count(&self) -> usize {
                self.len()
            }

            fn at(&self, index: usize) -> K::View<'_> {
                self[index].given()
            }
        }
    )*};
}

holds_items! {
    [T: Given<K>] Vec<T>;
    [T: Given<K>] &[T];
    [T: Given<K>] Box<[T]>;
    [T: Given<K> + Clone] Cow<'_, [T]>;
    [T: Given<K>, const N: usize] [T; N];
}

macro_rules! passes_on {
    ($($ty:ty),*) => {$(
        impl<K: Kind, T: Given<K>> Given<K> for $ty {
            fn given(&self) -> K::View<'_> {
                T::given(self)
            }
        }

        impl<K: Kind, T: Offered<K>> Offered<K> for $ty {
            fn offered(&self) -> Option<K::View<'_>> {
                T::offered(self)
            }
        }

        impl<K: Kind, T: Changed<K>> Changed<K> for $ty {
            fn changed(&self) -> Patch<K::View<'_>> {
                T::changed(self)
            }
        }
    )*};
}

passes_on!(&T, Box<T>, Rc<T>, Arc<T>);

impl<K: Kind, T: Offered<K>> Offered<K> for Option<T> {
    fn offered(&self) -> Option<K::View<'_>> {
        self.as_ref().and_then(T::offered)
    }
}

impl<K: Kind, T: Changed<K>> Changed<K> for Option<T> {
    fn changed(&self) -> Patch<K::View<'_>> {
        self.as_ref().map_or(Patch::Keep, T::changed)
    }
}

impl<K: Kind, T: Given<K>> Changed<K> for Patch<T> {
    fn changed(&self) -> Patch<K::View<'_>> {
        self.as_ref().map(T::given)
    }
}
