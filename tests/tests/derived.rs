//! Checks that users' structs behave like generated types: the same values give the same verdict, violations and bytes, in
//! every operation of every shipped schema.

use serde::Deserialize;
use wireform::{ApiRequest as _, Policy, Wireform};
use wireform_tests::emitted::{Emitted, boolean, fact, run_as, set, value};
use wireform_tests::generate::{Case, Generator, targets};
use wireform_tests::outcome::Outcome;
use wireform_tests::{agreement, emitted, plans};

/// A wrapper that a user may have around a value.
#[derive(Wireform, Deserialize)]
#[serde(transparent)]
struct Newtype<T>(T);

/// The structs, written by the build script.
mod derived {
    use super::Newtype;

    include!(concat!(env!("OUT_DIR"), "/derived.rs"));
}

include!(concat!(env!("OUT_DIR"), "/derived_dispatch.rs"));

/// Counts the allocations of cases.
mod counted {
    use allocation_counter::measure;
    use serde::de::DeserializeOwned;
    use wireform::{ApiRequest, Policy};
    use wireform_tests::emitted::{Emitted, boolean, fact, read, set, value};
    use wireform_tests::generate::Case;

    /// The number of allocations.
    #[derive(Debug)]
    pub(super) struct Counts {
        pub(super) valid: u64,
        pub(super) http: u64,
        /// Whether rules were left unchecked. They are collected in a list.
        pub(super) unchecked: bool,
    }

    /// Returns `None` if the case is not valid.
    type Outcome = Option<Counts>;

    fn run_as<T: ApiRequest<AtSending = ()> + DeserializeOwned>(
        case: &Case,
        fields: &[&str],
        emitted: Emitted<T>,
    ) -> Outcome {
        let request: T = read(&case.values, fields);
        let policy = Policy::new();
        // Allocations on first use happen here.
        request.valid(&emitted.context, &policy).ok()?.to_http_as(
            emitted.binding,
            &emitted.server,
            &emitted.credentials,
        );
        let valid = measure(|| {
            let _valid = request
                .valid(&emitted.context, &policy)
                .expect("it is valid");
        });
        let checked = request
            .valid(&emitted.context, &policy)
            .expect("it is valid");
        let http = measure(|| {
            checked.to_http_as(emitted.binding, &emitted.server, &emitted.credentials);
        });
        Some(Counts {
            valid: valid.count_total,
            http: http.count_total,
            unchecked: checked.unchecked().next().is_some(),
        })
    }

    /// Counts for the structs.
    pub(super) mod own {
        use super::super::derived;
        use super::*;

        include!(concat!(env!("OUT_DIR"), "/derived_dispatch.rs"));
    }

    /// Counts for the generated types.
    pub(super) mod generated {
        use wireform_tests::emitted::schemas;

        use super::*;

        include!(concat!(env!("OUT_DIR"), "/shipped_dispatch.rs"));
    }
}

fn check(name: &str) {
    let mut plan = plans::provider(name);
    let (mut cases, mut valid) = (0, 0);
    plan.forget_current();
    for operation in &plan.operations {
        let report = agreement::run_against(&plan, operation, 120, &|case, binding, auth| {
            let own = run(&plan.schema, &operation.name, case, binding, auth);
            let generated = emitted::run(&plan.schema, &operation.name, case, binding, auth);
            assert!(
                own == generated,
                "{}: {case:#?}\nown: {own:#?}\ngenerated: {generated:#?}",
                operation.name
            );
            own
        })
        .unwrap_or_else(|disagreement| panic!("{disagreement}"));
        let silent = report.silent(&plan, operation);
        assert!(
            silent.is_empty(),
            "{}: never fired: {silent:?}",
            operation.name
        );
        if !targets(&plan, operation).is_empty() {
            cases += report.cases;
            valid += report.valid;
        }
    }
    let share = valid * 100 / cases;
    println!(
        "{name}: {} operations, {share}% of {cases} cases valid",
        plan.operations.len()
    );
    assert!(
        (30..=70).contains(&share),
        "{share}% of the cases are valid, which tests one side only"
    );
}

wireform_tests::for_each_provider!(check);

/// The comparison notices a value in another field.
#[test]
fn a_value_in_the_wrong_field_is_noticed() {
    let plan = plans::provider("hostcontrol");
    let operation = plan
        .operations
        .iter()
        .find(|operation| operation.name == "contact_update")
        .expect("the operation");
    let seen = agreement::run_against(&plan, operation, 200, &|case, binding, auth| {
        let mut crossed = case.clone();
        let (city, state) = (
            crossed.values.remove("city"),
            crossed.values.remove("state"),
        );
        crossed
            .values
            .extend(city.map(|value| ("state".to_owned(), value)));
        crossed
            .values
            .extend(state.map(|value| ("city".to_owned(), value)));
        run(&plan.schema, &operation.name, &crossed, binding, auth)
    });
    assert!(seen.is_err());
}

/// No value is copied between a struct and the output: checking allocates nothing, and writing allocates as much as
/// writing a generated type.
#[test]
fn only_the_output_is_allocated() {
    for plan in plans::shipped() {
        for operation in &plan.operations {
            let mut generator = Generator::new(&plan, operation, 3);
            let mut valid = 0;
            for nth in 0..24 {
                let mut case = if nth % 2 == 0 {
                    generator.full()
                } else {
                    generator.mixed()
                };
                case.current = None;
                let (schema, name) = (plan.schema.as_str(), operation.name.as_str());
                let (Some(own), Some(generated)) = (
                    counted::own::run(schema, name, &case, 0, 0),
                    counted::generated::run(schema, name, &case, 0, 0),
                ) else {
                    continue;
                };
                valid += 1;
                assert!(own.valid == 0 || own.unchecked, "{schema} {name}: {own:?}");
                assert_eq!(own.valid, generated.valid, "{schema} {name}: {case:?}");
                assert_eq!(own.http, generated.http, "{schema} {name}: {case:?}");
                assert!(own.http > 0, "{schema} {name}: the counter does not count");
            }
            assert!(
                valid > 0,
                "{} {}: nothing was counted",
                plan.schema,
                operation.name
            );
        }
    }
}

/// A body can be written into an existing buffer.
#[test]
fn a_body_is_written_into_a_buffer_without_allocating() {
    let update: derived::realtime_register::ContactUpdate =
        serde_json::from_value(serde_json::json!({
            "customer": "customer",
            "handle": "JD4711",
            "name": "Zoë \"de\" Vries",
            "address_line": ["Ceintuurbaan 32a", "Achter"],
            "state": null,
        }))
        .expect("a contact");
    let policy = Policy::new();
    let valid = update.valid(&(), &policy).expect("it is valid");
    let mut buffer = Vec::with_capacity(4096);
    valid.write_body(&(), &mut buffer);
    assert!(buffer.len() > 50);
    let counted = allocation_counter::measure(|| {
        buffer.clear();
        let valid = update.valid(&(), &policy).expect("it is valid");
        valid.write_body(&(), &mut buffer);
    });
    assert_eq!(counted.count_total, 0);
}
