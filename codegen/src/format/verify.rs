//! Compares the concrete syntax before and after formatting.

use std::collections::BTreeMap;

use super::scalars::is_words;
use crate::source::{Concrete, ConcreteKind, ConcreteNode, Notation};

/// Returns whether two documents have the same values and the same comments. The entries of maps can be in another order.
pub(super) fn is_same(before: (&str, &Concrete), after: (&str, &Concrete)) -> bool {
    let is_same_root = match (&before.1.root, &after.1.root) {
        (Some(one), Some(other)) => is_same_node((before.0, one), (after.0, other)),
        (one, other) => one.is_none() && other.is_none(),
    };
    is_same_root && comments(before) == comments(after)
}

/// Returns the comments of a document, sorted.
fn comments<'t>((text, document): (&'t str, &Concrete)) -> Vec<&'t str> {
    let comments = document.comments.iter();
    let mut comments: Vec<&str> = comments
        .map(|it| text[it.range.clone()].trim_end())
        .collect();
    comments.sort_unstable();
    comments
}

/// A node and the text that it is in.
type Written<'t> = (&'t str, &'t ConcreteNode);

fn is_same_node(before: Written<'_>, after: Written<'_>) -> bool {
    if before.1.anchor != after.1.anchor {
        return false;
    }
    match (&before.1.kind, &after.1.kind) {
        (ConcreteKind::Scalar(one, written), ConcreteKind::Scalar(other, now)) => {
            let is_plain = |notation: &Notation| *notation == Notation::Plain;
            // Without quotes, a text with a space is neither a number nor another word of YAML.
            let is_text = is_words(one) || one.contains([' ', '\n']);
            one == other && (is_plain(written) == is_plain(now) || is_text)
        }
        (ConcreteKind::Alias, ConcreteKind::Alias) => written(before) == written(after),
        (ConcreteKind::List { items: one, .. }, ConcreteKind::List { items: other, .. }) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len()
                && pairs.all(|(one, other)| is_same_node((before.0, one), (after.0, other)))
        }
        (ConcreteKind::Map { entries: one, .. }, ConcreteKind::Map { entries: other, .. }) => {
            let by_name = |text, (name, value)| (name_of((text, name)), (name, value));
            let others = other
                .iter()
                .map(|(name, value)| by_name(after.0, (name, value)));
            let others: BTreeMap<_, _> = others.collect();
            let is_in_other = |(key, value): &(ConcreteNode, ConcreteNode)| {
                others.get(name_of((before.0, key))).is_some_and(|found| {
                    is_same_node((before.0, key), (after.0, found.0))
                        && is_same_node((before.0, value), (after.0, found.1))
                })
            };
            one.len() == others.len() && one.iter().all(is_in_other)
        }
        _ => false,
    }
}

/// Returns the text of a key, or the alias that stands for it.
fn name_of<'t>(key: Written<'t>) -> &'t str {
    match &key.1.kind {
        ConcreteKind::Scalar(text, _) => text,
        _ => written(key),
    }
}

fn written<'t>(node: Written<'t>) -> &'t str {
    &node.0[node.1.range.clone()]
}
