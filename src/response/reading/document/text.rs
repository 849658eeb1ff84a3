//! The text of a body: its size, its encodings and its character set.

use crate::response::{ResponseParts, UnexpectedReason};

/// Returns the body as text, without a byte order mark.
///
/// # Errors
/// Fails if the body is larger than the limit, is compressed, or has another character set than UTF-8.
pub(in crate::response) fn checked_text<'r>(
    parts: &ResponseParts<'r>,
) -> Result<&'r str, UnexpectedReason> {
    if parts.body().len() > parts.size_limit() {
        return Err(UnexpectedReason::TooLarge);
    }
    if let Some(encoding) = parts.header("Content-Encoding")
        && !encoding.trim_ascii().eq_ignore_ascii_case(b"identity")
        && !encoding.trim_ascii().is_empty()
    {
        return Err(UnexpectedReason::Encoded);
    }
    let text = std::str::from_utf8(parts.body()).map_err(|_| UnexpectedReason::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let content_type = parts.header("Content-Type").unwrap_or_default();
    let content_type = std::str::from_utf8(content_type).unwrap_or_default();
    let declared = [charset(content_type), encoding_of_xml(text)];
    match declared.into_iter().flatten().all(|it| agrees(it, text)) {
        true => Ok(text),
        false => Err(UnexpectedReason::NotText),
    }
}

/// Returns the parameter `charset` of a media type.
fn charset(content_type: &str) -> Option<&str> {
    let mut parameters = content_type.split(';').skip(1);
    parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches('"'))
    })
}

/// Returns the encoding that an XML declaration states.
fn encoding_of_xml(text: &str) -> Option<&str> {
    let declaration = text.strip_prefix("<?xml")?;
    let (declaration, _) = declaration.split_once("?>")?;
    let (_, rest) = declaration.split_once("encoding")?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// Returns whether a text that is UTF-8 can have a character set. Most sets agree with UTF-8 in ASCII.
fn agrees(charset: &str, text: &str) -> bool {
    let is = |name: &str| charset.eq_ignore_ascii_case(name);
    let is_wide = charset
        .get(..3)
        .is_some_and(|it| it.eq_ignore_ascii_case("utf"))
        || charset
            .get(..3)
            .is_some_and(|it| it.eq_ignore_ascii_case("ucs"));
    match is("utf-8") || is("utf8") {
        true => true,
        false if is_wide => false,
        false => text.is_ascii(),
    }
}
