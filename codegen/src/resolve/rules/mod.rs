//! Resolves rules.

mod all_texts;
mod compared;
mod condition;
mod effect;
mod field_paths;
mod items;

use super::current_operation::CurrentOperation;
use super::diagnostics::{RuleDiagnostic, RustItem};
use super::identifiers::{Role, ident};
use super::namespace::{Namespace, rust_name};
use super::resolver::{FieldDrafts, Resolver, owned};
use crate::draft::{Declaration, Draft, RuleDeclaration, RulesDeclaration};
use crate::plan::{About, Condition, Effect, FieldPath, ObjectId, Rule, Update};
use crate::source::Span;
use crate::syntax;

/// The names of a rule.
struct RuleNames {
    /// The name in violations.
    name: String,
    /// The constant in `rule`.
    constant_name: String,
}

impl<'a> Resolver<'a> {
    /// Resolves the rules of an operation, and those of the objects in its fields.
    pub(super) fn resolve_rules(
        &mut self,
        current: &CurrentOperation<'a>,
        plan: &Draft,
    ) -> Vec<Rule> {
        let mut space = Namespace::default();
        let mut rules = Vec::new();
        for (name, rule) in &current.syntax.rules {
            let place = format!("{}.rules.{}", current.name.value, name.value);
            self.keep_notes(&place, &rule.differs);
            let named = rust_name(
                name,
                rule.rust.as_ref(),
                Role::Constant,
                &mut self.diagnostics,
            );
            let constant_name = ident(&named.stem, Role::Constant).map_or(named.rust, |c| c.rust);
            let item = RustItem::Rule(name.as_str().into());
            space.take(&constant_name, item, name.span, &mut self.diagnostics);
            let names = RuleNames {
                name: name.value.clone(),
                constant_name,
            };
            rules.push(self.declare_rule(name.span, names, rule, &current.drafts, plan));
        }
        for derived in self.derive_access_rules(current) {
            let item = RustItem::Rule(derived.rule.name.as_str().into());
            let constant = &derived.rule.constant_name;
            space.take(constant, item, derived.span, &mut self.diagnostics);
            rules.push(derived);
        }
        let mut rules = self.declare_rules(rules, &current.drafts);
        self.expand_unchanged(&mut rules, current);
        for object in self.objects_within(&current.drafts) {
            self.resolve_object_rules(object, plan);
            let stated = self.objects[object].stated_rules;
            let own = self.objects[object].rules.iter().flatten();
            for ((name, _), rule) in stated.into_iter().flatten().zip(own) {
                self.facts.extend(rule.facts());
                let item = RustItem::Rule(rule.name.as_str().into());
                space.take(&rule.constant_name, item, name.span, &mut self.diagnostics);
            }
        }
        rules
    }

    /// Resolves the rules of an object, unless that is already done.
    pub(super) fn resolve_object_rules(&mut self, object: ObjectId, plan: &Draft) {
        let Some(stated) = self.objects[object].stated_rules else {
            return;
        };
        if self.objects[object].rules.is_some() {
            return;
        }
        let facts = std::mem::take(&mut self.facts);
        let owner = self.objects[object].name.clone();
        let drafts = self.objects[object].fields.clone();
        let mut rules = Vec::new();
        for (name, rule) in stated {
            self.keep_notes(&format!("{owner}.rules.{}", name.value), &rule.differs);
            for effect in &rule.effects {
                if effect.value.needs_current() {
                    self.report(RuleDiagnostic::UnchangedMember.at(effect.span));
                }
            }
            let role = Role::Constant;
            let own = rust_name(name, rule.rust.as_ref(), role, &mut self.diagnostics);
            let constant = ident(&format!("{owner}_{}", own.stem), role);
            let names = RuleNames {
                name: format!("{owner}.{}", name.value),
                constant_name: constant.map_or(own.rust, |it| it.rust),
            };
            rules.push(self.declare_rule(name.span, names, rule, &drafts, plan));
        }
        self.objects[object].rules = Some(self.declare_rules(rules, &drafts));
        self.facts = facts;
    }

    /// Resolves a rule, and records whether that reports something.
    fn declare_rule(
        &mut self,
        span: Span,
        names: RuleNames,
        rule: &syntax::Rule,
        drafts: &FieldDrafts<'a>,
        plan: &Draft,
    ) -> RuleDeclaration {
        let reported = self.diagnostics.0.len();
        RuleDeclaration {
            span,
            rule: self.resolve_rule(names, rule, drafts, plan),
            is_reported: self.diagnostics.0.len() > reported,
        }
    }

    /// Declares rules for the lints, and returns them.
    fn declare_rules(
        &mut self,
        declared: Vec<RuleDeclaration>,
        drafts: &FieldDrafts<'a>,
    ) -> Vec<Rule> {
        let rules = declared.iter().map(|it| it.rule.clone()).collect();
        self.declarations.push(Declaration::Rules(RulesDeclaration {
            fields: drafts.iter().map(|draft| draft.field.clone()).collect(),
            rules: declared,
        }));
        rules
    }

    /// Returns the objects in some fields, at any depth, each of them once.
    pub(super) fn objects_within(&self, drafts: &FieldDrafts<'a>) -> Vec<ObjectId> {
        let mut found = Vec::new();
        self.add_objects(drafts, &mut found);
        found
    }

    fn add_objects(&self, drafts: &FieldDrafts<'a>, found: &mut Vec<ObjectId>) {
        for object in drafts.iter().filter_map(|it| it.field.ty.object_within()) {
            if !found.contains(&object) {
                found.push(object);
                self.add_objects(&self.objects[object].fields, found);
            }
        }
    }

    fn resolve_rule(
        &mut self,
        names: RuleNames,
        rule: &syntax::Rule,
        drafts: &FieldDrafts<'a>,
        plan: &Draft,
    ) -> Rule {
        let page = self.resolve_page(rule.page.as_ref());
        let when = rule
            .when
            .iter()
            .filter_map(|condition| self.resolve_condition(condition, drafts, plan))
            .collect();
        let about = rule
            .about
            .as_ref()
            .map_or(About::Result, |about| about.value.into());
        self.check_about(about, rule);
        let mut refusal = None;
        let mut effects = Vec::new();
        for effect in &rule.effects {
            if let Some(text) = effect.value.refusal() {
                refusal = Some(text.value.clone());
            }
            let last = self.resolve_effect(effect, drafts);
            effects.append(&mut self.more_effects);
            effects.extend(last);
        }
        let says = match (&rule.says, refusal) {
            (Some(says), _) => says.value.clone(),
            (None, Some(refusal)) => refusal,
            // The syntax stage reports a rule without a sentence.
            (None, None) => String::new(),
        };
        Rule {
            name: names.name,
            constant_name: names.constant_name,
            about,
            when: Condition::All(when),
            path: sole_path(&effects),
            effects,
            empty_is_value: about.is_request()
                || rule.empty_is_value.as_ref().is_some_and(|is| is.value),
            says,
            description: owned(rule.description.as_ref()),
            page,
        }
    }

    /// Reports the keys that a rule about the request cannot have.
    fn check_about(&mut self, about: About, rule: &syntax::Rule) {
        if !about.is_request() {
            return;
        }
        if let Some(stated) = &rule.empty_is_value {
            self.report(RuleDiagnostic::EmptyTextOfRequest.at(stated.span));
        }
        for effect in rule
            .effects
            .iter()
            .filter(|effect| effect.value.needs_current())
        {
            self.report(RuleDiagnostic::UnchangedRequest.at(effect.span));
        }
    }
}

/// Returns the field that all effects are about. Returns `None` if they are about several fields or about none.
pub(super) fn sole_path(effects: &[Effect]) -> Option<FieldPath> {
    let mut all = Vec::new();
    for effect in effects {
        let fields = effect.compared_fields();
        if fields.is_empty() {
            return None;
        }
        all.extend(fields);
    }
    all.dedup();
    match all[..] {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Returns whether a rule compares with the data as read, or applies to fields that a patch can leave out.
pub(super) fn takes_current(rules: &[Rule], update: Update) -> bool {
    fn looks_at_fields(condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(looks_at_fields),
            Condition::Not(part) => looks_at_fields(part),
            Condition::Context(..) => false,
            Condition::Field(..) | Condition::Items(..) | Condition::Compare(..) => true,
        }
    }
    rules.iter().any(|rule| {
        let fields = looks_at_fields(&rule.when)
            || rule
                .effects
                .iter()
                .any(|effect| !effect.fields().is_empty());
        let compares = rule.effects.iter().any(Effect::needs_current);
        compares || (update == Update::Patch && fields && !rule.about.is_request())
    })
}
