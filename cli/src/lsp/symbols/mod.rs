//! Finds every place where a schema declares or uses a name.
//!
//! Input: the tree of a document. Output: the uses, each with the declaration that it names. A use that names nothing is left out.

mod anchors;
mod members;
mod operations;
mod rules;
mod templates;

use std::ops::Range;

use wireform_codegen::source::{Node, NodeKind};

use super::names::entries;

pub(super) use anchors::anchors;

/// A place where a name stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Use {
    /// The place of the name, without quotes and without what is around it.
    pub(super) place: Range<usize>,
    /// The place of the key that declares it, which tells declarations apart.
    pub(super) declared: usize,
}

/// Keys with their values, such as the fields of an operation.
type Members<'t> = Vec<&'t (Node, Node)>;

/// The greatest number of objects inside each other and of operations from others that are followed.
const DEEPEST: usize = 16;

/// Returns all uses in the order of the text. A place stands once, also if aliases repeat it.
pub(super) fn uses(root: &Node, text: &str) -> Vec<Use> {
    let mut finder = Finder {
        root,
        text,
        found: Vec::new(),
    };
    finder.document();
    let mut found = finder.found;
    found.sort_by_key(|it| (it.place.start, it.declared));
    found.dedup();
    found
}

/// Walks over a document.
struct Finder<'t> {
    root: &'t Node,
    text: &'t str,
    found: Vec<Use>,
}

impl<'t> Finder<'t> {
    fn document(&mut self) {
        let root = self.root;
        for section in [
            "pages",
            "credentials",
            "auth",
            "endpoints",
            "contexts",
            "types",
            "operations",
            "trees",
        ] {
            for (key, _) in self.section(section) {
                self.declare(key, key);
            }
        }
        for (_, credential) in self.section("credentials") {
            if let Some(from) = credential.get("from") {
                self.name_part(from, '.', "operations");
            }
        }
        for (_, auth) in self.section("auth") {
            self.auth(auth);
        }
        for (_, endpoint) in self.section("endpoints") {
            self.names(endpoint.get("auth"), "auth");
        }
        for (_, ty) in self.section("types") {
            self.value_type(ty, 0);
        }
        for (_, operation) in self.section("operations") {
            self.operation(operation);
        }
        self.names(root.get("page"), "pages");
    }

    /// Returns the entries of a section of the document.
    fn section(&self, name: &str) -> &'t [(Node, Node)] {
        self.root.get(name).map_or(&[], entries)
    }

    /// Records that a key declares a name. If it restates one, `declared` is the key of that one.
    fn declare(&mut self, key: &Node, declared: &Node) {
        if let Some(text) = key.text() {
            self.part(key, text, declared);
        }
    }

    /// Records a part of a scalar as a use.
    fn part(&mut self, node: &Node, name: &str, declared: &Node) {
        self.part_from(node, name, 0, declared);
    }

    /// Records a part of a scalar, at or behind an offset in it, as a use.
    fn part_from(&mut self, node: &Node, name: &str, from: usize, declared: &Node) {
        let range = node.span.range();
        let raw = self.text.get(range.clone()).unwrap_or("");
        // The place of an alias is not that of a name.
        if raw.starts_with('*') || name.is_empty() {
            return;
        }
        let quote = usize::from(raw.starts_with(['"', '\'']));
        let at = raw.get(quote + from..).and_then(|rest| rest.find(name));
        if let Some(at) = at {
            let start = range.start + quote + from + at;
            self.found.push(Use {
                place: start..start + name.len(),
                declared: declared.span.range().start,
            });
        }
    }

    /// Records the names of a section in a text or in a list of texts.
    fn names(&mut self, node: Option<&Node>, section: &str) {
        for text in node.into_iter().flat_map(texts) {
            self.name(text, section);
        }
    }

    /// Records the name of a section in a scalar.
    fn name(&mut self, node: &Node, section: &str) {
        let Some(text) = node.text() else { return };
        if let Some((key, _)) = find(self.section(section), text) {
            self.part(node, text, key);
        }
    }

    /// Records the name in front of a separator.
    fn name_part(&mut self, node: &Node, separator: char, section: &str) {
        let name = node.text().and_then(|text| text.split(separator).next());
        let Some(name) = name else { return };
        if let Some((key, _)) = find(self.section(section), name) {
            self.part(node, name, key);
        }
    }

    /// Records the names of a type, of its members and of its rules.
    fn value_type(&mut self, node: &'t Node, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        if node.text().is_some() {
            return self.name(node, "types");
        }
        self.names(node.get("page"), "pages");
        for key in ["type", "items", "keys"] {
            if let Some(inner) = node.get(key) {
                self.value_type(inner, depth + 1);
            }
        }
        for key in ["fields", "variants"] {
            self.fields(node.get(key), depth + 1);
        }
        if let Some(rules) = node.get("rules") {
            let members = self.members_of(node);
            self.rules(rules, &members);
        }
    }

    /// Records declared fields and their types.
    fn fields(&mut self, fields: Option<&'t Node>, depth: usize) {
        for (key, value) in fields.map_or(&[][..], entries) {
            self.declare(key, key);
            self.value_type(value, depth);
        }
    }
}

/// Returns the entry with a name.
fn find<'n>(entries: &'n [(Node, Node)], name: &str) -> Option<&'n (Node, Node)> {
    entries.iter().find(|(key, _)| key.text() == Some(name))
}

/// Returns the scalars of a text or of a list of texts.
fn texts(node: &Node) -> Vec<&Node> {
    match &node.kind {
        NodeKind::Scalar(_) => vec![node],
        NodeKind::List(items) => items.iter().filter(|item| item.text().is_some()).collect(),
        NodeKind::Map(_) | NodeKind::Broken => Vec::new(),
    }
}
