//! A response as an owned tree.
//!
//! The bounded document of `response` checks the text and reads every value. A number keeps its spelling, because it is never
//! converted. If an object has several members of one name, the last one counts.

use crate::response::document::{Document, Kind, Markup, Node};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Null,
    /// A string, a number as it is spelled, `true` or `false`.
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads a text. Returns `None` if it is not JSON or is nested too deeply.
    pub(super) fn parse(bytes: &[u8]) -> Option<Tree> {
        let text = std::str::from_utf8(bytes).ok()?;
        let document = Document::parse(text, Markup::Json).ok()?;
        Tree::of(document.root())
    }

    /// Copies a node. Returns `None` if it is nested too deeply or is not Unicode.
    fn of(node: &Node<'_>) -> Option<Tree> {
        Some(match node.kind().ok()? {
            Kind::Null => Tree::Null,
            Kind::List => {
                let items = node.items()?.iter().map(Tree::of);
                Tree::List(items.collect::<Option<_>>()?)
            }
            Kind::Object | Kind::Element => {
                let members = node.members().iter();
                let members = members.map(|(name, it)| Some((name.to_string(), Tree::of(it)?)));
                Tree::Object(members.collect::<Option<_>>()?)
            }
            Kind::String | Kind::Number | Kind::Boolean | Kind::Attribute => {
                Tree::Text(node.text()?.to_owned())
            }
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
