//! Sessions: a client logs in once, keeps the credentials that it gets, and logs in again when they have expired.
//!
//! Concurrent calls share one login, see [`shared`].

mod shared;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use wireform::response::{ParseResponse, Refusal, Session, State, Success};
use wireform::{ApiRequest, Server, TakesMoment, Valid, Violations};

use crate::{BlockingTransport, Client, SendError, Transport};
use shared::{Held, Next, Shared};

/// Returns the present.
type Clock = dyn Fn() -> Instant + Send + Sync;

/// Returns how long before their end credentials are not used any more: a tenth of their lifetime, but at most a minute.
fn margin(lifetime: Duration) -> Duration {
    (lifetime / 10).min(Duration::from_secs(60))
}

type MakeCredentials<R, C> = dyn Fn(&R) -> Result<C, Violations> + Send + Sync;

/// A client whose credentials come from a login.
///
/// The first call logs in. Later calls use the same credentials, until a response says that the session has expired or ended,
/// or until the lifetime is over. Then the client logs in again, once, and sends the request again, unless it may have been
/// carried out and is not idempotent. Concurrent calls, and clones of the client, share one login, also if it fails.
///
/// # Examples
/// ```ignore
/// let login = Login::new("user", "password").into_valid(&(), &Policy::new())?;
/// let client = Client::new(UreqTransport::new()?, server, ())
///     .with_login(login, |response| ApiCredentials::new(BearerAuth { token: response.token.expose() }))
///     .with_lifetime(Duration::from_secs(3600));
/// let response = client.send_blocking(&update.valid(&(), &Policy::new())?)?;
/// ```
pub struct SessionClient<T, S, L: ApiRequest + ParseResponse, C> {
    client: Client<T, S, L::Credentials>,
    login: Arc<Valid<L>>,
    make: Arc<MakeCredentials<L::Response, C>>,
    lifetime: Option<Duration>,
    now: Arc<Clock>,
    shared: Arc<Shared<C, LoginError<L::Refusal>>>,
}

impl<T: Clone, S: Clone, L: ApiRequest + ParseResponse, C> Clone for SessionClient<T, S, L, C>
where
    L::Credentials: Clone,
{
    fn clone(&self) -> Self {
        SessionClient {
            client: self.client.clone(),
            login: Arc::clone(&self.login),
            make: Arc::clone(&self.make),
            lifetime: self.lifetime,
            now: Arc::clone(&self.now),
            shared: Arc::clone(&self.shared),
        }
    }
}

impl<T, S, L: ApiRequest + ParseResponse, C> fmt::Debug for SessionClient<T, S, L, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionClient")
            .field("login", &L::OPERATION)
            .finish_non_exhaustive()
    }
}

/// Why a call in a session did not succeed.
#[derive(Debug)]
pub enum SessionError<R, L> {
    /// The login failed, so the request was not sent, or not sent again.
    Login {
        /// Why the login failed. The calls that waited for the login share it.
        error: Arc<SendError<L>>,
        /// The state of the call: unknown if the request was sent before and may have been carried out.
        state: State,
    },
    /// The response to the login has no valid credentials, so the request was not sent, or not sent again.
    Credentials {
        /// What is wrong with the credentials.
        violations: Violations,
        /// The state of the call: unknown if the request was sent before and may have been carried out.
        state: State,
    },
    /// The request failed.
    Request(SendError<R>),
}

impl<R, L> SessionError<R, L> {
    /// Returns the state of the call. If any attempt may have been carried out, the state is unknown, even if the login or a
    /// later attempt failed.
    #[must_use]
    pub const fn state(&self) -> State {
        match self {
            SessionError::Login { state, .. } | SessionError::Credentials { state, .. } => *state,
            SessionError::Request(error) => error.state(),
        }
    }
}

impl<R: Refusal, L: Refusal> fmt::Display for SessionError<R, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self {
            SessionError::Login { error, state } => {
                write!(f, "the login failed: {error}")?;
                state
            }
            SessionError::Credentials { violations, state } => {
                write!(f, "the login gave no valid credentials: {violations}")?;
                state
            }
            SessionError::Request(error) => return fmt::Display::fmt(error, f),
        };
        match state {
            State::Unknown => f.write_str("; the request may have been carried out"),
            State::NotDone | State::Done | State::Pending => Ok(()),
        }
    }
}

impl<R: Refusal + fmt::Debug, L: Refusal + fmt::Debug> std::error::Error for SessionError<R, L> {}

/// Why a login gave no credentials. The calls that waited for it share it.
enum LoginError<L> {
    Send(Arc<SendError<L>>),
    Credentials(Violations),
}

impl<L> Clone for LoginError<L> {
    fn clone(&self) -> Self {
        match self {
            LoginError::Send(error) => LoginError::Send(Arc::clone(error)),
            LoginError::Credentials(violations) => LoginError::Credentials(violations.clone()),
        }
    }
}

impl<L> LoginError<L> {
    /// Returns the error of a call whose request ended in `state` before the login.
    fn after<R>(self, state: State) -> SessionError<R, L> {
        match self {
            LoginError::Send(error) => SessionError::Login { error, state },
            LoginError::Credentials(violations) => SessionError::Credentials { violations, state },
        }
    }
}

impl<T, S, B> Client<T, S, B> {
    /// Makes a client that logs in with this one. `credentials` makes the credentials of the other requests from the response
    /// to the login.
    pub fn with_login<L, C>(
        self,
        login: Valid<L>,
        credentials: impl Fn(&L::Response) -> Result<C, Violations> + Send + Sync + 'static,
    ) -> SessionClient<T, S, L, C>
    where
        L: ApiRequest<Server = S, Credentials = B> + ParseResponse,
    {
        SessionClient {
            client: self,
            login: Arc::new(login),
            make: Arc::new(credentials),
            lifetime: L::LIFETIME.map(|lifetime| lifetime - margin(lifetime)),
            now: Arc::new(Instant::now),
            shared: Arc::new(Shared::default()),
        }
    }
}

type SentIn<R, L> = Result<
    <R as ParseResponse>::Response,
    SessionError<<R as ParseResponse>::Refusal, <L as ParseResponse>::Refusal>,
>;

impl<T, S, L: ApiRequest + ParseResponse, C: Clone> SessionClient<T, S, L, C> {
    /// Sets how long the credentials of a login are used. Without it, they are used for nine tenths of the time that the schema
    /// states (all but a minute of a long time), or else until a response says that they have expired.
    #[must_use]
    pub fn with_lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// Replaces the clock that lifetimes are measured with, for tests.
    #[must_use]
    pub fn with_clock(mut self, now: impl Fn() -> Instant + Send + Sync + 'static) -> Self {
        self.now = Arc::new(now);
        self
    }

    /// Returns the credentials that a login gives.
    fn credentials(
        &self,
        login: Result<L::Response, SendError<L::Refusal>>,
    ) -> Result<C, LoginError<L::Refusal>> {
        let response = login.map_err(|error| LoginError::Send(Arc::new(error)))?;
        (self.make)(&response).map_err(LoginError::Credentials)
    }

    /// Returns the moment from which the credentials of a login that ends now are not used any more.
    fn until(&self) -> Option<Instant> {
        let now = (self.now)();
        self.lifetime.and_then(|lifetime| now.checked_add(lifetime))
    }

    /// Notes what the end of a call says about the session. Returns the state of the request if it can be sent again in a new
    /// session.
    fn ended<R>(
        &self,
        held: &Held<C>,
        result: &Result<R::Response, SendError<R::Refusal>>,
    ) -> Option<State>
    where
        R: ParseResponse,
    {
        let (session, repeatable) = match result {
            Ok(response) => (response.session(), None),
            Err(error) => {
                let state = error.state();
                let is_repeatable = state == State::NotDone || R::IDEMPOTENT;
                (error.session(), is_repeatable.then_some(state))
            }
        };
        match session {
            Session::Keep => None,
            Session::Expired => {
                self.shared.forget(held.number);
                repeatable
            }
            Session::Closed => {
                self.shared.forget(held.number);
                None
            }
        }
    }
}

impl<T, S, L, C> SessionClient<T, S, L, C>
where
    T: Transport + Clone,
    S: Server + Clone,
    L: ApiRequest<Server = S, AtSending: TakesMoment> + ParseResponse,
    L::Credentials: Clone,
    C: Clone,
{
    /// Sends a request in the session, and logs in first if there is none.
    ///
    /// # Errors
    /// Fails if the login fails, or as [`Client::send`].
    pub async fn send<R>(&self, request: &Valid<R>) -> SentIn<R, L>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        let mut earlier = None;
        loop {
            let state = earlier.unwrap_or(State::NotDone);
            let held = match self.shared.next_turn(&*self.now).await {
                Next::Held(held) => held,
                Next::Login(turn) => {
                    let login = self.client.send(&self.login).await;
                    let login = turn.finish(self.credentials(login), self.until());
                    login.map_err(|error| error.after(state))?
                }
                Next::Failed(error) => return Err(error.after(state)),
            };
            let client = self
                .client
                .clone()
                .with_credentials(held.credentials.clone());
            let result = client.send_after(earlier, request).await;
            let ended = self.ended::<R>(&held, &result);
            if ended.is_none() || earlier.is_some() {
                return result.map_err(SessionError::Request);
            }
            earlier = ended;
        }
    }
}

impl<T, S, L, C> SessionClient<T, S, L, C>
where
    T: BlockingTransport + Clone,
    S: Server + Clone,
    L: ApiRequest<Server = S, AtSending: TakesMoment> + ParseResponse,
    L::Credentials: Clone,
    C: Clone,
{
    /// Sends a request in the session, and blocks the thread. Logs in first if there is no session.
    ///
    /// # Errors
    /// Fails if the login fails, or as [`Client::send_blocking`].
    pub fn send_blocking<R>(&self, request: &Valid<R>) -> SentIn<R, L>
    where
        R: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending: TakesMoment>,
    {
        let mut earlier = None;
        loop {
            let state = earlier.unwrap_or(State::NotDone);
            let held = match self.shared.next_turn_blocking(&*self.now) {
                Next::Held(held) => held,
                Next::Login(turn) => {
                    let login = self.client.send_blocking(&self.login);
                    let login = turn.finish(self.credentials(login), self.until());
                    login.map_err(|error| error.after(state))?
                }
                Next::Failed(error) => return Err(error.after(state)),
            };
            let client = self
                .client
                .clone()
                .with_credentials(held.credentials.clone());
            let result = client.send_blocking_after(earlier, request);
            let ended = self.ended::<R>(&held, &result);
            if ended.is_none() || earlier.is_some() {
                return result.map_err(SessionError::Request);
            }
            earlier = ended;
        }
    }
}
