//! Writes query strings and forms.
//!
//! Parameters become pairs first, because the same pairs can go to the query string of the URL, to a binding that is a query
//! string, or to a form.

use std::borrow::Cow;

use wireform::__rt::{Body, HttpBuilder, pairs::Pairs};
use wireform_codegen::plan::{Parameter, ParameterList};

use super::{Found, Scope, Walk, joined, spelled};
use crate::valid::ValidValue;

/// A parameter that is not yet escaped.
pub(super) struct Pair<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) value: Cow<'a, str>,
    pub(super) secret: bool,
}

/// Returns the pairs of all parameters, in the order of the parameters.
pub(super) fn flatten<'a>(
    walk: &Walk<'a>,
    parameters: &'a [Parameter],
    scope: Scope<'a>,
) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    for parameter in parameters {
        push_parameter(walk, parameter, scope, &mut pairs);
    }
    pairs
}

fn push_parameter<'a>(
    walk: &Walk<'a>,
    parameter: &'a Parameter,
    scope: Scope<'a>,
    pairs: &mut Vec<Pair<'a>>,
) {
    let mut push = |name: Cow<'a, str>, value: Cow<'a, str>, secret: bool| {
        pairs.push(Pair {
            name,
            value,
            secret,
        });
    };
    let name = || Cow::Borrowed(parameter.name.as_str());
    match walk.find(&parameter.value, scope) {
        Found::Nothing => {}
        Found::EmptyText | Found::Null | Found::EmptyList => push(name(), "".into(), false),
        Found::Literal(constant) => push(name(), constant.text().into(), false),
        Found::Credential { text, secret, .. } => push(name(), text.into(), secret),
        Found::Value {
            value,
            secret,
            wire,
        } => match (value, &wire.list) {
            (ValidValue::List(items), Some(ParameterList::Join(separator))) => {
                push(name(), joined(wire, items, separator).into(), secret);
            }
            (ValidValue::List(items), Some(ParameterList::Indexed { template, first })) => {
                for (index, item) in items.iter().enumerate() {
                    let name = wireform::__rt::numbered(template, *first, index);
                    push(name.into(), spelled(wire, item), secret);
                }
            }
            (ValidValue::List(items), Some(ParameterList::Repeat) | None) => {
                for item in items {
                    push(name(), spelled(wire, item), secret);
                }
            }
            (
                value @ (ValidValue::Clear(_)
                | ValidValue::Text(_)
                | ValidValue::Integer(_)
                | ValidValue::Boolean(_)
                | ValidValue::Map(_)
                | ValidValue::Object(..)),
                _,
            ) => push(name(), spelled(wire, value), secret),
        },
    }
}

/// Writes pairs as a query string.
pub(super) fn query<'p, 'a: 'p>(pairs: impl Iterator<Item = &'p Pair<'a>>) -> Body {
    write(Pairs::query(), pairs)
}

/// Writes pairs as a form.
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

/// Adds pairs to the query of the URL.
pub(super) fn into_url(builder: &mut HttpBuilder, pairs: &[Pair<'_>]) {
    for pair in pairs {
        builder.query(&pair.name, &pair.value, pair.secret);
    }
}
