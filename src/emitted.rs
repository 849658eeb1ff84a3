//! What generated code calls and nobody else: small steps that would otherwise stand in it many times.
//!
//! In: fields of a request; out: what rules know of them, their shape without values, the permissions they need.

use std::borrow::Cow;
use std::fmt;

use crate::{Date, Fact, KnownEnum, Open, Patch, Timestamp};

/// What a patch makes of a field that it may leave out: the value given, else that of the contact as read.
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

/// The same for a field that can be cleared: cleared, it is known to be absent.
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

/// A member of an object that may itself be absent or not known.
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

/// Returns the text that a patch sends where a clear is spelled as the empty text; nothing if it keeps the value.
#[inline]
pub fn text_or_empty<'v>(patch: &'v Patch<Cow<'_, str>>) -> Option<&'v str> {
    match patch {
        Patch::Keep => None,
        Patch::Clear => Some(""),
        Patch::Set(value) => Some(value),
    }
}

/// Shown instead of a secret.
pub struct Masked;

impl fmt::Debug for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What can show its shape with every value masked.
pub trait Redact {
    /// Shows it.
    fn redact(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Shows the shape of what it refers to.
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

masked!(Cow<'_, str>, &str, i64, bool, Date, Timestamp);

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
    /// None yet.
    pub const fn new() -> Self {
        Permissions(Vec::new())
    }

    /// Adds one, if it is not there.
    pub fn need(&mut self, name: &'static str) {
        if !self.0.contains(&name) {
            self.0.push(name);
        }
    }

    /// Their names, in the order of the schema.
    pub fn into_names(self) -> Vec<&'static str> {
        self.0
    }
}
