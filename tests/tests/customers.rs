//! Awkward customers against five providers: each file of `customers/` has a contact, and for each provider the bytes that
//! go out or what is refused, written by hand. Both executors are held against them.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Map, Value};
use wireform::{
    AsRead, Candidate, Choices, Chosen, Contact, Fact, FromContact, HttpRequest, Mapping, Policy,
    Refusal, Verdict, Waivers, check_all,
};
use wireform_codegen::plan::Plan;
use wireform_interpret::{Call, Facts, Interpreter};
use wireform_tests::emitted::schemas::{
    autodns, hostcontrol, logicboxes, namebay, realtime_register,
};
use wireform_tests::plans;

const PROVIDERS: [&str; 5] = [
    "realtime-register",
    "autodns",
    "namebay",
    "hostcontrol",
    "logicboxes",
];

/// What no contact has, by provider.
const SUPPLIED: [&[(&str, &str)]; 5] = [
    &[("customer", "acme"), ("handle", "jane")],
    &[("id", "1")],
    &[("contact_id", "C123"), ("password", "Secret-1")],
    &[("id", "1")],
    &[("contact_id", "1")],
];

fn choices(provider: usize) -> Choices {
    let mut choices = Choices::new();
    for (field, value) in SUPPLIED[provider] {
        choices.set(*field, *value);
    }
    choices
}

fn unknown(plan: &Plan) -> Facts {
    let mut facts = Facts::new();
    for at in 0..plan.contexts.len() {
        facts.set(at, wireform_interpret::Fact::Unknown);
    }
    facts
}

fn interpreted(call: &Call<'_>, contact: &Contact, provider: usize) -> Verdict {
    call.verdict(
        contact,
        &choices(provider),
        &unknown(call.plan()),
        &Waivers::NONE,
    )
}

/// The verdicts of the generated requests.
#[allow(deprecated, reason = "one operation is withdrawn")]
fn emitted(contact: &Contact) -> Vec<Verdict> {
    use realtime_register::contact_update::field as rtr;
    let first = Mapping::new()
        .set(rtr::CUSTOMER, "acme")
        .set(rtr::HANDLE, "jane");
    let second = Mapping::new().set(autodns::contact_update::field::ID, "1");
    let third = Mapping::new()
        .set(namebay::contact_update::field::CONTACT_ID, "C123")
        .set(namebay::contact_update::field::PASSWORD, "Secret-1");
    let fourth = Mapping::new().set(hostcontrol::contact_update::field::ID, "1");
    let fifth = Mapping::new().set(logicboxes::contact_update::field::CONTACT_ID, "1");
    let namebay = namebay::contact_update::Context {
        tlds: Fact::Unknown,
        holder: Fact::Unknown,
    };
    let logicboxes = logicboxes::contact_update::Context {
        tlds: Fact::Unknown,
        suspended: Fact::Unknown,
        archived: Fact::Unknown,
        current: None,
    };
    let verdicts = check_all(
        contact,
        &[
            &Chosen::<realtime_register::ContactUpdate<'_>> {
                mapping: &first,
                context: &(),
                policy: &Policy::new(),
            },
            &Chosen::<autodns::ContactUpdate<'_>> {
                mapping: &second,
                context: &(),
                policy: &Policy::new(),
            },
            &Chosen::<namebay::ContactUpdate<'_>> {
                mapping: &third,
                context: &namebay,
                policy: &Policy::new(),
            },
            &Chosen::<hostcontrol::ContactUpdate<'_>> {
                mapping: &fourth,
                context: &(),
                policy: &Policy::new(),
            } as &dyn Candidate,
            &Chosen::<logicboxes::ContactUpdate<'_>> {
                mapping: &fifth,
                context: &logicboxes,
                policy: &Policy::new(),
            },
        ],
    );
    verdicts.iter().cloned().collect()
}

fn send(call: &Call<'_>, contact: &Contact, provider: usize) -> HttpRequest {
    let facts = unknown(call.plan());
    let fitted = call.fit(contact, None, &choices(provider), &facts, &Waivers::NONE);
    let valid = call
        .valid(fitted.values, &facts, &Waivers::NONE)
        .expect("the verdict accepted it");
    let given: Vec<(String, String)> = [
        ("api_key", "K"),
        ("user", "U"),
        ("login", "L"),
        ("password", "P"),
        ("api_username", "U"),
        ("auth_userid", "42"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into_iter()
    .filter(|(name, _)| {
        call.plan()
            .credentials
            .iter()
            .any(|known| known.name == *name)
    })
    .collect();
    let way = call.operation().auths.first().copied();
    let credentials = call.credentials(way, &given).expect("they are credentials");
    let server = &call.plan().endpoints[call.operation().endpoint].servers[0].url;
    call.encode(&valid, 0, server, &credentials)
}

/// `street[0]: pattern "ß"`: the characters only where they are named.
fn label(refusal: &Refusal) -> String {
    let place = match refusal.datum() {
        "" => format!("field {}", refusal.path()),
        datum => datum.to_owned(),
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

fn contact(customer: &Map<String, Value>) -> Contact {
    serde_json::from_value(customer["contact"].clone()).expect("it is a contact")
}

#[test]
fn customers_become_what_was_written_by_hand() {
    let plans = PROVIDERS.map(plans::provider);
    let interpreters: Vec<Interpreter<'_>> = plans.iter().map(Interpreter::new).collect();
    let customers = customers();
    assert!(customers.len() >= 30);
    let mut wrong = Vec::new();
    for (name, customer) in &customers {
        let contact = contact(customer);
        let emitted = emitted(&contact);
        for (at, provider) in PROVIDERS.iter().enumerate() {
            let call = interpreters[at]
                .operation("contact_update")
                .expect("it is there");
            let verdict = interpreted(&call, &contact, at);
            accounted(&contact, &verdict);
            if format!("{verdict:?}") != format!("{:?}", emitted[at])
                || verdict.sent != emitted[at].sent
            {
                wrong.push(format!(
                    "{name}, {provider}: the executors differ\n{verdict:#?}\n{:#?}",
                    emitted[at]
                ));
            }
            let expected = &customer[*provider];
            let found: Vec<String> = verdict.refusals.iter().map(label).collect();
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
            let request = send(&call, &contact, at);
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

/// Nothing differs silently: each value that is sent is the datum, or an adjustment says what was done to it; each datum
/// is sent, left out with a word, or refused.
fn accounted(contact: &Contact, verdict: &Verdict) {
    let root = |path: &str| path.split('[').next().unwrap_or_default().to_owned();
    for sent in &verdict.sent {
        let Some(datum) = sent.datum() else { continue };
        let held = contact.get(datum);
        let adjusted = verdict
            .adjustments
            .iter()
            .any(|it| it.path() == sent.path());
        assert!(
            held.as_deref().unwrap_or_default() == sent.value() || adjusted,
            "{datum} differs silently"
        );
    }
    for (datum, _) in contact.data() {
        let sent = verdict.sent.iter().any(|it| it.datum() == Some(&*datum));
        let adjusted = verdict.adjustments.iter().any(|it| it.datum() == datum);
        let refused = verdict
            .refusals
            .iter()
            .any(|it| root(it.datum()) == root(&datum));
        // A whole name says what its parts say.
        let in_name = datum.ends_with("name")
            && contact.name
                == Some(format!(
                    "{} {}",
                    contact.given_name.as_deref().unwrap_or_default(),
                    contact.family_name.as_deref().unwrap_or_default()
                ));
        let parts = verdict.refusals.iter().any(|it| it.code() == "parts");
        assert!(
            sent || adjusted || refused || in_name || parts,
            "{}: {datum} is lost",
            verdict.provider
        );
    }
}

#[test]
fn only_what_differs_is_sent_and_nothing_unseen_is_cleared() {
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

    let mut alone = held.clone();
    alone.organization = None;
    let fitted = ContactUpdate::diff(&as_read(&read), &alone, &mapping)
        .expect("it fits")
        .expect("the organisation is gone");
    assert_eq!(
        fitted.into_request(),
        ContactUpdate::new("acme", "jane").clear_organization()
    );

    // The name cannot be removed; what the reading side does not return stays.
    let mut nameless = held.clone();
    nameless.name = None;
    let refusals = ContactUpdate::diff(&as_read(&read), &nameless, &mapping).expect_err("no clear");
    assert_eq!(
        refusals.iter().map(label).collect::<Vec<_>>(),
        ["name: not_cleared"]
    );
    let unseen = AsRead::new(Contact::new(), ["voice"]);
    let fitted = ContactUpdate::diff(&unseen, &Contact::new(), &mapping).expect("it fits");
    assert!(fitted.is_none());
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
    // Without fax in what is read, leaving it out could delete one.
    let blind = AsRead::new(held, all.into_iter().filter(|datum| *datum != "fax"));
    let refusals = ContactUpdate::diff(&blind, &moved, &mapping).expect_err("it would be lost");
    assert_eq!(
        refusals.iter().map(label).collect::<Vec<_>>(),
        ["fax: not_read"]
    );
}

#[test]
fn the_record_is_told_what_to_change() {
    let contact = Contact::new()
        .given_name("Petra")
        .family_name("Meier")
        .street(["Hauptstraße 1"])
        .city("Berlin")
        .country("DE")
        .voice("+4930123456")
        .email("petra@meier.example");
    let verdicts = wireform::Verdicts::new(emitted(&contact));
    assert!(!verdicts.is_accepted());
    let changes = verdicts.changes();
    let who = |datum: &str| {
        changes[datum]
            .iter()
            .map(|(who, _)| *who)
            .collect::<Vec<_>>()
    };
    assert_eq!(who("postal_code"), ["Namebay", "LogicBoxes"]);
    assert_eq!(who("street[0]"), ["Namebay"]);
    assert_eq!(
        changes["street[0]"][0].1.to_string(),
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
    let verdict = call.verdict(&contact, mapping.choices(), &unknown(&plan), &Waivers::NONE);
    let street = verdict
        .sent
        .iter()
        .find(|sent| sent.path() == "street")
        .expect("it is sent");
    assert_eq!(street.value(), "Hauptstrasse 1");
    let adjusted: Vec<String> = verdict
        .adjustments
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(adjusted, ["street[0]: ascii, cannot be undone"]);
}

fn some(text: &'static str) -> impl Strategy<Value = Option<String>> {
    proptest::option::of(text)
}

prop_compose! {
    fn contacts()(
        name in some("[A-Za-zé' ]{0,12}"),
        given in some("[A-Za-zé']{0,8}"),
        family in some("[A-Za-zé']{0,8}"),
        organization in some(".{0,12}"),
        street in proptest::collection::vec("[ -~ß\n]{0,20}", 0..5),
        country in some("[A-Za-z]{2}"),
        voice in some("(\\+(1|31|49|599)[0-9]{1,12}|\\+(1|31|49|599)\\.[0-9]{1,12}|[0-9 ]{0,9})"),
        extension in some("[0-9]{1,4}"),
        email in some("[A-Za-z.+']{1,8}@[A-Za-zü]{1,8}\\.(example|nl)"),
        vat in some("[A-Z0-9 ]{0,9}"),
    ) -> Contact {
        let mut contact = Contact::new().street(street);
        contact.name = name;
        contact.given_name = given;
        contact.family_name = family;
        contact.organization = organization;
        contact.country = country;
        contact.voice = voice;
        contact.voice_extension = extension;
        contact.email = email;
        contact.vat = vat;
        contact
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn executors_agree_and_nothing_is_lost(contact in contacts()) {
        let emitted = emitted(&contact);
        for (at, provider) in PROVIDERS.iter().enumerate() {
            let plan = plans::provider(provider);
            let interpreter = Interpreter::new(&plan);
            let call = interpreter.operation("contact_update").expect("it is there");
            let verdict = interpreted(&call, &contact, at);
            accounted(&contact, &verdict);
            prop_assert_eq!(format!("{verdict:?}"), format!("{:?}", emitted[at]));
            prop_assert_eq!(&verdict.sent, &emitted[at].sent);
            // What a conversion makes of a telephone number or a country is what the field takes.
            for refusal in &verdict.refusals {
                let facet = matches!(refusal.code(), "pattern" | "max_length" | "min_length" | "format");
                prop_assert!(!(facet && matches!(refusal.datum(), "voice" | "country")), "{refusal}");
            }
        }
    }
}
