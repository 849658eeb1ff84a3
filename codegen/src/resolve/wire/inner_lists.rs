//! Resolves lists inside lists and maps in XML: the names of the elements of their items.
//!
//! Input: `item` of the types of items. Output: a name for each list inside another. The element of an outer item contains the elements of
//! the inner ones.

use super::super::diagnostics::TypeDiagnostic;
use super::super::resolver::FieldDraft;
use super::builder::{Builder, wire_of};
use crate::plan::{Structure, Type};
use crate::syntax::{Node, Text};

/// Returns the nodes that describe each level of a field: the field itself, its items, the items of these, and so on.
fn levels<'d>(draft: &FieldDraft<'d>) -> Vec<Vec<&'d Node>> {
    let mut levels = Vec::new();
    let mut own = vec![draft.node];
    let mut items = draft.node.items.as_deref();
    let mut via = draft.via.iter().copied();
    loop {
        if let Some(node) = items {
            levels.push(std::mem::replace(&mut own, vec![node]));
            items = node.items.as_deref();
        } else if let Some(node) = via.next() {
            own.push(node);
            items = node.items.as_deref();
        } else {
            levels.push(own);
            return levels;
        }
    }
}

impl Builder<'_, '_> {
    /// Reports the lists and maps inside others that a format cannot write. Returns whether it can write all of them.
    pub(in super::super) fn check_nested(&mut self, draft: &FieldDraft<'_>) -> bool {
        let name = || draft.field.name.as_str().into();
        let found = if !self.format.is_xml() || has_inner_map(&draft.field.ty) {
            TypeDiagnostic::NestedOutsideJson {
                name: name(),
                format: self.format,
            }
        } else if self.names(draft).contains(&None) {
            TypeDiagnostic::InnerWithoutItem { name: name() }
        } else {
            return true;
        };
        self.diagnostics.push(found.at(draft.span));
        false
    }

    /// Returns the names of the elements of the items of inner lists, from the outside. Only XML has them.
    pub(super) fn inner_names(&mut self, draft: &FieldDraft<'_>) -> Vec<String> {
        if !self.format.is_xml() || draft.poisoned {
            return Vec::new();
        }
        let stated = self.names(draft);
        let names = stated.into_iter().flatten();
        let names: Vec<&Text> = names.collect();
        for name in &names {
            self.check_xml_name(name, name.span);
        }
        names.into_iter().map(|name| name.value.clone()).collect()
    }

    /// Returns what is stated about the names of the items of each inner list.
    fn names<'d>(&self, draft: &FieldDraft<'d>) -> Vec<Option<&'d Text>> {
        let levels = levels(draft);
        let mut names = Vec::new();
        let mut ty = draft.field.ty.inside();
        let mut nodes = levels.iter().skip(1);
        while let Some(inner) = ty.filter(|inner| inner.inside().is_some()) {
            let own = nodes.next().into_iter().flatten();
            let mut wires = own.filter_map(|node| wire_of(self.format, node));
            names.push(wires.find_map(|wire| wire.item.as_ref()));
            ty = inner.inside();
        }
        names
    }
}

/// Returns whether a list or a map contains maps.
fn has_inner_map(ty: &Type) -> bool {
    ty.inside().is_some_and(|inner| match inner.structure() {
        Structure::Map(_) => true,
        Structure::List(_) => has_inner_map(inner),
        Structure::Primitive(_) | Structure::Object(_) => false,
    })
}
