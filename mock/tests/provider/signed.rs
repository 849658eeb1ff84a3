//! Signed requests: the client signs, and the mock checks with the secret that it holds.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, SystemTime};

use wireform::{ApiRequest as _, CustomServer, Moment, Policy, RequestParts, Violations};
use wireform_client::{Client, UreqTransport};
use wireform_mock::{CallRecord, Fault, Mock};

mod generated {
    wireform::include_schema!("tests/provider/signed.yaml");
}
use generated::signed::{
    ApiCredentials, Aws4Auth, ContactUpdate, CookieAuth, DigestAuth, QueryAuth, contact_update,
};

fn ways(secret: &str) -> Vec<ApiCredentials> {
    let id = "AKID";
    let ways: [Result<ApiCredentials, Violations>; 4] = [
        ApiCredentials::new(DigestAuth { id, secret }),
        ApiCredentials::new(QueryAuth { id, secret }),
        ApiCredentials::new(Aws4Auth { id, secret }),
        ApiCredentials::new(CookieAuth { id, secret }),
    ];
    ways.into_iter()
        .map(|way| way.expect("credentials"))
        .collect()
}

fn mock(secret: Option<&str>) -> Mock {
    let mut mock = Mock::from_schema("signed.yaml", include_str!("signed.yaml"));
    if let Some(secret) = secret {
        mock = mock.credentials("secret", secret);
    }
    mock.start().expect("the mock starts")
}

/// Sends a request in each way and binding. Returns the records of the calls.
fn sent(mock: &Mock, secret: &str) -> Vec<CallRecord> {
    let server = CustomServer::new(&mock.url()).expect("a URL");
    let update = ContactUpdate::new("J D/1")
        .with_city("Köln & Bonn")
        .with_lang("de at");
    let valid = update.valid(&(), &Policy::new()).expect("is valid");
    for credentials in ways(secret) {
        let client = Client::new(
            UreqTransport::new().expect("a transport"),
            server.clone(),
            credentials,
        );
        for binding in [contact_update::Binding::Json, contact_update::Binding::Form] {
            let _ = client.send_blocking_as(binding, &valid.cloned());
        }
    }
    mock.calls()
}

#[test]
fn right_signatures_are_taken() {
    for call in sent(&mock(Some("planted-secret")), "planted-secret") {
        assert_eq!(call.status, 200, "{call}");
        assert_eq!(call.signature_unchecked, None, "{call}");
    }
}

#[test]
fn wrong_signatures_are_refused_by_name() {
    let calls = sent(&mock(Some("planted-secret")), "another-secret");
    assert_eq!(calls.len(), 8);
    for call in calls {
        assert_eq!(call.status, 401, "{call}");
        let names = [
            "header X-Signature",
            "parameter Signature",
            "header Authorization",
            "cookie sig",
        ];
        let expected = names.map(|name| format!("{name}: not what the steps compute"));
        assert!(expected.contains(&call.violations[0]), "{call}");
        assert!(!call.to_json().contains("secret-"), "{call}");
    }
}

#[test]
fn a_mock_without_the_secret_says_that_it_checks_nothing() {
    for call in sent(&mock(None), "planted-secret") {
        assert_eq!(call.status, 200, "{call}");
        let reason = call.signature_unchecked.as_deref();
        assert_eq!(reason, Some("the value of secret is not known"), "{call}");
    }
}

#[test]
fn each_attempt_has_its_own_time_and_nonce() {
    let mock = Mock::from_schema("signed.yaml", include_str!("signed.yaml"))
        .credentials("secret", "planted-secret")
        .fault_when(|number| {
            let retry_after = Duration::ZERO;
            (number < 3).then_some(Fault::TooManyRequests { retry_after })
        })
        .start()
        .expect("the mock starts");
    let server = CustomServer::new(&mock.url()).expect("a URL");
    let taken = std::sync::Arc::new(AtomicU8::new(0));
    let moments = std::sync::Arc::clone(&taken);
    let credentials = ways("planted-secret").remove(1);
    let client = Client::new(
        UreqTransport::new().expect("a transport"),
        server,
        credentials,
    )
    .with_moments(move || {
        let number = moments.fetch_add(1, Ordering::Relaxed);
        Ok(Moment::new(SystemTime::now(), [number; 16]))
    });
    let update = ContactUpdate::new("JD1").with_city("Bonn");
    let valid = update.valid(&(), &Policy::new()).expect("is valid");
    client
        .send_blocking(&valid.cloned())
        .expect("the third attempt succeeds");
    assert_eq!(mock.calls().len(), 3);
    assert_eq!(taken.load(Ordering::Relaxed), 3);
}

#[test]
fn credentials_sign_a_bare_request() {
    let moment = Moment::new(
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_366_560_945),
        [0; 16],
    );
    let parts = RequestParts {
        method: "GET".to_owned(),
        url: "https://signed.example/x?a=b".to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    for credentials in ways("planted-secret") {
        let request = credentials
            .sign(parts.clone(), "contact_update", &moment)
            .expect("signs");
        let again = credentials
            .sign(parts.clone(), "contact_update", &moment)
            .expect("signs");
        assert_eq!(request, again);
        let shown = format!("{request:?} {credentials:?} {}", request.masked_url());
        assert!(!shown.contains("planted-secret"), "{shown}");
    }
}
