//! What generated requests need at run time.
//!
//! A schema of a provider's API becomes typed requests (by `wireform-codegen`); this crate
//! is what they stand on: [`Request`] checks, [`Valid`] sends, [`Violations`] says
//! everything that is wrong at once, and [`HttpRequest`] shows no secret.
//!
//! A request is checked with the facts of its context and a [`Policy`]; only what is
//! [`Valid`] can be written. Values of contacts are personal data: no violation and no
//! `Debug` of this crate shows one.
//!
//! # Features
//! All are off by default, and none changes a type that is there without it.
//! - `http`: `HttpRequest::into_http`, for clients that take a request of the `http` crate;
//! - `serde`: reading and writing this crate's types, and generated ones;
//! - `zeroize`: [`Secret`] overwrites its memory when it is dropped;
//! - `macros`: `include_schema!` and `#[derive(Wireform)]`, for schemas without a build script;
//! - `idna`: [`Conversion::ALabel`] takes domains that are not ASCII, which needs tables of Unicode;
//! - `jiff`: [`Date`] and [`Timestamp`] from and to jiff's types.

mod blocks;
mod body;
mod characters;
mod check;
mod code;
mod contact;
mod country;
mod date;
mod emitted;
mod fact;
mod format;
mod guide;
mod http;
mod list;
mod open;
mod patch;
mod path;
mod pattern;
mod policy;
mod request;
mod secret;
mod server;
mod timestamp;
mod truth;
mod uri;
mod valid;
mod version;
mod violation;

pub mod derive;
pub mod join;
pub mod json;
pub mod pairs;
#[cfg(feature = "serde")]
pub mod serde;
pub mod xml;

#[cfg(test)]
mod tests;

// The sample request of the tests names this crate as generated code in other crates does.
#[cfg(test)]
extern crate self as wireform;

pub use body::Body;
pub use characters::visible;
pub use check::{Check, CheckKind, Integer, Items, LengthUnit, NamedCheck, Place, RuleName, Text};
pub use code::{Code, Facet, UnknownCode};
#[cfg(feature = "serde")]
pub use contact::JsContact;
pub use contact::{
    Addressed, Adjustment, Adjustments, AsRead, Candidate, Carrier, Change, Choices, Chosen,
    Contact, Conversion, Fit, FitResult, Fitted, FromContact, Kind, Mapping, Objection, ReadError,
    ReadsContact, Refusal, Refusals, Removal, Sent, Unread, UpdateMode, Verdict, Verdicts,
    check_all,
};
#[doc(hidden)]
pub use contact::{ContactAnswer, ContactOther, ContactReading, ContactSource, ContactTold};
pub use date::{Date, DateError};
pub use fact::Fact;
pub use format::Format;
pub use http::{Header, HttpBuilder, HttpRequest};
pub use list::List;
pub use open::{KnownEnum, Open};
pub use patch::Patch;
pub use path::{Index, Path, numbered};
pub use pattern::{Classes, Matcher, Mismatch, Pattern, Run, Small, Table};
pub use policy::{Field, Policy, Rule, Waivers};
#[doc(hidden)]
pub use request::Token;
pub use request::{OnlyBinding, Request};
pub use secret::Secret;
pub use server::{CustomServer, Server};
pub use timestamp::{Timestamp, TimestampError};
pub use truth::Truth;
pub use valid::{Invalid, Valid};
pub use violation::{Violation, Violations};
#[doc(hidden)]
pub use {check::RuleText, path::Step};

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

/// What generated code names, and nobody else: it may change with any version.
#[doc(hidden)]
pub mod __rt {
    #[cfg(feature = "serde")]
    pub use ::serde;
    pub use ::std;

    pub use crate::emitted::{Masked, Permissions, Redact, Redacted, given, given_patch, member};
    pub use crate::request::{Lens, Whole};
    #[cfg(feature = "serde")]
    pub use crate::serde as wireform_serde;
    pub use crate::version::{GENERATED_CODE, generated_for};
    pub use crate::{__serves as serves, __serves_enum as serves_enum, derive};
    pub use crate::{
        Body, Carrier, Check, CheckKind, Classes, Code, ContactAnswer, ContactOther,
        ContactReading, ContactSource, ContactTold, Conversion, CustomServer, Date, Facet, Fact,
        Field, Fit, Format, FromContact, Header, HttpBuilder, HttpRequest, Index, Integer, Invalid,
        Items, KnownEnum, LengthUnit, List, Matcher, NamedCheck, OnlyBinding, Open, Patch, Path,
        Pattern, Place, Policy, ReadsContact, Request, Rule, RuleName, RuleText, Run, Secret,
        Server, Small, Step, Table, Text, Timestamp, Token, Truth, UpdateMode, Valid, Violation,
        Violations, join, json, numbered, pairs, xml,
    };
}
