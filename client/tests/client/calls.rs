//! Tests of the course of a call, with a transport that plays a script and never sleeps.
//!
//! Every case runs in the asynchronous and in the blocking client.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use wireform::response::{ParseResponse, Retry, Session, State, Success};
use wireform::{ApiRequest, CustomServer, HttpRequest, Policy, Valid};
use wireform_client::{
    Attempt, BlockingTransport, Client, Decision, FailedAttempt, Limits, NeverRetry, RateLimit,
    Received, SendError, Timeouts, Transport, TransportError, TransportErrorKind,
};

use crate::provider::{Answer, ContactCreate, ContactUpdate, HeaderAuth, RestCredentials};

/// What the transport does with one attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Status(u16, &'static str),
    Throttled(&'static str),
    NotSent(TransportErrorKind),
    MaybeSent(TransportErrorKind),
}

const DONE: Step = Step::Status(200, "done");
const ACCEPTED: Step = Step::Status(202, "accepted");
const INVALID: Step = Step::Status(400, "");
const LOCKED: Step = Step::Status(409, "");
const BUSY: Step = Step::Status(503, "busy");
const UNCLEAR: Step = Step::Status(500, "unclear");
const LOGGED_OUT: Step = Step::Status(401, "");
const PROXY: Step = Step::Status(502, "<html>");
const HTML: Step = Step::Status(200, "<html>");
const REFUSED: Step = Step::NotSent(TransportErrorKind::Connect);
const TIMEOUT: Step = Step::MaybeSent(TransportErrorKind::Timeout);

/// Plays a script. The last step is repeated.
#[derive(Default)]
struct Script {
    steps: Mutex<VecDeque<Step>>,
    sleeps: Mutex<Vec<Duration>>,
    sent: Mutex<Vec<(HttpRequest, Limits)>>,
    /// How long each attempt really takes.
    takes: Duration,
    /// What happens while the client sleeps.
    during_sleep: Option<Box<dyn Fn() + Send + Sync>>,
}

impl Script {
    fn new(steps: &[Step]) -> Arc<Self> {
        Arc::new(Script {
            steps: Mutex::new(steps.iter().copied().collect()),
            ..Script::default()
        })
    }

    fn play(&self, request: &HttpRequest, limits: Limits) -> Result<Received, TransportError> {
        std::thread::sleep(self.takes);
        self.sent
            .lock()
            .expect("no panic")
            .push((request.clone(), limits));
        let mut steps = self.steps.lock().expect("no panic");
        let step = if steps.len() > 1 {
            steps.pop_front()
        } else {
            steps.front().copied()
        };
        match step.expect("a step") {
            Step::Status(status, body) => Ok(Received::new(status, body.into())),
            Step::Throttled(wait) => {
                Ok(Received::new(429, Vec::new()).with_header("Retry-After", wait))
            }
            Step::NotSent(kind) => Err(TransportError::not_sent(kind)),
            Step::MaybeSent(kind) => Err(TransportError::maybe_sent(kind)),
        }
    }

    fn slept(&self, duration: Duration) {
        self.sleeps.lock().expect("no panic").push(duration);
        if let Some(event) = &self.during_sleep {
            event();
        }
    }

    fn sleeps(&self) -> Vec<Duration> {
        self.sleeps.lock().expect("no panic").clone()
    }

    fn attempts(&self) -> usize {
        self.sent.lock().expect("no panic").len()
    }
}

impl Transport for Script {
    async fn send(
        &self,
        request: &HttpRequest,
        limits: &Limits,
    ) -> Result<Received, TransportError> {
        self.play(request, *limits)
    }

    async fn sleep(&self, duration: Duration) {
        self.slept(duration);
    }
}

impl BlockingTransport for Script {
    fn send(&self, request: &HttpRequest, limits: &Limits) -> Result<Received, TransportError> {
        self.play(request, *limits)
    }

    fn sleep(&self, duration: Duration) {
        self.slept(duration);
    }
}

type ScriptClient = Client<Arc<Script>, CustomServer, RestCredentials>;

fn client(script: &Arc<Script>) -> ScriptClient {
    let server = CustomServer::new("https://registrar.example").expect("a URL");
    let credentials = RestCredentials::new(HeaderAuth { key: "k" }).expect("a key");
    Client::new(Arc::clone(script), server, credentials)
}

fn update() -> Valid<ContactUpdate<'static>> {
    let update = ContactUpdate::new("JD1").with_name("Jane");
    update.into_valid(&(), &Policy::new()).expect("it is valid")
}

fn create() -> Valid<ContactCreate<'static>> {
    let create = ContactCreate::new().with_name("Jane");
    create.into_valid(&(), &Policy::new()).expect("it is valid")
}

/// Sends a request on a runtime of its own.
fn send_async<R>(client: &ScriptClient, request: &Valid<R>) -> Result<Answer, SendError<Answer>>
where
    R: ParseResponse<Response = Answer, Refusal = Answer>
        + ApiRequest<Server = CustomServer, Credentials = RestCredentials, AtSending = ()>,
{
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(client.send(request))
}

/// Plays a script in both clients and checks the state of the call and the number of attempts.
fn check<R>(request: &Valid<R>, steps: &[Step], state: State, attempts: usize)
where
    R: ParseResponse<Response = Answer, Refusal = Answer>
        + ApiRequest<Server = CustomServer, Credentials = RestCredentials, AtSending = ()>,
{
    for is_async in [false, true] {
        let script = Script::new(steps);
        let client = client(&script);
        let result = if is_async {
            send_async(&client, request)
        } else {
            client.send_blocking(request)
        };
        let label = format!("{} {steps:?}, async: {is_async}", R::OPERATION);
        let found = match &result {
            Ok(answer) => answer.state(),
            Err(error) => error.state(),
        };
        assert_eq!(found, state, "{label}: {result:?}");
        assert_eq!(script.attempts(), attempts, "{label}");
        assert_eq!(script.sleeps().len(), attempts - 1, "{label}");
        if let Err(error) = result {
            assert_eq!(error.attempts() as usize, attempts, "{label}");
        }
    }
}

#[test]
fn a_request_that_is_not_idempotent_is_repeated_only_if_it_was_not_carried_out() {
    let table: &[(&[Step], State, usize)] = &[
        (&[DONE], State::Done, 1),
        (&[ACCEPTED], State::Pending, 1),
        (&[INVALID], State::NotDone, 1),
        (&[LOCKED, DONE], State::Done, 2),
        (&[BUSY, BUSY, DONE], State::Done, 3),
        (&[REFUSED, REFUSED, REFUSED, REFUSED], State::NotDone, 4),
        (&[REFUSED, INVALID], State::NotDone, 2),
        (&[TIMEOUT], State::Unknown, 1),
        (&[BUSY, TIMEOUT], State::Unknown, 2),
        (&[UNCLEAR], State::Unknown, 1),
        (&[PROXY], State::Unknown, 1),
        (&[HTML], State::Unknown, 1),
        (&[Step::Throttled("0"), DONE], State::Done, 2),
        (&[Step::NotSent(TransportErrorKind::Tls)], State::NotDone, 1),
    ];
    for (steps, state, attempts) in table {
        check(&create(), steps, *state, *attempts);
    }
}

#[test]
fn an_idempotent_request_is_repeated_until_its_state_is_known() {
    let table: &[(&[Step], State, usize)] = &[
        (&[TIMEOUT, DONE], State::Done, 2),
        (&[UNCLEAR, PROXY, TIMEOUT, ACCEPTED], State::Pending, 4),
        (
            &[TIMEOUT, TIMEOUT, TIMEOUT, TIMEOUT, DONE],
            State::Unknown,
            4,
        ),
        // The first attempt may have been carried out, so a refusal of the second says nothing about the call.
        (&[TIMEOUT, INVALID], State::Unknown, 2),
        (&[TIMEOUT, REFUSED, BUSY, REFUSED], State::Unknown, 4),
        (&[BUSY, INVALID], State::NotDone, 2),
        // A page with the status 200 does not become a response by asking again.
        (&[HTML], State::Unknown, 1),
        (
            &[Step::MaybeSent(TransportErrorKind::TooLarge)],
            State::Unknown,
            1,
        ),
    ];
    for (steps, state, attempts) in table {
        check(&update(), steps, *state, *attempts);
    }
}

#[test]
fn a_refusal_after_an_unclear_attempt_says_so() {
    let error = client(&Script::new(&[TIMEOUT, INVALID])).send_blocking(&update());
    assert_eq!(
        error.expect_err("it is refused").to_string(),
        "the provider refused the request: response `invalid`; an earlier attempt may have been carried out"
    );
}

#[test]
fn a_policy_cannot_repeat_a_request_that_may_have_been_carried_out() {
    let always = |_: &FailedAttempt| Decision::Again(Duration::ZERO);
    for step in [TIMEOUT, UNCLEAR, PROXY, HTML] {
        let script = Script::new(&[step, DONE]);
        let error = client(&script)
            .with_retries(always)
            .send_blocking(&create());
        let error = error.expect_err("nothing is repeated");
        assert_eq!(
            (error.state(), script.attempts()),
            (State::Unknown, 1),
            "{step:?}"
        );
        assert_eq!(error.retry(), Retry::Never, "{step:?}");
    }
    // What was not carried out can be repeated against the advice of the schema.
    let script = Script::new(&[INVALID, DONE]);
    let answer = client(&script)
        .with_retries(always)
        .send_blocking(&create());
    assert_eq!(answer.expect("it is done").state(), State::Done);
}

#[test]
fn an_ended_session_is_left_to_the_caller() {
    let always = |_: &FailedAttempt| Decision::Again(Duration::ZERO);
    let script = Script::new(&[LOGGED_OUT, DONE]);
    let client = client(&script).with_retries(always);
    let error = client
        .send_blocking(&update())
        .expect_err("it is logged out");
    assert_eq!(
        (error.session(), error.state()),
        (Session::Expired, State::NotDone)
    );
    let credentials = RestCredentials::new(HeaderAuth { key: "new" }).expect("a key");
    let client = client.with_credentials(credentials);
    assert!(client.send_blocking(&update()).is_ok());
    let sent = script.sent.lock().expect("no panic");
    let keys: Vec<_> = sent
        .iter()
        .map(|(request, _)| request.header("Authorization"))
        .collect();
    assert_eq!(keys.len(), 2);
    assert_ne!(keys[0], keys[1]);
}

#[test]
fn a_single_attempt_without_retries() {
    let script = Script::new(&[BUSY, DONE]);
    let error = client(&script)
        .with_retries(NeverRetry)
        .send_blocking(&update());
    assert_eq!(error.expect_err("it is refused").attempts(), 1);
}

#[test]
fn no_attempt_begins_without_its_whole_time() {
    let script = Arc::new(Script {
        takes: Duration::from_millis(30),
        ..Script::default()
    });
    script.steps.lock().expect("no panic").push_back(BUSY);
    let client = client(&script)
        .with_retries(|_: &FailedAttempt| Decision::Again(Duration::ZERO))
        .with_timeouts(Timeouts {
            attempt: Duration::from_millis(100),
            total: Duration::from_millis(180),
        });
    let began = Instant::now();
    let error = client.send_blocking(&update()).expect_err("it is busy");
    assert!((2..=4).contains(&error.attempts()), "{}", error.attempts());
    assert!(began.elapsed() < Duration::from_millis(180));
    let sent = script.sent.lock().expect("no panic");
    let timeouts: Vec<_> = sent.iter().map(|(_, limits)| limits.timeout).collect();
    assert!(
        timeouts.iter().all(|it| *it == Duration::from_millis(100)),
        "{timeouts:?}"
    );
}

#[test]
fn the_first_attempt_has_the_total_time_if_that_is_shorter() {
    let script = Script::new(&[DONE]);
    let total = Duration::from_millis(500);
    let client = client(&script).with_timeouts(Timeouts {
        total,
        ..Timeouts::default()
    });
    assert!(client.send_blocking(&update()).is_ok());
    assert_eq!(script.sent.lock().expect("no panic")[0].1.timeout, total);
}

#[test]
fn a_pause_that_is_too_long_ends_the_call_with_the_failure() {
    let script = Script::new(&[Step::Throttled("3600"), DONE]);
    let error = client(&script)
        .send_blocking(&create())
        .expect_err("it is throttled");
    assert_eq!((error.attempts(), error.state()), (1, State::NotDone));
    assert!(matches!(error.retry(), Retry::Later(Some(_))));
    assert!(script.sleeps().is_empty());
}

#[test]
fn too_many_requests_stop_all_calls_with_the_same_limit() {
    let limit = RateLimit::none();
    let throttled = Script::new(&[Step::Throttled("3600")]);
    let first = client(&throttled).with_rate_limit(limit.clone());
    assert!(first.send_blocking(&create()).is_err());
    let script = Script::new(&[DONE]);
    let second = client(&script).with_rate_limit(limit);
    let error = second.send_blocking(&create()).expect_err("it is stopped");
    assert_eq!((error.attempts(), error.state()), (0, State::NotDone));
    assert_eq!(
        error.to_string(),
        "the request was not sent: the rate limit left no time for it"
    );
    assert_eq!(script.attempts(), 0);
}

#[test]
fn too_many_requests_stop_the_calls_that_wait_for_their_turn() {
    for is_async in [false, true] {
        let limit = RateLimit::new(1, Duration::from_secs(10));
        let throttled = Script::new(&[Step::Throttled("3600")]);
        let other = client(&throttled).with_rate_limit(limit.clone());
        let script = Arc::new(Script {
            steps: Mutex::new(VecDeque::from([DONE])),
            during_sleep: Some(Box::new(move || {
                assert!(other.send_blocking(&create()).is_err());
            })),
            ..Script::default()
        });
        let client = client(&script).with_rate_limit(limit);
        assert!(client.send_blocking(&create()).is_ok());
        let result = if is_async {
            send_async(&client, &create())
        } else {
            client.send_blocking(&create())
        };
        let error = result.expect_err("it is stopped");
        assert_eq!((error.attempts(), error.state()), (0, State::NotDone));
        assert_eq!((script.attempts(), script.sleeps().len()), (1, 1));
        assert_eq!(throttled.attempts(), 1);
    }
}

#[test]
fn a_rate_limit_spreads_the_requests() {
    let script = Script::new(&[DONE]);
    let limit = RateLimit::new(1, Duration::from_secs(10));
    let client = client(&script).with_rate_limit(limit);
    for _ in 0..3 {
        assert!(client.clone().send_blocking(&update()).is_ok());
    }
    let seconds: Vec<u64> = script
        .sleeps()
        .iter()
        .map(|it| it.as_secs_f64().round() as u64)
        .collect();
    assert_eq!(seconds, [10, 20]);
}

#[test]
fn the_observer_sees_every_attempt() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&lines);
    let observe = move |attempt: &Attempt<'_>| {
        let line = attempt.to_string();
        let (line, _) = line.rsplit_once(", ").expect("the time it took");
        seen.lock().expect("no panic").push(line.to_owned());
    };
    let script = Script::new(&[TIMEOUT, BUSY, PROXY, DONE]);
    let client = client(&script).with_observer(observe);
    assert!(client.send_blocking(&update()).is_ok());
    let request = "PUT https://registrar.example/contacts/JD1";
    let expected = [
        format!(
            "schema contact_update, attempt 1: {request}: the time of the attempt was over (unknown)"
        ),
        format!("schema contact_update, attempt 2: {request}: refused, `busy` (not_done)"),
        format!(
            "schema contact_update, attempt 3: {request}: unexpected response, status 502 (unknown)"
        ),
        format!("schema contact_update, attempt 4: {request}: accepted, `done` (done)"),
    ];
    assert_eq!(*lines.lock().expect("no panic"), expected);
}

#[test]
fn the_observer_sees_what_happens_to_the_session() {
    let table = [
        (DONE, Session::Keep),
        (Step::Status(200, "bye"), Session::Closed),
        (LOGGED_OUT, Session::Expired),
        (PROXY, Session::Keep),
    ];
    for (step, session) in table {
        let sessions = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&sessions);
        let observe = move |attempt: &Attempt<'_>| {
            let session = attempt.outcome.session();
            seen.lock().expect("no panic").push(session);
        };
        let client = client(&Script::new(&[step])).with_observer(observe);
        let reported = match client.send_blocking(&create()) {
            Ok(answer) => Success::session(&answer),
            Err(error) => error.session(),
        };
        assert_eq!(reported, session, "{step:?}");
        assert_eq!(*sessions.lock().expect("no panic"), [session], "{step:?}");
    }
}

#[test]
fn a_call_can_be_spawned() {
    const fn is_send<T: Send>(_: &T) {}
    let client = client(&Script::new(&[DONE]));
    let request = update();
    is_send(&client.send(&request));
}
