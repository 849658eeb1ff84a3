//! Finds the names in templates: `$api_key`, `${time}`, `$auth.user`, `$owner.name`.

use wireform_codegen::source::{Node, NodeKind};

use super::{Finder, find};
use crate::lsp::names::entries;

/// A name behind a dollar, with its offset in the text.
fn placeholders(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(dollar) = text[at..].find('$') {
        let start = at + dollar + 1;
        let rest = &text[start..];
        if rest.starts_with('$') {
            at = start + 1;
            continue;
        }
        let brace = usize::from(rest.starts_with('{'));
        let name = &rest[brace..];
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let end = name.find(|c| !is_part(c)).unwrap_or(name.len());
        found.push((start + brace, &name[..end]));
        at = start + brace + end;
    }
    found
}

impl<'t> Finder<'t> {
    /// Records the credentials and results that an authentication method uses.
    pub(super) fn auth(&mut self, auth: &'t Node) {
        let steps = match auth.get("steps").map(|steps| &steps.kind) {
            Some(NodeKind::List(steps)) => steps.as_slice(),
            _ => &[],
        };
        let results = steps.iter().filter_map(|step| step.get("let"));
        let results: Vec<&'t (Node, Node)> = results.flat_map(|map| entries(map).iter()).collect();
        for (key, _) in &results {
            self.declare(key, key);
        }
        self.template(auth, &results);
    }

    fn template(&mut self, node: &'t Node, results: &[&'t (Node, Node)]) {
        match &node.kind {
            NodeKind::Scalar(scalar) => {
                for (at, name) in placeholders(&scalar.text) {
                    let name = name
                        .strip_prefix("auth.")
                        .map_or((at, name), |it| (at + 5, it));
                    self.credential(node, name.0, name.1, results);
                }
            }
            NodeKind::List(items) => items.iter().for_each(|item| self.template(item, results)),
            NodeKind::Map(entries) => entries
                .iter()
                .for_each(|(_, it)| self.template(it, results)),
            NodeKind::Broken => {}
        }
    }

    fn credential(&mut self, node: &Node, at: usize, name: &str, results: &[&'t (Node, Node)]) {
        let name = name.split('.').next().unwrap_or("");
        let result = results.iter().find(|(key, _)| key.text() == Some(name));
        let declared = result
            .copied()
            .or_else(|| find(self.section("credentials"), name));
        if let Some((key, _)) = declared {
            self.part_from(node, name, at, key);
        }
    }

    /// Records the fields and credentials that an envelope, or the template of a text, places.
    pub(super) fn envelope(&mut self, node: &'t Node, members: &[&'t (Node, Node)]) {
        match &node.kind {
            NodeKind::Scalar(scalar) => {
                for (at, name) in placeholders(&scalar.text) {
                    match name.split_once('.') {
                        Some(("auth", credential)) => {
                            self.credential(node, at + 5, credential, &[]);
                        }
                        Some(("field", path)) => {
                            self.path_from(node, path, at + 6, members);
                        }
                        Some(("call" | "tree" | "item", _)) => {}
                        _ => {
                            self.path_from(node, name, at, members);
                        }
                    }
                }
            }
            NodeKind::List(items) => items.iter().for_each(|item| self.envelope(item, members)),
            NodeKind::Map(entries) => {
                for (key, value) in entries {
                    let tree = key.text().and_then(|key| key.strip_prefix("$tree."));
                    if let Some(name) = tree
                        && let Some((declared, _)) = find(self.section("trees"), name)
                    {
                        self.part_from(key, name, "$tree.".len(), declared);
                    }
                    self.envelope(value, members);
                }
            }
            NodeKind::Broken => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn placeholders_have_their_offsets() {
        assert_eq!(
            placeholders("ApiKey $key-${id}x $$no $a.b"),
            [(8, "key"), (14, "id"), (25, "a.b")]
        );
    }
}
