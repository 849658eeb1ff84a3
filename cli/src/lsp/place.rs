//! Finds what stands at a place of a schema: the construct, the key, and the shape of the value.

use wireform_codegen::source::{Node, NodeKind};
use wireform_codegen::syntax::keys::{Entries, Id, Key, Shape};

/// A scalar and what is around it.
#[derive(Debug, Clone)]
pub(super) struct Place<'t> {
    /// The scalar.
    pub(super) node: &'t Node,
    /// Whether it is a key.
    pub(super) is_key: bool,
    /// The keys on the way to it from the root. For a key, it is the last of them.
    pub(super) path: Vec<&'t str>,
    /// The construct whose keys stand at the place, if it is a construct.
    pub(super) construct: Option<Id>,
    /// The key of the language that it is, or whose value it is.
    pub(super) key: Option<&'static Key>,
    /// The shape of the value, if it is known.
    pub(super) shape: Option<Shape>,
    /// The entries of the map around it.
    pub(super) entries: &'t [(Node, Node)],
}

/// Returns the first scalar that is wanted.
pub(super) fn find<'t>(root: &'t Node, wanted: &dyn Fn(&Node) -> bool) -> Option<Place<'t>> {
    let around = Place {
        node: root,
        is_key: false,
        path: Vec::new(),
        construct: None,
        key: None,
        shape: Some(Shape::Keys(Id::Schema)),
        entries: &[],
    };
    within(root, &around, wanted)
}

/// Returns the scalar at an offset.
pub(super) fn at(root: &Node, offset: usize) -> Option<Place<'_>> {
    find(root, &|node| {
        let range = node.span.range();
        range.start <= offset && offset <= range.end && !range.is_empty()
    })
}

fn within<'t>(
    node: &'t Node,
    around: &Place<'t>,
    wanted: &dyn Fn(&Node) -> bool,
) -> Option<Place<'t>> {
    match &node.kind {
        NodeKind::Scalar(_) => wanted(node).then(|| Place {
            node,
            ..around.clone()
        }),
        NodeKind::List(items) => {
            let around = Place {
                shape: around.shape.and_then(|shape| shape.items()),
                ..around.clone()
            };
            items.iter().find_map(|item| within(item, &around, wanted))
        }
        NodeKind::Map(entries) => {
            let of_map = around.shape.and_then(|shape| shape.entries());
            entries.iter().find_map(|(key, value)| {
                let name = key.text().unwrap_or("");
                let inner = inside(around, of_map, name, key, entries);
                match wanted(key) {
                    true => Some(inner),
                    false => within(
                        value,
                        &Place {
                            is_key: false,
                            ..inner
                        },
                        wanted,
                    ),
                }
            })
        }
        NodeKind::Broken => None,
    }
}

/// Returns the place of a key.
fn inside<'t>(
    around: &Place<'t>,
    of_map: Option<Entries>,
    name: &'t str,
    key: &'t Node,
    entries: &'t [(Node, Node)],
) -> Place<'t> {
    let mut path = around.path.clone();
    path.push(name);
    let (construct, known, shape) = match of_map {
        Some(Entries::Construct(id)) => {
            let construct = id.construct();
            let known = construct.key(name);
            let other = construct.others.as_ref().map(|(_, shape)| *shape);
            (Some(id), known, known.map(|key| key.shape).or(other))
        }
        Some(Entries::Names(shape)) => (None, None, Some(shape)),
        None => (None, None, None),
    };
    Place {
        node: key,
        is_key: true,
        path,
        construct,
        // The values of names are about the key above them.
        key: known.or(if construct.is_none() {
            around.key
        } else {
            None
        }),
        shape,
        entries,
    }
}
