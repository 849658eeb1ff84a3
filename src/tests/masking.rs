//! Checks that no `Debug`, no `Display` and no violation shows a value, by searching each for a marker.

use std::fmt::Debug;

use super::sample::{ApiServer, Binding, ContactUpdate, STRICT, com, credentials};
use crate::{ApiRequest, Open, Patch, Secret};

const MARKER: &str = "MARKER";

fn check(shown: &dyn Debug) {
    for text in [format!("{shown:?}"), format!("{shown:#?}")] {
        assert!(!text.contains(MARKER), "{text}");
    }
}

fn update() -> ContactUpdate<'static> {
    let mut update = ContactUpdate::new("handle");
    update.organization = Patch::Set(MARKER.into());
    update.address_line = Some(vec![MARKER.into()]);
    update
}

#[test]
fn valid_and_invalid_requests() {
    let valid = update().into_valid(&com(), &STRICT).expect("is valid");
    check(&valid);
    check(&valid.redacted());
    check(&update());
    check(&update().organization);
    check(&crate::List::<std::borrow::Cow<'_, str>>::from([MARKER]));
    check(&super::sample::Context::new().with_tlds([MARKER]));
    check(&Open::<super::sample::Gender>::Other(MARKER.into()));

    let mut update = update();
    update.voice = Some(MARKER.into());
    update.gender = Some(MARKER.into());
    update.organization = Patch::Set(format!("{MARKER}\u{1}{}", MARKER.repeat(4)).into());
    let invalid = update.into_valid(&com(), &STRICT).expect_err("is invalid");
    assert_eq!(invalid.violations().len(), 3);
    check(&invalid);
    check(invalid.violations());
    assert!(!invalid.to_string().contains(MARKER));
    let error: Box<dyn std::error::Error> = Box::new(invalid);
    check(&error);
}

#[test]
fn credentials_and_requests() {
    check(&Secret::from(MARKER));
    let accepted = credentials(MARKER).expect("is valid");
    check(&accepted);
    check(&credentials("MARKER\n").expect_err("is invalid"));
    let valid = update().into_valid(&com(), &STRICT).expect("is valid");
    for binding in [Binding::Json, Binding::Xml] {
        let request = valid.to_http_as(binding, &ApiServer::Production, &accepted);
        check(&request);
        check(&request.headers().collect::<Vec<_>>());
    }
}

/// Checks a URL with a query, and a builder before `finish`.
#[test]
fn urls_and_builders() {
    let mut builder = crate::http::HttpBuilder::new("GET", "https://x.example");
    builder.path("/");
    builder.secret_path_segment(MARKER);
    builder.query("key", MARKER, true);
    builder.query("name", "NAME", false);
    builder.secret_header("Authorization", MARKER);
    builder.basic(MARKER, MARKER);
    let mut body = crate::encode::Body::new();
    body.raw(MARKER);
    check(&body);
    builder.body("text/plain", body);
    check(&builder);
    let request = builder.finish();
    check(&request);
    assert_eq!(
        request.masked_url(),
        "https://x.example/***?key=***&name=NAME"
    );
    assert!(format!("{request:?}").contains("?key=***&name=***\""));
}
