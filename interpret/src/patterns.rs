//! Patterns of a plan, compiled once for an interpreter.
//!
//! In: a plan. Out: the runtime's matchers by what they match. Whatever the plan holds is here, so that looking one
//! up cannot fail; an expression is compiled at its first use, by the runtime.

use std::collections::BTreeMap;

use wireform::Pattern;
use wireform_codegen::plan::{
    self, Condition, Credential, Effect, Field, NamedCheck, Plan, Test, TextFacets, Type,
};

/// All patterns of a plan.
pub(crate) struct Patterns<'p> {
    /// By the expressions that must all match.
    compiled: BTreeMap<&'p [String], Pattern>,
    /// Stands for what is not of this plan; matches nothing.
    foreign: Pattern,
}

impl<'p> Patterns<'p> {
    pub(crate) fn of(plan: &'p Plan) -> Self {
        let mut patterns = Self {
            compiled: BTreeMap::new(),
            foreign: Pattern::owned("", vec![r"[a&&b]".to_owned()]),
        };
        for Credential { text, .. } in &plan.credentials {
            patterns.text(text);
        }
        for object in &plan.objects {
            patterns.fields(&object.fields);
        }
        for operation in &plan.operations {
            patterns.fields(&operation.fields);
            for rule in &operation.rules {
                patterns.condition(&rule.when);
                for effect in &rule.effects {
                    if let Effect::Matches(_, pattern) = effect {
                        patterns.add(&pattern.source, &pattern.all);
                    }
                }
            }
        }
        patterns
    }

    /// The matcher of a pattern.
    pub(crate) fn whole(&self, pattern: &plan::Pattern) -> &Pattern {
        self.find(&pattern.all)
    }

    /// The matcher of a named check.
    pub(crate) fn check(&self, check: &NamedCheck) -> &Pattern {
        self.find(std::slice::from_ref(&check.regex))
    }

    fn find(&self, all: &[String]) -> &Pattern {
        self.compiled.get(all).unwrap_or(&self.foreign)
    }

    fn add(&mut self, source: &str, all: &'p [String]) {
        self.compiled
            .entry(all)
            .or_insert_with(|| Pattern::owned(source, all.to_vec()));
    }

    fn fields(&mut self, fields: &'p [Field]) {
        for field in fields {
            self.ty(&field.ty);
        }
    }

    fn ty(&mut self, ty: &'p Type) {
        match ty {
            Type::String(facets) => self.text(facets),
            Type::List(list) => self.ty(&list.item),
            // Objects are walked once, at the top.
            Type::Object(_)
            | Type::Integer(_)
            | Type::Boolean
            | Type::Date
            | Type::Timestamp
            | Type::Enum(_) => {}
        }
    }

    fn text(&mut self, facets: &'p TextFacets) {
        for pattern in &facets.patterns {
            self.add(&pattern.source, &pattern.all);
        }
        for check in &facets.checks {
            self.add(&check.source, std::slice::from_ref(&check.regex));
        }
    }

    fn condition(&mut self, condition: &'p Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.condition(part);
                }
            }
            Condition::Not(part) => self.condition(part),
            Condition::Context(_, test) | Condition::Field(_, test) => {
                if let Test::Matches(pattern) = test {
                    self.add(&pattern.source, &pattern.all);
                }
            }
        }
    }
}
