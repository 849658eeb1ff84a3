//! Contacts read from providers' responses.
//!
//! Each file of `answers/` has a response, the contact in it, and the bodies that diffs against it send, all written by
//! hand. Both executors must give these results. A second test takes random pairs of records and checks that the diff of
//! a pair turns the first record into the second.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};
use wireform::contact::{
    AsRead, Choices, Contact, FromContact, Mapping, ReadError, ReadsContact, Refusal,
};
use wireform::response::ResponseParts;
use wireform::{Policy, Waivers};
use wireform_codegen::plan::Plan;
use wireform_interpret::{Call, Facts, Interpreter};
use wireform_tests::contacts::random;
use wireform_tests::emitted::schemas::{autodns, realtime_register};
use wireform_tests::plans;

fn answers() -> Vec<(String, Map<String, Value>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("answers");
    let mut answers: Vec<_> = std::fs::read_dir(folder)
        .expect("the answers are there")
        .map(|file| {
            let path = file.expect("the folder can be read").path();
            let text = std::fs::read_to_string(&path).expect("the answer can be read");
            let answer = serde_json::from_str(&text).expect("the file is JSON");
            (path.display().to_string(), answer)
        })
        .collect();
    answers.sort_by(|(a, _), (b, _)| a.cmp(b));
    answers
}

/// Reads a response with both executors, which must agree.
fn read(
    provider: &str,
    call: &Call<'_>,
    status: u16,
    body: &[u8],
) -> [Result<AsRead, ReadError>; 2] {
    let parts = ResponseParts::new(status, body);
    let emitted = match provider {
        "autodns" => autodns::ContactInfo::read_contact(parts.clone()),
        _ => realtime_register::ContactInfo::read_contact(parts.clone()),
    };
    [emitted, call.read_contact(&parts)]
}

/// Returns a refusal as text, such as `voice: domain`, or `field nic_ref: not_read` if it concerns no datum.
fn label(refusal: &Refusal) -> String {
    match refusal.datum() {
        None => format!(
            "field {}: {}",
            refusal.path().unwrap_or_default(),
            refusal.code()
        ),
        Some(datum) => format!("{datum}: {}", refusal.code()),
    }
}

fn supplied(provider: &str) -> &'static [(&'static str, &'static str)] {
    match provider {
        "autodns" => &[("id", "1")],
        _ => &[("customer", "acme"), ("handle", "jane")],
    }
}

/// Returns the outcome of a diff for the emitted request and for the interpreter: `nothing`, the body that is sent, or the
/// refusals.
fn diffs(
    provider: &str,
    call: &Call<'_>,
    read: &AsRead,
    wanted: &Contact,
    left_out: &[String],
) -> [String; 2] {
    let emitted = match provider {
        "autodns" => {
            use autodns::contact_update::field;
            let mut mapping = Mapping::new().set(field::ID, "1");
            for name in left_out {
                mapping = mapping.leave_out(name.clone());
            }
            let credentials = autodns::BasicAuth {
                user: "U",
                password: "P",
                context: None,
            };
            diff::<autodns::ContactUpdate<'static>>(
                read,
                wanted,
                &mapping,
                &autodns::ApiServer::Production,
                &autodns::ApiCredentials::new(credentials).expect("they are credentials"),
            )
        }
        _ => {
            use realtime_register::contact_update::field;
            let mapping = Mapping::new()
                .set(field::CUSTOMER, "acme")
                .set(field::HANDLE, "jane");
            let key = realtime_register::KeyAuth { api_key: "K" };
            diff::<realtime_register::ContactUpdate<'static>>(
                read,
                wanted,
                &mapping,
                &realtime_register::ApiServer::Production,
                &realtime_register::ApiCredentials::new(key).expect("they are credentials"),
            )
        }
    };
    let mut choices = Choices::new();
    for (field, value) in supplied(provider) {
        choices.set(*field, *value);
    }
    for name in left_out {
        choices.leave_out(name.clone());
    }
    let facts = Facts::new();
    let fitted = call.fit(wanted, Some(read), &choices, &facts, &Waivers::NONE);
    let interpreted = if !fitted.result.refusals.is_empty() {
        let refusals = fitted.result.refusals.iter();
        let labels: Vec<String> = refusals.map(label).collect();
        labels.join(", ")
    } else if !fitted.result.changed {
        "nothing".to_owned()
    } else {
        let valid = call
            .valid(fitted.values, &facts, &Waivers::NONE)
            .expect("the fit checked it");
        let given: Vec<(String, String)> = [("api_key", "K"), ("user", "U"), ("password", "P")]
            .into_iter()
            .filter(|(name, _)| call.plan().credentials.iter().any(|it| it.name == *name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let way = call.operation().auths.first().copied();
        let credentials = call.credentials(way, &given).expect("they are credentials");
        let server = &call.plan().endpoints[call.operation().endpoint]
            .servers
            .as_slice()[0]
            .url;
        let request = call.encode(
            &valid,
            call.operation().default_binding_id(),
            server,
            &credentials,
        );
        let request = request.expect("nothing is signed");
        String::from_utf8_lossy(request.body()).into_owned()
    };
    [emitted, interpreted]
}

fn diff<T: FromContact<Context = (), AtSending = ()>>(
    read: &AsRead,
    wanted: &Contact,
    mapping: &Mapping<T>,
    server: &T::Server,
    credentials: &T::Credentials,
) -> String {
    let fitted = T::diff(read, wanted, mapping).and_then(|fitted| {
        let Some(fitted) = fitted else {
            return Ok(None);
        };
        fitted.into_valid(&(), &Policy::new()).map(Some)
    });
    match fitted {
        Ok(None) => "nothing".to_owned(),
        Ok(Some((valid, _))) => {
            let request = valid.to_http(server, credentials);
            String::from_utf8_lossy(request.body()).into_owned()
        }
        Err(refusals) => {
            let labels: Vec<String> = refusals.iter().map(label).collect();
            labels.join(", ")
        }
    }
}

fn check(file: &str, answer: &Map<String, Value>, plan: &Plan, wrong: &mut Vec<String>) {
    let provider = answer["provider"].as_str().expect("a provider");
    let interpreter = Interpreter::new(plan);
    let call = interpreter.operation("contact_info").expect("it is there");
    let update = interpreter
        .operation("contact_update")
        .expect("it is there");
    let status = answer["status"].as_u64().expect("a status") as u16;
    let body = match answer.get("text") {
        Some(text) => text.as_str().expect("a text").to_owned(),
        None => answer["body"].to_string(),
    };
    for read in read(provider, &call, status, body.as_bytes()) {
        let read = match read {
            Ok(read) => read,
            Err(error) => {
                let expected = answer.get("error").and_then(Value::as_str);
                if expected != Some(&error.to_string()) {
                    wrong.push(format!("{file}: {error}"));
                }
                continue;
            }
        };
        let contact = serde_json::to_value(read.contact()).expect("it can be written");
        if answer.get("contact") != Some(&contact) {
            wrong.push(format!("{file}: {contact} was read"));
        }
        let unread: Vec<String> = read.unread().iter().map(ToString::to_string).collect();
        if answer.get("unread") != Some(&Value::from(unread.clone())) {
            wrong.push(format!("{file}: {unread:?} could not be read"));
        }
        for case in answer["diffs"].as_array().expect("a list") {
            let wanted = serde_json::from_value(case["wanted"].clone()).expect("it is a contact");
            let expected = match (case.get("body"), case.get("refused")) {
                (Some(body), _) => body.as_str().expect("a text").to_owned(),
                (_, Some(refused)) => {
                    let list = refused.as_array().expect("a list").iter();
                    let texts: Vec<&str> = list.filter_map(Value::as_str).collect();
                    texts.join(", ")
                }
                _ => "nothing".to_owned(),
            };
            let left_out = case.get("leave_out").and_then(Value::as_array);
            let left_out: Vec<String> = left_out
                .into_iter()
                .flatten()
                .map(|name| name.as_str().expect("a text").to_owned())
                .collect();
            for found in diffs(provider, &update, &read, &wanted, &left_out) {
                if found != expected {
                    wrong.push(format!("{file}, {}:\n{found}\n{expected}", case["about"]));
                }
            }
        }
    }
}

#[test]
fn responses_become_contacts_and_contacts_become_updates() {
    let mut wrong = Vec::new();
    let mut providers = BTreeSet::new();
    for (file, answer) in answers() {
        let provider = answer["provider"].as_str().expect("a provider").to_owned();
        check(&file, &answer, &plans::provider(&provider), &mut wrong);
        providers.insert(provider);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    // Every provider whose contacts can be read has at least one response here.
    for plan in plans::shipped() {
        let is_read = plan.operations.iter().any(|it| it.reading.is_some());
        assert!(
            !is_read || providers.contains(&plan.schema),
            "{}",
            plan.schema
        );
    }
}

/// Returns the members of a body that are not empty. An empty member is a cleared field.
fn stored(body: &str) -> Map<String, Value> {
    let mut stored: Map<String, Value> = serde_json::from_str(body).expect("it is an object");
    stored.retain(|_, value| value != "");
    stored
}

/// Returns a copy of the first record in which some data are removed or taken from another record.
fn near(first: &Contact, other: &Contact, seed: usize) -> Contact {
    let mut near = first.clone();
    match seed % 8 {
        0 => near = near.remove("organization"),
        1 => near.organization.clone_from(&other.organization),
        2 => near = near.fax(""),
        3 => near.voice.clone_from(&other.voice),
        4 => near.street.clone_from(&other.street),
        5 => near = near.remove("state"),
        6 => near = other.clone(),
        _ => {}
    }
    // A datum that the record does not mention is kept.
    for (datum, _) in first.data() {
        let name = datum.split('[').next().unwrap_or_default();
        let has = near
            .data()
            .iter()
            .any(|(it, _)| it.split('[').next() == Some(name));
        if !has {
            near = near.remove(name.to_owned());
        }
    }
    near
}

#[test]
fn a_diff_leads_from_one_record_to_the_other() {
    for (provider, replaces) in [("realtime-register", false), ("autodns", true)] {
        let plan = plans::provider(provider);
        let interpreter = Interpreter::new(&plan);
        let info = interpreter.operation("contact_info").expect("it is there");
        let call = interpreter
            .operation("contact_update")
            .expect("it is there");
        let data = &info.operation().reading.as_ref().expect("it is read").data;
        let returned: Vec<String> = data
            .iter()
            .filter_map(|datum| Contact::path_of(&datum.means))
            .collect();
        // The provider has only what an update can write. Anything else would be lost, so the fit would refuse it.
        let written: Vec<String> = call
            .operation()
            .fields
            .iter()
            .filter_map(|field| Contact::path_of(field.means.as_deref()?))
            .collect();
        let as_read = |contact: &Contact| {
            let lost = Contact::NAMES.iter().filter(|name| {
                let is_name = name.ends_with("name") && !name.starts_with("trademark");
                !is_name && !written.iter().any(|it| it == *name)
            });
            let stored = lost.fold(contact.clone(), |contact, name| contact.remove(*name));
            AsRead::new(stored, returned.clone())
        };
        let nobody = as_read(&Contact::new());
        let agreed = |read: &AsRead, wanted: &Contact| {
            let [emitted, interpreted] = diffs(provider, &call, read, wanted, &[]);
            // The interpreter checks the request immediately, `diff` only when the request is made valid.
            let refused = !emitted.starts_with('{') && interpreted.starts_with(&emitted);
            assert!(
                refused || emitted == interpreted,
                "{emitted}\n{interpreted}"
            );
            interpreted
        };
        let (mut changes, mut nothing, mut clears) = (0, 0, 0);
        let records = random::sample(400);
        for (seed, pair) in records.windows(2).enumerate() {
            let (first, second) = (&pair[0], near(&pair[0], &pair[1], seed));
            let (before, after) = (agreed(&nobody, first), agreed(&nobody, &second));
            let change = agreed(&as_read(first), &second);
            if !before.starts_with('{') || !after.starts_with('{') {
                continue;
            }
            let (before, after) = (stored(&before), stored(&after));
            match change.as_str() {
                "nothing" => {
                    nothing += 1;
                    assert_eq!(before, after, "nothing is to be changed");
                }
                body if body.starts_with('{') && replaces => {
                    changes += 1;
                    assert_ne!(before, after);
                    assert_eq!(stored(body), after);
                }
                body if body.starts_with('{') => {
                    changes += 1;
                    let patch: Map<String, Value> = serde_json::from_str(body).expect("an object");
                    let mut patched = before.clone();
                    for (key, value) in patch {
                        assert_ne!(before.get(&key), Some(&value), "{key} does not differ");
                        clears += usize::from(value == "");
                        patched.insert(key, value);
                    }
                    patched.retain(|_, value| value != "");
                    assert_eq!(patched, after);
                }
                refused => assert!(refused.contains("not_cleared"), "{refused}"),
            }
        }
        assert!(changes > 20 && nothing > 10, "{changes}, {nothing}");
        assert!(replaces || clears > 5, "{clears}");
    }
}
