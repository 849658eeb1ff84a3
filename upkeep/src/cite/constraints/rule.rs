//! Writes a rule as fact files do: the demand, then `when` and the conditions, each list in alphabetical order.
//!
//! Input: a rule of a plan. Output: for example `required birthday place_of_birth when holder is individual and tlds
//! has fr`.

use wireform_codegen::plan::{
    Comparison, Condition, Effect, Field, FieldId, FieldPath, Location, Operation, Plan,
    Quantifier, Rule, Table, Test,
};

/// Returns the words of a rule of an operation, or of an object in it. `fields` are those of what has the rule.
pub(super) fn words(
    plan: &Plan,
    operation: &Operation,
    fields: &Table<FieldId, Field>,
    rule: &Rule,
) -> String {
    let words = Words {
        plan,
        operation,
        fields,
    };
    let mut effects = sorted(rule.effects.iter().map(|effect| words.effect(effect)), "; ");
    if rule.about.is_request() {
        effects.insert_str(0, "in the request ");
    }
    match &rule.when {
        Condition::All(list) if list.is_empty() => effects,
        Condition::All(list) => {
            let conditions = sorted(
                list.iter().map(|condition| words.condition(condition)),
                " and ",
            );
            format!("{effects} when {conditions}")
        }
        condition => format!("{effects} when {}", words.condition(condition)),
    }
}

struct Words<'p> {
    plan: &'p Plan,
    operation: &'p Operation,
    fields: &'p Table<FieldId, Field>,
}

impl Words<'_> {
    fn effect(&self, effect: &Effect) -> String {
        match effect {
            Effect::Required(fields) => format!("required {}", self.fields(fields)),
            Effect::Forbidden(fields) => format!("forbidden {}", self.fields(fields)),
            Effect::AllOrNone(fields) => format!("all or none of {}", self.fields(fields)),
            Effect::AtLeastOne(sets) => format!("at least one of {}", self.sets(sets)),
            Effect::ExactlyOne(sets) => format!("exactly one of {}", self.sets(sets)),
            Effect::AtMostOne(sets) => format!("at most one of {}", self.sets(sets)),
            Effect::Count(fields, minimum, maximum) => {
                let maximum = maximum.map_or(String::new(), |it| format!(" to {it}"));
                format!("{minimum}{maximum} of {}", self.fields(fields))
            }
            Effect::Compare(left, how, right) => self.comparison(left, *how, right),
            Effect::EachItem(list, effects) => {
                let effects = sorted(effects.iter().map(|effect| self.effect(effect)), "; ");
                format!("every of {} ({effects})", self.field(list))
            }
            Effect::Matches(field, pattern) => {
                format!("{} matches {}", self.field(field), pattern.source)
            }
            Effect::Within(field, range) => format!("{} is {}", self.field(field), range.words()),
            Effect::LimitedTo(field, values) => {
                format!(
                    "{} limited to {}",
                    self.field(field),
                    sorted(values.iter().cloned(), " ")
                )
            }
            Effect::Unchanged(fields) => self.unchanged(fields),
            Effect::Refuse => "refuse".to_owned(),
        }
    }

    fn comparison(&self, left: &FieldPath, how: Comparison, right: &FieldPath) -> String {
        format!("{} {} {}", self.field(left), how.words(), self.field(right))
    }

    /// Returns the shorter list: the fields that must not change, or those that may.
    fn unchanged(&self, fields: &[FieldPath]) -> String {
        let others: Vec<FieldPath> = self
            .operation
            .fields
            .ids()
            .filter(|id| {
                let field = &self.operation.fields[*id];
                field.location != Location::Path && field.constant.is_none()
            })
            .map(FieldPath::of)
            .filter(|field| !fields.contains(field))
            .collect();
        if others.len() < fields.len() {
            format!("unchanged except {}", self.fields(&others))
        } else {
            format!("unchanged {}", self.fields(fields))
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        let all = |list: &[Condition], word: &str| {
            format!(
                "({})",
                sorted(list.iter().map(|inner| self.condition(inner)), word)
            )
        };
        match condition {
            Condition::All(list) => all(list, " and "),
            Condition::Any(list) => all(list, " or "),
            Condition::Not(inner) => format!("not {}", self.condition(inner)),
            Condition::Context(index, test) => Self::test(&self.plan.contexts[*index].name, test),
            Condition::Items(list, quantifier, inner) => {
                let word = match quantifier {
                    Quantifier::Any => "any",
                    Quantifier::Every => "every",
                };
                format!("{word} of {} ({})", self.field(list), self.condition(inner))
            }
            Condition::Compare(left, how, right) => self.comparison(left, *how, right),
            Condition::Field(field, test) => Self::test(&self.field(field), test),
        }
    }

    fn test(name: &str, test: &Test) -> String {
        let values = |values: &[String], word: &str| sorted(values.iter().cloned(), word);
        match test {
            Test::OneOf(list) if list.as_slice() == ["true"] => name.to_owned(),
            Test::OneOf(list) if list.as_slice() == ["false"] => format!("not {name}"),
            Test::OneOf(list) => format!("{name} is {}", values(list, " or ")),
            Test::HasAny(list) => format!("{name} has {}", values(list, " or ")),
            Test::HasAll(list) => format!("{name} has {}", values(list, " and ")),
            Test::Present(true) => format!("{name} is there"),
            Test::Present(false) => format!("{name} is not there"),
            Test::Matches(pattern) => format!("{name} matches {}", pattern.source),
            Test::Within(range) => format!("{name} is {}", range.words()),
        }
    }

    fn fields(&self, fields: &[FieldPath]) -> String {
        sorted(fields.iter().map(|field| self.field(field)), " ")
    }

    fn sets(&self, sets: &[Vec<FieldPath>]) -> String {
        let set = |set: &Vec<FieldPath>| match set.as_slice() {
            [only] => self.field(only),
            several => format!("({})", self.fields(several)),
        };
        sorted(sets.iter().map(set), " ")
    }

    fn field(&self, path: &FieldPath) -> String {
        self.plan.dotted_path(self.fields, path)
    }
}

fn sorted(words: impl Iterator<Item = String>, between: &str) -> String {
    let mut words: Vec<String> = words.collect();
    words.sort();
    words.join(between)
}
