//! Makes the values of a request from the parameters of a test.

use serde_json::{Map, Value, json};

use super::model::{Model, Target};
use super::schema;

/// Returns the values of a test. The members of the payload are values of the operation.
pub(super) fn of_test(model: &Model<'_>, operation: &Value, test: &Value) -> Result<Value, String> {
    let input = operation["input"].as_str().unwrap_or_default();
    let mut values = Map::new();
    for (name, member) in model.members(input) {
        let Some(value) = test["params"].get(name).filter(|value| !value.is_null()) else {
            continue;
        };
        let is_payload = member.find("httpPayload").is_some();
        // The bytes of a body are its text, and those of other members are base64.
        let value = match is_payload && model.kind(member.shape) == "blob" {
            true => value.clone(),
            false if schema::is_greedy(&operation["http"], name) => {
                json!(
                    value
                        .as_str()
                        .unwrap_or_default()
                        .split('/')
                        .collect::<Vec<_>>()
                )
            }
            false => value_of(model, member, value)?,
        };
        match (is_payload, value) {
            (true, Value::Object(members)) => values.extend(members),
            (_, value) => {
                values.insert(name.to_owned(), value);
            }
        }
    }
    Ok(Value::Object(values))
}

/// Returns the value of a member. An absent member of a structure is left out.
fn value_of(model: &Model<'_>, member: Target<'_>, value: &Value) -> Result<Value, String> {
    Ok(match model.kind(member.shape).as_str() {
        "blob" => json!(base64(value.as_str().unwrap_or_default())),
        "string"
            if member.is_in_header() && model.trait_of(member.shape, "mediaType").is_some() =>
        {
            json!(base64(value.as_str().unwrap_or_default()))
        }
        "timestamp" => timestamp(model.timestamp_format(member), value),
        "list" | "set" => {
            let item = model.items(member).ok_or("a list without items")?;
            if schema::clears(model, member, value) {
                return Ok(Value::Null);
            }
            let items = value.as_array().into_iter().flatten();
            items
                .map(|value| value_of(model, item, value))
                .collect::<Result<_, _>>()?
        }
        "map" => {
            let item = model
                .member(member.shape, "value")
                .ok_or("a map without values")?;
            let entries = value.as_object().into_iter().flatten();
            let entries =
                entries.map(|(key, value)| Ok((key.clone(), value_of(model, item, value)?)));
            Value::Object(entries.collect::<Result<_, String>>()?)
        }
        "structure" | "union" => {
            let mut members = Map::new();
            for (name, inner) in model.members(member.shape) {
                if let Some(value) = value.get(name).filter(|value| !value.is_null()) {
                    members.insert(name.to_owned(), value_of(model, inner, value)?);
                }
            }
            Value::Object(members)
        }
        _ => value.clone(),
    })
}

/// Returns a time in a format. The suite states it in seconds.
fn timestamp(format: &str, value: &Value) -> Value {
    let seconds = value.as_i64().unwrap_or_default();
    match format {
        "epoch-seconds" => value.clone(),
        "http-date" => json!(http_date(seconds)),
        _ => json!(date_time(seconds)),
    }
}

/// Returns year, month and day of a number of days since 1970, by the civil calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

fn date_time(seconds: i64) -> String {
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    let time = clock(seconds);
    format!("{year:04}-{month:02}-{day:02}T{time}Z")
}

fn http_date(seconds: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let days = seconds.div_euclid(86_400);
    let (year, month, day) = civil(days);
    let weekday = DAYS[usize::try_from(days.rem_euclid(7)).unwrap_or(0)];
    let at = usize::try_from(month - 1).unwrap_or(0) * 3;
    format!(
        "{weekday}, {day:02} {} {year:04} {} GMT",
        &MONTHS[at..at + 3],
        clock(seconds)
    )
}

fn clock(seconds: i64) -> String {
    let seconds = seconds.rem_euclid(86_400);
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// Returns the base64 of a text (RFC 4648, section 4).
fn base64(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}
