//! Writes wire paths: the place of a field in the notation of its format.

use crate::plan::{
    AttributeValue, BodyFormat, Content, FieldId, Source, Table, TreeNode, XmlAttribute,
};

/// Fills in the wire path of each field of a tree.
pub(in super::super) fn write_paths<N: TreeNode>(
    format: BodyFormat,
    nodes: &[N],
    into: &mut Table<FieldId, String>,
) {
    write_below(format, nodes, "", into);
}

fn write_below<N: TreeNode>(
    format: BodyFormat,
    nodes: &[N],
    prefix: &str,
    into: &mut Table<FieldId, String>,
) {
    for node in nodes {
        let path = if format.is_flat() {
            node.name().to_owned()
        } else {
            match node.step() {
                Some(step) => format!("{prefix}/{step}"),
                None => prefix.to_owned(),
            }
        };
        match node.content() {
            Content::Group(group) => write_below(format, &group.children, &path, into),
            Content::Document(group) => {
                write_below(BodyFormat::Json, &group.children, &path, into);
            }
            Content::Value(Source::Field(wire)) => {
                if let Some(place) = into.get_mut(wire.field) {
                    *place = format!("{path}{}", predicates(node.attributes()));
                }
            }
            Content::Value(Source::Credential(_) | Source::Constant { .. }) => {}
            Content::Tree(value) => match value.value.content() {
                Content::Group(group) => write_below(format, &group.children, &path, into),
                Content::Document(group) => {
                    write_below(BodyFormat::Json, &group.children, &path, into);
                }
                Content::Value(Source::Field(wire)) => {
                    if let Some(place) = into.get_mut(wire.field) {
                        place.clone_from(&path);
                    }
                }
                Content::Value(Source::Credential(_) | Source::Constant { .. })
                | Content::Tree(_) => {}
            },
        }
    }
}

/// Returns the XPath predicates that distinguish an element from other elements with the same name.
fn predicates(attributes: &[XmlAttribute]) -> String {
    let predicate = |attribute: &XmlAttribute| match &attribute.value {
        AttributeValue::Constant(value) => {
            let text = value.literal()?.text();
            let quote = if text.contains('\'') { '"' } else { '\'' };
            Some(format!("[@{}={quote}{text}{quote}]", attribute.name))
        }
        AttributeValue::Credential(_) => None,
    };
    attributes.iter().filter_map(predicate).collect()
}

/// Returns whether a text is a name of XML 1.0, optionally with a prefix (`QName` of Namespaces in XML 1.0).
pub(in crate::resolve) fn is_xml_name(name: &str) -> bool {
    match name.split_once(':') {
        Some((prefix, local)) => is_plain_xml_name(prefix) && is_plain_xml_name(local),
        None => is_plain_xml_name(name),
    }
}

/// Returns whether a text is a name of XML 1.0 without a colon.
fn is_plain_xml_name(name: &str) -> bool {
    let start = |c: char| {
        matches!(c, 'A'..='Z' | 'a'..='z' | '_' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}'
            | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}'
            | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
            | '\u{10000}'..='\u{EFFFF}')
    };
    let rest = |c: char| {
        start(c)
            || matches!(c, '0'..='9' | '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
    };
    let mut chars = name.chars();
    chars.next().is_some_and(start) && chars.all(rest)
}
