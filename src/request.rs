//! The trait of all generated requests.
//!
//! A request is checked with the facts of its context and a policy. The check returns the request as [`Valid`], or its
//! violations. Only a [`Valid`] request can be written.

use std::fmt;
use std::marker::PhantomData;

use crate::check::Check;
use crate::check::RuleName;
use crate::encode::Body;
use crate::guide::Checked;
use crate::read_back::{Comparable, RequestValues, accept_unchanged};
use crate::{AtSending, HttpRequest, Invalid, Policy, Server, Valid, Violations};

/// A request of one operation of a provider.
///
/// Only generated types implement this trait. Its hidden items are an interface between generated code and this crate,
/// which may change with any version.
///
/// # Examples
/// In all examples of this crate, `ContactUpdate` is a generated type with a field `voice`, a rule `fr_voice`, and a
/// context of one fact.
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
    /// The facts that rules depend on and the payload does not carry. It is `()` if there are none.
    type Context;
    /// The servers that the request can be sent to.
    type Server: Server;
    /// The credentials of the caller. It is `()` if the operation has no authentication.
    type Credentials;
    /// The credentials that the body contains. It is `()` if the body contains none.
    type BodyCredentials;
    /// The bindings of the operation. It is a unit type if there is only one.
    type Binding: Copy + Default;
    /// What the authentication needs at the moment of sending. It is `()` if it needs nothing.
    type AtSending: AtSending + ?Sized;

    /// [`Whole`] for a request that is written as it is, or [`Lens`] for the view of a derived struct.
    #[doc(hidden)]
    type __Role;

    /// The provider's module name, without `r#`.
    const PROVIDER: &'static str;
    /// The operation's name in the schema.
    const OPERATION: &'static str;
    /// The HTTP method.
    const METHOD: &'static str;

    /// Checks the fields and rules of the request in the order of the schema.
    #[doc(hidden)]
    fn __check(&self, context: &Self::Context, check: &mut Check<'_>);

    /// Writes the body. Only the runtime can pass a token. By default, the request has no body.
    #[doc(hidden)]
    fn __body(
        &self,
        token: Token<Self>,
        binding: Self::Binding,
        credentials: &Self::BodyCredentials,
        at_sending: &Self::AtSending,
        body: &mut Body,
    ) {
        let _ = (token, binding, credentials, at_sending, body);
    }

    /// Builds the HTTP request. Only the runtime can pass a token.
    #[doc(hidden)]
    fn __http(
        &self,
        token: Token<Self>,
        binding: Self::Binding,
        server: &Self::Server,
        credentials: &Self::Credentials,
        at_sending: &Self::AtSending,
    ) -> HttpResult<Self>;

    /// Shows the shape of the request with every value masked.
    #[doc(hidden)]
    fn __redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The fields that each rule reads, if the request can be made from a response.
    #[doc(hidden)]
    const __RULE_FIELDS: &'static [(&'static str, &'static [&'static str])] = &[];

    /// Adds the values of the request by path, if the request can be made from a response.
    #[doc(hidden)]
    fn __values(&self, values: &mut RequestValues) {
        let _ = values;
    }

    /// Returns the permissions that this request needs at the provider, which depend on its values.
    ///
    /// Each is listed once, in the order of the schema.
    fn permissions(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// Checks the request.
    ///
    /// # Errors
    /// Returns all violations that are not waived.
    fn validate(&self, context: &Self::Context, policy: &Policy<Self>) -> Result<(), Violations> {
        let mut violations = Violations::new();
        self.check_into(context, policy, &mut violations);
        violations.into_result()
    }

    /// Checks the request and writes the violations into a buffer, so that many requests can share one buffer.
    ///
    /// The buffer is cleared first. Returns the names of the rules that could not be decided.
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
        if !violations.is_empty() {
            let mut run = |check: &mut Check<'_>| self.__check(context, check);
            let request = Compared(self);
            let waivers = policy.waivers();
            accept_unchanged(waivers, &request, violations, &mut unchecked, &mut run);
        }
        unchecked
    }

    /// Checks the request and borrows it as a valid one.
    ///
    /// # Errors
    /// Returns all violations that are not waived.
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

    /// Checks the request and turns it into a valid one.
    ///
    /// # Errors
    /// Returns the request with all violations that are not waived. `?` converts this into a boxed error only if the request
    /// owns its texts, because boxed errors are `'static`. [`ApiRequest::valid`] has no such condition.
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

    /// Exists for its error message, which says that the request has to be checked first.
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
    fn try_to_http<S: ?Sized, C: ?Sized>(
        &self,
        _server: &S,
        _credentials: &C,
        _at_sending: &Self::AtSending,
    ) -> HttpResult<Self>
    where
        Self: Checked,
    {
        self.never()
    }

    /// As [`ApiRequest::to_http`].
    #[doc(hidden)]
    fn try_to_http_as<S: ?Sized, C: ?Sized>(
        &self,
        _binding: Self::Binding,
        _server: &S,
        _credentials: &C,
        _at_sending: &Self::AtSending,
    ) -> HttpResult<Self>
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

/// The values of a request, to compare them with those that were read.
struct Compared<'r, T>(&'r T);

impl<T: ApiRequest> Comparable for Compared<'_, T> {
    fn values(&self) -> RequestValues {
        let mut values = RequestValues::default();
        self.0.__values(&mut values);
        values
    }

    fn each_field_of(&self, rule: &str, each: &mut dyn FnMut(&str)) {
        let mut rules = T::__RULE_FIELDS.iter();
        let fields = rules.find(|(name, _)| *name == rule);
        for field in fields.into_iter().flat_map(|(_, fields)| *fields) {
            each(field);
        }
    }
}

/// The HTTP request, or the reason why it could not be authenticated.
#[doc(hidden)]
pub type HttpResult<T> = Result<HttpRequest, <<T as ApiRequest>::AtSending as AtSending>::Error>;

/// A proof that this crate calls a hidden method. No other crate can construct a token.
///
/// A token is for one type, so that an implementation of [`ApiRequest`] cannot use it to write an unchecked request of another
/// type. It records whether every facet holds for the values that are written: nothing was waived, and the written values are
/// the values that were checked.
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

/// The role of a request that is checked and written as it is.
#[doc(hidden)]
#[derive(Debug)]
pub enum Whole {}

/// The role of a view, through which a derived struct is checked and written. A token for the struct is converted into a token
/// for the view.
#[doc(hidden)]
#[derive(Debug)]
pub enum Lens {}

/// The binding of a request that has only one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct OnlyBinding;

impl<T: ApiRequest> ApiRequest for &T {
    type Context = T::Context;
    type Server = T::Server;
    type Credentials = T::Credentials;
    type BodyCredentials = T::BodyCredentials;
    type Binding = T::Binding;
    type AtSending = T::AtSending;
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
        at_sending: &Self::AtSending,
        body: &mut Body,
    ) {
        T::__body(
            self,
            Token::new(token.all_hold()),
            binding,
            credentials,
            at_sending,
            body,
        );
    }

    fn __http(
        &self,
        token: Token<Self>,
        binding: Self::Binding,
        server: &Self::Server,
        credentials: &Self::Credentials,
        at_sending: &Self::AtSending,
    ) -> HttpResult<Self> {
        T::__http(
            self,
            Token::new(token.all_hold()),
            binding,
            server,
            credentials,
            at_sending,
        )
    }

    fn __redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::__redacted(self, f)
    }

    const __RULE_FIELDS: &'static [(&'static str, &'static [&'static str])] = T::__RULE_FIELDS;

    fn __values(&self, values: &mut RequestValues) {
        T::__values(self, values);
    }

    fn permissions(&self) -> Vec<&'static str> {
        T::permissions(self)
    }
}
