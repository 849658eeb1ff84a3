//! Implements `FromStr`, `TryFrom<&str>` and `Display` for types whose values have fixed names.

use std::fmt;

/// The error for a text that is not one of a type's names. It does not contain the text.
///
/// ```
/// use wireform::Code;
///
/// let error = "maxLength".parse::<Code>().unwrap_err();
/// assert_eq!(error.to_string(), "is not the code of a violation");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownName {
    expected: &'static str,
}

impl UnknownName {
    /// For generated code and this crate: `expected` completes the sentence "is not …".
    #[doc(hidden)]
    pub const fn __new(expected: &'static str) -> Self {
        UnknownName { expected }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is not ")?;
        f.write_str(self.expected)
    }
}

impl std::error::Error for UnknownName {}

/// Implements `FromStr`, `TryFrom<&str>` and `Display` for a type with `as_str`, by its values.
macro_rules! named {
    ($type:ty, $values:expr, $expected:literal) => {
        impl ::std::str::FromStr for $type {
            type Err = $crate::UnknownName;

            fn from_str(text: &str) -> Result<Self, $crate::UnknownName> {
                let mut values = $values;
                values
                    .find(|value| value.as_str() == text)
                    .ok_or($crate::UnknownName::__new($expected))
            }
        }

        impl TryFrom<&str> for $type {
            type Error = $crate::UnknownName;

            fn try_from(text: &str) -> Result<Self, $crate::UnknownName> {
                text.parse()
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

pub(crate) use named;
