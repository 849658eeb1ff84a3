//! Readers for the shapes of values.

use super::super::{EnumValue, Map, Scalar, Text, Value, scalars};
use super::table::read_enum_value;
use crate::plan::Decimal;
use crate::source::{Node, NodeKind, Spanned, Style};

/// Reads a text that is not empty.
pub(super) fn text(node: &Node) -> Option<Text> {
    let scalar = node.scalar()?;
    (!scalar.text.is_empty()).then(|| Text::new(scalar.text.clone(), node.span))
}

/// Reads any scalar as a text. `''` is the empty text.
pub(super) fn any_text(node: &Node) -> Option<Text> {
    scalar(node).map(|scalar| scalar.map(|scalar| scalar.text))
}

/// Reads any scalar, except a missing value.
pub(super) fn scalar(node: &Node) -> Option<Spanned<Scalar>> {
    let scalar = node.scalar()?;
    let absent = scalar.style == Style::Plain && scalar.text.is_empty();
    (!absent).then(|| Spanned::new(scalar.clone(), node.span))
}

/// Reads `true` or `false`.
pub(super) fn boolean(node: &Node) -> Option<Spanned<bool>> {
    let value = node.scalar()?.as_bool()?;
    Some(Spanned::new(value, node.span))
}

/// Reads a whole number.
pub(super) fn integer(node: &Node) -> Option<Spanned<i64>> {
    let value = scalars::integer(node.scalar()?)?;
    Some(Spanned::new(value, node.span))
}

/// Reads a number.
pub(super) fn number(node: &Node) -> Option<Spanned<Decimal>> {
    let value = scalars::number(node.scalar()?)?;
    Some(Spanned::new(value, node.span))
}

/// Reads a whole number from 0.
pub(super) fn count(node: &Node) -> Option<Spanned<u64>> {
    let value = scalars::count(node.scalar()?)?;
    Some(Spanned::new(value, node.span))
}

/// Reads a word of a fixed list.
pub(super) fn word<T: Copy>(node: &Node, words: &[(&str, T)]) -> Option<Spanned<T>> {
    let text = node.text()?;
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|(_, value)| Spanned::new(*value, node.span))
}

/// Reads a text that is one of these words.
pub(super) fn listed(node: &Node, words: &[&str]) -> Option<Text> {
    text(node).filter(|text| words.contains(&text.as_str()))
}

/// Reads a calendar date.
pub(super) fn date(node: &Node) -> Option<Text> {
    text(node).filter(|date| scalars::is_date(date))
}

/// Reads a reason. `true` is the empty reason.
pub(super) fn reason(node: &Node) -> Option<Text> {
    match node.scalar()?.as_bool() {
        Some(true) => Some(Text::new(String::new(), node.span)),
        Some(false) => None,
        None => text(node),
    }
}

/// Reads a tree without interpretation. A broken part becomes null.
pub(super) fn value(node: &Node) -> Spanned<Value> {
    let value = match &node.kind {
        NodeKind::Scalar(scalar) => Value::Scalar(scalar.clone()),
        NodeKind::List(items) => Value::List(items.iter().map(value).collect()),
        NodeKind::Map(_) => Value::Map(map(node, value)),
        NodeKind::Broken => Value::Scalar(Scalar {
            text: String::new(),
            style: Style::Plain,
        }),
    };
    Spanned::new(value, node.span)
}

/// Reads the items of a list, or nothing if the node is not a list.
pub(super) fn list<T>(node: Option<&Node>, read: impl Fn(&Node) -> Option<T>) -> Vec<T> {
    match node.map(|node| &node.kind) {
        Some(NodeKind::List(items)) => items.iter().filter_map(read).collect(),
        _ => Vec::new(),
    }
}

/// Reads a text or a list of texts.
pub(super) fn texts(node: Option<&Node>) -> Vec<Text> {
    one_or_more(node, text)
}

/// Reads one value or a list of values.
pub(super) fn one_or_more<T>(node: Option<&Node>, read: impl Fn(&Node) -> Option<T>) -> Vec<T> {
    match node.map(|node| &node.kind) {
        Some(NodeKind::List(_)) => list(node, read),
        Some(_) => node.and_then(read).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Reads the entries of a map.
pub(super) fn map<T>(node: &Node, read: impl Fn(&Node) -> T) -> Map<T> {
    let NodeKind::Map(entries) = &node.kind else {
        return Vec::new();
    };
    let entries = entries
        .iter()
        .filter_map(|(name, node)| Some((name_of(name)?, read(node))));
    entries.collect()
}

/// Reads the entries of a map whose values are correct.
pub(super) fn fitting<T>(node: Option<&Node>, read: impl Fn(&Node) -> Option<T>) -> Map<T> {
    let Some(NodeKind::Map(entries)) = node.map(|node| &node.kind) else {
        return Vec::new();
    };
    let entries = entries
        .iter()
        .filter_map(|(name, node)| Some((name_of(name)?, read(node)?)));
    entries.collect()
}

/// Reads the entries of a map whose values are constructs. An entry with a mistake inside is not omitted.
pub(super) fn constructs<T>(node: Option<&Node>, read: impl Fn(&Node) -> T) -> Map<T> {
    node.map(|node| map(node, read)).unwrap_or_default()
}

/// Reads a key as a name.
pub(super) fn name_of(key: &Node) -> Option<Text> {
    let text = key.text()?;
    Some(Text::new(text.to_owned(), key.span))
}

/// Reads the values of an enum with their meanings.
pub(super) fn meanings(node: Option<&Node>) -> Map<EnumValue> {
    constructs(node, read_enum_value)
}

/// Reads the items of a list, if it has the expected length.
pub(super) fn tuple(node: Option<&Node>, length: usize) -> Vec<Text> {
    let items = list(node, text);
    if items.len() == length {
        items
    } else {
        Vec::new()
    }
}
