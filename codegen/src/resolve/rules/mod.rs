//! Rules: fields and facts looked up, compared values typed, effects that can be.

mod condition;
mod effect;
mod lookup;

use super::names::{Role, ident};
use super::operation::Current;
use super::space::{Space, printable, rust_name};
use super::state::{Resolver, owned};
use crate::draft::Draft;
use crate::plan::{Condition, Effect, FieldPath, Rule, Update};
use crate::syntax::{self, Text};

impl<'a> Resolver<'a> {
    /// The rules of an operation.
    pub(super) fn rules(&mut self, current: &Current<'a>, plan: &Draft) -> Vec<Rule> {
        let mut space = Space::default();
        let mut rules = Vec::new();
        for (name, rule) in &current.syntax.rules {
            let place = format!("{}.rules.{}", current.name.value, name.value);
            self.note(&place, &rule.differs);
            let named = rust_name(
                name,
                rule.rust.as_ref(),
                Role::Constant,
                &mut self.diagnostics,
            );
            let constant_name = ident(&named.stem, Role::Constant).map_or(named.rust, |c| c.rust);
            let what = format!("the rule `{}`", printable(name));
            space.take(&constant_name, what, name.span, &mut self.diagnostics);
            rules.extend(self.rule(name, constant_name, rule, current, plan));
        }
        rules
    }

    fn rule(
        &mut self,
        name: &Text,
        constant_name: String,
        rule: &syntax::Rule,
        current: &Current<'a>,
        plan: &Draft,
    ) -> Option<Rule> {
        let page = self.page(rule.page.as_ref());
        let when = rule
            .when
            .iter()
            .filter_map(|condition| self.condition(condition, current, plan))
            .collect();
        let mut refusal = None;
        let mut effects = Vec::new();
        for effect in &rule.effects {
            if let Some(text) = effect.value.refusal() {
                refusal = Some(text.value.clone());
            }
            let last = self.effect(effect, current);
            effects.append(&mut self.more_effects);
            effects.extend(last);
        }
        let says = match (&rule.says, refusal) {
            (Some(says), _) => says.value.clone(),
            (None, Some(refusal)) => refusal,
            // That it is missing was said when the rule was read.
            (None, None) => String::new(),
        };
        Some(Rule {
            name: name.value.clone(),
            constant_name,
            when: Condition::All(when),
            path: sole_path(&effects),
            effects,
            empty_is_value: rule.empty_is_value.as_ref().is_some_and(|is| is.value),
            says,
            description: owned(rule.description.as_ref()),
            page,
        })
    }
}

/// The one field that effects are about.
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

/// Whether the contact as read changes what rules say.
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
        compares || (update == Update::Patch && fields)
    })
}
