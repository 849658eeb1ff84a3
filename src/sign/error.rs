//! The caller's signer, and why a request could not be signed.

use std::error::Error;
use std::fmt;

use crate::AtSending;

use super::moment::Moment;

/// Signs with keys that this crate does not handle, such as RSA keys or keys in hardware.
///
/// A schema names the algorithm in a node `signer`, and can pass a credential as the key.
///
/// # Examples
/// ```
/// use std::error::Error;
/// use std::sync::Arc;
/// use std::time::SystemTime;
/// use wireform::{Moment, Signer};
///
/// struct Hardware;
///
/// impl Signer for Hardware {
///     fn sign(
///         &self,
///         algorithm: &str,
///         _key: Option<&str>,
///         data: &[u8],
///     ) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
///         match algorithm {
///             "rsa_sha256" => Ok(data.to_vec()),
///             _ => Err("the token has no key for this algorithm".into()),
///         }
///     }
/// }
///
/// let moment = Moment::new(SystemTime::now(), [7; 16]).with_signer(Arc::new(Hardware));
/// # drop(moment);
/// ```
pub trait Signer: Send + Sync {
    /// Signs data. `key` is the value that the schema passes, if it passes one.
    ///
    /// # Errors
    /// Fails if the signer cannot sign. The error must not contain the key or the data.
    fn sign(
        &self,
        algorithm: &str,
        key: Option<&str>,
        data: &[u8],
    ) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>>;
}

/// Why a request could not be signed. It shows no value of the request and no credential.
#[derive(Debug)]
pub struct SignError(Reason);

#[derive(Debug)]
enum Reason {
    NoSigner,
    Signer(Box<dyn Error + Send + Sync>),
    Header(Box<str>),
    Cookie(Box<str>),
    NoRandomness,
}

impl SignError {
    pub(super) const fn no_signer() -> Self {
        SignError(Reason::NoSigner)
    }

    pub(super) fn signer(error: Box<dyn Error + Send + Sync>) -> Self {
        SignError(Reason::Signer(error))
    }

    pub(super) fn header(name: &str) -> Self {
        SignError(Reason::Header(name.into()))
    }

    pub(super) fn cookie(name: &str) -> Self {
        SignError(Reason::Cookie(name.into()))
    }

    pub(super) const fn no_randomness() -> Self {
        SignError(Reason::NoRandomness)
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::NoSigner => {
                f.write_str("the request needs a signer: call `Moment::with_signer`")
            }
            Reason::Signer(_) => f.write_str("the signer failed"),
            Reason::Header(name) => {
                write!(
                    f,
                    "the value of the header {name} has a character that a header cannot carry"
                )
            }
            Reason::Cookie(name) => {
                write!(
                    f,
                    "the value of the cookie {name} has a character that a cookie cannot carry"
                )
            }
            Reason::NoRandomness if cfg!(feature = "sign") => {
                f.write_str("the operating system gives no random bytes")
            }
            Reason::NoRandomness => {
                f.write_str("a random nonce needs the feature `sign` of `wireform`")
            }
        }
    }
}

impl Error for SignError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Reason::Signer(error) => Some(&**error),
            Reason::NoSigner | Reason::Header(_) | Reason::Cookie(_) | Reason::NoRandomness => None,
        }
    }
}

impl AtSending for Moment {
    type Error = SignError;
}
