//! Checks the traits of the public types: `Send`, `Sync`, `Debug`, `Error`, names, and conversions by `?`.

#![allow(
    unreachable_pub,
    reason = "the macro of generated enums makes public functions"
)]

use std::fmt;
use std::str::FromStr;

use super::sample::{ApiCredentials, ContactUpdate, Gender, STRICT, com};
use crate::pattern::Pattern;
use crate::{
    ApiRequest, Code, CustomServer, Date, Facet, Fact, Field, Format, Header, HttpRequest, Invalid,
    KnownEnum, List, Open, Patch, Policy, Rule, Secret, Timestamp, UnknownName, Valid, Violation,
    Violations, Waivers,
};

/// Accepts a type with the traits that every public type has, independent of the request.
fn is_thread_safe<T: fmt::Debug + Send + Sync + 'static>() {}

fn is_error<T: std::error::Error + Send + Sync + 'static>() {}

/// A type that is neither `Send` nor `Sync`: a name or a policy of a request does not hold the request.
type Local = std::rc::Rc<()>;

#[test]
fn public_types_are_send_and_sync() {
    is_thread_safe::<Policy<Local>>();
    is_thread_safe::<Field<Local>>();
    is_thread_safe::<Rule<Local>>();
    is_thread_safe::<Waivers>();
    is_thread_safe::<Pattern>();
    is_thread_safe::<Secret>();
    is_thread_safe::<CustomServer>();
    is_thread_safe::<HttpRequest>();
    is_thread_safe::<Header>();
    is_thread_safe::<ApiCredentials>();
    is_thread_safe::<Valid<ContactUpdate<'static>>>();
    is_thread_safe::<Violation>();
    is_thread_safe::<Code>();
    is_thread_safe::<Facet>();
    is_thread_safe::<Format>();
    is_thread_safe::<Date>();
    is_thread_safe::<Timestamp>();
    is_thread_safe::<Fact<String>>();
    is_thread_safe::<List<String>>();
    is_thread_safe::<Patch<String>>();
    is_thread_safe::<Open<'static, Gender>>();
}

#[test]
fn errors_are_send_and_sync() {
    is_error::<Violations>();
    is_error::<Invalid<ContactUpdate<'static>>>();
    is_error::<crate::DateError>();
    is_error::<crate::TimestampError>();
    is_error::<crate::UnknownName>();
}

#[cfg(feature = "contact")]
#[test]
fn contact_types_are_send_and_sync() {
    use crate::contact::*;

    is_thread_safe::<Contact>();
    is_thread_safe::<ContactKind>();
    is_thread_safe::<Mapping<Local>>();
    is_thread_safe::<Choices>();
    is_thread_safe::<AsRead>();
    is_thread_safe::<Unread>();
    is_thread_safe::<Adjustment>();
    is_thread_safe::<Change>();
    is_thread_safe::<Conversion>();
    is_thread_safe::<Sent>();
    is_thread_safe::<Removal>();
    is_thread_safe::<Refusal>();
    is_thread_safe::<RefusalCode>();
    is_thread_safe::<Fitted<ContactUpdate<'static>>>();
    is_thread_safe::<Verdict>();
    is_thread_safe::<Verdicts>();
    is_thread_safe::<Objection<'static>>();
    is_error::<Refusals>();
    is_error::<ReadError>();
    #[cfg(feature = "serde")]
    is_thread_safe::<JsContact>();
}

/// Checks that `FromStr` and `TryFrom` read a name, and that `Display` writes it.
fn is_named<T>(value: T, name: &str)
where
    T: fmt::Debug + fmt::Display + PartialEq + FromStr<Err = UnknownName>,
    T: for<'a> TryFrom<&'a str, Error = UnknownName>,
{
    assert_eq!(value.to_string(), name);
    assert_eq!(name.parse::<T>().as_ref(), Ok(&value));
    assert_eq!(T::try_from(name).as_ref(), Ok(&value));
    let error = format!("{name} ")
        .parse::<T>()
        .expect_err("it ends with a space");
    assert!(!error.to_string().contains(name), "{error}");
}

#[test]
fn names_are_read_and_written() {
    Code::ALL.iter().for_each(|it| is_named(*it, it.as_str()));
    Facet::ALL.iter().for_each(|it| is_named(*it, it.as_str()));
    Format::ALL.iter().for_each(|it| is_named(*it, it.as_str()));
    #[cfg(feature = "contact")]
    {
        use crate::contact::{ContactKind, Conversion, RefusalCode};

        let conversions = Conversion::ALL.iter();
        conversions.for_each(|it| is_named(*it, it.as_str()));
        ContactKind::ALL
            .iter()
            .for_each(|it| is_named(*it, it.as_str()));
        is_named(RefusalCode::Stale, "stale");
        is_named(RefusalCode::Violation(Code::Rule), "rule");
    }
}

crate::__documented_values! { Colour { Red => "red", SkyBlue => "sky blue", } }

/// The values of an enum, with the traits of generated enums.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Colour {
    Red,
    SkyBlue,
}

#[test]
fn documented_values_are_read_and_written() {
    is_named(Colour::Red, "red");
    is_named(Colour::SkyBlue, "sky blue");
    assert_eq!(Colour::VALUES.len(), 2);
}

/// One policy serves borrowed requests of every lifetime.
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
    assert_eq!(invalid.request().handle, "a");
}
