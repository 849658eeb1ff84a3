//! A place in the imported file: a node with its JSON Pointer.
//!
//! JSON is read as YAML, so one tree serves both. A scalar without quotes is a number, a boolean or null where JSON says
//! so, and a text otherwise.

use wireform_codegen::source::{Node, NodeKind, Style};

/// A node of the imported file and its JSON Pointer.
#[derive(Debug, Clone)]
pub(crate) struct At<'d> {
    pub(crate) node: &'d Node,
    pub(crate) pointer: String,
}

/// What a node is in the data model of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Json<'d> {
    Null,
    Boolean(bool),
    Number(&'d str),
    Text(&'d str),
    List,
    Map,
    /// A part that could not be read.
    Broken,
}

impl Json<'_> {
    /// Returns the kind of value, for a note about a value of the wrong kind.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Boolean(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::Text(_) => "a text",
            Json::List => "a list",
            Json::Map => "a map",
            Json::Broken => "unreadable",
        }
    }
}

impl<'d> At<'d> {
    /// Returns the place of the root.
    pub(crate) fn root(node: &'d Node) -> Self {
        let pointer = String::new();
        Self { node, pointer }
    }

    /// Returns the value in the data model of JSON.
    pub(crate) fn json(&self) -> Json<'d> {
        match &self.node.kind {
            NodeKind::List(_) => Json::List,
            NodeKind::Map(_) => Json::Map,
            NodeKind::Broken => Json::Broken,
            NodeKind::Scalar(scalar) if scalar.is_null() => Json::Null,
            NodeKind::Scalar(scalar) => match (scalar.as_bool(), scalar.style) {
                (Some(boolean), _) => Json::Boolean(boolean),
                (None, Style::Plain) if is_number(&scalar.text) => Json::Number(&scalar.text),
                (None, _) => Json::Text(&scalar.text),
            },
        }
    }

    /// Returns the value of a key, if the node is a map that has it.
    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        let node = self.node.get(key)?;
        Some(self.child(key, node))
    }

    /// Returns the entries of a map, and none for another node.
    pub(crate) fn entries(&self) -> Vec<(&'d str, Self)> {
        match &self.node.kind {
            NodeKind::Map(entries) => entries
                .iter()
                .filter_map(|(key, node)| Some((key.text()?, self.child(key.text()?, node))))
                .collect(),
            NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Broken => Vec::new(),
        }
    }

    /// Returns the items of a list, and none for another node.
    pub(crate) fn items(&self) -> Vec<Self> {
        match &self.node.kind {
            NodeKind::List(items) => items
                .iter()
                .enumerate()
                .map(|(index, node)| self.child(&index.to_string(), node))
                .collect(),
            NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::Broken => Vec::new(),
        }
    }

    /// Returns the pointer of a key in this node.
    pub(crate) fn pointer_of(&self, key: &str) -> String {
        format!("{}/{}", self.pointer, escape(key))
    }

    fn child(&self, key: &str, node: &'d Node) -> Self {
        let pointer = self.pointer_of(key);
        Self { node, pointer }
    }
}

/// Why a `$ref` leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unresolved {
    /// It names another file.
    External,
    /// It is not a JSON Pointer.
    NoPointer,
    /// The file has nothing there.
    Missing,
}

/// Returns the place that a `$ref` names.
pub(crate) fn resolve<'d>(root: &'d Node, reference: &str) -> Result<At<'d>, Unresolved> {
    let fragment = reference.strip_prefix('#').ok_or(Unresolved::External)?;
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return Err(Unresolved::NoPointer);
    }
    let mut at = At::root(root);
    for step in fragment.split('/').skip(1) {
        let key = unescape(step);
        let next = match &at.node.kind {
            NodeKind::Map(_) => at.get(&key),
            NodeKind::List(items) => {
                let node = key.parse().ok().and_then(|index: usize| items.get(index));
                node.map(|node| at.child(&key, node))
            }
            NodeKind::Scalar(_) | NodeKind::Broken => None,
        };
        at = next.ok_or(Unresolved::Missing)?;
    }
    Ok(at)
}

/// Escapes a key as a step of a JSON Pointer.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Returns the key that a step of a pointer in a URI fragment stands for.
fn unescape(step: &str) -> String {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let decoded = hex.and_then(|two| u8::from_str_radix(two, 16).ok());
        if let (b'%', Some(byte)) = (first, decoded) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    text.replace("~1", "/").replace("~0", "~")
}

/// Returns the last step of a pointer, as a key.
pub(crate) fn last_key(pointer: &str) -> String {
    let step = pointer.rsplit('/').next().unwrap_or_default();
    step.replace("~1", "/").replace("~0", "~")
}

/// Returns whether a plain scalar is a number of JSON.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let octal = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    digits.starts_with(|c: char| c.is_ascii_digit()) && !octal && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::{escape, is_number, last_key, unescape};

    #[test]
    fn pointers_escape_their_keys() {
        for key in ["a", "a/b", "~", "~1", "/contacts/{id}"] {
            assert_eq!(unescape(&escape(key)), key);
            assert_eq!(last_key(&format!("/x/{}", escape(key))), key);
        }
        assert_eq!(unescape("%7Bid%7D%"), "{id}%");
    }

    #[test]
    fn numbers_of_json() {
        for (text, expected) in [
            ("0", true),
            ("-1.5e3", true),
            ("0.5", true),
            ("012", false),
            ("inf", false),
            ("NaN", false),
            ("-", false),
            ("1_000", false),
        ] {
            assert_eq!(is_number(text), expected, "{text}");
        }
    }
}
