//! Small functions that generated code calls, so that each is compiled once.

use std::borrow::Cow;
use std::fmt;

use crate::truth::Truth;
use crate::{Date, Decimal, Fact, JsonText, KnownEnum, Open, Patch, Secret, Timestamp, XmlText};

/// Returns the value of a field that a patch may leave out, for rules: the given value, else that of the contact as read.
pub fn given<'v, T: ?Sized>(
    value: Option<&'v T>,
    current: Option<Option<&'v T>>,
) -> Fact<Option<&'v T>> {
    match (value, current) {
        (Some(value), _) => Fact::Known(Some(value)),
        (None, Some(current)) => Fact::Known(current),
        (None, None) => Fact::Unknown,
    }
}

/// Returns the value of a field that can be cleared, for rules. A cleared field is known to be absent.
pub fn given_patch<'v, T>(
    value: &'v Patch<T>,
    current: Option<Option<&'v T>>,
) -> Fact<Option<&'v T>> {
    match value {
        Patch::Set(value) => Fact::Known(Some(value)),
        Patch::Clear => Fact::Known(None),
        Patch::Keep => given(None, current),
    }
}

/// Returns what `inside` finds in a value, or what is known if the request leaves it out.
pub fn sent_or<'v, T: ?Sized, U: ?Sized>(
    value: Option<&'v T>,
    kept: Fact<Option<&'v U>>,
    inside: impl FnOnce(&'v T) -> Fact<Option<&'v U>>,
) -> Fact<Option<&'v U>> {
    value.map_or(kept, inside)
}

/// Returns what `inside` finds in a value that can be cleared, or what is known if the request leaves it out.
pub fn sent_or_kept<'v, T, U: ?Sized>(
    value: &'v Patch<T>,
    kept: Fact<Option<&'v U>>,
    inside: impl FnOnce(&'v T) -> Fact<Option<&'v U>>,
) -> Fact<Option<&'v U>> {
    match value {
        Patch::Set(value) => inside(value),
        Patch::Clear => Fact::Known(None),
        Patch::Keep => kept,
    }
}

/// Returns a member of an object that may be absent or unknown.
pub fn member<'v, T, U: ?Sized>(
    object: Fact<Option<&'v T>>,
    get: impl FnOnce(&'v T) -> Option<&'v U>,
) -> Fact<Option<&'v U>> {
    match object {
        Fact::Known(object) => Fact::Known(object.and_then(get)),
        Fact::Unknown => Fact::Unknown,
        Fact::Missing => Fact::Missing,
    }
}

/// Returns what a rule finds out about a value. `absent` is the result without a value.
pub fn of_value<'v, T: ?Sized>(
    given: Fact<Option<&'v T>>,
    absent: Truth,
    judge: impl FnOnce(&'v T) -> Truth,
) -> Truth {
    match given {
        Fact::Known(Some(value)) => judge(value),
        Fact::Known(None) => absent,
        Fact::Unknown | Fact::Missing => Truth::Unknown,
    }
}

/// Compares two values for a rule. `absent` is the result if one of them has no value.
pub fn compare<'v, T: ?Sized, U: ?Sized>(
    left: Fact<Option<&'v T>>,
    right: Fact<Option<&'v U>>,
    absent: Truth,
    holds: impl FnOnce(&'v T, &'v U) -> bool,
) -> Truth {
    match (left, right) {
        (Fact::Known(None), _) | (_, Fact::Known(None)) => absent,
        (Fact::Known(Some(left)), Fact::Known(Some(right))) => Truth::from_bool(holds(left, right)),
        (Fact::Unknown | Fact::Missing, _) | (_, Fact::Unknown | Fact::Missing) => Truth::Unknown,
    }
}

/// Returns the text that a patch sends if a clear is spelled as the empty text. Returns `None` if it keeps the value.
#[inline]
pub fn text_or_empty<'v>(patch: &'v Patch<Cow<'_, str>>) -> Option<&'v str> {
    match patch {
        Patch::Keep => None,
        Patch::Clear => Some(""),
        Patch::Set(value) => Some(value),
    }
}

/// Shows `***`.
pub struct Masked;

impl fmt::Debug for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// A type that can show its shape with every value masked.
pub trait Redact {
    /// Shows the shape.
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Shows the shape of a value.
pub struct Redacted<'r, T>(pub &'r T);

impl<T: Redact> fmt::Debug for Redacted<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.redact(f)
    }
}

macro_rules! masked {
    ($($ty:ty),*) => {
        $(impl Redact for $ty {
            fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&Masked, f)
            }
        })*
    };
}

masked!(
    Cow<'_, str>,
    &str,
    String,
    Secret,
    i64,
    bool,
    Date,
    Decimal,
    JsonText,
    XmlText,
    Timestamp
);

impl<E: KnownEnum> Redact for Open<'_, E> {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Masked, f)
    }
}

impl<T: Redact> Redact for Option<T> {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            None => f.write_str("None"),
            Some(value) => f.debug_tuple("Some").field(&Redacted(value)).finish(),
        }
    }
}

impl<T: Redact> Redact for Patch<T> {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Patch::Keep => f.write_str("Keep"),
            Patch::Clear => f.write_str("Clear"),
            Patch::Set(value) => f.debug_tuple("Set").field(&Redacted(value)).finish(),
        }
    }
}

impl<T: Redact> Redact for Vec<T> {
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(Redacted)).finish()
    }
}

/// The permissions that a request needs, each once.
#[derive(Debug, Default)]
pub struct Permissions(Vec<&'static str>);

impl Permissions {
    /// Makes an empty list.
    pub const fn new() -> Self {
        Permissions(Vec::new())
    }

    /// Adds a permission, unless it is in the list.
    pub fn need(&mut self, name: &'static str) {
        if !self.0.contains(&name) {
            self.0.push(name);
        }
    }

    /// Returns the names in the order of the schema.
    pub fn into_names(self) -> Vec<&'static str> {
        self.0
    }
}
