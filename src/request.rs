//! What every generated request can do before it is valid.
//!
//! In: a request, the facts of its context, a policy; out: the same request as
//! [`Valid`], or everything that is wrong with it. Nothing here writes a byte.

use std::fmt;
use std::marker::PhantomData;

use crate::check::Check;
use crate::check::RuleName;
use crate::encode::Body;
use crate::guide::Checked;
use crate::{HttpRequest, Invalid, Policy, Server, Valid, Violations};

/// One request of a provider. Implemented by generated types only: what is hidden here is
/// an interface between generated code and this crate, and may change.
///
/// Here and below, `ContactUpdate` stands for a generated type with a field `voice`, a rule
/// `fr_voice`, and a context of one fact.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use wireform::Code;
///
/// let context = Context::new().with_tlds(["com"]);
/// let mut update = ContactUpdate::new("JD4711");
/// update.voice = Some("+49 123 456".into());
/// let violations = update.validate(&context, &Policy::new()).unwrap_err();
/// assert_eq!(violations.len(), 1);
/// let violation = violations.iter().next().unwrap();
/// assert_eq!((&*violation.path(), violation.code()), ("voice", Code::Pattern));
///
/// update.voice = Some("+49.123456".into());
/// let valid = update.into_valid(&context, &Policy::new())?;
/// let request = valid.to_http(&ApiServer::Production, &credentials("MTIzNDU2")?);
/// assert_eq!(request.body(), br#"{"request":{"key":"MTIzNDU2","voice":"+49.123456"}}"#);
/// # Ok(())
/// # }
/// ```
pub trait ApiRequest: Sized {
    /// The facts that the payload does not carry and rules ask for; `()` if there are none.
    type Context;
    /// Where the request goes.
    type Server: Server;
    /// What identifies the caller; `()` if nothing does.
    type Credentials;
    /// The credentials that the body carries; `()` if it carries none.
    type BodyCredentials;
    /// The ways to write the request; [`OnlyBinding`] if there is one.
    type Binding: Copy + Default;

    /// [`Whole`], or [`Lens`] for what a derived struct is seen through.
    #[doc(hidden)]
    type __Role;

    /// The provider's module name, without `r#`.
    const PROVIDER: &'static str;
    /// The operation's name in the schema.
    const OPERATION: &'static str;
    /// The HTTP method.
    const METHOD: &'static str;

    /// Checks the request; the order is that of the schema.
    #[doc(hidden)]
    fn __check(&self, context: &Self::Context, check: &mut Check<'_>);

    /// Writes the body; only the runtime has a token. By default the request has no body.
    #[doc(hidden)]
    fn __body(
        &self,
        token: Token<Self>,
        binding: Self::Binding,
        credentials: &Self::BodyCredentials,
        body: &mut Body,
    ) {
        let _ = (token, binding, credentials, body);
    }

    /// Builds the HTTP request; only the runtime has a token.
    #[doc(hidden)]
    fn __http(
        &self,
        token: Token<Self>,
        binding: Self::Binding,
        server: &Self::Server,
        credentials: &Self::Credentials,
    ) -> HttpRequest;

    /// Shows the shape of the request with every value masked.
    #[doc(hidden)]
    fn __redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The permissions that this very request needs at the provider; depends on the values.
    /// In the order of the schema, each once.
    fn permissions(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// Checks the request and keeps nothing.
    ///
    /// # Errors
    /// Everything that is wrong with it and not waived.
    fn validate(&self, context: &Self::Context, policy: &Policy<Self>) -> Result<(), Violations> {
        let mut violations = Violations::new();
        self.check_into(context, policy, &mut violations);
        violations.into_result()
    }

    /// Checks the request into a buffer that is emptied first, so that one buffer can serve
    /// many requests; returns the rules that could not be decided.
    fn check_into(
        &self,
        context: &Self::Context,
        policy: &Policy<Self>,
        violations: &mut Violations,
    ) -> Vec<RuleName> {
        violations.clear();
        let mut unchecked = Vec::new();
        let mut check = Check::collect(violations, policy.waivers(), &mut unchecked);
        self.__check(context, &mut check);
        unchecked
    }

    /// Checks the request and borrows it as valid.
    ///
    /// # Errors
    /// Everything that is wrong with it and not waived.
    fn valid(
        &self,
        context: &Self::Context,
        policy: &Policy<Self>,
    ) -> Result<Valid<&Self>, Violations> {
        let mut violations = Violations::new();
        let unchecked = self.check_into(context, policy, &mut violations);
        violations
            .into_result()
            .map(|()| Valid::new(self, unchecked, policy.waivers().is_empty()))
    }

    /// Checks the request and makes it valid.
    ///
    /// # Errors
    /// The request itself, with everything that is wrong with it and not waived. `?` turns it into a boxed error only where
    /// the request owns its texts, because such errors live for `'static`; [`ApiRequest::valid`] has no such condition.
    fn into_valid(
        self,
        context: &Self::Context,
        policy: &Policy<Self>,
    ) -> Result<Valid<Self>, Invalid<Self>> {
        let mut violations = Violations::new();
        let unchecked = self.check_into(context, policy, &mut violations);
        if violations.is_empty() {
            Ok(Valid::new(self, unchecked, policy.waivers().is_empty()))
        } else {
            Err(Invalid::new(self, violations))
        }
    }

    /// Stands where somebody looks for it, to say that [`Valid::to_http`] is behind a check.
    #[doc(hidden)]
    fn to_http<S: ?Sized, C: ?Sized>(&self, _server: &S, _credentials: &C) -> HttpRequest
    where
        Self: Checked,
    {
        self.never()
    }

    /// As [`ApiRequest::to_http`].
    #[doc(hidden)]
    fn to_http_as<S: ?Sized, C: ?Sized>(
        &self,
        _binding: Self::Binding,
        _server: &S,
        _credentials: &C,
    ) -> HttpRequest
    where
        Self: Checked,
    {
        self.never()
    }

    /// As [`ApiRequest::to_http`].
    #[doc(hidden)]
    fn write_body<C: ?Sized>(&self, _credentials: &C, _buffer: &mut Vec<u8>)
    where
        Self: Checked,
    {
        self.never()
    }
}

/// The proof that the runtime is calling: generated code can take one and not make one. It is for one type, so that
/// nobody who implements [`ApiRequest`] can have another type written that was not checked. It knows whether each facet holds
/// of what is written: nothing was waived, and what was checked is what is read.
#[doc(hidden)]
pub struct Token<T>(bool, PhantomData<fn() -> T>);

impl<T> Token<T> {
    pub(crate) const fn new(all_hold: bool) -> Self {
        Token(all_hold, PhantomData)
    }

    pub(crate) const fn all_hold(&self) -> bool {
        self.0
    }
}

impl<T> fmt::Debug for Token<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

/// A request that nothing else is written through.
#[doc(hidden)]
#[derive(Debug)]
pub enum Whole {}

/// What a derived struct is checked and written through: the proof for the struct is one for it.
#[doc(hidden)]
#[derive(Debug)]
pub enum Lens {}

/// The binding of a request that has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct OnlyBinding;

impl<T: ApiRequest> ApiRequest for &T {
    type Context = T::Context;
    type Server = T::Server;
    type Credentials = T::Credentials;
    type BodyCredentials = T::BodyCredentials;
    type Binding = T::Binding;
    type __Role = T::__Role;

    const PROVIDER: &'static str = T::PROVIDER;
    const OPERATION: &'static str = T::OPERATION;
    const METHOD: &'static str = T::METHOD;

    fn __check(&self, context: &Self::Context, check: &mut Check<'_>) {
        T::__check(self, context, check);
    }

    fn __body(
        &self,
        token: Token<Self>,
        binding: Self::Binding,
        credentials: &Self::BodyCredentials,
        body: &mut Body,
    ) {
        T::__body(
            self,
            Token::new(token.all_hold()),
            binding,
            credentials,
            body,
        );
    }

    fn __http(
        &self,
        token: Token<Self>,
        binding: Self::Binding,
        server: &Self::Server,
        credentials: &Self::Credentials,
    ) -> HttpRequest {
        T::__http(
            self,
            Token::new(token.all_hold()),
            binding,
            server,
            credentials,
        )
    }

    fn __redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::__redacted(self, f)
    }

    fn permissions(&self) -> Vec<&'static str> {
        T::permissions(self)
    }
}
