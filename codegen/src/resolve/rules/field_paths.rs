//! Resolves the dotted paths of fields.

use super::super::diagnostics::NameDiagnostic;
use super::super::resolver::{FieldDraft, FieldDrafts, Resolver};
use crate::plan::FieldPath;
use crate::source::Span;

impl<'a> Resolver<'a> {
    /// Returns the field at a path.
    pub(in super::super) fn draft_at(
        &self,
        drafts: &FieldDrafts<'a>,
        path: &FieldPath,
    ) -> Option<FieldDraft<'a>> {
        let (first, rest) = path.0.split_first()?;
        let mut draft = drafts.get(*first)?;
        for index in rest {
            let object = draft.field.ty.object_within()?;
            draft = self.objects.get(object)?.fields.get(*index)?;
        }
        Some(draft.clone())
    }

    /// Returns the path of the field with a dotted name, or `None` if there is no such field. Reports nothing. The name of a
    /// field can itself contain dots, so every dot is tried as the end of the first name.
    pub(in super::super) fn find_field(
        &self,
        drafts: &FieldDrafts<'a>,
        name: &str,
    ) -> Option<FieldPath> {
        if let Some(index) = drafts.find(|draft| draft.field.name == name) {
            return Some(FieldPath(vec![index]));
        }
        for (at, _) in name.match_indices('.') {
            let Some(index) = drafts.find(|draft| draft.field.name == name[..at]) else {
                continue;
            };
            let Some(object) = drafts[index].field.ty.object() else {
                continue;
            };
            let mut path = vec![index];
            path.extend(
                self.find_field(&self.objects[object].fields, &name[at + 1..])?
                    .0,
            );
            return Some(FieldPath(path));
        }
        None
    }

    /// Returns the path of the field with a dotted name, or reports what is wrong with the name.
    pub(in super::super) fn field_path(
        &mut self,
        name: &str,
        span: Span,
        drafts: &FieldDrafts<'a>,
    ) -> Option<FieldPath> {
        let found = self.find_field(drafts, name);
        if found.is_some() {
            return found;
        }
        let owner = name
            .split_once('.')
            .and_then(|(first, _)| drafts.iter().find(|draft| draft.field.name == first));
        match owner.map(|draft| (draft.poisoned, draft.field.ty.object())) {
            Some((true, _)) => {}
            Some((_, Some(object))) => {
                let rest = &name[name.find('.').map_or(0, |at| at + 1)..];
                let members = self.objects[object].fields.clone();
                // The name is wrong, so this call only reports which part of it.
                return self.field_path(rest, span, &members).and(None);
            }
            Some(_) => {
                let found = NameDiagnostic::FieldInScalar { name: name.into() };
                self.report(found.at(span));
            }
            None => self.report_unknown_field(name, span, drafts),
        }
        None
    }
}
