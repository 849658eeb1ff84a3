//! Members that a schema does not describe, written back into the JSON of a request as they were read.

use crate::encode::{Body, json};

/// The members of a response that the schema does not describe and that a request writes back.
///
/// Only `from_read` fills it; by default, there are none. `Debug` shows how many there are.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// The names of the members on the way to each, and its JSON.
    members: Vec<(Vec<String>, String)>,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kept({})", self.members.len())
    }
}

/// The place of a new member: before the brace that closes an object of the document.
struct Place<'p> {
    brace: usize,
    is_first: bool,
    /// The names that the document does not have yet.
    missing: &'p [String],
}

impl Kept {
    /// Adds a member by the names on the way to it.
    pub(crate) fn push(&mut self, path: Vec<String>, raw: &str) {
        self.members.push((path, raw.to_owned()));
    }

    /// For generated code: adds the members to the object that begins at an index of the body. A member that the request writes
    /// itself stays as it is.
    #[doc(hidden)]
    pub fn write(&self, body: &mut Body, start: usize) {
        for (path, raw) in &self.members {
            let Some(place) = find(body.as_bytes(), start, path) else {
                continue;
            };
            let Some((last, groups)) = place.missing.split_last() else {
                continue;
            };
            let mut text = Body::new();
            if !place.is_first {
                text.raw(",");
            }
            for group in groups {
                json::string(&mut text, group);
                text.raw(":{");
            }
            json::string(&mut text, last);
            text.raw(":");
            text.raw(raw);
            groups.iter().for_each(|_| text.raw("}"));
            body.insert(place.brace, text.as_bytes());
        }
    }
}

/// Finds the place of a member in the object that begins at an index. Returns `None` if the object has the member.
fn find<'p>(bytes: &[u8], object: usize, path: &'p [String]) -> Option<Place<'p>> {
    let mut object = object;
    let mut missing = path;
    'objects: loop {
        let (first, rest) = missing.split_first()?;
        let mut name = Body::new();
        json::text(&mut name, first);
        let mut at = object + 1;
        while *bytes.get(at)? == b'"' {
            let end = end_of_string(bytes, at)?;
            // The body has no spaces around a colon.
            let value = end + 1;
            if bytes.get(at + 1..end - 1)? == name.as_bytes() {
                if rest.is_empty() || *bytes.get(value)? != b'{' {
                    return None;
                }
                (object, missing) = (value, rest);
                continue 'objects;
            }
            at = end_of_value(bytes, value)?;
            if *bytes.get(at)? != b',' {
                break;
            }
            at += 1;
        }
        return Some(Place {
            brace: at,
            is_first: at == object + 1,
            missing,
        });
    }
}

/// Returns the index after the string that begins at an index.
fn end_of_string(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Returns the index of the comma or the bracket after the value that begins at an index.
fn end_of_value(bytes: &[u8], at: usize) -> Option<usize> {
    let (mut at, mut depth) = (at, 0_usize);
    loop {
        match bytes.get(at)? {
            b'"' => {
                at = end_of_string(bytes, at)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' if depth == 0 => return Some(at),
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;
    use crate::encode::Body;

    #[test]
    fn members_are_added_where_they_were() {
        for (body, path, raw, expected) in [
            ("{}", "a", "1", r#"{"a":1}"#),
            (r#"{"b":"x"}"#, "a", "[1, 2]", r#"{"b":"x","a":[1, 2]}"#),
            (
                r#"{"b":{"c":1},"d":2}"#,
                "b/a",
                "{}",
                r#"{"b":{"c":1,"a":{}},"d":2}"#,
            ),
            (r#"{"b":{}}"#, "b/a/e", "0", r#"{"b":{"a":{"e":0}}}"#),
            (
                r#"{"b":["}",{"x":"\"]"}],"d":2}"#,
                "e/f",
                "1",
                r#"{"b":["}",{"x":"\"]"}],"d":2,"e":{"f":1}}"#,
            ),
            // The request has the member itself, or something else on the way to it.
            (r#"{"a":1}"#, "a", "2", r#"{"a":1}"#),
            (r#"{"a":1}"#, "a/b", "2", r#"{"a":1}"#),
            (r#"{"q\"":1}"#, "q\"", "2", r#"{"q\"":1}"#),
        ] {
            let mut kept = Kept::default();
            kept.push(path.split('/').map(str::to_owned).collect(), raw);
            let mut written = Body::new();
            written.raw("before ");
            let start = written.len();
            written.raw(body);
            kept.write(&mut written, start);
            let written = String::from_utf8_lossy(written.as_bytes()).into_owned();
            assert_eq!(written, format!("before {expected}"), "{body} {path}");
        }
    }

    #[test]
    fn secrets_after_a_member_stay_masked() {
        let mut body = Body::new();
        body.raw(r#"{"a":{},"key":"#);
        body.secret(|body| body.raw("123"));
        body.raw("}");
        let mut kept = Kept::default();
        kept.push(vec!["a".to_owned(), "b".to_owned()], "1");
        kept.write(&mut body, 0);
        assert_eq!(body.masked(), br#"{"a":{"b":1},"key":***}"#);
    }
}
