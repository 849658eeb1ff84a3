//! Checks conversions of contacts, and the results of fits.

use proptest::prelude::*;

use crate::contact::fit::{Carrier, Fit, FitResult};
use crate::contact::update::UpdateMode;
use crate::contact::{AsRead, Choices, Contact, Conversion};

fn there_and_back(step: Conversion, held: &str, sent: &str) {
    assert_eq!(step.apply(held).as_deref(), Ok(sent), "{step}");
    if step.has_inverse() && !matches!(step, Conversion::CountryCode | Conversion::NationalNumber) {
        assert_eq!(step.revert(sent).as_deref(), Some(held), "{step} back");
    }
}

#[test]
fn conversions_by_table() {
    for (step, held, sent) in [
        (Conversion::PhoneDot, "+31384530759", "+31.384530759"),
        (Conversion::PhoneDot, "+12125550123", "+1.2125550123"),
        (Conversion::PhoneDot, "+5999461234", "+599.9461234"),
        (Conversion::PhoneHyphen, "+4932154321", "+49-32154321"),
        (Conversion::PhoneBare, "+390612345678", "+390612345678"),
        (Conversion::CountryCode, "+5999461234", "599"),
        (Conversion::NationalNumber, "+5999461234", "9461234"),
        (
            Conversion::LowerCase,
            "John.DOE@Example.com",
            "john.doe@example.com",
        ),
        (Conversion::UpperCase, "nl", "NL"),
        (Conversion::ALabel, "a@ascii.example", "a@ascii.example"),
        (Conversion::DateCompact, "1970-01-31", "19700131"),
        (Conversion::DateDots, "1970-01-31", "31.01.1970"),
        (Conversion::DateSlashes, "1970-01-31", "31/01/1970"),
    ] {
        there_and_back(step, held, sent);
    }
    assert_eq!(
        Conversion::phone("31", "384530759").as_deref(),
        Some("+31384530759")
    );
    assert_eq!(Conversion::phone("3", "1384530759"), None);
}

#[test]
fn revert_takes_only_converted_texts() {
    for (step, text, held) in [
        (
            Conversion::PhoneHyphen,
            "+49-321-54321",
            Some("+4932154321"),
        ),
        (Conversion::PhoneDot, "+49.321.54321", Some("+4932154321")),
        (Conversion::PhoneDot, "+49321.54321", None),
        (Conversion::PhoneDot, "+49.", None),
        (Conversion::PhoneDot, "+49", None),
        (Conversion::PhoneDot, "49.321", None),
        (Conversion::PhoneHyphen, "+49-321.54321", None),
        (
            Conversion::ALabel,
            "x@plain.example",
            Some("x@plain.example"),
        ),
        (Conversion::ALabel, "x@bücher.example", None),
    ] {
        assert_eq!(step.revert(text).as_deref(), held, "{step} of {text}");
    }
}

#[test]
fn text_outside_of_a_domain_is_refused() {
    for (step, text) in [
        (Conversion::PhoneDot, "0384530759"),
        (Conversion::PhoneDot, "+31 38 4530759"),
        (Conversion::PhoneDot, "+210123456"),
        (Conversion::PhoneDot, "+31"),
        (Conversion::PhoneDot, "+3138453075912345"),
        (Conversion::ALabel, "nobody"),
        (Conversion::DateDots, "1970-02-30"),
    ] {
        assert!(step.apply(text).is_err(), "{step} of {text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_conversion_panic(text in ".*") {
        for step in Conversion::ALL {
            if let Ok(sent) = step.apply(&text) {
                let _ = step.revert(&sent);
            }
            let _ = step.revert(&text);
        }
    }
}

const VOICE: Carrier<'static> = Carrier {
    field: "phone",
    key: None,
    wire: "/phone",
    means: Some("voice"),
    convert: &[Conversion::PhoneDot],
    required: false,
    clearable: true,
    joined: false,
    secret: false,
    stored: true,
    patched: false,
};

#[test]
fn every_datum_is_accounted_for() {
    let contact = Contact::new()
        .voice("+31384530759")
        .voice_extension("12")
        .vat("NL123456789B01");
    let choices = Choices::new();
    let mut fit = Fit::new(&contact, &choices, "Example", UpdateMode::Patch);
    assert_eq!(fit.text(&VOICE).as_deref(), Some("+31.384530759"));
    let result = fit.finish();
    let adjusted: Vec<String> = result.adjustments.iter().map(ToString::to_string).collect();
    assert_eq!(adjusted, ["voice: phone_dot", "vat: left_out"]);
    assert_eq!(
        result.refusals.to_string(),
        "voice_extension: has no place at Example: leave it out by choice"
    );
}

/// Fits one telephone number. Returns whether it is cleared, and the result.
fn voice(
    wanted: &Contact,
    update: UpdateMode,
    required: bool,
    read: Option<&AsRead>,
) -> (bool, FitResult) {
    let choices = Choices::new();
    let mut fit = Fit::new(wanted, &choices, "Example", update);
    if let Some(read) = read {
        fit = fit.against(read);
    }
    let carrier = Carrier {
        clearable: update == UpdateMode::Patch,
        required,
        ..VOICE
    };
    let value = fit.text(&carrier);
    if required {
        fit.required(&carrier, value, String::new());
    }
    (fit.clears(&carrier), fit.finish())
}

#[test]
fn missing_datum_changes_nothing() {
    let wanted = Contact::new();
    for returned in [&["voice"][..], &[]] {
        let read = AsRead::new(Contact::new(), returned.iter().copied());
        let (clears, result) = voice(&wanted, UpdateMode::Patch, false, Some(&read));
        assert!(!clears && !result.changed, "there is nothing to clear");
    }
    let read = AsRead::new(Contact::new().voice("+31.384530759"), ["voice"]);
    let (clears, result) = voice(&wanted, UpdateMode::Patch, false, Some(&read));
    assert!(!clears && !result.changed, "a patch leaves it alone");
    let (clears, result) = voice(&wanted, UpdateMode::Replace, false, Some(&read));
    assert!(!clears && !result.changed);
    assert_eq!(
        result.sent[0].value(),
        "+31.384530759",
        "a replacement puts it back"
    );
}

/// A supplied value is sent if the provider has another one, also in the field of a datum.
#[test]
fn supplied_value_that_differs_is_a_change() {
    let read = AsRead::new(Contact::new().voice("+31.384530759"), ["voice"]);
    let wanted = Contact::new();
    for (text, changes) in [("+31.384530759", false), ("+31.101234567", true)] {
        let mut choices = Choices::new();
        choices.set("phone", text);
        let mut fit = Fit::new(&wanted, &choices, "Example", UpdateMode::Patch).against(&read);
        assert_eq!(fit.text(&VOICE).as_deref(), Some(text));
        assert_eq!(fit.finish().changed, changes, "{text}");
    }
}

/// If a field means two data, changing one of them and sending back the other loses none.
#[test]
fn datum_beside_one_that_is_put_back_is_listed() {
    let held = Contact::new()
        .birth_postal_code("75001")
        .birth_place("Paris");
    let read = AsRead::new(held, ["birth_postal_code", "birth_place"]);
    let wanted = Contact::new().birth_postal_code("69001");
    let choices = Choices::new();
    let mut fit = Fit::new(&wanted, &choices, "Example", UpdateMode::Replace).against(&read);
    let birth = Carrier {
        field: "birth",
        wire: "/birth",
        means: Some("birth.place"),
        convert: &[Conversion::PcComma],
        clearable: false,
        ..VOICE
    };
    let _ = fit.text(&birth);
    let result = fit.finish();
    let told = result
        .adjustments
        .iter()
        .any(|it| it.datum() == "birth_postal_code")
        || result
            .refusals
            .iter()
            .any(|it| it.datum() == Some("birth_postal_code"));
    let sent = result.sent.iter().any(|it| it.value().contains("69001"));
    assert!(told || sent, "{result:?}");
}

#[test]
fn removal_is_cleared_left_out_or_refused() {
    let removals = [Contact::new().remove("voice"), Contact::new().voice("")];
    let read = AsRead::new(Contact::new().voice("+31.384530759"), ["voice"]);
    let unseen = AsRead::new(Contact::new(), ["name"]);
    for wanted in &removals {
        for read in [None, Some(&read), Some(&unseen)] {
            for (update, expected) in [
                (UpdateMode::Patch, "cleared"),
                (UpdateMode::Replace, "left_out"),
                (UpdateMode::Unstated, "not_cleared"),
            ] {
                let (clears, result) = voice(wanted, update, false, read);
                assert_eq!(clears, expected == "cleared");
                let removals = result.sent.iter().filter_map(|it| it.removal());
                let refusals = result.refusals.iter().map(|it| it.code().as_str());
                let found: Vec<&str> = removals.map(|it| it.as_str()).chain(refusals).collect();
                assert_eq!(found, [expected], "{update:?}");
                assert!(result.adjustments.is_empty());
                let (_, result) = voice(wanted, update, true, read);
                assert_eq!(
                    result.refusals.iter().next().map(|it| it.code().as_str()),
                    Some("required")
                );
            }
        }
        let nothing = AsRead::new(Contact::new(), ["voice"]);
        let (clears, result) = voice(wanted, UpdateMode::Patch, false, Some(&nothing));
        assert!(!clears && !result.changed, "there is nothing to remove");
    }
}

#[test]
fn removal_without_a_field_is_listed() {
    let wanted = Contact::new().remove("vat").remove("vta");
    let (_, result) = voice(&wanted, UpdateMode::Patch, false, None);
    assert_eq!(result.adjustments[0].to_string(), "vat: left_out");
    assert_eq!(result.refusals.to_string(), "vta: is no datum of a record");
    let read = AsRead::new(Contact::new().vat("NL123456789B01"), ["vat"]);
    let wanted = Contact::new().remove("vat");
    let (_, result) = voice(&wanted, UpdateMode::Patch, false, Some(&read));
    assert_eq!(
        result.refusals.to_string(),
        "vat: cannot be removed at Example"
    );
}

/// Fits a telephone number and a field without a datum, both without a value. Returns `path: code` of each removal and each
/// refusal.
fn left_out(update: UpdateMode, required: bool, stored: bool, choices: &Choices) -> Vec<String> {
    let contact = Contact::new();
    let mut fit = Fit::new(&contact, choices, "Example", update);
    let remarks = Carrier {
        field: "remarks",
        wire: "/remarks",
        required,
        stored,
        ..Carrier::ANY
    };
    let voice = Carrier {
        clearable: false,
        required,
        stored,
        ..VOICE
    };
    for carrier in [&voice, &remarks] {
        assert_eq!(fit.text(carrier), None);
    }
    let result = fit.finish();
    let removed = result.sent.iter().map(|it| {
        let removal = it.removal().expect("there is no value");
        format!("{}: {}", it.path(), removal.as_str())
    });
    let refused = result.refusals.iter().map(|it| {
        assert!(it.is_deletion() && !it.is_to_supply());
        format!("{}: {}", it.path().unwrap_or_default(), it.code())
    });
    removed.chain(refused).collect()
}

#[test]
fn deletion_by_omission_is_refused_until_agreed() {
    let mut all = Choices::new();
    all.delete_missing();
    let mut one = Choices::new();
    one.leave_out("voice").leave_out("remarks");
    let mut field = Choices::new();
    field.leave_out("phone");
    let none = Choices::new();
    for (update, word) in [
        (UpdateMode::Replace, "left_out"),
        (UpdateMode::Unstated, "unstated"),
    ] {
        let said = |choices: &Choices| left_out(update, false, true, choices);
        assert_eq!(said(&none), ["phone: missing", "remarks: missing"]);
        let agreed = [format!("phone: {word}"), format!("remarks: {word}")];
        assert_eq!(said(&all), agreed);
        assert_eq!(said(&one), agreed);
        assert_eq!(said(&field), [agreed[0].as_str(), "remarks: missing"]);
        // A required field is refused as missing. A field that is not stored is not deleted.
        for (required, stored) in [(true, true), (false, false)] {
            assert!(left_out(update, required, stored, &none).is_empty());
        }
    }
    for update in [UpdateMode::Patch, UpdateMode::None] {
        for choices in [&none, &all, &one] {
            assert!(left_out(update, false, true, choices).is_empty());
        }
    }
}

#[test]
fn field_with_a_datum_is_left_out_by_its_name() {
    let contact = Contact::new().voice("+31384530759");
    for name in ["voice", "phone"] {
        let mut choices = Choices::new();
        choices.leave_out(name);
        for (update, removed) in [(UpdateMode::Replace, 1), (UpdateMode::Patch, 0)] {
            let mut fit = Fit::new(&contact, &choices, "Example", update);
            assert_eq!(fit.text(&VOICE), None, "{name}");
            let result = fit.finish();
            assert_eq!(result.adjustments[0].to_string(), "voice: left_out");
            assert!(result.refusals.is_empty());
            assert_eq!(result.sent.len(), removed);
        }
        let read = AsRead::new(Contact::new().voice("+31.384530759"), ["voice"]);
        let wanted = Contact::new();
        let mut fit = Fit::new(&wanted, &choices, "Example", UpdateMode::Replace).against(&read);
        assert_eq!(fit.text(&VOICE), None);
        let result = fit.finish();
        assert!(
            result.refusals.is_empty() && result.sent[0].is_clear(),
            "{name}"
        );
    }
}

/// A replacement that changes or removes a telephone number accounts for its extension.
#[test]
fn part_is_removed_with_its_number() {
    const EXTENSION: Carrier<'static> = Carrier {
        field: "extension",
        means: Some("voice.x"),
        convert: &[],
        ..VOICE
    };
    let read = Contact::new().voice("+31384530759").voice_extension("7");
    let read = AsRead::new(read, ["voice", "voice_extension"]);
    let choices = Choices::new();
    let fit = |wanted: &Contact| {
        let mut fit = Fit::new(wanted, &choices, "Example", UpdateMode::Replace).against(&read);
        // The part may stand in front of what it belongs to.
        let extension = fit.text(&EXTENSION);
        fit.text(&VOICE);
        let codes = fit.finish().refusals;
        let codes: Vec<&str> = codes.iter().map(|it| it.code().as_str()).collect();
        (extension, codes.join(", "))
    };
    let number = |number: &str| Contact::new().voice(number);
    let kept = Some("7".to_owned());
    assert_eq!(fit(&Contact::new()), (kept.clone(), String::new()));
    assert_eq!(fit(&number("+31.384530759")), (kept.clone(), String::new()));
    assert_eq!(fit(&number("+31384530000")), (kept, "stale".to_owned()));
    let other = number("+31384530000").voice_extension("9");
    assert_eq!(fit(&other), (Some("9".to_owned()), String::new()));
    let gone = Contact::new().remove("voice");
    assert_eq!(fit(&gone), (None, String::new()));
}

#[test]
fn patch_has_only_differences() {
    let choices = Choices::new();
    let read = AsRead::new(Contact::new().voice("+31.384530759"), ["voice"]);
    let same = Contact::new().voice("+31384530759");
    let mut fit = Fit::new(&same, &choices, "Example", UpdateMode::Patch).against(&read);
    assert_eq!(fit.text(&VOICE), None);
    let result = fit.finish();
    assert!(!result.changed && result.adjustments.is_empty());

    let whole = AsRead::new(Contact::new().name("Jane Doe"), ["name"]);
    let wanted = Contact::new();
    let mut fit = Fit::new(&wanted, &choices, "Example", UpdateMode::Replace).against(&whole);
    assert_eq!(fit.text(&VOICE), None);
    let result = fit.finish();
    assert_eq!(
        result.refusals.iter().next().map(|it| it.code().as_str()),
        Some("not_read")
    );
}

#[test]
fn empty_line_is_listed() {
    let line = |field, means| Carrier {
        field,
        means: Some(means),
        ..Carrier::ANY
    };
    let choices = Choices::new();
    for (street, sent) in [
        (&["a", ""][..], &["a"][..]),
        (&["a", "", "b"], &["a", "", "b"]),
    ] {
        let contact = Contact::new().street(street.iter().copied());
        let mut fit = Fit::new(&contact, &choices, "Example", UpdateMode::Patch);
        assert_eq!(fit.texts(&line("lines", "street")).unwrap(), sent);
        let left_out = fit.finish().adjustments.len();
        assert_eq!(left_out, street.len() - sent.len());
    }
    let contact = Contact::new().street(["a", "", "b"]);
    let mut fit = Fit::new(&contact, &choices, "Example", UpdateMode::Patch);
    for (field, means) in [
        ("one", "street[0]"),
        ("two", "street[1]"),
        ("three", "street[2]"),
    ] {
        let _ = fit.text(&line(field, means));
    }
    let adjustments: Vec<String> = fit
        .finish()
        .adjustments
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(adjustments, ["street[1]: left_out"]);
}
