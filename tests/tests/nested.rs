//! Checks contacts whose data are in objects and in items of lists, with both executors.
//!
//! `nested/nested.yaml` is the schema. Each case of `nested/cases.json` has a record, the caller's choices, a response if
//! the contact was read, and the expected outcome, written by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use wireform::contact::{
    AsRead, Choices, Contact, FromContact, Mapping, ReadsContact as _, Refusal, Refusals, Sent,
};
use wireform::response::ResponseParts;
use wireform::{ApiRequest, Field, Policy, Waivers};
use wireform_codegen::plan::Plan;
use wireform_interpret::{Call, Facts, Interpreter};
use wireform_tests::contacts::random;

wireform::include_schema!("nested/nested.yaml");

/// A case: a record and its expected outcome.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    shows: String,
    operation: String,
    contact: Contact,
    #[serde(default)]
    supplied: BTreeMap<String, String>,
    #[serde(default)]
    left_out: Vec<String>,
    #[serde(default)]
    delete_missing: bool,
    read: Option<serde_json::Value>,
    sent: Option<String>,
    #[serde(default)]
    nothing: bool,
    #[serde(default)]
    adjusted: BTreeSet<String>,
    #[serde(default)]
    removed: Vec<String>,
    #[serde(default)]
    refused: Vec<String>,
    #[serde(default)]
    wire: Vec<String>,
}

/// The outcome of a record in one executor.
#[derive(Debug, PartialEq)]
enum Outcome {
    Nothing,
    Refused(Refusals),
    Sent {
        body: String,
        sent: Vec<Sent>,
        adjusted: Vec<wireform::contact::Adjustment>,
    },
}

fn plan() -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("nested/nested.yaml");
    let mut sources = wireform_codegen::source::Sources::new();
    sources.add(
        "nested.yaml",
        std::fs::read_to_string(path).expect("the schema"),
    );
    let (mut plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(diagnostics.0.is_empty(), "{diagnostics:?}");
    plans.remove(0)
}

fn emitted<T>(case: &Case, read: Option<&AsRead>) -> Outcome
where
    T: FromContact + ApiRequest<Context = (), BodyCredentials = (), AtSending = ()>,
{
    let mut mapping = Mapping::<T>::new();
    for (path, value) in &case.supplied {
        mapping = mapping.set(Field::__new(path.clone().leak()), value);
    }
    for path in &case.left_out {
        mapping = mapping.leave_out(path.clone());
    }
    if case.delete_missing {
        mapping = mapping.delete_missing();
    }
    let fitted = match read {
        None => T::from_contact(&case.contact, &mapping).map(Some),
        Some(read) => T::diff(read, &case.contact, &mapping),
    };
    let fitted = match fitted {
        Ok(Some(fitted)) => fitted,
        Ok(None) => return Outcome::Nothing,
        Err(refusals) => return Outcome::Refused(refusals),
    };
    let sent = fitted.sent().to_vec();
    match fitted.into_valid(&(), &Policy::new()) {
        Err(refusals) => Outcome::Refused(refusals),
        Ok((valid, adjusted)) => {
            let mut body = Vec::new();
            valid.write_body(&(), &mut body);
            let body = String::from_utf8(body).expect("it is text");
            Outcome::Sent {
                body,
                sent,
                adjusted,
            }
        }
    }
}

fn interpreted(call: &Call<'_>, case: &Case, read: Option<&AsRead>) -> Outcome {
    let mut choices = Choices::new();
    for (path, value) in &case.supplied {
        choices.set(path.clone(), value);
    }
    for path in &case.left_out {
        choices.leave_out(path.clone());
    }
    if case.delete_missing {
        choices.delete_missing();
    }
    let facts = Facts::new();
    let fitted = call.fit(&case.contact, read, &choices, &facts, &Waivers::NONE);
    if !fitted.result.refusals.is_empty() {
        return Outcome::Refused(fitted.result.refusals);
    }
    if !fitted.result.changed {
        return Outcome::Nothing;
    }
    let valid = call
        .valid(fitted.values, &facts, &Waivers::NONE)
        .expect("nothing was refused");
    let credentials = call.credentials(None, &[]).expect("there are none");
    let request = call.encode(
        &valid,
        call.operation().default_binding_id(),
        "https://api.example",
        &credentials,
    );
    let request = request.expect("nothing is signed");
    Outcome::Sent {
        body: String::from_utf8(request.body().to_vec()).expect("it is text"),
        sent: fitted.result.sent,
        adjusted: fitted.result.adjustments,
    }
}

/// Returns the outcome, on which both executors must agree.
fn agreed(interpreter: &Interpreter<'_>, case: &Case) -> Outcome {
    let call = |name| interpreter.operation(name).expect("it is there");
    let read = case.read.as_ref().map(|answer| {
        let body = answer.to_string();
        let emitted = nested::OwnerRead::read_contact(ResponseParts::new(200, body.as_bytes()));
        let interpreted =
            call("owner_read").read_contact(&ResponseParts::new(200, body.as_bytes()));
        assert_eq!(
            format!("{emitted:?}"),
            format!("{interpreted:?}"),
            "{}",
            case.shows
        );
        emitted.expect("it is a contact")
    });
    let read = read.as_ref();
    let emitted = match case.operation.as_str() {
        "owner_create" => emitted::<nested::OwnerCreate<'_>>(case, read),
        "owner_replace" => emitted::<nested::OwnerReplace<'_>>(case, read),
        "owner_change" => emitted::<nested::OwnerChange<'_>>(case, read),
        "owner_patch" => emitted::<nested::OwnerPatch<'_>>(case, read),
        other => panic!("there is no {other}"),
    };
    let interpreted = interpreted(&call(&case.operation), case, read);
    // Emitted code reports the fit's own refusals before it checks the request.
    match (&emitted, &interpreted) {
        (Outcome::Refused(first), Outcome::Refused(all)) => {
            assert!(
                first.iter().all(|it| all.iter().any(|other| it == other)),
                "{}: {emitted:?}, {interpreted:?}",
                case.shows
            );
        }
        _ => assert_eq!(emitted, interpreted, "{}", case.shows),
    }
    interpreted
}

/// Returns a refusal as text, such as `voice at lines[0].number: domain`.
fn label(refusal: &Refusal) -> String {
    match refusal.datum() {
        None => format!(
            "field {}: {}",
            refusal.path().unwrap_or_default(),
            refusal.code()
        ),
        Some(datum) => format!(
            "{datum} at {}: {}",
            refusal.path().unwrap_or_default(),
            refusal.code()
        ),
    }
}

#[test]
fn cases_have_the_expected_outcome() {
    let plan = plan();
    let interpreter = Interpreter::new(&plan);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("nested/cases.json");
    let text = std::fs::read_to_string(path).expect("the cases");
    let cases: Vec<Case> = serde_json::from_str(&text).expect("they are cases");
    assert!(cases.len() > 15);
    let mut wrong = Vec::new();
    for case in &cases {
        let outcome = agreed(&interpreter, case);
        let is_right = match &outcome {
            Outcome::Nothing => case.nothing,
            Outcome::Refused(refusals) => {
                let wires: Vec<&str> = refusals.iter().filter_map(Refusal::wire_path).collect();
                let labels: Vec<String> = refusals.iter().map(label).collect();
                labels == case.refused && (case.wire.is_empty() || wires == case.wire)
            }
            Outcome::Sent {
                body,
                sent,
                adjusted,
            } => {
                let removed = sent.iter().filter(|it| it.is_clear()).map(Sent::path);
                let adjusted = adjusted.iter().filter(|it| it.path().is_some());
                let adjusted: BTreeSet<String> = adjusted
                    .map(|it| {
                        format!(
                            "{}: {}",
                            it.path().unwrap_or_default(),
                            it.change().as_str()
                        )
                    })
                    .collect();
                case.sent.as_ref() == Some(body)
                    && removed.eq(case.removed.iter().map(String::as_str))
                    && adjusted == case.adjusted
            }
        };
        if !is_right {
            wrong.push(format!("{}: {outcome:#?}", case.shows));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Returns the response of a provider that has the data of a record.
fn answer(contact: &Contact) -> serde_json::Value {
    let mut owner = serde_json::json!({ "note": "n", "place": {} });
    let mut answer = serde_json::json!({ "papers": {} });
    let mut street = Vec::new();
    for (datum, text) in contact.data() {
        let text = serde_json::json!(text);
        match datum.as_ref() {
            "name" => owner["name"] = text,
            "city" | "country" => owner["place"][datum.as_ref()] = text,
            "email" => answer["email"] = text,
            "vat" => answer["papers"]["vat"] = text,
            "company_number" => answer["papers"]["company"] = text,
            "voice" => answer["lines"] = serde_json::json!([{ "kind": "main", "number": text }]),
            line if line.starts_with("street") => street.push(text),
            _ => {}
        }
    }
    if !street.is_empty() {
        owner["place"]["street"] = street.into();
    }
    answer["owner"] = owner;
    answer
}

/// Returns the data for which an operation has a field.
fn fields(operation: &str) -> &'static [&'static str] {
    match operation {
        "owner_patch" => &[
            "email",
            "street",
            "city",
            "country",
            "vat",
            "company_number",
            "voice",
        ],
        _ => &["name", "street", "city", "country", "voice"],
    }
}

#[test]
fn every_datum_of_any_record_is_sent_listed_or_refused() {
    let plan = plan();
    let interpreter = Interpreter::new(&plan);
    let records = random::sample(240);
    let (mut sent_at_all, mut removed_at_all, mut refused_at_all) = (0, 0, 0);
    for (at, contact) in records.iter().enumerate() {
        let had = &records[(at + 1) % records.len()];
        let root = |path: &str| path.split('[').next().unwrap_or_default().to_owned();
        let is_there = |contact: &Contact, name: &str| {
            let data = contact.data();
            data.iter().any(|(datum, _)| root(datum) == name)
        };
        // The record removes some of the provider's data that it lacks, and does not mention the others.
        let mut contact = contact.clone();
        if at % 2 == 0 {
            contact.email = None;
        }
        let names = fields("owner_patch").iter().chain(fields("owner_replace"));
        for (number, name) in names.enumerate() {
            // Most operations refuse to remove other data.
            let often = matches!(*name, "email" | "vat" | "voice") && at % 2 == 0;
            let asks = often || number == at % 12;
            if asks && is_there(had, name) && !is_there(&contact, name) {
                contact = contact.remove(*name);
            }
        }
        let contact = &contact;
        for operation in ["owner_create", "owner_replace", "owner_patch"] {
            for read in [None, Some(answer(had))] {
                if operation == "owner_create" && read.is_some() {
                    continue;
                }
                let is_diff = read.is_some();
                let mut supplied = BTreeMap::from([("lines.kind".to_owned(), "main".to_owned())]);
                if operation != "owner_create" {
                    supplied.insert("id".to_owned(), "1".to_owned());
                }
                let case = Case {
                    shows: format!("{operation} of {contact:?}"),
                    operation: operation.to_owned(),
                    contact: contact.clone(),
                    supplied,
                    left_out: Vec::new(),
                    delete_missing: read.is_none(),
                    read,
                    sent: None,
                    nothing: false,
                    adjusted: BTreeSet::new(),
                    removed: Vec::new(),
                    refused: Vec::new(),
                    wire: Vec::new(),
                };
                let Outcome::Sent { sent, adjusted, .. } = agreed(&interpreter, &case) else {
                    refused_at_all += 1;
                    continue;
                };
                for &name in fields(operation) {
                    let rows: Vec<&Sent> = sent
                        .iter()
                        .filter(|it| it.datum().is_some_and(|datum| root(datum) == name))
                        .collect();
                    let is_sent = rows.iter().any(|it| !it.is_clear());
                    let is_removed = rows.iter().any(|it| it.is_clear());
                    let is_listed = adjusted.iter().any(|it| root(it.datum()) == name);
                    let same = |contact: &Contact| {
                        let data = contact.data().into_iter();
                        let data = data.filter(|(datum, _)| root(datum) == name);
                        data.map(|(_, text)| text.into_owned()).collect::<Vec<_>>()
                    };
                    if is_there(contact, name) {
                        // A text is also kept if a conversion makes it equal to the provider's.
                        let folded =
                            |texts: Vec<String>| texts.join("\n").to_uppercase().replace('.', "");
                        let kept = is_diff && folded(same(contact)) == folded(same(had));
                        assert!(
                            is_sent || is_listed || kept,
                            "{name} is lost: {}",
                            case.shows
                        );
                        sent_at_all += usize::from(is_sent);
                    } else if is_diff && is_there(had, name) && contact.removes(name) {
                        assert!(is_removed, "{name} is not removed: {}", case.shows);
                        removed_at_all += 1;
                    } else if is_diff && is_there(had, name) {
                        let is_kept = is_sent || operation == "owner_patch";
                        assert!(
                            is_kept && !is_removed,
                            "{name} does not stay: {}",
                            case.shows
                        );
                    } else if contact.removes(name) {
                        assert!(!is_sent, "{name} is sent: {}", case.shows);
                    } else {
                        assert!(!is_sent, "{name} comes from nowhere: {}", case.shows);
                    }
                }
            }
        }
    }
    println!("{sent_at_all} sent, {removed_at_all} removed, {refused_at_all} refused");
    assert!(sent_at_all > 200 && removed_at_all > 10 && refused_at_all > 50);
}

#[test]
fn a_nested_field_is_supplied_by_its_constant() {
    use nested::owner_create::field;
    let contact = Contact::new().name("Jane").voice("+31384530759");
    let mapping = Mapping::<nested::OwnerCreate<'_>>::new()
        .set(field::lines::KIND, "night")
        .set(field::owner::place::CITY, "Delft")
        .leave_out("billing");
    let fitted = nested::OwnerCreate::from_contact(&contact, &mapping).expect("it fits");
    let request = fitted.request();
    let place = request.owner.place.as_ref().expect("its city was supplied");
    assert_eq!(place.city, "Delft");
    let lines = request.lines.as_ref().expect("there is a number");
    assert_eq!(lines[0].kind.as_str(), "night");
    assert!(request.billing.is_none());
}
