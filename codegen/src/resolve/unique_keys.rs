//! Resolves `unique_by:`: each member is one that items can be told apart by.
//!
//! Input: the members that a list names, and the type of its items. Output: the names of the members that fit.

use super::diagnostics::TypeDiagnostic;
use super::facets::noun_of;
use super::resolver::Resolver;
use crate::plan::Type;
use crate::syntax::Facets;

impl Resolver<'_> {
    /// Returns the key that a list states for its items; none if it states none, or one with a mistake.
    pub(super) fn resolve_unique_by(
        &mut self,
        item: &Type,
        facets: &Facets,
    ) -> Option<Vec<String>> {
        let first = facets.unique_by.first()?;
        let Some(object) = item.object() else {
            self.report(TypeDiagnostic::KeyWithoutObjects.at(first.span));
            return None;
        };
        let drafts = self.objects[object].fields.clone();
        let mut members: Vec<String> = Vec::new();
        let mut is_whole = true;
        for name in &facets.unique_by {
            let found = match drafts.iter().find(|draft| draft.field.name == name.value) {
                None => {
                    self.report_unknown_field(name, name.span, &drafts);
                    is_whole = false;
                    continue;
                }
                Some(draft) if draft.poisoned => {
                    is_whole = false;
                    continue;
                }
                Some(_) if members.contains(&name.value) => TypeDiagnostic::RepeatedMemberOfKey {
                    name: name.as_str().into(),
                },
                Some(draft) if draft.constant.is_some() => TypeDiagnostic::KeyOfConstant {
                    name: name.as_str().into(),
                },
                Some(draft) if !draft.field.ty.is_comparable() => TypeDiagnostic::KeyOfOtherType {
                    name: name.as_str().into(),
                    ty: noun_of(&draft.field.ty),
                },
                Some(_) => {
                    members.push(name.value.clone());
                    continue;
                }
            };
            is_whole = false;
            self.report(found.at(name.span));
        }
        is_whole.then_some(members)
    }
}
