//! Documented values, and texts that a schema does not document yet.
//!
//! A text that spells a documented value is that value. Any other text is a violation, unless a policy waives
//! [`Facet::Enum`](crate::Facet::Enum).

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// An enum of documented values. Only generated enums implement this trait.
///
/// Generated enums also implement `Display`, `FromStr` and `TryFrom<&str>`.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() {
/// assert_eq!(Gender::Male.as_str(), "MALE");
/// assert_eq!(Gender::from_spelling("MALE"), Some(Gender::Male));
/// assert_eq!(Gender::VALUES.len(), 2);
/// # }
/// ```
pub trait KnownEnum: Copy + 'static {
    /// Every value with its documented spelling, in the order of the schema.
    const VALUES: &'static [(Self, &'static str)];

    /// Returns the documented spelling.
    fn as_str(self) -> &'static str;

    /// Returns the value of a spelling, if it is a documented one.
    fn from_spelling(text: &str) -> Option<Self> {
        Self::VALUES
            .iter()
            .find(|(_, spelling)| *spelling == text)
            .map(|(value, _)| *value)
    }
}

/// A documented value or another text.
///
/// Two values are equal if their spellings are equal: an `Other` that spells a documented value is equal to that value and
/// is sent like it. `Debug` masks an `Other`, which may be any text.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() {
/// let gender: Open<'_, Gender> = "MALE".into();
/// assert_eq!(gender, Open::Known(Gender::Male));
/// let gender: Open<'_, Gender> = "DIVERSE".into();
/// assert_eq!(gender.known(), None);
/// assert_eq!(format!("{gender:?}"), "Other(***)");
/// # }
/// ```
#[derive(Clone)]
pub enum Open<'a, E> {
    /// A value that the schema documents.
    Known(E),
    /// Any other text. It is a violation with the code `enum` unless it is waived.
    Other(Cow<'a, str>),
}

impl<E: KnownEnum> Open<'_, E> {
    /// Returns the spelling.
    pub fn as_str(&self) -> &str {
        match self {
            Open::Known(value) => value.as_str(),
            Open::Other(text) => text,
        }
    }

    /// Returns the documented value. An `Other` that spells one counts as well.
    pub fn known(&self) -> Option<E> {
        match self {
            Open::Known(value) => Some(*value),
            Open::Other(text) => E::from_spelling(text),
        }
    }

    /// Copies a borrowed text, so that the result borrows nothing.
    pub fn into_owned(self) -> Open<'static, E> {
        match self {
            Open::Known(value) => Open::Known(value),
            Open::Other(text) => match E::from_spelling(&text) {
                Some(value) => Open::Known(value),
                None => Open::Other(Cow::Owned(text.into_owned())),
            },
        }
    }
}

impl<E: KnownEnum> fmt::Debug for Open<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.known() {
            Some(value) => f.write_str(value.as_str()),
            None => f.write_str("Other(***)"),
        }
    }
}

impl<'b, E: KnownEnum> PartialEq<Open<'b, E>> for Open<'_, E> {
    fn eq(&self, other: &Open<'b, E>) -> bool {
        self.as_str() == other.as_str()
    }
}

impl<E: KnownEnum> Eq for Open<'_, E> {}

impl<E: KnownEnum> PartialOrd for Open<'_, E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E: KnownEnum> Ord for Open<'_, E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl<E: KnownEnum> Hash for Open<'_, E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl<E: KnownEnum> From<E> for Open<'_, E> {
    fn from(value: E) -> Self {
        Open::Known(value)
    }
}

impl<'a, E: KnownEnum> From<Cow<'a, str>> for Open<'a, E> {
    fn from(text: Cow<'a, str>) -> Self {
        match E::from_spelling(&text) {
            Some(value) => Open::Known(value),
            None => Open::Other(text),
        }
    }
}

impl<'a, E: KnownEnum> From<&'a str> for Open<'a, E> {
    fn from(text: &'a str) -> Self {
        Cow::Borrowed(text).into()
    }
}

impl<'a, E: KnownEnum> From<&'a String> for Open<'a, E> {
    fn from(text: &'a String) -> Self {
        Cow::Borrowed(text.as_str()).into()
    }
}

impl<E: KnownEnum> From<String> for Open<'_, E> {
    fn from(text: String) -> Self {
        Cow::<str>::Owned(text).into()
    }
}

/// Implements the traits of a generated enum, from its variants and their spellings.
#[doc(hidden)]
#[macro_export]
macro_rules! __documented_values {
    ($name:ident { $($variant:ident => $spelling:literal,)* }) => {
        #[allow(deprecated, reason = "the deprecation is for callers")]
        impl $name {
            /// Returns the value as the schema spells it.
            #[must_use]
            pub const fn as_str(self) -> &'static ::core::primitive::str {
                match self { $(Self::$variant => $spelling,)* }
            }
        }

        #[allow(deprecated, reason = "the deprecation is for callers")]
        impl $crate::KnownEnum for $name {
            const VALUES: &'static [(Self, &'static ::core::primitive::str)] =
                &[$((Self::$variant, $spelling)),*];

            fn as_str(self) -> &'static ::core::primitive::str {
                Self::as_str(self)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(Self::as_str(*self))
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::UnknownName;

            fn from_str(
                text: &::core::primitive::str,
            ) -> ::core::result::Result<Self, $crate::UnknownName> {
                <Self as $crate::KnownEnum>::from_spelling(text)
                    .ok_or($crate::UnknownName::__new("a documented value"))
            }
        }

        impl ::core::convert::TryFrom<&::core::primitive::str> for $name {
            type Error = $crate::UnknownName;

            fn try_from(
                text: &::core::primitive::str,
            ) -> ::core::result::Result<Self, $crate::UnknownName> {
                <Self as ::core::str::FromStr>::from_str(text)
            }
        }
    };
}
