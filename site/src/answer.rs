//! Writes a response as an HTTP message for people, without the values that its operation declares secret.
//!
//! Input: a response, and what the interpreter reads from it. Output: the message as text. A secret is masked wherever the
//! message spells it. If the message spells a secret in no known way, only its status is written.

use std::fmt::Write as _;

use form_urlencoded::byte_serialize;
use wireform::response::ResponseParts;
use wireform_codegen::plan::{Field, Operation, Plan, Response, ResponseExample};
use wireform_interpret::{Call, EncodedResponse, ResponseObject, ResponseValue};

use crate::message::{MASK, readable};

/// A response.
struct Message<'a> {
    status: u16,
    headers: &'a [(String, String)],
    body: &'a [u8],
}

/// Returns the response of an example of a case.
pub(crate) fn example(call: &Call<'_>, case: &Response, example: &ResponseExample) -> String {
    let message = Message {
        status: example.status,
        headers: &example.headers,
        body: example.body.as_bytes(),
    };
    let read = call.decode_response(&message.parts()).ok();
    let read = read.filter(|it| it.case.name == case.name);
    message.masked(call, read.as_ref().map(|it| &it.object))
}

/// Returns a response to a request in the default binding.
pub(crate) fn response(call: &Call<'_>, response: &EncodedResponse) -> String {
    let message = Message {
        status: response.status,
        headers: &response.headers,
        body: &response.body,
    };
    let binding = call.operation().default_binding_id();
    let read = call.decode_response_of(binding, &message.parts()).ok();
    message.masked(call, read.as_ref().map(|it| &it.object))
}

impl Message<'_> {
    fn parts(&self) -> ResponseParts<'_> {
        let headers = self.headers.iter();
        let headers = headers.map(|(name, value)| (name.as_str(), value.as_str()));
        ResponseParts::new(self.status, self.body).with_headers(headers)
    }

    /// Returns the message without the secrets of what was read; none if it was not read.
    fn masked(&self, call: &Call<'_>, read: Option<&ResponseObject>) -> String {
        let mut secrets = Vec::new();
        match read {
            Some(object) => collect_fields(object, false, &mut secrets),
            None if may_have_secrets(call.plan(), call.operation()) => return self.status_only(),
            None => {}
        }
        // A secret can be a part of another one.
        secrets.sort_by_key(|secret: &String| std::cmp::Reverse(secret.len()));
        secrets.dedup();
        let mut texts: Vec<String> = self.headers.iter().map(|(_, it)| it.clone()).collect();
        texts.push(String::from_utf8_lossy(self.body).into_owned());
        let received = texts.clone();
        for secret in secrets {
            let spellings = spellings(&secret);
            let mut found = false;
            let mut found_whole = false;
            for (text, spelling) in pairs(&received, &spellings) {
                found |= text.contains(spelling);
                found_whole |= places(text, spelling).any(|it| is_whole(text, it, spelling));
            }
            if !found {
                return self.status_only();
            }
            for text in &mut texts {
                for spelling in &spellings {
                    *text = without(text, spelling, found_whole);
                }
            }
        }
        let mut message = self.status_line();
        for ((name, _), value) in self.headers.iter().zip(&texts) {
            let _ = write!(message, "{name}: {value}\r\n");
        }
        message.push_str("\r\n");
        message.extend(texts.pop());
        readable(message.as_bytes())
    }

    fn status_line(&self) -> String {
        format!("HTTP/1.1 {}\r\n", self.status)
    }

    fn status_only(&self) -> String {
        readable(format!("{}\r\n{MASK}", self.status_line()).as_bytes())
    }
}

fn may_have_secrets(plan: &Plan, operation: &Operation) -> bool {
    let read = operation.responses.iter().flat_map(|case| &case.fields);
    let members = plan.objects.iter().flat_map(|object| &object.fields);
    let mut fields = read.map(|it| &it.field).chain(members);
    fields.any(|field: &Field| field.secret)
}

/// Adds the texts of the secret values of an object.
fn collect_fields(object: &ResponseObject, is_secret: bool, secrets: &mut Vec<String>) {
    for (_, value) in &object.fields {
        collect(value, is_secret, secrets);
    }
    if is_secret {
        for (_, raw) in object.undescribed.iter() {
            collect_raw(raw, secrets);
        }
    }
}

/// Adds the texts of the secret values in a value.
fn collect(value: &ResponseValue, is_secret: bool, secrets: &mut Vec<String>) {
    let text = match value {
        ResponseValue::Text(text) => text.clone(),
        ResponseValue::Integer(number) => number.to_string(),
        ResponseValue::Number(number) => number.as_str().to_owned(),
        ResponseValue::Boolean(value) => value.to_string(),
        ResponseValue::Json(json) if is_secret => return collect_raw(json.as_str(), secrets),
        ResponseValue::Json(_) => return,
        ResponseValue::List(items) => {
            return items.iter().for_each(|it| collect(it, is_secret, secrets));
        }
        ResponseValue::Object(object) => return collect_fields(object, is_secret, secrets),
        ResponseValue::Map(entries) => {
            for (key, value) in entries {
                if is_secret {
                    secrets.push(key.clone());
                }
                collect(value, is_secret, secrets);
            }
            return;
        }
        ResponseValue::Secret(value) => return collect(value, true, secrets),
    };
    if is_secret && !text.is_empty() {
        secrets.push(text);
    }
}

/// Adds the texts in a text that may be JSON.
fn collect_raw(raw: &str, secrets: &mut Vec<String>) {
    match serde_json::from_str(raw) {
        Ok(json) => collect_json(&json, secrets),
        Err(_) => secrets.extend((!raw.is_empty()).then(|| raw.to_owned())),
    }
}

fn collect_json(json: &serde_json::Value, secrets: &mut Vec<String>) {
    match json {
        serde_json::Value::Null => {}
        serde_json::Value::Bool(value) => secrets.push(value.to_string()),
        serde_json::Value::Number(number) => secrets.push(number.to_string()),
        serde_json::Value::String(text) if text.is_empty() => {}
        serde_json::Value::String(text) => secrets.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|it| collect_json(it, secrets)),
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                secrets.extend((!name.is_empty()).then(|| name.clone()));
                collect_json(value, secrets);
            }
        }
    }
}

/// Returns how the formats of messages spell a text.
fn spellings(text: &str) -> Vec<String> {
    let quoted = serde_json::Value::from(text).to_string();
    let json = quoted[1..quoted.len() - 1].to_owned();
    let ascii: String = json.chars().map(in_ascii).collect();
    let element = text.replace('&', "&amp;").replace('<', "&lt;");
    let xml = element.replace('>', "&gt;");
    let attribute = xml.replace('"', "&quot;");
    let form: String = byte_serialize(text.as_bytes()).collect();
    let mut spellings = vec![
        text.to_owned(),
        json.replace('/', "\\/"),
        json,
        ascii.replace('/', "\\/"),
        ascii,
        attribute.replace('\'', "&apos;"),
        attribute.replace('\'', "&#39;"),
        attribute,
        element,
        xml,
        form.replace('+', "%20"),
        form,
    ];
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

/// Returns a character as JSON in ASCII spells it.
fn in_ascii(c: char) -> String {
    if c.is_ascii() {
        return c.to_string();
    }
    let units = c.encode_utf16(&mut [0; 2]).to_vec();
    units.iter().map(|it| format!("\\u{it:04x}")).collect()
}

fn pairs<'a>(
    texts: &'a [String],
    spellings: &'a [String],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let texts = texts.iter();
    texts.flat_map(|text| spellings.iter().map(|it| (text.as_str(), it.as_str())))
}

fn places(text: &str, spelling: &str) -> impl Iterator<Item = usize> {
    text.match_indices(spelling).map(|(at, _)| at)
}

/// Returns whether a spelling is not a part of a longer word or number.
fn is_whole(text: &str, at: usize, spelling: &str) -> bool {
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = in_word(text[..at].chars().next_back()) && in_word(spelling.chars().next());
    let rest = text[at + spelling.len()..].chars().next();
    let after = in_word(rest) && in_word(spelling.chars().next_back());
    !before && !after
}

/// Returns a text with a spelling masked: where it is whole, or everywhere.
fn without(text: &str, spelling: &str, only_whole: bool) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut end = 0;
    for at in places(text, spelling) {
        if !only_whole || is_whole(text, at, spelling) {
            masked.push_str(&text[end..at]);
            masked.push_str(MASK);
            end = at + spelling.len();
        }
    }
    masked.push_str(&text[end..]);
    masked
}
