//! Compares the facts of the providers' pages with the plans, one file for each provider.

use wireform_tests::{facts, plans};

/// Compares one provider, and prints the number of facts.
fn check(name: &str) {
    let path = format!("{}/facts/{name}.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let facts = facts::read(&text);
    let findings = facts::compare(&facts, &plans::provider(name));
    println!("{name}: {} facts", facts.len());
    assert!(
        findings.is_empty(),
        "{name}: {} findings\n{}",
        findings.len(),
        findings.join("\n")
    );
}

wireform_tests::for_each_provider!(check);

/// The comparison notices a missing constraint, and one that no page states.
#[test]
fn a_lost_and_an_invented_constraint_are_found() {
    use wireform_codegen::plan::Type;

    let text = std::fs::read_to_string(format!(
        "{}/facts/realtime-register.tsv",
        env!("CARGO_MANIFEST_DIR")
    ))
    .expect("the fact file is there");
    let facts = facts::read(&text);
    let change = |change: fn(&mut wireform_codegen::plan::TextFacets)| {
        let mut plan = plans::provider("realtime-register");
        let field = plan.parts_mut().operations[0]
            .fields
            .iter_mut()
            .find(|field| field.name == "city")
            .expect("a city");
        let Type::String(text) = &mut field.ty else {
            panic!("a city is a text")
        };
        change(text);
        facts::compare(&facts, &plan)
    };
    assert_eq!(
        change(|text| text.max_length = None),
        ["the plan lacks contact_update\tcity\tmaxLength\t255"]
    );
    assert_eq!(
        change(|text| text
            .formats
            .push(vec![wireform_codegen::plan::Format::Email])),
        ["no fact backs contact_update\tcity\tformat\temail"]
    );
}

/// The comparison notices a changed condition and a changed demand of a rule.
#[test]
fn a_changed_rule_is_found() {
    use wireform_codegen::plan::{Condition, Effect, Rule};

    let path = format!("{}/facts/namebay.tsv", env!("CARGO_MANIFEST_DIR"));
    let facts = facts::read(&std::fs::read_to_string(path).expect("the fact file is there"));
    let change = |change: fn(&mut Rule)| {
        let mut plan = plans::provider("namebay");
        let rules = &mut plan.parts_mut().operations[0].rules;
        let rule = rules.iter_mut().find(|rule| rule.name == "it_organization");
        change(rule.expect("a rule for Italian companies"));
        facts::compare(&facts, &plan)
    };
    let lacks = "the plan lacks contact_update\tit_organization\trule\trequired intracom when holder is association or company and tlds has it";
    let unbacked = "no fact backs contact_update\tit_organization\trule\t";
    assert_eq!(
        change(|rule| {
            let Condition::All(conditions) = &mut rule.when else {
                panic!("it has two conditions")
            };
            conditions.pop();
        }),
        [
            lacks.to_owned(),
            format!("{unbacked}required intracom when tlds has it")
        ]
    );
    assert_eq!(
        change(|rule| {
            let Effect::Required(fields) = &rule.effects[0] else {
                panic!("it demands a field")
            };
            rule.effects = vec![Effect::Forbidden(fields.clone())];
        }),
        [
            lacks.to_owned(),
            format!(
                "{unbacked}forbidden intracom when holder is association or company and tlds has it"
            )
        ]
    );
}
