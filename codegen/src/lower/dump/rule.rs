//! Writes rules.

use super::data;
use super::out::Out;
use crate::plan::{
    Condition, Effect, Field, FieldId, FieldPath, Plan, Quantifier, Rule, Table, Test,
};

pub(super) fn rule(out: &mut Out, rule: &Rule, fields: &Table<FieldId, Field>, plan: &Plan) {
    let path = |path: &FieldPath| plan.dotted_path(fields, path);
    out.group(&rule.name, |out| {
        out.text("rust", &rule.constant_name);
        out.optional("description", rule.description.as_deref());
        if rule.about.is_request() {
            out.text("about", "request");
        }
        match &rule.when {
            Condition::All(parts) if parts.is_empty() => {}
            when => out.quoted("when", &condition(when, fields, plan)),
        }
        for effect in &rule.effects {
            self::effect(out, effect, fields, plan);
        }
        out.flag(
            "empty_is_value",
            rule.empty_is_value && !rule.about.is_request(),
        );
        out.text("says", &rule.says);
        if let Some(field) = &rule.path {
            out.text("path", &path(field));
        }
        out.optional("page", rule.page.as_deref());
    });
}

fn effect(out: &mut Out, effect: &Effect, fields: &Table<FieldId, Field>, plan: &Plan) {
    let path = |path: &FieldPath| plan.dotted_path(fields, path);
    let paths = |all: &[FieldPath]| all.iter().map(path).collect::<Vec<_>>();
    match effect {
        Effect::Required(all) => out.list("required", &paths(all)),
        Effect::Forbidden(all) => out.list("forbidden", &paths(all)),
        Effect::AtLeastOne(all) => out.list("at_least_one", &alternatives(all, &paths)),
        Effect::ExactlyOne(all) => out.list("exactly_one", &alternatives(all, &paths)),
        Effect::AtMostOne(all) => out.list("at_most_one", &alternatives(all, &paths)),
        Effect::AllOrNone(all) => out.list("all_or_none", &paths(all)),
        Effect::Count(all, minimum, maximum) => {
            out.group("count", |out| {
                out.list("of", &paths(all));
                out.text("minimum", &minimum.to_string());
                let maximum = maximum.map(|it| it.to_string());
                out.optional("maximum", maximum.as_deref());
            });
        }
        Effect::Compare(left, how, right) => out.text(
            "compare",
            &format!("{} {} {}", path(left), how.words(), path(right)),
        ),
        Effect::EachItem(list, effects) => out.group(&format!("each of {}", path(list)), |out| {
            for one in effects {
                self::effect(out, one, fields, plan);
            }
        }),
        Effect::Matches(field, pattern) => {
            out.group("matches", |out| {
                data::pattern(out, &path(field), pattern, None)
            });
        }
        Effect::Within(field, range) => {
            out.group("within", |out| out.text(&path(field), &range.words()));
        }
        Effect::LimitedTo(field, values) => {
            out.group("limited_to", |out| out.list(&path(field), values));
        }
        Effect::Unchanged(all) => out.list("unchanged", &paths(all)),
        Effect::Refuse => out.text("refuse", "true"),
    }
}

fn alternatives(
    all: &[Vec<FieldPath>],
    paths: &impl Fn(&[FieldPath]) -> Vec<String>,
) -> Vec<String> {
    all.iter()
        .map(|alternative| paths(alternative).join(" and "))
        .collect()
}

fn condition(when: &Condition, fields: &Table<FieldId, Field>, plan: &Plan) -> String {
    let parts = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| condition(part, fields, plan))
            .collect();
        match parts.as_slice() {
            [one] => one.clone(),
            all => format!("({})", all.join(word)),
        }
    };
    match when {
        Condition::All(all) => parts(all, " and "),
        Condition::Any(all) => parts(all, " or "),
        Condition::Not(inner) => format!("not {}", condition(inner, fields, plan)),
        Condition::Context(index, what) => {
            format!("context.{} {}", plan.contexts[*index].name, test(what))
        }
        Condition::Items(list, quantifier, inner) => {
            let word = match quantifier {
                Quantifier::Any => "any of",
                Quantifier::Every => "each of",
            };
            let list = plan.dotted_path(fields, list);
            format!("{word} {list}: ({})", condition(inner, fields, plan))
        }
        Condition::Compare(left, how, right) => {
            let (left, right) = (
                plan.dotted_path(fields, left),
                plan.dotted_path(fields, right),
            );
            format!("{left} {} {right}", how.words())
        }
        Condition::Field(path, what) => {
            format!("{} {}", plan.dotted_path(fields, path), test(what))
        }
    }
}

fn test(test: &Test) -> String {
    match test {
        Test::OneOf(values) => format!("is {values:?}"),
        Test::HasAny(values) => format!("has any of {values:?}"),
        Test::HasAll(values) => format!("has all of {values:?}"),
        Test::Present(true) => "is present".to_owned(),
        Test::Present(false) => "is absent".to_owned(),
        Test::Within(range) => format!("is {}", range.words()),
        Test::Matches(pattern) => {
            format!("matches {:?} as {:?}", pattern.source, pattern.expression)
        }
    }
}
