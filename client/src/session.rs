//! Sessions: a client logs in once, keeps the credentials that it gets, and logs in again when they have expired.
//!
//! The turn to log in is a small lock that works for threads and for tasks, so that concurrent calls share one login.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use wireform::response::{ParseResponse, Refusal, Session, State, Success};
use wireform::{ApiRequest, Server, TakesMoment, Valid, Violations};

use crate::{BlockingTransport, Client, SendError, Transport};

type MakeCredentials<R, C> = dyn Fn(&R) -> Result<C, Violations> + Send + Sync;

/// A client whose credentials come from a login.
///
/// The first call logs in. Later calls use the same credentials, until a response says that the session has expired or ended,
/// or until the lifetime is over. Then the client logs in again, once, and sends the request again, unless it may have been
/// carried out. Concurrent calls, and clones of the client, share one login.
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
    shared: Arc<Shared<C>>,
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
    Login(SendError<L>),
    /// The response to the login has no valid credentials.
    Credentials(Violations),
    /// The request failed.
    Request(SendError<R>),
}

impl<R, L> SessionError<R, L> {
    /// Returns the state of the call. It is not done if the login failed, because a request is sent again only if it was not
    /// carried out.
    #[must_use]
    pub const fn state(&self) -> State {
        match self {
            SessionError::Login(_) | SessionError::Credentials(_) => State::NotDone,
            SessionError::Request(error) => error.state(),
        }
    }
}

impl<R: Refusal, L: Refusal> fmt::Display for SessionError<R, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SessionError::Login(error) => write!(f, "the login failed: {error}"),
            SessionError::Credentials(violations) => {
                write!(f, "the login gave no valid credentials: {violations}")
            }
            SessionError::Request(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl<R: Refusal + fmt::Debug, L: Refusal + fmt::Debug> std::error::Error for SessionError<R, L> {}

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
            lifetime: None,
            shared: Arc::new(Shared::default()),
        }
    }
}

type SentIn<R, L> = Result<
    <R as ParseResponse>::Response,
    SessionError<<R as ParseResponse>::Refusal, <L as ParseResponse>::Refusal>,
>;

impl<T, S, L: ApiRequest + ParseResponse, C: Clone> SessionClient<T, S, L, C> {
    /// Sets how long the credentials of a login are used. Without it, they are used until a response says that they have
    /// expired.
    #[must_use]
    pub fn with_lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    fn logged_in<R>(
        &self,
        turn: Turn<'_, C>,
        response: &L::Response,
    ) -> Result<Held<C>, SessionError<R, L::Refusal>> {
        let credentials = (self.make)(response).map_err(SessionError::Credentials)?;
        Ok(turn.finish(credentials, self.lifetime))
    }

    /// Notes what the end of a call says about the session. Returns whether the request has to be sent again.
    fn ended<R>(&self, held: &Held<C>, result: &Result<R::Response, SendError<R::Refusal>>) -> bool
    where
        R: ParseResponse,
    {
        let (session, is_repeatable) = match result {
            Ok(response) => (response.session(), false),
            Err(error) => {
                let is_repeatable = error.state() == State::NotDone || R::IDEMPOTENT;
                (error.session(), is_repeatable)
            }
        };
        match session {
            Session::Keep => false,
            Session::Expired => {
                self.shared.forget(held.number);
                is_repeatable
            }
            Session::Closed => {
                self.shared.forget(held.number);
                false
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
        let mut is_repeated = false;
        loop {
            let held = match self.shared.next_turn().await {
                Next::Held(held) => held,
                Next::Login(turn) => {
                    let response = self.client.send(&self.login).await;
                    self.logged_in(turn, &response.map_err(SessionError::Login)?)?
                }
            };
            let client = self
                .client
                .clone()
                .with_credentials(held.credentials.clone());
            let result = client.send(request).await;
            if !self.ended::<R>(&held, &result) || is_repeated {
                return result.map_err(SessionError::Request);
            }
            is_repeated = true;
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
        let mut is_repeated = false;
        loop {
            let held = match self.shared.next_turn_blocking() {
                Next::Held(held) => held,
                Next::Login(turn) => {
                    let response = self.client.send_blocking(&self.login);
                    self.logged_in(turn, &response.map_err(SessionError::Login)?)?
                }
            };
            let client = self
                .client
                .clone()
                .with_credentials(held.credentials.clone());
            let result = client.send_blocking(request);
            if !self.ended::<R>(&held, &result) || is_repeated {
                return result.map_err(SessionError::Request);
            }
            is_repeated = true;
        }
    }
}

/// The session that all calls share.
struct Shared<C> {
    state: Mutex<SharedState<C>>,
    changed: Condvar,
}

struct SharedState<C> {
    held: Option<Held<C>>,
    /// Whether a call is logging in.
    is_busy: bool,
    /// The number of logins so far.
    logins: u64,
    waiting: Vec<Waker>,
}

/// The credentials of a login.
#[derive(Clone)]
struct Held<C> {
    credentials: C,
    number: u64,
    /// The moment from which they are not used any more.
    until: Option<Instant>,
}

/// What a call does next.
enum Next<'s, C> {
    Held(Held<C>),
    Login(Turn<'s, C>),
}

/// The turn to log in. If it is dropped, for example because the call is cancelled, another call gets the turn.
struct Turn<'s, C>(&'s Shared<C>);

impl<C> Default for Shared<C> {
    fn default() -> Self {
        let state = SharedState {
            held: None,
            is_busy: false,
            logins: 0,
            waiting: Vec::new(),
        };
        Shared {
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }
}

impl<C> Shared<C> {
    fn lock(&self) -> MutexGuard<'_, SharedState<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets the credentials of a login, unless there has been another login since.
    fn forget(&self, number: u64) {
        let mut state = self.lock();
        state.held.take_if(|held| held.number == number);
    }
}

impl<C: Clone> Shared<C> {
    async fn next_turn(&self) -> Next<'_, C> {
        poll_fn(|context| {
            let mut state = self.lock();
            if state.is_busy {
                state.waiting.push(context.waker().clone());
                return Poll::Pending;
            }
            Poll::Ready(self.take(&mut state))
        })
        .await
    }

    fn next_turn_blocking(&self) -> Next<'_, C> {
        let waiting = self.changed.wait_while(self.lock(), |state| state.is_busy);
        let mut state = waiting.unwrap_or_else(PoisonError::into_inner);
        self.take(&mut state)
    }

    fn take(&self, state: &mut SharedState<C>) -> Next<'_, C> {
        let now = Instant::now();
        let is_over = |held: &mut Held<C>| held.until.is_some_and(|until| until <= now);
        state.held.take_if(is_over);
        match &state.held {
            Some(held) => Next::Held(held.clone()),
            None => {
                state.is_busy = true;
                Next::Login(Turn(self))
            }
        }
    }
}

impl<C> Turn<'_, C> {
    fn finish(self, credentials: C, lifetime: Option<Duration>) -> Held<C>
    where
        C: Clone,
    {
        let mut state = self.0.lock();
        state.logins += 1;
        let held = Held {
            credentials,
            number: state.logins,
            until: lifetime.and_then(|lifetime| Instant::now().checked_add(lifetime)),
        };
        state.held = Some(held.clone());
        held
    }
}

impl<C> Drop for Turn<'_, C> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.is_busy = false;
        for waker in state.waiting.drain(..) {
            waker.wake();
        }
        self.0.changed.notify_all();
    }
}
