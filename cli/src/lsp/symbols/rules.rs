//! Finds the fields and context facts that rules name.

use wireform_codegen::source::{Node, NodeKind};

use super::{Finder, find, texts};
use crate::lsp::names::entries;

/// The tests and effects that compare two fields.
const COMPARISONS: [&str; 6] = [
    "same_as",
    "different_from",
    "less_than",
    "less_or_equal",
    "greater_than",
    "greater_or_equal",
];

impl<'t> Finder<'t> {
    /// Records the names of rules and what they name.
    pub(super) fn rules(&mut self, rules: &'t Node, members: &[&'t (Node, Node)]) {
        for (name, rule) in entries(rules) {
            self.declare(name, name);
            self.rule(rule, members);
        }
    }

    pub(super) fn rule(&mut self, rule: &'t Node, members: &[&'t (Node, Node)]) {
        self.names(rule.get("page"), "pages");
        for (key, value) in entries(rule) {
            match key.text().unwrap_or("") {
                "when" => self.condition(value, members),
                "required" | "forbidden" | "unchanged" | "unchanged_except" | "all_or_none"
                | "at_least_one" | "exactly_one" | "at_most_one" => {
                    self.paths(value, members);
                }
                "count" => {
                    if let Some(of) = value.get("of") {
                        self.paths(of, members);
                    }
                }
                "matches" | "limited_to" | "all_texts" => {
                    for (field, _) in entries(value) {
                        self.path(field, members);
                    }
                }
                comparison if COMPARISONS.contains(&comparison) => {
                    for (field, other) in entries(value) {
                        self.path(field, members);
                        self.path(other, members);
                    }
                }
                _ => {}
            }
        }
    }

    /// Records the paths in a text, a list of texts, or a list with groups.
    pub(super) fn paths(&mut self, node: &'t Node, members: &[&'t (Node, Node)]) {
        for text in texts(node) {
            self.path(text, members);
        }
        if let NodeKind::List(items) = &node.kind {
            for group in items.iter().filter_map(|item| item.get("all")) {
                self.paths(group, members);
            }
        }
    }

    fn condition(&mut self, node: &'t Node, members: &[&'t (Node, Node)]) {
        for (key, value) in entries(node) {
            match (key.text().unwrap_or(""), &value.kind) {
                ("all" | "any", NodeKind::List(items)) => {
                    for item in items {
                        self.condition(item, members);
                    }
                }
                ("not", NodeKind::Map(_)) => self.condition(value, members),
                (name, _) => {
                    let inner = match name.split_once('.') {
                        Some(("context", fact)) => {
                            if let Some((declared, _)) = find(self.section("contexts"), fact) {
                                self.part_from(key, fact, "context.".len(), declared);
                            }
                            Vec::new()
                        }
                        Some(("field", path)) => self.path_from(key, path, "field.".len(), members),
                        _ if self.is_field(name, members) => self.path(key, members),
                        _ => {
                            self.name(key, "contexts");
                            Vec::new()
                        }
                    };
                    self.test(value, members, &inner);
                }
            }
        }
    }

    fn is_field(&self, name: &str, members: &[&'t (Node, Node)]) -> bool {
        let first = name.split(['.', '[']).next().unwrap_or("");
        Self::first(members, name)
            .or(Self::first(members, first))
            .is_some()
    }

    /// Records what a test names. `inner` has the members of the tested value.
    fn test(&mut self, node: &'t Node, members: &[&'t (Node, Node)], inner: &[&'t (Node, Node)]) {
        for (key, value) in entries(node) {
            match key.text().unwrap_or("") {
                "when" => self.condition(value, inner),
                "any_item" | "every_item" | "not" => self.test(value, members, inner),
                comparison if COMPARISONS.contains(&comparison) => {
                    self.path(value, members);
                }
                _ => {}
            }
        }
    }
}
