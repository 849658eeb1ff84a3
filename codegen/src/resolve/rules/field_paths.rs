//! Resolves the dotted paths of fields.

use super::super::diagnostics::NameDiagnostic;
use super::super::resolver::{FieldDraft, FieldDrafts, Resolver};
use crate::plan::{FieldPath, MapKeys, PathStep, Presence, Type};
use crate::source::Span;

impl<'a> Resolver<'a> {
    /// Returns the field at a path, or a field that stands for an entry of a map.
    pub(in super::super) fn draft_at(
        &self,
        drafts: &FieldDrafts<'a>,
        path: &FieldPath,
    ) -> Option<FieldDraft<'a>> {
        let mut draft: Option<FieldDraft<'a>> = None;
        for step in &path.0 {
            draft = Some(match (step, draft) {
                (PathStep::Field(id), None) => drafts.get(*id)?.clone(),
                (PathStep::Field(id), Some(owner)) => {
                    let object = owner.field.ty.object_within()?;
                    self.objects.get(object)?.fields.get(*id)?.clone()
                }
                (PathStep::Entry(_), None) => return None,
                (PathStep::Entry(key), Some(mut entry)) => {
                    entry.field.ty = entry.field.ty.map()?.item.clone();
                    entry.field.presence = Presence::Optional;
                    entry.field.name.clone_from(key);
                    entry
                }
            });
        }
        draft
    }

    /// Returns the path of the field with a dotted name, or `None` if there is no such field. Reports nothing. The name of a
    /// field can itself contain dots, so every dot is tried as the end of the first name.
    pub(in super::super) fn find_field(
        &self,
        drafts: &FieldDrafts<'a>,
        name: &str,
    ) -> Option<FieldPath> {
        if let Some(index) = drafts.find(|draft| draft.field.name == name) {
            return Some(FieldPath::of(index));
        }
        for (at, _) in name.match_indices(['.', '[']) {
            let Some(index) = drafts.find(|draft| draft.field.name == name[..at]) else {
                continue;
            };
            let ty = &drafts[index].field.ty;
            if ty.object().is_none() && ty.map().is_none() {
                continue;
            }
            let rest = self.find_inside(ty, &name[at..])?;
            return Some(FieldPath::of(index).then(rest));
        }
        None
    }

    /// Returns the path that the rest of a name leads to, in a value of a type.
    fn find_inside(&self, ty: &Type, rest: &str) -> Option<FieldPath> {
        if let Some(object) = ty.object() {
            return self.find_field(&self.objects[object].fields, rest.strip_prefix('.')?);
        }
        let map = ty.map()?;
        let (key, rest) = split_key(rest, &map.item)?;
        let entry = FieldPath(vec![PathStep::Entry(key.to_owned())]);
        match rest {
            "" => Some(entry),
            rest => Some(entry.then(self.find_inside(&map.item, rest)?)),
        }
    }

    /// Returns a path, or reports a key on it that its map cannot have.
    pub(super) fn with_known_keys(
        &mut self,
        path: FieldPath,
        span: Span,
        drafts: &FieldDrafts<'a>,
    ) -> Option<FieldPath> {
        for (at, step) in path.0.iter().enumerate() {
            let PathStep::Entry(key) = step else { continue };
            let owner = self.draft_at(drafts, &FieldPath(path.0[..at].to_vec()))?;
            if owner.poisoned {
                return None;
            }
            let keys = match &owner.field.ty.map()?.keys {
                MapKeys::Text(facets) => Type::String(facets.clone()),
                MapKeys::Enum(values) => Type::Enum(*values),
            };
            if let Some(reason) = self.find_refusal(key, &keys) {
                let found = NameDiagnostic::RefusedKey {
                    key: key.as_str().into(),
                    map: owner.field.name.as_str().into(),
                    reason,
                };
                self.report(found.at(span));
                return None;
            }
        }
        Some(path)
    }

    /// Returns the path of the field with a dotted name, or reports what is wrong with the name.
    pub(in super::super) fn field_path(
        &mut self,
        name: &str,
        span: Span,
        drafts: &FieldDrafts<'a>,
    ) -> Option<FieldPath> {
        if let Some(found) = self.find_field(drafts, name) {
            return self.with_known_keys(found, span, drafts);
        }
        let split = name.find(['.', '[']).map(|at| name.split_at(at));
        let owner = split.and_then(|(first, rest)| {
            let owner = drafts.iter().find(|draft| draft.field.name == first)?;
            Some((owner.poisoned, owner.field.ty.clone(), rest))
        });
        match owner {
            Some((true, ..)) => {}
            Some((false, ty, rest)) => self.report_inside(name, &ty, rest, span),
            None => self.report_unknown_field(name, span, drafts),
        }
        None
    }

    /// Reports which part of a name is wrong. The rest of the name leads nowhere in a value of the type.
    fn report_inside(&mut self, name: &str, ty: &Type, rest: &str, span: Span) {
        if let (Some(object), Some(rest)) = (ty.object(), rest.strip_prefix('.')) {
            let members = self.objects[object].fields.clone();
            self.field_path(rest, span, &members);
            return;
        }
        let inside = ty.map().and_then(|map| {
            let (_, rest) = split_key(rest, &map.item)?;
            Some((map.item.clone(), rest))
        });
        match inside {
            Some((item, rest)) if !rest.is_empty() => self.report_inside(name, &item, rest, span),
            Some(_) | None => {
                let found = NameDiagnostic::FieldInScalar { name: name.into() };
                self.report(found.at(span));
            }
        }
    }
}

/// Splits the rest of a name behind a map into a key and what follows it: `.key`, or `['key']` for a key with dots or brackets.
/// `item` is the type of the map's values. A key of single values ends only with the name.
fn split_key<'n>(rest: &'n str, item: &Type) -> Option<(&'n str, &'n str)> {
    if let Some(quoted) = rest.strip_prefix("['") {
        return quoted.split_once("']");
    }
    let key = rest.strip_prefix('.')?;
    let has_parts = item.object().is_some() || item.map().is_some();
    let end = key.find(['.', '[']).filter(|_| has_parts);
    let (key, rest) = key.split_at(end.unwrap_or(key.len()));
    // All entries are named by `*`.
    let is_one = !key.is_empty() && key.split('.').all(|part| part != "*");
    is_one.then_some((key, rest))
}
