//! Awkward customers at five providers.
//!
//! Each file of `customers/` has a contact and, for each provider, the bytes that are sent or the refusals, all written by
//! hand. Both executors must give these results.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};
use wireform::contact::{AsRead, Contact, FromContact, Mapping, Refusal};
use wireform::{Code, Waivers};
use wireform_interpret::Interpreter;
use wireform_tests::contacts::{Known, TARGETS, emitted, interpreted, send, spoken};
use wireform_tests::emitted::schemas::{autodns, namebay, realtime_register};
use wireform_tests::plans;

/// The number of targets with expectations in the files: one of each provider.
const PROVIDERS: usize = 5;

/// Returns a refusal as text: `street[0]: pattern "ß"`, with characters only if the refusal names some, or
/// `rule fr_association`.
fn label(refusal: &Refusal) -> String {
    if refusal.code().violation() == Some(Code::Rule) {
        let (rule, _) = refusal.message().split_once(':').unwrap_or_default();
        return rule.to_owned();
    }
    let place = match refusal.datum() {
        None => format!("field {}", refusal.path().unwrap_or_default()),
        Some(datum) => datum.to_owned(),
    };
    let characters = refusal.message().strip_prefix('"').and_then(|_| {
        let end = refusal
            .message()
            .find(" is not")
            .or(refusal.message().find(" are not"))?;
        Some(format!(" {}", &refusal.message()[..end]))
    });
    format!(
        "{place}: {}{}",
        refusal.code(),
        characters.unwrap_or_default()
    )
}

fn customers() -> BTreeMap<String, Map<String, Value>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("customers");
    let files = std::fs::read_dir(folder).expect("the customers are there");
    files
        .map(|file| {
            let path = file.expect("the folder can be read").path();
            let text = std::fs::read_to_string(&path).expect("the customer can be read");
            let customer = serde_json::from_str(&text).expect("the customer is JSON");
            let name = path
                .file_stem()
                .expect("it has a name")
                .to_string_lossy()
                .into_owned();
            (name, customer)
        })
        .collect()
}

/// Returns what is known apart from the record.
fn known(customer: &Map<String, Value>) -> Known {
    let mut known = Known::default();
    if let Some(facts) = customer.get("facts") {
        known.tlds = serde_json::from_value(facts["tlds"].clone()).expect("a list");
        known.holder = facts["holder"].as_str().map(str::to_owned);
    }
    if let Some(supplied) = customer.get("supplied") {
        known.supplied = serde_json::from_value(supplied.clone()).expect("texts");
    }
    known
}

fn contact(customer: &Map<String, Value>) -> Contact {
    serde_json::from_value(customer["contact"].clone()).expect("it is a contact")
}

#[test]
fn customers_have_the_expected_outcome() {
    let plans = TARGETS.map(|target| plans::provider(target.provider));
    let interpreters: Vec<Interpreter<'_>> = plans.iter().map(Interpreter::new).collect();
    let customers = customers();
    assert!(customers.len() >= 30);
    let mut wrong = Vec::new();
    for (name, customer) in &customers {
        let contact = contact(customer);
        let known = known(customer);
        let emitted = emitted(&contact, &known);
        for (at, target) in TARGETS.iter().enumerate().take(PROVIDERS) {
            let provider = target.provider;
            let call = interpreters[at]
                .operation(target.operation)
                .expect("it is there");
            let verdict = interpreted(&call, &contact, &known, target);
            if format!("{verdict:?}") != format!("{:?}", emitted[at])
                || verdict.sent() != emitted[at].sent()
            {
                wrong.push(format!(
                    "{name}, {provider}: the executors differ\n{verdict:#?}\n{:#?}",
                    emitted[at]
                ));
            }
            let expected = &customer[provider];
            let found: Vec<String> = verdict.refusals().iter().map(label).collect();
            let refused: Vec<&str> = expected
                .get("refused")
                .and_then(Value::as_array)
                .map(|list| list.iter().filter_map(Value::as_str).collect())
                .unwrap_or_default();
            if found != refused {
                wrong.push(format!(
                    "{name}, {provider}: {refused:?} expected, {found:?} found"
                ));
                continue;
            }
            if !refused.is_empty() {
                continue;
            }
            let request = send(&call, &contact, &known, target);
            let said: spoken::Said = verdict
                .adjustments()
                .iter()
                .map(|it| (it.datum().to_owned(), it.change().as_str().to_owned()))
                .collect();
            let table = spoken::table(provider, target.operation);
            let silent =
                spoken::silent(&customer["contact"], &said, &spoken::read(&request), table);
            if !silent.is_empty() {
                wrong.push(format!("{name}, {provider}: {silent:?}"));
            }
            let body = String::from_utf8_lossy(request.body()).into_owned();
            let sent = match expected.get("url") {
                Some(url) => (url, request.url().to_owned()),
                None => (&expected["body"], body),
            };
            if sent.0.as_str() != Some(&sent.1) {
                wrong.push(format!(
                    "{name}, {provider}:\n{}\nexpected\n{}",
                    sent.1, sent.0
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn only_differences_are_sent_and_unread_values_are_kept() {
    use realtime_register::ContactUpdate;
    use realtime_register::contact_update::field;
    let mapping = Mapping::<ContactUpdate<'static>>::new()
        .set(field::CUSTOMER, "acme")
        .set(field::HANDLE, "jane");
    let held = Contact::new()
        .name("Jane Doe")
        .organization("Acme")
        .street(["Main Street 1"])
        .voice("+31384530759");
    let read = Contact::new()
        .name("Jane Doe")
        .organization("Acme")
        .street(["Main Street 1"])
        .voice("+31.384530759");
    let returned = ["name", "organization", "street", "voice", "fax"];
    let as_read = |contact: &Contact| AsRead::new(contact.clone(), returned);
    assert!(
        ContactUpdate::diff(&as_read(&read), &held, &mapping)
            .expect("it fits")
            .is_none()
    );

    let moved = held.clone().street(["Main Street 2"]);
    let fitted = ContactUpdate::diff(&as_read(&read), &moved, &mapping)
        .expect("it fits")
        .expect("the street differs");
    assert_eq!(
        fitted.into_request(),
        ContactUpdate::new("acme", "jane").with_address_line(["Main Street 2"])
    );

    let alone = held.clone().remove("organization");
    let fitted = ContactUpdate::diff(&as_read(&read), &alone, &mapping)
        .expect("it fits")
        .expect("the organisation is gone");
    assert_eq!(
        fitted.into_request(),
        ContactUpdate::new("acme", "jane").clear_organization()
    );

    // The name cannot be removed. A field that the reading operation does not return is kept.
    let nameless = held.clone().remove("name");
    let refusals = ContactUpdate::diff(&as_read(&read), &nameless, &mapping).expect_err("no clear");
    assert_eq!(
        refusals.iter().map(label).collect::<Vec<_>>(),
        ["name: not_cleared"]
    );
    let unseen = AsRead::new(Contact::new(), ["voice"]);
    let fitted = ContactUpdate::diff(&unseen, &Contact::new(), &mapping).expect("it fits");
    assert!(fitted.is_none());
    let fitted = ContactUpdate::diff(&as_read(&read), &Contact::new(), &mapping).expect("it fits");
    assert!(
        fitted.is_none(),
        "a record that mentions nothing changes nothing"
    );
}

#[test]
fn a_replacement_is_whole_or_nothing() {
    use autodns::ContactUpdate;
    let mapping =
        Mapping::<ContactUpdate<'static>>::new().set(autodns::contact_update::field::ID, "1");
    let held = Contact::new()
        .given_name("Jane")
        .family_name("Doe")
        .city("Utrecht");
    let all = [
        "organization",
        "title",
        "city",
        "country",
        "state",
        "email",
        "given_name",
        "family_name",
        "postal_code",
        "voice",
        "fax",
        "street",
        "identity_number",
    ];
    let read = AsRead::new(held.clone(), all);
    assert!(
        ContactUpdate::diff(&read, &held, &mapping)
            .expect("it fits")
            .is_none()
    );
    let moved = held.clone().city("Zwolle");
    let request = ContactUpdate::diff(&read, &moved, &mapping)
        .expect("it fits")
        .expect("the city differs")
        .into_request();
    assert_eq!(
        (request.fname.as_deref(), request.city.as_deref()),
        (Some("Jane"), Some("Zwolle"))
    );
    // If the read contact lacks the fax, an update without fax could delete one.
    let blind = AsRead::new(held, all.into_iter().filter(|datum| *datum != "fax"));
    let refusals = ContactUpdate::diff(&blind, &moved, &mapping).expect_err("it would be lost");
    assert_eq!(
        refusals.iter().map(label).collect::<Vec<_>>(),
        ["fax: not_read"]
    );
}

#[test]
fn a_replacement_names_what_it_deletes() {
    let contact = Contact::new()
        .given_name("Jane")
        .family_name("Doe")
        .city("Utrecht")
        .remove("fax");
    let known = Known {
        keeps_missing: true,
        ..Known::default()
    };
    let emitted = emitted(&contact, &known);
    for (target, emitted) in TARGETS.iter().zip(&emitted) {
        let plan = plans::provider(target.provider);
        let interpreter = Interpreter::new(&plan);
        let call = interpreter
            .operation(target.operation)
            .expect("it is there");
        let verdict = interpreted(&call, &contact, &known, target);
        assert_eq!(format!("{verdict:?}"), format!("{emitted:?}"));
        let deleted = verdict.would_delete();
        let has = |field: &str| deleted.iter().any(|it| it == field);
        let is_patch = target.provider == "realtime-register";
        assert_eq!(deleted.is_empty(), is_patch, "{target:?}: {deleted:?}");
        assert_eq!(has("email"), target.provider == "autodns", "{target:?}");
        // A field is not missing if it has a value, if the record removes it, or if it names the contact.
        for field in ["fname", "city", "fax", "contact_id", "password"] {
            assert!(!has(field), "{target:?}: {deleted:?}");
        }
        let refused = verdict.refusals().iter().filter(|it| it.is_deletion());
        assert_eq!(refused.count(), deleted.len());
    }
    let deletions = |verdict: &wireform::contact::Verdict| !verdict.would_delete().is_empty();
    assert_eq!(emitted.iter().filter(|it| deletions(it)).count(), 5);
    let verdicts = wireform::contact::Verdicts::new(emitted);
    let changes = verdicts.changes();
    let mut objections = changes.values().flatten();
    assert!(!objections.any(|it| it.refusal().is_deletion()));
}

#[test]
fn the_verdict_names_what_the_record_must_change() {
    let contact = Contact::new()
        .given_name("Petra")
        .family_name("Meier")
        .street(["Hauptstraße 1"])
        .city("Berlin")
        .country("DE")
        .voice("+4930123456")
        .email("petra@meier.example");
    let verdicts = wireform::contact::Verdicts::new(emitted(&contact, &Known::default()));
    assert!(!verdicts.is_accepted());
    let changes = verdicts.changes();
    let who = |datum: &str| {
        changes[&Some(datum)]
            .iter()
            .map(|objection| objection.provider())
            .collect::<Vec<_>>()
    };
    assert_eq!(who("postal_code"), ["Namebay", "LogicBoxes"]);
    assert_eq!(who("street[0]"), ["Namebay"]);
    assert_eq!(changes[&Some("street[0]")][0].operation(), "contact_update");
    assert_eq!(
        changes[&Some("street[0]")][0].refusal().to_string(),
        "street[0]: \"ß\" is not accepted by Namebay; it takes [A-Za-z0-9 \\.!#$%'()*+,:;=\\-?@\\[\\]//^_`|}{]{1,250}"
    );
}

#[test]
fn only_the_caller_transliterates() {
    let contact = Contact::new().street(["Hauptstraße 1"]).city("Berlin");
    let mapping =
        Mapping::<namebay::ContactUpdate<'static>>::new().ascii(|text| text.replace('ß', "ss"));
    let plan = plans::provider("namebay");
    let interpreter = Interpreter::new(&plan);
    let call = interpreter
        .operation("contact_update")
        .expect("it is there");
    let verdict = call.verdict(
        &contact,
        mapping.choices(),
        &Known::default().facts(&plan),
        &Waivers::NONE,
    );
    let street = verdict
        .sent()
        .iter()
        .find(|sent| sent.path() == "street")
        .expect("it is sent");
    assert_eq!(street.value(), "Hauptstrasse 1");
    let adjusted: Vec<String> = verdict
        .adjustments()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(adjusted, ["street[0]: ascii, cannot be undone"]);
}
