//! The names that a schema declares, as far as a place can refer to them.

use wireform_codegen::source::{Node, NodeKind};

use super::place::Place;

/// Returns the entries of a map.
pub(super) fn entries(node: &Node) -> &[(Node, Node)] {
    match &node.kind {
        NodeKind::Map(entries) => entries,
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Broken => &[],
    }
}

/// Returns whether the value at a place is a type.
pub(super) fn is_type(place: &Place<'_>) -> bool {
    let types = [
        "type", "items", "fields", "params", "types", "keys", "variants",
    ];
    place.key.is_some_and(|key| types.contains(&key.name))
}

/// Returns the maps whose names a place can refer to, the nearest first.
pub(super) fn sections<'t>(root: &'t Node, place: &Place<'_>) -> Vec<&'t Node> {
    let of_root = |name: &str| root.get(name);
    let found = match place.key.map_or("", |key| key.name) {
        "include" => vec![of_root("types")],
        _ if is_type(place) => vec![of_root("types")],
        "page" | "pages" => vec![of_root("pages")],
        "auth" => vec![of_root("auth")],
        "endpoint" => vec![of_root("endpoints")],
        "credentials" => vec![of_root("credentials")],
        _ => {
            let operation = match place.path[..] {
                ["operations", name, ..] => root.get("operations").and_then(|all| all.get(name)),
                _ => None,
            };
            let own = |key: &str| operation.and_then(|operation| operation.get(key));
            let nearest = [own("fields"), own("params")].into_iter();
            let others = ["contexts", "credentials", "types"]
                .into_iter()
                .map(of_root);
            nearest.chain(others).collect()
        }
    };
    found.into_iter().flatten().collect()
}
