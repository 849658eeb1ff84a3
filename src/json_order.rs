//! Compares JSON values: the order of the members of an object does not matter.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use crate::JsonText;

impl PartialEq for JsonText {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.as_str(), other.as_str());
        one == two || one.len() == two.len() && sorted(one) == sorted(two)
    }
}

impl Eq for JsonText {}

impl Hash for JsonText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        sorted(self.as_str()).hash(state);
    }
}

impl PartialOrd for JsonText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The order is that of the texts with sorted members.
impl Ord for JsonText {
    fn cmp(&self, other: &Self) -> Ordering {
        sorted(self.as_str()).cmp(&sorted(other.as_str()))
    }
}

/// Returns the text of a value, in the spelling of a [`JsonText`], with sorted members.
fn sorted(text: &str) -> Cow<'_, str> {
    let inside = |close: char| text.get(1..).and_then(|rest| rest.strip_suffix(close));
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    match (text.as_bytes().first(), inside('}'), inside(']')) {
        (Some(b'{'), Some(inner), _) => {
            let members = split(inner, b',').into_iter();
            let mut members: Vec<String> = members
                .map(|member| match split(member, b':').as_slice() {
                    [name, value] => [*name, ":", &sorted(value)].concat(),
                    _ => member.to_owned(),
                })
                .collect();
            members.sort_unstable();
            Cow::Owned(["{", &members.join(","), "}"].concat())
        }
        (Some(b'['), _, Some(inner)) => {
            let items = split(inner, b',').into_iter().map(sorted);
            let items: Vec<Cow<'_, str>> = items.collect();
            Cow::Owned(["[", &items.join(","), "]"].concat())
        }
        _ => Cow::Borrowed(text),
    }
}

/// Splits a text at a byte outside of strings, lists and objects.
fn split(text: &str, at: u8) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let (mut in_string, mut is_escaped) = (false, false);
    for (index, byte) in text.bytes().enumerate() {
        if is_escaped {
            is_escaped = false;
            continue;
        }
        match byte {
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ if byte == at && depth == 0 => {
                parts.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_members_does_not_matter() {
        let parse = |text: &str| JsonText::parse(text).expect("JSON");
        for (one, two, is_equal) in [
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#, true),
            (r#"[{"a":[1,2],"b":{}}]"#, r#"[{"b":{},"a":[1,2]}]"#, true),
            (
                r#"{"a":{"x":1,"y":2},"b":3}"#,
                r#"{"b":3,"a":{"y":2,"x":1}}"#,
                true,
            ),
            (r#"{"a,b":"}:","c":1}"#, r#"{"c":1,"a,b":"}:"}"#, true),
            ("[1,2]", "[2,1]", false),
            (r#"{"a":1,"b":2}"#, r#"{"a":2,"b":1}"#, false),
            (r#"{"a":[1,2]}"#, r#"{"a":[2,1]}"#, false),
            (r#""{\"b\":1,\"a\":2}""#, r#""{\"a\":2,\"b\":1}""#, false),
        ] {
            assert_eq!(parse(one) == parse(two), is_equal, "{one} {two}");
            assert_eq!(parse(one).cmp(&parse(two)).is_eq(), is_equal, "{one} {two}");
        }
    }
}
