//! Checks that policies waive the named facets and rules and nothing else.

use super::sample::{ContactUpdate, Context, STRICT, com, field, rule};
use crate::{ApiRequest, Facet, Fact, Open, Patch, Policy};

fn labels(update: &ContactUpdate<'_>, policy: &Policy<ContactUpdate<'static>>) -> Vec<String> {
    match update.validate(&com(), policy) {
        Ok(()) => Vec::new(),
        Err(violations) => violations
            .iter()
            .map(|violation| violation.label())
            .collect(),
    }
}

#[test]
fn facets_of_one_field() {
    let mut update = ContactUpdate::new("handle");
    update.voice = Some("0123456789012345678".into());
    update.organization = Patch::Set("123456789012345678901".into());
    let all = ["organization: max_length", "voice: max_length"];
    assert_eq!(labels(&update, &STRICT), all);
    assert_eq!(
        labels(&update, &Policy::new().waive(field::VOICE, Facet::Pattern)),
        all
    );
    // If a facet is waived, the next facet is reported.
    assert_eq!(
        labels(
            &update,
            &Policy::new().waive(field::VOICE, Facet::MaxLength)
        ),
        ["organization: max_length", "voice: pattern"]
    );
    let lax = Policy::default()
        .waive(field::VOICE, Facet::MaxLength)
        .waive(field::VOICE, Facet::Pattern)
        .waive(field::ORGANIZATION, Facet::MaxLength);
    assert!(labels(&update, &lax).is_empty());
    assert!(labels(&update, &lax.clone()).is_empty());
}

#[test]
fn every_item_of_a_list() {
    let mut update = ContactUpdate::new("handle");
    update.address_line = Some(vec!["".into(), "a".into(), "".into()]);
    assert_eq!(
        labels(&update, &STRICT),
        ["address_line[0]: min_length", "address_line[2]: min_length"]
    );
    let lax = Policy::new().waive(field::ADDRESS_LINE, Facet::MinLength);
    assert!(labels(&update, &lax).is_empty());
}

/// A waived enum accepts every text that the wire can carry.
#[test]
fn wire_violations_are_not_waived() {
    let lax = Policy::new().waive(field::GENDER, Facet::Enum);
    let mut update = ContactUpdate::new("handle");
    update.gender = Some(Open::from("DIVERSE"));
    assert_eq!(labels(&update, &STRICT), ["gender: enum"]);
    assert!(labels(&update, &lax).is_empty());
    update.gender = Some(Open::from("DIVERSE\0"));
    assert_eq!(labels(&update, &lax), ["gender: unrepresentable"]);
}

#[test]
fn rules_and_facts() {
    let update = ContactUpdate::new("handle");
    let unchecked = |context: &Context, policy: &Policy<ContactUpdate<'static>>| {
        let valid = update.valid(context, policy).expect("is valid");
        valid.unchecked().map(str::to_owned).collect::<Vec<_>>()
    };
    let french = Context::new().with_tlds(["fr", "com"]);
    let unknown = Context::new().with_tlds(Fact::Unknown);
    let lax = Policy::new().waive_rule(rule::FR_VOICE);
    // The contact that is there may have a number.
    assert_eq!(unchecked(&french, &STRICT), ["fr_voice"]);
    assert_eq!(unchecked(&unknown, &STRICT), ["fr_voice"]);
    assert!(unchecked(&com(), &STRICT).is_empty());
    assert!(unchecked(&french, &lax).is_empty());

    let missing = update
        .validate(&Context::default(), &STRICT)
        .expect_err("has to be given");
    assert_eq!(
        missing.to_string(),
        "tlds: is needed by a rule: give the fact, or say that it is unknown"
    );
}

#[test]
fn names_can_be_shown() {
    assert_eq!(field::VOICE.path(), "voice");
    assert_eq!(rule::FR_VOICE.name(), "fr_voice");
    assert_eq!(
        format!("{:?} {:?}", field::VOICE, rule::FR_VOICE),
        r#"Field("voice") Rule("fr_voice")"#
    );
    let policy = Policy::new().waive(field::VOICE, Facet::Pattern);
    assert!(format!("{policy:?}").contains("Pattern"));
    assert!(!policy.waivers().is_empty());
}
