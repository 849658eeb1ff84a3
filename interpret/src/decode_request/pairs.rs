//! Decodes query strings and forms.

use std::collections::HashMap;

use wireform::__rt::{Path, Step};
use wireform_codegen::plan::{Absent, FieldWire, Parameter, ParameterList, Source};

use super::path::decoded;
use super::scalar::clear_of;
use super::{Decoder, Scope};
use crate::value::{Slots, Value};

/// A parameter of the request.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: String,
    /// Whether it has an equals sign. If not, its name can be a value that somebody forgot to name.
    named: bool,
    /// Whether the schema describes it.
    known: bool,
}

/// The parameters of a query string or a form.
#[derive(Default)]
pub(super) struct Pairs {
    all: Vec<Pair>,
    /// The positions of the parameters with each name.
    by_name: HashMap<String, Vec<usize>>,
}

impl Pairs {
    fn new(all: Vec<Pair>) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, pair) in all.iter().enumerate() {
            by_name.entry(pair.name.clone()).or_default().push(at);
        }
        Pairs { all, by_name }
    }

    /// Returns the values of all parameters with a name, and marks them as known.
    fn take(&mut self, name: &str) -> Vec<String> {
        let named = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        named
            .iter()
            .map(|&at| {
                let pair = &mut self.all[at];
                pair.known = true;
                pair.value.clone()
            })
            .collect()
    }

    /// Returns the values of the numbered parameters, up to the first number that is missing.
    fn take_numbered(&mut self, template: &str, first: u64) -> Vec<String> {
        let mut values = Vec::new();
        loop {
            let name = wireform::__rt::numbered(template, first, values.len());
            let found = self.take(&name);
            if found.is_empty() {
                return values;
            }
            values.extend(found);
        }
    }
}

impl Decoder<'_, '_> {
    /// Returns the parameters of a query string or a form. What cannot be decoded is reported.
    pub(super) fn pairs(&mut self, text: &[u8]) -> Pairs {
        let Some(pairs) = parse(text) else {
            let what = "a list of parameters in UTF-8, in which % starts an escape of two digits";
            self.unreadable(what);
            return Pairs::default();
        };
        Pairs::new(pairs)
    }

    /// Decodes the parameters that a tree describes, and marks them as known.
    pub(super) fn parameters(
        &mut self,
        parameters: &[Parameter],
        pairs: &mut Pairs,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        for parameter in parameters {
            self.parameter(parameter, pairs, scope, slots);
        }
        for auth in self.call.auths() {
            for (name, _) in auth.parameters() {
                pairs.take(name);
            }
        }
    }

    fn parameter(
        &mut self,
        parameter: &Parameter,
        pairs: &mut Pairs,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        match &parameter.value {
            Source::Constant(literal) => {
                let step = Step::new("", &parameter.name);
                let path = scope.at(&step);
                match self.only(pairs.take(&parameter.name), &path) {
                    Some(text) => self.constant(text == literal.text(), &path),
                    None => self.missing_constant(&path),
                }
            }
            Source::Credential(credential) => {
                let step = Step::new("", &parameter.name);
                let path = scope.at(&step);
                if let Some(text) = self.only(pairs.take(&parameter.name), &path) {
                    self.found_credential(*credential, text);
                }
            }
            Source::Field(wire) => {
                let found = match &wire.list {
                    Some(ParameterList::Indexed { template, first }) => {
                        pairs.take_numbered(template, *first)
                    }
                    Some(ParameterList::Repeat | ParameterList::Join(_)) | None => {
                        pairs.take(&parameter.name)
                    }
                };
                self.parameter_field(wire, found, scope, slots);
            }
        }
    }

    fn parameter_field(
        &mut self,
        wire: &FieldWire<ParameterList>,
        found: Vec<String>,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        let field = &scope.fields[wire.field];
        let step = scope.step(wire.field);
        let path = scope.at(&step);
        if let Some(constant) = &field.constant {
            match self.only(found, &path) {
                Some(text) => self.constant(text == constant.text(), &path),
                None => self.missing_constant(&path),
            }
            return;
        }
        let (item, separator) = match (field.ty.list(), &wire.list) {
            (Some(list), Some(ParameterList::Repeat | ParameterList::Indexed { .. })) => {
                (Some(&list.item), None)
            }
            (_, Some(ParameterList::Join(separator))) => (None, Some(separator.as_str())),
            (_, Some(ParameterList::Repeat | ParameterList::Indexed { .. }) | None) => (None, None),
        };
        let is_empty = |text: &String| text.is_empty();
        slots[wire.field] = match (item, found.as_slice()) {
            (_, []) => None,
            (_, [text]) if is_empty(text) && clear_of(field).is_some() => Some(Value::Clear),
            (_, [text]) if is_empty(text) && wire.absent != Absent::Omit => None,
            (Some(item), texts) => {
                let items = texts
                    .iter()
                    .map(|text| self.text_value(item, &wire.values, None, text, &path));
                Some(Value::List(items.collect()))
            }
            (None, [text, others @ ..]) => {
                if !others.is_empty() {
                    self.repeated(&path);
                }
                Some(self.text_value(&field.ty, &wire.values, separator, text, &path))
            }
        };
    }

    /// Returns the only value; none if there is none. Several are reported.
    fn only(&mut self, mut found: Vec<String>, path: &Path<'_>) -> Option<String> {
        if found.len() > 1 {
            self.repeated(path);
        }
        found.pop()
    }

    /// Reports the parameters that the schema does not describe.
    pub(super) fn unknown_pairs(&mut self, pairs: &Pairs, scope: &Scope<'_>) {
        for pair in pairs.all.iter().filter(|pair| !pair.known) {
            let name = if pair.named { &pair.name } else { "" };
            self.unknown(name, "", Some(&pair.value), scope);
        }
    }
}

/// Parses a query string or a form; none if an escape is malformed or the text is not UTF-8.
pub(super) fn parse(text: &[u8]) -> Option<Vec<Pair>> {
    let text = std::str::from_utf8(text).ok()?;
    let pieces = text.split('&').filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            Some(Pair {
                name: decoded(name, true)?,
                value: decoded(value, true)?,
                named: piece.contains('='),
                known: false,
            })
        })
        .collect()
}
