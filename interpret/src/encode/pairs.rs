//! Writes query strings and forms.
//!
//! Parameters become pairs first, because the same pairs can go to the query string of the URL, to a binding that is a query
//! string, or to a form.

use std::borrow::Cow;

use wireform::__rt::pairs::{Members, Pairs, named, number};
use wireform::__rt::{Body, HttpBuilder};
use wireform_codegen::plan::{Escaping, FieldWire, Parameter, ParameterList, Source};

use super::{Found, Scope, Walk, joined, spelled};
use crate::valid::ValidValue;

/// A parameter that is not yet escaped.
pub(super) struct Pair<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) value: Cow<'a, str>,
    pub(super) secret: bool,
}

/// The part of a request that has the parameters.
#[derive(Clone, Copy)]
pub(super) enum Encoding {
    /// The query string.
    Query,
    /// A form.
    Form,
}

/// Returns the pairs of all parameters, in the order of the parameters.
pub(super) fn flatten<'a>(
    walk: &Walk<'a>,
    parameters: &'a [Parameter],
    encoding: Encoding,
    scope: Scope<'a>,
) -> Vec<Pair<'a>> {
    let mut flat = Flat {
        encoding,
        pairs: Vec::new(),
    };
    flat.push_all(walk, parameters, None, scope);
    flat.pairs
}

/// The pairs that are collected.
struct Flat<'a> {
    encoding: Encoding,
    pairs: Vec<Pair<'a>>,
}

impl<'a> Flat<'a> {
    fn push_all(
        &mut self,
        walk: &Walk<'a>,
        parameters: &'a [Parameter],
        names: Option<&Members>,
        scope: Scope<'a>,
    ) {
        for parameter in parameters {
            let name = match names {
                Some(names) => Cow::Owned(names.name(&parameter.name)),
                None => Cow::Borrowed(parameter.name.as_str()),
            };
            self.push_parameter(walk, &parameter.value, name, scope);
        }
    }

    fn push_parameter(
        &mut self,
        walk: &Walk<'a>,
        source: &'a Source<ParameterList>,
        name: Cow<'a, str>,
        scope: Scope<'a>,
    ) {
        match walk.find(source, scope) {
            Found::Nothing => {}
            Found::EmptyText | Found::Null | Found::EmptyList => self.push(name, "", false),
            Found::Literal(constant) => self.push(name, constant.text(), false),
            Found::Credential { text, secret, .. } => self.push(name, text, secret),
            Found::Value {
                value,
                secret,
                wire,
            } => match &wire.list {
                None => self.push(name, spelled(wire, value), secret),
                Some(list) => self.push_list(walk, list, &name, wire, value, secret),
            },
        }
    }

    fn push(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Cow<'a, str>>,
        secret: bool,
    ) {
        self.pairs.push(Pair {
            name: name.into(),
            value: value.into(),
            secret,
        });
    }

    fn push_list(
        &mut self,
        walk: &Walk<'a>,
        list: &ParameterList,
        name: &Cow<'a, str>,
        wire: &'a FieldWire<ParameterList>,
        value: &'a ValidValue,
        secret: bool,
    ) {
        let items = match value {
            ValidValue::List(items) => items.as_slice(),
            ValidValue::Clear(_)
            | ValidValue::Text(_)
            | ValidValue::Integer(_)
            | ValidValue::Number(_)
            | ValidValue::Boolean(_)
            | ValidValue::Map(_)
            | ValidValue::Object(..) => std::slice::from_ref(value),
        };
        if let ParameterList::Join(separator) = list {
            return self.push(name.clone(), joined(wire, items, separator), secret);
        }
        for (index, item) in items.iter().enumerate() {
            let name = match list {
                ParameterList::Repeat | ParameterList::Join(_) => name.clone(),
                ParameterList::Indexed { template, first } => {
                    wireform::__rt::numbered(template, *first, index).into()
                }
                ParameterList::NumberedMember { template, first } => {
                    named(template, name, number(*first, index)).into()
                }
                ParameterList::Members { template, first } => {
                    let names = Members::new(template, name, number(*first, index));
                    self.push_object(walk, &names, item);
                    continue;
                }
            };
            self.push(name, spelled(wire, item), secret);
        }
    }

    fn push_object(&mut self, walk: &Walk<'a>, names: &Members, value: &'a ValidValue) {
        match value {
            ValidValue::Object(index, slots) => {
                let (walk, object, scope) = walk.enter_object(*index, slots);
                let parameters = match self.encoding {
                    Encoding::Query => &object.query,
                    Encoding::Form => &object.form,
                };
                self.push_all(&walk, parameters, Some(names), scope);
            }
            // Reading the values gives each field the type of the schema.
            ValidValue::Clear(_)
            | ValidValue::Text(_)
            | ValidValue::Integer(_)
            | ValidValue::Number(_)
            | ValidValue::Boolean(_)
            | ValidValue::Map(_)
            | ValidValue::List(_) => {}
        }
    }
}

/// Writes pairs as a query string or a form.
pub(super) fn write<'p, 'a: 'p>(
    escaping: Escaping,
    pairs: impl Iterator<Item = &'p Pair<'a>>,
) -> Body {
    let mut body = Body::new();
    let mut writer = match escaping {
        Escaping::Rfc3986 => Pairs::query(),
        Escaping::Whatwg => Pairs::form(),
    };
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
