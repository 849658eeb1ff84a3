//! A tree of JSON that is built up. Unlike that of `serde_json`, it keeps the spelling of a number.

use std::fmt;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Null,
    Boolean(bool),
    /// A number, or any JSON value, in its spelling.
    Number(String),
    Text(String),
    List(Vec<Json>),
    /// The members in the order in which they were added.
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Json::Text(text.into())
    }

    /// Returns a member, and adds it if there is none. A value that is no object becomes one.
    pub(super) fn member(&mut self, name: &str) -> &mut Json {
        if !matches!(self, Json::Object(_)) {
            *self = Json::Object(Vec::new());
        }
        let Json::Object(members) = self else {
            return self;
        };
        let at = match members.iter().position(|(known, _)| known == name) {
            Some(at) => at,
            None => {
                members.push((name.to_owned(), Json::Null));
                members.len() - 1
            }
        };
        &mut members[at].1
    }

    /// Returns an item, and adds items up to it. A value that is no list becomes one.
    pub(super) fn item(&mut self, index: usize) -> &mut Json {
        if !matches!(self, Json::List(_)) {
            *self = Json::List(Vec::new());
        }
        let Json::List(items) = self else {
            return self;
        };
        if items.len() <= index {
            items.resize(index + 1, Json::Null);
        }
        &mut items[index]
    }

    /// Returns the member of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, member)| member),
            Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => None,
        }
    }

    /// Returns the first item of a list.
    pub(super) fn first(&self) -> Option<&Json> {
        match self {
            Json::List(items) => items.first(),
            Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::Object(_) => {
                None
            }
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Boolean(truth) => write!(f, "{truth}"),
            Json::Number(text) => f.write_str(text),
            Json::Text(text) => write_text(f, text),
            Json::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    item.fmt(f)?;
                }
                f.write_str("]")
            }
            Json::Object(members) => {
                f.write_str("{")?;
                for (index, (name, member)) in members.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    write_text(f, name)?;
                    f.write_str(":")?;
                    member.fmt(f)?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    write!(f, "{}", serde_json::Value::from(text))
}
