//! Tests of lints: each code has a fixture, and wireform's own schemas have no warnings.

mod support;

use std::fs;
use std::path::Path;

use support::check_folder;
use wireform_codegen::source::{Diagnostics, Sources};
use wireform_codegen::{all_codes, plan_sources};

#[test]
fn fixtures() {
    check_folder("tests/lint", |sources, _, diagnostics| {
        diagnostics.extend(plan_sources(sources).1);
    });
}

#[test]
fn every_lint_has_a_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint");
    let mut seen = String::new();
    for entry in fs::read_dir(folder).expect("fixtures") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "expected") {
            seen.push_str(&fs::read_to_string(path).expect("UTF-8"));
        }
    }
    for row in all_codes().filter(|row| row.code.starts_with("WF05")) {
        assert!(
            seen.contains(&format!("[{}]", row.code)),
            "{} {}",
            row.code,
            row.title
        );
    }
}

#[test]
fn own_schemas_have_no_warnings() {
    for (name, text) in support::schemas() {
        let mut sources = Sources::new();
        sources.add(name.clone(), text);
        let (_, diagnostics) = plan_sources(&sources);
        assert_eq!(diagnostics, Diagnostics::default(), "{name}");
    }
}

/// Two cases with many codes each. Only equal codes can be in one response.
#[test]
fn compare_cases_with_many_codes() {
    let case = |name: &str, odd: usize| {
        let codes = (0..1000).map(|number| match number == odd {
            true => format!("C{number}: {{ description: Busy., retry: safe }}"),
            false => format!("C{number}: {{ description: Busy., retry: later }}"),
        });
        let codes: Vec<String> = codes.collect();
        format!(
            "      {name}: {{ match: {{ status: 4xx }}, outcome: failure, body: json, code: {{ body: type }}, codes: {{ {} }} }}\n",
            codes.join(", ")
        )
    };
    let check = |second: usize| {
        let text = format!(
            "wireform: 1
provider: {{ name: Codes }}
endpoints: {{ api: {{ servers: {{ production: 'https://api.example' }} }} }}
operations:
  many:
    http: GET /many
    responses:
      done: {{ match: {{ status: 2xx }}, outcome: success }}
{}{}      broken: {{ match: {{ status: 5xx }}, outcome: unknown }}
",
            case("first", 7).replace("status: 4xx", "status: 400"),
            case("second", second)
        );
        let mut sources = Sources::new();
        sources.add("codes.yaml", text);
        let (_, diagnostics) = plan_sources(&sources);
        let codes = diagnostics.0.iter().map(|it| it.code.to_string());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(check(7), [""; 0]);
    assert_eq!(check(8), ["WF0512"]);
}
