//! What generated requests need at run time.
//!
//! A schema of a provider's API becomes typed requests (by `wireform-codegen`); this crate
//! is what they stand on: [`ApiRequest`] checks, [`Valid`] sends, [`Violations`] says
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

mod characters;
mod check;
mod code;
mod country;
mod date;
mod emitted;
mod encode;
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
#[cfg(feature = "serde")]
mod serde;
mod server;
mod timestamp;
mod truth;
mod uri;
mod valid;
mod version;
mod violation;

pub mod contact;
pub mod derive;

#[cfg(test)]
mod tests;

// The sample request of the tests names this crate as generated code in other crates does.
#[cfg(test)]
extern crate self as wireform;

pub use code::{Code, Facet, UnknownCode};
pub use date::{Date, DateError};
pub use fact::Fact;
pub use format::Format;
pub use http::{Header, HttpRequest};
pub use list::List;
pub use open::{KnownEnum, Open};
pub use patch::Patch;
pub use policy::{Field, Policy, Rule, Waivers};
pub use request::ApiRequest;
pub use secret::Secret;
pub use server::{CustomServer, Server};
pub use timestamp::{Timestamp, TimestampError};
pub use valid::{Invalid, Valid};
pub use violation::{Violation, Violations};

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
        Check, CheckKind, Integer, Items, LengthUnit, NamedCheck, Place, RuleName, RuleText, Text,
    };
    pub use crate::contact::answer::{
        ContactAnswer, ContactOther, ContactReading, ContactSource, ContactTold,
    };
    pub use crate::contact::fit::{Carrier, Fit, FitResult};
    pub use crate::contact::update::UpdateMode;
    pub use crate::contact::{Conversion, FromContact, ReadsContact};
    pub use crate::emitted::{Masked, Permissions, Redact, Redacted, given, given_patch, member};
    pub use crate::encode::{Body, join, json, pairs, xml};
    pub use crate::http::HttpBuilder;
    pub use crate::path::{Index, Path, Step, numbered};
    pub use crate::pattern::{Classes, Matcher, Mismatch, Pattern, Run, Small, Table};
    pub use crate::request::{Lens, OnlyBinding, Token, Whole};
    pub use crate::truth::Truth;
    pub use crate::version::{GENERATED_CODE, generated_for};
    pub use crate::{__serves as serves, __serves_enum as serves_enum, derive};
    pub use crate::{
        ApiRequest, Code, CustomServer, Date, Facet, Fact, Field, Format, Header, HttpRequest,
        Invalid, KnownEnum, List, Open, Patch, Policy, Rule, Secret, Server, Timestamp, Valid,
        Violation, Violations,
    };

    /// What derived serde code names.
    #[cfg(feature = "serde")]
    pub mod wireform_serde {
        pub use crate::serde::{present, required_option};
    }
}
