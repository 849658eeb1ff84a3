//! Digests and message authentication codes, from the crates of RustCrypto. They need the feature `sign`.

#[cfg(feature = "sign")]
mod on {
    use ::hmac::{Hmac, KeyInit, Mac};
    use ::md5::Md5;
    use ::sha1::Sha1;
    use ::sha2::{Digest, Sha256, Sha512};

    macro_rules! digests {
        ($($(#[$doc:meta])* $digest:ident, $(#[$hmac_doc:meta])* $hmac:ident: $type:ty;)*) => {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $digest(data: &[u8]) -> Vec<u8> {
                    <$type>::digest(data).to_vec()
                }

                $(#[$hmac_doc])*
                #[must_use]
                pub fn $hmac(key: &[u8], data: &[u8]) -> Vec<u8> {
                    // HMAC takes a key of any length, so there is no error.
                    Hmac::<$type>::new_from_slice(key)
                        .map(|mac| mac.chain_update(data).finalize().into_bytes().to_vec())
                        .unwrap_or_default()
                }
            )*
        };
    }

    digests! {
        /// Returns the MD5 of data (RFC 1321).
        md5,
        /// Returns the HMAC of data with MD5 (RFC 2104).
        hmac_md5: Md5;
        /// Returns the SHA-1 of data (FIPS 180-4).
        sha1,
        /// Returns the HMAC of data with SHA-1 (RFC 2104).
        hmac_sha1: Sha1;
        /// Returns the SHA-256 of data (FIPS 180-4).
        sha256,
        /// Returns the HMAC of data with SHA-256 (RFC 2104).
        hmac_sha256: Sha256;
        /// Returns the SHA-512 of data (FIPS 180-4).
        sha512,
        /// Returns the HMAC of data with SHA-512 (RFC 2104).
        hmac_sha512: Sha512;
    }
}

#[cfg(feature = "sign")]
pub use on::*;

/// Each digest exists for its error message, which names the feature.
#[cfg(not(feature = "sign"))]
mod off {
    /// Nothing implements this trait: the feature `sign` is off.
    #[diagnostic::on_unimplemented(
        message = "this schema signs its requests, which needs the feature `sign` of `wireform`",
        label = "the feature `sign` is off",
        note = "turn it on in Cargo.toml: `wireform = {{ version = \"…\", features = [\"sign\"] }}`"
    )]
    pub trait SignFeature {
        /// Is never called.
        fn never(&self) -> Vec<u8>;
    }

    macro_rules! digests {
        ($($digest:ident, $hmac:ident;)*) => {
            $(
                /// Needs the feature `sign`.
                pub fn $digest<B: AsRef<[u8]> + SignFeature + ?Sized>(data: &B) -> Vec<u8> {
                    data.never()
                }

                /// Needs the feature `sign`.
                pub fn $hmac<B: AsRef<[u8]> + ?Sized, D: SignFeature + ?Sized>(_key: &B, data: &D) -> Vec<u8> {
                    data.never()
                }
            )*
        };
    }

    digests! {
        md5, hmac_md5;
        sha1, hmac_sha1;
        sha256, hmac_sha256;
        sha512, hmac_sha512;
    }
}

#[cfg(not(feature = "sign"))]
pub use off::*;
