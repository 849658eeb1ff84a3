//! Checks the conversions of derived structs: unchanged values are borrowed, a failure is reported once, and no line is lost.

use std::borrow::Cow;

use crate::check::{AnyText, Check, RuleName};
use crate::contact::Conversion;
use crate::derive::{Converted, Items, ItemsOf, Text, Way, line_or_clear};
use crate::path::{AnyStep, Path, Step};
use crate::{Patch, Violations, Waivers};

static PHONE: Way = Way {
    datum: "voice",
    field: "phone",
    wire: "/phone",
    steps: &[Conversion::PhoneDot],
};

static MAIL: Way = Way {
    datum: "email",
    field: "email",
    wire: "/email",
    steps: &[Conversion::ALabel, Conversion::LowerCase],
};

static NUMBER: Way = Way {
    datum: "voice",
    field: "number",
    wire: "/number",
    steps: &[Conversion::NationalNumber],
};

#[test]
fn unchanged_values_are_borrowed() {
    let mut converted = Converted::default();
    for (way, text) in [(&PHONE, "+31.384530759"), (&MAIL, "jane@example.com")] {
        let sent = converted.apply(way, Cow::Borrowed(text));
        assert!(matches!(sent, Cow::Borrowed(_)) && sent == text, "{sent}");
    }
    assert!(converted.adjustments().is_empty());
    // A part of the text is borrowed as well, although taking it is an adjustment.
    let number = converted.apply(&NUMBER, Cow::Borrowed("+31384530759"));
    assert!(matches!(number, Cow::Borrowed(_)) && number == "384530759");
    let sent = converted.apply(&MAIL, Cow::Borrowed("Jane@Example.com"));
    assert!(matches!(sent, Cow::Owned(_)) && sent == "jane@example.com");
    let adjustments: Vec<String> = converted
        .adjustments()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        adjustments,
        [
            "voice: national_number",
            "email: lower_case, cannot be undone"
        ]
    );
}

/// Returns the violations of conversions and of a request's own checks.
fn checked(converted: &Converted, waivers: &Waivers, own: impl FnOnce(&mut Check<'_>)) -> String {
    let (mut violations, mut unchecked) = (Violations::new(), Vec::<RuleName>::new());
    let mut check = Check::collect(&mut violations, waivers, &mut unchecked);
    converted.check(&mut check, own);
    violations.to_string()
}

#[test]
fn failed_conversion_is_the_only_violation_of_its_field() {
    let mut converted = Converted::default();
    let sent = converted.apply(&PHONE, Cow::Borrowed("038 4530759"));
    assert_eq!(sent, "038 4530759");
    assert!(converted.adjustments().is_empty());
    let own = |check: &mut Check<'_>| {
        for field in ["name", "phone", "phone", "fax"] {
            let wire = format!("/{field}");
            let facets = crate::check::Text {
                max_length: Some(1),
                ..crate::check::Text::ANY
            };
            let step = Step::new(field, &wire);
            let path = Path::step(AnyStep::Borrowed(&step));
            check.text(&path, "12", AnyText::Borrowed(&facets));
        }
    };
    assert_eq!(
        checked(&converted, Waivers::none(), own),
        "name: has 2 characters, at most 1 is accepted\n\
         phone: is not an E.164 number: a plus, an assigned country code and digits, 15 in all at most, for example +31.384530759\n\
         fax: has 2 characters, at most 1 is accepted"
    );
    // The failed conversion is a violation even if the value would pass the checks of the request.
    assert!(
        checked(&converted, Waivers::none(), |_| {}).starts_with("phone: is not an E.164 number")
    );
}

#[test]
fn each_line_is_sent_or_refused() {
    let lines = ["a", "b", "c"];
    let items: Items<'_, Text> = Items::Borrowed(&lines as &dyn ItemsOf<Text>);
    let mut converted = Converted::default();
    static SECOND: Way = Way {
        datum: "street",
        field: "street2",
        wire: "/street2",
        steps: &[],
    };
    assert_eq!(
        converted.line(&SECOND, &items, 0, None).as_deref(),
        Some("a")
    );
    assert_eq!(
        converted.line(&SECOND, &items, 1, Some(2)).as_deref(),
        Some("b")
    );
    assert_eq!(
        checked(&converted, Waivers::none(), |_| {}),
        "street2: there are 3 lines, and 2 are taken"
    );
    let mut converted = Converted::default();
    assert_eq!(converted.line(&SECOND, &items, 3, Some(4)), None);
    assert_eq!(
        converted.joined(&SECOND, &items, ", ").as_deref(),
        Some("a, b, c")
    );
    assert_eq!(checked(&converted, Waivers::none(), |_| {}), "");
    assert_eq!(line_or_clear::<&str>(Patch::Set(None)), Patch::Clear);
    assert_eq!(line_or_clear(Patch::Set(Some("b"))), Patch::Set("b"));
    assert_eq!(line_or_clear::<&str>(Patch::Keep), Patch::Keep);
}

#[test]
fn list_is_copied_only_if_an_item_changes() {
    let lower = ["a@example.com", "b@example.com"];
    let mut converted = Converted::default();
    let unchanged = converted.apply(&MAIL, Items::<Text>::Borrowed(&lower));
    assert!(matches!(unchanged, Items::Borrowed(_)));
    let mixed = ["a@example.com", "B@example.com", "c@example.com"];
    let copied = converted.apply(&MAIL, Items::<Text>::Borrowed(&mixed));
    let copied: Vec<String> = copied.iter().map(Cow::into_owned).collect();
    assert_eq!(copied, ["a@example.com", "b@example.com", "c@example.com"]);
    assert_eq!(converted.adjustments().len(), 1);
}

#[test]
fn missing_required_value_is_reported() {
    let mut converted = Converted::default();
    let name = converted.full_name(&PHONE, Some("Jane".into()), None);
    assert_eq!(name, None);
    assert_eq!(converted.required(&PHONE, name), "");
    assert_eq!(
        checked(&converted, Waivers::none(), |_| {}),
        "phone: is required"
    );
}

#[test]
fn joining_no_text_clears() {
    use crate::derive::clear_if_nothing;

    let text = |text: &'static str| Patch::Set(Cow::Borrowed(text));
    assert_eq!(clear_if_nothing::<Cow<'_, str>>(Patch::Keep), Patch::Clear);
    assert_eq!(clear_if_nothing(text("")), Patch::Clear);
    assert_eq!(clear_if_nothing(text("a")), text("a"));
}
