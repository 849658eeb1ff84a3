//! What the compiler is asked to confirm: thread safety, lifetimes, error conversions.

use super::sample::{ContactUpdate, Credentials, STRICT, com};
use crate::pattern::Pattern;
use crate::{ApiRequest, Field, HttpRequest, Invalid, Policy, Rule, Secret, Valid, Violations};

fn is_thread_safe<T: Send + Sync + 'static>() {}

fn is_error<T: std::error::Error + Send + Sync + 'static>() {}

#[test]
fn auto_traits() {
    is_thread_safe::<Policy<std::rc::Rc<()>>>();
    is_thread_safe::<Field<std::rc::Rc<()>>>();
    is_thread_safe::<Rule<std::rc::Rc<()>>>();
    is_thread_safe::<Pattern>();
    is_thread_safe::<Secret>();
    is_thread_safe::<HttpRequest>();
    is_thread_safe::<Credentials>();
    is_thread_safe::<Valid<ContactUpdate<'static>>>();
    is_error::<Violations>();
    is_error::<Invalid<ContactUpdate<'static>>>();
    is_error::<crate::DateError>();
    is_error::<crate::TimestampError>();
    is_error::<crate::UnknownCode>();
}

/// A policy names no lifetime of its own: one serves borrowed requests of any.
#[test]
fn one_policy_serves_every_lifetime() {
    static POLICY: Policy<ContactUpdate<'static>> = STRICT;

    fn check<'a>(handle: &'a str, policy: &Policy<ContactUpdate<'a>>) -> bool {
        ContactUpdate::new(handle).valid(&com(), policy).is_ok()
    }

    let handle = String::from("handle");
    assert!(check(&handle, &POLICY));
}

fn boxed() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    ContactUpdate::new("a").validate(&com(), &STRICT)?;
    Ok(())
}

fn boxed_with_request() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let _valid = ContactUpdate::new("a").into_valid(&com(), &STRICT)?;
    Ok(())
}

fn violations() -> Result<(), Violations> {
    let _valid = ContactUpdate::new("a").into_valid(&com(), &STRICT)?;
    Ok(())
}

fn any() -> anyhow::Result<()> {
    let _valid = ContactUpdate::new("a").into_valid(&com(), &STRICT)?;
    Ok(())
}

#[test]
fn errors_convert_by_question_mark() {
    let message = "handle: has 1 character, at least 3 are required";
    assert_eq!(boxed().expect_err("is short").to_string(), message);
    assert_eq!(
        boxed_with_request().expect_err("is short").to_string(),
        message
    );
    assert_eq!(violations().expect_err("is short").to_string(), message);
    let error = any().expect_err("is short");
    assert_eq!(error.to_string(), message);
    let invalid: &Invalid<ContactUpdate<'_>> = error.downcast_ref().expect("is that");
    assert_eq!(invalid.request.handle, "a");
}
