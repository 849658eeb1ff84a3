//! What generated responses call, and the macros that they consist of.

use super::case::{Case, select};
use super::facts::{Facts, ReportedNames};
use super::incoming::Incoming;
use super::object::Reading;
use super::{CallError, ResponseParts, Unexpected, UnexpectedReason};

/// Reads a response. `read` makes the value of a case, by its number: a success is `Ok`, and a refusal is `Err`.
///
/// # Errors
/// Fails if the case is a refusal, or if the response fits no case.
pub fn parse<S, R>(
    parts: &ResponseParts<'_>,
    cases: &[Case<'_>],
    names: ReportedNames<'_>,
    read: impl FnOnce(usize, Reading<'_, '_>, Facts) -> Result<Result<S, R>, UnexpectedReason>,
) -> Result<S, CallError<R>> {
    let incoming = Incoming::new(parts);
    let found = select(&incoming, cases).and_then(|(number, document)| {
        let case = cases.get(number).ok_or(UnexpectedReason::NoCase)?;
        let reading = Reading::of_case(&incoming, document);
        let facts = Facts::read(case, &incoming, reading.node(), names)?;
        read(number, reading, facts)
    });
    match found {
        Ok(Ok(success)) => Ok(success),
        Ok(Err(refusal)) => Err(CallError::Refused(Box::new(refusal))),
        Err(reason) => Err(Unexpected::new(parts, reason).into()),
    }
}

/// Makes the places of a value: `places!(json: ("status" "type"), ("items" []); xml: ("status" { "type" }))`.
#[doc(hidden)]
#[macro_export]
macro_rules! __places {
    (json: $(($($json:tt)*)),*; xml: $(($($xml:tt)*)),*) => {
        $crate::__rt::response::Places {
            json: &[$(&[$($crate::__place_step!($json)),*]),*],
            xml: &[$(&[$($crate::__place_step!($xml)),*]),*],
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __place_step {
    ([]) => {
        $crate::__rt::response::Step::Items
    };
    ({ $name:literal }) => {
        $crate::__rt::response::Step::Attribute($name)
    };
    ($name:literal) => {
        $crate::__rt::response::Step::Member($name)
    };
}

/// Implements `Success` or `Refusal` for an enum of cases.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_enum {
    (success $name:ident { $($variant:ident => $case:literal),* $(,)? }) => {
        impl $crate::response::Success for $name {
            fn case(&self) -> &'static str {
                match *self { $(Self::$variant(_) => $case,)* }
            }

            fn state(&self) -> $crate::response::State {
                match *self { $(Self::$variant(ref it) => it.__facts.state(),)* }
            }

            fn session(&self) -> $crate::response::Session {
                match *self { $(Self::$variant(ref it) => it.__facts.session(),)* }
            }
        }
    };
    (refusal $name:ident { $($variant:ident => $case:literal),* $(,)? }) => {
        impl $crate::response::Refusal for $name {
            fn case(&self) -> &'static str {
                match *self { $(Self::$variant(_) => $case,)* }
            }

            fn state(&self) -> $crate::response::State {
                match *self { $(Self::$variant(ref it) => it.__facts.state(),)* }
            }

            fn retry(&self) -> $crate::response::Retry {
                match *self { $(Self::$variant(ref it) => it.__facts.retry(),)* }
            }

            fn session(&self) -> $crate::response::Session {
                match *self { $(Self::$variant(ref it) => it.__facts.session(),)* }
            }

            fn code(&self) -> ::core::option::Option<&str> {
                match *self { $(Self::$variant(ref it) => it.__facts.code(),)* }
            }

            fn message(&self) -> ::core::option::Option<&str> {
                match *self { $(Self::$variant(ref it) => it.__facts.message(),)* }
            }

            fn violations(&self) -> &[$crate::response::Reported] {
                match *self { $(Self::$variant(ref it) => it.__facts.violations(),)* }
            }
        }
    };
}

/// Implements `Debug`, which masks every value, and the methods of a case or of an object in a response.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_struct {
    ($kind:ident $name:ident $shown:literal { $($field:ident => $text:literal),* $(,)? }) => {
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct($shown)
                    $(.field($text, &$crate::__rt::Redacted(&self.$field)))*
                    .field("undescribed", &self.__undescribed)
                    .finish()
            }
        }

        impl $name {
            /// Returns the members that the schema does not describe.
            pub fn undescribed(&self) -> &$crate::response::Undescribed {
                &self.__undescribed
            }
        }

        $crate::__response_struct_kind! { $kind $name }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __response_struct_kind {
    (object $name:ident) => {
        impl $crate::__rt::Redact for $name {
            fn redact(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self, f)
            }
        }
    };
    (case $name:ident) => {
        impl $name {
            /// Returns the provider's code.
            pub fn code(&self) -> ::core::option::Option<&str> {
                self.__facts.code()
            }

            /// Returns the provider's message, which can contain personal data.
            pub fn message(&self) -> ::core::option::Option<&str> {
                self.__facts.message()
            }

            /// Returns what the provider reports about single fields.
            pub fn violations(&self) -> &[$crate::response::Reported] {
                self.__facts.violations()
            }
        }
    };
}
