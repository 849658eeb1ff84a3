//! Checks the ways to a valid request, and what an invalid one returns.

use super::sample::{ContactUpdate, STRICT, com};
use crate::{ApiRequest, Violations};

#[test]
fn invalid_request_can_be_corrected() {
    let invalid = ContactUpdate::new("a")
        .into_valid(&com(), &STRICT)
        .expect_err("is short");
    let mut update = invalid.into_request();
    assert_eq!(update.handle, "a");
    update.handle = "abc".into();
    let valid = update.into_valid(&com(), &STRICT).expect("is mended");
    assert_eq!(valid.handle, "abc");
    assert_eq!(valid.into_inner().handle, "abc");
}

#[test]
fn borrowed_request_can_be_valid() {
    let update = ContactUpdate::new("abc");
    let valid = update.valid(&com(), &STRICT).expect("is valid");
    assert_eq!(valid.cloned().into_inner(), update);
    // A reference is a request: it can be made valid by value.
    assert!((&update).into_valid(&com(), &crate::Policy::new()).is_ok());
}

#[test]
fn buffer_is_emptied_first() {
    let mut violations = Violations::new();
    ContactUpdate::new("a").check_into(&com(), &STRICT, &mut violations);
    assert_eq!(violations.len(), 1);
    ContactUpdate::new("abc").check_into(&com(), &STRICT, &mut violations);
    assert!(violations.is_empty());
    assert_eq!(violations.clone().into_result(), Ok(()));
    assert_eq!(
        (&violations).into_iter().count() + violations.into_iter().count(),
        0
    );
}

/// `?` in `main` prints the error with `{:?}`.
#[test]
fn debug_shows_sentences() {
    let invalid = ContactUpdate::new("a")
        .into_valid(&com(), &STRICT)
        .expect_err("is short");
    let sentences = invalid.violations().to_string();
    assert_eq!(format!("{:?}", invalid.violations()), sentences);
    assert_eq!(format!("{invalid:?}"), sentences);
    assert!(format!("{:#?}", invalid.violations()).contains("wire_path"));
}
