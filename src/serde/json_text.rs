//! Any JSON value from and to the values of serde.

use std::fmt;

use ::serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use ::serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::json_text::JsonParts;
use crate::{Decimal, DecimalError, JsonText};

/// Writes the value that the text spells.
pub(super) fn serialize<S: Serializer>(value: &JsonText, serializer: S) -> Result<S::Ok, S::Error> {
    Part(value.as_str()).serialize(serializer)
}

/// The text of a value, or of a part of one.
struct Part<'t>(&'t str);

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match JsonParts::of(self.0) {
            JsonParts::Null => serializer.serialize_unit(),
            JsonParts::Boolean(truth) => serializer.serialize_bool(truth),
            JsonParts::Number(text) => number(text, serializer),
            JsonParts::Text(text) => serializer.serialize_str(&text),
            JsonParts::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Part(item))?;
                }
                list.end()
            }
            JsonParts::Object(members) => {
                let mut object = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    object.serialize_entry(&name, &Part(value))?;
                }
                object.end()
            }
        }
    }
}

fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = text.parse::<i64>() {
        return serializer.serialize_i64(number);
    }
    if let Ok(number) = text.parse::<u64>() {
        return serializer.serialize_u64(number);
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => serializer.serialize_f64(number),
        Ok(_) | Err(_) => Err(S::Error::custom("a number is too large")),
    }
}

/// The key of the map with one text that each number is for `serde_json` with its feature `arbitrary_precision`.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// Reads any value.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<JsonText, D::Error> {
    let Spelled(text) = Spelled::deserialize(deserializer)?;
    JsonText::parse(&text).map_err(de::Error::custom)
}

/// The JSON of a value that was read.
struct Spelled(String);

impl<'de> Deserialize<'de> for Spelled {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Spelled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Spelled, E> {
        Ok(Spelled("null".to_owned()))
    }

    fn visit_none<E>(self) -> Result<Spelled, E> {
        Ok(Spelled("null".to_owned()))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Spelled, D::Error> {
        Spelled::deserialize(deserializer)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Spelled, E> {
        Ok(Spelled(truth.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Spelled, E> {
        Ok(Spelled(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Spelled, E> {
        Ok(Spelled(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Spelled, E> {
        match number.is_finite() {
            // The shortest digits that give the same number.
            true => Ok(Spelled(format!("{number:?}"))),
            false => Err(E::custom("a number of JSON is finite")),
        }
    }

    fn visit_str<E>(self, text: &str) -> Result<Spelled, E> {
        Ok(Spelled(JsonText::string(text).as_str().to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Spelled, A::Error> {
        let mut out = String::from("[");
        while let Some(Spelled(item)) = items.next_element()? {
            out.push_str(if out.len() == 1 { "" } else { "," });
            out.push_str(&item);
        }
        out.push(']');
        Ok(Spelled(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Spelled, A::Error> {
        let mut out = String::from("{");
        let mut number = None;
        while let Some((name, Spelled(value))) = entries.next_entry::<String, Spelled>()? {
            // The first entry.
            number = match out.len() {
                1 => number_in(&name, &value),
                _ => None,
            };
            out.push_str(if out.len() == 1 { "" } else { "," });
            out.push_str(JsonText::string(&name).as_str());
            out.push(':');
            out.push_str(&value);
        }
        match number {
            Some(number) => Ok(Spelled(number.map_err(de::Error::custom)?)),
            None => {
                out.push('}');
                Ok(Spelled(out))
            }
        }
    }
}

/// Returns the number that an entry alone in its map is, if the key is that of `serde_json`.
fn number_in(name: &str, value: &str) -> Option<Result<String, DecimalError>> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    let number = || Decimal::parse(text).map(|it| it.as_str().to_owned());
    (name == NUMBER).then(number)
}
