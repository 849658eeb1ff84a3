//! Flat wires: query strings and forms.
//!
//! A tree is flattened to pairs first, because the same pairs go to the URL's query, to a query that is the body, or
//! to a form.

use std::borrow::Cow;

use wireform::__rt::{Body, HttpBuilder, pairs::Pairs};
use wireform_codegen::plan::{Content, ListStyle, WireNode};

use super::{Found, Scope, Walk, joined, spelled};
use crate::value::Value;

/// One parameter, not yet escaped.
pub(super) struct Pair<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) value: Cow<'a, str>,
    pub(super) secret: bool,
}

/// The parameters of a tree, in order.
pub(super) fn flatten<'a>(
    walk: &Walk<'a>,
    nodes: &'a [WireNode],
    scope: Scope<'a>,
) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    for node in nodes {
        one(walk, node, scope, &mut pairs);
    }
    pairs
}

fn one<'a>(walk: &Walk<'a>, node: &'a WireNode, scope: Scope<'a>, pairs: &mut Vec<Pair<'a>>) {
    let leaf = match &node.content {
        Content::Leaf(leaf) => leaf,
        Content::Group { children, .. } => {
            for child in children {
                one(walk, child, scope, pairs);
            }
            return;
        }
    };
    let mut push = |name: Cow<'a, str>, value: Cow<'a, str>, secret: bool| {
        pairs.push(Pair {
            name,
            value,
            secret,
        });
    };
    let name = || Cow::Borrowed(node.name.as_str());
    match walk.leaf(leaf, scope) {
        Found::Nothing => {}
        Found::Absent(_) | Found::Clear(_) => push(name(), "".into(), false),
        Found::Literal(constant) => push(name(), constant.text().into(), false),
        Found::Credential { text, secret, .. } => push(name(), text.into(), secret),
        Found::Value { value, secret, .. } => match (value, &leaf.list) {
            (Value::List(items), ListStyle::Join(separator)) => {
                push(name(), joined(leaf, items, separator).into(), secret);
            }
            (Value::List(items), ListStyle::Indexed { template, first }) => {
                for (index, item) in items.iter().enumerate() {
                    let name = wireform::__rt::numbered(template, *first, index);
                    push(name.into(), spelled(leaf, item), secret);
                }
            }
            (Value::List(items), _) => {
                for item in items {
                    push(name(), spelled(leaf, item), secret);
                }
            }
            (value, _) => push(name(), spelled(leaf, value), secret),
        },
    }
}

/// As a query string.
pub(super) fn query<'p, 'a: 'p>(pairs: impl Iterator<Item = &'p Pair<'a>>) -> Body {
    write(Pairs::query(), pairs)
}

/// As a form.
pub(super) fn form<'p, 'a: 'p>(pairs: impl Iterator<Item = &'p Pair<'a>>) -> Body {
    write(Pairs::form(), pairs)
}

fn write<'p, 'a: 'p>(mut writer: Pairs, pairs: impl Iterator<Item = &'p Pair<'a>>) -> Body {
    let mut body = Body::new();
    for pair in pairs {
        if pair.secret {
            writer.secret_pair(&mut body, &pair.name, &pair.value);
        } else {
            writer.pair(&mut body, &pair.name, &pair.value);
        }
    }
    body
}

/// Into the query of the URL, whatever the body is.
pub(super) fn into_url(builder: &mut HttpBuilder, pairs: &[Pair<'_>]) {
    for pair in pairs {
        builder.query(&pair.name, &pair.value, pair.secret);
    }
}
