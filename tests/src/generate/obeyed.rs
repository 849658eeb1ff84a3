//! Makes cases obey the rules, as far as facts alone decide that a rule applies. Otherwise an operation with many rules
//! would refuse nearly every case.

use std::collections::BTreeMap;

use wireform_codegen::plan::{Condition, Effect, FieldPath, PathStep, Plan, Presence, Rule, Test};

use super::{Case, Fact, Generator, Target};

impl Generator<'_> {
    /// Removes what rules forbid and adds what they require. Fields of `targets` stay unchanged.
    pub(super) fn obey(&mut self, case: &mut Case, targets: &[Target]) {
        let operation = self.operation;
        for rule in &operation.rules {
            if holds(self.plan, &rule.when, &case.facts) == Some(true) {
                self.obey_rule(rule, case, targets);
            }
        }
    }

    fn obey_rule(&mut self, rule: &Rule, case: &mut Case, targets: &[Target]) {
        let fields = &self.operation.fields;
        let open = |path: &FieldPath| {
            let [PathStep::Field(only)] = path.0[..] else {
                return None;
            };
            let field = &fields[only];
            let inside = format!("{}.", field.name);
            let aimed = targets
                .iter()
                .any(|target| target.path == field.name || target.path.starts_with(&inside));
            (!aimed && field.presence != Presence::Required).then_some(field)
        };
        for effect in &rule.effects {
            match effect {
                Effect::Forbidden(paths) => {
                    for field in paths.iter().filter_map(open) {
                        case.values.remove(&field.name);
                    }
                }
                // Hardly any random value would match.
                Effect::Matches(path, _) | Effect::Within(path, _) => {
                    if let Some(field) = open(path) {
                        case.values.remove(&field.name);
                    }
                }
                Effect::Required(paths) => {
                    for field in paths.iter().filter_map(open) {
                        if !case.values.contains_key(&field.name) {
                            let value = self.value(field, &field.ty, &field.name, 50, &[]);
                            case.values.insert(field.name.clone(), value);
                        }
                    }
                }
                Effect::AtLeastOne(_)
                | Effect::ExactlyOne(_)
                | Effect::AtMostOne(_)
                | Effect::AllOrNone(_)
                | Effect::LimitedTo(..)
                | Effect::Unchanged(_)
                | Effect::Count(..)
                | Effect::Compare(..)
                | Effect::EachItem(..)
                | Effect::Refuse => {}
            }
        }
    }
}

/// Returns whether a condition holds, as far as facts decide it.
fn holds(plan: &Plan, condition: &Condition, facts: &BTreeMap<String, Fact>) -> Option<bool> {
    let each = |list: &[Condition]| -> Vec<Option<bool>> {
        list.iter().map(|one| holds(plan, one, facts)).collect()
    };
    match condition {
        Condition::All(list) => all(&each(list)),
        Condition::Any(list) => {
            let none: Vec<_> = each(list).iter().map(|one| one.map(|is| !is)).collect();
            all(&none).map(|is| !is)
        }
        Condition::Not(one) => holds(plan, one, facts).map(|is| !is),
        Condition::Field(..) | Condition::Items(..) | Condition::Compare(..) => None,
        Condition::Context(index, test) => {
            let texts: Vec<String> = match facts.get(&plan.contexts[*index].name)? {
                Fact::Missing | Fact::Unknown => return None,
                Fact::Set(texts) => texts.clone(),
                Fact::Text(text) => vec![text.clone()],
                Fact::Boolean(truth) => vec![truth.to_string()],
            };
            match test {
                Test::OneOf(wanted) | Test::HasAny(wanted) => {
                    Some(wanted.iter().any(|text| texts.contains(text)))
                }
                Test::HasAll(wanted) => Some(wanted.iter().all(|text| texts.contains(text))),
                Test::Present(_) | Test::Matches(_) | Test::Within(_) => None,
            }
        }
    }
}

fn all(list: &[Option<bool>]) -> Option<bool> {
    if list.contains(&Some(false)) {
        return Some(false);
    }
    (!list.contains(&None)).then_some(true)
}
