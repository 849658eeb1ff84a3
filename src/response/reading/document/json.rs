//! JSON, by `serde_json`, in one pass. A number keeps its spelling, because it is never converted.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Content, DEEPEST, Kind, Member, Members, Node};
use crate::response::{MalformedAt, UnexpectedReason};

/// Reads a whole text.
pub(super) fn parse(text: &str) -> Result<Node<'_>, UnexpectedReason> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = NextValue {
        text,
        at: after(text, 0, None),
        depth: 0,
        members: &mut Vec::with_capacity(32),
    };
    let read = value.deserialize(&mut deserializer);
    let node = read.and_then(|node| deserializer.end().map(|()| node));
    node.map_err(|error| {
        UnexpectedReason::NotJson(match error.is_eof() {
            true => MalformedAt::end_of(text),
            false => MalformedAt::line_of(error.line(), error.column()),
        })
    })
}

/// Returns the offset behind white space, the separator if it is there, and white space.
fn after(text: &str, at: usize, separator: Option<u8>) -> usize {
    let bytes = text.as_bytes();
    let skip = |mut at: usize| {
        while matches!(bytes.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            at += 1;
        }
        at
    };
    let at = skip(at);
    match bytes.get(at).copied() {
        Some(found) if Some(found) == separator => skip(at + 1),
        Some(_) | None => at,
    }
}

/// Reads the value at an offset. `serde_json` does not tell offsets, so they are counted beside it.
struct NextValue<'m, 't> {
    text: &'t str,
    at: usize,
    depth: u8,
    /// The members and items of all values that are not complete.
    members: &'m mut Vec<Member<'t>>,
}

impl<'t> DeserializeSeed<'t> for NextValue<'_, 't> {
    type Value = Node<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Node<'t>, D::Error> {
        let first = self.text.as_bytes().get(self.at);
        match first {
            Some(b'{') if self.depth < DEEPEST => deserializer.deserialize_map(self),
            Some(b'[') if self.depth < DEEPEST => deserializer.deserialize_seq(self),
            Some(_) | None => {
                let raw = <&RawValue>::deserialize(deserializer)?.get();
                let content = match self.depth {
                    DEEPEST.. => Content::TooDeep,
                    _ => scalar(raw),
                };
                Ok(Node { raw, content })
            }
        }
    }
}

impl<'t> NextValue<'_, 't> {
    /// Reads a part of this value, at the current offset.
    fn part(&mut self) -> NextValue<'_, 't> {
        NextValue {
            text: self.text,
            at: self.at,
            depth: self.depth + 1,
            members: self.members,
        }
    }

    /// Returns the text of this value, which begins at an offset and ends with a bracket.
    fn raw(&self, from: usize) -> &'t str {
        let end = after(self.text, self.at, None) + 1;
        self.text.get(from..end).unwrap_or_default()
    }
}

impl<'t> Visitor<'t> for NextValue<'_, 't> {
    type Value = Node<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'t>>(mut self, mut map: A) -> Result<Node<'t>, A::Error> {
        let (from, first, mut is_valid) = (self.at, self.members.len(), true);
        self.at += 1;
        while let Some(name) = map.next_key::<&RawValue>()? {
            let name = name.get();
            self.at = after(self.text, self.at, Some(b',')) + name.len();
            self.at = after(self.text, self.at, Some(b':'));
            let node = map.next_value_seed(self.part())?;
            self.at += node.raw.len();
            match string(name) {
                Some(name) => self.members.push((name, node)),
                None => is_valid = false,
            }
        }
        let members = Members::new(self.members.drain(first..).collect());
        let content = match is_valid {
            true => Content::Object(Box::new(members)),
            false => Content::Invalid,
        };
        let raw = self.raw(from);
        Ok(Node { raw, content })
    }

    fn visit_seq<A: SeqAccess<'t>>(mut self, mut list: A) -> Result<Node<'t>, A::Error> {
        let (from, first) = (self.at, self.members.len());
        self.at = after(self.text, self.at + 1, None);
        while let Some(node) = list.next_element_seed(self.part())? {
            self.at = after(self.text, self.at + node.raw.len(), Some(b','));
            self.members.push((Cow::Borrowed(""), node));
        }
        let items = self.members.drain(first..).map(|(_, node)| node);
        let content = Content::List(items.collect());
        let raw = self.raw(from);
        Ok(Node { raw, content })
    }
}

/// Reads a value without parts.
fn scalar(raw: &str) -> Content<'_> {
    match raw.bytes().next() {
        Some(b'n') => Content::Null,
        Some(b'"') => match string(raw) {
            Some(text) => Content::Scalar(Kind::String, text),
            None => Content::Invalid,
        },
        Some(b't' | b'f') => Content::Scalar(Kind::Boolean, raw.into()),
        Some(_) => Content::Scalar(Kind::Number, raw.into()),
        None => Content::Invalid,
    }
}

/// Reads a string. Returns `None` if it has an escape for half a character.
fn string(raw: &str) -> Option<Cow<'_, str>> {
    if raw.contains('\\') {
        return serde_json::from_str(raw).ok().map(Cow::Owned);
    }
    let text = raw.strip_prefix('"')?.strip_suffix('"')?;
    Some(Cow::Borrowed(text))
}
