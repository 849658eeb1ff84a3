//! Every shape of struct that can be its own schema.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]

use std::borrow::Cow;
use std::rc::Rc;

use wireform::{CustomServer, Patch, Policy, ApiRequest, Wireform};

#[derive(Wireform)]
struct Name<T>(T);

#[derive(Wireform, Clone, Copy)]
enum Kind {
    #[wireform(rename = "PERSON")]
    Person,
    #[wireform(rename = "COMPANY")]
    Company,
}

#[derive(Wireform)]
#[wireform(object)]
struct Address<'a> {
    #[wireform(items(min = 1, max = 2, length(min = 1, max = 10)))]
    lines: &'a [&'a str],
    #[wireform(format = "country")]
    country: Option<Cow<'a, str>>,
    kind: Option<Kind>,
}

/// All of it, borrowed and generic.
#[derive(Wireform)]
#[wireform(json, http = "POST /contacts/{id}", case = "camel")]
pub(crate) struct Contact<'a, T, const N: usize>
where
    T: Clone,
{
    #[wireform(param, pattern = "[a-z0-9-]+")]
    id: &'a str,
    #[wireform(length(min = 1, max = 20))]
    full_name: Name<Box<str>>,
    kind: Kind,
    #[wireform(required_if(kind = "COMPANY"), length(max = 20))]
    vat_number: Option<Rc<str>>,
    #[wireform(type = "object")]
    home: Address<'a>,
    #[wireform(items(type = "object"))]
    others: [Address<'a>; N],
    #[wireform(clear = "", pattern = r"\+[0-9]+")]
    fax: Patch<String>,
    #[wireform(clear = "null", clear_if_empty)]
    note: String,
    #[wireform(range(min = 0, max = 150))]
    age: Option<u8>,
    #[wireform(with = shouted)]
    city: &'a str,
    #[wireform(secret)]
    password: Option<&'a str>,
    #[wireform(skip)]
    internal: T,
}

fn shouted(city: &str) -> String {
    city.to_uppercase()
}

#[derive(Wireform)]
#[wireform(json)]
#[wireform(xml(root = "contact"), http = "PUT /contacts")]
#[wireform(crate = ::wireform, module = written)]
struct Both {
    name: String,
    r#type: Option<bool>,
}

/// Names that generated code might use itself.
#[derive(Wireform)]
#[wireform(object)]
struct Json {
    name: String,
}

#[derive(Wireform)]
#[wireform(object(json))]
struct Nested {
    #[wireform(type = "object")]
    json: Json,
    #[wireform(one_of("a", "b"))]
    inside: Option<String>,
}

#[derive(Wireform)]
#[wireform(json)]
struct Zone {
    #[wireform(items(type = "object"))]
    nested: Vec<Nested>,
}

fn main() {
    let zone = Zone {
        nested: vec![Nested { json: Json { name: "a".to_owned() }, inside: Some("b".to_owned()) }],
    };
    let mut zoned = Vec::new();
    zone.valid(&(), &Policy::new()).expect("it is valid").write_body(&(), &mut zoned);
    assert_eq!(zoned, br#"{"nested":[{"json":{"name":"a"},"inside":"b"}]}"#);

    let home = || Address { lines: &["Street 1"], country: Some("NL".into()), kind: None };
    let contact = Contact {
        id: "jane-1",
        full_name: Name("Jane".into()),
        kind: Kind::Company,
        vat_number: Some("NL123".into()),
        home: home(),
        others: [home(), Address { kind: Some(Kind::Person), ..home() }],
        fax: Patch::Clear,
        note: String::new(),
        age: None,
        city: "Zwolle",
        password: Some("swordfish"),
        internal: "internal",
    };
    assert_eq!(contact.internal, "internal");
    let valid = contact.valid(&(), &Policy::new()).expect("it is valid");
    let server = CustomServer::new("https://api.example.com").expect("a URL");
    let request = valid.to_http(&server, &());
    assert_eq!((request.method(), request.url()), ("POST", "https://api.example.com/contacts/jane-1"));
    let body = String::from_utf8(request.body().to_vec()).expect("it is UTF-8");
    assert_eq!(
        body,
        r#"{"fullName":"Jane","kind":"COMPANY","vatNumber":"NL123","home":{"lines":["Street 1"],"country":"NL"},"others":[{"lines":["Street 1"],"country":"NL"},{"lines":["Street 1"],"country":"NL","kind":"PERSON"}],"fax":"","note":null,"city":"ZWOLLE","password":"swordfish"}"#
    );
    assert!(!format!("{:?}", valid.redacted()).contains("swordfish"));

    let wrong = Contact {
        id: "Jane",
        vat_number: None,
        home: Address { lines: &[], country: Some("Holland".into()), kind: None },
        others: [home(), home()],
        ..contact
    };
    let violations = wrong.valid(&(), &Policy::new()).err().expect("it is not");
    let found: Vec<String> = violations
        .iter()
        .map(|violation| format!("{} {}", violation.path(), violation.code().as_str()))
        .collect();
    assert_eq!(found, ["id pattern", "home.lines min_items", "home.country format", "vat_number rule"]);

    let both = Both { name: "<Jane>".to_owned(), r#type: Some(true) };
    let mut written = Vec::new();
    let json = written::json::Both::from(&both);
    json.valid(&(), &Policy::new()).expect("it is valid").write_body(&(), &mut written);
    assert_eq!(written, br#"{"name":"<Jane>","type":true}"#);
    written.clear();
    let xml = written::xml::Both::from(&both);
    xml.valid(&(), &Policy::new()).expect("it is valid").write_body(&(), &mut written);
    let text = String::from_utf8(written).expect("it is UTF-8");
    assert!(text.ends_with("<contact><name>&lt;Jane&gt;</name><type>true</type></contact>"), "{text}");
}
