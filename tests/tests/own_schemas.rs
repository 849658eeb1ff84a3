//! Checks structs that are their own schema.
//!
//! Such a struct gives the same verdicts, violations and bytes as the interpreter, which reads only the document that the
//! derive makes of the struct.

#[path = "../macros/own/structs.rs"]
mod structs;

use std::path::PathBuf;

use serde::de::DeserializeOwned;
use wireform::ApiRequest;
use wireform_codegen::plan::Plan;
use wireform_tests::agreement;
use wireform_tests::emitted::{Emitted, outcome_of, run_as};
use wireform_tests::generate::targets;

fn text(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("macros/own");
    std::fs::read_to_string(folder.join(format!("{name}.yaml"))).expect("a document")
}

fn plan(name: &str, text: &str) -> Plan {
    let mut sources = wireform_codegen::source::Sources::default();
    sources.add(format!("{name}.yaml"), text);
    let (mut plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(!diagnostics.has_errors(), "{name}: {diagnostics:#?}");
    let mut plan = plans.pop().expect("a plan");
    // A struct has no contact as read.
    plan.forget_current();
    plan
}

/// Compares the document of a struct with the derived code.
fn compare(
    plan: &Plan,
    run: &dyn Fn(&wireform_tests::generate::Case) -> wireform_tests::outcome::Outcome,
) {
    let operation = &plan.operations[0];
    let report = agreement::run_against(plan, operation, 400, &|case, _, _| run(case))
        .unwrap_or_else(|disagreement| panic!("{disagreement}"));
    let share = report.valid * 100 / report.cases;
    println!(
        "{} {}: {share}% of {} valid",
        plan.module, operation.name, report.cases
    );
    assert!((20..=80).contains(&share), "{share}% tests one side only");
    let silent = report.silent(plan, operation);
    assert!(silent.is_empty(), "never fired: {silent:?}");
    for rule in &operation.rules {
        assert!(
            report.rules.contains(&rule.name),
            "{} never fired",
            rule.name
        );
    }
    assert!(!targets(plan, operation).is_empty());
}

fn emitted<T>(server: T::Server) -> Emitted<T>
where
    T: ApiRequest<Context = (), Credentials = ()>,
{
    Emitted {
        context: (),
        binding: T::Binding::default(),
        server,
        credentials: (),
    }
}

fn own<T>(name: &str, server: &T::Server)
where
    T: ApiRequest<Context = (), Credentials = (), AtSending = ()> + DeserializeOwned,
    T::Server: Clone,
{
    let plan = plan(name, &text(name));
    compare(&plan, &|case| {
        run_as::<T>(case, &[], emitted(server.clone()))
    });
}

#[test]
fn json() {
    own::<structs::Contact>(
        "contact_json",
        &structs::contact::json::ApiServer::Production,
    );
}

#[test]
fn xml() {
    own::<structs::Card>("card_xml", &structs::card::xml::ApiServer::Production);
}

/// A struct with two formats is not a request itself, but each of its views is.
#[test]
fn query_and_form() {
    macro_rules! through_view {
        ($format:ident, $document:literal) => {
            let plan = plan($document, &text($document));
            compare(&plan, &|case| {
                let search: structs::Search =
                    serde_json::from_value(case.values.clone().into()).expect("a search");
                let view = structs::search::$format::Search::from(&search);
                outcome_of(
                    view,
                    case,
                    emitted(structs::search::$format::ApiServer::Production),
                )
            });
        };
    }
    through_view!(query, "search_query");
    through_view!(form, "search_form");
}

/// Returns the plan of a struct with objects. The struct of an object describes its members, and the document of the outer struct
/// includes them.
fn whole(name: &str, object: &str, of: &str) -> Plan {
    let outer = text(name);
    let inner = text(object);
    let block = |text: &str, from: &str| {
        let start = text.find(from).expect("a type") + from.len();
        let end = start + text[start..].find("operations:").expect("operations");
        start..end
    };
    let members = &inner[block(&inner, of)];
    let mut whole = outer.clone();
    whole.replace_range(block(&outer, "  Z_nested:\n"), members);
    plan(name, &whole)
}

#[test]
fn objects() {
    let plan = whole("person_json", "address_object_json", "  Address:\n");
    compare(&plan, &|case| {
        run_as::<structs::Person>(
            case,
            &[],
            emitted(structs::person::json::ApiServer::Production),
        )
    });
}

#[test]
fn normal_forms_and_keys_of_items() {
    let plan = whole("member_json", "phone_object_json", "  Phone:\n");
    compare(&plan, &|case| {
        run_as::<structs::Member>(
            case,
            &[],
            emitted(structs::member::json::ApiServer::Production),
        )
    });
}
