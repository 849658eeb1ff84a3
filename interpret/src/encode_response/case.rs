//! Writes what a case is recognized by, and its fields.

use wireform_codegen::plan::{
    BodyFormat, BodyPlaces, BodyTest, PlaceTest, Response, ResponseBody, ResponseSource, Retry,
    TextPlace, TextSource, Type, Violations,
};

use super::document::Document;
use super::{EncodedResponse, ResponseValues, tree_body, witness};
use crate::call::Call;

/// Writes a response of a case.
pub(super) fn encode(call: &Call<'_>, case: &Response, values: &ResponseValues) -> EncodedResponse {
    let mut headers = Vec::new();
    for (name, test) in &case.matched.headers {
        headers.extend(witness::passing(test).map(|text| (name.clone(), text)));
    }
    for (at, it) in case.fields.iter_ids() {
        let text = values.fields[at].as_ref().and_then(|value| value.text());
        match (&it.source, text) {
            (ResponseSource::Header(name), Some(text)) => {
                headers.push((name.clone(), text.into_owned()));
            }
            (ResponseSource::Cookie(name), Some(text)) => {
                let cookie = format!("{name}={text}; Path=/; HttpOnly");
                headers.push(("Set-Cookie".to_owned(), cookie));
            }
            (
                ResponseSource::Header(_)
                | ResponseSource::Cookie(_)
                | ResponseSource::Text
                | ResponseSource::Body { .. },
                _,
            ) => {}
        }
    }
    let (content_type, body) = body(call, case, values, &mut headers);
    headers.extend(content_type.map(|it| ("Content-Type".to_owned(), it)));
    EncodedResponse {
        status: status(case, values),
        headers,
        body,
    }
}

/// Returns the status: the one that is asked for if the case states it, else the one that the schema wants a mock to send.
fn status(case: &Response, values: &ResponseValues) -> u16 {
    let mut statuses = case.matched.statuses.iter();
    let asked = values
        .status
        .filter(|asked| statuses.any(|it| it.contains(*asked)));
    asked.unwrap_or(case.answer.status)
}

fn body(
    call: &Call<'_>,
    case: &Response,
    values: &ResponseValues,
    headers: &mut Vec<(String, String)>,
) -> (Option<String>, Vec<u8>) {
    let xml = case.body.iter().find(|body| body.is_xml());
    let format = xml.filter(|_| values.prefers_xml);
    let format = format.or(case.body.first()).unwrap_or(&ResponseBody::Empty);
    let of = |text: &str| Some(text.to_owned());
    match format {
        ResponseBody::Empty => (None, Vec::new()),
        ResponseBody::Json => {
            let document = filled(call, case, values, headers, Document::json());
            (of("application/json"), document.or_object().into_bytes(&[]))
        }
        ResponseBody::Scalar => {
            let document = filled(call, case, values, headers, Document::json());
            (of("application/json"), document.into_bytes(&[]))
        }
        ResponseBody::Xml => {
            let document = filled(call, case, values, headers, Document::xml());
            (Some(xml_type(call)), document.into_bytes(&case.namespaces))
        }
        ResponseBody::Tree(tree) => {
            let document = filled(call, case, values, headers, Document::json());
            let plan = call.interpreter.plan;
            let json = document.or_object().into_bytes(&[]);
            let body = tree_body::write(&plan.trees[*tree], &case.namespaces, &json);
            (Some(xml_type(call)), body)
        }
        ResponseBody::Lines(lines) => {
            let document = filled(call, case, values, headers, Document::lines(lines));
            (of("text/plain; charset=utf-8"), document.into_bytes(&[]))
        }
        ResponseBody::Text => {
            let example = case.examples.first().map(|example| &example.body);
            let text = case
                .fields
                .iter_ids()
                .find(|(_, it)| it.source == ResponseSource::Text)
                .and_then(|(at, _)| values.fields[at].as_ref()?.text());
            let text = text.map(|text| text.into_owned());
            let text = text.as_ref().or(example).or(values.message.as_ref());
            let text = text.cloned().unwrap_or_default();
            (of("text/plain; charset=utf-8"), text.into_bytes())
        }
    }
}

/// Returns the media type of the operation's requests in XML, which its responses have as well.
fn xml_type(call: &Call<'_>) -> String {
    let mut bindings = call.operation.bindings.iter();
    let own = bindings
        .find(|binding| binding.body.format().is_some_and(BodyFormat::is_xml))
        .and_then(|binding| binding.body.content_type());
    own.unwrap_or("application/xml; charset=utf-8").to_owned()
}

fn filled(
    call: &Call<'_>,
    case: &Response,
    values: &ResponseValues,
    headers: &mut Vec<(String, String)>,
    mut document: Document,
) -> Document {
    let documented = case.codes.iter().find(|code| code.outcome.is_none());
    let example = case.examples.first();
    let code = case.answer.code.as_ref().or(case.matched.codes.first());
    let code = code
        .or(documented.map(|it| &it.code))
        .or(example.and_then(|it| it.code.as_ref()));
    if let (Some(source), Some(code)) = (&case.code, code) {
        write_text(case, source, code, headers, &mut document);
    }
    for test in &case.matched.body {
        match test.test {
            // A field of the case can have the value.
            PlaceTest::Present(_) => {}
            PlaceTest::Any(_) | PlaceTest::Every(_) => write_passing(case, test, &mut document),
        }
    }
    if let (Retry::AfterField { places, .. }, Some(seconds)) = (&case.retry, values.wait)
        && let Some(ty) = type_at(case, places).filter(|ty| !ty.is_timestamp())
    {
        document.set_text(places, &seconds.to_string(), Some(ty));
    }
    write_reports(case, values, &mut document);
    // What the caller says counts more than a value that a field has to have.
    if let (Some(source), Some(message)) = (&case.message, &values.message) {
        write_text(case, source, message, headers, &mut document);
    }
    for (at, it) in case.fields.iter_ids() {
        let places = it.source.body_places().unwrap_or_default();
        if let Some(value) = &values.fields[at]
            && !document.has(&places)
        {
            document.set_field(call.interpreter.plan, &it.source, &it.field.ty, value);
        }
    }
    let message = example.and_then(|it| it.message.as_ref());
    if let (Some(source), Some(message)) = (&case.message, message) {
        write_text(case, source, message, headers, &mut document);
    }
    for test in &case.matched.body {
        write_passing(case, test, &mut document);
    }
    document
}

/// Writes a value that passes a test, unless the place has a value.
fn write_passing(case: &Response, test: &BodyTest, document: &mut Document) {
    if let Some(text) = witness::passing(&test.test)
        && !document.has(&test.at)
    {
        document.set_text(&test.at, &text, type_at(case, &test.at));
    }
}

/// Returns the type of the field at a place.
fn type_at<'c>(case: &'c Response, places: &BodyPlaces) -> Option<&'c Type> {
    let mut fields = case.fields.iter();
    let found = fields.find(|it| {
        let own = it.source.body_places().unwrap_or_default();
        own.json.iter().any(|place| places.json.contains(place))
    });
    found.map(|it| &it.field.ty)
}

/// Writes a code or a message to its first place, unless something is there already.
fn write_text(
    case: &Response,
    source: &TextSource,
    text: &str,
    headers: &mut Vec<(String, String)>,
    document: &mut Document,
) {
    let after = source.after.as_deref().unwrap_or_default();
    let before = source.before.as_deref().unwrap_or_default();
    let text = format!("{after}{text}{before}");
    match source.places.first() {
        Some(TextPlace::Header(name)) => {
            if !headers
                .iter()
                .any(|(other, _)| other.eq_ignore_ascii_case(name))
            {
                headers.push((name.clone(), text));
            }
        }
        Some(TextPlace::Body(places)) if !document.has(places) => {
            document.set_text(places, &text, type_at(case, places));
        }
        Some(TextPlace::Body(_)) | None => {}
    }
}

fn write_reports(case: &Response, values: &ResponseValues, document: &mut Document) {
    match &case.violations {
        None => {}
        Some(Violations::Each {
            items,
            path,
            message,
            ..
        }) => {
            let rows: Vec<_> = values
                .reports
                .iter()
                .map(|report| {
                    vec![
                        (path, report.field.as_str()),
                        (message, report.message.as_str()),
                    ]
                })
                .collect();
            document.push_items(items, &rows);
        }
        Some(Violations::Tree(tree)) => {
            for report in &values.reports {
                document.push_branch(tree, &report.field, &report.message);
            }
        }
    }
}
