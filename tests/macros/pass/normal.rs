//! Structs whose texts are sent in normal form, and lists whose items are told apart by members.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]

use wireform::{ApiRequest, Patch, Policy, Wireform};

#[derive(Wireform)]
#[wireform(schema = "schemas/normal.yaml", type = "Place")]
struct Place {
    country: String,
    city: Option<String>,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/normal.yaml", operation = "thing_update")]
struct Thing {
    handle: String,
    codes: Vec<&'static str>,
    place: Place,
    places: Vec<Place>,
    phone: Patch<String>,
}

fn place(country: &str) -> Place {
    Place { country: country.to_owned(), city: Some(" x ".to_owned()) }
}

fn main() {
    let mut thing = Thing {
        handle: "Ab".to_owned(),
        codes: vec!["DE", " fr "],
        place: place(" nl"),
        places: vec![place("DE"), place("FR")],
        phone: Patch::Set("1-2 3".to_owned()),
    };
    let policy = Policy::new();
    let request = thing.valid(&(), &policy).unwrap().to_http(&wireform::CustomServer::new("https://a.example").unwrap(), &());
    assert_eq!(request.url(), "https://a.example/things/ab");
    assert_eq!(
        String::from_utf8_lossy(request.body()),
        r#"{"codes":["DE","FR"],"place":{"country":"NL","city":"x"},"places":[{"country":"DE","city":"x"},{"country":"FR","city":"x"}],"phone":"123"}"#
    );
    assert_eq!(thing.handle, "Ab");

    thing.codes.push("de");
    thing.places.push(place(" de "));
    let violations = thing.validate(&(), &policy).unwrap_err();
    let labels: Vec<String> = violations.iter().map(wireform::Violation::label).collect();
    assert_eq!(labels, ["codes: unique_items", "places[2]: unique_items"]);
}
