//! TLS for both transports: `rustls` with `ring`, and the trust store of the platform.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::{AlertDescription, ClientConfig, Error};
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

/// Returns the error of `rustls` that an error comes from.
pub(super) fn cause<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e Error> {
    // The source of an `io::Error` is not the error that it contains, but the source of that one.
    let inner = |&error: &&'e (dyn StdError + 'static)| -> Option<&'e (dyn StdError + 'static)> {
        match error.downcast_ref().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        }
    };
    std::iter::successors(Some(error), inner).find_map(|error| error.downcast_ref())
}

/// Returns the error of a connection of which TLS failed. Nothing is sent before the handshake has ended.
pub(super) fn broken(error: &Error, is_connecting: bool) -> TransportError {
    if is_connecting || ends_handshake(error) {
        return failed(error);
    }
    TransportError::maybe_sent(TransportErrorKind::Tls).with_detail(error.to_string())
}

/// Returns whether an error occurs only in the handshake.
fn ends_handshake(error: &Error) -> bool {
    match error {
        Error::InvalidCertificate(_)
        | Error::NoCertificatesPresented
        | Error::UnsupportedNameType
        | Error::PeerIncompatible(_) => true,
        Error::AlertReceived(alert) => matches!(
            alert,
            AlertDescription::HandshakeFailure
                | AlertDescription::ProtocolVersion
                | AlertDescription::InsufficientSecurity
                | AlertDescription::UnrecognisedName
                | AlertDescription::NoApplicationProtocol
        ),
        _ => false,
    }
}
