//! Matches the path of a request.

use wireform_codegen::plan::{FieldId, PathPart};

/// A part of a segment.
enum Part<'p> {
    Text(&'p str),
    Field(FieldId),
    /// All segments that the rest of the path leaves, of which there is at least one.
    Segments(FieldId),
}

/// Returns the parameters of a path, without escapes; none if the path is another one. A list has one text for each segment.
pub(super) fn values(parts: &[PathPart], path: &str) -> Option<Vec<(FieldId, String)>> {
    let mut expected = vec![Vec::new()];
    for part in parts {
        match part {
            PathPart::Field(field) => push(&mut expected, Part::Field(*field)),
            PathPart::Segments(field) => push(&mut expected, Part::Segments(*field)),
            PathPart::Literal(text) => {
                for (at, piece) in text.split('/').enumerate() {
                    if at > 0 {
                        expected.push(Vec::new());
                    }
                    if !piece.is_empty() {
                        push(&mut expected, Part::Text(piece));
                    }
                }
            }
        }
    }
    let expected: Vec<_> = expected.into_iter().filter(|it| !it.is_empty()).collect();
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    let found: Vec<&str> = path.split('/').filter(|_| !path.is_empty()).collect();
    let list = expected
        .iter()
        .position(|parts| parts.iter().any(|part| matches!(part, Part::Segments(_))));
    // A list has the segments that the other parts leave.
    let more = found.len().checked_sub(expected.len())?;
    if more > 0 && list.is_none() {
        return None;
    }
    let mut values = Vec::new();
    let mut found = found.into_iter();
    for (at, parts) in expected.iter().enumerate() {
        let count = if list == Some(at) { more + 1 } else { 1 };
        for segment in found.by_ref().take(count) {
            segment_values(parts, &decoded(segment, false)?, &mut values)?;
        }
    }
    Some(values)
}

fn push<'p>(segments: &mut [Vec<Part<'p>>], part: Part<'p>) {
    if let Some(last) = segments.last_mut() {
        last.push(part);
    }
}

/// Reads the parameters in one segment. Each ends where the text behind it begins.
fn segment_values(
    parts: &[Part<'_>],
    mut rest: &str,
    values: &mut Vec<(FieldId, String)>,
) -> Option<()> {
    let mut parts = parts.iter().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Text(text) => rest = rest.strip_prefix(decoded(text, false)?.as_str())?,
            Part::Field(field) | Part::Segments(field) => {
                let end = match parts.peek() {
                    Some(Part::Text(text)) => rest.find(decoded(text, false)?.as_str())?,
                    Some(Part::Field(_) | Part::Segments(_)) | None => rest.len(),
                };
                if end == 0 {
                    return None;
                }
                values.push((*field, rest[..end].to_owned()));
                rest = &rest[end..];
            }
        }
    }
    rest.is_empty().then_some(())
}

/// Returns a text without its escapes; none if an escape is malformed, or if the result is not UTF-8. In a form, a plus is a
/// space.
pub(super) fn decoded(text: &str, is_form: bool) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let high = char::from(rest.next()?).to_digit(16)?;
                let low = char::from(rest.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            b'+' if is_form => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use wireform_codegen::plan::{FieldId, Id as _, PathPart};

    use super::{decoded, values};

    fn check(path: &str, expected: Option<&str>) {
        let parts = [
            PathPart::Literal("/customers/acme/contacts/".to_owned()),
            PathPart::Field(FieldId::from_index(0)),
            PathPart::Literal(".json/up%64ate".to_owned()),
        ];
        let found = values(&parts, path).map(|values| values[0].1.clone());
        assert_eq!(found.as_deref(), expected, "{path}");
    }

    #[test]
    fn parameters_of_a_path() {
        check("/customers/acme/contacts/jane.json/update", Some("jane"));
        check("/customers/acme/contacts/jane.json/update/", Some("jane"));
        check("/customers/acme/contacts/j@d.json/update", Some("j@d"));
        check("/customers/acme/contacts/j%40d.json/update", Some("j@d"));
        check("/customers/acme/contacts/j%2Fd.json/update", Some("j/d"));
        check("/customers/acme/contacts/.json/update", None);
        check("/customers/acme/contacts/jane/update", None);
        check("/customers/acme/contacts/jane.json", None);
        check("/customers/acme/contacts/%zz.json/update", None);
        check("/customers/acme/contacts/%ff.json/update", None);
        check("", None);
    }

    #[test]
    fn plus_is_a_space_only_in_forms() {
        assert_eq!(decoded("a+b%2B", true).as_deref(), Some("a b+"));
        assert_eq!(decoded("a+b%2B", false).as_deref(), Some("a+b+"));
        assert_eq!(decoded("%4", true), None);
    }
}
