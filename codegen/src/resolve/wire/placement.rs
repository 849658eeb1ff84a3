//! Places a field in a tree: its name, and the groups around it.

use super::super::diagnostics::{TypeDiagnostic, WireDiagnostic};
use super::super::resolver::FieldDraft;
use super::super::wire_names::{spell, wire_name};
use super::builder::{Builder, Owner, wire_of};
use super::choices::is_choice;
use super::elements::any_in_other_format;
use super::node::BuildNode;
use crate::plan::{FieldId, Source, XmlPart};
use crate::source::{Quoted, Span};

impl Builder<'_, '_> {
    /// Adds a field after the nodes, in its groups if it has any.
    pub(super) fn place_field<N: BuildNode>(&mut self, index: FieldId, nodes: &mut Vec<N>) {
        let draft = &self.drafts[index];
        if let Some(found) = any_in_other_format(draft, self.format) {
            self.diagnostics.push(found.at(draft.span));
            return;
        }
        let is_flat = self.is_flattened(draft);
        if self.check_template_outside(draft) {
            return;
        }
        let in_entries = self.writes_in_entries(draft);
        let is_nested =
            !self.format.is_json() && draft.field.ty.is_nested() && !is_flat && !in_entries;
        if is_nested && !self.check_nested(draft) {
            return;
        }
        let is_map = draft.field.ty.map().is_some();
        let has_members = self.owner != Owner::Outside
            && wire_of(self.format, draft.node).is_some_and(|wire| wire.members.is_some());
        let is_entries = is_flat || self.entries_of(draft).is_some();
        if !self.format.is_json() && is_map && !is_entries {
            let found = TypeDiagnostic::MapOutsideJson {
                name: draft.field.name.as_str().into(),
                format: self.format,
            };
            self.diagnostics.push(found.at(draft.span));
            return;
        }
        let is_object = draft.field.ty.object_within().is_some() && !in_entries;
        if self.format.is_flat() && is_object && !has_members {
            let found = WireDiagnostic::ObjectAsParameter {
                name: draft.field.name.as_str().into(),
                format: self.format,
                is_outside: self.owner == Owner::Outside,
            };
            self.diagnostics.push(found.at(draft.span));
            return;
        }
        let (groups, name, span) = self.find_name(index);
        if self.format.is_xml() {
            let own = name.as_deref().and_then(|it| XmlPart::of_name(it).name());
            for part in groups.iter().map(String::as_str).chain(own) {
                self.check_xml_name(part, span);
            }
        } else if name.as_deref().unwrap_or_default().is_empty()
            || groups.iter().any(String::is_empty)
        {
            self.diagnostics.push(WireDiagnostic::EmptyName.at(span));
        }
        if self.format.is_flat() && (has_members || in_entries || self.owner == Owner::Object) {
            self.check_placeholders(name.as_deref().unwrap_or_default(), span);
        }
        self.check_line(name.as_deref().unwrap_or_default(), true, span);
        self.check_steps(index, groups.iter().chain(&name), span);
        let node = self.build_node(index, name);
        N::insert(nodes, &groups, node);
    }

    /// Returns whether each entry of a map is a parameter of its own.
    fn is_flattened(&self, draft: &FieldDraft<'_>) -> bool {
        let wire = wire_of(self.format, draft.node);
        let has_members = wire.is_some_and(|wire| wire.members.is_some());
        let has_template = has_members || self.template_outside(draft).is_some();
        self.format.is_flat() && has_template && draft.field.ty.map().is_some()
    }

    /// Reports a place in the items of a list, which only responses can have.
    fn check_steps<'n>(
        &mut self,
        index: FieldId,
        mut steps: impl Iterator<Item = &'n String>,
        span: Span,
    ) {
        let wire = wire_of(self.format, self.drafts[index].node);
        let is_path = wire.is_some_and(|wire| wire.at.is_some());
        if self.format.is_json() && is_path && steps.any(|step| step.ends_with("[]")) {
            self.diagnostics.push(WireDiagnostic::IntoList.at(span));
        }
    }

    /// Returns the node of a field under a name, or of a choice without one.
    pub(super) fn build_node<N: BuildNode>(&mut self, index: FieldId, name: Option<String>) -> N {
        let attributes = self.build_attributes(index);
        let own = name.as_deref().unwrap_or_default();
        let wire = self.build_field_wire::<N>(index, own);
        let is_nil = self.build_nil(index, own);
        let mut node = N::value(name, attributes, Source::Field(wire));
        if is_nil {
            node.set_nil();
        }
        node
    }

    /// Returns the groups and the name of a field, which a choice does not have, and the place in the document that states them.
    fn find_name(&mut self, index: FieldId) -> (Vec<String>, Option<String>, Span) {
        let draft = &self.drafts[index];
        let wire = wire_of(self.format, draft.node);
        if is_choice(draft, self.format) {
            let at = wire.and_then(|wire| wire.at.as_ref());
            let groups = at.map_or_else(Vec::new, |at| at.value.clone());
            let span = at.map_or(draft.span, |at| at.span);
            return (groups, None, span);
        }
        if let Some(at) = wire.and_then(|wire| wire.at.as_ref()) {
            let mut groups = at.value.clone();
            if groups == ["."] {
                self.diagnostics.push(WireDiagnostic::EmptyName.at(at.span));
            }
            if let (Some(name), false) = (groups.pop(), self.format.is_flat()) {
                return (groups, Some(name), at.span);
            }
        }
        if let Some(name) = wire.and_then(|wire| wire.name.as_ref()) {
            return (Vec::new(), Some(name.value.clone()), name.span);
        }
        if let Some(name) = &draft.node.wire {
            return (Vec::new(), Some(name.value.clone()), name.span);
        }
        let name = &draft.field.name;
        let derived = match wire_name(name, draft.case) {
            Some(derived) => derived,
            None => {
                let guess = spell(name, draft.case);
                let found = WireDiagnostic::NotReversible {
                    name: name.as_str().into(),
                    derived: guess.as_str().into(),
                    key: Quoted(format!("wire: {guess}")),
                };
                self.diagnostics.push(found.at(draft.span));
                guess
            }
        };
        (Vec::new(), Some(derived), draft.span)
    }
}
