//! Follows paths of fields: `owner.name`, `contacts[1].email`, `contacts.*.email`.

use wireform_codegen::source::Node;

use super::{DEEPEST, Finder, Members, find, texts};
use crate::lsp::names::entries;

impl<'t> Finder<'t> {
    /// Returns the members of an object, of the items of a list, or of the values of a map.
    pub(super) fn members_of(&self, node: &'t Node) -> Members<'t> {
        self.members_within(node, 0)
    }

    fn members_within(&self, node: &'t Node, depth: usize) -> Members<'t> {
        if depth > DEEPEST {
            return Vec::new();
        }
        let named = |name: &str| find(self.section("types"), name).map(|(_, ty)| ty);
        if let Some(name) = node.text() {
            return named(name).map_or_else(Vec::new, |ty| self.members_within(ty, depth + 1));
        }
        let own = ["fields", "variants"].into_iter();
        let own: Members<'t> = own
            .filter_map(|key| node.get(key))
            .flat_map(|fields| entries(fields).iter())
            .collect();
        if !own.is_empty() {
            return own;
        }
        let inner = node.get("items").or_else(|| node.get("type"));
        inner.map_or_else(Vec::new, |inner| self.members_within(inner, depth + 1))
    }

    /// Returns the fields and parameters of an operation: its own, and then those that it takes from elsewhere.
    pub(super) fn members_of_operation(&self, operation: &'t Node) -> Members<'t> {
        let mut members = Members::new();
        let mut next = Some(operation);
        for _ in 0..DEEPEST {
            let Some(operation) = next else { break };
            for key in ["fields", "params"] {
                members.extend(operation.get(key).map_or(&[][..], entries));
            }
            members.extend(self.included(operation));
            next = self.parent(operation);
        }
        members
    }

    /// Returns the members of the types that an operation or a response includes.
    pub(super) fn included(&self, node: &'t Node) -> Members<'t> {
        let types = node.get("include").into_iter().flat_map(texts);
        types.flat_map(|name| self.members_of(name)).collect()
    }

    /// Returns the operation that another one is derived from.
    pub(super) fn parent(&self, operation: &'t Node) -> Option<&'t Node> {
        let name = operation.get("from")?.text()?;
        find(self.section("operations"), name).map(|(_, parent)| parent)
    }

    /// Returns the member of a name that was declared first: a field that restates another one has its declaration.
    pub(super) fn first<'m>(
        members: &'m [&'t (Node, Node)],
        name: &str,
    ) -> Option<&'m &'t (Node, Node)> {
        let mut named = members.iter().rev();
        named.find(|(key, _)| key.text() == Some(name))
    }

    /// Records the steps of a path in a scalar. Returns the members of what it leads to.
    pub(super) fn path(&mut self, node: &'t Node, members: &[&'t (Node, Node)]) -> Members<'t> {
        match node.text() {
            Some(text) => self.path_from(node, text, 0, members),
            None => Vec::new(),
        }
    }

    /// Records the steps of a path that begins at an offset in a scalar.
    pub(super) fn path_from(
        &mut self,
        node: &Node,
        path: &str,
        mut offset: usize,
        members: &[&'t (Node, Node)],
    ) -> Members<'t> {
        if let Some((key, value)) = Self::first(members, path).copied() {
            self.part_from(node, path, offset, key);
            return self.value_members(members, path, value);
        }
        let mut members = members.to_vec();
        for step in path.split('.') {
            let name = step.split('[').next().unwrap_or("");
            if name != "*" && !name.is_empty() {
                let Some((key, value)) = Self::first(&members, name).copied() else {
                    return Vec::new();
                };
                self.part_from(node, name, offset, key);
                members = self.value_members(&members, name, value);
            }
            offset += step.len() + 1;
        }
        members
    }

    /// Returns the members of a field: those of its last statement, or those of an earlier one.
    fn value_members(
        &self,
        members: &[&'t (Node, Node)],
        name: &str,
        value: &'t Node,
    ) -> Members<'t> {
        let last = members.iter().find(|(key, _)| key.text() == Some(name));
        let found = last.map_or_else(Vec::new, |(_, value)| self.members_of(value));
        match found.is_empty() {
            true => self.members_of(value),
            false => found,
        }
    }

    /// Records the names in a map of values, such as those of an example.
    pub(super) fn values(&mut self, node: &'t Node, members: &[&'t (Node, Node)]) {
        for (key, value) in entries(node) {
            let inner = self.path(key, members);
            self.values(value, &inner);
        }
        if let wireform_codegen::source::NodeKind::List(items) = &node.kind {
            for item in items {
                self.values(item, members);
            }
        }
    }
}
