//! Compares the writers with other implementations, on texts of every length around the borders of blocks and at every
//! alignment.

use std::fmt::Write as _;

use crate::encode::pairs::Pairs;
use crate::encode::{Body, json, xml};

/// Characters of one to four bytes. A writer escapes some of them, and no writer escapes the others.
const CHARACTERS: [char; 22] = [
    'a', 'Z', '5', ' ', '"', '\\', '&', '<', '>', '\r', '\n', '\t', '/', '+', '*', '~', '\u{1f}',
    '\u{7f}', '\u{80}', 'é', '東', '🇫',
];

/// Returns plain texts, and the same texts with one of these characters at each position.
fn texts() -> impl Iterator<Item = String> {
    (0..100_usize).flat_map(|length| {
        let plain: String = ('a'..='z').cycle().take(length).collect();
        let changed = plain.clone();
        let places = 0..length.max(1);
        let varied = places.flat_map(move |place| {
            let plain = plain.clone();
            // Each character comes to each place of some length.
            let few =
                (0..3).map(move |turn| CHARACTERS[(place + 7 * length + turn) % CHARACTERS.len()]);
            few.map(move |character| {
                let mut text = plain.clone();
                text.insert(place.min(text.len()), character);
                text
            })
        });
        varied.chain([changed])
    })
}

/// Returns the text that is written behind a number of bytes.
fn written(before: usize, write: impl FnOnce(&mut Body)) -> String {
    let lead = "-".repeat(before);
    let mut body = Body::after(lead.clone().into_bytes());
    write(&mut body);
    let text = String::from_utf8(body.into_bytes()).expect("only texts were written");
    text.strip_prefix(&lead).expect("it stays").to_owned()
}

/// Checks every text, and the number of texts with an escape, because texts without escapes show little.
fn check(write: impl Fn(&mut Body, &str), expected: impl Fn(&str) -> String) {
    let (mut count, mut escaped) = (0, 0);
    for (index, text) in texts().enumerate() {
        let expected = expected(&text);
        // The text stands at another alignment than what is written.
        let shifted = format!("{}{text}", "#".repeat(index % 16));
        let text = &shifted[index % 16..];
        assert_eq!(
            written(index % 17, |body| write(body, text)),
            expected,
            "{text:?}"
        );
        count += 1;
        escaped += usize::from(!expected.contains(text));
    }
    assert!(
        count > 10_000 && escaped > count / 10 && escaped < count,
        "{escaped} of {count}"
    );
}

#[test]
fn json_equals_serde_json() {
    check(json::string, |text| {
        serde_json::to_string(text).expect("is a string")
    });
    check(
        |body, text| json::between(body, "{\"key\":\"", text, "\",\"next\":1}"),
        |text| {
            format!(
                "{{\"key\":{},\"next\":1}}",
                serde_json::to_string(text).expect("is a string")
            )
        },
    );
}

#[test]
fn xml_equals_replacing_each_character() {
    let replaced = |text: &str| {
        text.chars().fold(String::new(), |mut out, character| {
            match character {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\r' => out.push_str("&#13;"),
                other => out.push(other),
            }
            out
        })
    };
    check(xml::text, replaced);
    check(
        |body, text| xml::between(body, "<element>", text, "</element>"),
        |text| format!("<element>{}</element>", replaced(text)),
    );
}

#[test]
fn forms_equal_form_urlencoded() {
    check(
        |body, text| Pairs::form().pair(body, "name", text),
        |text| {
            form_urlencoded::Serializer::new(String::new())
                .append_pair("name", text)
                .finish()
        },
    );
}

#[test]
fn queries_encode_each_byte() {
    check(
        |body, text| Pairs::query().pair(body, "name", text),
        |text| {
            text.bytes().fold("name=".to_owned(), |mut out, byte| {
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                    out.push(char::from(byte));
                } else {
                    write!(out, "%{byte:02X}").expect("it is a text");
                }
                out
            })
        },
    );
}

/// The output does not depend on the room that a body has.
#[test]
fn output_does_not_depend_on_room() {
    for room in 0..200 {
        for length in [0, 3, 7, 12, 16, 17, 31, 32, 33, 70] {
            let text = "x\u{e9}y".chars().cycle().take(length).collect::<String>();
            let mut body = Body::new();
            body.reserve(room);
            for _ in 0..3 {
                json::between(&mut body, "[\"", &text, "\"]");
                xml::between(&mut body, "<a>", &text, "</a>");
                Pairs::form().pair(&mut body, "n", &text);
            }
            let form = text.replace('é', "%C3%A9");
            let once = format!("[\"{text}\"]<a>{text}</a>n={form}");
            assert_eq!(body.len(), 3 * once.len());
            assert_eq!(body.as_bytes(), once.repeat(3).as_bytes());
            assert_eq!(body.masked(), once.repeat(3).as_bytes());
        }
    }
}
