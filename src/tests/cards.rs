//! Checks JSContact Cards: data survive a round trip, data without a property are listed, and Cards of other programs are
//! read.
#![cfg(feature = "serde")]

use crate::contact::{Contact, ContactKind, JsContact};

fn card(json: &str) -> Contact {
    let card: JsContact = serde_json::from_str(json).expect("it is a Card");
    Contact::from(&card)
}

fn whole() -> Contact {
    Contact::new()
        .kind(ContactKind::Person)
        .name("Dr. Jane Doe")
        .title("Dr.")
        .given_name("Jane")
        .family_name("Doe")
        .organization("Acme")
        .street(["1 Main Street", "", "Building B"])
        .city("Springfield")
        .state("IL")
        .postal_code("62701")
        .country("US")
        .voice("+12175550123")
        .voice_extension("4711")
        .fax("+12175550124")
        .email("jane@example.com")
        .birth_date("1970-01-31".parse().expect("it is a date"))
        .birth_place("Torino")
        .birth_postal_code("10121")
        .birth_country("IT")
}

#[test]
fn cards_round_trip() {
    let contact = whole();
    let json = serde_json::to_string(&JsContact::from(&contact)).expect("it can be written");
    assert_eq!(card(&json), contact);
    assert!(JsContact::left_out(&contact).is_empty());
    assert!(json.contains(
        r#""anniversaries":{"1":{"kind":"birth","date":{"@type":"PartialDate","year":1970,"month":1,"day":31},"place":{"components":[{"kind":"locality","value":"Torino"},{"kind":"postcode","value":"10121"}],"countryCode":"IT"}}}"#
    ), "{json}");
    let dotted = whole().voice("+1.2175550123");
    assert!(JsContact::left_out(&dotted).is_empty());
    let named = whole().birth_country("Italia");
    assert!(JsContact::left_out(&named).is_empty());
}

#[test]
fn data_without_a_property_are_listed() {
    let contact = whole()
        .vat("V")
        .company_number("C")
        .trademark_name("N")
        .trademark_number("1")
        .trademark_country("DE")
        .identity_number("I")
        .passport("P")
        .duns("D")
        .fax_extension("1");
    assert_eq!(
        JsContact::left_out(&contact),
        [
            "vat",
            "company_number",
            "trademark_name",
            "trademark_number",
            "trademark_country",
            "identity_number",
            "passport",
            "duns",
        ]
    );
    // A birth without its day is no anniversary.
    let undated = Contact::new().birth_place("Torino");
    assert_eq!(JsContact::left_out(&undated), ["birth_place"]);
    let feed = Contact::new().street(["one\ntwo"]);
    assert_eq!(JsContact::left_out(&feed), ["street[0]"]);
}

#[test]
fn cards_of_other_programs_are_read() {
    let contact = card(
        r#"{
            "@type": "Card",
            "version": "1.0",
            "uid": "22B2C7DF-9120-4969-8460-05956FE6B065",
            "name": { "components": [{ "kind": "given", "value": "Jane" }, { "kind": "surname", "value": "Doe" }], "isOrdered": true },
            "addresses": { "k23": {
                "components": [
                    { "kind": "number", "value": "54321" },
                    { "kind": "separator", "value": " " },
                    { "kind": "name", "value": "Oak St" },
                    { "kind": "locality", "value": "Reston" },
                    { "kind": "region", "value": "VA" },
                    { "kind": "separator", "value": " " },
                    { "kind": "postcode", "value": "20190" },
                    { "kind": "country", "value": "USA" }
                ],
                "countryCode": "US",
                "defaultSeparator": ", ",
                "isOrdered": true
            } },
            "anniversaries": { "k8": { "kind": "birth", "date": { "year": 1953, "month": 4 } }, "k9": { "kind": "death", "date": { "@type": "Timestamp", "utc": "2019-10-15T23:10:00Z" } } },
            "emails": { "e1": { "contexts": { "work": true }, "address": "jane@example.com" } },
            "phones": { "tel0": { "features": { "voice": true }, "number": "tel:+1-(555)-555-5555;isub=1;ext=55-55" } }
        }"#,
    );
    let expected = Contact::new()
        .given_name("Jane")
        .family_name("Doe")
        .street(["54321 Oak St"])
        .city("Reston")
        .state("VA")
        .postal_code("20190")
        .country("US")
        .email("jane@example.com")
        .voice("+15555555555")
        .voice_extension("5555");
    assert_eq!(contact, expected);
}
