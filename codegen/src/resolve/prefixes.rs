//! Prefixes of XML names: each is declared by an element around it, or by its own element.
//!
//! In: the finished trees of a plan. Out: diagnostics. A document with an undeclared prefix is refused by every reader that
//! knows namespaces.

use std::collections::{BTreeMap, BTreeSet};

use super::codes;
use super::space::printable;
use crate::plan::{
    Body, Content, FieldId, ListStyle, ObjectId, Plan, Source, Table, Type, WireNode,
};
use crate::source::{Diagnostic, Diagnostics};
use crate::syntax::Schema;

/// Checks the documents of all operations.
pub(super) fn check(plan: &Plan, schema: &Schema, diagnostics: &mut Diagnostics) {
    for (operation, (name, syntax)) in plan.operations.iter().zip(&schema.operations) {
        let xml = operation
            .bindings
            .iter()
            .filter(|binding| binding.body == Body::Xml);
        let mut walk = Walk {
            plan,
            declared: vec!["xml".to_owned()],
            undeclared: BTreeMap::new(),
            objects: BTreeSet::new(),
        };
        for binding in xml {
            let types: Table<FieldId, &Type> =
                operation.fields.iter().map(|field| &field.ty).collect();
            walk.nodes(&binding.nodes, &types);
        }
        let span = syntax
            .envelope
            .as_ref()
            .map_or(name.span, |envelope| envelope.span);
        for (prefix, name) in walk.undeclared {
            diagnostics.push(
                Diagnostic::error(
                    codes::ILLEGAL_NAME,
                    span,
                    format!(
                        "no element around `{}` declares its prefix `{}`",
                        printable(&name),
                        printable(&prefix)
                    ),
                )
                .help(format!(
                    "declare it on an element of the envelope: `'@xmlns:{}': 'http://…'`",
                    printable(&prefix)
                )),
            );
        }
    }
}

struct Walk<'p> {
    plan: &'p Plan,
    /// The prefixes that are declared at the place of the walk.
    declared: Vec<String>,
    /// The prefixes that are not, each with a name that has it.
    undeclared: BTreeMap<String, String>,
    /// The objects that the walk has been in, each with the prefixes that were declared there: the same is not walked
    /// twice, and the draft of a wrong schema may lead back to itself.
    objects: BTreeSet<(ObjectId, Vec<String>)>,
}

impl Walk<'_> {
    fn nodes(&mut self, nodes: &[WireNode], types: &Table<FieldId, &Type>) {
        for node in nodes {
            let before = self.declared.len();
            let declares = node
                .attributes
                .iter()
                .filter_map(|(name, _)| name.strip_prefix("xmlns:"));
            self.declared.extend(declares.map(str::to_owned));
            self.name(&node.name);
            for (name, _) in &node.attributes {
                self.name(name);
            }
            match &node.content {
                Content::Group { children, .. } => self.nodes(children, types),
                Content::Leaf(leaf) => {
                    if let ListStyle::Wrap { item } = &leaf.list {
                        self.name(item);
                    }
                    if let Source::Field(index) = leaf.source
                        && let Some(ty) = types.get(index)
                    {
                        self.object(ty);
                    }
                }
            }
            self.declared.truncate(before);
        }
    }

    fn object(&mut self, ty: &Type) {
        let inner = match ty {
            Type::List(list) => &list.item,
            other => other,
        };
        let Type::Object(index) = inner else { return };
        if !self.objects.insert((*index, self.declared.clone())) {
            return;
        }
        let object = &self.plan.objects[*index];
        let types: Table<FieldId, &Type> = object.fields.iter().map(|field| &field.ty).collect();
        self.nodes(&object.xml, &types);
    }

    fn name(&mut self, name: &str) {
        let Some((prefix, _)) = name.split_once(':') else {
            return;
        };
        if prefix != "xmlns" && !self.declared.iter().any(|known| known == prefix) {
            let names = self.undeclared.entry(prefix.to_owned());
            names.or_insert_with(|| name.to_owned());
        }
    }
}
