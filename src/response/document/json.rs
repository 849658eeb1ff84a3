//! JSON, by `serde_json`. A number keeps its spelling, because it is never converted.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Content, Kind, Node, Source};
use crate::response::UnexpectedReason;

/// Checks a whole text, and returns its value without the white space around it.
pub(super) fn check(text: &str) -> Result<&str, UnexpectedReason> {
    let value: &RawValue = serde_json::from_str(text).map_err(|_| UnexpectedReason::NotJson)?;
    Ok(value.get())
}

/// Reads one level of a value that was checked.
pub(super) fn content(raw: &str, depth: u8) -> Content<'_> {
    match raw.bytes().next() {
        Some(b'n') => Content::Null,
        Some(b'"') => match string(raw) {
            Some(text) => Content::Scalar(Kind::String, text),
            None => Content::Invalid,
        },
        Some(b't' | b'f') => Content::Scalar(Kind::Boolean, raw.into()),
        Some(b'[') => match serde_json::from_str::<Vec<&RawValue>>(raw) {
            Ok(items) => Content::List(items.into_iter().map(|it| node(it, depth)).collect()),
            Err(_) => Content::Invalid,
        },
        Some(b'{') => match serde_json::from_str::<Members<'_>>(raw) {
            Ok(Members(members)) => {
                let members = members.into_iter();
                Content::Object(
                    members
                        .map(|(Name(name), it)| (name, node(it, depth)))
                        .collect(),
                )
            }
            Err(_) => Content::Invalid,
        },
        Some(_) => Content::Scalar(Kind::Number, raw.into()),
        None => Content::Invalid,
    }
}

fn node(value: &RawValue, depth: u8) -> Node<'_> {
    Node::new(Source::Json, value.get(), depth)
}

/// Reads a string. Returns `None` if it has an escape for half a character.
fn string(raw: &str) -> Option<Cow<'_, str>> {
    if raw.contains('\\') {
        return serde_json::from_str(raw).ok().map(Cow::Owned);
    }
    let text = raw.strip_prefix('"')?.strip_suffix('"')?;
    Some(Cow::Borrowed(text))
}

/// The members of an object in the order of the text. Unlike a map, keeps several members of one name.
struct Members<'t>(Vec<(Name<'t>, &'t RawValue)>);

impl<'t> Deserialize<'t> for Members<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'t> Visitor<'t> for MembersVisitor {
    type Value = Members<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

/// The name of a member, which borrows from the text unless it has an escape.
struct Name<'t>(Cow<'t, str>);

impl<'t> Deserialize<'t> for Name<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'t> Visitor<'t> for NameVisitor {
    type Value = Name<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'t str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}
