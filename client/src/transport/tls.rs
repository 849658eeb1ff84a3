//! TLS for both transports: `rustls` with `ring`, and the trust store of the platform.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, Error};
use rustls_platform_verifier::BuilderVerifierExt;

use super::{TransportError, TransportErrorKind};

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// Returns the configuration of the transport on `reqwest`.
#[cfg(feature = "reqwest")]
pub(super) fn config() -> Result<ClientConfig, TransportError> {
    verified().map_err(|error| failed(&error))
}

fn verified() -> Result<ClientConfig, Error> {
    let builder = ClientConfig::builder_with_provider(provider());
    let builder = builder.with_safe_default_protocol_versions()?;
    Ok(builder.with_platform_verifier()?.with_no_client_auth())
}

/// Returns the configuration of the transport on `ureq`.
#[cfg(feature = "ureq")]
pub(super) fn ureq_config() -> Result<ureq::tls::TlsConfig, TransportError> {
    // `ureq` makes the same configuration, but only when it connects. So a fault is found here.
    verified().map_err(|error| failed(&error))?;
    Ok(ureq::tls::TlsConfig::builder()
        .provider(ureq::tls::TlsProvider::Rustls)
        .root_certs(ureq::tls::RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(provider())
        .build())
}

fn failed(error: &Error) -> TransportError {
    TransportError::not_sent(TransportErrorKind::Tls).with_detail(error.to_string())
}

/// Returns the error of a failed connection. The certificate is checked before the request is sent.
#[cfg(feature = "ureq")]
pub(super) fn handshake(error: &Error) -> TransportError {
    match error {
        Error::InvalidCertificate(_)
        | Error::NoCertificatesPresented
        | Error::UnsupportedNameType
        | Error::PeerIncompatible(_) => failed(error),
        _ => TransportError::maybe_sent(TransportErrorKind::Closed).with_detail(error.to_string()),
    }
}
