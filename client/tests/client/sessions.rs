//! Tests of sessions, with a provider in memory that issues tokens and takes only the last one.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use wireform::response::{ParseResponse, State};
use wireform::{ApiRequest, CustomServer, HttpRequest, Policy, TakesMoment, Valid};
use wireform_client::{
    BlockingTransport, Client, Limits, Received, SessionClient, SessionError, Transport,
    TransportError,
};

mod generated {
    wireform::include_schema!("tests/client/session.yaml");
}
use generated::session::{
    ApiCredentials, BearerAuth, ContactReplace, ContactUpdate, Login, LoginCredentials,
    PasswordAuth,
};

/// The provider. Its state is shared by the clones of the transport.
#[derive(Clone, Default)]
struct Provider(Arc<Inner>);

#[derive(Default)]
struct Inner {
    logins: AtomicU32,
    refused_logins: AtomicU32,
    /// The number of calls that have begun, and the number for which a login waits before it ends.
    calls: AtomicU32,
    awaited_calls: AtomicU32,
    /// The token that is taken; none if the session has expired.
    token: Mutex<Option<String>>,
    refuses_logins: AtomicBool,
    /// The status of every update whose token is not taken.
    status: AtomicU32,
    updates: AtomicU32,
    /// The statuses of the next updates, whatever their tokens are.
    script: Mutex<VecDeque<u16>>,
}

impl Inner {
    /// Waits until the awaited calls have begun, and leaves them time to wait for the login.
    fn wait(&self) {
        let awaited = self.awaited_calls.load(Ordering::SeqCst);
        while self.calls.load(Ordering::SeqCst) < awaited {
            std::thread::sleep(Duration::from_millis(1));
        }
        let pause = if awaited == 0 { 20 } else { 300 };
        std::thread::sleep(Duration::from_millis(pause));
    }
}

impl Provider {
    fn expire(&self, status: u32) {
        *self.0.token.lock().expect("no panic") = None;
        self.0.status.store(status, Ordering::SeqCst);
    }

    fn logins(&self) -> u32 {
        self.0.logins.load(Ordering::SeqCst)
    }

    fn answer(&self, request: &HttpRequest) -> Received {
        let inner = &self.0;
        if request.path_and_query() == "/login" {
            inner.wait();
            if inner.refuses_logins.load(Ordering::SeqCst) {
                inner.refused_logins.fetch_add(1, Ordering::SeqCst);
                return Received::new(403, Vec::new());
            }
            let number = inner.logins.fetch_add(1, Ordering::SeqCst);
            let token = format!("planted-{number}");
            let body = format!(r#"{{"token":"{token}"}}"#);
            *inner.token.lock().expect("no panic") = Some(token);
            return Received::new(200, body.into_bytes());
        }
        inner.updates.fetch_add(1, Ordering::SeqCst);
        if let Some(status) = inner.script.lock().expect("no panic").pop_front() {
            return Received::new(status, Vec::new());
        }
        let token = inner.token.lock().expect("no panic");
        let expected = token.as_ref().map(|token| format!("Bearer {token}"));
        let given = request
            .header("authorization")
            .map(|header| header.value().to_owned());
        if expected.is_some() && expected == given {
            Received::new(200, Vec::new())
        } else {
            let status = inner.status.load(Ordering::SeqCst);
            Received::new(u16::try_from(status).expect("a status"), Vec::new())
        }
    }
}

impl Transport for Provider {
    async fn send(&self, request: &HttpRequest, _: &Limits) -> Result<Received, TransportError> {
        Ok(self.answer(request))
    }

    async fn sleep(&self, _: Duration) {}
}

impl BlockingTransport for Provider {
    fn send(&self, request: &HttpRequest, _: &Limits) -> Result<Received, TransportError> {
        Ok(self.answer(request))
    }

    fn sleep(&self, _: Duration) {}
}

type Sessions = SessionClient<Provider, CustomServer, Login, ApiCredentials>;

fn client(provider: &Provider) -> Sessions {
    let server = CustomServer::new("https://registrar.example").expect("a URL");
    let password = LoginCredentials::new(PasswordAuth {
        user: "u",
        password: "planted-password",
    });
    let login = Login::new()
        .into_valid(&(), &Policy::new())
        .expect("is valid");
    Client::new(provider.clone(), server, password.expect("credentials"))
        .with_login(login, |response| {
            ApiCredentials::new(BearerAuth::from_login(response))
        })
}

fn update() -> Valid<ContactUpdate<'static>> {
    let update = ContactUpdate::new().with_city("Bonn");
    update.into_valid(&(), &Policy::new()).expect("is valid")
}

/// Makes a request that is idempotent.
fn replace() -> Valid<ContactReplace<'static>> {
    let replace = ContactReplace::new().with_city("Bonn");
    replace.into_valid(&(), &Policy::new()).expect("is valid")
}

/// Sends a request with the blocking or with the asynchronous client.
fn send_request<R>(
    client: &Sessions,
    is_async: bool,
    request: &Valid<R>,
) -> Result<R::Response, SessionError<R::Refusal, <Login as ParseResponse>::Refusal>>
where
    R: ParseResponse
        + ApiRequest<Server = CustomServer, Credentials = ApiCredentials, AtSending: TakesMoment>,
    R::Refusal: std::fmt::Debug,
{
    let result = if is_async {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.expect("a runtime").block_on(client.send(request))
    } else {
        client.send_blocking(request)
    };
    if let Err(error) = &result {
        assert!(!format!("{error:?} {error}").contains("planted"));
    }
    result
}

/// Sends an update with the blocking or with the asynchronous client. Returns the state of the call.
fn send(client: &Sessions, is_async: bool) -> State {
    let result = send_request(client, is_async, &update());
    result.map_or_else(|error| error.state(), |_| State::Done)
}

#[test]
fn a_session_lasts_until_it_expires() {
    for is_async in [false, true] {
        let provider = Provider::default();
        let client = client(&provider);
        for _ in 0..3 {
            assert_eq!(send(&client, is_async), State::Done);
        }
        assert_eq!(provider.logins(), 1);
        provider.expire(401);
        assert_eq!(send(&client.clone(), is_async), State::Done);
        assert_eq!(provider.logins(), 2);
        assert_eq!(send(&client, is_async), State::Done);
        assert_eq!(provider.logins(), 2, "clones share the session");
    }
}

#[test]
fn a_request_that_may_have_been_carried_out_is_not_repeated() {
    for is_async in [false, true] {
        let provider = Provider::default();
        let client = client(&provider);
        assert_eq!(send(&client, is_async), State::Done);
        provider.expire(500);
        assert_eq!(send(&client, is_async), State::Unknown);
        assert_eq!(
            (provider.logins(), provider.0.updates.load(Ordering::SeqCst)),
            (1, 2)
        );
        assert_eq!(
            send(&client, is_async),
            State::Done,
            "the next call logs in"
        );
    }
}

#[test]
fn a_login_that_fails_leaves_the_request_not_done() {
    let provider = Provider::default();
    let client = client(&provider);
    provider.0.refuses_logins.store(true, Ordering::SeqCst);
    let error = client.send_blocking(&update()).unwrap_err();
    assert!(matches!(error, SessionError::Login { .. }), "{error}");
    assert_eq!(error.state(), State::NotDone);
    provider.0.refuses_logins.store(false, Ordering::SeqCst);
    assert_eq!(send(&client, false), State::Done, "the turn is free again");
}

#[test]
fn a_login_that_fails_keeps_the_state_of_the_first_attempt() {
    for is_async in [false, true] {
        for (first, state) in [(500, State::Unknown), (401, State::NotDone)] {
            let provider = Provider::default();
            let client = client(&provider);
            assert_eq!(send(&client, is_async), State::Done);
            provider.0.refuses_logins.store(true, Ordering::SeqCst);
            *provider.0.script.lock().expect("no panic") = [first].into();
            let error = send_request(&client, is_async, &replace()).unwrap_err();
            assert!(matches!(error, SessionError::Login { .. }), "{error}");
            assert_eq!(error.state(), state, "{first}");
            assert_eq!(
                error.to_string().contains("may have been carried out"),
                state == State::Unknown,
                "{error}"
            );
        }
    }
}

#[test]
fn a_repeated_request_keeps_the_state_of_the_first_attempt() {
    for is_async in [false, true] {
        for (first, state) in [(500, State::Unknown), (401, State::NotDone)] {
            let provider = Provider::default();
            let client = client(&provider);
            *provider.0.script.lock().expect("no panic") = [first, 403].into();
            let error = send_request(&client, is_async, &replace()).unwrap_err();
            assert!(matches!(error, SessionError::Request(_)), "{error}");
            assert_eq!(error.state(), state, "{first}");
            assert_eq!(provider.logins(), 2);
        }
    }
}

#[test]
fn concurrent_calls_share_one_refused_login() {
    for is_async in [false, true] {
        let provider = Provider::default();
        let client = client(&provider);
        provider.0.refuses_logins.store(true, Ordering::SeqCst);
        provider.0.awaited_calls.store(8, Ordering::SeqCst);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    provider.0.calls.fetch_add(1, Ordering::SeqCst);
                    assert_eq!(send(&client, is_async), State::NotDone);
                });
            }
        });
        assert_eq!(provider.0.refused_logins.load(Ordering::SeqCst), 1);
    }
}

#[test]
fn credentials_are_not_used_after_their_lifetime() {
    let provider = Provider::default();
    let client = client(&provider).with_lifetime(Duration::ZERO);
    assert_eq!(send(&client, false), State::Done);
    assert_eq!(send(&client, false), State::Done);
    assert_eq!(provider.logins(), 2);
}

#[test]
fn concurrent_calls_share_one_login() {
    let provider = Provider::default();
    let blocking = client(&provider);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(send(&blocking, false), State::Done));
        }
    });
    assert_eq!(provider.logins(), 1);

    let provider = Provider::default();
    let client = client(&provider);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(send(&client, true), State::Done));
        }
    });
    assert_eq!(provider.logins(), 1);
}
