//! Random records against every operation that accepts one.
//!
//! Both executors agree, an accepted record gives a valid request, and a refused record names the data at fault. No value
//! changes without an adjustment. A second step plants changes that nothing reports, and the comparison must find them.

use std::collections::BTreeMap;

use wireform::Waivers;
use wireform::contact::{Contact, Refusal, RefusalCode, Verdict};
use wireform_codegen::plan::{Field, Plan, Presence, Update};
use wireform_interpret::{Call, Interpreter};
use wireform_tests::contacts::spoken::{Said, Wire, read, silent, table};
use wireform_tests::contacts::{
    Known, TARGETS, Target, emitted, fitted, interpreted, random, send,
};
use wireform_tests::plans;

const RECORDS: usize = 300;

/// Counts the outcomes.
#[derive(Debug, Default)]
struct Seen {
    accepted: usize,
    adjusted: BTreeMap<String, usize>,
    planted: usize,
}

fn said(verdict: &Verdict) -> Said {
    let adjustments = verdict.adjustments().iter();
    adjustments
        .map(|it| (it.datum().to_owned(), it.change().as_str().to_owned()))
        .collect()
}

#[test]
fn nothing_differs_silently_and_what_is_accepted_is_valid() {
    let plans: Vec<Plan> = TARGETS
        .iter()
        .map(|it| plans::provider(it.provider))
        .collect();
    let interpreters: Vec<Interpreter<'_>> = plans.iter().map(Interpreter::new).collect();
    let calls: Vec<Call<'_>> = TARGETS
        .iter()
        .zip(&interpreters)
        .map(|(target, it)| it.operation(target.operation).expect("it is there"))
        .collect();
    let mut seen: [Seen; TARGETS.len()] = Default::default();
    for contact in random::sample(RECORDS) {
        let emitted = emitted(&contact, &Known::default());
        for (at, target) in TARGETS.iter().enumerate() {
            let verdict = interpreted(&calls[at], &contact, &Known::default(), target);
            assert_eq!(
                format!("{verdict:?}"),
                format!("{:?}", emitted[at]),
                "the executors differ"
            );
            assert_eq!(verdict.sent(), emitted[at].sent(), "the executors differ");
            check(&calls[at], target, &contact, &verdict, &mut seen[at]);
        }
    }
    for ((target, call), seen) in TARGETS.iter().zip(&calls).zip(&seen) {
        // A tenth of the records is accepted. Every conversion is used, except `ascii`, which only a caller can request.
        assert!(seen.accepted * 10 > RECORDS, "{target:?}: {seen:?}");
        assert!(seen.planted > seen.accepted * 8, "{target:?}: {seen:?}");
        let fields = call.operation().fields.iter();
        for step in fields.flat_map(|field| &field.convert) {
            let done = seen.adjusted.get(step.name()).copied().unwrap_or(0);
            assert!(done > 0 || step.name() == "ascii", "{step:?}: {seen:?}");
        }
    }
}

fn check(call: &Call<'_>, target: &Target, contact: &Contact, verdict: &Verdict, seen: &mut Seen) {
    // The field's own validator decides: the fit refuses what the validator refuses, by name, and nothing else apart from
    // its own refusals.
    let fitted = fitted(call, contact, &Known::default(), target);
    let facts = Known::default().facts(call.plan());
    let violations = call
        .validate(&fitted.values, &facts, &Waivers::NONE)
        .violations;
    for violation in &violations {
        let path = violation.path();
        let root = path.split('[').next().unwrap_or_default();
        // A number in two fields is refused once, at its country code.
        let twin = format!("{root}_cc");
        let paths = [&*path, root, &twin];
        let refused = verdict
            .refusals()
            .iter()
            .any(|it| it.path().is_some_and(|path| paths.contains(&path)));
        assert!(refused, "no refusal names {path} in {contact:?}");
    }
    for refusal in verdict.refusals() {
        assert!(refusal.datum().is_some(), "{refusal} names no datum");
        // The field accepts every number and country that a conversion yields.
        let facet = matches!(
            refusal.code().as_str(),
            "pattern" | "max_length" | "min_length" | "format"
        );
        let converted = matches!(refusal.datum(), Some("voice" | "fax"));
        assert!(!(facet && converted), "{refusal}");
    }
    if !verdict.is_accepted() {
        return;
    }
    assert!(violations.is_empty());
    seen.accepted += 1;
    let record = serde_json::to_value(contact).expect("a record can be written");
    let (wire, said) = (
        read(&send(call, contact, &Known::default(), target)),
        said(verdict),
    );
    let table = table(target.provider, target.operation);
    let problems = silent(&record, &said, &wire, table);
    assert!(
        problems.is_empty(),
        "{problems:?} of {wire:#?} in {record:#}, {said:?}"
    );
    for (_, change) in &said {
        *seen.adjusted.entry(change.clone()).or_default() += 1;
    }
    seen.planted += plant(&record, &said, &wire, table);
}

/// Returns whether a verdict sends, removes or refuses a field.
fn accounts_for(verdict: &Verdict, field: &Field) -> bool {
    let name = |path: &str| path.split(['[', '.']).next().unwrap_or_default().to_owned();
    let datum = field.means.as_deref().and_then(Contact::path_of);
    let refuses = |refusal: &Refusal| {
        // A datum that goes to several fields is refused once.
        let by_datum = datum.is_some() && datum.as_deref().map(name) == refusal.datum().map(name);
        let is_part = field
            .means
            .as_deref()
            .is_some_and(|it| it.ends_with("_name"));
        refusal.path().map(name).as_ref() == Some(&field.name)
            || by_datum
            || (is_part && refusal.code() == RefusalCode::Parts)
    };
    let mut sent = verdict.sent().iter();
    sent.any(|it| name(it.path()) == field.name) || verdict.refusals().iter().any(refuses)
}

#[test]
fn each_field_that_an_update_deletes_is_sent_removed_or_refused() {
    let plans = TARGETS.map(|it| plans::provider(it.provider));
    let interpreters: Vec<Interpreter<'_>> = plans.iter().map(Interpreter::new).collect();
    let (mut accounted, mut deleted) = ([0; 2], 0);
    for contact in random::sample(60) {
        for keeps_missing in [false, true] {
            let known = Known {
                keeps_missing,
                ..Known::default()
            };
            let emitted = emitted(&contact, &known);
            for ((target, interpreter), emitted) in TARGETS.iter().zip(&interpreters).zip(&emitted)
            {
                let call = interpreter
                    .operation(target.operation)
                    .expect("it is there");
                let operation = call.operation();
                let verdict = interpreted(&call, &contact, &known, target);
                assert_eq!(format!("{verdict:?}"), format!("{emitted:?}"));
                if !matches!(operation.update, Update::Replace | Update::Unstated) {
                    assert!(verdict.would_delete().is_empty(), "{target:?}");
                    continue;
                }
                let optional = |it: &&Field| it.is_stored() && it.presence != Presence::Required;
                for field in operation.fields.iter().filter(optional) {
                    let name = &field.name;
                    assert!(
                        accounts_for(&verdict, field),
                        "{target:?}: nothing reports {name} of {contact:?}"
                    );
                    accounted[usize::from(keeps_missing)] += 1;
                }
                assert!(keeps_missing || verdict.would_delete().is_empty());
                deleted += verdict.would_delete().len();
            }
        }
    }
    let enough = accounted.iter().all(|it| *it > 1000) && deleted > 1000;
    assert!(enough, "{accounted:?}, {deleted}");
}

/// Plants changes that no adjustment reports, and checks that the comparison finds each of them.
fn plant(record: &serde_json::Value, said: &Said, wire: &Wire, table: &[(&str, &str)]) -> usize {
    let mut planted = 0;
    for at in 0..said.len() {
        let mut unsaid = said.clone();
        let (datum, change) = unsaid.remove(at);
        let again = unsaid
            .iter()
            .any(|other| *other == (datum.clone(), change.clone()));
        assert!(
            again || !silent(record, &unsaid, wire, table).is_empty(),
            "{datum}: {change} was not missed in {wire:#?} of {record:#}"
        );
        planted += 1;
    }
    for (place, datum) in table {
        let Some(text) = wire.get(*place).filter(|_| *datum != "-") else {
            continue;
        };
        let mut changed = wire.clone();
        for other in [
            format!("{text} "),
            text.chars().rev().collect(),
            text.to_uppercase(),
            text.replace('&', "and"),
        ] {
            if other != *text {
                changed.insert((*place).to_owned(), other);
                assert!(
                    !silent(record, said, &changed, table).is_empty(),
                    "{place} was changed, unseen"
                );
                planted += 1;
            }
        }
        if text.is_empty() {
            continue;
        }
        let root = datum.split('.').next().unwrap_or_default();
        changed.retain(|place, _| {
            !table
                .iter()
                .any(|(known, datum)| known == place && datum.split('.').next() == Some(root))
        });
        assert!(
            !silent(record, said, &changed, table).is_empty(),
            "{place} was left out, unseen"
        );
        planted += 1;
    }
    planted
}
