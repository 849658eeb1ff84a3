//! Rules and the context facts that they read.

use wireform_codegen::pattern::Language;
use wireform_codegen::plan::{
    Context, ContextKind, EnumId, Operation, Pattern, Plan, Rule, TextFacets,
};

use super::rule_text::rule_text;
use super::values::{Change, texts};
use super::{At, Comparison, Pair, Version};
use crate::breaking::probe::Refusals;
use crate::breaking::rules;

impl<'p> Comparison<'p> {
    /// Compares the rules of an operation.
    pub(super) fn rules_of(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let plans = self.plans;
        let text = |version: Version, rule: &Rule| {
            let operation = operations.of(version);
            rule_text(plans.of(version), &operation.fields, rule)
        };
        let all = operations.map(|it| it.rules.as_slice());
        let mut known: Vec<&str> = Vec::new();
        for old in all.old {
            let named = all.new.iter().find(|it| it.name == old.name);
            let renamed = || {
                all.new.iter().find(|new| {
                    !all.old.iter().any(|it| it.name == new.name)
                        && text(Version::New, new) == text(Version::Old, old)
                })
            };
            let place = format!("{}.rules.{}", at.place, old.name);
            let Some(new) = named.or_else(renamed) else {
                let refusals = self.probe.refused(
                    operations,
                    Pair {
                        old: Some(old),
                        new: None,
                    },
                );
                let finding = self.report(&rules::RULE_REMOVED, place);
                finding.old = Some(text(Version::Old, old));
                finding.witness = refusals.only_old;
                continue;
            };
            known.push(&new.name);
            if new.name != old.name {
                let finding = self.report(&rules::RULE_RENAMED, place.as_str());
                (finding.old, finding.new) = (Some(old.name.clone()), Some(new.name.clone()));
            } else {
                self.rust_name(
                    &place,
                    Pair {
                        old: &old.constant_name,
                        new: &new.constant_name,
                    },
                );
            }
            if old.says != new.says {
                let finding = self.report(&rules::RULE_REWORDED, place.as_str());
                (finding.old, finding.new) = (Some(old.says.clone()), Some(new.says.clone()));
            }
            let texts = Pair {
                old: text(Version::Old, old),
                new: text(Version::New, new),
            };
            if !texts.is_same() {
                self.rule(operations, Pair { old, new }, texts, place);
            }
        }
        for new in all
            .new
            .iter()
            .filter(|it| !known.contains(&it.name.as_str()))
        {
            let place = format!("{}.rules.{}", at.place, new.name);
            let refusals = self.probe.refused(
                operations,
                Pair {
                    old: None,
                    new: Some(new),
                },
            );
            let finding = self.report(&rules::RULE_ADDED, place);
            finding.new = Some(text(Version::New, new));
            finding.witness = refusals.only_new;
        }
    }

    /// Compares the rules of the objects in the fields of an operation. No request is tried, because the rules apply to each item
    /// of a list.
    pub(super) fn rules_of_objects(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let plans = self.plans;
        let all = |version: Version| -> Vec<(&'p Rule, String)> {
            let plan = plans.of(version);
            let objects = plan.objects_of(operations.of(version)).into_iter();
            let rules = objects.flat_map(|object| {
                let object = &plan.objects[object];
                let text = |rule| rule_text(plan, &object.fields, rule);
                object.rules.iter().map(move |rule| (rule, text(rule)))
            });
            rules.collect()
        };
        let (old, new) = (all(Version::Old), all(Version::New));
        for (rule, text) in &old {
            let place = format!("{}.rules.{}", at.place, rule.name);
            let Some((same, changed)) = new.iter().find(|(it, _)| it.name == rule.name) else {
                self.report(&rules::RULE_REMOVED, place).old = Some(text.clone());
                continue;
            };
            self.rust_name(
                &place,
                Pair {
                    old: &rule.constant_name,
                    new: &same.constant_name,
                },
            );
            if rule.says != same.says {
                let finding = self.report(&rules::RULE_REWORDED, place.as_str());
                (finding.old, finding.new) = (Some(rule.says.clone()), Some(same.says.clone()));
            }
            if text != changed {
                let finding = self.report(&rules::RULE_UNDECIDED, place);
                (finding.old, finding.new) = (Some(text.clone()), Some(changed.clone()));
            }
        }
        for (rule, text) in &new {
            if !old.iter().any(|(it, _)| it.name == rule.name) {
                let place = format!("{}.rules.{}", at.place, rule.name);
                self.report(&rules::RULE_ADDED, place).new = Some(text.clone());
            }
        }
    }

    fn rule(
        &mut self,
        operations: Pair<&'p Operation>,
        pair: Pair<&'p Rule>,
        texts: Pair<String>,
        place: String,
    ) {
        let Refusals {
            only_old,
            only_new,
            is_complete,
        } = self.probe.refused(operations, pair.map(Some));
        let (rule, witness) = match (only_old, only_new) {
            (None, Some(witness)) if is_complete => (&rules::RULE_NARROWED, Some(witness)),
            (Some(witness), None) if is_complete => (&rules::RULE_WIDENED, Some(witness)),
            (Some(_), Some(witness)) => (&rules::RULE_INCOMPARABLE, Some(witness)),
            (None, None) if is_complete => (&rules::RULE_REWRITTEN, None),
            (None, Some(witness)) => (&rules::RULE_UNDECIDED, Some(witness)),
            (Some(_) | None, None) => (&rules::RULE_UNDECIDED, None),
        };
        let finding = self.report(rule, place);
        (finding.old, finding.new) = (Some(texts.old), Some(texts.new));
        finding.witness = witness;
    }

    /// Compares the context facts of an operation, and whether it takes the contact as read.
    pub(super) fn facts(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let plans = self.plans;
        let facts = Pair {
            old: named(plans.old, operations.old),
            new: named(plans.new, operations.new),
        };
        for new in &facts.new {
            if !facts.old.iter().any(|old| old.name == new.name) {
                self.report_at(&rules::FACT_NEEDED, at).new = Some(new.name.clone());
            }
        }
        for old in &facts.old {
            match facts.new.iter().find(|new| new.name == old.name) {
                Some(new) => self.fact(
                    Pair {
                        old: *old,
                        new: *new,
                    },
                    at,
                ),
                None => self.report_at(&rules::FACT_UNNEEDED, at).old = Some(old.name.clone()),
            }
        }
        match (operations.old.takes_current, operations.new.takes_current) {
            (false, true) => _ = self.report_at(&rules::CURRENT_TAKEN, at),
            (true, false) => _ = self.report_at(&rules::CURRENT_NOT_TAKEN, at),
            (true, true) | (false, false) => {}
        }
    }

    fn fact(&mut self, facts: Pair<&'p Context>, at: &At<'p>) {
        let mut at = at.within(&format!("contexts.{}", facts.old.name));
        at.place = format!("contexts.{}", facts.old.name);
        self.rust_fact_name(facts, &at);
        let enums = match (&facts.old.kind, &facts.new.kind) {
            (ContextKind::Enum(old), ContextKind::Enum(new))
            | (ContextKind::SetOfEnum(old), ContextKind::SetOfEnum(new)) => Some(Pair {
                old: *old,
                new: *new,
            }),
            (ContextKind::SetOfString, ContextKind::SetOfString)
            | (ContextKind::Boolean, ContextKind::Boolean)
            | (ContextKind::String, ContextKind::String) => None,
            (
                ContextKind::SetOfString
                | ContextKind::SetOfEnum(_)
                | ContextKind::Enum(_)
                | ContextKind::Boolean
                | ContextKind::String,
                _,
            ) => {
                let change = facts.map(|fact| kind_name(&fact.kind).to_owned());
                self.report_change(&rules::FACT_TYPE_CHANGED, &at, change);
                return;
            }
        };
        if let Some(enums) = enums {
            self.fact_values(enums, &at);
        }
        let patterns = facts.map(|fact| fact.pattern.as_ref());
        let sources = patterns.map(|pattern| pattern.map(|it| it.source.clone()));
        if !sources.is_same() {
            let languages = patterns.map(fact_language);
            let change = match (languages.old, languages.new) {
                (Ok(old), Ok(new)) => texts(&old, &new),
                (Err(_), _) | (_, Err(_)) => return,
            };
            let rule = match change {
                Change::Equal => &rules::VALUES_REWRITTEN,
                Change::Narrowed(_) => &rules::FACT_NARROWED,
                Change::Widened(_) => &rules::FACT_WIDENED,
                Change::Incomparable(..) | Change::Undecided(_) => &rules::FACT_INCOMPARABLE,
            };
            let change = sources.map(|it| it.unwrap_or_else(|| "any text".to_owned()));
            self.report_change(rule, &at, change);
        }
    }

    fn rust_fact_name(&mut self, facts: Pair<&'p Context>, at: &At<'p>) {
        let names = facts.map(|fact| fact.rust.clone());
        if !names.is_same() {
            self.report_change(&rules::RUST_NAME_CHANGED, at, names);
        }
    }

    fn fact_values(&mut self, enums: Pair<EnumId>, at: &At<'p>) {
        let plans = self.plans;
        let values = Pair {
            old: &plans.old.enums[enums.old].values,
            new: &plans.new.enums[enums.new].values,
        };
        for old in values.old {
            if !values.new.iter().any(|new| new.value == old.value) {
                self.report_at(&rules::FACT_VALUE_REMOVED, at).old = Some(old.value.clone());
            }
        }
        for new in values.new {
            if !values.old.iter().any(|old| old.value == new.value) {
                self.report_at(&rules::FACT_VALUE_ADDED, at).new = Some(new.value.clone());
            }
        }
    }
}

fn named<'p>(plan: &'p Plan, operation: &'p Operation) -> Vec<&'p Context> {
    operation
        .contexts
        .iter()
        .map(|id| &plan.contexts[*id])
        .collect()
}

fn fact_language(
    pattern: Option<&Pattern>,
) -> Result<Language, wireform_codegen::pattern::automaton::LimitExceeded> {
    Language::of(&TextFacets {
        patterns: pattern.into_iter().cloned().collect(),
        ..TextFacets::default()
    })
}

fn kind_name(kind: &ContextKind) -> &'static str {
    match kind {
        ContextKind::SetOfString => "set of strings",
        ContextKind::SetOfEnum(_) => "set of enum values",
        ContextKind::Enum(_) => "enum",
        ContextKind::Boolean => "boolean",
        ContextKind::String => "string",
    }
}
