//~ E0308: mismatched types
use crate::realtime_register::{ApiCredentials, ApiServer, ContactUpdate};
use std::fmt;
use wireform::ApiRequest;
use wireform::__rt::{Body, Check, HttpResult, OnlyBinding, Token};

/// Implements `validate` without checks, to pass on the token of another type.
pub(crate) struct Postman<'a>(ContactUpdate<'a>);

impl<'a> ApiRequest for Postman<'a> {
    type Context = ();
    type Server = ApiServer;
    type Credentials = ApiCredentials;
    type BodyCredentials = ();
    type Binding = OnlyBinding;
    type AtSending = ();
    type __Role = wireform::__rt::Whole;

    const PROVIDER: &'static str = "realtime_register";
    const OPERATION: &'static str = "contact_update";
    const METHOD: &'static str = "POST";

    fn __check(&self, _: &(), _: &mut Check<'_>) {}

    fn __body(&self, _: Token<Self>, _: OnlyBinding, _: &(), _: &(), _: &mut Body) {}

    fn __http(
        &self,
        token: Token<Self>,
        binding: OnlyBinding,
        server: &ApiServer,
        credentials: &ApiCredentials,
        at_sending: &(),
    ) -> HttpResult<Self> {
        self.0.__http(token, binding, server, credentials, at_sending)
    }

    fn __redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.__redacted(f)
    }

    fn permissions(&self) -> Vec<&'static str> {
        Vec::new()
    }
}
