//! Reading values, and the members that no schema describes.

use super::super::document::{Document, Kind, Markup};
use super::super::object::{FieldSource, From, Reading};
use super::super::place::Place;
use super::super::read::{Form, FromResponse, ListForm};
use super::*;
use crate::Date;

/// Reads the member `a` of a JSON object.
fn read<T: FromResponse>(json: &str, form: Form<'_>) -> Result<Option<T>, UnexpectedReason> {
    let body = format!(r#"{{"a":{json}}}"#);
    read_in(&body, form, &[&[Step::Member("a")]])
}

pub(super) fn read_in<T: FromResponse>(
    body: &str,
    form: Form<'_>,
    places: &[Place<'_>],
) -> Result<Option<T>, UnexpectedReason> {
    let parts = ResponseParts::new(200, body.as_bytes());
    let incoming = Incoming::new(&parts);
    let read = case("read", &[]);
    let document = incoming.document(&read)?;
    let at = Places {
        json: places,
        xml: places,
    };
    let from = From::Body {
        at,
        json: form,
        xml: form,
    };
    Reading::of_case(&incoming, &read, document).optional(&FieldSource { name: "a", from })
}

fn wrong(place: &str) -> UnexpectedReason {
    UnexpectedReason::WrongKind {
        place: place.to_owned(),
    }
}

#[test]
fn read_values_in_exact_spellings() {
    let plain = Form::default();
    let text = |json| read::<String>(json, plain);
    assert_eq!(text(r#""a\u0000\"""#), Ok(Some("a\0\"".to_owned())));
    assert_eq!(text("1.50"), Ok(Some("1.50".to_owned())));
    assert_eq!(text("null"), Ok(None));
    assert_eq!(text("{}"), Err(wrong("a")));
    assert_eq!(text(r#""\ud800""#), Err(UnexpectedReason::NotText));
    let integer = |json| read::<i64>(json, plain);
    assert_eq!(integer("-12"), Ok(Some(-12)));
    assert_eq!(integer("\"12\""), Ok(Some(12)));
    assert_eq!(integer("\" 12\""), Err(wrong("a")));
    assert_eq!(integer("\"\""), Err(wrong("a")));
    assert_eq!(integer("true"), Err(wrong("a")));
    assert_eq!(integer("1e3"), Err(wrong("a")));
    assert_eq!(integer("9223372036854775808"), Err(wrong("a")));
    assert_eq!(read::<bool>("true", plain), Ok(Some(true)));
    assert_eq!(read::<bool>("\"false\"", plain), Ok(Some(false)));
    assert_eq!(read::<bool>("1", plain), Err(wrong("a")));
    let spelled = Form {
        spellings: &[("true", "1"), ("false", "0")],
        ..plain
    };
    assert_eq!(read::<bool>("1", spelled), Ok(Some(true)));
    assert_eq!(read::<bool>("\"0\"", spelled), Ok(Some(false)));
    assert_eq!(
        read::<Date>("\"2026-11-21\"", plain),
        Ok(Date::new(2026, 11, 21))
    );
    assert_eq!(read::<Date>("\"2026-02-30\"", plain), Err(wrong("a")));
}

#[test]
fn read_lists_in_every_form() {
    let list = |json| read::<Vec<i64>>(json, Form::default());
    assert_eq!(list("[1,2]"), Ok(Some(vec![1, 2])));
    assert_eq!(list("1"), Err(wrong("a")));
    assert_eq!(list("[1,\"2\"]"), Ok(Some(vec![1, 2])));
    assert_eq!(list("[1,\"x\"]"), Err(wrong("a[1]")));
    let joined = Form {
        list: ListForm::Join(","),
        ..Form::default()
    };
    assert_eq!(read::<Vec<i64>>("\"1,2\"", joined), Ok(Some(vec![1, 2])));
    assert_eq!(read::<Vec<i64>>("\"\"", joined), Ok(Some(Vec::new())));
    let xml = |body, form, place| read_in::<Vec<i64>>(body, form, &[place]);
    let repeat: Place<'_> = &[Step::Member("r"), Step::Member("a")];
    assert_eq!(
        xml("<r><a>1</a><b/><a> 2 </a></r>", Form::default(), repeat),
        Ok(Some(vec![1, 2]))
    );
    assert_eq!(
        xml("<r><a>1</a></r>", Form::default(), repeat),
        Ok(Some(vec![1]))
    );
    assert_eq!(xml("<r><b/></r>", Form::default(), repeat), Ok(None));
    let wrap = Form {
        list: ListForm::Wrap("i"),
        ..Form::default()
    };
    assert_eq!(
        xml("<r><a><i>1</i><i>2</i></a></r>", wrap, repeat),
        Ok(Some(vec![1, 2]))
    );
    let one = read_in::<String>("<r><a>1</a><a>2</a></r>", Form::default(), &[repeat]);
    assert_eq!(
        one,
        Err(UnexpectedReason::Repeated {
            place: "a".to_owned()
        })
    );
    let text = read_in::<String>(
        "<r><a>1<![CDATA[<2>]]>&amp;&#51;</a></r>",
        Form::default(),
        &[repeat],
    );
    assert_eq!(text, Ok(Some("1<2>&3".to_owned())));
}

#[test]
fn keep_undescribed_members() {
    let body = r#"{"status":{"type":"OK","text":{"a":[1, 2]}},"ctid":null,"more":1.0}"#;
    let parts = ResponseParts::new(200, body.as_bytes());
    let incoming = Incoming::new(&parts);
    let document = incoming.document(&CASES[0]).expect("JSON");
    let other = Reading::of_case(&incoming, &CASES[0], document).undescribed(&[]);
    let found: Vec<_> = other.iter().collect();
    assert_eq!(found, [("status.text", r#"{"a":[1, 2]}"#), ("more", "1.0")]);
}

#[test]
fn keep_undescribed_parts_of_repeated_elements() {
    const CODES: Places<'static> = Places::NONE.xml(&[&[
        Step::Member("r"),
        Step::Member("s"),
        Step::Items,
        Step::Attribute("code"),
    ]]);
    let case = Case {
        body: &[(CODES, PlaceTest::Present(true))],
        formats: &[ReadFormat::Xml],
        ..Case::new("elements", State::Done)
    };
    let body = r#"<r><s code="1"/><s code="2" more="3"><a.b>4</a.b></s><t/></r>"#;
    let parts = ResponseParts::new(200, body.as_bytes());
    let incoming = Incoming::new(&parts);
    let document = incoming.document(&case).expect("XML");
    let other = Reading::of_case(&incoming, &case, document).undescribed(&[]);
    let found: Vec<_> = other.iter().collect();
    let expected = [("r.s.@more", "3"), (r#"r.s."a.b""#, "4"), ("r.t", "")];
    assert_eq!(found, expected);
}

/// Returns the undescribed members of a body with these places.
fn undescribed_in(body: &str, places: Places<'static>) -> Vec<(String, String)> {
    let rows = &[FieldSource {
        name: "a",
        from: From::Body {
            at: places,
            json: Form::PLAIN,
            xml: Form::PLAIN,
        },
    }];
    let read = case("read", &[]);
    let parts = ResponseParts::new(200, body.as_bytes());
    let incoming = Incoming::new(&parts);
    let document = incoming.document(&read).expect("a body");
    let other = Reading::of_case(&incoming, &read, document).undescribed(rows);
    let found = other.iter();
    found
        .map(|(name, raw)| (name.to_owned(), raw.to_owned()))
        .collect()
}

#[test]
fn join_places_with_and_without_a_step_to_items() {
    const RESULT: Places<'static> = Places::NONE.xml(&[
        &[
            Step::Member("epp"),
            Step::Member("result"),
            Step::Items,
            Step::Attribute("code"),
        ],
        &[
            Step::Member("epp"),
            Step::Member("result"),
            Step::Member("msg"),
        ],
    ]);
    const ERRORS: Places<'static> = Places::NONE.json(&[
        &[Step::Member("errors"), Step::Items, Step::Member("msg")],
        &[Step::Member("errors"), Step::Member("message")],
    ]);
    for (body, places, expected) in [
        (
            r#"<epp><result code="1"><msg>2</msg><more>3</more></result></epp>"#,
            RESULT,
            [("epp.result.more", "3")],
        ),
        (
            r#"{"errors":[{"msg":"1","more":2}]}"#,
            ERRORS,
            [("errors[0].more", "2")],
        ),
        (
            r#"{"errors":{"message":"1","more":2}}"#,
            ERRORS,
            [("errors.more", "2")],
        ),
    ] {
        let expected = expected.map(|(name, raw)| (name.to_owned(), raw.to_owned()));
        assert_eq!(undescribed_in(body, places), expected, "{body}");
    }
}

#[test]
fn keep_undescribed_texts_beside_attributes_and_children() {
    const CODE: Places<'static> =
        Places::NONE.xml(&[&[Step::Member("r"), Step::Attribute("code")]]);
    const TEXT: Places<'static> = Places::NONE.xml(&[
        &[Step::Member("r"), Step::Attribute("code")],
        &[Step::Member("r"), Step::Text],
    ]);
    let text = |text: &str| vec![(r#"r.".""#.to_owned(), text.to_owned())];
    assert_eq!(
        undescribed_in(r#"<r code="1">late</r>"#, CODE),
        text("late")
    );
    assert_eq!(undescribed_in(r#"<r code="1">late</r>"#, TEXT), []);
    assert_eq!(undescribed_in("<r code=\"1\">\n</r>", CODE), []);
}

#[test]
fn read_elements_that_are_nil_as_absent() {
    let read = |body: &str| {
        read_in::<String>(body, Form::default(), &[&[Step::Member("a")]]).expect("XML")
    };
    assert_eq!(read("<a xsi:nil='true'/>"), None);
    assert_eq!(read("<a xmlns:xsi='urn:x' xsi:nil='1'></a>"), None);
    assert_eq!(read("<a xsi:nil='false'/>"), Some(String::new()));
    assert_eq!(read("<a xsi:nil='true'>text</a>"), Some("text".to_owned()));
}

#[test]
fn find_undescribed_parts_of_many_repeated_members() {
    const PLACES: Places<'static> = Places {
        json: &[&[Step::Member("result"), Step::Member("msg")]],
        xml: &[&[
            Step::Member("r"),
            Step::Member("result"),
            Step::Items,
            Step::Member("msg"),
        ]],
    };
    const COUNT: usize = 50_000;
    let json = vec![r#""result":{"more":1}"#; COUNT].join(",");
    let xml = "<result><msg/><more/></result>".repeat(COUNT);
    for (body, name) in [
        (format!("{{{json}}}"), "result.more"),
        (format!("<r>{xml}</r>"), "r.result.more"),
    ] {
        let found = undescribed_in(&body, PLACES);
        assert_eq!(found.len(), COUNT);
        assert!(found.iter().all(|(found, _)| found == name));
    }
}

#[test]
fn keep_the_spelling_of_numbers() {
    let document = Document::parse("[1.0, 1e400, -0]", Markup::Json).expect("JSON");
    let items = document.root().items().expect("a list");
    let texts: Vec<_> = items.iter().map(|it| (it.kind(), it.text())).collect();
    let number = |text| (Ok(Kind::Number), Some(text));
    assert_eq!(texts, [number("1.0"), number("1e400"), number("-0")]);
}
