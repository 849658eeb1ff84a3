//! Resolves the effects of rules.

use super::super::diagnostics::RuleDiagnostic;
use super::super::resolver::{FieldDraft, FieldDrafts, Resolver};
use crate::pattern;
use crate::plan::{Effect, Extent, FieldPath, Location, Presence, Type};
use crate::source::Spanned;
use crate::syntax::{self, Scalar, Text};

impl<'a> Resolver<'a> {
    pub(in super::super) fn resolve_effect(
        &mut self,
        effect: &Spanned<syntax::Effect>,
        drafts: &FieldDrafts<'a>,
    ) -> Option<Effect> {
        use syntax::Effect as Stated;
        Some(match &effect.value {
            Stated::Required(names) => {
                let (names, paths) = self.resolve_plain(names, drafts, &Effect::Required)?;
                for (name, path) in names.iter().zip(&paths) {
                    self.warn_if_idle(name, path, drafts);
                }
                return self.with_more((!paths.is_empty()).then_some(Effect::Required(paths)));
            }
            Stated::Forbidden(names) => {
                let (names, paths) = self.resolve_plain(names, drafts, &Effect::Forbidden)?;
                for (name, path) in names.iter().zip(&paths) {
                    self.report_if_impossible(name, path, drafts);
                }
                return self.with_more((!paths.is_empty()).then_some(Effect::Forbidden(paths)));
            }
            Stated::Count(count) => {
                let paths = self.resolve_effect_paths(&count.of, drafts)?;
                let minimum = count.minimum.as_ref().map_or(0, |it| it.value);
                let maximum = count.maximum.as_ref().map(|it| it.value);
                let number = paths.len() as u64;
                if minimum > number || maximum.is_some_and(|it| it < minimum) {
                    let found = RuleDiagnostic::ImpossibleCount { number };
                    let stated = count.minimum.as_ref().map_or(effect.span, |it| it.span);
                    self.report(found.at(stated));
                    return None;
                }
                Effect::Count(paths, minimum, maximum)
            }
            Stated::AllTexts(patterns) => {
                return self.resolve_all_texts(patterns, effect.span, drafts);
            }
            Stated::Compare(comparison, pairs) => {
                let mut effects = Vec::new();
                for (name, other) in pairs {
                    let how = (*comparison).into();
                    effects.extend(self.resolve_each(name, drafts, &mut |this, name, drafts| {
                        let path = this.resolve_effect_path(name, drafts)?;
                        let (how, right) =
                            this.resolve_comparison((name, &path), how, other, drafts)?;
                        Some(Effect::Compare(path, how, right))
                    }));
                }
                return self.keep_all_but_last(effects);
            }
            Stated::AtLeastOne(alternatives) => {
                Effect::AtLeastOne(self.resolve_alternatives(alternatives, drafts)?)
            }
            Stated::ExactlyOne(alternatives) => {
                Effect::ExactlyOne(self.resolve_alternatives(alternatives, drafts)?)
            }
            Stated::AtMostOne(alternatives) => {
                Effect::AtMostOne(self.resolve_alternatives(alternatives, drafts)?)
            }
            Stated::AllOrNone(names) => {
                Effect::AllOrNone(self.resolve_effect_paths(names, drafts)?)
            }
            Stated::Matches(pairs) => return self.resolve_matches(pairs, drafts),
            Stated::Within(pairs) => return self.resolve_within(pairs, drafts),
            Stated::LimitedTo(pairs) => return self.resolve_limited_to(pairs, drafts),
            Stated::Unchanged(names) => {
                Effect::Unchanged(self.resolve_effect_paths(names, drafts)?)
            }
            Stated::UnchangedExcept(names) => {
                let excepted = self.resolve_effect_paths(names, drafts)?;
                for (name, path) in names.iter().zip(&excepted) {
                    if path.has_entry() {
                        let shown = name.as_str().into();
                        self.report(RuleDiagnostic::ExceptedEntry { name: shown }.at(name.span));
                        return None;
                    }
                }
                Effect::Unchanged(self.all_fields_except(&excepted, drafts))
            }
            Stated::Refuse(_) => Effect::Refuse,
        })
    }

    /// Resolves `matches:`. Several fields become several effects; the last one is returned.
    fn resolve_matches(
        &mut self,
        pairs: &[(Text, Text)],
        drafts: &FieldDrafts<'a>,
    ) -> Option<Effect> {
        let mut effects = Vec::new();
        for (name, text) in pairs {
            let dialect = syntax::Dialect::default();
            let pattern = pattern::pattern(text, dialect, Extent::Whole, &mut self.diagnostics);
            effects.extend(self.resolve_each(name, drafts, &mut |this, name, drafts| {
                let path = this.resolve_effect_path(name, drafts)?;
                let draft = this.draft_at(drafts, &path);
                let is_poisoned = draft.as_ref().is_some_and(|draft| draft.poisoned);
                let ty = draft.map(|draft| draft.field.ty);
                this.check_nested(name, ty.as_ref())?;
                if !ty.as_ref().is_some_and(|ty| ty.item().is_textual()) {
                    let found = RuleDiagnostic::MatchesOther {
                        name: name.as_str().into(),
                    };
                    this.report(found.at(name.span));
                    return None;
                }
                let pattern = pattern.clone()?;
                if let (Some(ty), false) = (&ty, is_poisoned) {
                    this.report_if_nothing_matches(name, ty, &pattern, text.span);
                }
                let effect = Effect::Matches(path, pattern);
                Some(this.of_each_entry(effect, drafts))
            }));
        }
        self.keep_all_but_last(effects)
    }

    /// Resolves `within:`. Several fields become several effects; the last one is returned.
    fn resolve_within(
        &mut self,
        pairs: &[(Text, syntax::Facets)],
        drafts: &FieldDrafts<'a>,
    ) -> Option<Effect> {
        let mut effects = Vec::new();
        for (name, range) in pairs {
            effects.extend(self.resolve_each(name, drafts, &mut |this, name, drafts| {
                let path = this.resolve_effect_path(name, drafts)?;
                let draft = this
                    .draft_at(drafts, &path)
                    .filter(|draft| !draft.poisoned)?;
                this.check_nested(name, Some(&draft.field.ty))?;
                let Some(range) = this.resolve_range(range, draft.field.ty.item()) else {
                    let found = RuleDiagnostic::LimitsOther {
                        name: name.as_str().into(),
                    };
                    this.report(found.at(name.span));
                    return None;
                };
                Some(this.of_each_entry(Effect::Within(path, range), drafts))
            }));
        }
        self.keep_all_but_last(effects)
    }

    /// Resolves fields that can be members of the items of lists. Returns those that are not; the others become effects of
    /// `more_effects`.
    fn resolve_plain(
        &mut self,
        names: &[Text],
        drafts: &FieldDrafts<'a>,
        make: &dyn Fn(Vec<FieldPath>) -> Effect,
    ) -> Option<(Vec<Text>, Vec<FieldPath>)> {
        let mut plain = Vec::new();
        for name in names {
            match self.items_of_name(name, drafts) {
                None => plain.push(name.clone()),
                Some((_, None)) => {
                    let shown = name.as_str().into();
                    self.report(RuleDiagnostic::PresenceOfItems { name: shown }.at(name.span));
                }
                Some((_, Some(_))) => {
                    let effect = self.resolve_each(name, drafts, &mut |this, name, drafts| {
                        let path = this.resolve_effect_path(name, drafts)?;
                        Some(make(vec![path]))
                    });
                    self.more_effects.extend(effect);
                }
            }
        }
        let paths = self.resolve_effect_paths(&plain, drafts)?;
        Some((plain, paths))
    }

    /// Returns an effect, or one of `more_effects` instead of none.
    fn with_more(&mut self, effect: Option<Effect>) -> Option<Effect> {
        effect.or_else(|| self.more_effects.pop())
    }

    fn resolve_limited_to(
        &mut self,
        pairs: &[(Text, Vec<Spanned<Scalar>>)],
        drafts: &FieldDrafts<'a>,
    ) -> Option<Effect> {
        let mut effects = Vec::new();
        for (name, values) in pairs {
            effects.extend(self.resolve_each(name, drafts, &mut |this, name, drafts| {
                let path = this.resolve_effect_path(name, drafts)?;
                let draft = this
                    .draft_at(drafts, &path)
                    .filter(|draft| !draft.poisoned)?;
                if draft.field.ty.object().is_some() {
                    let found = RuleDiagnostic::LimitedObject {
                        name: name.as_str().into(),
                    };
                    this.report(found.at(name.span));
                    return None;
                }
                this.check_nested(name, Some(&draft.field.ty))?;
                let values = this.resolve_values_of_field(values, &draft.field.ty, name)?;
                Some(this.of_each_entry(Effect::LimitedTo(path, values), drafts))
            }));
        }
        self.keep_all_but_last(effects)
    }

    /// Reports a field whose items are lists or maps.
    fn check_nested(&mut self, name: &Text, ty: Option<&Type>) -> Option<()> {
        if !ty.is_some_and(Type::is_nested) {
            return Some(());
        }
        let shown = name.as_str().into();
        self.report(RuleDiagnostic::NestedItems { name: shown }.at(name.span));
        None
    }

    /// Returns the last of several effects, and moves the others to `more_effects`.
    pub(super) fn keep_all_but_last(&mut self, effects: Vec<Effect>) -> Option<Effect> {
        let mut effects = effects.into_iter();
        let last = effects.next_back()?;
        self.more_effects.extend(effects);
        Some(last)
    }

    fn resolve_alternatives(
        &mut self,
        alternatives: &[syntax::Alternative],
        drafts: &FieldDrafts<'a>,
    ) -> Option<Vec<Vec<FieldPath>>> {
        let paths: Vec<_> = alternatives
            .iter()
            .map(|alternative| match alternative {
                syntax::Alternative::Field(name) => self
                    .resolve_effect_path(name, drafts)
                    .map(|path| vec![path]),
                syntax::Alternative::All(names) => self.resolve_effect_paths(names, drafts),
            })
            .collect();
        paths.into_iter().collect()
    }

    /// Returns an effect on a value, or on the value of each entry if the field is a map.
    fn of_each_entry(&self, effect: Effect, drafts: &FieldDrafts<'a>) -> Effect {
        let path = effect.fields().first().map(|path| (*path).clone());
        let draft = path.as_ref().and_then(|path| self.draft_at(drafts, path));
        match (path, draft.is_some_and(|it| it.field.ty.map().is_some())) {
            (Some(path), true) => Effect::EachItem(path, vec![effect]),
            (None, _) | (Some(_), false) => effect,
        }
    }

    fn resolve_effect_paths(
        &mut self,
        names: &[Text],
        drafts: &FieldDrafts<'a>,
    ) -> Option<Vec<FieldPath>> {
        let paths: Vec<_> = names
            .iter()
            .map(|name| self.resolve_effect_path(name, drafts))
            .collect();
        paths.into_iter().collect()
    }

    /// Resolves a field of an effect. A constant is an error.
    pub(super) fn resolve_effect_path(
        &mut self,
        name: &Text,
        drafts: &FieldDrafts<'a>,
    ) -> Option<FieldPath> {
        let plain = name.strip_prefix("field.");
        let path = match (self.find_field(drafts, name), plain) {
            (Some(path), _) => self.with_known_keys(path, name.span, drafts)?,
            (None, plain) => self.field_path(plain.unwrap_or(name), name.span, drafts)?,
        };
        let draft = self.draft_at(drafts, &path)?;
        if draft.constant.is_some() {
            let found = RuleDiagnostic::EffectOnConstant {
                name: name.as_str().into(),
            };
            self.report(found.at(name.span));
            return None;
        }
        Some(path)
    }

    /// Warns of a rule that requires a field which is always required.
    fn warn_if_idle(&mut self, name: &Text, path: &FieldPath, drafts: &FieldDrafts<'a>) {
        if path.0.len() == 1 && self.always_has_value(path, drafts) {
            let found = RuleDiagnostic::AlreadyRequired {
                name: name.as_str().into(),
            };
            self.report(found.at(name.span));
        }
    }

    /// Reports a rule that forbids a field which is always required.
    fn report_if_impossible(&mut self, name: &Text, path: &FieldPath, drafts: &FieldDrafts<'a>) {
        if path.0.len() == 1 && self.always_has_value(path, drafts) {
            let found = RuleDiagnostic::ForbiddenRequired {
                name: name.as_str().into(),
            };
            self.report(found.at(name.span));
        }
    }

    /// Returns whether a field has a value in every request. A required text that can be empty does not, because rules do not
    /// treat an empty text as a value.
    fn always_has_value(&self, path: &FieldPath, drafts: &FieldDrafts<'a>) -> bool {
        self.draft_at(drafts, path).is_some_and(|draft| {
            let can_be_empty = draft.field.ty.text().is_some_and(|text| {
                text.min_length.unwrap_or(0) == 0
                    && text.patterns.is_empty()
                    && text.formats.is_empty()
            });
            !draft.poisoned && draft.field.presence == Presence::Required && !can_be_empty
        })
    }

    /// Returns every field that is not in the path, not a constant and not excepted.
    fn all_fields_except(
        &self,
        excepted: &[FieldPath],
        drafts: &FieldDrafts<'a>,
    ) -> Vec<FieldPath> {
        let mut all = Vec::new();
        for (index, draft) in drafts.iter_ids() {
            if draft.field.location != Location::Path {
                self.add_unless_excepted(FieldPath::of(index), draft, excepted, &mut all);
            }
        }
        all
    }

    /// Adds a field to the list, or the members of an object in which a field is excepted.
    fn add_unless_excepted(
        &self,
        path: FieldPath,
        draft: &FieldDraft<'a>,
        excepted: &[FieldPath],
        all: &mut Vec<FieldPath>,
    ) {
        if draft.field.constant.is_some() || excepted.contains(&path) {
            return;
        }
        let inside = excepted.iter().any(|other| other.0.starts_with(&path.0));
        let (Some(object), true) = (draft.field.ty.object(), inside) else {
            all.push(path);
            return;
        };
        for (index, member) in self.objects[object].fields.iter_ids() {
            let longer = path.then(FieldPath::of(index));
            self.add_unless_excepted(longer, member, excepted, all);
        }
    }
}
