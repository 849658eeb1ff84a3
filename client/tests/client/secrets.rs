//! No error, report, log line, span or `Debug` shows a secret or a value of the request.
//!
//! The test plants both in every place of a request, sends it with both transports to servers that fail in every way, and
//! searches everything that the crate and its dependencies write.

use std::error::Error;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use wireform::response::ParseResponse;
use wireform::{ApiRequest, CustomServer, Policy, Valid};
use wireform_client::{Attempt, Client, Failure, ReqwestTransport, SendError, UreqTransport};

use crate::captured;
use crate::loopback::{Behaviour, Loopback, response, server};
use crate::provider::{
    Answer, BasicAuth, ContactModify, ContactTask, ContactUnlock, ContactUpdate, DocumentAuth,
    GatewayCredentials, HeaderAuth, ParametersAuth, RestCredentials, TasksCredentials,
    contact_modify, contact_task,
};
use crate::transports::{BOTH, Kinds, block_on, settings};

const SECRET: &str = "S3CRET&p/l+nted";
const PERSONAL: &str = "P3RSONAL";
/// What must not be seen: the secret and the value, however they are escaped, and the secret in basic authentication.
const NEEDLES: [&str; 3] = ["S3CRET", PERSONAL, "amFuZTpTM0NSRVQ"];

/// Searches a text.
fn search(text: &str, place: &str) {
    for needle in NEEDLES {
        assert!(!text.contains(needle), "{place} shows `{needle}`: {text}");
    }
}

/// Searches everything that an error can be asked for, except what is documented to have the response.
fn search_error(error: &SendError<Answer>, place: &str) {
    let mut texts = vec![
        error.to_string(),
        format!("{error:?}"),
        format!("{error:#?}"),
        error.failure().to_string(),
    ];
    let mut source = error.source();
    while let Some(inner) = source {
        texts.push(format!("{inner}, {inner:?}"));
        source = inner.source();
    }
    match error.failure() {
        Failure::Transport(error) => {
            texts.push(format!("{error}, {error:?}, {:?}", error.received()));
        }
        Failure::Unexpected(unexpected) => texts.push(format!("{unexpected}, {unexpected:?}")),
        Failure::Refused(refusal) => texts.push(format!("{refusal:?}")),
        Failure::NoTime | Failure::Unsigned(_) => {}
    }
    for text in texts {
        search(&text, place);
    }
}

/// Sends a request in both transports to every failing server.
fn plant<R>(form: &str, binding: R::Binding, request: &Valid<R>, credentials: &R::Credentials)
where
    R: ParseResponse<Response = Answer, Refusal = Answer>
        + ApiRequest<Server = CustomServer, AtSending = ()>,
    R::Credentials: Clone + Debug,
{
    captured::start();
    let other = Loopback::answering(200, "done");
    for (name, behaviour) in failures(&other) {
        for transport in BOTH {
            let place = format!("{form}, {name}, {transport:?}");
            let loopback = Loopback::start(behaviour.clone());
            let reports = Arc::new(Mutex::new(Vec::new()));
            let seen = Arc::clone(&reports);
            let observe = move |attempt: &Attempt<'_>| {
                let report = format!("{attempt} {attempt:?} {:?}", attempt.request);
                seen.lock().expect("no panic").push(report);
            };
            let address = server(loopback.address());
            let result = match transport {
                Kinds::Reqwest => {
                    let transport = ReqwestTransport::direct().expect("a transport");
                    let client = Client::new(transport, address, credentials.clone());
                    let client = settings(client).with_observer(observe);
                    search(&format!("{client:?}"), &place);
                    block_on(client.send_as(binding, request))
                }
                Kinds::Ureq => {
                    let transport = UreqTransport::direct().expect("a transport");
                    let client = Client::new(transport, address, credentials.clone());
                    let client = settings(client).with_observer(observe);
                    search(&format!("{client:?}"), &place);
                    client.send_blocking_as(binding, request)
                }
            };
            search_error(&result.expect_err("every server fails"), &place);
            let reports = reports.lock().expect("no panic");
            assert_eq!(reports.len(), 1, "{place}");
            search(&reports[0], &place);
            let sent = String::from_utf8_lossy(&loopback.requests()[0]).into_owned();
            let is_planted = sent.contains(NEEDLES[0]) || sent.contains(NEEDLES[2]);
            assert!(is_planted && sent.contains(PERSONAL), "{place}: {sent}");
        }
    }
    assert!(
        other.requests().is_empty(),
        "{form}: a redirect was followed"
    );
    let lines = captured::lines();
    for part in [
        "log ureq",
        "event hyper",
        "span wireform_client",
        "event wireform_client",
    ] {
        assert!(
            lines.iter().any(|line| line.starts_with(part)),
            "nothing of `{part}`"
        );
    }
    for line in lines.iter() {
        search(line, form);
    }
}

/// Returns the servers that fail, each with a name.
fn failures(other: &Loopback) -> Vec<(&'static str, Behaviour)> {
    let cut_off = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndone".into();
    let endless = "HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n".into();
    vec![
        ("reset", Behaviour::Resets),
        ("closed", Behaviour::Sends(Vec::new())),
        ("slow", Behaviour::Stalls(Vec::new())),
        ("cut off", Behaviour::Sends(cut_off)),
        ("huge", Behaviour::SendsForEver(endless)),
        ("echoed page", Behaviour::Echoes),
        ("not HTTP", Behaviour::Sends("SSH-2.0\r\n\r\n".into())),
        ("refused", Behaviour::Sends(response(400, "no"))),
        ("logged out", Behaviour::Sends(response(401, "no"))),
        ("redirect", Behaviour::Redirects(302, other.address())),
        (
            "repeating redirect",
            Behaviour::Redirects(307, other.address()),
        ),
    ]
}

/// Checks a request that is built by hand.
fn valid<R: ApiRequest<Context = ()>>(request: R) -> Valid<R> {
    request
        .into_valid(&(), &Policy::new())
        .expect("it is valid")
}

#[test]
fn a_secret_in_a_header() {
    let credentials = RestCredentials::new(HeaderAuth { key: SECRET }).expect("a key");
    let request = valid(ContactUpdate::new("JD1").with_name(PERSONAL));
    plant("header", Default::default(), &request, &credentials);
}

#[test]
fn a_secret_in_basic_authentication() {
    let auth = BasicAuth {
        user: "jane",
        key: SECRET,
    };
    let credentials = RestCredentials::new(auth).expect("a key");
    let request = valid(ContactUpdate::new("JD1").with_name(PERSONAL));
    plant("basic", Default::default(), &request, &credentials);
}

#[test]
fn a_secret_in_the_query() {
    let auth = ParametersAuth {
        user: "jane",
        key: SECRET,
    };
    let credentials = GatewayCredentials::new(auth).expect("a key");
    let request = valid(ContactModify::new().with_name(PERSONAL));
    plant(
        "query",
        contact_modify::Binding::Query,
        &request,
        &credentials,
    );
}

#[test]
fn a_secret_in_a_form() {
    let auth = ParametersAuth {
        user: "jane",
        key: SECRET,
    };
    let credentials = GatewayCredentials::new(auth).expect("a key");
    let request = valid(ContactModify::new().with_name(PERSONAL));
    plant(
        "form",
        contact_modify::Binding::Form,
        &request,
        &credentials,
    );
}

#[test]
fn a_secret_in_a_document() {
    let auth = DocumentAuth {
        user: "jane",
        key: SECRET,
    };
    let credentials = TasksCredentials::new(auth).expect("a key");
    let request = valid(ContactTask::new().with_name(PERSONAL));
    plant("json", contact_task::Binding::Json, &request, &credentials);
    plant("xml", contact_task::Binding::Xml, &request, &credentials);
}

#[test]
fn a_secret_in_the_path() {
    let request = valid(ContactUnlock::new(SECRET).with_name(PERSONAL));
    plant("path", Default::default(), &request, &());
}
