//! Checks that every conversion with an inverse survives a round trip through a fit, JSON and a reading. Reading with another
//! conversion has to fail.

use proptest::prelude::*;

use crate::Date;
use crate::contact::fit::{Carrier, Fit};
use crate::contact::response::{ContactReading, ContactSource};
use crate::contact::update::UpdateMode;
use crate::contact::{AsRead, Choices, Contact, Conversion};
use crate::response::case::{Case, ReadFormat};
use crate::response::place::{Places, Step};
use crate::response::{ResponseParts, State};

/// A record that a conversion accepts, and the fields that carry it: name, term, conversion.
type Sample = (Contact, Vec<(&'static str, &'static str, Conversion)>);

fn phone() -> impl Strategy<Value = String> {
    let list = include_str!("../contact/calling_codes.tsv");
    let rows = list.lines().skip(1);
    let codes: Vec<&str> = rows.filter_map(|row| row.split('\t').next()).collect();
    (proptest::sample::select(codes), "[0-9]{1,12}")
        .prop_map(|(code, number)| format!("+{code}{number}"))
}

/// Returns records that a conversion accepts, or `None` if it has no inverse.
fn samples(step: Conversion) -> Option<BoxedStrategy<Sample>> {
    let strategy = match step {
        Conversion::PhoneDot | Conversion::PhoneHyphen | Conversion::PhoneBare => phone()
            .prop_map(move |it| (Contact::new().fax(it), vec![("fax", "fax", step)]))
            .boxed(),
        // Each is half of a number; the other half goes beside it, in front or behind.
        Conversion::CountryCode | Conversion::NationalNumber => (phone(), any::<bool>())
            .prop_map(|(number, turned)| {
                let mut fields = vec![
                    ("code", "voice.cc", Conversion::CountryCode),
                    ("number", "voice.number", Conversion::NationalNumber),
                ];
                if turned {
                    fields.reverse();
                }
                (Contact::new().voice(number), fields)
            })
            .boxed(),
        Conversion::LinesLf => proptest::collection::vec("[^\n]{1,12}", 1..5)
            .prop_map(move |lines| (Contact::new().street(lines), vec![("at", "street", step)]))
            .boxed(),
        Conversion::ALabel => {
            let label = if cfg!(feature = "idna") {
                "[a-z0-9]{0,6}([à-öø-ÿα-ωа-яぁ-ん漢字]{1,12}|[a-z])"
            } else {
                "[a-z0-9]{0,6}[a-z]"
            };
            ("[A-Za-z0-9.+]{1,8}", label, label)
                .prop_map(move |(local, first, second)| {
                    let address = format!("{local}@{first}.{second}.example");
                    (Contact::new().email(address), vec![("mail", "email", step)])
                })
                .boxed()
        }
        Conversion::DateCompact | Conversion::DateDots | Conversion::DateSlashes => {
            (1_u16..=9999, 1_u8..=12, 1_u8..=31)
                .prop_filter_map("no such day", move |(year, month, day)| {
                    let date = format!("{year:04}-{month:02}-{day:02}").parse::<Date>();
                    let contact = Contact::new().birth_date(date.ok()?);
                    Some((contact, vec![("born", "birth.date", step)]))
                })
                .boxed()
        }
        Conversion::PcComma => ("[0-9]{4,6}", "[A-Za-zà-ö][a-zà-ö, ]{0,12}")
            .prop_map(move |(code, place)| {
                let contact = Contact::new().birth_postal_code(code).birth_place(place);
                (contact, vec![("born", "birth.place", step)])
            })
            .boxed(),
        Conversion::FullName
        | Conversion::LinesComma
        | Conversion::LowerCase
        | Conversion::UpperCase
        | Conversion::Ascii => return None,
    };
    Some(strategy)
}

/// Fits a record to its fields and reads the response with the conversions that `by` returns.
fn there_and_back((contact, fields): &Sample, by: impl Fn(Conversion) -> Conversion) -> AsRead {
    let choices = Choices::new();
    let mut fit = Fit::new(contact, &choices, "Example", UpdateMode::Patch);
    let mut body = serde_json::Map::new();
    for (field, term, step) in fields {
        let convert = [*step];
        let carrier = Carrier {
            field,
            means: Some(term),
            convert: &convert,
            ..Carrier::ANY
        };
        let text = fit.text(&carrier).expect("it is in the domain");
        body.insert((*field).to_owned(), text.into());
    }
    let result = fit.finish();
    assert!(result.refusals.is_empty(), "{}", result.refusals);
    assert!(result.adjustments.iter().all(|it| it.is_reversible()));
    let converts: Vec<[Conversion; 1]> = fields.iter().map(|(_, _, step)| [by(*step)]).collect();
    let steps: Vec<[Step<'_>; 1]> = fields.iter().map(|(at, ..)| [Step::Member(at)]).collect();
    let places: Vec<[&[Step<'_>]; 1]> = steps.iter().map(|steps| [steps.as_slice()]).collect();
    let data = fields.iter().zip(&converts).zip(&places);
    let data: Vec<ContactSource<'_>> = data
        .map(|(((_, means, _), convert), json)| {
            let at = Places { json, xml: &[] };
            ContactSource::new(at, means).convert(convert)
        })
        .collect();
    let reading = ContactReading {
        cases: &[Case {
            formats: &[ReadFormat::Json],
            ..Case::new("any", State::Done)
        }],
        case: 0,
        data: &data,
        others: &[],
        objects: Places::default(),
        described: Places::default(),
    };
    let body = serde_json::Value::from(body).to_string();
    reading
        .read(&ResponseParts::new(200, body.as_bytes()))
        .expect("it is the response")
}

#[test]
fn reversible_conversions_round_trip() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for &step in Conversion::ALL {
        let samples = samples(step);
        assert_eq!(samples.is_some(), step.has_inverse(), "{step}");
        let Some(samples) = samples else { continue };
        runner
            .run(&samples, |sample| {
                let read = there_and_back(&sample, |step| step);
                prop_assert_eq!(read.contact(), &sample.0, "{}", step);
                prop_assert!(read.unread().is_empty(), "{}", step);
                Ok(())
            })
            .unwrap();
    }
}

#[test]
fn wrong_inverse_is_detected() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for (step, wrong) in [
        (Conversion::PhoneDot, Conversion::PhoneHyphen),
        (Conversion::PhoneHyphen, Conversion::PhoneBare),
        (Conversion::PhoneBare, Conversion::PhoneDot),
        (Conversion::DateDots, Conversion::DateSlashes),
        (Conversion::DateSlashes, Conversion::DateCompact),
        (Conversion::DateCompact, Conversion::DateDots),
    ] {
        let samples = samples(step).expect("it has an inverse");
        runner
            .run(&samples, |sample| {
                let read = there_and_back(&sample, |_| wrong);
                prop_assert!(!read.unread().is_empty(), "{} by {}", step, wrong);
                Ok(())
            })
            .unwrap();
    }
}
