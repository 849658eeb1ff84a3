//! What a value of somebody's own struct has to be able to give, so that a request can be seen through it.
//!
//! In: fields of any type. Out: what generated code checks and writes, borrowed wherever there is something to borrow:
//! `#[derive(Wireform)]` (feature `macros`) puts these traits between a struct and a schema.

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

use crate::check::Check;
use crate::emitted::{Masked, Permissions, Redact};
use crate::encode::Body;
use crate::path::Path;
use crate::request::{Lens, Token};
use crate::{ApiRequest, Date, KnownEnum, Open, Patch, Timestamp};

/// The proof that the runtime writes a derived struct is one for what it is seen through, and for no other type.
pub fn through<S, V: ApiRequest<__Role = Lens>>(_proof: Token<S>) -> Token<V> {
    // A struct of somebody's own may give another value when it is read again.
    Token::new(false)
}

/// A kind of value that a schema can ask for.
pub trait Kind {
    /// A value of this kind, borrowed from where it is.
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

/// A moment.
#[derive(Debug)]
pub enum Moment {}

/// One of the documented values of `E`.
#[derive(Debug)]
pub struct EnumOf<E>(std::marker::PhantomData<E>);

/// An object of a schema; the number tells it from all others.
#[derive(Debug)]
pub enum ObjectOf<const KEY: u64> {}

/// A list of such values.
#[derive(Debug)]
pub struct ListOf<K>(std::marker::PhantomData<K>);

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

/// What always gives a value of a kind.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not give what is asked for here: `{K}`",
    label = "cannot serve as `{K}`",
    note = "give the field a type that does, derive `Wireform` for its type (for an object with `type = \"…\"` of the schema, or \
            with `object` and the same wire; the field of a struct that is its own schema then says `#[wireform(type = \"object\")]`), \
            or convert it with `#[wireform(with = path)]`"
)]
pub trait Given<K: Kind> {
    /// The value.
    fn given(&self) -> K::View<'_>;
}

/// What may give a value of a kind.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not give what is asked for here: `{K}`",
    label = "cannot serve as `{K}`",
    note = "give the field a type that does, derive `Wireform` for its type (for an object with `type = \"…\"` of the schema, or \
            with `object` and the same wire; the field of a struct that is its own schema then says `#[wireform(type = \"object\")]`), \
            or convert it with `#[wireform(with = path)]`"
)]
pub trait Offered<K: Kind> {
    /// The value, where there is one.
    fn offered(&self) -> Option<K::View<'_>>;
}

/// What says how a field changes that can be cleared.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not give what is asked for here: `{K}`",
    label = "cannot serve as `{K}`",
    note = "give the field a type that does, derive `Wireform` for its type (for an object with `type = \"…\"` of the schema, or \
            with `object` and the same wire; the field of a struct that is its own schema then says `#[wireform(type = \"object\")]`), \
            or convert it with `#[wireform(with = path)]`"
)]
pub trait Changed<K: Kind> {
    /// The change.
    fn changed(&self) -> Patch<K::View<'_>>;
}

/// A struct that is seen as an object of a schema.
pub trait Nested<const KEY: u64> {
    #[doc(hidden)]
    fn __check(&self, at: &Path<'_>, check: &mut Check<'_>);

    #[doc(hidden)]
    fn __json(&self, body: &mut Body);

    #[doc(hidden)]
    fn __xml(&self, body: &mut Body);

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
    /// Two objects are the same if they are written alike.
    fn eq(&self, other: &Self) -> bool {
        let written = |object: &Self| {
            let (mut json, mut xml) = (Body::new(), Body::new());
            object.__json(&mut json);
            object.__xml(&mut xml);
            (json.into_bytes(), xml.into_bytes())
        };
        written(self) == written(other)
    }
}

impl Redact for &Timestamp {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Masked, f)
    }
}

/// Stands where a value would, in code that an error keeps from being compiled.
#[doc(hidden)]
pub fn told<T>() -> T {
    unreachable!("the compiler has refused this struct")
}

/// The type of a field of which no list of values is known. An enum that derives `Wireform` has a constant of the same name,
/// which goes before this one.
pub trait AnyValue {
    /// The values, where they are known.
    const __WIREFORM_VALUES: Option<&'static [&'static str]> = None;
}

impl<T: ?Sized> AnyValue for T {}

/// Returns whether a value can be one of these; it can where they are not known.
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

/// Compares bytes in a constant, where `==` cannot.
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

/// What is empty, or is not.
pub trait Emptiable {
    /// Whether there is nothing in it.
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

/// The change where an empty value clears the field.
pub fn clear_if_empty<T: Emptiable>(change: Patch<T>) -> Patch<T> {
    match change {
        Patch::Set(value) if value.is_empty() => Patch::Clear,
        other => other,
    }
}

/// The same where several values are put together: nothing to put together is an empty value.
pub fn clear_if_nothing<T: Emptiable>(change: Patch<T>) -> Patch<T> {
    match clear_if_empty(change) {
        Patch::Keep => Patch::Clear,
        other => other,
    }
}

/// The change that a converted value is.
pub fn change<T>(value: Option<T>) -> Patch<T> {
    value.map_or(Patch::Keep, Patch::Set)
}
