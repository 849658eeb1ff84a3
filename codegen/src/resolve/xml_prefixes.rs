//! Checks the prefixes of XML names: the element itself or one around it must declare each of them.
//!
//! Input: the trees of a draft. Output: diagnostics. Every parser that supports namespaces rejects an undeclared prefix.

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostics::WireDiagnostic;
use crate::draft::Draft;
use crate::plan::{
    BodyTree, EntryKey, Field, FieldId, NIL, ObjectId, Source, Table, Tree, Type, XmlContent,
    XmlElement, XmlList,
};
use crate::source::{Diagnostics, Quoted};
use crate::syntax::Schema;

/// Checks the documents of all operations.
pub(super) fn check(plan: &Draft, schema: &Schema, diagnostics: &mut Diagnostics) {
    for (operation, (name, syntax)) in plan.operations.iter().zip(&schema.operations) {
        let mut prefixes = PrefixCheck {
            plan,
            declared: vec!["xml".to_owned()],
            undeclared: BTreeMap::new(),
            objects: BTreeSet::new(),
        };
        for binding in &operation.bindings {
            match &binding.body {
                BodyTree::Xml { root, .. } => {
                    prefixes.check_elements(std::slice::from_ref(root), &operation.fields);
                }
                BodyTree::Empty
                | BodyTree::Json { .. }
                | BodyTree::Query(_)
                | BodyTree::Form { .. }
                | BodyTree::Lines { .. }
                | BodyTree::Text { .. } => {}
            }
        }
        let span = syntax
            .envelope
            .as_ref()
            .map_or(name.span, |envelope| envelope.span);
        for (prefix, name) in prefixes.undeclared {
            let found = WireDiagnostic::UndeclaredPrefix {
                name: name.into(),
                attribute: Quoted(format!("'@xmlns:{prefix}': 'http://…'")),
                prefix: prefix.into(),
            };
            diagnostics.push(found.at(span));
        }
    }
}

struct PrefixCheck<'p> {
    plan: &'p Draft,
    /// The prefixes that are declared at the current element.
    declared: Vec<String>,
    /// The prefixes that are not declared, each with a name that has it.
    undeclared: BTreeMap<String, String>,
    /// The objects that were visited, each with the prefixes that were declared there. The same pair is not visited twice.
    objects: BTreeSet<(ObjectId, Vec<String>)>,
}

impl PrefixCheck<'_> {
    fn check_elements(&mut self, elements: &[XmlElement], fields: &Table<FieldId, Field>) {
        for element in elements {
            let before = self.declared.len();
            let names = || element.attributes.iter().map(|it| it.name.as_str());
            let declares = names().filter_map(|name| name.strip_prefix("xmlns:"));
            self.declared.extend(declares.map(str::to_owned));
            if let Some(name) = element.part().name() {
                self.check_name(name);
            }
            for name in names().chain(element.nil.then_some(NIL)) {
                self.check_name(name);
            }
            match &element.content {
                XmlContent::Group(group) => self.check_elements(&group.children, fields),
                XmlContent::Value(Source::Field(wire)) => {
                    wire.inner.iter().for_each(|name| self.check_name(name));
                    match &wire.list {
                        Some(XmlList::Wrap { item }) => self.check_name(item),
                        Some(XmlList::Entries(entries)) => {
                            let (EntryKey::Attribute(key) | EntryKey::Element(key)) = &entries.key;
                            let names = [Some(key), entries.item.as_ref(), entries.value.as_ref()];
                            for name in names.into_iter().flatten() {
                                self.check_name(name);
                            }
                        }
                        Some(
                            XmlList::Repeat
                            | XmlList::Join(_)
                            | XmlList::Choice(_)
                            | XmlList::Presence
                            | XmlList::Elements,
                        )
                        | None => {}
                    }
                    if let Some(field) = fields.get(wire.field) {
                        self.check_object(&field.ty);
                    }
                }
                XmlContent::Value(Source::Credential(_) | Source::Constant { .. }) => {}
                XmlContent::Tree(value) => {
                    let plan = self.plan;
                    let tree = plan.trees.get(value.tree);
                    for name in tree.into_iter().flat_map(Tree::names) {
                        self.check_name(name);
                    }
                }
            }
            self.declared.truncate(before);
        }
    }

    fn check_object(&mut self, ty: &Type) {
        let Some(index) = ty.object_within() else {
            return;
        };
        if !self.objects.insert((index, self.declared.clone())) {
            return;
        }
        let object = &self.plan.objects[index];
        self.check_elements(&object.xml, &object.fields);
    }

    fn check_name(&mut self, name: &str) {
        let Some((prefix, _)) = name.split_once(':') else {
            return;
        };
        if prefix != "xmlns" && !self.declared.iter().any(|known| known == prefix) {
            let names = &mut self.undeclared;
            names
                .entry(prefix.to_owned())
                .or_insert_with(|| name.to_owned());
        }
    }
}
