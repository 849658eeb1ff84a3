//! Rules: what they depend on, and what they demand.

use super::super::{Alternative, Condition, Effect, Rule, Test};
use super::read::{boolean, fitting, list, name_of, one_or_more, scalar, span, text, texts};
use crate::source::{Kind, Node, Spanned};

/// One rule.
pub(super) fn rule(node: &Node) -> Rule {
    let effects = match &node.kind {
        Kind::Map(entries) => entries
            .iter()
            .filter_map(|(key, node)| effect(key, node))
            .collect(),
        _ => Vec::new(),
    };
    Rule {
        span: span(node),
        when: node.get("when").map(conditions).unwrap_or_default(),
        effects,
        says: node.get("says").and_then(text),
        description: node.get("description").and_then(text),
        page: node.get("page").and_then(text),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
    }
}

/// A key of a rule, if it is an effect.
fn effect(key: &Node, node: &Node) -> Option<Spanned<Effect>> {
    let fields = || texts(Some(node));
    let alternatives = || list(Some(node), alternative);
    let effect = match key.text()? {
        "required" => Effect::Required(fields()),
        "forbidden" => Effect::Forbidden(fields()),
        "at_least_one" => Effect::AtLeastOne(alternatives()),
        "exactly_one" => Effect::ExactlyOne(alternatives()),
        "at_most_one" => Effect::AtMostOne(alternatives()),
        "all_or_none" => Effect::AllOrNone(fields()),
        "matches" => Effect::Matches(fitting(Some(node), text)),
        "limited_to" => {
            let values = |node: &Node| Some(one_or_more(Some(node), scalar));
            Effect::LimitedTo(fitting(Some(node), values))
        }
        "unchanged" => Effect::Unchanged(fields()),
        "unchanged_except" => Effect::UnchangedExcept(fields()),
        "refuse" => Effect::Refuse(text(node)?),
        _ => return None,
    };
    Some(Spanned::new(effect, key.span))
}

fn alternative(node: &Node) -> Option<Alternative> {
    match &node.kind {
        Kind::Scalar(_) => text(node).map(Alternative::Field),
        Kind::Map(_) => Some(Alternative::All(texts(node.get("all")))),
        Kind::List(_) | Kind::Broken => None,
    }
}

/// The conditions of a map, which all hold.
fn conditions(node: &Node) -> Vec<Condition> {
    let Kind::Map(entries) = &node.kind else {
        return Vec::new();
    };
    let conditions = entries.iter().filter_map(|(key, node)| {
        let name = name_of(key)?;
        Some(match (name.as_str(), &node.kind) {
            ("all", Kind::List(items)) => Condition::All(items.iter().map(together).collect()),
            ("any", Kind::List(items)) => Condition::Any(items.iter().map(together).collect()),
            ("not", Kind::Map(_)) => Condition::Not(Box::new(together(node))),
            ("all" | "any" | "not", _) => return None,
            _ => Condition::Test(name, test(node)?),
        })
    });
    conditions.collect()
}

/// The conditions of a map as one.
fn together(node: &Node) -> Condition {
    let mut conditions = conditions(node);
    match conditions.len() {
        1 => conditions.swap_remove(0),
        _ => Condition::All(conditions),
    }
}

fn test(node: &Node) -> Option<Test> {
    let Kind::Map(entries) = &node.kind else {
        return Some(Test::OneOf(one_or_more(Some(node), scalar)));
    };
    entries.iter().find_map(|(key, node)| {
        Some(match key.text()? {
            "has" => Test::HasAny(scalar(node).into_iter().collect()),
            "has_any" => Test::HasAny(one_or_more(Some(node), scalar)),
            "has_all" => Test::HasAll(one_or_more(Some(node), scalar)),
            "present" => Test::Present(*boolean(node)?),
            "matches" => Test::Matches(text(node)?),
            "not" => Test::Not(Box::new(test(node)?)),
            _ => return None,
        })
    })
}
