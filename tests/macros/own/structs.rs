//! Structs that are their own schema. The documents beside this file are the schemas that the derive makes of them.
//! A test compares both with random values.

use serde::Deserialize;
use wireform::{Patch, Wireform};

/// Everything that a JSON body can have.
#[derive(Wireform, Deserialize)]
#[wireform(
    json,
    http = "PUT /contacts/{handle}",
    server = "https://api.example.com",
    case = "camel"
)]
pub(crate) struct Contact {
    #[wireform(param, length(min = 3, max = 16), pattern = "[A-Z0-9]+")]
    pub handle: String,
    #[wireform(header = "X-Reason", length(max = 20))]
    pub reason: Option<String>,
    #[wireform(length(min = 1, max = 40))]
    pub full_name: String,
    #[wireform(items(min = 1, max = 3, unique, length(max = 12)))]
    pub street: Vec<String>,
    #[wireform(format = "country")]
    pub country: Box<str>,
    #[wireform(one_of("PERSON", "COMPANY"))]
    pub kind: String,
    #[wireform(required_if(kind = "COMPANY", country = ["DE", "FR"]), required_if(age = 7))]
    pub vat_number: Option<String>,
    #[wireform(range(min = -2, max = 9), rename = "years")]
    pub age: Option<i32>,
    #[wireform(clear = "", pattern = r"\+[0-9]{1,5}")]
    #[serde(default)]
    pub fax: Patch<String>,
    #[wireform(at = "flags.agreed")]
    pub agreed: Option<bool>,
    #[wireform(secret)]
    pub password: Option<String>,
    pub born: Option<wireform::Date>,
    pub seen: Option<wireform::Timestamp>,
    #[wireform(join = "\n", items(length(min = 1)))]
    pub remarks: Option<Vec<String>>,
    #[wireform(skip)]
    #[serde(default)]
    #[expect(dead_code, reason = "it goes nowhere")]
    pub note: String,
}

/// XML, with a root and lists in a wrapper.
#[derive(Wireform, Deserialize)]
#[wireform(xml(root = "contact"), server = "https://api.example.com")]
pub(crate) struct Card {
    #[wireform(length(min = 1, max = 8, unit = "bytes"))]
    pub name: String,
    #[wireform(list = "wrap", item = "line", items(max = 2))]
    pub lines: Option<Vec<String>>,
    #[wireform(required_if(not(nick)))]
    pub phone: Option<String>,
    pub nick: Option<String>,
    pub score: i64,
}

/// The same fields in two formats.
#[derive(Wireform, Deserialize)]
#[wireform(query, form, server = "https://api.example.com", http = "POST /find")]
pub(crate) struct Search {
    #[wireform(length(max = 5))]
    pub word: String,
    #[wireform(items(one_of("name", "street")))]
    pub within: Option<Vec<String>>,
    pub exact: Option<bool>,
}

/// An object inside of others.
#[derive(Wireform, Deserialize)]
#[wireform(object)]
pub(crate) struct Address {
    #[wireform(length(max = 6))]
    pub city: String,
    pub lines: Option<Vec<String>>,
}

/// Contains objects that are schemas themselves.
#[derive(Wireform, Deserialize)]
#[wireform(json, server = "https://api.example.com", update = "patch")]
pub(crate) struct Person {
    #[wireform(type = "object")]
    pub home: Address,
    #[wireform(items(type = "object", max = 2))]
    pub others: Option<Vec<Address>>,
}

/// An item that a list tells apart.
#[derive(Wireform, Deserialize)]
#[wireform(object(json))]
pub(crate) struct Phone {
    #[wireform(one_of("home", "work"))]
    pub kind: String,
    #[wireform(normalize(remove = " -"), length(max = 6))]
    pub number: String,
    pub rank: Option<i64>,
}

/// Texts with normal forms, and a list whose items differ in two members.
#[derive(Wireform, Deserialize)]
#[wireform(json, server = "https://api.example.com")]
pub(crate) struct Member {
    #[wireform(normalize(trim, uppercase), pattern = "[A-Z]{2}")]
    pub country: String,
    #[wireform(items(normalize(collapse_spaces, replace("ß" = "ss")), length(max = 6)))]
    pub lines: Option<Vec<String>>,
    #[wireform(items(type = "object", max = 3, unique_by("kind", "rank")))]
    pub phones: Option<Vec<Phone>>,
}
