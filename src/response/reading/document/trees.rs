//! Reads XML elements as JSON, by the rules of a tree.

use std::borrow::Cow;

use super::{Content, Kind, Members, Node};
use crate::response::UnexpectedReason;
use crate::tree::{TreeContent, TreeEach, TreeKey, TreeKind, TreeRules, TreeShape};

/// Returns the value that an element has. Returns `None` if it has none of the shapes.
///
/// # Errors
/// Fails if the element is nested too deeply.
pub fn read<'r>(
    node: &Node<'r>,
    rules: &TreeRules<'_>,
) -> Result<Option<Node<'r>>, UnexpectedReason> {
    node.kind()?;
    if node.is_null() {
        return Ok(Some(node.clone()));
    }
    let all = rules.shapes.iter();
    let found = all.filter_map(|(kind, shape)| Some((*kind, shape, innermost(node, shape)?)));
    let found: Vec<_> = found.collect();
    let exact = found
        .iter()
        .map(|(_, shape, inside)| exactness(shape, inside));
    let Some(most) = exact.max() else {
        return Ok(None);
    };
    let mut found = found
        .into_iter()
        .filter(|(_, shape, inside)| exactness(shape, inside) == most);
    let Some((kind, shape, inside)) = found.next() else {
        return Ok(None);
    };
    let text = || inside.owned_text();
    let content = match kind {
        TreeKind::Null => Content::Null,
        TreeKind::Time => Content::Scalar(Kind::String, time(trimmed(text()))),
        // If another kind has the same shape, the type of the field decides how the text is read.
        _ if kind.is_text() && found.any(|(other, ..)| other.is_text() && !other.is_like(kind)) => {
            Content::Scalar(Kind::Element, text())
        }
        TreeKind::String => Content::Scalar(Kind::String, text()),
        TreeKind::Integer | TreeKind::Number => Content::Scalar(Kind::Number, trimmed(text())),
        TreeKind::Boolean => Content::Scalar(Kind::Boolean, truth(trimmed(text()), rules)),
        TreeKind::List => {
            let mut items = Vec::new();
            for (_, part) in inside.members() {
                items.push(of_part(part, shape, rules)?);
            }
            Content::List(items)
        }
        TreeKind::Object => {
            let mut members = Vec::new();
            for (_, part) in inside.members() {
                let Some(key) = key(part, shape) else {
                    return Ok(None);
                };
                members.push((key, of_part(part, shape, rules)?));
            }
            Content::Object(Box::new(Members::new(members)))
        }
    };
    Ok(Some(Node {
        raw: node.raw,
        content,
    }))
}

/// Returns how much of a shape an element has, whose innermost element is `inside`. Of several shapes, the most exact one counts.
fn exactness(shape: &TreeShape<'_>, inside: &Node<'_>) -> usize {
    let has_keys = match &shape.content {
        TreeContent::Each(each) => {
            let mut parts = inside.members().iter();
            parts.len() > 0 && parts.all(|(_, part)| has_key(part, each))
        }
        TreeContent::Empty | TreeContent::Text => false,
    };
    shape.attributes.len() + shape.path.len() + usize::from(has_keys)
}

/// Returns the innermost element of a shape, if the element has the shape.
fn innermost<'n, 'r>(node: &'n Node<'r>, shape: &TreeShape<'_>) -> Option<&'n Node<'r>> {
    let has_attribute = |(name, value): &(&str, &str)| {
        let mut attributes = node.attributes().iter();
        attributes.any(|(it, text)| it == name && text.text() == Some(*value))
    };
    if !shape.attributes.iter().all(has_attribute) {
        return None;
    }
    let mut inside = node;
    for name in shape.path {
        inside = match inside.members() {
            [(it, child)] if it == name && is_blank(inside) => child,
            [] | [..] => return None,
        };
    }
    let fits = match &shape.content {
        TreeContent::Empty => inside.members().is_empty() && is_blank(inside),
        TreeContent::Text => inside.members().is_empty(),
        TreeContent::Each(each) => {
            let mut parts = inside.members().iter();
            is_blank(inside) && parts.all(|(name, part)| name == each.name && has_parts(part, each))
        }
    };
    fits.then_some(inside)
}

/// Returns whether an element has only white space between its children.
fn is_blank(node: &Node<'_>) -> bool {
    node.own_text().trim().is_empty()
}

/// Returns whether the element of an item or a member has the name of the member, or the number of the item.
fn has_key(part: &Node<'_>, each: &TreeEach<'_>) -> bool {
    let attribute = |wanted: &str| {
        let mut attributes = part.attributes().iter();
        let found = attributes.find(|(name, _)| name == wanted);
        found.and_then(|(_, value)| value.text())
    };
    match each.key {
        TreeKey::None => false,
        TreeKey::Attribute(name) => attribute(name).is_some(),
        TreeKey::Element(name) => part.members().iter().any(|(it, _)| it == name),
        TreeKey::Number(name) => attribute(name).is_some_and(|it| it.parse::<usize>().is_ok()),
    }
}

/// Returns whether the element of an item or a member has the key and the elements of its shape, and no other elements.
fn has_parts(part: &Node<'_>, each: &TreeEach<'_>) -> bool {
    let needs_key = match each.key {
        TreeKey::Attribute(_) | TreeKey::Element(_) => true,
        // A list is read without the numbers of its items.
        TreeKey::None | TreeKey::Number(_) => false,
    };
    if needs_key && !has_key(part, each) {
        return false;
    }
    let Some(value) = each.value else {
        return true;
    };
    let count = |wanted: &str| {
        let members = part.members().iter();
        members.filter(|(name, _)| name == wanted).count()
    };
    let of_key = match each.key {
        TreeKey::Element(name) => count(name),
        TreeKey::None | TreeKey::Attribute(_) | TreeKey::Number(_) => 0,
    };
    count(value) == 1 && of_key <= 1 && part.members().len() == 1 + of_key && is_blank(part)
}

/// Returns the value in the element of an item or a member. A value that has none of the shapes is kept, and no field can have it.
fn of_part<'r>(
    part: &Node<'r>,
    shape: &TreeShape<'_>,
    rules: &TreeRules<'_>,
) -> Result<Node<'r>, UnexpectedReason> {
    let value = match &shape.content {
        TreeContent::Each(TreeEach {
            value: Some(name), ..
        }) => {
            let mut members = part.members().iter();
            members.find(|(it, _)| it == name).map(|(_, value)| value)
        }
        TreeContent::Each(_) | TreeContent::Empty | TreeContent::Text => Some(part),
    };
    let value = value.unwrap_or(part);
    let found = read(value, rules)?;
    Ok(found.unwrap_or(Node {
        raw: value.raw,
        content: Content::Unshaped,
    }))
}

/// Returns the name of a member.
fn key<'r>(part: &Node<'r>, shape: &TreeShape<'_>) -> Option<Cow<'r, str>> {
    let each = match &shape.content {
        TreeContent::Each(each) => each,
        TreeContent::Empty | TreeContent::Text => return None,
    };
    let (all, name) = match each.key {
        TreeKey::Attribute(name) => (part.attributes(), name),
        TreeKey::Element(name) => (part.members(), name),
        TreeKey::None | TreeKey::Number(_) => return None,
    };
    let found = all.iter().find(|(it, _)| it == name);
    found.map(|(_, key)| key.owned_text())
}

/// Returns a point in time with the separators of RFC 3339. Without an offset its zone is not known, so none is added, and no timestamp
/// has it. Another text stays as it is.
fn time(text: Cow<'_, str>) -> Cow<'_, str> {
    // Either letter can stand between date and time.
    let Some((date, rest)) = text.find(['T', 't']).map(|at| text.split_at(at)) else {
        return text;
    };
    match (date.len(), date.get(..4), date.get(4..6), date.get(6..8)) {
        (8, Some(year), Some(month), Some(day)) => {
            Cow::Owned(format!("{year}-{month}-{day}{rest}"))
        }
        _ => text,
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Returns the JSON of a truth value. Another text stays as it is, and has no type.
fn truth<'r>(text: Cow<'r, str>, rules: &TreeRules<'_>) -> Cow<'r, str> {
    let (yes, no) = rules.truths;
    match &*text {
        it if it == yes => Cow::Borrowed("true"),
        it if it == no => Cow::Borrowed("false"),
        _ => text,
    }
}
