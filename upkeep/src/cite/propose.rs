//! Proposes which sentences of a page state the update mode, a withdrawal or a rule. A person decides.

use wireform_codegen::plan::{Condition, FieldPath, Operation, Plan, Rule, Test};

use super::kind::Kind;
use super::reading::Reading;

/// A proposal to cite a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The line, by its position.
    pub line: usize,
    /// The operation.
    pub operation: String,
    /// The path: the name of a rule, or `-`.
    pub path: String,
    /// What the line seems to state.
    pub kind: Kind,
}

/// Phrases about data that an update does not mention.
const UPDATE: &[&str] = &[
    "only specified fields",
    "only the fields",
    "only fields",
    "only the properties",
    "not sent",
    "will be deleted",
    "are deleted",
    "is deleted",
    "left out",
    "are kept",
    "is kept",
    "stay as they are",
    "unchanged",
    "partial update",
    "replaces the",
    "omitted",
];

/// Phrases about an operation that is going away.
const WITHDRAWN: &[&str] = &[
    "deprecated",
    "no longer allowed",
    "no longer supported",
    "withdrawn",
    "discontinued",
];

/// Proposes citations for sentences.
#[must_use]
pub fn propose(reading: &Reading, plan: &Plan, operations: &[&str]) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    for operation in plan
        .operations
        .iter()
        .filter(|operation| operations.contains(&operation.name.as_str()))
    {
        for (line, content) in reading.lines.iter().enumerate() {
            let is_here =
                content.place.operation == operation.name || content.place.operation == "-";
            let part = content.place.part.as_str();
            let is_sentence = matches!(part, "text" | "item" | "header" | "heading")
                && !content.text.contains("://");
            // In the cell of a field, a condition is written in parentheses.
            let is_condition = part == "table"
                && ["(only for", "(for "]
                    .iter()
                    .any(|words| content.text.contains(words));
            if !is_here || !(is_sentence || is_condition) {
                continue;
            }
            let lower = content.text.to_lowercase();
            let mut push = |kind: Kind, path: &str| {
                proposals.push(Proposal {
                    line,
                    operation: operation.name.clone(),
                    path: path.to_owned(),
                    kind,
                });
            };
            if UPDATE.iter().any(|phrase| lower.contains(phrase)) && is_update(operation) {
                push(Kind::Update, "-");
            }
            if operation.withdrawn.is_some()
                && WITHDRAWN.iter().any(|phrase| lower.contains(phrase))
            {
                push(Kind::Withdrawn, "-");
            }
            for rule in operation
                .rules
                .iter()
                .filter(|rule| mentions(&lower, plan, operation, rule))
            {
                push(Kind::Rule, &rule.name);
            }
        }
    }
    proposals
}

fn is_update(operation: &Operation) -> bool {
    use wireform_codegen::plan::Update;
    matches!(operation.update, Update::Patch | Update::Replace)
}

/// Returns whether a sentence names a value of the rule's conditions, or two of its fields.
fn mentions(lower: &str, plan: &Plan, operation: &Operation, rule: &Rule) -> bool {
    let mut names = Vec::new();
    rule.each_field(&mut |path: &FieldPath| {
        if let Some(first) = path.first() {
            names.push(operation.fields[first].name.replace('_', "-"));
        }
    });
    names.sort();
    names.dedup();
    let plain = lower.replace('_', "-");
    let words: Vec<&str> = plain
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.'))
        .collect();
    let fields = names
        .iter()
        .filter(|name| words.contains(&name.as_str()))
        .count();
    let mut values = Vec::new();
    condition_values(&rule.when, plan, &mut values);
    let is_named = values.iter().any(|value| {
        words
            .iter()
            .any(|word| word.trim_end_matches('.') == value.as_str())
    });
    fields >= 2 || is_named
}

/// Collects the words by which a page may name the conditions of a rule: `.fr` for a set of domains, or the fact itself.
fn condition_values(condition: &Condition, plan: &Plan, found: &mut Vec<String>) {
    match condition {
        Condition::All(list) | Condition::Any(list) => list
            .iter()
            .for_each(|inner| condition_values(inner, plan, found)),
        Condition::Not(inner) => condition_values(inner, plan, found),
        Condition::Items(.., inner) => condition_values(inner, plan, found),
        Condition::Field(..) | Condition::Compare(..) => {}
        Condition::Context(fact, test) => match test {
            Test::HasAny(values) | Test::HasAll(values) => {
                found.extend(values.iter().map(|value| format!(".{value}")))
            }
            Test::OneOf(values) if values.as_slice() == ["true"] => {
                found.push(plan.contexts[*fact].name.to_lowercase())
            }
            Test::OneOf(_) | Test::Present(_) | Test::Matches(_) | Test::Within(_) => {}
        },
    }
}
