//! Writes JSON as an XML document with a value that is a tree.

use wireform::__rt::{Body, tree, xml};
use wireform_codegen::plan::{AttributeValue, PlaceStep, ResponsePlace, Tree, XmlNamespace};

use crate::trees::with_rules;

/// Writes the document, with the value at the first place of the tree. The root element declares these namespaces.
pub(super) fn write(tree: &Tree, namespaces: &[XmlNamespace], json: &[u8]) -> Vec<u8> {
    let mut value = Body::new();
    value.raw(std::str::from_utf8(json).unwrap_or_default());
    let mut body = Body::new();
    body.raw(xml::DECLARATION);
    let steps = tree.at.first().map(elements).unwrap_or_default();
    for (at, (name, attributes)) in steps.iter().enumerate() {
        if at > 0 {
            body.raw(">");
        }
        body.raw("<");
        body.raw(name);
        if at == 0 {
            for namespace in namespaces {
                let declaration = namespace.declaration();
                match &declaration.value {
                    AttributeValue::Constant(uri) => {
                        attribute(&mut body, &declaration.name, &uri.words());
                    }
                    AttributeValue::Credential(_) => {}
                }
            }
        }
        for (name, text) in attributes {
            attribute(&mut body, name, text);
        }
    }
    with_rules(tree, |rules| tree::write(&mut body, rules, &value));
    for (name, _) in steps.iter().rev() {
        body.raw("</");
        body.raw(name);
        body.raw(">");
    }
    body.into_bytes()
}

/// An element on the way to a value: its name, and its attributes.
type Element<'p> = (&'p str, Vec<(&'p str, &'p str)>);

fn elements(place: &ResponsePlace) -> Vec<Element<'_>> {
    let mut elements: Vec<Element<'_>> = Vec::new();
    for step in &place.steps {
        match step {
            PlaceStep::Member(name) => elements.push((name, Vec::new())),
            PlaceStep::Where { attribute, value } => {
                if let Some((_, attributes)) = elements.last_mut() {
                    attributes.push((attribute, value));
                }
            }
            PlaceStep::Items | PlaceStep::Attribute(_) | PlaceStep::Text => {}
        }
    }
    elements
}

fn attribute(body: &mut Body, name: &str, text: &str) {
    body.raw(" ");
    body.raw(name);
    body.raw("=\"");
    xml::attribute(body, text);
    body.raw("\"");
}
