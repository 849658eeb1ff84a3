//! Every shape of struct that the derive takes.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]

use std::borrow::Cow;
use std::rc::Rc;

use wireform::{Patch, Policy, ApiRequest, Wireform};

#[derive(Wireform)]
struct Name(String);

#[derive(Wireform)]
struct Line<T>(T);

#[derive(Wireform, Clone, Copy)]
#[wireform(schema = "schemas/example.yaml", type = "Gender")]
enum Gender {
    Male,
    #[wireform(rename = "FEMALE")]
    Woman,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Claim")]
struct Claim<'a> {
    name: &'a str,
    weight: Option<u32>,
    about: Option<Box<Gender>>,
}

/// All of it, borrowed and generic.
#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
pub(crate) struct Customer<'a, T, const N: usize>
where
    T: Clone,
{
    handle: Cow<'a, str>,
    name: Name,
    street: Option<Vec<Line<T>>>,
    age: Box<u8>,
    #[wireform(clear_if_empty)]
    fax: Option<Rc<str>>,
    gender: Option<Gender>,
    claims: [Claim<'a>; N],
    main_claim: Option<&'a Claim<'a>>,
    agreed: bool,
    #[wireform(skip)]
    note: T,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update", module = same)]
#[wireform(crate = ::wireform)]
struct ByName {
    handle: String,
    name: Box<str>,
    fax: Patch<String>,
    r#street: &'static [&'static str],
}

/// One struct, two operations.
#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
#[wireform(schema = "schemas/example.yaml", operation = "contact_replace", partial)]
struct Both {
    #[wireform(means = "id")]
    id: String,
    name: String,
    #[wireform(for("contact_update"), field = "age")]
    age: i64,
}

/// A generic struct whose fields are chosen by meaning and converted.
#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_lines")]
struct Meant<'a, T> {
    #[wireform(means = "street")]
    street: &'a [T],
    #[wireform(means = "given_name")]
    given: T,
    #[wireform(means = "family_name")]
    family: Option<&'a str>,
    #[wireform(means = "voice", with = international)]
    phone: &'a str,
}

fn international(phone: &str) -> String {
    format!("+{phone}")
}

fn main() {
    let meant = Meant { street: &["Street 1"], given: "Jane", family: Some("Doe"), phone: "31384530759" };
    let view = meant::example::ContactLines::from(&meant);
    let changed: Vec<String> = view.adjustments().iter().map(ToString::to_string).collect();
    assert_eq!(changed, ["given_name: full_name, cannot be undone", "voice: phone_dot"]);
    let mut body = Vec::new();
    meant.valid(&(), &Policy::new()).expect("it is valid").write_body(&(), &mut body);
    assert_eq!(
        String::from_utf8(body).expect("it is UTF-8"),
        r#"{"name":"Jane Doe","line1":"Street 1","line2":"","phone":"+31.384530759"}"#
    );
    let nameless = Meant { family: None, street: &[], ..meant };
    let violations = nameless.valid(&(), &Policy::new()).err().expect("it is not");
    assert_eq!(violations.to_string(), "name: is required\nline1: is required");
    let claim = |name| Claim { name, weight: Some(2), about: Some(Box::new(Gender::Woman)) };
    let main_claim = claim("main");
    let customer = Customer {
        handle: "JD4711".into(),
        name: Name("Jane".to_owned()),
        street: Some(vec![Line("Street 1")]),
        age: Box::new(30),
        fax: Some("".into()),
        gender: Some(Gender::Male),
        claims: [claim("a"), claim("b")],
        main_claim: Some(&main_claim),
        agreed: true,
        note: "internal",
    };
    assert_eq!(customer.note, "internal");
    let written = |body: Result<Vec<u8>, wireform::Violations>| String::from_utf8(body.expect("it is valid")).expect("it is UTF-8");
    let body = customer.valid(&(), &Policy::new()).map(|valid| {
        let mut body = Vec::new();
        valid.write_body(&(), &mut body);
        body
    });
    assert_eq!(
        written(body),
        r#"{"name":"Jane","street":["Street 1"],"age":30,"fax":"","gender":"MALE","claims":[{"name":"a","weight":2,"about":"FEMALE"},{"name":"b","weight":2,"about":"FEMALE"}],"mainClaim":{"name":"main","weight":2,"about":"FEMALE"},"agreed":true}"#
    );

    let by_name = ByName { handle: "JD4711".to_owned(), name: "J".into(), fax: Patch::Keep, street: &["a", "b"] };
    let credentials = same::example::ApiCredentials::new(same::example::KeyAuth { key: "k" }).expect("a key");
    let valid = by_name.valid(&(), &Policy::new()).expect("it is valid");
    let request = valid.to_http(&same::example::ApiServer::Production, &credentials);
    assert_eq!(request.body(), br#"{"name":"J","street":["a","b"]}"#);

    let both = Both { id: "JD4711".to_owned(), name: "J".to_owned(), age: 7 };
    let update = both::contact_update::example::ContactUpdate::from(&both);
    let replace = both::contact_replace::example::ContactReplace::from(&both);
    assert!(update.valid(&(), &Policy::new()).is_ok());
    assert!(replace.into_valid(&(), &Policy::new()).is_ok());
}
