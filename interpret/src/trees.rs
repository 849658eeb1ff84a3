//! The rules of a tree as the runtime takes them. Emitted code has them as constants.

use wireform::__rt::tree::{TreeContent, TreeEach, TreeKey, TreeKind, TreeRules, TreeShape};
use wireform_codegen::plan::{self, ShapeContent, Tree};

/// The lists in the shapes of a tree.
#[derive(Default)]
pub(crate) struct TreeParts<'p> {
    shapes: Vec<ShapeParts<'p>>,
    truths: (&'p str, &'p str),
}

struct ShapeParts<'p> {
    shape: &'p plan::TreeShape,
    attributes: Vec<(&'p str, &'p str)>,
    path: Vec<&'p str>,
}

impl<'p> TreeParts<'p> {
    pub(crate) fn of(tree: &'p Tree) -> Self {
        let shapes = tree.shapes.iter().map(|shape| {
            let attributes = shape.attributes.iter();
            ShapeParts {
                shape,
                attributes: attributes
                    .map(|(name, value)| (name.as_str(), value.as_str()))
                    .collect(),
                path: shape.path.iter().map(String::as_str).collect(),
            }
        });
        TreeParts {
            shapes: shapes.collect(),
            truths: (&tree.yes, &tree.no),
        }
    }

    /// Returns the shapes, of which [`TreeParts::rules`] makes the rules.
    pub(crate) fn shapes(&self) -> Vec<(TreeKind, TreeShape<'_>)> {
        self.shapes.iter().map(ShapeParts::shape).collect()
    }

    pub(crate) fn rules<'t>(&'t self, shapes: &'t [(TreeKind, TreeShape<'t>)]) -> TreeRules<'t> {
        TreeRules {
            shapes,
            truths: self.truths,
        }
    }
}

impl ShapeParts<'_> {
    fn shape(&self) -> (TreeKind, TreeShape<'_>) {
        let kind = match self.shape.kind {
            plan::TreeKind::String => TreeKind::String,
            plan::TreeKind::Integer => TreeKind::Integer,
            plan::TreeKind::Number => TreeKind::Number,
            plan::TreeKind::Boolean => TreeKind::Boolean,
            plan::TreeKind::Null => TreeKind::Null,
            plan::TreeKind::Time => TreeKind::Time,
            plan::TreeKind::List => TreeKind::List,
            plan::TreeKind::Object => TreeKind::Object,
        };
        let content = match &self.shape.content {
            ShapeContent::Empty => TreeContent::Empty,
            ShapeContent::Text => TreeContent::Text,
            ShapeContent::Each(each) => TreeContent::Each(TreeEach {
                name: &each.name,
                key: match &each.key {
                    plan::TreeKey::None => TreeKey::None,
                    plan::TreeKey::Attribute(name) => TreeKey::Attribute(name),
                    plan::TreeKey::Element(name) => TreeKey::Element(name),
                    plan::TreeKey::Number(name) => TreeKey::Number(name),
                },
                value: each.value.as_deref(),
            }),
        };
        let shape = TreeShape {
            attributes: &self.attributes,
            path: &self.path,
            content,
        };
        (kind, shape)
    }
}

/// Calls a function with the rules of a tree.
pub(crate) fn with_rules<R>(tree: &Tree, run: impl FnOnce(&TreeRules<'_>) -> R) -> R {
    let parts = TreeParts::of(tree);
    let shapes = parts.shapes();
    run(&parts.rules(&shapes))
}
