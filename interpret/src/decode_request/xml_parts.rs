//! Finds the parts of an XML element that the nodes of a binding stand for: attributes, texts and entries.

use wireform_codegen::plan::{
    EntryKey, FieldId, Presence, Source, TreeNode as _, XmlContent, XmlElement, XmlEntries,
    XmlList, XmlPart,
};

use super::Scope;
use super::xml_tree::Element;

/// Returns what an attribute or the text of an element stands for: an element that has only the text.
pub(super) fn part(
    node: &XmlElement,
    parent: &Element<'_>,
    scope: &Scope<'_>,
) -> Option<Element<'static>> {
    let text = match node.part() {
        XmlPart::Element(_) | XmlPart::Choice => return None,
        XmlPart::Attribute(attribute) => {
            let mut attributes = parent.attributes.iter();
            let found = attributes.find(|(name, _)| name == attribute);
            found.map(|(_, text)| text)
        }
        // Every element has a text. An empty one stands for the value of a field only if the field must have one.
        XmlPart::Text => {
            Some(&parent.text).filter(|text| !text.is_empty() || is_required(node, scope))
        }
    };
    text.map(|text| Element {
        name: node.name().to_owned(),
        text: text.clone(),
        ..Element::default()
    })
}

/// Returns the required field of a node that is `false` if its element is absent.
pub(super) fn absent_presence(node: &XmlElement, scope: &Scope<'_>) -> Option<FieldId> {
    match &node.content {
        XmlContent::Value(Source::Field(wire)) => {
            let is_required = scope.fields[wire.field].presence == Presence::Required;
            (wire.list == Some(XmlList::Presence) && is_required).then_some(wire.field)
        }
        XmlContent::Value(Source::Constant { .. } | Source::Credential(_))
        | XmlContent::Group(_)
        | XmlContent::Tree(_) => None,
    }
}

fn is_required(node: &XmlElement, scope: &Scope<'_>) -> bool {
    match &node.content {
        XmlContent::Value(Source::Field(wire)) => {
            scope.fields[wire.field].presence == Presence::Required
        }
        XmlContent::Value(Source::Constant { .. }) => true,
        XmlContent::Value(Source::Credential(_)) | XmlContent::Group(_) | XmlContent::Tree(_) => {
            false
        }
    }
}

/// Returns the attribute that has the key, if the elements of a node are entries with such an attribute.
pub(super) fn key_attribute(node: &XmlElement) -> Option<&String> {
    let wire = match &node.content {
        XmlContent::Value(Source::Field(wire)) => wire,
        XmlContent::Value(Source::Credential(_) | Source::Constant { .. })
        | XmlContent::Group(_)
        | XmlContent::Tree(_) => return None,
    };
    match &wire.list {
        Some(XmlList::Entries(XmlEntries {
            item: None,
            key: EntryKey::Attribute(name),
            ..
        })) => Some(name),
        Some(
            XmlList::Entries(_)
            | XmlList::Choice(_)
            | XmlList::Repeat
            | XmlList::Wrap { .. }
            | XmlList::Join(_)
            | XmlList::Presence
            | XmlList::Elements,
        )
        | None => None,
    }
}

/// Returns the member that an entry stands for: an element with the key as its name. `None` if the element is no entry.
pub(super) fn member<'n>(entries: &XmlEntries, element: &Element<'n>) -> Option<Element<'n>> {
    let named = |name: &str| element.children.iter().find(|it| it.name == name);
    let key = match &entries.key {
        EntryKey::Attribute(name) => {
            let mut attributes = element.attributes.iter();
            attributes.find(|(it, _)| it == name).map(|(_, key)| key)?
        }
        EntryKey::Element(name) => &named(name)?.text,
    };
    let mut member = match &entries.value {
        Some(name) => named(name)?.clone(),
        None => Element {
            attributes: Vec::new(),
            ..element.clone()
        },
    };
    key.clone_into(&mut member.name);
    Some(member)
}
