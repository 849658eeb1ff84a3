//! Wire paths: where a field stands, as people of that wire write it.

use super::Kind;
use crate::plan::{Content, FieldId, Source, Table, WireNode};

/// Fills in the path of each field of a tree, by index.
pub(in super::super) fn paths(kind: Kind, nodes: &[WireNode], into: &mut Table<FieldId, String>) {
    walk(kind, nodes, "", into);
}

fn walk(kind: Kind, nodes: &[WireNode], prefix: &str, into: &mut Table<FieldId, String>) {
    for node in nodes {
        let path = match kind {
            Kind::Json => format!(
                "{prefix}/{}",
                node.name.replace('~', "~0").replace('/', "~1")
            ),
            Kind::Xml => format!("{prefix}/{}{}", node.name, predicates(node)),
            Kind::Query | Kind::Form => node.name.clone(),
        };
        match &node.content {
            Content::Group { children, .. } => walk(kind, children, &path, into),
            Content::Leaf(leaf) => {
                if let Source::Field(index) = leaf.source
                    && let Some(place) = into.get_mut(index)
                {
                    *place = path;
                }
            }
        }
    }
}

/// What tells an element from others of its name.
fn predicates(node: &WireNode) -> String {
    let Content::Leaf(_) = node.content else {
        return String::new();
    };
    node.attributes
        .iter()
        .filter_map(|(name, source)| match source {
            Source::Constant(value) => {
                let text = value.text();
                let quote = if text.contains('\'') { '"' } else { '\'' };
                Some(format!("[@{name}={quote}{text}{quote}]"))
            }
            _ => None,
        })
        .collect()
}

/// Whether a text is a name of XML 1.0, perhaps with a prefix (`QName` of Namespaces in XML 1.0).
pub(in super::super) fn xml_name(name: &str) -> bool {
    match name.split_once(':') {
        Some((prefix, local)) => plain_xml_name(prefix) && plain_xml_name(local),
        None => plain_xml_name(name),
    }
}

/// Whether a text is a name of XML 1.0 without a colon.
fn plain_xml_name(name: &str) -> bool {
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
