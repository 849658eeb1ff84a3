//! Writes query strings and forms.
//!
//! Parameters become pairs first, because the same pairs can go to the query string of the URL, to a binding that is a query
//! string, or to a form.

use std::borrow::Cow;

use wireform::__rt::pairs::{Members, Pairs, named, number};
use wireform::__rt::{Body, HttpBuilder};
use wireform_codegen::plan::{
    BodyFormat, Clear, Escaping, FieldWire, LinesSyntax, NestedFormat, NestedParameters, Parameter,
    ParameterEntries, ParameterList, ParameterValue, Presence, Source,
};

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
    format: BodyFormat,
    scope: Scope<'a>,
) -> Vec<Pair<'a>> {
    let mut flat = Flat {
        format,
        pairs: Vec::new(),
    };
    flat.push_all(walk, parameters, None, scope);
    flat.pairs
}

/// The pairs that are collected.
struct Flat<'a> {
    /// The format that they are written in.
    format: BodyFormat,
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
            match &parameter.value {
                ParameterValue::Source(source) => self.push_parameter(walk, source, name, scope),
                ParameterValue::Nested(nested) => {
                    let (text, secret) = nested_text(walk, nested, scope);
                    self.push(name, text, secret);
                }
                ParameterValue::Document(document) => {
                    let (text, secret) = super::json::text(walk, document, scope);
                    self.push(name, text, secret);
                }
            }
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
            Found::AllItems(count) => self.push_cleared(source, 0, count),
            Found::Literal(constant) => self.push(name, constant.text(), false),
            Found::Text { text, .. } => self.push(name, text, false),
            Found::Time(text) => self.push(name, text, false),
            Found::Credential { text, secret, .. } => self.push(name, text, secret),
            Found::Value {
                value,
                secret,
                wire,
            } => {
                match &wire.list {
                    None => self.push(name, spelled(wire, value), secret),
                    Some(list) => self.push_list(walk, list, name, wire, value, secret),
                }
                if let (Presence::Clearable(Clear::AllItems(count)), ValidValue::List(items)) =
                    (scope.fields[wire.field].presence, value)
                {
                    self.push_cleared(source, items.len(), count);
                }
            }
        }
    }

    /// Adds an empty text for each number of a list, from an index on.
    fn push_cleared(&mut self, source: &'a Source<ParameterList>, from: usize, count: u64) {
        let list = match source {
            Source::Field(wire) => wire.list.as_ref(),
            Source::Credential(_) | Source::Constant { .. } => None,
        };
        if let Some(ParameterList::Indexed { template, first }) = list {
            for index in from..usize::try_from(count).unwrap_or(usize::MAX) {
                self.push(wireform::__rt::numbered(template, *first, index), "", false);
            }
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
        name: Cow<'a, str>,
        wire: &'a FieldWire<ParameterList>,
        value: &'a ValidValue,
        secret: bool,
    ) {
        if let (ParameterList::Flattened { template, .. }, ValidValue::Map(entries)) = (list, value)
        {
            let names = Members::new(template, &name, 0);
            for (key, item) in entries {
                for item in item.items() {
                    self.push(names.name(key), spelled(wire, item), secret);
                }
            }
            return;
        }
        if let ParameterList::Entries(entries) = list {
            return self.push_entries(walk, entries, &name, wire, value, secret);
        }
        let items = value.items();
        if let ParameterList::Join(separator) = list {
            return self.push(name, joined(wire, items, separator), secret);
        }
        for (index, item) in items.iter().enumerate() {
            let name = match list {
                ParameterList::Repeat
                | ParameterList::Join(_)
                | ParameterList::Flattened { .. }
                | ParameterList::Entries(_) => name.clone(),
                ParameterList::Indexed { template, first } => {
                    wireform::__rt::numbered(template, *first, index).into()
                }
                ParameterList::NumberedMember { template, first } => {
                    named(template, &name, number(*first, index)).into()
                }
                ParameterList::Members { template, first } => {
                    let names = Members::new(template, &name, number(*first, index));
                    self.push_object(walk, &names, item);
                    continue;
                }
            };
            self.push(name, spelled(wire, item), secret);
        }
    }

    /// Adds the entries of an object or a map.
    fn push_entries(
        &mut self,
        walk: &Walk<'a>,
        entries: &ParameterEntries,
        name: &str,
        wire: &'a FieldWire<ParameterList>,
        value: &'a ValidValue,
        secret: bool,
    ) {
        let ParameterEntries {
            key,
            value: of_value,
            first,
            inside,
        } = entries;
        let names = Members::entries(key, of_value, name, *first);
        match value {
            ValidValue::Map(entries) => {
                for (key, value) in entries {
                    let (of_key, of_value) = names.next_entry();
                    self.push(of_key, key.as_str(), secret);
                    match inside.as_deref() {
                        None => self.push(of_value, spelled(wire, value), secret),
                        Some(list) => {
                            self.push_list(walk, list, of_value.into(), wire, value, secret);
                        }
                    }
                }
            }
            // Each member becomes one parameter, whose name is the key.
            ValidValue::Object(index, slots) => {
                let (walk, object, scope) = walk.enter_object(*index, slots);
                let parameters = object.parameters(self.format);
                let mut members = Flat {
                    format: self.format,
                    pairs: Vec::new(),
                };
                members.push_all(&walk, parameters, None, scope);
                for member in members.pairs {
                    let (of_key, of_value) = names.next_entry();
                    self.push(of_key, member.name, false);
                    self.push(of_value, member.value, member.secret);
                }
            }
            // Reading the values gives each field the type of the schema.
            ValidValue::Clear(_)
            | ValidValue::Text(_)
            | ValidValue::Integer(_)
            | ValidValue::Number(_)
            | ValidValue::Json(_)
            | ValidValue::Boolean(_)
            | ValidValue::List(_) => {}
        }
    }

    fn push_object(&mut self, walk: &Walk<'a>, names: &Members, value: &'a ValidValue) {
        match value {
            ValidValue::Object(index, slots) => {
                let (walk, object, scope) = walk.enter_object(*index, slots);
                let parameters = object.parameters(self.format);
                self.push_all(&walk, parameters, Some(names), scope);
            }
            // Reading the values gives each field the type of the schema.
            ValidValue::Clear(_)
            | ValidValue::Text(_)
            | ValidValue::Integer(_)
            | ValidValue::Number(_)
            | ValidValue::Json(_)
            | ValidValue::Boolean(_)
            | ValidValue::Map(_)
            | ValidValue::List(_) => {}
        }
    }
}

/// Returns the text of parameters inside the value of another, and whether a part of it is secret.
fn nested_text<'a>(
    walk: &Walk<'a>,
    nested: &'a NestedParameters,
    scope: Scope<'a>,
) -> (String, bool) {
    let format = nested.format.body_format();
    let pairs = flatten(walk, &nested.group.children, format, scope);
    let secret = pairs
        .iter()
        .any(|pair| pair.secret && !pair.value.is_empty());
    let writer = match &nested.format {
        NestedFormat::Form => Writer::escaped(walk.escaping.form),
        NestedFormat::Lines(syntax) => Writer::lines(syntax),
    };
    let body = write(writer, pairs.iter()).into_bytes();
    if nested.base64 {
        return (wireform::__rt::sign::base64(&body), secret);
    }
    (String::from_utf8(body).unwrap_or_default(), secret)
}

/// How pairs are written.
pub(super) struct Writer<'w> {
    pairs: Pairs,
    end: Option<&'w str>,
}

impl<'w> Writer<'w> {
    /// Writes a query string or a form.
    pub(super) const fn escaped(escaping: Escaping) -> Self {
        let pairs = match escaping {
            Escaping::Rfc3986 => Pairs::query(),
            Escaping::Whatwg => Pairs::form(),
        };
        Writer { pairs, end: None }
    }

    /// Writes lines.
    pub(super) fn lines(syntax: &'w LinesSyntax) -> Self {
        Writer {
            pairs: match &syntax.section {
                None => Pairs::lines(&syntax.between, &syntax.assign, syntax.sort),
                Some(section) => Pairs::lines(&syntax.between, &syntax.assign, syntax.sort)
                    .with_sections(&section.open, &section.close, syntax.blank_line),
            },
            end: syntax.end.as_deref(),
        }
    }
}

/// Writes pairs.
pub(super) fn write<'p, 'a: 'p>(
    writer: Writer<'_>,
    pairs: impl Iterator<Item = &'p Pair<'a>>,
) -> Body {
    let mut body = Body::new();
    let Writer {
        pairs: mut writer,
        end,
    } = writer;
    for pair in pairs {
        if pair.secret {
            writer.secret_pair(&mut body, &pair.name, &pair.value);
        } else {
            writer.pair(&mut body, &pair.name, &pair.value);
        }
    }
    writer.finish(&mut body, end);
    body
}

/// Adds pairs to the query of the URL.
pub(super) fn into_url(builder: &mut HttpBuilder, pairs: &[Pair<'_>]) {
    for pair in pairs {
        builder.query(&pair.name, &pair.value, pair.secret);
    }
}
