//! Authentication that needs something at the moment of sending: a nonce and a signer that can fail.

use std::convert::Infallible;
use std::fmt;

use super::sample::{ApiServer, Binding, ContactUpdate, STRICT, com, credentials};
use crate::check::Check;
use crate::encode::Body;
use crate::http::HttpBuilder;
use crate::request::{HttpResult, OnlyBinding, Token, Whole};
use crate::{ApiRequest, AtSending, CustomServer, HttpRequest, Policy, Server, Valid};

/// One attempt to send a request. The caller implements it, so the type is not known to the request.
trait Attempt {
    fn nonce(&self) -> u64;
    fn sign(&self, nonce: u64, body: &[u8]) -> Result<String, NoKey>;
}

#[derive(Debug, PartialEq)]
struct NoKey;

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the signer has no key")
    }
}

impl std::error::Error for NoKey {}

impl AtSending for dyn Attempt {
    type Error = NoKey;
}

/// A request with a signature over nonce and body.
struct Signed(&'static str);

impl ApiRequest for Signed {
    type Context = ();
    type Server = CustomServer;
    type Credentials = ();
    type BodyCredentials = ();
    type Binding = OnlyBinding;
    type AtSending = dyn Attempt;
    type __Role = Whole;

    const PROVIDER: &'static str = "signing";
    const OPERATION: &'static str = "contact_create";
    const METHOD: &'static str = "POST";

    fn __check(&self, (): &(), _check: &mut Check<'_>) {}

    fn __body(
        &self,
        _token: Token<Self>,
        _binding: OnlyBinding,
        (): &(),
        _at_sending: &Self::AtSending,
        body: &mut Body,
    ) {
        body.raw(self.0);
    }

    fn __http(
        &self,
        token: Token<Self>,
        binding: OnlyBinding,
        server: &CustomServer,
        credentials: &(),
        at_sending: &Self::AtSending,
    ) -> HttpResult<Self> {
        let mut http = HttpBuilder::new("POST", server.url());
        let mut body = Body::new();
        self.__body(token, binding, credentials, at_sending, &mut body);
        let encoded = body.clone().into_bytes();
        http.body("text/plain", body);
        let nonce = at_sending.nonce();
        http.header("X-Nonce", &nonce.to_string());
        http.secret_header("X-Signature", &at_sending.sign(nonce, &encoded)?);
        Ok(http.finish())
    }

    fn __redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signed")
    }
}

/// Signs with a key, if it has one.
struct Signer {
    nonce: u64,
    key: Option<&'static str>,
}

impl Attempt for Signer {
    fn nonce(&self) -> u64 {
        self.nonce
    }

    fn sign(&self, nonce: u64, body: &[u8]) -> Result<String, NoKey> {
        let key = self.key.ok_or(NoKey)?;
        Ok(format!("{key}:{nonce}:{}", body.len()))
    }
}

fn send(signer: &Signer) -> Result<HttpRequest, NoKey> {
    let server = CustomServer::new("https://x.example").expect("is a URL");
    let request = Signed("body");
    let borrowed = request.valid(&(), &Policy::new()).expect("is valid");
    let sent = borrowed.try_to_http(&server, &(), signer);
    let owned = request.into_valid(&(), &Policy::new()).expect("is valid");
    assert_eq!(
        sent,
        owned.try_to_http_as(OnlyBinding, &server, &(), signer)
    );
    sent
}

#[test]
fn each_attempt_is_signed_anew() {
    for (nonce, signature) in [(1, "k:1:4"), (2, "k:2:4")] {
        let request = send(&Signer {
            nonce,
            key: Some("k"),
        })
        .expect("it has a key");
        let header = request.header("X-Signature").expect("it is signed");
        assert_eq!(header.value(), signature);
        assert!(header.is_sensitive());
        assert_eq!(request.body(), b"body");
    }
}

#[test]
fn a_signer_that_fails_sends_nothing() {
    let signer = Signer {
        nonce: 1,
        key: None,
    };
    assert_eq!(send(&signer), Err(NoKey));
}

#[test]
fn nothing_is_needed_by_default() {
    fn to_http<T: ApiRequest<AtSending = ()>>(
        valid: &Valid<T>,
        binding: T::Binding,
        server: &T::Server,
        credentials: &T::Credentials,
    ) -> HttpRequest {
        valid.to_http_as(binding, server, credentials)
    }

    let update = ContactUpdate::new("a/b");
    let valid = update.valid(&com(), &STRICT).expect("is valid");
    let credentials = credentials("MTIz").expect("is valid");
    let server = ApiServer::Production;
    let default: Result<HttpRequest, Infallible> = valid.try_to_http(&server, &credentials, &());
    assert_eq!(default, Ok(valid.to_http(&server, &credentials)));
    let xml = valid.try_to_http_as(Binding::Xml, &server, &credentials, &());
    assert_eq!(
        xml,
        Ok(to_http(&valid, Binding::Xml, &server, &credentials))
    );
    assert_ne!(default, xml);
}

#[test]
fn an_error_that_cannot_occur_takes_no_space() {
    assert_eq!(
        size_of::<HttpResult<ContactUpdate<'_>>>(),
        size_of::<HttpRequest>()
    );
}
