//! Checks that decoding a request gives back the values that were encoded, and that encoding them again gives the same bytes.

use wireform::Waivers;
use wireform_codegen::plan::{BindingId, Id as _, Plan};
use wireform_interpret::{Call, Credentials, Fact, Facts, ReadOptions, ReceivedRequest, Values};

use crate::generate::{Case, Generator};

const SERVER: &str = "https://mock.example";

/// Encodes and decodes some valid requests of an operation, for each binding and authentication method.
///
/// # Panics
/// If decoding gives other values, or if there is no valid case.
pub fn check(plan: &Plan, call: &Call<'_>, cases: usize) {
    let operation = call.operation();
    let mut generator = Generator::new(plan, operation, 7);
    let mut decoded = 0;
    for round in 0..cases * 20 {
        if decoded == cases {
            return;
        }
        let case = match round % 4 {
            0 => generator.full(),
            1 => generator.valid(),
            _ => generator.ruled(),
        };
        let Some(values) = values(call, &case) else {
            continue;
        };
        decoded += 1;
        for binding in operation.bindings.ids() {
            for way in 0..operation.auths.len().max(1) {
                round_trip(plan, call, &values, binding, way);
            }
        }
    }
    assert!(
        decoded > 0,
        "{} {}: no valid case",
        plan.schema,
        operation.name
    );
}

/// Returns the values of a case; none if they are not valid.
fn values(call: &Call<'_>, case: &Case) -> Option<Values> {
    let input = serde_json::from_value(case.values.clone().into()).expect("JSON is input");
    let (values, violations) = call.read(
        &input,
        ReadOptions {
            delete_missing: true,
        },
    );
    assert!(violations.is_empty(), "{violations}");
    let outcome = call.validate(&values, &unknown(call), &Waivers::NONE);
    outcome.violations.is_empty().then_some(values)
}

fn unknown(call: &Call<'_>) -> Facts {
    let mut facts = Facts::new();
    for context in &call.operation().contexts {
        facts.set(*context, Fact::Unknown);
    }
    facts
}

fn round_trip(plan: &Plan, call: &Call<'_>, values: &Values, binding: BindingId, way: usize) {
    let operation = call.operation();
    let given: Vec<(String, String)> = plan
        .credentials
        .iter()
        .map(|credential| {
            let text = match credential.integer {
                Some(_) => "42".to_owned(),
                None => format!("x-{}+&", credential.name),
            };
            (credential.name.clone(), text)
        })
        .collect();
    let credentials = call
        .credentials(operation.auths.get(way).copied(), &given)
        .expect("the credentials are valid");
    let encode = |values: &Values, binding, credentials: &Credentials| {
        let valid = call.valid(values.clone(), &unknown(call), &Waivers::NONE);
        call.encode(
            &valid.expect("the values are valid"),
            binding,
            SERVER,
            credentials,
        )
        .expect("nothing is signed")
    };
    let request = encode(values, binding, &credentials);
    let (path, query) = request.url()[SERVER.len()..]
        .split_once('?')
        .unwrap_or((&request.url()[SERVER.len()..], ""));
    let headers: Vec<(String, String)> = request
        .headers()
        .map(|header| (header.name().to_owned(), header.value().to_owned()))
        .collect();
    let received = ReceivedRequest {
        method: request.method(),
        path,
        query,
        headers: &headers,
        body: request.body(),
    };
    let place = format!(
        "{} {} binding {} way {way}",
        plan.schema,
        operation.name,
        binding.index()
    );
    let decoded = call
        .decode_request(&received)
        .unwrap_or_else(|| panic!("{place}: another path"));
    assert!(
        decoded.violations.is_empty(),
        "{place}: {}",
        decoded.violations
    );
    assert!(!decoded.wrong_constant, "{place}");
    assert_eq!(decoded.binding, Some(binding), "{place}");
    let found = decoded
        .credentials
        .unwrap_or_else(|violations| panic!("{place}: {violations}"));
    assert_eq!(found.way(), credentials.way(), "{place}");
    let again = encode(&decoded.values, binding, &found);
    assert_eq!(again.url(), request.url(), "{place}");
    assert_eq!(
        String::from_utf8_lossy(again.body()),
        String::from_utf8_lossy(request.body()),
        "{place}"
    );
    let values = call.normal(values);
    for (at, field) in operation.fields.iter_ids() {
        let (sent, found) = (values.get(at), decoded.values.get(at));
        assert!(
            sent == found,
            "{place}: {}: sent {sent:?}, found {found:?}",
            field.name
        );
    }
}
