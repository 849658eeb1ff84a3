//! Writes rules as texts, to find out whether two rules demand the same.

use wireform_codegen::plan::{
    About, Condition, ContextId, Effect, Field, FieldId, FieldPath, Plan, Quantifier, Rule, Table,
    Test,
};

/// Returns a rule as a text with the names of fields and facts, which is equal for rules that demand the same.
pub(super) fn rule_text(plan: &Plan, fields: &Table<FieldId, Field>, rule: &Rule) -> String {
    let words = Words { plan, fields };
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
    fields: &'p Table<FieldId, Field>,
}

impl Words<'_> {
    fn path(&self, path: &FieldPath) -> String {
        self.plan.dotted_path(self.fields, path)
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
            Condition::Items(list, quantifier, one) => {
                let word = match quantifier {
                    Quantifier::Any => "any",
                    Quantifier::Every => "every",
                };
                format!(
                    "{word} item of {}: {}",
                    self.path(list),
                    self.condition(one)
                )
            }
            Condition::Compare(left, how, right) => {
                format!("{} {} {}", self.path(left), how.words(), self.path(right))
            }
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
            Effect::Count(paths, minimum, maximum) => {
                let maximum = maximum.map_or(String::new(), |it| format!(" to {it}"));
                format!("{minimum}{maximum} of {}", self.paths(paths))
            }
            Effect::Compare(left, how, right) => {
                format!("{} {} {}", self.path(left), how.words(), self.path(right))
            }
            Effect::EachItem(list, effects) => {
                let effects: Vec<String> = effects.iter().map(|it| self.effect(it)).collect();
                format!(
                    "every item of {}: {}",
                    self.path(list),
                    effects.join(" and ")
                )
            }
            Effect::Matches(path, pattern) => {
                format!("{} matches {}", self.path(path), pattern.source)
            }
            Effect::Within(path, range) => format!("{} is {}", self.path(path), range.words()),
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
        Test::Within(range) => format!("is {}", range.words()),
    }
}
