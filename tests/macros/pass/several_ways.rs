//! A value that goes several ways, and fields that are for one schema alone.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]

use wireform::{Policy, ApiRequest, Wireform};

/// One text that is two data.
#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    #[wireform(means = "name", with = first)]
    #[wireform(means = "street", with = others)]
    label: String,
}

fn first(label: &str) -> &str {
    label.lines().next().unwrap_or_default()
}

fn others(label: &str) -> Vec<String> {
    label.lines().skip(1).map(str::to_owned).collect()
}

/// A struct for two operations with different fields.
#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
#[wireform(schema = "schemas/example.yaml", operation = "contact_replace", partial)]
struct Both {
    #[wireform(means = "id")]
    id: String,
    name: String,
    #[wireform(for("contact_update"), field = "age")]
    age: i64,
    #[wireform(for("contact_update"), skip)]
    title: String,
}

fn main() {
    let customer = Customer { handle: "JD4711".to_owned(), label: "Jane\nOne\nTwo".to_owned() };
    let policy = Policy::new();
    let valid = customer.valid(&(), &policy).unwrap();
    let mut body = Vec::new();
    valid.write_body(&(), &mut body);
    assert_eq!(String::from_utf8_lossy(&body), r#"{"name":"Jane","street":["One","Two"]}"#);

    let both = Both { id: "JD4711".to_owned(), name: "Jane".to_owned(), age: 4, title: "Dr".to_owned() };
    let update = both::contact_update::example::ContactUpdate::from(&both);
    let policy = Policy::new();
    let mut body = Vec::new();
    update.valid(&(), &policy).unwrap().write_body(&(), &mut body);
    assert_eq!(String::from_utf8_lossy(&body), r#"{"name":"Jane","age":4}"#);
    let replace = both::contact_replace::example::ContactReplace::from(&both);
    let policy = Policy::new();
    let mut body = Vec::new();
    replace.valid(&(), &policy).unwrap().write_body(&(), &mut body);
    assert_eq!(String::from_utf8_lossy(&body), r#"{"name":"Jane","title":"Dr"}"#);
}
