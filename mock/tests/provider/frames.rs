//! EPP over a socket, in frames: the client of the crate calls a mock that serves frames.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use wireform::response::State;
use wireform::{ApiRequest as _, CustomServer, Policy};
use wireform_client::{
    AsyncFrameTransport, Client, FrameTransport, Frames, Limits, TransportErrorKind,
};
use wireform_mock::{Fault, Mock, MockBuilder};

mod generated {
    wireform::include_schema!("../schemas/community/epp.yaml");
}
use generated::epp::{
    Address, AuthInfo, ContactCreate, ContactCreateRequired, ContactInfo, ContactUpdate,
    ContactUpdateVoice, Disclose, Login, LoginAuth, LoginCredentials, Password, Postal, Postals,
    RegistryCredentials, Services, SessionAuth, contact_create, contact_info,
};

const GREETING: &str = r#"<epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><greeting/></epp>"#;
const LIMITS: Limits = Limits {
    timeout: Duration::from_secs(5),
    max_body: 1 << 20,
};

fn builder() -> MockBuilder {
    let schemas = wireform_schemas::COMMUNITY;
    let mut schemas = schemas.iter();
    let epp = schemas.find(|schema| schema.name == "epp").expect("EPP");
    Mock::from_schema("epp.yaml", epp.text)
        .strict()
        .framed(true)
        .greeting(GREETING)
}

fn connected(mock: &Mock) -> TcpStream {
    TcpStream::connect(mock.address()).expect("a connection")
}

fn server() -> CustomServer {
    CustomServer::new("https://epp.registry.example").expect("a URL")
}

fn credentials() -> RegistryCredentials {
    RegistryCredentials::new(SessionAuth { cookie: None }).expect("no cookie")
}

fn create() -> ContactCreate<'static> {
    let address = Address::new("Dulles", "US").with_street(["123 Example Dr."]);
    ContactCreate::new(ContactCreateRequired {
        id: "sh8013",
        postal_info: Postals::new().with_int(Postal::new("John Doe", address)),
        email: "jdoe@example.com",
        auth_info: AuthInfo::Pw(Password::new("2fooBAR")),
    })
    .with_disclose(Disclose::new(false).with_voice(true))
}

#[test]
fn a_contact_lives_over_one_connection() {
    let mock = builder().start().expect("the mock starts");
    let transport = FrameTransport::new(connected(&mock), Frames::EPP);
    let greeting = transport.receive(&LIMITS).expect("a greeting");
    assert_eq!(greeting.body(), GREETING.as_bytes());

    let client = Client::new(transport, server(), credentials());
    let valid = create();
    let valid = valid.valid(&(), &Policy::new()).expect("is valid");
    let created = client.send_blocking(&valid).expect("a response");
    assert!(
        matches!(created, contact_create::Response::Created(_)),
        "{created:?}"
    );

    let update = ContactUpdate::new("sh8013")
        .with_voice(ContactUpdateVoice::new("+1.7035555555").with_x("1234"));
    let valid = update.valid(&(), &Policy::new()).expect("is valid");
    client.send_blocking(&valid).expect("a response");

    let info = ContactInfo::new("sh8013");
    let valid = info.valid(&(), &Policy::new()).expect("is valid");
    let read = client.send_blocking(&valid).expect("a response");
    let contact_info::Response::Read(read) = read else {
        panic!("{read:?}");
    };
    assert_eq!(read.email.as_deref(), Some("jdoe@example.com"));
    let voice = read.voice.expect("a telephone number");
    assert_eq!(voice.number.as_deref(), Some("+1.7035555555"));
    assert_eq!(voice.x.as_deref(), Some("1234"));
    assert_eq!(mock.calls().len(), 3);
}

/// The session belongs to the connection. The client logs in with its first call, and no other operation carries the credentials.
#[test]
fn a_session_begins_with_a_login() {
    let mock = builder()
        .credentials("client_id", "ClientX")
        .credentials("password", "foo-BAR2")
        .start()
        .expect("the mock starts");
    let stream = connected(&mock);

    let transport = FrameTransport::new(stream, Frames::EPP);
    transport.receive(&LIMITS).expect("a greeting");
    let services = Services::new(["urn:ietf:params:xml:ns:contact-1.0"]);
    let login = Login::new("en", services).into_valid(&(), &Policy::new());
    let of_login = LoginAuth {
        client_id: "ClientX",
        password: "foo-BAR2",
    };
    let of_login = LoginCredentials::new(of_login).expect("valid credentials");
    let client = Client::new(Arc::new(transport), server(), of_login);
    let client = client.with_login(login.expect("a valid login"), |_| {
        RegistryCredentials::new(SessionAuth { cookie: None })
    });

    let valid = create();
    let valid = valid.valid(&(), &Policy::new()).expect("is valid");
    client.send_blocking(&valid).expect("a response");
    let update = ContactUpdate::new("sh8013").with_voice(ContactUpdateVoice::new("+1.7035555555"));
    let valid = update.valid(&(), &Policy::new()).expect("is valid");
    client.send_blocking(&valid).expect("a response");

    let calls = mock.calls();
    let operations: Vec<_> = calls.iter().map(|call| call.operation.as_deref()).collect();
    let expected = ["login", "contact_create", "contact_update"];
    assert_eq!(operations, expected.map(Some));
}

#[test]
fn a_refused_login_sends_nothing_else() {
    let mock = builder()
        .credentials("client_id", "ClientX")
        .credentials("password", "foo-BAR2")
        .start()
        .expect("the mock starts");
    let transport = FrameTransport::new(connected(&mock), Frames::EPP);
    transport.receive(&LIMITS).expect("a greeting");
    let services = Services::new(["urn:ietf:params:xml:ns:contact-1.0"]);
    let request = Login::new("en", services).into_valid(&(), &Policy::new());
    let of_login = LoginAuth {
        client_id: "ClientX",
        password: "another",
    };
    let of_login = LoginCredentials::new(of_login).expect("valid credentials");
    let client = Client::new(Arc::new(transport), server(), of_login);
    let client = client.with_login(request.expect("a valid login"), |_| {
        RegistryCredentials::new(SessionAuth { cookie: None })
    });
    let update = ContactUpdate::new("sh8013").with_voice(ContactUpdateVoice::new("+1.7035555555"));
    let valid = update.valid(&(), &Policy::new()).expect("is valid");
    let refused = client.send_blocking(&valid).expect_err("a refused login");
    assert_eq!(refused.state(), State::NotDone);
    assert_eq!(mock.calls().len(), 1);
}

#[test]
fn asynchronous_calls_use_one_connection() {
    let mock = builder().start().expect("the mock starts");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let transport = AsyncFrameTransport::new(connected(&mock), Frames::EPP);
        let transport = transport.expect("a connection that does not block");
        transport.receive(&LIMITS).await.expect("a greeting");
        let client = Client::new(transport, server(), credentials());
        let valid = create();
        let valid = valid.valid(&(), &Policy::new()).expect("is valid");
        client.send(&valid).await.expect("a response");
        let again = client.send(&valid).await;
        assert_eq!(mock.calls().len(), 2, "{again:?}");
    });
}

#[test]
fn a_connection_that_failed_is_not_used_again() {
    let mock = builder()
        .fault(Fault::CutOff)
        .start()
        .expect("the mock starts");
    let transport = FrameTransport::new(connected(&mock), Frames::EPP);
    transport.receive(&LIMITS).expect("a greeting");
    let client = Client::new(transport, server(), credentials());
    let valid = create();
    let valid = valid.valid(&(), &Policy::new()).expect("is valid");
    let cut = client.send_blocking(&valid).expect_err("half a response");
    assert_eq!(cut.state(), State::Unknown);
    let unsent = client.send_blocking(&valid).expect_err("no connection");
    assert_eq!(unsent.state(), State::NotDone);
}

#[test]
fn a_timeout_has_no_limit() {
    let mock = builder().start().expect("the mock starts");
    let limits = Limits {
        timeout: Duration::MAX,
        ..LIMITS
    };
    let transport = FrameTransport::new(connected(&mock), Frames::EPP);
    transport.receive(&limits).expect("a greeting");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let transport = AsyncFrameTransport::new(connected(&mock), Frames::EPP);
        let transport = transport.expect("a connection that does not block");
        transport.receive(&limits).await.expect("a greeting");
    });
}

#[test]
fn the_wait_for_another_call_counts() {
    let mock = builder().start().expect("the mock starts");
    let short = Limits {
        timeout: Duration::ZERO,
        ..LIMITS
    };
    let transport = FrameTransport::new(connected(&mock), Frames::EPP);
    let late = transport.receive(&short).expect_err("no time");
    assert_eq!(late.kind(), TransportErrorKind::Timeout);
    // The connection was not touched.
    transport.receive(&LIMITS).expect("a greeting");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let transport = AsyncFrameTransport::new(connected(&mock), Frames::EPP);
        let transport = transport.expect("a connection that does not block");
        // The first call waits for a second document, which never comes.
        transport.receive(&LIMITS).await.expect("a greeting");
        let first = Limits {
            timeout: Duration::from_millis(500),
            ..LIMITS
        };
        let second = Limits {
            timeout: Duration::from_millis(50),
            ..LIMITS
        };
        let start = std::time::Instant::now();
        let second = async {
            let late = transport.receive(&second).await.expect_err("no time");
            assert_eq!(late.kind(), TransportErrorKind::Timeout);
            assert!(
                start.elapsed() < Duration::from_millis(400),
                "{:?}",
                start.elapsed()
            );
        };
        let (first, ()) = tokio::join!(transport.receive(&first), second);
        first.expect_err("no document");
    });
}

#[test]
fn frames_are_as_in_rfc_5734() {
    let mock = builder().start().expect("the mock starts");
    let mut stream = connected(&mock);
    let mut length = [0; 4];
    stream.read_exact(&mut length).expect("a length");
    assert_eq!(u32::from_be_bytes(length) as usize, GREETING.len() + 4);
    let mut greeting = vec![0; GREETING.len()];
    stream.read_exact(&mut greeting).expect("a greeting");
    // A length that does not count itself is impossible, and ends the connection.
    stream.write_all(&[0, 0, 0, 3]).expect("a length");
    assert_eq!(stream.read(&mut length).expect("the end"), 0);
}

#[test]
fn a_document_longer_than_the_limit_is_refused() {
    let mock = builder().start().expect("the mock starts");
    let transport = FrameTransport::new(connected(&mock), Frames::EPP);
    let limits = Limits {
        max_body: 8,
        ..LIMITS
    };
    let error = transport.receive(&limits).expect_err("too long");
    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
}
