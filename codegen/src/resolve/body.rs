//! Resolves the fields of a body, and what an absent field means.

use std::collections::BTreeMap;

use super::current_operation::CurrentOperation;
use super::diagnostics::{
    DerivationDiagnostic, NameDiagnostic, RustNameDiagnostic, TypeDiagnostic, UpdateDiagnostic,
};
use super::field_names::{FieldNames, FieldOwner};
use super::resolver::{FieldDraft, NamedType, Resolver};
use crate::plan::{
    Binding, BodyFormat, Clear, Does, Location, Presence, TreeValue, Update, written_field,
};
use crate::source::Span;
use crate::syntax::{Case, Scope, Text};

impl<'a> Resolver<'a> {
    /// Resolves the included and the own fields of an operation.
    pub(super) fn resolve_body_fields(&mut self, current: &mut CurrentOperation<'a>) {
        let operation = current.syntax;
        let case = operation.case.as_ref().map(|case| case.value);
        let mut own = self.resolve_inherited(current.name, case);
        own.extend(self.resolve_included(&operation.include, case));
        own = self.leave_out_unsent(current.phase, own);
        for draft in &mut own {
            if let (Presence::Clearable(_), Update::Replace) =
                (draft.field.presence, current.update)
            {
                // In a replacement an absent field is cleared, so the `clear:` of a shared type does not apply.
                draft.field.presence = Presence::Optional;
            }
        }
        let case = self.operation_case(operation);
        let owner = FieldOwner::Operation(current.update);
        for (name, node) in &operation.fields {
            self.keep_node_notes(&format!("{}.{}", current.name.value, name.value), node);
            let draft = self.resolve_field(name, node, current.names(), case, owner);
            let inheritance = self.inheritances.get(&current.name.value);
            if inheritance.is_some_and(|it| it.fields.contains(&name.value)) {
                own.extend(self.leave_out_unsent(current.phase, vec![draft]));
            } else {
                self.check_own_access(current.phase, &draft);
                own.push(draft);
            }
        }
        let mut space = FieldNames::default();
        for draft in &current.drafts {
            space.take(draft, &mut crate::source::Diagnostics::default());
        }
        let mut taken: BTreeMap<String, Span> = current
            .drafts
            .iter()
            .map(|draft| (draft.field.name.clone(), draft.span))
            .collect();
        for mut draft in own {
            draft.field.location = Location::Body;
            if let Some(first) = taken.get(&draft.field.name) {
                let found = RustNameDiagnostic::DuplicateField {
                    name: draft.field.name.as_str().into(),
                    first: *first,
                };
                self.report(found.at(draft.span));
                continue;
            }
            taken.insert(draft.field.name.clone(), draft.span);
            space.take(&draft, &mut self.diagnostics);
            current.drafts.push(draft);
        }
        self.take_sendable(&mut current.drafts);
    }

    /// Returns the fields of the types that are included by the operations from which one is derived, and reports the names that
    /// nothing has.
    fn resolve_inherited(&mut self, operation: &Text, case: Option<Case>) -> Vec<FieldDraft<'a>> {
        let Some(inheritance) = self.inheritances.get(&operation.value) else {
            return Vec::new();
        };
        let mut drafts = Vec::new();
        let mut known = inheritance.names.clone();
        for level in &inheritance.levels {
            for mut draft in self.resolve_included(&level.include, case) {
                let name = draft.field.name.clone();
                if draft.field.presence == Presence::Required
                    && draft.constant.is_none()
                    && level.makes_optional(&name)
                {
                    draft.field.presence = Presence::Optional;
                }
                if !level.leaves_out(&name) {
                    drafts.push(draft);
                }
                known.push(name);
            }
        }
        let known = || known.iter().map(String::as_str);
        for name in &inheritance.other_without {
            if !known().any(|other| other == name.value) {
                self.report_unknown(name, &[], known(), |text, hint| {
                    DerivationDiagnostic::NothingToLeaveOut { name: text, hint }.at(name.span)
                });
            }
        }
        for name in &inheritance.other_optional {
            if !known().any(|other| other == name.value) {
                self.report_unknown(name, &[], known(), |text, hint| {
                    DerivationDiagnostic::NothingToMakeOptional { name: text, hint }.at(name.span)
                });
            }
        }
        drafts
    }

    /// Returns the fields of the included object types.
    pub(super) fn resolve_included(
        &mut self,
        include: &[Text],
        case: Option<Case>,
    ) -> Vec<FieldDraft<'a>> {
        let schema = self.schema;
        let mut drafts = Vec::new();
        for (at, name) in include.iter().enumerate() {
            if let Some(first) = include[..at].iter().find(|other| *other == name) {
                let found = RustNameDiagnostic::IncludedTwice {
                    name: name.as_str().into(),
                    first: first.span,
                };
                self.report(found.at(name.span));
                continue;
            }
            let Some(index) = schema.types.iter().position(|(known, _)| known == name) else {
                let known = schema.types.iter().map(|(known, _)| known.as_str());
                let span = name.span;
                self.report_unknown(name, &[Scope::Section("types")], known, |name, hint| {
                    NameDiagnostic::UnknownType { name, hint }.at(span)
                });
                continue;
            };
            let NamedType::Resolved(typed) = self.named[index].clone() else {
                continue;
            };
            if typed.poisoned {
                continue;
            }
            let Some(object) = typed.ty.object() else {
                let found = TypeDiagnostic::NotAnObject {
                    name: name.as_str().into(),
                };
                self.diagnostics.push(found.at(name.span));
                continue;
            };
            let own_case = typed.via.iter().any(|node| node.case.is_some());
            for mut draft in self.objects[object].fields.clone() {
                if let (Some(case), false) = (case, own_case) {
                    draft.case = case;
                }
                drafts.push(draft);
            }
        }
        drafts
    }

    /// Marks the fields that the operation's `required:` lists.
    pub(super) fn apply_required(&mut self, current: &mut CurrentOperation<'a>) {
        let inheritance = self.inheritances.get(&current.name.value);
        let taken = inheritance.map_or(0, |it| it.required);
        for (at, name) in current.syntax.required.iter().enumerate() {
            // A derived operation takes neither a field that it does not send nor its name in `required`.
            if at < taken && self.left_out.contains(name) {
                continue;
            }
            match current
                .drafts
                .iter_mut()
                .find(|draft| draft.field.name == name.value)
            {
                Some(draft) => draft.field.presence = Presence::Required,
                None => self.report_unknown_field(name, name.span, &current.drafts),
            }
        }
    }

    /// Reports an operation that has optional fields and no `update:`.
    pub(super) fn check_update(&mut self, current: &CurrentOperation<'_>) {
        if current.syntax.update.is_some() || self.poison.covers(current.syntax.span) {
            return;
        }
        let optional = current
            .drafts
            .iter()
            .find(|d| d.field.location == Location::Body && d.field.presence != Presence::Required);
        if let Some(draft) = optional {
            let found = UpdateDiagnostic::NoUpdate {
                operation: current.name.as_str().into(),
                optional: draft.span,
            };
            self.report(found.at(current.name.span));
        }
    }

    /// Reports an operation that changes data of a contact, but whose `does` is something else.
    pub(super) fn check_does(&mut self, current: &CurrentOperation<'_>) {
        if let (Some(does), Some(update)) = (&current.syntax.does, &current.syntax.update)
            && current.update != Update::None
            && Does::from(does.value) != Does::Update
        {
            let update = update.span;
            self.report(UpdateDiagnostic::UpdateThatDoesSomethingElse { update }.at(does.span));
        }
    }

    /// Reports members of objects with `clear:` in a replacement, which clears absent fields itself.
    pub(super) fn check_members(&mut self, current: &CurrentOperation<'_>) {
        if current.update != Update::Replace {
            return;
        }
        let object_of = |draft: &FieldDraft<'_>| draft.field.ty.object_within();
        let mut todo: Vec<_> = current.drafts.iter().filter_map(object_of).collect();
        let mut seen = Vec::new();
        while let Some(index) = todo.pop() {
            if seen.contains(&index) {
                continue;
            }
            seen.push(index);
            for member in self.objects[index].fields.clone() {
                todo.extend(object_of(&member));
                if let (Presence::Clearable(_), Some(clear)) =
                    (member.field.presence, &member.node.clear)
                {
                    let found = UpdateDiagnostic::ClearOfMemberInReplace {
                        operation: current.name.span,
                    };
                    self.report(found.at(clear.span));
                }
            }
        }
    }

    /// Reports a `clear:` that one of the formats cannot write.
    pub(super) fn check_clears(&mut self, current: &CurrentOperation<'_>, bindings: &[Binding]) {
        // A format that could not be read can be JSON.
        if self.poison.covers(current.syntax.span) {
            return;
        }
        for (field, draft) in current.drafts.iter_ids() {
            let Presence::Clearable(clear) = draft.field.presence else {
                continue;
            };
            let needs_json = matches!(clear, Clear::Null | Clear::EmptyList);
            let wire = draft.node.xml.as_ref();
            let is_nil = wire.is_some_and(|it| it.nil.as_ref().is_some_and(|it| it.value));
            let elsewhere = bindings.iter().any(|binding| {
                let body = &binding.body;
                let is_json = body.format().is_some_and(BodyFormat::is_json);
                let values = body.tree_values().into_iter();
                let mut nodes = values.map(TreeValue::nodes);
                let in_tree = nodes.any(|nodes| written_field(nodes, field).is_some());
                !(is_json || in_tree || is_nil && body.is_xml())
            });
            if let (true, true, Some(key)) = (needs_json, elsewhere, &draft.node.clear) {
                let is_list = draft.field.ty.list().is_some();
                let found = match (clear, is_list) {
                    (Clear::EmptyList, _) => UpdateDiagnostic::EmptyListNeedsJson,
                    (_, true) => UpdateDiagnostic::NullListNeedsJson,
                    (_, false) => UpdateDiagnostic::NullNeedsJson,
                };
                self.report(found.at(key.span));
            }
        }
    }
}
