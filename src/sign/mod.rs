//! Signing: what an authentication method computes at the moment of sending.
//!
//! Generated code and the interpreter call these functions in the order of the schema's steps. The digests need the feature
//! `sign`; everything else is there without it.

mod canonical;
mod digest;
mod error;
mod moment;
mod parts;
mod texts;

#[cfg(test)]
mod tests;

pub(crate) use canonical::without_parameters;
pub use canonical::{Escape, Parameters};
#[cfg(not(feature = "sign"))]
pub use digest::SignFeature;
pub use digest::{hmac_md5, hmac_sha1, hmac_sha256, hmac_sha512, md5, sha1, sha256, sha512};
pub use error::{SignError, Signer};
pub use moment::{Moment, NonceFormat, TakesMoment, TimeFormat};
pub use parts::RequestParts;
pub use texts::{base64, concat, hex, join, join_bytes, percent};
