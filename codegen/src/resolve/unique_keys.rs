//! Resolves `unique_by:`: each member is one that items can be told apart by.
//!
//! Input: the members that a list names, and the type of its items. Output: the members that fit.

use super::diagnostics::TypeDiagnostic;
use super::facets::noun_of;
use super::resolver::Resolver;
use crate::plan::{KeyMember, Type};
use crate::syntax::Facets;

impl Resolver<'_> {
    /// Returns the key that a list states for its items; none if it states none, or one with a mistake.
    pub(super) fn resolve_unique_by(
        &mut self,
        item: &Type,
        facets: &Facets,
    ) -> Option<Vec<KeyMember>> {
        let first = facets.unique_by.first()?;
        let Some(object) = item.object() else {
            self.report(TypeDiagnostic::KeyWithoutObjects.at(first.span));
            return None;
        };
        let drafts = self.objects[object].fields.clone();
        let mut members: Vec<KeyMember> = Vec::new();
        let mut is_whole = true;
        for name in &facets.unique_by {
            let mut all = drafts.iter_ids();
            let own = all.find(|(_, draft)| draft.field.name == name.value);
            let is_known = members.iter().any(|known| known.name == name.value);
            let found = match own {
                None => {
                    self.report_unknown_field(name, name.span, &drafts);
                    is_whole = false;
                    continue;
                }
                Some((_, draft)) if draft.poisoned => {
                    is_whole = false;
                    continue;
                }
                Some(_) if is_known => TypeDiagnostic::RepeatedMemberOfKey {
                    name: name.as_str().into(),
                },
                Some((_, draft)) if draft.constant.is_some() => TypeDiagnostic::KeyOfConstant {
                    name: name.as_str().into(),
                },
                Some((_, draft)) if !draft.field.ty.is_comparable() => {
                    TypeDiagnostic::KeyOfOtherType {
                        name: name.as_str().into(),
                        ty: noun_of(&draft.field.ty),
                    }
                }
                Some((field, _)) => {
                    members.push(KeyMember {
                        field,
                        name: name.value.clone(),
                    });
                    continue;
                }
            };
            is_whole = false;
            self.report(found.at(name.span));
        }
        is_whole.then_some(members)
    }
}
