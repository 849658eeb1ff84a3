//! Edits schemas at random, and checks each verdict against sampled requests, through the interpreters of both versions.
//!
//! A request that the old version accepts and the new one refuses needs a finding that is not called safe, at the field or
//! rule that refuses it. A request that only the new version accepts needs a finding that is not called unaffected.

#[path = "../../upkeep/tests/breaking/support.rs"]
mod support;

use std::collections::BTreeSet;

use support::{base, try_plan};
use wireform::{Violations, Waivers};
use wireform_codegen::pattern::automaton::Random;
use wireform_codegen::plan::Plan;
use wireform_interpret::{Call, Fact, Facts, Input, Interpreter, ReadOptions};
use wireform_tests::generate::{self, Case, Generator};
use wireform_upkeep::breaking::{Report, Wire, compare};

/// The number of edited schemas.
const SCHEMAS: usize = 90;
/// The number of requests of each kind for each operation.
const REQUESTS: usize = 6;

/// Replaces one piece of a line by another, if the line has it.
const EDITS: &[(&str, &[&str])] = &[
    (", required: true", &[""]),
    (
        "type: string, maxLength",
        &[
            "type: string, minLength: 2, maxLength",
            "type: string, required: true, maxLength",
        ],
    ),
    (
        "'[a-z0-9]+'",
        &["'[a-z0-9]{1,8}'", "'[a-z][a-z0-9]*'", "'[a-zA-Z0-9]+'"],
    ),
    (
        "'[0-9]{4,6}'",
        &[
            "'[0-9]{5}'",
            "'[0-9]{4,7}'",
            "'[0-9]+'",
            "'[1-9][0-9]{3,5}'",
        ],
    ),
    (
        "'[a-z]+@[a-z]+'",
        &["'[a-z]+@[a-z]{2,}'", "'[a-z0-9]+@[a-z]+'", "'[^@]+@[^@]+'"],
    ),
    ("type: date", &["type: string", "type: timestamp"]),
    ("type: boolean", &["type: string", "type: integer"]),
    (
        "type: integer",
        &[
            "type: integer, maximum: 3",
            "type: integer, minimum: 2",
            "type: string",
        ],
    ),
    ("clear: null", &["clear: ''", "required: true"]),
    (", clear: ''", &["", ", clear: null"]),
    (
        "kind: company }",
        &["kind: person }", "kind: [company, role] }"],
    ),
    (
        "required: [vat]",
        &[
            "required: [vat, born]",
            "forbidden: [vat]",
            "required: [email]",
        ],
    ),
    (
        "[email, phone]",
        &["[email]", "[email, phone, nick]", "[phone, born]"],
    ),
    ("at_least_one", &["exactly_one", "at_most_one"]),
    ("strict: true", &["strict: false"]),
    ("has: fr", &["has: de", "has_any: [fr, de]"]),
    ("update: patch", &["update: unstated"]),
    (", uniqueItems: true", &[""]),
    (
        "minItems: 1, maxItems",
        &["maxItems", "uniqueItems: true, maxItems"],
    ),
    (", role: A role", &["", ", role: A role, robot: A robot"]),
    ("const: web", &["type: string", "const: api"]),
    ("type: Kind", &["type: string", "type: Handle"]),
    ("type: Handle", &["type: string", "type: Kind"]),
];

/// The keys of facets with a number.
const NUMBERS: &[&str] = &[
    "maxLength: ",
    "minLength: ",
    "minimum: ",
    "maximum: ",
    "maxItems: ",
    "minItems: ",
];

/// Edits a line. Returns none if nothing in it can be edited in this way.
fn edited(line: &str, random: &mut Random) -> Option<String> {
    match random.below(4) {
        0 => {
            let key = NUMBERS[random.below(NUMBERS.len())];
            let at = line.find(key)? + key.len();
            let digits: String = line[at..]
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            let number: i64 = digits.parse().ok()?;
            let step = [-3, -1, 1, 2, 20][random.below(5)];
            let changed = (number + step).max(0);
            Some(format!(
                "{}{changed}{}",
                &line[..at],
                &line[at + digits.len()..]
            ))
        }
        1 if line.starts_with("      ") && line.contains(": { type:") => match random.below(3) {
            // The field is gone, has another name, or is required.
            0 => Some(String::new()),
            1 => Some(line.replacen(": {", "_two: {", 1)),
            _ => line
                .strip_suffix(" }")
                .map(|line| format!("{line}, required: true }}")),
        },
        _ => {
            let start = random.below(EDITS.len());
            let order = (0..EDITS.len()).map(|step| EDITS[(start + step) % EDITS.len()]);
            let (old, news) = order.into_iter().find(|(old, _)| line.contains(old))?;
            Some(line.replacen(old, news[random.below(news.len())], 1))
        }
    }
}

/// Returns a schema with one to three edited lines, if it is still a schema.
fn mutant(base: &str, random: &mut Random) -> Option<Plan> {
    let mut lines: Vec<String> = base.lines().map(str::to_owned).collect();
    for _ in 0..1 + random.below(3) {
        let changed = (0..40).find_map(|_| {
            let at = random.below(lines.len());
            Some((at, edited(&lines[at], random)?))
        });
        let (at, line) = changed?;
        lines[at] = line;
    }
    try_plan(&(lines.join("\n") + "\n"))
}

/// Returns the facts of a case that a plan knows. All others are unknown.
fn facts(call: &Call<'_>, case: &Case) -> Facts {
    let mut facts = Facts::new();
    let plan = call.plan();
    for id in plan.contexts.ids() {
        let name = &plan.contexts[id].name;
        let fact = match case.facts.get(name) {
            Some(generate::Fact::Set(set)) => Fact::Set(set.clone()),
            Some(generate::Fact::Text(text)) => Fact::Text(text.clone()),
            Some(generate::Fact::Boolean(truth)) => Fact::Boolean(*truth),
            Some(generate::Fact::Missing | generate::Fact::Unknown) | None => Fact::Unknown,
        };
        facts.set(id, fact);
    }
    facts
}

/// Returns what a version refuses: the paths of fields, and the names of rules.
fn refused(call: &Call<'_>, case: &Case) -> BTreeSet<String> {
    let input: Input = serde_json::from_value(case.values.clone().into()).expect("JSON is input");
    let (values, read) = call.read(
        &input,
        ReadOptions {
            delete_missing: true,
        },
    );
    let outcome = call.validate(&values, &facts(call, case), &Waivers::NONE);
    let labels = |violations: &Violations| -> Vec<String> {
        let labels = violations.iter().map(|violation| match violation.rule() {
            Some(rule) => format!("rules.{rule}"),
            None => unnumbered(&violation.path()),
        });
        labels.collect()
    };
    let mut all: BTreeSet<String> = labels(&read).into_iter().collect();
    all.extend(labels(&outcome.violations));
    all
}

fn unnumbered(path: &str) -> String {
    let parts = path
        .split('[')
        .map(|part| part.split_once(']').map_or(part, |it| it.1));
    parts.collect()
}

/// Returns whether a finding of at least this effect explains that a place is refused.
fn explains(report: &Report, operation: &str, place: &str, least: Wire) -> bool {
    report
        .findings
        .iter()
        // A case has the old name of a renamed field, which the other version does not know.
        .filter(|it| it.rule.wire >= least || it.rule.id == "field-renamed")
        .any(|finding| {
            std::iter::once(&finding.place)
                .chain(&finding.also)
                .any(|at| {
                    let path = at.path.replace("[]", "");
                    let full = format!("{operation}.{place}");
                    // A finding about an object explains its members, and one about the operation explains everything in it.
                    path == operation || full == path || full.starts_with(&format!("{path}."))
                })
                || finding.change().is_some_and(|change| {
                    let full = format!("{operation}.{place}");
                    change.contains(place) || names_sibling(&change, &finding.place.path, &full)
                })
        })
}

/// Returns whether a change of names, such as `city -> town`, has the name of a field beside the place of the finding.
fn names_sibling(change: &str, path: &str, full: &str) -> bool {
    let parts = (path.rsplit_once('.'), full.rsplit_once('.'));
    let (Some((object, _)), Some((other, name))) = parts else {
        return false;
    };
    object == other && change.split(" -> ").any(|it| it == name)
}

/// Compares two versions, and returns the requests that contradict the report.
fn contradictions(old: &Plan, new: &Plan, seed: u8, requests: &mut usize) -> Vec<String> {
    let report = compare(std::slice::from_ref(old), std::slice::from_ref(new));
    let interpreters = (Interpreter::new(old), Interpreter::new(new));
    let mut wrong = Vec::new();
    for operation in &old.operations {
        let calls = (
            interpreters.0.operation(&operation.name),
            interpreters.1.operation(&operation.name),
        );
        let (Some(before), Some(after)) = calls else {
            continue;
        };
        for plan in [old, new] {
            let operations = plan.operations.iter();
            let of_plan = operations.filter(|it| it.name == operation.name);
            for operation in of_plan {
                let mut generator = Generator::new(plan, operation, seed);
                let cases: Vec<Case> = (0..REQUESTS)
                    .flat_map(|_| [generator.valid(), generator.mixed(), generator.ruled()])
                    .collect();
                for case in cases {
                    *requests += 1;
                    let (old, new) = (refused(&before, &case), refused(&after, &case));
                    let (places, least) = match (old.is_empty(), new.is_empty()) {
                        (true, false) => (new, Wire::Undecided),
                        (false, true) => (old, Wire::Adds),
                        (true, true) | (false, false) => continue,
                    };
                    for place in places {
                        if !explains(&report, &operation.name, &place, least) {
                            wrong.push(format!(
                                "{}.{place}: no finding is {}",
                                operation.name,
                                least.name()
                            ));
                        }
                    }
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

#[test]
fn no_sampled_request_contradicts_a_verdict() {
    let base = base();
    let original = try_plan(&base).expect("the base is a schema");
    let mut random = Random::new(20_261_130);
    let (mut schemas, mut requests) = (0, 0);
    let mut wrong = Vec::new();
    while schemas < SCHEMAS {
        let Some(mutant) = mutant(&base, &mut random) else {
            continue;
        };
        schemas += 1;
        let seed = (schemas % 250) as u8;
        for (old, new) in [(&original, &mutant), (&mutant, &original)] {
            let found = contradictions(old, new, seed, &mut requests);
            if !found.is_empty() {
                let report = compare(std::slice::from_ref(old), std::slice::from_ref(new));
                let findings = support::lines(&report).join("\n  ");
                wrong.push(format!(
                    "schema {schemas}:\n  {}\n  {findings}",
                    found.join("\n  ")
                ));
            }
        }
    }
    assert!(requests > 10_000, "only {requests} requests");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
