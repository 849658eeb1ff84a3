//! Compares the base schema with edited copies of it, and checks the findings.
//!
//! `tests/breaking/RULE.txt` has the pairs of a rule. A pair has a title, `== fails: …` if it gives the finding or
//! `== passes: …` if it does not (with `, swapped` if the edited copy is the old version), hunks of lines that are replaced
//! (`-`) by other lines (`+`), and all findings, one a line. Each group of replaced lines occurs once in the base.
//! `WIREFORM_BLESS=1 cargo test -p wireform-upkeep --test breaking` writes the present findings into the files.

#[path = "breaking/support.rs"]
mod support;

use support::{Compared, Kind, base, bless, compared, files, lines, plan};
use wireform_upkeep::breaking::{Finding, Mirror, compare, find, rules};

/// Rules whose pairs are not edits of the base, with the test that has them.
const WITHOUT_FILE: &[(&str, &str)] = &[
    ("provider-added", "providers_are_added_and_removed"),
    ("provider-removed", "providers_are_added_and_removed"),
    (
        "values-undecided",
        "patterns_beyond_the_limit_are_undecided",
    ),
    (
        "response-values-undecided",
        "patterns_beyond_the_limit_are_undecided",
    ),
];

#[test]
fn every_pair_gives_the_expected_findings() {
    let mut wrong = Vec::new();
    for file in files() {
        let found: Vec<Vec<String>> = file
            .pairs
            .iter()
            .map(|pair| lines(&compared(pair).forward))
            .collect();
        if bless() {
            file.write(&found);
            continue;
        }
        for (pair, found) in file.pairs.iter().zip(found) {
            if found != pair.expected {
                wrong.push(format!(
                    "{}: {}\nexpected:\n{}\nfound:\n{}\n",
                    file.rule,
                    pair.title,
                    pair.expected.join("\n"),
                    found.join("\n")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_pair_gives_the_finding_of_its_rule_or_does_not() {
    for file in files() {
        assert!(find(&file.rule).is_some(), "{} is no rule", file.rule);
        for pair in &file.pairs {
            let mut expected = pair.expected.iter();
            let gives = expected.any(|line| line.split(' ').next() == Some(&file.rule));
            assert_eq!(
                gives,
                pair.kind == Kind::Fails,
                "{}: {}",
                file.rule,
                pair.title
            );
        }
    }
}

#[test]
fn every_rule_has_a_failing_and_a_passing_pair() {
    let mut missing = Vec::new();
    for rule in rules() {
        if WITHOUT_FILE.iter().any(|(id, _)| *id == rule.id) {
            continue;
        }
        for kind in [Kind::Fails, Kind::Passes] {
            let mut own = files().iter().filter(|file| file.rule == rule.id);
            if !own.any(|file| file.pairs.iter().any(|pair| pair.kind == kind)) {
                missing.push(format!("{}: {kind:?}", rule.id));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn there_are_at_least_150_different_pairs() {
    let base = base();
    let pairs = files().iter().flat_map(|file| &file.pairs);
    let mut versions: Vec<(String, String)> = pairs.map(|pair| pair.versions(&base)).collect();
    versions.sort();
    versions.dedup();
    assert!(versions.len() >= 150, "only {} pairs", versions.len());
}

#[test]
fn mirrors_are_rules_whose_mirror_is_the_first_rule() {
    for rule in rules() {
        let Mirror::Rule(id) = rule.mirror else {
            continue;
        };
        let mirror = find(id).unwrap_or_else(|| panic!("{}: no rule {id}", rule.id));
        assert_eq!(mirror.mirrored(), rule.id, "{}", rule.id);
    }
}

#[test]
fn swapping_old_and_new_gives_the_mirrors() {
    let mut wrong = Vec::new();
    for file in files() {
        for pair in &file.pairs {
            let Compared { forward, backward } = &*compared(pair);
            let mut expected: Vec<&str> = forward
                .findings
                .iter()
                .map(|it| it.rule.mirrored())
                .collect();
            let mut found: Vec<&str> = backward.findings.iter().map(|it| it.rule.id).collect();
            expected.sort_unstable();
            found.sort_unstable();
            if expected != found {
                wrong.push(format!(
                    "{}: {}: {expected:?}, {found:?}",
                    file.rule, pair.title
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn ids(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn providers_are_added_and_removed() {
    let one = plan(&base());
    let other = plan(&base().replace("name: Sample,", "name: Other, rust: other,"));
    let both = [one.clone(), other];
    let one = [one];
    assert_eq!(ids(&compare(&one, &both).findings), ["provider-added"]);
    assert_eq!(ids(&compare(&both, &one).findings), ["provider-removed"]);
    assert!(compare(&both, &both).findings.is_empty());
}

#[test]
fn patterns_beyond_the_limit_are_undecided() {
    let schema = |length: u32, longest: u32| {
        plan(&format!(
            "wireform: 1
provider: {{ name: Large }}
endpoints: {{ api: {{}} }}
operations:
  text_send:
    http: POST /texts
    body: json
    update: none
    fields: {{ text: {{ type: string, pattern: '(?:a{{{length}}}|b)*', maxLength: {longest} }} }}
    responses:
      sent:
        match: {{ status: 200 }}
        outcome: success
        body: json
        fields: {{ text: {{ type: string, pattern: '(?:a{{{length}}}|b)*', maxLength: {longest} }} }}
"
        ))
    };
    let report = compare(&[schema(250, 900)], &[schema(251, 901)]);
    assert_eq!(
        ids(&report.findings),
        ["response-values-undecided", "values-undecided"]
    );
    // The patterns alone are compared without an automaton of both.
    for (old, new) in [(2, 3), (250, 251)] {
        let report = compare(&[schema(old, 900)], &[schema(new, 900)]);
        assert_eq!(
            ids(&report.findings),
            ["response-values-incomparable", "values-incomparable"],
            "{old} {new}"
        );
    }
}

/// Returns the plan of a small schema. `parts` is what follows the endpoints.
fn small(parts: &str) -> [wireform_codegen::plan::Plan; 1] {
    [plan(&format!(
        "wireform: 1\nprovider: {{ name: Small }}\nendpoints: {{ api: {{}} }}\n{parts}"
    ))]
}

/// Returns the findings about two small schemas, each as its rule, the old and the new words.
fn words(old: &str, new: &str) -> Vec<String> {
    let report = compare(&small(old), &small(new));
    let found = report.findings.iter().map(|it| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        format!("{}: {} -> {}", it.rule.id, text(&it.old), text(&it.new))
    });
    found.collect()
}

#[test]
fn the_trees_of_responses_are_compared() {
    let schema = |member: &str| {
        format!(
            "trees:
  rpc: {{ string: $item.value, object: {{ struct: {{ $each: {{ {member}: {{ '@key': $item.wire, '.': $item.tree }} }} }} }}, at: reply.value }}
operations:
  contact_info:
    http: GET /contacts
    responses:
      found: {{ match: {{ status: 200 }}, outcome: success, body: xml, tree: rpc, fields: {{ name: string }} }}
"
        )
    };
    let found = words(&schema("member"), &schema("item"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("response-body-changed: xml ("),
        "{found:?}"
    );
    assert!(words(&schema("member"), &schema("member")).is_empty());
}

#[test]
fn masks_and_lines_are_compared_in_words() {
    let mask = |separator: &str| {
        format!(
            "operations:
  contact_update:
    http: PATCH /contacts
    body: json
    update: patch
    mask: {{ query: fields, separator: '{separator}' }}
    fields: {{ name: string }}
"
        )
    };
    assert_eq!(
        words(&mask(","), &mask(";")),
        [
            "envelope-changed: the parameter fields lists the fields, by their names in the body, separated by \",\" -> \
             the parameter fields lists the fields, by their names in the body, separated by \";\""
        ]
    );
    let lines = |assign: &str| {
        format!(
            "operations:
  contact_create:
    http: POST /contacts
    body: lines
    update: none
    lines: {{ assign: '{assign}' }}
    fields: {{ name: string }}
"
        )
    };
    assert_eq!(
        words(&lines("="), &lines(": ")),
        [
            "envelope-changed: lines (assign \"=\", between \"\\n\") -> lines (assign \": \", between \"\\n\")"
        ]
    );
}

#[test]
fn a_file_of_another_name_is_no_change() {
    let [old, new] = ["old.yaml", "new.yaml"].map(|name| {
        let mut sources = wireform_codegen::source::Sources::new();
        sources.add(name, base());
        wireform_codegen::plan_sources(&sources).0
    });
    assert!(compare(&old, &new).findings.is_empty());
}

#[test]
fn a_key_beside_unique_items_has_a_witness() {
    let schema = |key: &str| {
        format!(
            "operations:
  contact_create:
    http: POST /contacts
    body: json
    update: none
    fields:
      phones: {{ type: list, items: {{ fields: {{ type: string, number: string }} }}, uniqueItems: true{key} }}
"
        )
    };
    let report = compare(&small(&schema("")), &small(&schema(", unique_by: type")));
    assert_eq!(ids(&report.findings), ["items-narrowed"]);
    let witness = report.findings[0].witness.as_ref().expect("a witness");
    assert_eq!(witness.proof, wireform_upkeep::breaking::Proof::Confirmed);
}

#[test]
fn a_witness_has_the_fields_that_a_rule_requires_beside_it() {
    let schema = |most: u8| {
        format!(
            "operations:
  contact_create:
    http: POST /contacts
    body: json
    update: none
    fields:
      email: {{ type: string, format: email, maxLength: {most} }}
      consent: {{ type: boolean }}
      vat: {{ type: string, minLength: 1 }}
    rules:
      consent: {{ when: {{ email: {{ present: true }} }}, required: consent, says: An address needs a consent. }}
      vat: {{ when: {{ email: {{ present: true }} }}, forbidden: vat, says: An address has no VAT number. }}
"
        )
    };
    let report = compare(&small(&schema(80)), &small(&schema(70)));
    assert_eq!(ids(&report.findings), ["values-narrowed"]);
    let witness = report.findings[0].witness.as_ref().expect("a witness");
    assert_eq!(witness.proof, wireform_upkeep::breaking::Proof::Confirmed);
    assert!(witness.value.contains('@'), "{}", witness.value);
}
