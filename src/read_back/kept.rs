//! Members that a schema does not describe, written back into the JSON of a request as they were read.

use std::collections::BTreeMap;

use crate::encode::{Body, json};

/// The members of a response that the schema does not describe and that a request writes back.
///
/// Only `from_read` fills it; by default, there are none. A request that keeps such members has them in its field `undescribed`.
/// `Debug` shows how many there are.
///
/// # Examples
/// ```
/// # struct ContactUpdate { city: String, undescribed: Kept }
/// use wireform::Kept;
///
/// let update = ContactUpdate {
///     city: "Zwolle".to_owned(),
///     undescribed: Kept::default(),
/// };
/// assert_eq!(format!("{:?}", update.undescribed), "Kept(0)");
/// ```
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

/// The members of an object, in the order in which they are written. Each leaves the list when it is written.
#[derive(Default)]
struct Group<'k> {
    members: Vec<Option<(&'k str, Content<'k>)>>,
    /// The number of each member, by its name as it is in JSON.
    numbers: BTreeMap<Vec<u8>, usize>,
}

/// What is written at a name.
enum Content<'k> {
    Raw(&'k str),
    Group(Group<'k>),
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
        let mut all = Group::default();
        for (path, raw) in &self.members {
            all.add(path, raw);
        }
        let mut additions = Vec::new();
        if all.add_to(body.as_bytes(), start, &mut additions).is_some() {
            // The last ones first, because what is before a place stays where it is.
            for (at, text) in additions.iter().rev() {
                body.insert(*at, text.as_bytes());
            }
        }
    }
}

impl<'k> Group<'k> {
    /// Adds a member. What is at its place stays as it is.
    fn add(&mut self, path: &'k [String], raw: &'k str) {
        let Some((first, rest)) = path.split_first() else {
            return;
        };
        let mut name = Body::new();
        json::text(&mut name, first);
        let count = self.members.len();
        let number = *self.numbers.entry(name.into_bytes()).or_insert(count);
        if number == count {
            let content = match rest {
                [] => Content::Raw(raw),
                [_, ..] => Content::Group(Group::default()),
            };
            self.members.push(Some((first, content)));
        }
        if let Some(Some((_, Content::Group(group)))) = self.members.get_mut(number) {
            group.add(rest, raw);
        }
    }

    /// Collects what to add to the object that begins at an index, and the places for it in the order of the document. Returns
    /// `None` if there is no object in the form that requests have, which is without spaces.
    fn add_to(
        mut self,
        bytes: &[u8],
        object: usize,
        additions: &mut Vec<(usize, Body)>,
    ) -> Option<()> {
        let mut at = object + 1;
        while *bytes.get(at)? == b'"' {
            let end = end_of_string(bytes, at)?;
            let value = end + 1;
            let number = self.numbers.get(bytes.get(at + 1..end - 1)?);
            let member = number.and_then(|number| self.members.get_mut(*number)?.take());
            match member {
                Some((_, Content::Group(inside))) if *bytes.get(value)? == b'{' => {
                    inside.add_to(bytes, value, additions)?;
                }
                // The request has its own value.
                Some((_, Content::Group(_) | Content::Raw(_))) | None => {}
            }
            at = end_of_value(bytes, value)?;
            if *bytes.get(at)? != b',' {
                break;
            }
            at += 1;
        }
        if *bytes.get(at)? != b'}' {
            return None;
        }
        let mut text = Body::new();
        self.write(&mut text, at == object + 1);
        if !text.is_empty() {
            additions.push((at, text));
        }
        Some(())
    }

    /// Writes the members that are left.
    fn write(self, body: &mut Body, mut is_first: bool) {
        for (name, content) in self.members.into_iter().flatten() {
            if !is_first {
                body.raw(",");
            }
            is_first = false;
            json::string(body, name);
            body.raw(":");
            match content {
                Content::Raw(raw) => body.raw(raw),
                Content::Group(group) => {
                    body.raw("{");
                    group.write(body, true);
                    body.raw("}");
                }
            }
        }
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
    fn members_are_grouped_by_object_in_their_order() {
        let mut kept = Kept::default();
        for (path, raw) in [
            ("a/b", "1"),
            ("n", "2"),
            ("x/y", "3"),
            ("a/c/d", "4"),
            ("x/z", "{ }"),
            // There is something else on the way to them.
            ("n/m", "5"),
            ("x", "6"),
        ] {
            kept.push(path.split('/').map(str::to_owned).collect(), raw);
        }
        let mut body = Body::new();
        body.raw(r#"{"a":{"c":{"e":0}},"f":[]}"#);
        kept.write(&mut body, 0);
        let expected = r#"{"a":{"c":{"e":0,"d":4},"b":1},"f":[],"n":2,"x":{"y":3,"z":{ }}}"#;
        assert_eq!(String::from_utf8_lossy(body.as_bytes()), expected);
    }

    #[test]
    fn an_object_with_spaces_stays_as_it_is() {
        for text in [r#"{"a":{ "b":1}}"#, r#"{"a":{"b": 1 , "c":2}}"#, "[]", ""] {
            let mut kept = Kept::default();
            kept.push(vec!["a".to_owned(), "d".to_owned()], "1");
            let mut body = Body::new();
            body.raw(text);
            kept.write(&mut body, 0);
            assert_eq!(String::from_utf8_lossy(body.as_bytes()), text);
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
