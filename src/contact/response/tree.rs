//! A JSON response (RFC 8259) as a tree.
//!
//! `serde_json` reads the text. A number keeps its spelling, because it is never converted. If an object has several members
//! of one name, the last one counts. Nesting is limited, so that a response cannot exhaust the stack.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Null,
    /// A string, a number as it is spelled, `true` or `false`.
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

/// The most levels of nesting.
const DEEPEST: usize = 64;

impl Tree {
    /// Reads a text. Returns `None` if it is not JSON or is nested too deeply.
    pub(super) fn parse(bytes: &[u8]) -> Option<Tree> {
        let text = std::str::from_utf8(bytes).ok()?;
        let value: &RawValue = serde_json::from_str(text).ok()?;
        Tree::from_raw(value, DEEPEST)
    }

    /// Reads a value whose end `serde_json` has found. Each level of nesting is scanned once more, at most
    /// [`DEEPEST`] times.
    fn from_raw(value: &RawValue, depth: usize) -> Option<Tree> {
        let depth = depth.checked_sub(1)?;
        let text = value.get();
        Some(match text.bytes().next()? {
            b'n' => Tree::Null,
            b'"' => Tree::Text(serde_json::from_str(text).ok()?),
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                let items = items.into_iter().map(|item| Tree::from_raw(item, depth));
                Tree::List(items.collect::<Option<_>>()?)
            }
            b'{' => {
                let Members(members) = serde_json::from_str(text).ok()?;
                let members = members.into_iter();
                let members =
                    members.map(|(name, value)| Some((name, Tree::from_raw(value, depth)?)));
                Tree::Object(members.collect::<Option<_>>()?)
            }
            // A number, `true` or `false`.
            _ => Tree::Text(text.to_owned()),
        })
    }

    /// Returns the values at a dotted path, in which `[]` stands for every item of a list.
    pub(super) fn find(&self, path: &str) -> Vec<&Tree> {
        let mut found = vec![self];
        for step in path.split('.') {
            let name = step.trim_end_matches("[]");
            if !name.is_empty() {
                found = found.iter().filter_map(|tree| tree.member(name)).collect();
            }
            for _ in 0..(step.len() - name.len()) / 2 {
                found = found.iter().flat_map(|tree| tree.items()).collect();
            }
        }
        found
    }

    /// Returns the last member of a name.
    fn member(&self, name: &str) -> Option<&Tree> {
        let Tree::Object(members) = self else {
            return None;
        };
        let mut members = members.iter().rev();
        members.find(|(key, _)| key == name).map(|(_, tree)| tree)
    }

    /// Returns the items of a list.
    fn items(&self) -> &[Tree] {
        match self {
            Tree::List(items) => items,
            Tree::Null | Tree::Text(_) | Tree::Object(_) => &[],
        }
    }
}

/// The members of an object in the order of the text. Unlike a map, keeps several members of one name.
struct Members<'t>(Vec<(String, &'t RawValue)>);

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
