//! Questions about wire trees: which leaf carries a field, where it stands, and what it can spell.

use crate::plan::{
    Absent, Body, Content, CredentialId, FieldId, Leaf, ListStyle, Source, WireNode,
};

/// The leaf that carries a field.
pub(crate) fn leaf_of(nodes: &[WireNode], field: FieldId) -> Option<&Leaf> {
    nodes.iter().find_map(|node| match &node.content {
        Content::Leaf(leaf) => (leaf.source == Source::Field(field)).then_some(leaf),
        Content::Group { children, .. } => leaf_of(children, field),
    })
}

/// How the first of these leaves spells a list.
pub(crate) fn style(leaves: &[&Leaf]) -> ListStyle {
    leaves
        .first()
        .map_or(ListStyle::None, |leaf| leaf.list.clone())
}

/// The logical values that all of these leaves can spell, if one of them has a list of spellings.
pub(crate) fn spelled<'p>(leaves: &[&'p Leaf]) -> Option<Vec<&'p str>> {
    leaves
        .iter()
        .filter(|leaf| !leaf.values.is_empty())
        .map(|leaf| {
            leaf.values
                .iter()
                .map(|(value, _)| value.as_str())
                .collect::<Vec<_>>()
        })
        .reduce(|all, next| {
            all.into_iter()
                .filter(|value| next.contains(value))
                .collect()
        })
}

/// Where a member of an object stands below the object: `/a/b`. Empty if it stands nowhere.
pub(crate) fn place_of(nodes: &[WireNode], field: FieldId, body: Body) -> String {
    fn walk(nodes: &[WireNode], field: FieldId, body: Body, path: &mut String) -> bool {
        nodes.iter().any(|node| {
            let length = path.len();
            path.push('/');
            if body == Body::Json {
                path.push_str(&node.name.replace('~', "~0").replace('/', "~1"));
            } else {
                path.push_str(&node.name);
            }
            let found = match &node.content {
                Content::Leaf(leaf) => leaf.source == Source::Field(field),
                Content::Group { children, .. } => walk(children, field, body, path),
            };
            if !found {
                path.truncate(length);
            }
            found
        })
    }
    let mut path = String::new();
    walk(nodes, field, body, &mut path);
    path
}

/// Whether a credential stands in these trees.
pub(crate) fn has_credential(nodes: &[WireNode]) -> bool {
    nodes.iter().any(|node| {
        node.attributes
            .iter()
            .any(|(_, source)| matches!(source, Source::Credential(_)))
            || match &node.content {
                Content::Leaf(leaf) => matches!(leaf.source, Source::Credential(_)),
                Content::Group { children, .. } => has_credential(children),
            }
    })
}

/// Whether this credential stands in these trees.
pub(crate) fn carries_credential(nodes: &[WireNode], credential: CredentialId) -> bool {
    nodes.iter().any(|node| {
        node.attributes
            .iter()
            .any(|(_, source)| *source == Source::Credential(credential))
            || match &node.content {
                Content::Leaf(leaf) => leaf.source == Source::Credential(credential),
                Content::Group { children, .. } => carries_credential(children, credential),
            }
    })
}

/// Whether an absent field is written all the same.
pub(crate) fn writes_absent(leaf: &Leaf) -> bool {
    leaf.absent != Absent::Omit
}
