//! Reads an XML document to a tree, with the reader and the limits of the runtime.

use wireform::__rt::response::{Document, Markup, Namespaces, Node};

/// An element.
#[derive(Clone, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// All text in it, without the text of its children.
    pub(super) text: String,
}

/// Reads a document; none if it is malformed, too large or nested too deep, or declares entities.
pub(super) fn read(body: &[u8], namespaces: Namespaces<'_>) -> Option<Element> {
    let text = std::str::from_utf8(body).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = Document::parse_in(text, Markup::Xml, namespaces).ok()?;
    match document.root().members() {
        [(name, root)] => element(name, root),
        _ => None,
    }
}

/// Reads an element and its children. The runtime limits their depth.
fn element(name: &str, node: &Node<'_>) -> Option<Element> {
    node.kind().ok()?;
    let attributes = node.attributes().iter();
    let children = node.members().iter();
    Some(Element {
        name: name.to_owned(),
        attributes: attributes
            .map(|(name, value)| Some((name.to_string(), value.text()?.to_owned())))
            .collect::<Option<_>>()?,
        children: children
            .map(|(name, child)| element(name, child))
            .collect::<Option<_>>()?,
        text: node.own_text().to_owned(),
    })
}
