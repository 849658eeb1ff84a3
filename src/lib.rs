//! The runtime of generated requests: it checks values, writes bodies and builds HTTP requests.
//!
//! `wireform-codegen` compiles the schema of a provider's API to typed requests. A generated request implements
//! [`ApiRequest`], which checks it against the facts of its context and a [`Policy`]. The check returns a [`Valid`]
//! request, or [`Violations`] with everything that is wrong. Only a [`Valid`] request can be written, and the
//! [`HttpRequest`] that it becomes masks its secrets.
//!
//! No violation, no error and no `Debug` of this crate shows a value, because values of contacts are personal data.
//!
//! # Features
//! No feature changes a type that exists without it.
//!
//! | feature | on by default | adds |
//! |---|---|---|
//! | `contact` | yes | the module `contact`: one customer record for every provider; needs `responses` |
//! | `http` | no | `HttpRequest::into_http`, for clients that take a request of the `http` crate |
//! | `idna` | no | the conversion `a_label` takes domains that are not ASCII; compiles tables of Unicode; needs `contact` |
//! | `jiff` | no | conversions of [`Date`] and [`Timestamp`] to and from jiff's types |
//! | `macros` | no | `include_schema!` and `#[derive(Wireform)]`, which compile a schema without a build script; needs `contact` |
//! | `responses` | yes | generated responses: [`response::ParseResponse`] of each request; compiles six dependencies |
//! | `sign` | no | digests of signed requests, and [`Moment::now`]; compiles RustCrypto's digests and `getrandom` |
//! | `serde` | no | `Serialize` and `Deserialize` for the types of this crate and for generated types |
//! | `zeroize` | no | [`Secret`] overwrites its memory when it is dropped |
//!
//! With `default-features = false` the crate has no dependency, and generated code of contacts and responses is left out.

#[macro_use]
mod static_or_borrowed;

mod at_sending;
mod characters;
mod check;
mod code;
mod country;
mod date;
mod decimal;
mod emitted;
mod encode;
mod fact;
mod format;
mod guide;
mod http;
mod json_order;
mod json_text;
mod list;
mod map;
mod name;
mod normal;
mod open;
mod patch;
mod path;
mod pattern;
mod policy;
mod read_back;
mod request;
mod secret;
mod sentence;
#[cfg(feature = "serde")]
mod serde;
mod server;
mod sign;
mod timestamp;
mod tree;
mod truth;
mod uri;
mod valid;
mod version;
mod violation;
mod xml_text;

#[cfg(feature = "contact")]
pub mod contact;
pub mod derive;
pub mod response;

#[cfg(test)]
mod tests;

// The sample request of the tests names this crate as generated code in other crates does.
#[cfg(test)]
extern crate self as wireform;

pub use at_sending::AtSending;
pub use code::{Code, Facet};
pub use date::{Date, DateError};
pub use decimal::{Decimal, DecimalError};
pub use fact::Fact;
pub use format::Format;
pub use http::{Header, HttpRequest};
pub use json_text::{JsonText, JsonTextError};
pub use list::List;
pub use map::Map;
pub use name::UnknownName;
pub use open::{KnownEnum, Open};
pub use patch::Patch;
pub use policy::{Field, Policy, Rule, Waivers};
pub use read_back::{FromRead, Kept, NotRead, NotReadReason, WritesBack};
pub use request::ApiRequest;
pub use secret::Secret;
pub use server::{CustomServer, Server};
pub use sign::{Moment, RequestParts, SignError, Signer, TakesMoment};
pub use timestamp::{Timestamp, TimestampError};
pub use valid::{Invalid, Valid};
pub use violation::{Violation, Violations};
pub use xml_text::{XmlText, XmlTextError};

/// Puts the requests of a schema right here, as a build script would: `include_schema!("schemas/example.yaml");`.
///
/// The path is relative to the package. `only = ["contact_update"]` narrows it to some operations. What is wrong in the
/// schema is an error of the compiler with file, line and column.
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! include_schema {
    ($($arguments:tt)*) => {
        $crate::__macros::include_schema! { ($crate) $($arguments)* }
    };
}

#[cfg(feature = "macros")]
#[doc(hidden)]
pub use wireform_macros as __macros;
#[cfg(feature = "macros")]
pub use wireform_macros::Wireform;

/// Includes what the build script generated.
///
/// ```ignore
/// mod registrars {
///     wireform::generated!();
/// }
/// ```
#[macro_export]
macro_rules! generated {
    () => {
        // Generated code names this crate by this alias only, so that a renamed dependency
        // or an item of the same name does no harm.
        #[allow(unused_imports, reason = "a schema may need nothing of it")]
        use $crate::__rt as __wireform;
        ::core::include!(::core::concat!(
            ::core::env!(
                "OUT_DIR",
                "wireform::generated!() includes what a build script wrote: add a build.rs that runs wireform_codegen::Compiler"
            ),
            "/wireform.rs"
        ));
    };
}

/// Wraps generated code of contacts: it is there with the feature `contact` and expands to nothing without it.
///
/// Generated code itself has no `cfg`, which rustc would evaluate with the features of the user's crate.
#[cfg(feature = "contact")]
#[doc(hidden)]
#[macro_export]
macro_rules! __contact {
    ($($item:item)*) => { $($item)* };
}

#[cfg(not(feature = "contact"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __contact {
    ($($code:tt)*) => {};
}

/// Wraps generated code of responses: it is there with the feature `responses` and expands to nothing without it.
#[cfg(feature = "responses")]
#[doc(hidden)]
#[macro_export]
macro_rules! __responses {
    ($($item:item)*) => { $($item)* };
}

#[cfg(not(feature = "responses"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __responses {
    ($($code:tt)*) => {};
}

/// The interface between this crate and generated code, the interpreter and the command `wireform`.
///
/// It is not public: it may change with any version. Generated code names this crate by this module only.
#[doc(hidden)]
pub mod __rt {
    #[cfg(feature = "serde")]
    pub use ::serde;
    pub use ::std;

    pub use crate::characters::visible;
    pub use crate::check::{
        AnyRule, AnyText, Bound, Check, CheckKind, ContextFacts, FieldRow, Integer, Items,
        LengthUnit, NamedCheck, Number, RuleName, RuleText, Text, TextPlace, UniqueKey, field,
    };
    #[cfg(feature = "contact")]
    pub use crate::contact::{
        Conversion, FromContact, ReadsContact,
        fit::{Carrier, Fit, FitResult, carrier},
        response::{ContactOther, ContactReading, ContactSource},
        update::UpdateMode,
    };
    pub use crate::emitted::{
        Masked, Permissions, Redact, Redacted, compare, given, given_patch, member, of_value,
        sent_or, sent_or_kept, text_or_empty,
    };
    pub use crate::encode::{Body, Mask, join, json, pairs, xml};
    pub use crate::http::HttpBuilder;
    pub use crate::normal::{NormalForm, NormalStep, Normalize, normalized};
    pub use crate::path::{AnyStep, Index, Path, Step, numbered};
    pub use crate::pattern::{Classes, Matcher, Mismatch, Pattern, Run, Small, Table};
    pub use crate::read_back::{
        Comparable, EachValue, Kept, RequestValues, WriteBack, WritesBack, WrittenBack,
        accept_unchanged, keep_values, values_of, values_read, write_back,
    };
    pub mod sign {
        pub use crate::sign::*;
    }
    pub use crate::request::{HttpResult, Lens, OnlyBinding, Token, Whole};
    pub mod tree {
        pub use crate::encode::trees::write;
        pub use crate::tree::*;
    }
    pub use crate::truth::Truth;
    pub use crate::version::{GENERATED_CODE, generated_for};
    #[cfg(feature = "responses")]
    pub use crate::{
        __case_table as case_table, __parse_response as parse_response,
        __response_cases as response_cases, __response_enum as response_enum,
        __response_kinds as response_kinds, __response_objects as response_objects,
        __response_union as response_union,
    };
    pub use crate::{
        __contact as contact, __documented_values as documented_values, __responses as responses,
        __serves as serves, __serves_enum as serves_enum, derive,
    };
    #[cfg(feature = "contact")]
    pub use crate::{__contact_datum as contact_datum, __contact_other as contact_other};
    pub use crate::{
        ApiRequest, AtSending, Code, CustomServer, Date, Decimal, Facet, Fact, Field, Format,
        FromRead, Header, HttpRequest, Invalid, JsonText, KnownEnum, List, Map, Moment, NotRead,
        Open, Patch, Policy, RequestParts, Rule, Secret, Server, SignError, Timestamp, Valid,
        Violation, Violations, XmlText,
    };

    /// What generated responses and the interpreter name.
    pub mod response {
        pub use crate::response::*;
        #[cfg(feature = "responses")]
        pub use crate::response::{
            case::{
                Case, FailedTest, ItemReports, KnownCode, PlaceTest, ReadFormat, Reports,
                RetryRule, TextPlace, TextSource, ValueTest, failed_tests, select,
            },
            choice::Choice,
            document::{
                Document, Kind, LineRules, Markup, Namespaces, Node, Nodes, TreePlaces, read_tree,
            },
            emitted::parse,
            entries::Entries,
            expose::{Expose, Exposed},
            facts::{Facts, ReportedNames},
            incoming::Incoming,
            object::{FieldReader, FieldSource, From, Reading, show},
            place::{Place, Places, Step, WrongStep},
            read::{Form, FromField, FromResponse, ListForm, Value},
        };

        /// What the tables of cases in generated code name.
        #[cfg(feature = "responses")]
        pub mod table {
            pub use crate::response::table::*;
        }
    }

    /// What derived serde code names.
    #[cfg(feature = "serde")]
    pub mod wireform_serde {
        pub use crate::serde::{present, required_option};
    }
}
