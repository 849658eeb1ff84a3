//! Resolves `all_texts`: one effect for each text of an object, at any depth.

use super::super::diagnostics::RuleDiagnostic;
use super::super::resolver::{FieldDrafts, Resolver};
use crate::pattern;
use crate::plan::{Effect, Extent, FieldPath, Pattern, Primitive, Structure, Type};
use crate::source::Span;
use crate::syntax::{self, Text};

impl<'a> Resolver<'a> {
    /// Resolves `all_texts:`. Several texts become several effects; the last one is returned.
    pub(super) fn resolve_all_texts(
        &mut self,
        patterns: &[(Option<Text>, Text)],
        span: Span,
        drafts: &FieldDrafts<'a>,
    ) -> Option<Effect> {
        let mut effects = Vec::new();
        for (name, text) in patterns {
            let dialect = syntax::Dialect::default();
            let pattern = pattern::pattern(text, dialect, Extent::Whole, &mut self.diagnostics)?;
            let before = (effects.len(), self.diagnostics.0.len());
            match name {
                None => self.texts_of(drafts, &FieldPath(Vec::new()), span, &pattern, &mut effects),
                Some(name) => {
                    let path = self.resolve_effect_path(name, drafts)?;
                    let ty = self.draft_at(drafts, &path)?.field.ty;
                    self.texts_in(&ty, &path, name.span, &pattern, &mut effects);
                }
            }
            if (effects.len(), self.diagnostics.0.len()) == before {
                let place = name.as_ref().map_or(span, |name| name.span);
                self.report(RuleDiagnostic::NoTexts.at(place));
            }
        }
        self.keep_all_but_last(effects)
    }

    fn texts_of(
        &mut self,
        drafts: &FieldDrafts<'a>,
        at: &FieldPath,
        span: Span,
        pattern: &Pattern,
        effects: &mut Vec<Effect>,
    ) {
        for (index, draft) in drafts.iter_ids() {
            if draft.constant.is_none() && !draft.poisoned {
                let path = at.then(FieldPath::of(index));
                self.texts_in(&draft.field.ty, &path, span, pattern, effects);
            }
        }
    }

    fn texts_in(
        &mut self,
        ty: &Type,
        path: &FieldPath,
        span: Span,
        pattern: &Pattern,
        effects: &mut Vec<Effect>,
    ) {
        match ty.structure() {
            Structure::Primitive(Primitive::Text(_)) => {
                effects.push(Effect::Matches(path.clone(), pattern.clone()));
            }
            Structure::Primitive(
                Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            ) => {}
            Structure::Object(object) => {
                let members = self.objects[object].fields.clone();
                self.texts_of(&members, path, span, pattern, effects);
            }
            Structure::List(list) => {
                if ty.is_nested() {
                    return self.report(RuleDiagnostic::TextsOfNested.at(span));
                }
                if list.item.is_text() {
                    effects.push(Effect::Matches(path.clone(), pattern.clone()));
                    return;
                }
                let mut inner = Vec::new();
                self.texts_in(&list.item, path, span, pattern, &mut inner);
                if !inner.is_empty() {
                    effects.push(Effect::EachItem(path.clone(), inner));
                }
            }
            Structure::Map(map) => {
                if ty.is_nested() {
                    return self.report(RuleDiagnostic::TextsOfNested.at(span));
                }
                let mut inner = Vec::new();
                self.texts_in(&map.item, path, span, pattern, &mut inner);
                if !inner.is_empty() {
                    effects.push(Effect::EachItem(path.clone(), inner));
                }
            }
        }
    }
}
