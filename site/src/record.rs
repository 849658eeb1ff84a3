//! Reads a contact from JSON.
//!
//! Input: a text. Output: the contact, or all mistakes in the text, each with its place and with what is expected. No
//! message contains a value of the text, because the values are personal data.

use std::fmt;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use wireform::Date;
use wireform::contact::{Contact, ContactKind};
use wireform_codegen::source::closest;

/// A mistake, with the offset of the byte at which it starts.
struct Mistake {
    at: usize,
    message: String,
}

/// A mistake in the text of a contact. Its text form is `LINE:COLUMN: MESSAGE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, and what is expected.
    pub message: String,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

/// Reads a contact: one JSON object, whose names are [`Contact::NAMES`].
///
/// ```
/// let contact = wireform_site::read_contact(r#"{"name": "Jane Doe", "country": "NL"}"#);
/// assert!(contact.is_ok());
/// let wrong = wireform_site::read_contact(r#"{"nam": "Jane Doe"}"#).unwrap_err();
/// assert_eq!(wrong[0].to_string(), "1:2: there is no datum `nam`; did you mean `name`?");
/// ```
///
/// # Errors
///
/// Returns all mistakes in the text.
pub fn read_contact(text: &str) -> Result<Contact, Vec<Misread>> {
    // Some editors write a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    contact(text).map_err(|wrong| {
        let placed = wrong.into_iter().map(|Mistake { at, message }| {
            let (line, column) = line_and_column(text, at);
            Misread {
                line,
                column,
                message,
            }
        });
        placed.collect()
    })
}

fn contact(text: &str) -> Result<Contact, Vec<Mistake>> {
    let one = |at, message: String| vec![Mistake { at, message }];
    let start = text.len() - text.trim_start().len();
    if start == text.len() {
        return Err(one(0, format!("the input is empty; {EXPECTED}")));
    }
    if !text[start..].starts_with('{') {
        let value =
            serde_json::from_str::<Value>(text).map_err(|error| syntax_error(text, &error))?;
        let found = kind_of(&value);
        return Err(one(start, format!("this is {found}; {EXPECTED}")));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let members = json
        .deserialize_map(Members)
        .and_then(|members| json.end().map(|()| members))
        .map_err(|error| syntax_error(text, &error))?;
    let mut wrong = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (key, value) in members {
        let name: String = serde_json::from_str(key.get()).unwrap_or_default();
        let key = offset(text, key);
        if let Some(message) = unknown_datum(&name) {
            wrong.push(Mistake { at: key, message });
        } else if seen.contains(&name) {
            let message = format!("`{name}` is given twice");
            wrong.push(Mistake { at: key, message });
        } else {
            if let Err(message) = check_datum(&name, value.get()) {
                let at = offset(text, value);
                wrong.push(Mistake { at, message });
            }
            seen.push(name);
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    // No other mistake is known. The message of serde may contain a value, so it is not used.
    serde_json::from_str(text).map_err(|_| one(start, EXPECTED.to_owned()))
}

const EXPECTED: &str =
    "a contact is one JSON object, for example {\"name\":\"…\",\"country\":\"…\"}";

/// The members of an object in their order, with duplicates.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

/// Returns the message about a name that is not a datum of a contact.
fn unknown_datum(name: &str) -> Option<String> {
    if Contact::NAMES.contains(&name) {
        return None;
    }
    // A name that is near no datum may be a value in the wrong place.
    Some(match closest(name, Contact::NAMES.iter().copied()) {
        Some(near) => format!("there is no datum `{name}`; did you mean `{near}`?"),
        None => format!(
            "this name is not a datum; the data are: {}",
            Contact::NAMES.join(", ")
        ),
    })
}

/// Checks the value of a datum. `null` removes the datum.
fn check_datum(name: &str, text: &str) -> Result<(), String> {
    // A raw value is not checked for deep nesting and unpaired surrogates.
    let value: Value = serde_json::from_str(text)
        .map_err(|error| format!("`{name}` is not JSON: {}", reason(&error)))?;
    let is = |found: &str| format!("this is {found}");
    let (expected, wrong) = match (name, &value) {
        ("street", Value::Array(lines)) => {
            let Some(line) = lines.iter().position(|line| !line.is_string()) else {
                return Ok(());
            };
            let found = format!("item {} is {}", line + 1, kind_of(&lines[line]));
            ("a list of texts, one for each line", found)
        }
        (_, Value::Null) => return Ok(()),
        ("street", other) => ("a list of texts, one for each line", is(kind_of(other))),
        ("kind", Value::String(kind)) if is_kind(kind) => return Ok(()),
        ("kind", Value::String(_)) => (KINDS, "this is a different text".to_owned()),
        ("kind", other) => (KINDS, is(kind_of(other))),
        ("birth_date", Value::String(date)) => {
            if date.is_empty() || date.parse::<Date>().is_ok() {
                return Ok(());
            }
            (DATE, "this is not a date".to_owned())
        }
        ("birth_date", other) => (DATE, is(kind_of(other))),
        (_, Value::String(_)) => return Ok(()),
        (_, other) => ("a text", is(kind_of(other))),
    };
    Err(format!("`{name}` must be {expected}; {wrong}"))
}

const KINDS: &str = "\"person\", \"organization\" or \"role\"";
const DATE: &str = "a date as text, YYYY-MM-DD";

fn is_kind(text: &str) -> bool {
    let kinds = [
        ContactKind::Person,
        ContactKind::Organization,
        ContactKind::Role,
    ];
    kinds.iter().any(|kind| kind.as_str() == text)
}

const fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// Returns the mistake in a text that is not JSON. The message of serde_json does not contain the text.
fn syntax_error(text: &str, error: &serde_json::Error) -> Vec<Mistake> {
    let line = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let line: usize = line.map(str::len).sum();
    let at = (line + error.column().saturating_sub(1)).min(text.len());
    let message = format!("the input is not JSON: {}", reason(error));
    vec![Mistake { at, message }]
}

/// Returns the message of an error without its place.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let reason = message.split(" at line ").next();
    reason.unwrap_or_default().to_owned()
}

/// Returns the offset of a slice of the text.
fn offset(text: &str, slice: &RawValue) -> usize {
    (slice.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Returns line and column of a byte. Both start at 1, and columns count characters.
fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..at.min(text.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n');
    let column = String::from_utf8_lossy(&before[start.map_or(0, |at| at + 1)..]);
    (line, column.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use wireform::contact::Contact;

    #[test]
    fn rejects_the_same_values_as_the_library() {
        let values = [
            "null",
            "5",
            "true",
            "\"x\"",
            "\"\"",
            "\"role\"",
            "\"2001-01-31\"",
            "\"2001-02-30\"",
            "\"\\ud800\"",
            "[]",
            "[\"a\"]",
            "[\"a\",1]",
            "{}",
            "1e999",
        ];
        let (mut taken, mut refused) = (0, 0);
        for name in Contact::NAMES {
            for value in values {
                let text = format!("{{\"{name}\": {value}}}");
                let library = serde_json::from_str::<Contact>(&text).ok();
                match super::contact(&text) {
                    Ok(contact) => {
                        taken += 1;
                        assert_eq!(Some(contact), library, "{text}");
                    }
                    Err(wrong) => {
                        refused += 1;
                        assert_eq!(library, None, "{text}");
                        let [wrong] = &wrong[..] else {
                            panic!("{text}: one thing is wrong");
                        };
                        assert!(wrong.message.starts_with(&format!("`{name}` ")), "{text}");
                        assert_eq!(
                            super::line_and_column(&text, wrong.at),
                            (1, name.len() + 6),
                            "{text}"
                        );
                    }
                }
            }
        }
        assert!(
            taken > 100 && refused > 100,
            "{taken} taken, {refused} refused"
        );
    }
}
