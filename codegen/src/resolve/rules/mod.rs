//! Resolves rules.

mod condition;
mod effect;
mod field_paths;

use super::current_operation::CurrentOperation;
use super::diagnostics::{RuleDiagnostic, RustItem};
use super::identifiers::{Role, ident};
use super::namespace::{Namespace, rust_name};
use super::resolver::{Resolver, owned};
use crate::draft::Draft;
use crate::plan::{About, Condition, Effect, FieldPath, Rule, Update};
use crate::syntax::{self, Text};

impl<'a> Resolver<'a> {
    /// Resolves the rules of an operation.
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
            rules.extend(self.resolve_rule(name, constant_name, rule, current, plan));
        }
        rules
    }

    fn resolve_rule(
        &mut self,
        name: &Text,
        constant_name: String,
        rule: &syntax::Rule,
        current: &CurrentOperation<'a>,
        plan: &Draft,
    ) -> Option<Rule> {
        let page = self.resolve_page(rule.page.as_ref());
        let when = rule
            .when
            .iter()
            .filter_map(|condition| self.resolve_condition(condition, current, plan))
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
            let last = self.resolve_effect(effect, current);
            effects.append(&mut self.more_effects);
            effects.extend(last);
        }
        let says = match (&rule.says, refusal) {
            (Some(says), _) => says.value.clone(),
            (None, Some(refusal)) => refusal,
            // The syntax stage reports a rule without a sentence.
            (None, None) => String::new(),
        };
        Some(Rule {
            name: name.value.clone(),
            constant_name,
            about,
            when: Condition::All(when),
            path: sole_path(&effects),
            effects,
            empty_is_value: about.is_request()
                || rule.empty_is_value.as_ref().is_some_and(|is| is.value),
            says,
            description: owned(rule.description.as_ref()),
            page,
        })
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
fn sole_path(effects: &[Effect]) -> Option<FieldPath> {
    let mut all = Vec::new();
    for effect in effects {
        let fields = effect.fields();
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
            Condition::Field(..) => true,
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
