//! Pairs of JSON Schemas, each with whether every value of the first is one of the second.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use wireform_upkeep::breaking::{Wire, compare};
use wireform_upkeep::import::{Language, NoteKind};

use super::imported;

/// A claim of a suite: whether all values of `old` are values of `new`.
struct Claim {
    name: String,
    old: Value,
    new: Value,
    is_subset: bool,
}

/// What wireform says about a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Score {
    /// The same as the suite.
    Agrees,
    /// The comparison is undecided.
    Undecided,
    /// The import says that the draft does not have a part of a schema.
    Lost,
    /// A change that the suite calls safe is called breaking.
    Stricter,
    /// A change that the suite calls breaking is called safe, and no note says that something is lost.
    Missed,
}

pub(crate) fn run(folder: &Path) {
    for (file, read) in [
        (
            "jsoncompat-backcompat.json",
            jsoncompat as fn(&Value) -> Vec<Claim>,
        ),
        ("ibm-jsonsubschema.json", jsonsubschema),
    ] {
        let text = std::fs::read_to_string(folder.join(file)).expect("the cases");
        let cases: Value = serde_json::from_str(&text).expect("JSON");
        let cases = cases["cases"].as_array().expect("a list of cases");
        let claims: Vec<Claim> = cases.iter().flat_map(read).collect();
        let mut keywords: BTreeMap<String, usize> = BTreeMap::new();
        let mut counts: BTreeMap<Score, usize> = BTreeMap::new();
        for claim in &claims {
            let (score, why) = score(claim);
            *counts.entry(score).or_default() += 1;
            if score != Score::Agrees {
                println!("{score:?} {}: {why}", claim.name);
                if score == Score::Lost {
                    *keywords.entry(keyword(&why)).or_default() += 1;
                }
            }
        }
        println!("{file}: {} claims: {counts:?}", claims.len());
        println!("{file}: lost for {keywords:?}");
        assert_eq!(counts.get(&Score::Missed), None, "{file}");
    }
}

/// Returns the keyword that the first telling note is about.
fn keyword(notes: &str) -> String {
    let pointers = notes.split("; ").filter_map(|note| note.split(": ").next());
    let mut keywords = pointers.filter_map(|pointer| {
        let mut steps = pointer.rsplit('/');
        steps
            .find(|step| step.parse::<usize>().is_err())
            .filter(|step| !matches!(*step, "value" | "#"))
    });
    keywords.next().unwrap_or("type").to_owned()
}

fn score(claim: &Claim) -> (Score, String) {
    let versions = [&claim.old, &claim.new].map(|schema| {
        let text = wrapped(schema).to_string();
        imported(&text, Language::JsonSchema)
    });
    let [Ok((old, old_plan)), Ok((new, new_plan))] = &versions else {
        let errors = versions.into_iter().filter_map(Result::err);
        return (Score::Lost, errors.collect::<Vec<_>>().join("; "));
    };
    // Whoever imports reads these first.
    let notes = old.notes.iter().chain(&new.notes);
    let lost: Vec<String> = notes
        .filter(|note| note.kind != NoteKind::Assumed)
        .map(ToString::to_string)
        .collect();
    let report = compare(
        std::slice::from_ref(old_plan),
        std::slice::from_ref(new_plan),
    );
    let wire = report.findings.iter().map(|it| it.rule.wire).max();
    let is_safe = match wire.unwrap_or(Wire::Unaffected) {
        Wire::Unaffected | Wire::Adds => true,
        Wire::Undecided => return (Score::Undecided, String::new()),
        Wire::Breaks | Wire::Redefines => false,
    };
    let ids: Vec<&str> = report.findings.iter().map(|it| it.rule.id).collect();
    match (is_safe == claim.is_subset, lost.is_empty()) {
        (true, _) => (Score::Agrees, String::new()),
        (false, false) => (Score::Lost, lost.join("; ")),
        (false, true) if is_safe => (Score::Missed, ids.join(", ")),
        (false, true) => (Score::Stricter, ids.join(", ")),
    }
}

/// Returns a schema as the only member of a body. The member is optional, so that null has a counterpart.
fn wrapped(schema: &Value) -> Value {
    let mut schema = schema.clone();
    lead_inside(&mut schema);
    json!({ "type": "object", "properties": { "value": schema } })
}

/// Moves the references of a schema to where it stands in the body.
fn lead_inside(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(text) if key == "$ref" && text.starts_with('#') => {
                        *text = format!("#/properties/value{}", &text[1..]);
                    }
                    value => lead_inside(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(lead_inside),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A case has values that only one schema accepts, and says otherwise what holds.
fn jsoncompat(case: &Value) -> Vec<Claim> {
    let name = case["name"].as_str().unwrap_or_default();
    let claim = |direction: &str, old: &str, new: &str, key: &str| {
        let examples = case["examples"][key].as_array();
        let has_witness = examples.is_some_and(|examples| !examples.is_empty());
        let stated = case["expect"][direction].as_bool().unwrap_or(true);
        Claim {
            name: format!("{name}, {direction}"),
            old: case[old].clone(),
            new: case[new].clone(),
            is_subset: stated && !has_witness,
        }
    };
    vec![
        claim("deserializer", "old", "new", "old_only"),
        claim("serializer", "new", "old", "new_only"),
    ]
}

fn jsonsubschema(case: &Value) -> Vec<Claim> {
    let name = case["test"].as_str().unwrap_or_default();
    let expected = case["expected"] == true;
    let claim = |old: &str, new: &str| Claim {
        name: format!("{name}: {} <: {}", case[old], case[new]),
        old: case[old].clone(),
        new: case[new].clone(),
        is_subset: expected,
    };
    match case["kind"].as_str() {
        Some("equivalent") if expected => vec![claim("lhs", "rhs"), claim("rhs", "lhs")],
        _ => vec![claim("lhs", "rhs")],
    }
}
