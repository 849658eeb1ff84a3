//! Resolves objects and maps that are written as numbered entries among parameters.
//!
//! Input: `as: entries` of a field, with the templates of the names. Output: the names of the parameters of an entry, and how its value is
//! written if it is a list or an object.

use super::super::diagnostics::{EntryDiagnostic, MembersDiagnostic, WireDiagnostic};
use super::super::resolver::FieldDraft;
use super::builder::{Builder, Owner, wire_of};
use super::members::template_fault;
use crate::plan::{ParameterEntries, ParameterList, Structure, Type};
use crate::syntax::{ListStyle, Text, Wire};

impl Builder<'_, '_> {
    /// Returns whether a field is written as entries among parameters, and its parts as the entries say.
    pub(super) fn writes_in_entries(&self, draft: &FieldDraft<'_>) -> bool {
        if !self.format.is_flat() || self.entries_of(draft).is_none() {
            return false;
        }
        let is_inside = self.owner != Owner::Outside;
        match draft.field.ty.structure() {
            Structure::Object(_) => is_inside,
            Structure::Map(map) => match map.item.structure() {
                Structure::Primitive(_) => true,
                Structure::Object(_) => {
                    let wire = wire_of(self.format, draft.node);
                    is_inside && wire.is_some_and(|wire| wire.members.is_some())
                }
                Structure::List(list) => list.item.primitive().is_some(),
                Structure::Map(_) => false,
            },
            Structure::Primitive(_) | Structure::List(_) => false,
        }
    }

    /// Returns how an object or a map is written as entries. Reports templates that cannot name them.
    pub(super) fn parameter_entries(&mut self, draft: &FieldDraft<'_>) -> Option<ParameterEntries> {
        let wire = self.entries_of(draft)?;
        let (key, value) = self.parts(wire)?;
        for template in [key, value] {
            if !numbers_entries(template) {
                self.diagnostics
                    .push(EntryDiagnostic::EntryTemplate.at(template.span));
                return None;
            }
        }
        self.check_entry_members(draft);
        if draft.field.ty.object().is_some() && draft.field.secret && !draft.poisoned {
            self.diagnostics
                .push(MembersDiagnostic::SecretMembers.at(key.span));
        }
        let item = draft.field.ty.map().map(|map| &map.item);
        let inside = item.and_then(|item| self.value_of_entries(item, wire));
        Some(ParameterEntries {
            key: key.value.clone(),
            value: value.value.clone(),
            first: wire.first.as_ref().map_or(1, |first| first.value),
            inside: inside.map(Box::new),
        })
    }

    /// Returns how the value of an entry is written, if it is a list or an object.
    fn value_of_entries(&mut self, item: &Type, wire: &Wire) -> Option<ParameterList> {
        match item.structure() {
            Structure::Primitive(_) | Structure::Map(_) => None,
            Structure::Object(_) => {
                let template = wire.members.as_ref()?;
                if let Some(fault) = template_fault(template, false) {
                    self.diagnostics.push(fault.at(template.span));
                }
                Some(ParameterList::Members {
                    template: template.value.clone(),
                    first: 1,
                })
            }
            Structure::List(_) => Some(match &wire.list {
                Some(style) if style.value == ListStyle::Indexed => {
                    let index = wire.index.as_ref();
                    if let Some(index) = index.filter(|it| it.matches("$index").count() != 1) {
                        self.diagnostics
                            .push(WireDiagnostic::IndexTemplate.at(index.span));
                    }
                    ParameterList::NumberedMember {
                        template: index.map_or("$name$index", |it| it.as_str()).to_owned(),
                        first: wire.first.as_ref().map_or(1, |first| first.value),
                    }
                }
                Some(_) | None => ParameterList::Repeat,
            }),
        }
    }
}

/// Returns whether a template has the number of an entry once, and no placeholder except that of the field's name.
fn numbers_entries(template: &Text) -> bool {
    let count = |placeholder: &str| template.matches(placeholder).count();
    count("$index") == 1 && count("$") == count("$index") + count("$name")
}
