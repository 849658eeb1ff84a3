//! Finds anchors and their aliases.

use wireform_codegen::source::{ConcreteKind, ConcreteNode, read_concrete};

use super::Use;

/// Returns the uses of all anchors. A text with a syntax error has none.
pub(crate) fn anchors(text: &str) -> Vec<Use> {
    let mut finder = Finder {
        text,
        declared: Vec::new(),
        found: Vec::new(),
    };
    if let Some(root) = read_concrete(text).and_then(|concrete| concrete.root) {
        finder.node(&root);
    }
    finder.found
}

struct Finder<'t> {
    text: &'t str,
    /// The anchors so far. The last one of a name counts.
    declared: Vec<(String, usize)>,
    found: Vec<Use>,
}

impl Finder<'_> {
    fn node(&mut self, node: &ConcreteNode) {
        if let Some(name) = &node.anchor
            && let Some(at) = self.text[..node.range.start].rfind(&format!("&{name}"))
        {
            self.declared.push((name.clone(), at + 1));
            self.found.push(Use {
                place: at + 1..at + 1 + name.len(),
                declared: at + 1,
            });
        }
        match &node.kind {
            ConcreteKind::Scalar(..) => {}
            ConcreteKind::Alias => {
                let raw = &self.text[node.range.clone()];
                let name = raw.trim_start_matches('*');
                let start = node.range.start + raw.len() - name.len();
                let declared = self.declared.iter().rfind(|(other, _)| other == name);
                if let Some((_, declared)) = declared {
                    self.found.push(Use {
                        place: start..start + name.len(),
                        declared: *declared,
                    });
                }
            }
            ConcreteKind::List { items, .. } => items.iter().for_each(|item| self.node(item)),
            ConcreteKind::Map { entries, .. } => {
                for (key, value) in entries {
                    self.node(key);
                    self.node(value);
                }
            }
        }
    }
}
