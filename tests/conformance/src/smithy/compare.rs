//! Compares a request with the expected one.

use quick_xml::events::Event;
use serde_json::Value;
use wireform::HttpRequest;

/// Returns what differs.
pub(super) fn compare(request: &HttpRequest, test: &Value) -> Option<String> {
    let expected = |key: &str| test[key].as_str();
    if expected("method").is_some_and(|method| request.method() != method) {
        return Some(format!("the method is {}", request.method()));
    }
    let url = request.url();
    let rest = url.strip_prefix("https://suite.example").unwrap_or(url);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    if expected("uri").is_some_and(|uri| path != uri) {
        return Some(format!("the path is {path}"));
    }
    let found: Vec<(String, String)> = pairs(query);
    for pair in test["queryParams"].as_array().into_iter().flatten() {
        let pair = pairs(pair.as_str().unwrap_or_default());
        if !pair.iter().all(|pair| found.contains(pair)) {
            return Some(format!("the query is {query}"));
        }
    }
    for name in test["forbidQueryParams"].as_array().into_iter().flatten() {
        if found
            .iter()
            .any(|(found, _)| Some(found.as_str()) == name.as_str())
        {
            return Some(format!("the query is {query}"));
        }
    }
    for (name, value) in test["headers"].as_object().into_iter().flatten() {
        let mut headers = request.headers();
        let found = headers.find(|header| header.name().eq_ignore_ascii_case(name));
        if found.map(|header| header.value()) != value.as_str() {
            return Some(format!(
                "the header {name} is {:?}",
                found.map(|header| header.value())
            ));
        }
    }
    let body = String::from_utf8_lossy(request.body());
    let expected_body = expected("body")?;
    let is_equal = match expected("bodyMediaType").unwrap_or_default() {
        "application/json" => {
            let read = |text: &str| serde_json::from_str::<Value>(text).ok();
            read(&body) == read(expected_body)
        }
        "application/xml" => tree(&body) == tree(expected_body),
        "application/x-www-form-urlencoded" => sorted(&body) == sorted(expected_body),
        _ => body == expected_body,
    };
    (!is_equal).then(|| format!("the body is {body}"))
}

/// Returns the pairs of a query or a form, without their escapes.
fn pairs(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

fn sorted(text: &str) -> Vec<(String, String)> {
    let mut pairs = pairs(text.trim());
    pairs.sort();
    pairs
}

/// An element as a text per line: start tags with sorted attributes, trimmed texts, and end tags.
fn tree(text: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut lines = Vec::new();
    let start = |element: &quick_xml::events::BytesStart<'_>| {
        let mut attributes: Vec<String> = element
            .attributes()
            .flatten()
            .map(|it| format!("{}={}", it.key.as_ref(), it.value))
            .collect();
        attributes.sort();
        format!("<{} {}>", element.name().as_ref(), attributes.join(" "))
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => lines.push(start(&element)),
            Ok(Event::Empty(element)) => {
                lines.push(start(&element));
                lines.push("</>".to_owned());
            }
            Ok(Event::End(_)) => lines.push("</>".to_owned()),
            Ok(Event::Text(text)) if !text.trim().is_empty() => lines.push(text.trim().to_owned()),
            Ok(Event::GeneralRef(name)) => lines.push(format!("&{};", &*name)),
            Ok(Event::Eof) | Err(_) => return lines,
            Ok(_) => {}
        }
    }
}
