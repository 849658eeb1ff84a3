//! The traits between a struct with `#[derive(Wireform)]` and the fields of a schema.
//!
//! Each field of the struct has a type that gives a value of the kind that the schema asks for. Values are borrowed from
//! the struct if possible. Messages of rustc about a derive name these traits and kinds; the derive itself needs the
//! feature `macros`.

#[cfg(feature = "contact")]
mod convert;
mod items;
mod owned;
mod serves;

use std::borrow::Cow;
use std::fmt;

#[cfg(feature = "contact")]
pub use crate::contact::Adjustments;
#[cfg(feature = "contact")]
pub use convert::{Converted, Convertible, Way, line_or_clear};
pub use items::{Items, ItemsOf};
pub use owned::{IntoGiven, IntoView};

use crate::check::{Check, UniqueKey};
use crate::emitted::{Masked, Permissions, Redact};
use crate::encode::Body;
use crate::encode::pairs::{Members, Pairs};
use crate::path::Path;
use crate::request::{Lens, Token};
use crate::{ApiRequest, Date, Decimal, JsonText, KnownEnum, Map, Open, Patch, Timestamp, XmlText};

/// Turns the token for a derived struct into one for the view through which it is written.
pub fn through<S, V: ApiRequest<__Role = Lens>>(_proof: Token<S>) -> Token<V> {
    // A struct may give another value when it is read again, so no facet is known to hold.
    Token::new(false)
}

/// A kind of value that a schema asks for.
pub trait Kind {
    /// A value of this kind, borrowed if possible.
    type View<'v>: Clone + Redact;
}

/// A text.
#[derive(Debug)]
pub enum Text {}

/// An integer.
#[derive(Debug)]
pub enum Integer {}

/// True or false.
#[derive(Debug)]
pub enum Boolean {}

/// A calendar date.
#[derive(Debug)]
pub enum Day {}

/// A point in time.
#[derive(Debug)]
pub enum Moment {}

/// An exact decimal number.
#[derive(Debug)]
pub enum Exact {}

/// Any JSON value.
#[derive(Debug)]
pub enum AnyJson {}

/// An XML element.
#[derive(Debug)]
pub enum AnyXml {}

/// One of the documented values of `E`.
#[derive(Debug)]
pub struct EnumOf<E>(std::marker::PhantomData<E>);

/// An object of a schema, identified by a number.
#[derive(Debug)]
pub enum ObjectOf<const KEY: u64> {}

/// A list of such values.
#[derive(Debug)]
pub struct ListOf<K>(std::marker::PhantomData<K>);

/// A map of texts to such values.
#[derive(Debug)]
pub struct MapOf<K>(std::marker::PhantomData<K>);

impl Kind for Text {
    type View<'v> = Cow<'v, str>;
}

impl Kind for Integer {
    type View<'v> = i64;
}

impl Kind for Boolean {
    type View<'v> = bool;
}

impl Kind for Day {
    type View<'v> = Date;
}

impl Kind for Exact {
    type View<'v> = Cow<'v, Decimal>;
}

impl Kind for AnyJson {
    type View<'v> = Cow<'v, JsonText>;
}

impl Kind for AnyXml {
    type View<'v> = Cow<'v, XmlText>;
}

impl Kind for Moment {
    type View<'v> = &'v Timestamp;
}

impl<E: KnownEnum> Kind for EnumOf<E> {
    type View<'v> = Open<'v, E>;
}

impl<const KEY: u64> Kind for ObjectOf<KEY> {
    type View<'v> = &'v (dyn Nested<KEY> + 'v);
}

impl<K: Kind + 'static> Kind for ListOf<K> {
    type View<'v> = Items<'v, K>;
}

impl<K: Kind + 'static> Kind for MapOf<K> {
    type View<'v> = Map<'v, K::View<'v>>;
}

/// A type that always gives a value of a kind.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not give what is asked for here: `{K}`",
    label = "cannot serve as `{K}`",
    note = "give the field a type that does, derive `Wireform` for its type (for an object with `type = \"…\"` of the schema, or \
            with `object` and the same wire; the field of a struct that is its own schema then says `#[wireform(type = \"object\")]`), \
            or convert it with `#[wireform(with = path)]`"
)]
pub trait Given<K: Kind> {
    /// Returns the value.
    fn given(&self) -> K::View<'_>;
}

/// A type that may give a value of a kind.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not give what is asked for here: `{K}`",
    label = "cannot serve as `{K}`",
    note = "give the field a type that does, derive `Wireform` for its type (for an object with `type = \"…\"` of the schema, or \
            with `object` and the same wire; the field of a struct that is its own schema then says `#[wireform(type = \"object\")]`), \
            or convert it with `#[wireform(with = path)]`"
)]
pub trait Offered<K: Kind> {
    /// Returns the value, if there is one.
    fn offered(&self) -> Option<K::View<'_>>;
}

/// A type that gives the change of a field that can be cleared.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not give what is asked for here: `{K}`",
    label = "cannot serve as `{K}`",
    note = "give the field a type that does, derive `Wireform` for its type (for an object with `type = \"…\"` of the schema, or \
            with `object` and the same wire; the field of a struct that is its own schema then says `#[wireform(type = \"object\")]`), \
            or convert it with `#[wireform(with = path)]`"
)]
pub trait Changed<K: Kind> {
    /// Returns the change.
    fn changed(&self) -> Patch<K::View<'_>>;
}

/// A struct that is an object of a schema.
pub trait Nested<const KEY: u64> {
    #[doc(hidden)]
    fn __check(&self, at: &Path<'_>, check: &mut Check<'_>);

    #[doc(hidden)]
    fn __json(&self, body: &mut Body);

    #[doc(hidden)]
    fn __xml(&self, body: &mut Body);

    /// Writes the members as parameters of a query string. Does nothing for an object that no query string has.
    #[doc(hidden)]
    fn __query(&self, _body: &mut Body, _pairs: &mut Pairs, _names: &Members) {}

    /// Writes the members as parameters of a form. Does nothing for an object that no form has.
    #[doc(hidden)]
    fn __form(&self, _body: &mut Body, _pairs: &mut Pairs, _names: &Members) {}

    /// Writes the members as lines. Does nothing for an object that no lines have.
    #[doc(hidden)]
    fn __lines(&self, _body: &mut Body, _pairs: &mut Pairs, _names: &Members) {}

    #[doc(hidden)]
    fn __json_entries(&self, body: &mut Body, open: &str, middle: &str);

    #[doc(hidden)]
    fn __xml_entries(&self, body: &mut Body, open: &str, middle: &str, close: &str);

    /// Sets the value of a member in a key. Does nothing for an object that no list tells apart by a key.
    #[doc(hidden)]
    fn __key(&self, _member: &str, _key: &mut UniqueKey) {}

    #[doc(hidden)]
    fn __permissions(&self, permissions: &mut Permissions);

    #[doc(hidden)]
    fn __redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<const KEY: u64> Redact for &(dyn Nested<KEY> + '_) {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.__redact(f)
    }
}

impl<const KEY: u64> PartialEq for dyn Nested<KEY> + '_ {
    /// Two objects are equal if all formats write them equally.
    fn eq(&self, other: &Self) -> bool {
        let written = |object: &Self| {
            let (mut json, mut xml) = (Body::new(), Body::new());
            object.__json(&mut json);
            object.__xml(&mut xml);
            let names = Members::new("$member", "", 0);
            let (mut query, mut form) = (Body::new(), Body::new());
            object.__query(&mut query, &mut Pairs::query(), &names);
            object.__form(&mut form, &mut Pairs::form(), &names);
            let (mut lines, mut pairs) = (Body::new(), Pairs::lines("\n", "=", false));
            object.__lines(&mut lines, &mut pairs, &names);
            pairs.finish(&mut lines, None);
            [json, xml, query, form, lines].map(Body::into_bytes)
        };
        written(self) == written(other)
    }
}

impl Redact for Cow<'_, Decimal> {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Masked, f)
    }
}

impl Redact for Cow<'_, JsonText> {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Masked, f)
    }
}

impl Redact for Cow<'_, XmlText> {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Masked, f)
    }
}

impl Redact for &Timestamp {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Masked, f)
    }
}

/// Stands in for a value in code that never runs, because the derive has reported an error.
#[doc(hidden)]
pub fn placeholder<T>() -> T {
    unreachable!("the compiler has refused this struct")
}

/// Every type, with a constant that states that its values are unknown. An enum that derives `Wireform` has a constant of the
/// same name, which takes precedence.
pub trait AnyValue {
    /// The values, if they are known.
    const __WIREFORM_VALUES: Option<&'static [&'static str]> = None;
}

impl<T: ?Sized> AnyValue for T {}

/// Every type, with a constant that states that its members are unknown. A struct that derives `Wireform` with `object` has a constant of
/// the same name, which takes precedence.
pub trait AnyObject {
    /// The members that a key can have, if they are known.
    const __WIREFORM_MEMBERS: Option<&'static [&'static str]> = None;
}

impl<T: ?Sized> AnyObject for T {}

/// Returns whether a value is one of these values, or true if the values are unknown.
pub const fn can_be(values: Option<&[&str]>, value: &str) -> bool {
    let Some(values) = values else {
        return true;
    };
    let mut index = 0;
    while index < values.len() {
        if is_same(values[index].as_bytes(), value.as_bytes()) {
            return true;
        }
        index += 1;
    }
    false
}

/// Compares bytes in a constant, in which `==` is not available.
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

/// A value that can be empty.
pub trait Emptiable {
    /// Returns whether the value is empty.
    fn is_empty(&self) -> bool;
}

impl Emptiable for Cow<'_, str> {
    fn is_empty(&self) -> bool {
        str::is_empty(self)
    }
}

impl<E: KnownEnum> Emptiable for Open<'_, E> {
    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

/// Turns setting an empty value into a clear.
pub fn clear_if_empty<T: Emptiable>(change: Patch<T>) -> Patch<T> {
    match change {
        Patch::Set(value) if value.is_empty() => Patch::Clear,
        other => other,
    }
}

/// Turns setting an empty value, or keeping because all joined values are missing, into a clear.
pub fn clear_if_nothing<T: Emptiable>(change: Patch<T>) -> Patch<T> {
    match clear_if_empty(change) {
        Patch::Keep => Patch::Clear,
        other => other,
    }
}

/// Turns a converted value into a change: a missing one keeps the field.
pub fn change<T>(value: Option<T>) -> Patch<T> {
    value.map_or(Patch::Keep, Patch::Set)
}
