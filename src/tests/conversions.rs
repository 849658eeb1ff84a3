//! Checks the conversions with which setters take literals.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::sample::Gender;
use crate::truth::Truth;
use crate::{Date, Fact, KnownEnum, List, Open, Patch, Secret};

type Text<'a> = Cow<'a, str>;

#[test]
fn patches() {
    let text = String::from("a");
    let set: Patch<Text<'_>> = Patch::Set("a".into());
    for patch in [
        "a".into(),
        (&text).into(),
        text.clone().into(),
        Patch::from(Cow::Borrowed("a")),
    ] {
        assert_eq!(set, patch);
    }
    assert_eq!(Patch::<Text<'_>>::default(), Patch::Keep);
    assert_eq!(Patch::<i64>::from(1), Patch::Set(1));
    assert_eq!(Patch::<bool>::from(true).into_value(), Some(true));
    assert!(Patch::<Date>::Clear.is_clear());
    assert!(Patch::<Date>::Keep.is_keep());
    assert_eq!(set.as_ref().map(|text| text.len()), Patch::Set(1));
    assert_eq!(set.value().map(|text| &**text), Some("a"));
    assert_eq!(Patch::<i64>::Clear.value(), None);
    assert_eq!(Patch::<Text<'_>>::set_or_clear(Some("a")), set);
    assert_eq!(Patch::<Text<'_>>::set_or_clear(None::<&str>), Patch::Clear);
    assert_eq!(Patch::<Text<'_>>::set_or_keep(Some(&text)), set);
    assert_eq!(Patch::<Text<'_>>::set_or_keep(None::<&str>), Patch::Keep);
    let owned: Patch<Text<'static>> = Patch::from(text.as_str()).into_owned();
    assert_eq!(owned, set);

    for patch in [
        "MALE".into(),
        Gender::Male.into(),
        String::from("MALE").into(),
    ] {
        let patch: Patch<Open<'_, Gender>> = patch;
        assert!(matches!(patch, Patch::Set(Open::Known(Gender::Male))));
    }

    let set: Patch<Vec<Text<'_>>> = Patch::Set(vec!["a".into()]);
    let list = [text.clone()];
    for patch in [
        ["a"].into(),
        [&text].into(),
        [text.clone()].into(),
        vec!["a"].into(),
        vec![text.clone()].into(),
        vec![Cow::Borrowed("a")].into(),
        (&["a"][..]).into(),
        (&list[..]).into(),
    ] {
        assert_eq!(set, patch);
    }
    let enums: Patch<Vec<Open<'_, Gender>>> = [Gender::Male].into();
    assert_eq!(enums, Patch::from(vec![Gender::Male]));
    assert_eq!(enums, ["MALE"].into());
    assert_eq!(Patch::<Vec<i64>>::from([1, 2]), Patch::Set(vec![1, 2]));
}

#[test]
fn lists() {
    let texts = |list: List<Text<'_>>| list.into_vec().join(" ");
    assert_eq!(texts(["a", "b"].into()), "a b");
    assert_eq!(texts(vec![String::from("a")].into()), "a");
    assert_eq!(texts([].into_iter().collect()), "");
    let open = |list: List<Open<'_, Gender>>| list.into_vec().len();
    assert_eq!(open([Gender::Male].into()), 1);
    assert_eq!(open(["MALE", "other"].into()), 2);
}

#[test]
fn open_values_compare_by_spelling() {
    let known: Open<'_, Gender> = Gender::Male.into();
    let spelled = Open::Other("MALE".into());
    assert_eq!(known, spelled);
    assert_eq!(known.cmp(&spelled), std::cmp::Ordering::Equal);
    assert_eq!(spelled.known(), Some(Gender::Male));
    assert!(matches!(spelled.into_owned(), Open::Known(Gender::Male)));
    assert!(matches!(
        Open::<Gender>::from(String::from("MALE")),
        Open::Known(_)
    ));
    let other = Open::<Gender>::from("male");
    assert_eq!((other.as_str(), other.known()), ("male", None));
    assert_ne!(known, other);
    assert_eq!(BTreeSet::from([known, other.clone(), other]).len(), 2);
    for (value, spelling) in Gender::VALUES {
        assert_eq!(value.as_str(), *spelling);
        assert_eq!(Gender::from_spelling(spelling), Some(*value));
    }
}

#[test]
fn facts() {
    let tlds: Fact<BTreeSet<String>> = ["fr"].into();
    assert_eq!(tlds, vec!["fr"].into());
    assert_eq!(tlds, [String::from("fr")].into());
    assert_eq!(tlds.known().map(BTreeSet::len), Some(1));
    assert_eq!(
        Fact::from([Gender::Male]),
        Fact::Known(BTreeSet::from([Gender::Male]))
    );
    assert_eq!(Fact::<String>::from("a"), Fact::Known("a".to_owned()));
    assert_eq!(Fact::from(true).test(|value| !value), Truth::False);
    assert_eq!(Fact::<bool>::Missing.test(|value| *value), Truth::Unknown);
    assert!(Fact::<bool>::default().is_missing());
    assert!(!Fact::<bool>::Unknown.is_missing());
}

#[test]
fn secrets_compare_by_their_text() {
    assert_eq!(Secret::from("a"), Secret::new(String::from("a")));
    assert_eq!(Secret::from(&String::from("a")).expose(), "a");
    assert_ne!(Secret::from("a"), Secret::from("b"));
    assert_ne!(Secret::from("a"), Secret::from("ab"));
    assert_eq!(Secret::default(), Secret::from(""));
}
