//! Resolves objects among parameters: the template of the names of their members.

use super::super::diagnostics::MembersDiagnostic;
use super::super::resolver::FieldDraft;
use super::builder::{Builder, Owner};
use crate::plan::ParameterList;
use crate::source::Span;
use crate::syntax::{Text, Wire};

/// The placeholders of a template, which no name may contain.
const PLACEHOLDERS: [&str; 3] = ["$name", "$index", "$member"];

impl Builder<'_, '_> {
    /// Returns how a query string or a form writes an object, a list of objects or a map.
    pub(super) fn build_members(
        &self,
        draft: &FieldDraft<'_>,
        wire: Option<&Wire>,
        name: &str,
    ) -> Option<ParameterList> {
        if let Some(template) = self.template_outside(draft) {
            return Some(ParameterList::Flattened {
                template: template.value.clone(),
                taken: Vec::new(),
            });
        }
        let wire = wire?;
        let template = wire.members.as_ref()?;
        if draft.field.ty.map().is_some() {
            return Some(ParameterList::Flattened {
                template: template.replace("$name", name),
                // The names of all parameters are known when the whole operation is resolved.
                taken: Vec::new(),
            });
        }
        Some(ParameterList::Members {
            template: match self.owner {
                Owner::Operation | Owner::Outside => template.replace("$name", name),
                Owner::Object => template.value.clone(),
            },
            first: wire.first.as_ref().map_or(1, |first| first.value),
        })
    }

    /// Returns the template of the names of a map's entries, if the map is a parameter of an operation.
    pub(super) fn template_outside<'d>(&self, draft: &FieldDraft<'d>) -> Option<&'d Text> {
        let is_map = self.owner == Owner::Outside && draft.field.ty.map().is_some();
        let wire = draft.node.wire.as_ref().filter(|_| is_map);
        wire.filter(|wire| wire.contains("$member"))
    }

    /// Reports mistakes in the template of a map that is a parameter of an operation. Returns whether there is one.
    pub(super) fn check_template_outside(&mut self, draft: &FieldDraft<'_>) -> bool {
        let Some(template) = self.template_outside(draft).filter(|_| !draft.poisoned) else {
            return false;
        };
        let found = match draft.field.ty.can_be_flattened() {
            true => template_fault(template, false),
            false => Some(MembersDiagnostic::MapOfObjects),
        };
        let is_wrong = found.is_some();
        self.diagnostics
            .0
            .extend(found.map(|found| found.at(template.span)));
        is_wrong
    }

    /// Reports mistakes in `members`, and keys that it excludes.
    pub(super) fn check_members(&mut self, draft: &FieldDraft<'_>, wire: &Wire) {
        let Some(template) = &wire.members else {
            return;
        };
        if draft.poisoned {
            return;
        }
        let is_map = draft.field.ty.map().is_some();
        if is_map {
            let is_top = self.owner == Owner::Operation && self.format.has_auth_parameters();
            let found = match (is_top, draft.field.ty.can_be_flattened()) {
                (false, _) => Some(MembersDiagnostic::MapInside),
                (true, false) => Some(MembersDiagnostic::MapOfObjects),
                (true, true) => None,
            };
            if let Some(found) = found {
                self.diagnostics.push(found.at(template.span));
                return;
            }
        } else if draft.field.ty.object_within().is_none() {
            let found = MembersDiagnostic::MembersOfScalar;
            self.diagnostics.push(found.at(template.span));
            return;
        }
        let is_list = draft.field.ty.list().is_some();
        let found = match template_fault(template, is_list) {
            Some(fault) => Some(fault.at(template.span)),
            None if draft.field.secret && !is_map => {
                Some(MembersDiagnostic::SecretMembers.at(template.span))
            }
            None => None,
        };
        self.diagnostics.0.extend(found);
        let keys = [
            wire.list.as_ref().map(|key| (key.span, "list")),
            wire.index.as_ref().map(|key| (key.span, "index")),
            wire.absent.as_ref().map(|key| (key.span, "absent")),
        ];
        for (span, key) in keys.into_iter().flatten() {
            let found = MembersDiagnostic::KeyBesideMembers { key: key.into() };
            self.diagnostics.push(found.at(span));
        }
    }

    /// Reports a name that contains a placeholder of a template.
    pub(super) fn check_placeholders(&mut self, name: &str, span: Span) {
        if PLACEHOLDERS.iter().any(|it| name.contains(it)) {
            let found = MembersDiagnostic::PlaceholderInName { name: name.into() };
            self.diagnostics.push(found.at(span));
        }
    }
}

/// Returns the mistake in a template, if it has one.
fn template_fault(template: &Text, is_list: bool) -> Option<MembersDiagnostic> {
    let count = |placeholder: &str| template.matches(placeholder).count();
    // A letter behind a placeholder makes another name of it, such as `$members`.
    let is_known = |behind: &str| {
        let rest = PLACEHOLDERS
            .iter()
            .find_map(|it| behind.strip_prefix(&it[1..]));
        rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_lowercase()))
    };
    if count("$member") != 1 || !template.split('$').skip(1).all(is_known) {
        return Some(MembersDiagnostic::MembersTemplate);
    }
    match (is_list, count("$index")) {
        (true, 1) | (false, 0) => None,
        (true, _) => Some(MembersDiagnostic::MembersOfList),
        (false, _) => Some(MembersDiagnostic::IndexOfObject),
    }
}
