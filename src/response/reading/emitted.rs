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
        let reading = Reading::of_case(&incoming, case, document);
        let facts = Facts::read(case, &incoming, reading.node(), names)?;
        read(number, reading, facts)
    });
    match found {
        Ok(Ok(success)) => Ok(success),
        Ok(Err(refusal)) => Err(CallError::Refused(Box::new(refusal))),
        Err(reason) => Err(Unexpected::new(parts, reason).into()),
    }
}

/// Makes the places of a value: `at!(json("status" "type") xml("status" [@"type"]))`.
///
/// Each format has one or more places, of which the first with a value counts. A place consists of names, of `[]` for all
/// items of a list, of `[@"name"]` for an attribute, of `[@"name" = "value"]` for the elements with that
/// attribute, and of `[.]` for the text of an element. The format `both` stands for JSON and XML.
#[doc(hidden)]
#[macro_export]
macro_rules! __places {
    ($($format:ident $(($($step:tt)*))+)*) => {
        $crate::__rt::response::Places::NONE
            $(.$format(&[$(&[$($crate::__place_step!($step)),*]),+]))*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __place_step {
    ([]) => {
        $crate::__rt::response::Step::Items
    };
    ([@ $name:literal = $value:literal]) => {
        $crate::__rt::response::Step::Where($name, $value)
    };
    ([.]) => {
        $crate::__rt::response::Step::Text
    };
    ([@ $name:literal]) => {
        $crate::__rt::response::Step::Attribute($name)
    };
    ($name:literal) => {
        $crate::__rt::response::Step::Member($name)
    };
}

/// Makes the source of a field: a header, or its places with the form of the value in brackets.
#[doc(hidden)]
#[macro_export]
macro_rules! __field_source {
    ($name:expr; header($header:literal)) => {
        $crate::__rt::response::FieldSource::header($name, $header)
    };
    ($name:expr; cookie($cookie:literal)) => {
        $crate::__rt::response::FieldSource::cookie($name, $cookie)
    };
    ($name:expr; text()) => {
        $crate::__rt::response::FieldSource::text($name)
    };
    ($name:expr; $($format:ident $(($($step:tt)*))+ $([$($form:tt)*])?)*) => {
        $crate::__rt::response::FieldSource::body($name)
            $(
                .$format(
                    &[$(&[$($crate::__place_step!($step)),*]),+],
                    $crate::__value_form!($($($form)*)?),
                )
            )*
    };
}

/// Makes the form of a value: `join ","`, `wrap "item"`, `values "NL" = "528"`, `presence`, `elements`, `choice "a" "b"`.
#[doc(hidden)]
#[macro_export]
macro_rules! __value_form {
    (presence) => {
        $crate::__rt::response::Form::PLAIN.presence()
    };
    (elements) => {
        $crate::__rt::response::Form::PLAIN.elements()
    };
    (choice $($name:literal)+) => {
        $crate::__rt::response::Form::PLAIN.choice(&[$($name),+])
    };
    (choices $($name:literal)+) => {
        $crate::__rt::response::Form::PLAIN.choices(&[$($name),+])
    };
    (
        $(join $separator:literal)? $(wrap $item:literal)?
        $(entries [$($around:literal)?] $key:tt [$($value:literal)?])?
        $(values $($logical:literal = $spelling:literal),+)?
        $(inner $($inner:literal)+)?
    ) => {
        $crate::__rt::response::Form::PLAIN
            $(.join($separator))?
            $(.wrap($item))?
            $(.entries($crate::__rt::response::Entries::new($crate::__place_step!($key))$(.wrap($around))?$(.value($value))?))?
            $(.values(&[$(($logical, $spelling)),+]))?
            $(.inner(&[$($inner),+]))?
    };
}

/// Returns the logical name of a field, which is its Rust name unless the schema has another one.
#[doc(hidden)]
#[macro_export]
macro_rules! __logical_name {
    ($field:ident $name:literal) => {
        $name
    };
    ($field:ident) => {
        ::core::stringify!($field)
    };
}

/// Defines the enum of the successes or of the refusals of an operation.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_enum {
    (
        $(#[$docs:meta])*
        $kind:ident $name:ident { $($(#[$doc:meta])* $variant:ident),* $(,)? }
    ) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant(cases::$variant),)*
        }

        impl $name {
            fn __case(&self) -> &'static ::core::primitive::str {
                match *self { $(Self::$variant(_) => cases::$variant::__CASE,)* }
            }

            fn __facts(&self) -> &$crate::__rt::response::Facts {
                match *self { $(Self::$variant(ref it) => &it.__facts,)* }
            }

            #[allow(dead_code, reason = "only refusals show it")]
            fn __documented_code(&self) -> ::core::option::Option<&'static ::core::primitive::str> {
                match *self { $(Self::$variant(ref it) => it.__documented_code(),)* }
            }
        }

        impl $crate::__rt::response::Expose for $name {
            fn expose(&self) -> $crate::__rt::response::Exposed {
                match *self { $(Self::$variant(ref it) => $crate::__rt::response::Expose::expose(it),)* }
            }
        }

        $crate::__response_enum_kind! { $kind $name }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __response_enum_kind {
    (success $name:ident) => {
        impl $crate::response::Success for $name {
            fn case(&self) -> &'static str {
                self.__case()
            }

            fn state(&self) -> $crate::response::State {
                self.__facts().state()
            }

            fn session(&self) -> $crate::response::Session {
                self.__facts().session()
            }
        }
    };
    (refusal $name:ident) => {
        impl $crate::response::Refusal for $name {
            fn case(&self) -> &'static str {
                self.__case()
            }

            fn state(&self) -> $crate::response::State {
                self.__facts().state()
            }

            fn retry(&self) -> $crate::response::Retry {
                self.__facts().retry()
            }

            fn session(&self) -> $crate::response::Session {
                self.__facts().session()
            }

            fn code(&self) -> ::core::option::Option<&str> {
                self.__facts().code()
            }

            fn documented_code(&self) -> ::core::option::Option<&'static str> {
                self.__documented_code()
            }

            fn message(&self) -> ::core::option::Option<&str> {
                self.__facts().message()
            }

            fn violations(&self) -> &[$crate::response::Reported] {
                self.__facts().violations()
            }
        }
    };
}

/// Defines the structs of cases. Each field has its type and its source. A value that is always the same is no field, but its
/// place is described.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_cases {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $(
                $(#[$doc:meta])*
                pub $field:ident: $ty:ty =
                    $($logical:literal)? $($format:ident $(($($step:tt)*))+ $([$($form:tt)*])?)*,
            )*
            $(const $fixed:literal = $($fixed_format:ident $(($($fixed_step:tt)*))+)*,)*
            $(codes $codes:ident { $($(#[$code_doc:meta])* $code:ident = $spelling:literal,)+ })?
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$doc])* pub $field: $ty,)*
            __undescribed: $crate::response::Undescribed,
            pub(super) __facts: $crate::__rt::response::Facts,
        }

        impl $name {
            fn __read(
                reading: $crate::__rt::response::Reading<'_, '_>,
                facts: $crate::__rt::response::Facts,
            ) -> ::core::result::Result<Self, $crate::response::UnexpectedReason> {
                let mut fields = reading.fields(Self::__FIELDS);
                ::core::result::Result::Ok(Self {
                    $($field: fields.read()?,)*
                    __undescribed: fields.undescribed(),
                    __facts: facts,
                })
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

        $crate::__response_codes! {
            $name $($codes { $($(#[$code_doc])* $code = $spelling,)+ })?
        }

        $crate::__response_struct! {
            $name
            $($field: $($logical)? $($format $(($($step)*))+ $([$($form)*])?)*,)*
            $(const $fixed = $($fixed_format $(($($fixed_step)*))+)*,)*
        }
    )*};
}

/// Defines the method that returns the code of a case, and the enum of its documented codes.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_codes {
    ($case:ident) => {
        impl $case {
            /// Returns the provider's code.
            pub fn code(&self) -> ::core::option::Option<&::core::primitive::str> {
                self.__facts.code()
            }

            #[allow(dead_code, reason = "only refusals show it")]
            pub(super) const fn __documented_code(
                &self,
            ) -> ::core::option::Option<&'static ::core::primitive::str> {
                ::core::option::Option::None
            }
        }
    };
    ($case:ident $name:ident { $($(#[$doc:meta])* $code:ident = $spelling:literal,)+ }) => {
        /// The documented codes of the case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $code,)+
        }

        $crate::__documented_values! { $name { $($code => $spelling,)+ } }

        impl $case {
            /// Returns the provider's code: a documented one, or any other.
            pub fn code(&self) -> ::core::option::Option<$crate::Open<'_, $name>> {
                self.__facts.code().map($crate::Open::from)
            }

            #[allow(dead_code, reason = "only refusals show it")]
            pub(super) fn __documented_code(
                &self,
            ) -> ::core::option::Option<&'static ::core::primitive::str> {
                self.code()?.known().map($name::as_str)
            }
        }
    };
}

/// Defines the structs of objects in responses.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_objects {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $(
                $(#[$doc:meta])*
                pub $field:ident: $ty:ty =
                    $($logical:literal)? $($format:ident $(($($step:tt)*))+ $([$($form:tt)*])?)*,
            )*
            $(const $fixed:literal = $($fixed_format:ident $(($($fixed_step:tt)*))+)*,)*
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$doc])* pub $field: $ty,)*
            __undescribed: $crate::response::Undescribed,
        }

        impl $crate::__rt::response::FromResponse for $name {
            fn from_value(
                value: &$crate::__rt::response::Value<'_, '_>,
            ) -> ::core::result::Result<Self, $crate::response::UnexpectedReason> {
                let reading = value.object()?;
                let mut fields = reading.fields(Self::__FIELDS);
                ::core::result::Result::Ok(Self {
                    $($field: fields.read()?,)*
                    __undescribed: fields.undescribed(),
                })
            }
        }

        impl $crate::__rt::Redact for $name {
            fn redact(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self, f)
            }
        }

        $crate::__response_struct! {
            $name
            $($field: $($logical)? $($format $(($($step)*))+ $([$($form)*])?)*,)*
            $(const $fixed = $($fixed_format $(($($fixed_step)*))+)*,)*
        }
    )*};
}

/// Implements what the structs of cases and of objects share. `Debug` masks every value.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_struct {
    (
        $name:ident
        $($field:ident: $($logical:literal)? $($format:ident $(($($step:tt)*))+ $([$($form:tt)*])?)*,)*
        $(const $fixed:literal = $($fixed_format:ident $(($($fixed_step:tt)*))+)*,)*
    ) => {
        impl $name {
            const __FIELDS: &[$crate::__rt::response::FieldSource<'static>] = &[
                $(
                    $crate::__field_source!(
                        $crate::__logical_name!($field $($logical)?);
                        $($format $(($($step)*))+ $([$($form)*])?)*
                    ),
                )*
                $(
                    $crate::__field_source!(
                        $fixed;
                        $($fixed_format $(($($fixed_step)*))+)*
                    ),
                )*
            ];
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let values: &[&dyn $crate::__rt::Redact] = &[$(&self.$field),*];
                let name = ::core::stringify!($name);
                $crate::__rt::response::show(f, name, Self::__FIELDS, values, &self.__undescribed)
            }
        }

        impl $name {
            /// Returns the members that the schema does not describe.
            pub fn undescribed(&self) -> &$crate::response::Undescribed {
                &self.__undescribed
            }
        }

        impl $crate::__rt::response::Expose for $name {
            fn expose(&self) -> $crate::__rt::response::Exposed {
                let values = [$($crate::__rt::response::Expose::expose(&self.$field)),*];
                $crate::__rt::response::Exposed::object(Self::__FIELDS, values, &self.__undescribed)
            }
        }
    };
}

/// Defines the table of an operation's cases, and the function that reads a case. A row looks like a chain of calls, each of
/// which sets a field of the case.
#[doc(hidden)]
#[macro_export]
macro_rules! __case_table {
    (
        names: $names:expr;
        $($of:ident::$variant:ident = $kind:ident($name:literal) $(.$field:ident($($value:tt)*))*;)*
    ) => {
        pub(in super::super) const CASES: &[$crate::__rt::response::Case<'static>] = {
            #[allow(unused_imports, reason = "a case may need nothing of it")]
            use $crate::__rt::response::table::*;
            // The fields are those of a literal, because a call cannot borrow what refers to a static.
            &[$(
                $crate::__rt::response::Case {
                    $($field: $crate::__case_field!($field $($value)*),)*
                    ..$kind($name)
                }
            ),*]
        };

        $(impl $variant {
            pub(super) const __CASE: &'static ::core::primitive::str = $name;
        })*

        pub(in super::super) const NAMES: $crate::__rt::response::ReportedNames<'static> = $names;

        pub(in super::super) fn __read(
            number: ::core::primitive::usize,
            reading: $crate::__rt::response::Reading<'_, '_>,
            facts: $crate::__rt::response::Facts,
        ) -> ::core::result::Result<
            ::core::result::Result<super::Response, super::Refusal>,
            $crate::response::UnexpectedReason,
        > {
            let mut numbers = 0_usize..;
            $(
                if numbers.next() == ::core::option::Option::Some(number) {
                    let case = $variant::__read(reading, facts)?;
                    return ::core::result::Result::Ok($crate::__case_of!($of $variant case));
                }
            )*
            ::core::result::Result::Err($crate::response::UnexpectedReason::NoCase)
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __case_field {
    (code $($value:tt)*) => {
        ::core::option::Option::Some($($value)*)
    };
    (message $($value:tt)*) => {
        ::core::option::Option::Some($($value)*)
    };
    (reports $($value:tt)*) => {
        ::core::option::Option::Some($($value)*)
    };
    ($field:ident $($value:tt)*) => {
        $($value)*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __case_of {
    (Response $variant:ident $case:ident) => {
        ::core::result::Result::Ok(super::Response::$variant($case))
    };
    (Refusal $variant:ident $case:ident) => {
        ::core::result::Result::Err(super::Refusal::$variant($case))
    };
}

/// Implements `ParseResponse` for a request whose module has the cases.
#[doc(hidden)]
#[macro_export]
macro_rules! __parse_response {
    (
        $(#[$meta:meta])*
        $request:ty: $module:ident, idempotent: $is_idempotent:literal
        $(, lifetime: $seconds:literal)? $(,)?
    ) => {
        $(#[$meta])*
        impl $crate::response::ParseResponse for $request {
            type Response = $module::Response;
            type Refusal = $module::Refusal;

            const IDEMPOTENT: ::core::primitive::bool = $is_idempotent;
            $(
                const LIFETIME: ::core::option::Option<::core::time::Duration> =
                    ::core::option::Option::Some(::core::time::Duration::from_secs($seconds));
            )?

            fn parse_response(
                parts: $crate::response::ResponseParts<'_>,
            ) -> ::core::result::Result<Self::Response, $crate::response::CallError<Self::Refusal>> {
                $crate::__rt::response::parse(
                    &parts,
                    $module::cases::CASES,
                    $module::cases::NAMES,
                    $module::cases::__read,
                )
            }
        }
    };
}
