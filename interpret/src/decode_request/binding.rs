//! Chooses the binding in whose format a request is written.

use wireform_codegen::plan::{Binding, BindingId, BodyFormat, Operation};

use super::ReceivedRequest;

/// Returns the binding of a request, among those with its path.
///
/// # Errors
///
/// Returns a description of the bodies that the operation takes.
pub(super) fn choose(
    operation: &Operation,
    among: &[BindingId],
    request: &ReceivedRequest<'_>,
) -> Result<BindingId, String> {
    let bindings = || {
        let all = operation.bindings.iter_ids();
        all.filter(|(at, _)| among.contains(at))
    };
    let ignores_body = ["GET", "HEAD", "DELETE"].contains(&operation.method.as_str());
    let given = request.header("content-type");
    let mut headers = operation.header_fields.iter();
    let is_field = headers.any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let stated =
        given.and_then(|given| bindings().find(|(_, binding)| is_field || takes(binding, given)));
    let bodiless = bindings().find(|(_, binding)| !has_body(binding));
    // A form without fields is empty, too.
    if let Some((at, _)) = bodiless
        && (ignores_body || request.body.is_empty() && stated.is_none())
    {
        return Ok(at);
    }
    let fits = match given {
        Some(_) => stated,
        // RFC 9110 leaves it to the recipient to find out. With one format, there is no doubt.
        None => {
            let mut bodies = bindings().filter(|(_, binding)| has_body(binding));
            bodies.next().filter(|_| bodies.next().is_none())
        }
    };
    fits.map(|(at, _)| at).ok_or_else(|| expected(operation))
}

fn has_body(binding: &Binding) -> bool {
    match binding.body.format() {
        Some(
            BodyFormat::Json
            | BodyFormat::Xml
            | BodyFormat::Form
            | BodyFormat::Lines
            | BodyFormat::Text,
        ) => true,
        Some(BodyFormat::Query) | None => false,
    }
}

/// Returns whether a body of a media type can be read as a binding: the type is that of the binding, or another name for XML,
/// and the text is UTF-8.
fn takes(binding: &Binding, given: &str) -> bool {
    let mut parts = given.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let is_utf8 = parts.all(|parameter| match parameter.split_once('=') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
            let value = value.trim().trim_matches('"');
            ["utf-8", "utf8", "us-ascii"]
                .iter()
                .any(|it| value.eq_ignore_ascii_case(it))
        }
        Some(_) | None => true,
    });
    let own = binding.body.content_type().unwrap_or_default();
    let own = own.split(';').next().unwrap_or_default().trim();
    let is_xml = binding.body.format().is_some_and(BodyFormat::is_xml)
        && ["text/xml", "application/xml"]
            .iter()
            .any(|it| essence.eq_ignore_ascii_case(it));
    is_utf8 && (essence.eq_ignore_ascii_case(own) || is_xml)
}

fn expected(operation: &Operation) -> String {
    let mut types: Vec<&str> = operation
        .bindings
        .iter()
        .filter_map(|binding| binding.body.content_type())
        .collect();
    types.dedup();
    match types.as_slice() {
        [] => "a request without a body".to_owned(),
        types => format!("a body of the media type {}", types.join(" or ")),
    }
}
