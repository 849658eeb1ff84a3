//! Flattened parts of structs, two levels deep: of a struct that a schema describes, and of one that is its own schema.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]

use parts::Person;
use wireform::{Policy, ApiRequest, Wireform};

/// The module with the parts.
mod parts {
    use std::rc::Rc;

    use wireform::Wireform;

    /// A part with types that are private to its module.
    #[derive(Wireform)]
    #[wireform(part)]
    pub(crate) struct Person<'a> {
        #[wireform(means = "name", with = crate::upper)]
        pub(crate) full_name: &'a str,
        #[wireform(flatten)]
        pub(crate) rest: Box<inner::Rest>,
    }

    /// One deeper.
    pub(crate) mod inner {
        use super::{Gender, Rc};
        use wireform::Wireform;

        /// The other fields.
        #[derive(Wireform)]
        #[wireform(part)]
        pub(crate) struct Rest {
            #[wireform(means = "street")]
            pub(crate) lines: Vec<Rc<str>>,
            pub(crate) gender: Option<Gender>,
            #[wireform(clear_if_empty)]
            pub(crate) fax: String,
        }
    }

    /// One of two.
    #[derive(Wireform)]
    #[wireform(schema = "schemas/example.yaml", type = "Gender")]
    pub(crate) enum Gender {
        Male,
        Female,
    }
}

fn upper(name: &str) -> String {
    name.to_uppercase()
}

/// A struct that a schema describes.
#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
#[wireform(schema = "schemas/example.yaml", operation = "contact_replace", partial)]
struct Customer<'a> {
    #[wireform(means = "id")]
    id: String,
    #[wireform(for("contact_replace"), field = "name")]
    called: &'a str,
    #[wireform(flatten)]
    #[wireform(for("contact_replace"), skip)]
    person: Person<'a>,
    #[wireform(flatten)]
    #[wireform(for("contact_replace"), skip)]
    more: More,
}

/// A struct for one of the operations.
#[derive(Wireform)]
#[wireform(part)]
struct More {
    age: i64,
}

/// A part of a struct that is its own schema.
#[derive(Wireform)]
#[wireform(part)]
struct Address {
    #[wireform(items(min = 1, length(max = 20)))]
    lines: Vec<String>,
    #[wireform(required_if(kind = "COMPANY"))]
    vat_number: Option<String>,
    #[wireform(flatten)]
    place: Place,
}

/// A part of the part.
#[derive(Wireform)]
#[wireform(part)]
struct Place {
    #[wireform(rename = "town", length(max = 10))]
    city: String,
}

/// The kinds of contact.
#[derive(Wireform)]
enum Kind {
    #[wireform(rename = "PERSON")]
    Person,
    #[wireform(rename = "COMPANY")]
    Company,
}

/// A struct that is its own schema.
#[derive(Wireform)]
#[wireform(json, case = "camel")]
struct Contact {
    kind: Kind,
    #[wireform(flatten)]
    address: Address,
}

fn written<T: ApiRequest<BodyCredentials = (), Context = (), AtSending = ()>>(request: &T) -> String {
    let policy = Policy::new();
    let mut body = Vec::new();
    request.valid(&(), &policy).unwrap().write_body(&(), &mut body);
    String::from_utf8(body).unwrap()
}

fn main() {
    let customer = Customer {
        id: "JD4711".to_owned(),
        called: "Janet",
        person: Person {
            full_name: "Jane",
            rest: Box::new(parts::inner::Rest {
                lines: vec!["One".into()],
                gender: Some(parts::Gender::Female),
                fax: String::new(),
            }),
        },
        more: More { age: 4 },
    };
    assert!(matches!(parts::Gender::Male, parts::Gender::Male));
    let update = customer::contact_update::example::ContactUpdate::from(&customer);
    let expected = r#"{"name":"JANE","street":["One"],"age":4,"fax":"","gender":"FEMALE"}"#;
    assert_eq!(written(&update), expected);
    let replace = customer::contact_replace::example::ContactReplace::from(&customer);
    assert_eq!(written(&replace), r#"{"name":"Janet"}"#);

    let address = |vat_number: Option<&str>| Address {
        lines: vec!["One".to_owned()],
        vat_number: vat_number.map(str::to_owned),
        place: Place { city: "Zwolle".to_owned() },
    };
    let person = Contact { kind: Kind::Person, address: address(None) };
    assert_eq!(written(&person), r#"{"kind":"PERSON","lines":["One"],"town":"Zwolle"}"#);
    let company = Contact { kind: Kind::Company, address: address(None) };
    let violations = company.validate(&(), &Policy::new()).unwrap_err();
    assert_eq!(violations.to_string(), "rule vat_number_required at vat_number: vat_number is required if kind is COMPANY.");
    let company = Contact { kind: Kind::Company, address: address(Some("NL1")) };
    assert!(company.validate(&(), &Policy::new()).is_ok());
    let far = Contact { kind: Kind::Person, address: Address { place: Place { city: "A city of many letters".to_owned() }, ..address(None) } };
    assert!(far.validate(&(), &Policy::new()).unwrap_err().to_string().starts_with("city: "));
}
