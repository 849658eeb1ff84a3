//! Reads an XML document to a tree, with the reader and the limits of the runtime.

use std::collections::HashMap;

use wireform::__rt::response::{Document, Kind, Markup, Namespaces, Node, read_tree};
use wireform::{Decimal, XmlText};
use wireform_codegen::plan::Tree;

use crate::input::Input;
use crate::trees::with_rules;

/// An element.
#[derive(Clone, Default)]
pub(super) struct Element<'n> {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element<'n>>,
    /// All text in it, without the text of its children.
    pub(super) text: String,
    /// Whether an attribute states that it has no value.
    pub(super) is_nil: bool,
    /// The value that a tree reads here, if the element has one of its shapes.
    pub(super) value: Option<Input>,
    /// The element in the document, if it is one.
    pub(super) node: Option<&'n Node<'n>>,
}

impl Element<'_> {
    /// Returns the text of each child with everything in it; none if a text is beside them, or if they exceed a limit.
    pub(super) fn texts(&self) -> Option<Vec<XmlText>> {
        self.node?.elements().ok()
    }

    /// Returns the number of each child among the children of its name, from 1.
    pub(super) fn positions(&self) -> impl Iterator<Item = usize> {
        positions(self.children.iter().map(|child| child.name.as_str()))
    }
}

/// Returns the number of each name among those equal to it, from 1.
fn positions<'n>(names: impl Iterator<Item = &'n str>) -> impl Iterator<Item = usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    names.map(move |name| {
        let count = counts.entry(name).or_default();
        *count += 1;
        *count
    })
}

/// A place of a value that a tree reads.
pub(super) struct TreePlace<'p> {
    /// The names of the elements on the way to it, from the root, with the numbers of those that an envelope has several of.
    pub(super) path: Vec<(&'p str, Option<usize>)>,
    /// The tree.
    pub(super) tree: &'p Tree,
}

impl TreePlace<'_> {
    /// Returns whether a path leads to the place. Each step has a name, and a number among the elements of that name.
    fn leads_to(&self, path: &[(&str, usize)]) -> bool {
        let is_step = |((wanted, at), (name, number)): (&(&str, Option<usize>), &(&str, usize))| {
            wanted == name && at.is_none_or(|at| at == *number)
        };
        self.path.len() == path.len() && self.path.iter().zip(path).all(is_step)
    }
}

/// Reads a document; none if it is malformed, too large or nested too deep, or declares entities.
pub(super) fn parse<'b>(body: &'b [u8], namespaces: Namespaces<'_>) -> Option<Document<'b>> {
    let text = std::str::from_utf8(body).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Document::parse_in(text, Markup::Xml, namespaces).ok()
}

/// Returns the root of a document with everything in it; none if a part of it cannot be read.
pub(super) fn root<'n>(document: &'n Document<'_>, trees: &[TreePlace<'_>]) -> Option<Element<'n>> {
    match document.root().members() {
        [(name, root)] => element((name, 1), root, trees, &mut Vec::new()),
        _ => None,
    }
}

/// Reads an element and its children. The runtime limits their depth.
fn element<'n>(
    (name, number): (&'n str, usize),
    node: &'n Node<'_>,
    trees: &[TreePlace<'_>],
    path: &mut Vec<(&'n str, usize)>,
) -> Option<Element<'n>> {
    node.kind().ok()?;
    path.push((name, number));
    let place = trees.iter().find(|place| place.leads_to(path));
    let value = place.and_then(|place| {
        let read = with_rules(place.tree, |rules| read_tree(node, rules));
        input(&read.ok()??)
    });
    let attributes = node.attributes().iter();
    let members = node.members();
    let numbers = positions(members.iter().map(|(name, _)| &**name));
    let children = members.iter().zip(numbers);
    let children =
        children.map(|((name, child), number)| element((name, number), child, trees, path));
    let children = children.collect::<Option<_>>()?;
    let element = Element {
        name: name.to_owned(),
        attributes: attributes
            .map(|(name, value)| Some((name.to_string(), value.text()?.to_owned())))
            .collect::<Option<_>>()?,
        children,
        text: node.own_text().to_owned(),
        is_nil: node.is_null(),
        value,
        node: Some(node),
    };
    path.pop();
    Some(element)
}

/// Returns a value that a tree has read as input. A text without a kind is read by the type of its field.
fn input(node: &Node<'_>) -> Option<Input> {
    let text = || node.text().unwrap_or_default();
    Some(match node.kind().ok()? {
        Kind::Null => Input::Null,
        Kind::String => Input::Text(text().to_owned()),
        Kind::Number => number(text()),
        Kind::Boolean => match text() {
            "true" => Input::Boolean(true),
            "false" => Input::Boolean(false),
            other => Input::Text(other.to_owned()),
        },
        Kind::Element | Kind::Attribute => Input::Plain(text().to_owned()),
        Kind::Unshaped => return None,
        Kind::List => {
            let items = node.items().unwrap_or_default().iter();
            Input::List(items.map(input).collect::<Option<_>>()?)
        }
        Kind::Object => {
            let members = node.members().iter();
            let members = members.map(|(name, value)| Some((name.to_string(), input(value)?)));
            Input::Map(members.collect::<Option<_>>()?)
        }
    })
}

fn number(text: &str) -> Input {
    match (text.parse(), Decimal::parse(text)) {
        (Ok(number), _) => Input::Integer(number),
        (Err(_), Ok(_)) => Input::Number(text.to_owned()),
        (Err(_), Err(_)) => Input::Text(text.to_owned()),
    }
}
