//! Rules and the context facts that they read.

use wireform_codegen::pattern::Language;
use wireform_codegen::plan::{
    About, Condition, Context, ContextId, ContextKind, Effect, EnumId, FieldPath, Operation,
    Pattern, Plan, Rule, Test, TextFacets,
};

use super::values::{Change, texts};
use super::{At, Comparison, Pair, Version};
use crate::breaking::probe::Refusals;
use crate::breaking::rules;

impl<'p> Comparison<'p> {
    /// Compares the rules of an operation.
    pub(super) fn rules_of(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let plans = self.plans;
        let text = |version: Version, rule: &Rule| {
            rule_text(plans.of(version), operations.of(version), rule)
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

/// Returns a rule as a text with the names of fields and facts, which is equal for rules that demand the same.
fn rule_text(plan: &Plan, operation: &Operation, rule: &Rule) -> String {
    let words = Words { plan, operation };
    let effects: Vec<String> = rule
        .effects
        .iter()
        .map(|effect| words.effect(effect))
        .collect();
    let empty = match (rule.about, rule.empty_is_value) {
        (About::Request, _) => " in what is sent",
        (About::Result, true) => " (an empty text is a value)",
        (About::Result, false) => "",
    };
    let effects = effects.join(" and ");
    match &rule.when {
        Condition::All(all) if all.is_empty() => format!("{effects}{empty}"),
        when => format!("when {}: {effects}{empty}", words.condition(when)),
    }
}

struct Words<'p> {
    plan: &'p Plan,
    operation: &'p Operation,
}

impl Words<'_> {
    fn path(&self, path: &FieldPath) -> String {
        self.operation.logical_path(self.plan, path)
    }

    fn paths(&self, paths: &[FieldPath]) -> String {
        let paths: Vec<String> = paths.iter().map(|path| self.path(path)).collect();
        paths.join(", ")
    }

    fn fact(&self, fact: ContextId) -> &str {
        &self.plan.contexts[fact].name
    }

    fn condition(&self, condition: &Condition) -> String {
        let join = |all: &[Condition], word: &str| {
            let all: Vec<String> = all.iter().map(|one| self.condition(one)).collect();
            format!("({})", all.join(word))
        };
        match condition {
            Condition::All(all) => join(all, " and "),
            Condition::Any(any) => join(any, " or "),
            Condition::Not(one) => format!("not {}", self.condition(one)),
            Condition::Context(fact, test) => format!("{} {}", self.fact(*fact), test_text(test)),
            Condition::Field(path, test) => format!("{} {}", self.path(path), test_text(test)),
        }
    }

    fn effect(&self, effect: &Effect) -> String {
        let sets = |sets: &[Vec<FieldPath>]| {
            let sets: Vec<String> = sets
                .iter()
                .map(|set| format!("[{}]", self.paths(set)))
                .collect();
            sets.join(", ")
        };
        match effect {
            Effect::Required(paths) => format!("required {}", self.paths(paths)),
            Effect::Forbidden(paths) => format!("forbidden {}", self.paths(paths)),
            Effect::AtLeastOne(all) => format!("at least one of {}", sets(all)),
            Effect::ExactlyOne(all) => format!("exactly one of {}", sets(all)),
            Effect::AtMostOne(all) => format!("at most one of {}", sets(all)),
            Effect::AllOrNone(paths) => format!("all or none of {}", self.paths(paths)),
            Effect::Matches(path, pattern) => {
                format!("{} matches {}", self.path(path), pattern.source)
            }
            Effect::LimitedTo(path, values) => {
                format!("{} one of {}", self.path(path), values.join(", "))
            }
            Effect::Unchanged(paths) => format!("unchanged {}", self.paths(paths)),
            Effect::Refuse => "refused".to_owned(),
        }
    }
}

fn test_text(test: &Test) -> String {
    match test {
        Test::OneOf(values) => format!("is one of {}", values.join(", ")),
        Test::HasAny(values) => format!("has any of {}", values.join(", ")),
        Test::HasAll(values) => format!("has all of {}", values.join(", ")),
        Test::Present(true) => "is present".to_owned(),
        Test::Present(false) => "is absent".to_owned(),
        Test::Matches(pattern) => format!("matches {}", pattern.source),
    }
}
