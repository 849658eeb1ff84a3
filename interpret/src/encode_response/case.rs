//! Writes what a case is recognized by, and its fields.

use serde_json::Value as Json;
use wireform_codegen::plan::{BodyTest, Field, Outcome, Response, ResponseBody};

use super::{EncodedResponse, ResponseValues, Step, json, xml};
use crate::call::Call;

/// Returns the fields of a case.
pub(super) fn fields(case: &Response) -> impl Iterator<Item = &Field> {
    case.fields.iter().map(|(field, _)| field)
}

pub(super) fn states_status(case: &Response, status: u16) -> bool {
    case.status
        .iter()
        .any(|stated| *stated == status.to_string())
}

pub(super) fn leaves_status_open(case: &Response) -> bool {
    case.status.is_empty()
}

pub(super) fn reports_fields(_: &Response) -> bool {
    false
}

pub(super) fn encode(call: &Call<'_>, case: &Response, values: &ResponseValues) -> EncodedResponse {
    let mut headers = case.headers.clone();
    for (at, (field, place)) in case.fields.iter_ids() {
        if field.location == wireform_codegen::plan::Location::Header
            && let Some(text) = values.fields[at].as_ref().and_then(|value| value.text())
        {
            headers.push((place.clone(), text.into_owned()));
        }
    }
    let (content_type, body) = match case.body.unwrap_or(ResponseBody::Empty) {
        ResponseBody::Empty => (None, Vec::new()),
        ResponseBody::Json | ResponseBody::Scalar => {
            (Some("application/json"), json_body(call, case, values))
        }
        ResponseBody::Xml => (
            Some("text/xml; charset=utf-8"),
            xml_body(call, case, values),
        ),
        ResponseBody::Text => {
            let text = values.message.clone().unwrap_or_default();
            (Some("text/plain; charset=utf-8"), text.into_bytes())
        }
    };
    headers.extend(content_type.map(|it| ("Content-Type".to_owned(), it.to_owned())));
    EncodedResponse {
        status: status(case, values),
        headers,
        body,
    }
}

fn status(case: &Response, values: &ResponseValues) -> u16 {
    let stated = case.status.iter().find_map(|status| status.parse().ok());
    stated.or(values.status).unwrap_or(match case.outcome {
        Outcome::Success => 200,
        Outcome::Accepted => 202,
        Outcome::Failure => 400,
    })
}

fn json_body(call: &Call<'_>, case: &Response, values: &ResponseValues) -> Vec<u8> {
    let mut root = Json::Object(serde_json::Map::new());
    for (place, test) in &case.body_tests {
        if let Some(text) = passing(test) {
            let value = match text {
                "true" => Json::from(true),
                "false" => Json::from(false),
                text => Json::from(text),
            };
            json::set(&mut root, &steps(place), value);
        }
    }
    for (at, (field, place)) in case.fields.iter_ids() {
        let steps = steps(place);
        if field.location == wireform_codegen::plan::Location::Body
            && !json::has(&root, &steps)
            && let Some(value) = &values.fields[at]
        {
            json::set(
                &mut root,
                &steps,
                json::value(call.plan(), &field.ty, &[], None, value),
            );
        }
    }
    serde_json::to_vec(&root).unwrap_or_default()
}

fn xml_body(call: &Call<'_>, case: &Response, values: &ResponseValues) -> Vec<u8> {
    let mut document = xml::Element::default();
    for (place, test) in &case.body_tests {
        if let Some(text) = passing(test) {
            document.set_text(&steps(place), text);
        }
    }
    for (at, (field, place)) in case.fields.iter_ids() {
        let steps = steps(place);
        if let Some(value) = &values.fields[at]
            && !document.has(&steps)
        {
            document.set(call.plan(), &steps, &field.ty, &[], None, value);
        }
    }
    document.document()
}

fn passing(test: &BodyTest) -> Option<&str> {
    match test {
        BodyTest::OneOf(texts) => texts.first().map(String::as_str),
        BodyTest::Present(_) | BodyTest::Matches(_) => None,
    }
}

fn steps(place: &str) -> Vec<Step<'_>> {
    let names = place.split('.').filter(|name| !name.is_empty());
    names
        .map(|name| match name.strip_prefix('@') {
            Some(attribute) => Step::Attribute(attribute),
            None => Step::Member(name),
        })
        .collect()
}
