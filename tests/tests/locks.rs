//! The locks of the shipped schemas: every constraint rests on a line of the page or names its source, and the facts of
//! the lock are those of the fact file.

use std::collections::BTreeSet;
use std::fs;

use wireform_tests::plans;
use wireform_upkeep::cite::{Kind, Support, canonical, constraints};
use wireform_upkeep::lock::{Lock, LockedFact, Who, coverage};

/// The kinds whose values a fact file has as the page says them.
const COMPARED: &[Kind] = &[
    Kind::Method,
    Kind::Path,
    Kind::ContentType,
    Kind::Required,
    Kind::Pattern,
    Kind::MinLength,
    Kind::MaxLength,
    Kind::MinItems,
    Kind::MaxItems,
    Kind::Minimum,
    Kind::Maximum,
    Kind::UniqueItems,
    Kind::Enum,
    Kind::Format,
    Kind::Default,
    Kind::Clear,
];

fn lock_text(name: &str) -> String {
    let path = format!("{}/../schemas/{name}.lock", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn lock(name: &str) -> Lock {
    lock_text(name)
        .parse()
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A row of a fact file: operation, path, kind and value.
type Row = (String, String, String, String);

/// Returns the rows of a fact file, each with the value that the page says.
fn rows(name: &str) -> Vec<Row> {
    let path = format!("{}/facts/{name}.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let lines = text
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let column = |at: usize| columns[at].to_owned();
            (column(0), column(1), column(2), column(3))
        })
        .collect()
}

/// Checks that nothing is left to decide, and prints the counts.
fn check_coverage(name: &str) {
    let lock = lock(name);
    assert_eq!(
        lock.to_string(),
        lock_text(name),
        "the lock is in its own form"
    );
    let found = coverage(&plans::provider(name), &lock);
    println!(
        "{name}: {} cited, {:?}, waived {:?}",
        found.cited, found.sourced, found.waived
    );
    assert_eq!(
        found.unsupported,
        [],
        "{name}: constraints without a citation or a source"
    );
    assert_eq!(
        (found.unplaced, found.proposed),
        (0, 0),
        "{name}: lines to decide"
    );
}

/// Compares the facts of a lock with the fact file, in both directions.
fn check_agreement(name: &str) {
    let (lock, rows) = (lock(name), rows(name));
    let mut wrong = Vec::new();
    let facts: Vec<&LockedFact> = lock
        .facts()
        .filter(|fact| {
            COMPARED.contains(&fact.kind)
                && fact.support != Support::Prose
                && !fact.path.contains('?')
        })
        .collect();
    let value = |kind: Kind, value: &str| canonical(kind, value);
    for fact in &facts {
        let stated = value(fact.kind, &fact.value);
        let is_condition = fact.kind == Kind::Required && !["yes", "no"].contains(&stated.as_str());
        let is_row = |row: &&Row| {
            row.0 == fact.operation
                && row.1 == fact.path
                && row.2 == fact.kind.name()
                && value(fact.kind, &row.3) == stated
        };
        // What a page calls optional needs no row.
        let is_optional = fact.kind == Kind::Required && stated == "no";
        if !is_condition && !is_optional && !rows.iter().any(|row| is_row(&row)) {
            wrong.push(format!("no row for the fact {fact}"));
        }
    }
    let held = constraints(&plans::provider(name));
    for (operation, path, kind, text) in &rows {
        let Some(known) = Kind::from_name(kind).filter(|kind| COMPARED.contains(kind)) else {
            continue;
        };
        let is_cited = facts.iter().any(|fact| {
            fact.operation == *operation
                && fact.path == *path
                && fact.kind == known
                && value(known, &fact.value) == value(known, text)
        });
        let of_row = held.iter().filter(|held| {
            held.operation == *operation && held.path == *path && held.kind == *kind
        });
        let is_sourced = of_row
            .clone()
            .any(|held| lock.source(held).is_some_and(|who| who != Who::Unknown));
        let is_covered = of_row
            .clone()
            .any(|held| lock.facts().any(|fact| fact.covers(held)));
        // A page need not state that a field is optional.
        let is_flag = known == Kind::Required && (text == "no" || is_covered);
        if !(is_cited || is_sourced || is_flag) {
            wrong.push(format!(
                "no fact for the row {operation} {path} {kind} {text}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{name}: {}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn check(name: &str) {
    check_coverage(name);
    check_agreement(name);
}

wireform_tests::for_each_provider!(check);

/// A source that the schema no longer needs, or that names what it does not have, is found.
#[test]
fn sources_name_constraints_that_no_line_supports() {
    for name in [
        "realtime-register",
        "autodns",
        "namebay",
        "hostcontrol",
        "logicboxes",
    ] {
        let (lock, held) = (lock(name), constraints(&plans::provider(name)));
        let mut seen = BTreeSet::new();
        for source in &lock.sources {
            for kind in &source.kinds {
                let own = |other: &&wireform_upkeep::cite::Constraint| {
                    other.operation == source.operation
                        && other.path == source.path
                        && other.kind == *kind
                };
                let found: Vec<_> = held.iter().filter(own).collect();
                assert!(
                    !found.is_empty(),
                    "{name}: nothing is sourced by {source:?}"
                );
                let is_cited = found
                    .iter()
                    .all(|held| lock.facts().any(|fact| fact.covers(held)));
                assert!(!is_cited, "{name}: a line supports {source:?}");
                assert!(
                    seen.insert((&source.operation, &source.path, kind)),
                    "{name}: named twice: {source:?}"
                );
            }
        }
    }
}

/// Without its lines, a constraint loses its support.
#[test]
fn a_lost_line_is_noticed() {
    let mut lock = lock("realtime-register");
    for line in lock.pages.iter_mut().flat_map(|page| &mut page.lines) {
        line.facts
            .retain(|fact| !(fact.path == "city" && fact.kind == Kind::MaxLength));
    }
    let found = coverage(&plans::provider("realtime-register"), &lock);
    let lost: Vec<String> = found
        .unsupported
        .iter()
        .map(|lost| format!("{} {}", lost.path, lost.kind))
        .collect();
    assert_eq!(lost, ["city maxLength"]);
}

#[test]
fn only_names_of_documents_are_constraints() {
    let plan = plans::compile(
        "given",
        "wireform: 1
provider: { name: Given }
endpoints: { api: { servers: { production: 'https://given.example' } } }
types: { Proof: { variants: { text: string, number: integer } } }
operations:
  prove:
    http: POST /proofs
    body: xml
    update: none
    envelope: { thing: { $rest: } }
    fields: { proof: { type: Proof, xml: { as: choice } } }
  run:
    http: POST /runs
    body: text
    update: none
    template: 'RUN $command'
    fields: { command: { type: string, required: true } }
",
    );
    let held = constraints(&plan);
    let of = |kind: &str| -> Vec<String> {
        let found = held.iter();
        // The members of the union are not those of the operation.
        let found = found.filter(|it| it.kind == kind && !it.path.contains('.'));
        found
            .map(|it| format!("{} {}: {}", it.operation, it.path, it.value))
            .collect()
    };
    assert_eq!(of("wire"), ["prove proof: number", "prove proof: text"]);
    assert_eq!(of("at"), ["prove proof: thing"]);
    assert_eq!(of("const"), ["run -: RUN "]);
}
