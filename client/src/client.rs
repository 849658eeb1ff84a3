//! The client: it carries out the steps of a call with its transport.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use wireform::response::{ParseResponse, State};
use wireform::{ApiRequest, HttpRequest, Moment, Server, SignError, TakesMoment, Valid};

use crate::call::{Call, Next, Sent};
use crate::settings::Settings;
use crate::trace::Span;
use crate::{BlockingTransport, Observer, RateLimit, RetryPolicy, SendError, Timeouts, Transport};

/// Sends requests to one server with the credentials of one account.
///
/// With a [`Transport`], [`Client::send`] is asynchronous; with a [`BlockingTransport`], [`Client::send_blocking`] blocks.
/// Everything else is the same for both.
///
/// Each attempt builds and authenticates its request anew. `Debug` shows nothing of the credentials.
///
/// # Examples
/// ```ignore
/// let client = Client::new(ReqwestTransport::new()?, ApiServer::Production, credentials)
///     .with_timeouts(Timeouts { attempt: Duration::from_secs(10), ..Timeouts::default() })
///     .with_rate_limit(RateLimit::new(60, Duration::from_secs(60)))
///     .with_observer(|attempt: &Attempt| log::info!("{attempt}"));
/// let response = client.send(&update.valid(&(), &Policy::new())?).await?;
/// ```
#[derive(Clone)]
pub struct Client<T, S, C> {
    transport: T,
    server: S,
    credentials: C,
    settings: Settings,
}

impl<T, S, C> Client<T, S, C> {
    /// Makes a client. By default a call makes up to four attempts and takes up to two minutes, without a rate limit.
    #[must_use]
    pub fn new(transport: T, server: S, credentials: C) -> Self {
        Client {
            transport,
            server,
            credentials,
            settings: Settings::default(),
        }
    }

    /// Sets how long attempts and calls may take.
    #[must_use]
    pub fn with_timeouts(mut self, timeouts: Timeouts) -> Self {
        self.settings.timeouts = timeouts;
        self
    }

    /// Sets when a request is sent again. [`NeverRetry`](crate::NeverRetry) sends every request once.
    #[must_use]
    pub fn with_retries(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.settings.retries = Arc::new(policy);
        self
    }

    /// Sets how many requests are sent per time. Clients that use the same credentials need clones of one limit.
    #[must_use]
    pub fn with_rate_limit(mut self, limit: RateLimit) -> Self {
        self.settings.rate_limit = limit;
        self
    }

    /// Sets the hook that sees every attempt.
    #[must_use]
    pub fn with_observer(mut self, observer: impl Observer + 'static) -> Self {
        self.settings.observer = Some(Arc::new(observer));
        self
    }

    /// Sets where the moments of signed requests come from: time and nonce, and a signer if the schema needs one. Each attempt
    /// takes a moment. The default is [`Moment::now`], which needs the feature `sign` of `wireform`.
    ///
    /// # Examples
    /// ```
    /// # use std::sync::Arc;
    /// # use wireform::{Moment, Signer};
    /// # use wireform_client::Client;
    /// # fn with<T, S, C>(client: Client<T, S, C>, signer: Arc<dyn Signer>) -> Client<T, S, C> {
    /// client.with_moments(move || Ok(Moment::now()?.with_signer(Arc::clone(&signer))))
    /// # }
    /// ```
    #[must_use]
    pub fn with_moments(
        mut self,
        moments: impl Fn() -> Result<Moment, SignError> + Send + Sync + 'static,
    ) -> Self {
        self.settings.moments = Arc::new(moments);
        self
    }

    /// Sets the limit of a response's body in bytes. A larger body is not read, and the state of its call is unknown. The
    /// default is 8 MiB.
    #[must_use]
    pub fn with_max_body(mut self, bytes: usize) -> Self {
        self.settings.max_body = bytes;
        self
    }

    /// Replaces the credentials, for example after a login. The settings and the rate limit stay.
    #[must_use]
    pub fn with_credentials<D>(self, credentials: D) -> Client<T, S, D> {
        Client {
            transport: self.transport,
            server: self.server,
            credentials,
            settings: self.settings,
        }
    }
}

impl<T, S: Server, C> Client<T, S, C> {
    /// Builds the request of one attempt, with a moment of its own if it is signed.
    fn http<R>(&self, binding: R::Binding, request: &Valid<R>) -> Result<HttpRequest, SignError>
    where
        R: ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        let moment = R::AtSending::take(&mut || (self.settings.moments)())?;
        request
            .try_to_http_as(binding, &self.server, &self.credentials, &moment)
            .map_err(Into::into)
    }
}

impl<T: Transport, S: Server, C> Client<T, S, C> {
    /// Sends a request and returns its response.
    ///
    /// If the future is dropped, the request may have been sent, and its state is unknown.
    ///
    /// # Errors
    /// Fails if the request was not carried out, or if that is unknown. [`SendError::state`] says which.
    pub async fn send<R>(&self, request: &Valid<R>) -> Result<R::Response, SendError<R::Refusal>>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        self.send_as(R::Binding::default(), request).await
    }

    /// Sends a request in another binding than the default one.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn send_as<R>(
        &self,
        binding: R::Binding,
        request: &Valid<R>,
    ) -> Result<R::Response, SendError<R::Refusal>>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        self.run(None, binding, request).await
    }

    /// Sends a request, possibly again. `earlier` is the state of an earlier call with the same request, if there was one.
    pub(crate) async fn send_after<R>(&self, earlier: Option<State>, request: &Valid<R>) -> Sent<R>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        self.run(earlier, R::Binding::default(), request).await
    }

    async fn run<R>(
        &self,
        earlier: Option<State>,
        binding: R::Binding,
        request: &Valid<R>,
    ) -> Sent<R>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        let span = Span::new(R::PROVIDER, R::OPERATION);
        let result = span
            .enclose_future(self.steps(earlier, binding, request))
            .await;
        span.ended(&result);
        result
    }

    async fn steps<R>(
        &self,
        earlier: Option<State>,
        binding: R::Binding,
        request: &Valid<R>,
    ) -> Sent<R>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        let mut call = Call::<R>::new(&self.settings, earlier, Instant::now());
        loop {
            match call.next(Instant::now()) {
                Next::Return(result) => return result,
                Next::Sleep(duration) => self.transport.sleep(duration).await,
                Next::Send(limits) => {
                    let http = match self.http(binding, request) {
                        Ok(http) => http,
                        Err(error) => return Err(call.unsigned(error)),
                    };
                    let began = Instant::now();
                    let result = self.transport.send(&http, &limits).await;
                    call.ended(&http, result, began, Instant::now());
                }
            }
        }
    }
}

impl<T: BlockingTransport, S: Server, C> Client<T, S, C> {
    /// Sends a request, and blocks the thread until its response is there.
    ///
    /// # Errors
    /// Fails if the request was not carried out, or if that is unknown. [`SendError::state`] says which.
    pub fn send_blocking<R>(&self, request: &Valid<R>) -> Result<R::Response, SendError<R::Refusal>>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        self.send_blocking_as(R::Binding::default(), request)
    }

    /// Sends a request in another binding than the default one, and blocks the thread.
    ///
    /// # Errors
    /// As [`Client::send_blocking`].
    pub fn send_blocking_as<R>(
        &self,
        binding: R::Binding,
        request: &Valid<R>,
    ) -> Result<R::Response, SendError<R::Refusal>>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        self.run_blocking(None, binding, request)
    }

    /// Sends a request, possibly again. `earlier` is the state of an earlier call with the same request, if there was one.
    pub(crate) fn send_blocking_after<R>(
        &self,
        earlier: Option<State>,
        request: &Valid<R>,
    ) -> Sent<R>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        self.run_blocking(earlier, R::Binding::default(), request)
    }

    fn run_blocking<R>(
        &self,
        earlier: Option<State>,
        binding: R::Binding,
        request: &Valid<R>,
    ) -> Sent<R>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        let span = Span::new(R::PROVIDER, R::OPERATION);
        let result = span.enclose(|| self.steps_blocking(earlier, binding, request));
        span.ended(&result);
        result
    }

    fn steps_blocking<R>(
        &self,
        earlier: Option<State>,
        binding: R::Binding,
        request: &Valid<R>,
    ) -> Sent<R>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        let mut call = Call::<R>::new(&self.settings, earlier, Instant::now());
        loop {
            match call.next(Instant::now()) {
                Next::Return(result) => return result,
                Next::Sleep(duration) => self.transport.sleep(duration),
                Next::Send(limits) => {
                    let http = match self.http(binding, request) {
                        Ok(http) => http,
                        Err(error) => return Err(call.unsigned(error)),
                    };
                    let began = Instant::now();
                    let result = self.transport.send(&http, &limits);
                    call.ended(&http, result, began, Instant::now());
                }
            }
        }
    }
}

impl<T, S, C> fmt::Debug for Client<T, S, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("timeouts", &self.settings.timeouts)
            .field("rate_limit", &self.settings.rate_limit)
            .finish_non_exhaustive()
    }
}
