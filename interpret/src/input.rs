//! Untyped input: YAML or JSON as one small tree, before the types of the fields are applied.
//!
//! Input: a node of codegen's YAML reader, or JSON ([`Input::from_json`]). Output: [`Input`], in which a scalar keeps its
//! text and its style, so that `+31.384530759` and `012` can stay texts. Keys keep their order and may repeat;
//! the reader of values reports repeated keys.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use wireform_codegen::source::{Node, NodeKind, Style};

/// A tree of untyped input.
#[derive(Clone, PartialEq)]
pub enum Input {
    /// An explicit `null` or `~`.
    Null,
    /// A YAML key without a value. It is not read as `null`, which would delete the datum, because the author may have
    /// forgotten the value.
    Blank,
    /// A YAML scalar without quotes. The field's type decides how it is read.
    Plain(String),
    /// A quoted YAML scalar or a JSON string.
    Text(String),
    /// A JSON number that is an `i64`.
    Integer(i64),
    /// Another JSON number, in its spelling.
    Number(String),
    /// A number that a library has rounded, so that its digits are not known.
    Rounded,
    /// A JSON boolean.
    Boolean(bool),
    /// A sequence.
    List(Vec<Input>),
    /// A mapping in the order of the document.
    Map(Vec<(String, Input)>),
    /// Something that the YAML reader could not read, and has reported.
    Broken,
}

/// Shows the shape only, because input may be personal data.
impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shape())
    }
}

impl Input {
    /// Returns a name for the kind of input, for messages that must not show values.
    #[must_use]
    pub fn shape(&self) -> &'static str {
        match self {
            Input::Null => "null",
            Input::Blank => "nothing",
            Input::Plain(_) | Input::Text(_) => "a text",
            Input::Integer(_) | Input::Number(_) | Input::Rounded => "a number",
            Input::Boolean(_) => "a boolean",
            Input::List(_) => "a list",
            Input::Map(_) => "a mapping",
            Input::Broken => "unreadable",
        }
    }
}

impl From<&Node> for Input {
    fn from(node: &Node) -> Self {
        match &node.kind {
            NodeKind::Scalar(scalar) => match (scalar.style, scalar.text.as_str()) {
                (Style::Plain, "") => Input::Blank,
                (Style::Plain, "null" | "~") => Input::Null,
                (Style::Plain, text) => Input::Plain(text.to_owned()),
                (Style::Quoted, text) => Input::Text(text.to_owned()),
            },
            NodeKind::List(items) => Input::List(items.iter().map(Input::from).collect()),
            NodeKind::Map(entries) => Input::Map(
                entries
                    .iter()
                    .map(|(key, value)| (key.text().unwrap_or_default().to_owned(), value.into()))
                    .collect(),
            ),
            NodeKind::Broken => Input::Broken,
        }
    }
}

impl<'de> Deserialize<'de> for Input {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyInput)
    }
}

/// Accepts every kind of value, so that no error of serde shows a value.
struct AnyInput;

impl<'de> Visitor<'de> for AnyInput {
    type Value = Input;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Input, E> {
        Ok(Input::Null)
    }

    fn visit_none<E>(self) -> Result<Input, E> {
        Ok(Input::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Input, E> {
        Ok(Input::Boolean(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Input, E> {
        Ok(Input::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Input, E> {
        Ok(
            i64::try_from(number)
                .map_or_else(|_| Input::Number(number.to_string()), Input::Integer),
        )
    }

    fn visit_f64<E>(self, _: f64) -> Result<Input, E> {
        Ok(Input::Rounded)
    }

    fn visit_str<E>(self, text: &str) -> Result<Input, E> {
        Ok(Input::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Input, E> {
        Ok(Input::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Input, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Input::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Input, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Input::Map(map))
    }
}
