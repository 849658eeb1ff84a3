//! The types that a conversion (`#[wireform(with = path)]`) may return.

use std::borrow::Cow;

use super::{AnyJson, AnyXml, Boolean, Day, EnumOf, Exact, Integer, Items, Kind, ListOf, Text};
use crate::{Date, Decimal, JsonText, KnownEnum, Open, XmlText};

/// A converted value for a required field.
#[diagnostic::on_unimplemented(
    message = "the conversion returns `{Self}`, which is not what is asked for here: `{K}`",
    label = "returns `{Self}`",
    note = "return a text, an integer, a boolean, a date, or a list of these"
)]
pub trait IntoGiven<'v, K: Kind> {
    /// Returns the value.
    fn into_given(self) -> K::View<'v>;
}

/// A converted value for a field.
#[diagnostic::on_unimplemented(
    message = "the conversion returns `{Self}`, which is not what is asked for here: `{K}`",
    label = "returns `{Self}`",
    note = "return a text, an integer, a boolean, a date, a list of these, or an `Option` of one"
)]
pub trait IntoView<'v, K: Kind> {
    /// Returns the value, if there is one.
    fn into_view(self) -> Option<K::View<'v>>;
}

macro_rules! into_view {
    ($([$($generics:tt)*] $ty:ty => $kind:ty, |$value:ident| $view:expr;)*) => {$(
        impl<'v, $($generics)*> IntoGiven<'v, $kind> for $ty {
            fn into_given(self) -> <$kind as Kind>::View<'v> {
                let $value = self;
                $view
            }
        }

        impl<'v, $($generics)*> IntoView<'v, $kind> for $ty {
            fn into_view(self) -> Option<<$kind as Kind>::View<'v>> {
                Some(IntoGiven::<'v, $kind>::into_given(self))
            }
        }
    )*};
}

into_view! {
    [] String => Text, |value| Cow::Owned(value);
    [] &'v str => Text, |value| Cow::Borrowed(value);
    [] &'v String => Text, |value| Cow::Borrowed(value);
    [] Cow<'v, str> => Text, |value| value;
    [E: KnownEnum] String => EnumOf<E>, |value| Open::from(value);
    [E: KnownEnum] &'v str => EnumOf<E>, |value| Open::from(value);
    [E: KnownEnum] &'v String => EnumOf<E>, |value| Open::from(value.as_str());
    [E: KnownEnum] Cow<'v, str> => EnumOf<E>, |value| Open::from(value);
    [E: KnownEnum] Open<'v, E> => EnumOf<E>, |value| value;
    [] i64 => Integer, |value| value;
    [] i32 => Integer, |value| i64::from(value);
    [] u32 => Integer, |value| i64::from(value);
    [] bool => Boolean, |value| value;
    [] Date => Day, |value| value;
    [] Decimal => Exact, |value| Cow::Owned(value);
    [] &'v Decimal => Exact, |value| Cow::Borrowed(value);
    [] JsonText => AnyJson, |value| Cow::Owned(value);
    [] &'v JsonText => AnyJson, |value| Cow::Borrowed(value);
    [] XmlText => AnyXml, |value| Cow::Owned(value);
    [] &'v XmlText => AnyXml, |value| Cow::Borrowed(value);
    [K: Kind + 'static, T: IntoView<'v, K>] Vec<T> => ListOf<K>, |value| {
        Items::Owned(value.into_iter().filter_map(T::into_view).collect())
    };
}

impl<'v, K: Kind, T: IntoView<'v, K>> IntoView<'v, K> for Option<T> {
    fn into_view(self) -> Option<K::View<'v>> {
        self.and_then(T::into_view)
    }
}
