//! The contact that a person is typing, as inputs and as JSON, which say the same.
//!
//! Input: the form. Output: the text of each input, the JSON, and the contact without what is not readable.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use wireform::contact::Contact;

use super::fields::{self, Datum, DatumInput};
use super::sample;
use super::submitted::{Edited, Start, Submitted};
use crate::record::{Misread, read_contact};

/// A contact that is being typed.
pub(super) struct Draft {
    /// The text of each input, by the name of its datum.
    texts: BTreeMap<&'static str, String>,
    /// The JSON, as typed or as made from the inputs.
    pub(super) json: String,
    /// What is wrong with the JSON, if it was typed.
    pub(super) misread: Vec<Misread>,
    /// What is wrong with an input, by the name of its datum.
    pub(super) wrong: Vec<(&'static str, String)>,
    /// The contact.
    pub(super) contact: Contact,
}

impl Draft {
    /// Reads the side that a person edited last, and makes the other one from it.
    pub(super) fn read(submitted: &Submitted) -> Draft {
        match (submitted.start(), submitted.edited()) {
            (Start::Sample, _) => Draft::of_members(sample::contact()),
            (Start::Empty, _) => Draft::of_members(Map::new()),
            (Start::Form, Edited::Form) => Draft::of_members(members(submitted)),
            (Start::Form, Edited::Json) => Draft::of_json(submitted),
        }
    }

    /// Returns the text of an input.
    pub(super) fn text(&self, datum: &Datum) -> &str {
        self.texts.get(datum.name).map_or("", String::as_str)
    }

    /// Makes the draft of JSON. Without a readable contact, the inputs stay as they are.
    fn of_json(submitted: &Submitted) -> Draft {
        let json = submitted.value("json").unwrap_or_default().to_owned();
        match read_contact(&json) {
            Ok(contact) => {
                let members = match serde_json::to_value(&contact) {
                    Ok(Value::Object(members)) => members,
                    Ok(_) | Err(_) => Map::new(),
                };
                Draft {
                    json,
                    ..Draft::of_members(members)
                }
            }
            Err(misread) => Draft {
                json,
                misread,
                ..Draft::of_members(members(submitted))
            },
        }
    }

    /// Makes the draft of the members of the JSON. A value that is not readable stays in its input and in the JSON.
    fn of_members(members: Map<String, Value>) -> Draft {
        let mut texts = BTreeMap::new();
        let mut wrong = Vec::new();
        let mut readable = Map::new();
        let mut shown = Map::new();
        for datum in fields::data() {
            let Some(value) = members.get(datum.name) else {
                continue;
            };
            texts.insert(datum.name, text_of(value));
            shown.insert(datum.name.to_owned(), value.clone());
            let one = Map::from_iter([(datum.name.to_owned(), value.clone())]);
            match read_contact(&Value::Object(one).to_string()) {
                Ok(_) => {
                    readable.insert(datum.name.to_owned(), value.clone());
                }
                Err(misread) => {
                    wrong.extend(misread.into_iter().map(|it| (datum.name, it.message)));
                }
            }
        }
        let contact = read_contact(&Value::Object(readable).to_string());
        Draft {
            texts,
            // Writing JSON into a text cannot fail.
            json: serde_json::to_string_pretty(&shown).unwrap_or_default(),
            misread: Vec::new(),
            wrong,
            contact: contact.unwrap_or_default(),
        }
    }
}

/// Returns the members of the JSON for the inputs. An empty input has no member, unless the JSON asks to remove the datum.
fn members(submitted: &Submitted) -> Map<String, Value> {
    let json = submitted.value("json").unwrap_or_default();
    let before: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
    let mut members = Map::new();
    for datum in fields::data() {
        let text = submitted.value(&input_name(datum)).unwrap_or_default();
        let is_removed = before.get(datum.name).is_some_and(Value::is_null);
        let value = match datum.input {
            _ if text.is_empty() && is_removed => Value::Null,
            _ if text.is_empty() => continue,
            DatumInput::Lines => {
                let text = text.strip_suffix('\n').unwrap_or(text);
                text.split('\n').map(Value::from).collect()
            }
            DatumInput::Line(_) | DatumInput::Kind => Value::from(text),
        };
        members.insert(datum.name.to_owned(), value);
    }
    members
}

/// Returns the name of the input of a datum.
pub(super) fn input_name(datum: &Datum) -> String {
    format!("datum.{}", datum.name)
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(lines) => {
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            lines.join("\n")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::Draft;
    use crate::serve::fields::datum_of;
    use crate::serve::submitted::Submitted;

    fn text<'d>(draft: &'d Draft, name: &str) -> &'d str {
        draft.text(datum_of(name).expect("a datum"))
    }

    #[test]
    fn the_json_follows_the_inputs() {
        let form = Submitted::read(
            b"datum.name=Jane&datum.street=1+High+Street%0D%0AFlat+2%0D%0A&datum.city=",
        );
        let draft = Draft::read(&form);
        let json: serde_json::Value = serde_json::from_str(&draft.json).expect("it is JSON");
        let expected = serde_json::json!({"name": "Jane", "street": ["1 High Street", "Flat 2"]});
        assert_eq!(json, expected);
        assert_eq!(draft.contact.street.len(), 2);
    }

    #[test]
    fn the_inputs_follow_the_json() {
        let form = Submitted::read(
            br#"datum.name=Jane&edited=json&json={"street":["a","b"],"birth_date":"2000-01-31","fax":null}"#,
        );
        let draft = Draft::read(&form);
        assert_eq!(text(&draft, "street"), "a\nb");
        assert_eq!(text(&draft, "birth_date"), "2000-01-31");
        assert_eq!(text(&draft, "name"), "");
        assert_eq!(draft.contact.removals(), ["fax"]);
    }

    #[test]
    fn a_removal_in_the_json_stays_while_its_input_is_empty() {
        let form = Submitted::read(br#"datum.name=Jane&json={"fax":null,"name":"Joe"}"#);
        assert_eq!(Draft::read(&form).contact.removals(), ["fax"]);
        let form = Submitted::read(br#"datum.fax=%2B1.2&json={"fax":null}"#);
        assert_eq!(Draft::read(&form).contact.fax.as_deref(), Some("+1.2"));
    }

    #[test]
    fn json_that_is_not_a_contact_leaves_the_inputs() {
        let form = Submitted::read(br#"datum.name=Jane&edited=json&json={"name":"#);
        let draft = Draft::read(&form);
        assert_eq!(draft.json, r#"{"name":"#);
        assert_eq!(draft.misread.len(), 1);
        assert_eq!(text(&draft, "name"), "Jane");
    }

    #[test]
    fn a_value_that_is_not_readable_stays_in_its_input() {
        let form = Submitted::read(b"datum.birth_date=31.1.2000&datum.kind=x&datum.name=Jane");
        let draft = Draft::read(&form);
        assert_eq!(text(&draft, "birth_date"), "31.1.2000");
        let wrong: Vec<&str> = draft.wrong.iter().map(|(name, _)| *name).collect();
        assert_eq!(wrong, ["kind", "birth_date"]);
        assert_eq!(draft.contact.name.as_deref(), Some("Jane"));
    }
}
