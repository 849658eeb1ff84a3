//! Decodes query strings, forms and lines.

use wireform::__rt::pairs::{Members, named, number};
use wireform::__rt::{Index, Path, Step};
use wireform_codegen::plan::{
    Absent, BodyFormat, Clear, ComputedPlace, Field, FieldId, FieldWire, LinesSyntax, NestedFormat,
    NestedParameters, ObjectId, Parameter, ParameterEntries, ParameterList, ParameterValue, Plan,
    Presence, Source, Type,
};

use super::auth::base64;
use super::parameters::{Pair, Pairs, parse, parse_lines};
use super::scalar::clear_of;
use super::{Decoder, Scope, Wires};
use crate::value::{Slots, Value};

/// The names of the parameters of a tree, and the format whose trees the objects in it have.
#[derive(Clone, Copy)]
struct Naming<'n> {
    format: BodyFormat,
    /// The names of the members of an object; none for an operation.
    members: Option<&'n Members>,
}

impl Naming<'_> {
    fn name(self, name: &str) -> String {
        self.members
            .map_or_else(|| name.to_owned(), |members| members.name(name))
    }

    /// Returns the parameters of an object.
    fn parameters(self, plan: &Plan, object: ObjectId) -> &[Parameter] {
        plan.objects[object].parameters(self.format)
    }

    /// Returns whether the request has a parameter of an object.
    fn has_object(self, plan: &Plan, object: ObjectId, members: &Members, pairs: &Pairs) -> bool {
        let naming = Naming {
            members: Some(members),
            ..self
        };
        let fields = &plan.objects[object].fields;
        self.parameters(plan, object).iter().any(|parameter| {
            let name = naming.name(&parameter.name);
            match &parameter.value {
                ParameterValue::Nested(_)
                | ParameterValue::Document(_)
                | ParameterValue::Source(Source::Constant { .. } | Source::Credential(_)) => {
                    pairs.has(&name)
                }
                ParameterValue::Source(Source::Field(wire)) => match &wire.list {
                    None | Some(ParameterList::Repeat | ParameterList::Join(_)) => pairs.has(&name),
                    Some(ParameterList::Indexed { template, first }) => {
                        pairs.has(&wireform::__rt::numbered(template, *first, 0))
                    }
                    Some(ParameterList::NumberedMember { template, first }) => {
                        pairs.has(&named(template, &name, *first))
                    }
                    Some(ParameterList::Flattened { .. }) => false,
                    Some(ParameterList::Entries(ParameterEntries { key, first, .. })) => {
                        pairs.has(&named(key, &name, *first))
                    }
                    Some(ParameterList::Members { template, first }) => {
                        let members = Members::new(template, &name, *first);
                        let object = fields[wire.field].ty.object_within();
                        object.is_some_and(|it| naming.has_object(plan, it, &members, pairs))
                    }
                },
            }
        })
    }
}

/// How a field that is an object, or a list of objects, is written.
struct Object<'o> {
    /// The name that the template refers to.
    name: &'o str,
    template: &'o str,
    first: u64,
    /// The names around the field.
    naming: Naming<'o>,
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

    /// Decodes the parameters that a tree of the operation describes, and marks them as known.
    pub(super) fn parameters(
        &mut self,
        parameters: &[Parameter],
        format: BodyFormat,
        pairs: &mut Pairs,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        let naming = Naming {
            format,
            members: None,
        };
        self.all_parameters(parameters, naming, pairs, scope, slots);
        if format.has_auth_parameters() {
            self.take_auth(pairs);
        }
    }

    /// Decodes the parameters that no other field has as the entries of maps.
    pub(super) fn entries(
        &mut self,
        parameters: &[Parameter],
        pairs: &mut Pairs,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        for parameter in parameters {
            if let Some(wire) = parameter.value.field()
                && let Some(ParameterList::Flattened { template, .. }) = &wire.list
            {
                slots[wire.field] = self.flattened(wire, template, pairs, scope);
            }
        }
    }

    /// Marks the parameters of the authentication as known.
    fn take_auth(&self, pairs: &mut Pairs) {
        for auth in self.call.auths() {
            for (name, _) in auth.parameters() {
                pairs.take(name);
            }
            for (_, name, _) in auth.computed(Some(ComputedPlace::Parameter)) {
                pairs.take(name);
            }
        }
    }

    /// Decodes the parameters that nothing else has as the entries of a map.
    fn flattened(
        &mut self,
        wire: &FieldWire<ParameterList>,
        template: &str,
        pairs: &mut Pairs,
        scope: &Scope<'_>,
    ) -> Option<Value> {
        let map = scope.fields[wire.field].ty.map()?;
        let (before, after) = template.split_once("$member").unwrap_or((template, ""));
        let step = scope.step(wire.field);
        let path = scope.at(&step);
        let mut entries: Vec<(String, Value)> = Vec::new();
        for pair in pairs
            .all
            .iter_mut()
            .filter(|pair| !pair.known && pair.named)
        {
            let rest = pair.name.strip_prefix(before);
            if let Some(key) = rest.and_then(|rest| rest.strip_suffix(after)) {
                pair.known = true;
                let list = map.item.list();
                let item = path.item(entries.len());
                let ty = list.map_or(&map.item, |list| &list.item);
                let value = self.text_value(ty, &wire.values, None, &pair.value, &item);
                let same = entries.iter_mut().find(|(known, _)| known == key);
                match (list, same) {
                    (Some(_), Some((_, Value::List(items)))) => items.push(value),
                    (Some(_), _) => entries.push((key.to_owned(), Value::List(vec![value]))),
                    (None, _) => entries.push((key.to_owned(), value)),
                }
            }
        }
        let is_there =
            scope.fields[wire.field].presence == Presence::Required || !entries.is_empty();
        is_there.then_some(Value::Map(entries))
    }

    /// Decodes an object or a map that is written as numbered entries.
    fn numbered(
        &mut self,
        wire: &FieldWire<ParameterList>,
        (name, entries): (&str, &ParameterEntries),
        naming: Naming<'_>,
        pairs: &mut Pairs,
        scope: &Scope<'_>,
    ) -> Option<Value> {
        let field = &scope.fields[wire.field];
        let step = scope.step(wire.field);
        let path = scope.at(&step);
        let names = Members::entries(&entries.key, &entries.value, name, entries.first);
        let mut found = Vec::new();
        let mut members = Vec::new();
        loop {
            let (of_key, of_value) = names.next_entry();
            let Some(key) = self.only(pairs.take(&of_key), &path) else {
                break;
            };
            match field.ty.map() {
                Some(map) => {
                    let entry = path.entry(found.len());
                    let inside = (of_value.as_str(), entries.inside.as_deref());
                    let value = self.value_of_entry(&map.item, wire, inside, naming, pairs, &entry);
                    found.push((key, value));
                }
                None => {
                    let value = self.only(pairs.take(&of_value), &path).unwrap_or_default();
                    members.push(Pair::named(key, value));
                }
            }
        }
        let is_there =
            field.presence == Presence::Required || !found.is_empty() || !members.is_empty();
        if !is_there {
            return None;
        }
        let Some(id) = field.ty.object() else {
            return Some(Value::Map(found));
        };
        let mut inside = Pairs::new(members);
        let value = self.object(
            id,
            &Members::new("$member", "", 0),
            naming,
            &mut inside,
            &path,
        );
        self.unknown_pairs(&inside, scope);
        Some(value)
    }

    /// Decodes the value of an entry, whose parameter, or the names of whose parameters, have this name.
    fn value_of_entry(
        &mut self,
        ty: &Type,
        wire: &FieldWire<ParameterList>,
        (name, list): (&str, Option<&ParameterList>),
        naming: Naming<'_>,
        pairs: &mut Pairs,
        path: &Path<'_>,
    ) -> Value {
        let items = match list {
            Some(ParameterList::NumberedMember { template, first }) => {
                pairs.take_numbered(|at| named(template, name, number(*first, at)))
            }
            Some(ParameterList::Members { template, .. }) => {
                let Some(id) = ty.object() else {
                    return Value::Broken;
                };
                let members = Members::new(template, name, 0);
                return self.object(id, &members, naming, pairs, path);
            }
            Some(ParameterList::Join(separator)) => {
                let text = self.only(pairs.take(name), path).unwrap_or_default();
                return self.text_value(ty, &wire.values, Some(separator), &text, path);
            }
            Some(
                ParameterList::Repeat
                | ParameterList::Indexed { .. }
                | ParameterList::Flattened { .. }
                | ParameterList::Entries(_),
            ) => pairs.take(name),
            None => {
                let text = self.only(pairs.take(name), path).unwrap_or_default();
                return self.text_value(ty, &wire.values, None, &text, path);
            }
        };
        let items = items.iter().enumerate();
        let items = items
            .map(|(at, text)| self.text_value(ty.item(), &wire.values, None, text, &path.item(at)));
        Value::List(items.collect())
    }

    fn all_parameters(
        &mut self,
        parameters: &[Parameter],
        naming: Naming<'_>,
        pairs: &mut Pairs,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        for parameter in parameters {
            let name = naming.name(&parameter.name);
            match &parameter.value {
                ParameterValue::Source(source) => {
                    self.parameter(&name, source, naming, pairs, scope, slots);
                }
                ParameterValue::Nested(nested) => self.nested(&name, nested, pairs, scope, slots),
                ParameterValue::Document(document) => {
                    let step = Step::new("", &name);
                    let path = scope.at(&step);
                    match self.only(pairs.take(&name), &path) {
                        Some(text) => self.document(document, &text, &path, scope, slots),
                        None => self.missing_constant(&path),
                    }
                }
            }
        }
    }

    fn parameter(
        &mut self,
        name: &str,
        source: &Source<ParameterList>,
        naming: Naming<'_>,
        pairs: &mut Pairs,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        match source {
            Source::Constant {
                value: constant, ..
            } => {
                let step = Step::new("", name);
                let path = scope.at(&step);
                match self.only(pairs.take(name), &path) {
                    Some(text) => self.fixed(constant, &text, &path),
                    None => self.missing_constant(&path),
                }
            }
            Source::Credential(credential) => {
                let step = Step::new("", name);
                let path = scope.at(&step);
                if let Some(text) = self.only(pairs.take(name), &path) {
                    self.found_credential(*credential, text);
                }
            }
            Source::Field(wire) => {
                let found = match &wire.list {
                    Some(ParameterList::Indexed { template, first }) => {
                        let items = pairs
                            .take_numbered(|at| wireform::__rt::numbered(template, *first, at));
                        or_cleared(items, name, &scope.fields[wire.field], pairs)
                    }
                    Some(ParameterList::NumberedMember { template, first }) => {
                        let items =
                            pairs.take_numbered(|at| named(template, name, number(*first, at)));
                        or_cleared(items, name, &scope.fields[wire.field], pairs)
                    }
                    Some(ParameterList::Entries(entries)) => {
                        let named = (name, entries);
                        slots[wire.field] = self.numbered(wire, named, naming, pairs, scope);
                        return;
                    }
                    // Its entries are the parameters that nothing else has.
                    Some(ParameterList::Flattened { .. }) => return,
                    Some(ParameterList::Members { template, first }) => {
                        let object = Object {
                            name,
                            template,
                            first: *first,
                            naming,
                        };
                        slots[wire.field] = self.objects(wire.field, &object, pairs, scope);
                        return;
                    }
                    Some(ParameterList::Repeat | ParameterList::Join(_)) | None => pairs.take(name),
                };
                self.parameter_field(wire, found, scope, slots);
            }
        }
    }

    /// Decodes the parameters inside the value of another.
    fn nested(
        &mut self,
        name: &str,
        nested: &NestedParameters,
        pairs: &mut Pairs,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        let step = Step::new("", name);
        let path = scope.at(&step);
        let Some(text) = self.only(pairs.take(name), &path) else {
            return self.missing_constant(&path);
        };
        let bytes = if nested.base64 {
            base64(&text).unwrap_or_default()
        } else {
            text.into_bytes()
        };
        let mut inside = match &nested.format {
            NestedFormat::Form => self.pairs(&bytes),
            NestedFormat::Lines(syntax) => self.lines(&bytes, syntax),
        };
        let naming = Naming {
            format: nested.format.body_format(),
            members: None,
        };
        self.all_parameters(&nested.group.children, naming, &mut inside, scope, slots);
        self.unknown_pairs(&inside, scope);
    }

    /// Returns the lines of a text as parameters. What cannot be decoded is reported.
    pub(super) fn lines(&mut self, text: &[u8], syntax: &LinesSyntax) -> Pairs {
        let Some(pairs) = parse_lines(text, syntax) else {
            self.unreadable("lines in UTF-8, of which the last one ends the text");
            return Pairs::default();
        };
        Pairs::new(pairs)
    }

    /// Decodes an object or a list of objects that has one parameter for each member.
    fn objects(
        &mut self,
        at: FieldId,
        object: &Object<'_>,
        pairs: &mut Pairs,
        scope: &Scope<'_>,
    ) -> Option<Value> {
        let field = &scope.fields[at];
        let step = Step {
            index: Index::Members {
                template: object.template,
                first: object.first,
            },
            ..scope.step(at)
        };
        let path = scope.at(&step);
        let id = field.ty.object_within()?;
        let plan = self.call.interpreter.plan;
        let has =
            |members: &Members, pairs: &Pairs| object.naming.has_object(plan, id, members, pairs);
        if field.ty.list().is_none() {
            let members = Members::new(object.template, object.name, object.first);
            // A required object without a member has no parameter.
            let is_there = field.presence == Presence::Required || has(&members, pairs);
            return is_there.then(|| self.object(id, &members, object.naming, pairs, &path));
        }
        let mut items = Vec::new();
        loop {
            let number = number(object.first, items.len());
            let members = Members::new(object.template, object.name, number);
            if !has(&members, pairs) {
                if items.is_empty() && !or_cleared(Vec::new(), object.name, field, pairs).is_empty()
                {
                    return Some(Value::Clear);
                }
                return (!items.is_empty()).then_some(Value::List(items));
            }
            let item = path.item(items.len());
            items.push(self.object(id, &members, object.naming, pairs, &item));
        }
    }

    fn object(
        &mut self,
        id: ObjectId,
        members: &Members,
        naming: Naming<'_>,
        pairs: &mut Pairs,
        path: &Path<'_>,
    ) -> Value {
        let interpreter = self.call.interpreter;
        let declared = &interpreter.plan.objects[id];
        let places = interpreter.objects[id].on(Some(naming.format));
        let scope = Scope {
            fields: &declared.fields,
            wires: Wires::Object(places),
            index: Index::None,
            parent: Some(path),
        };
        let parameters = naming.parameters(interpreter.plan, id);
        let naming = Naming {
            members: Some(members),
            ..naming
        };
        let mut slots = declared.fields.map(|_| None);
        self.all_parameters(parameters, naming, pairs, &scope, &mut slots);
        Value::Object(slots)
    }

    pub(super) fn parameter_field(
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
                Some(text) => self.fixed(constant, &text, &path),
                None => self.missing_constant(&path),
            }
            return;
        }
        let (item, separator) = match (field.ty.list(), &wire.list) {
            (
                Some(list),
                Some(
                    ParameterList::Repeat
                    | ParameterList::Indexed { .. }
                    | ParameterList::NumberedMember { .. },
                ),
            ) => (Some(&list.item), None),
            (_, Some(ParameterList::Join(separator))) => (None, Some(separator.as_str())),
            (
                _,
                Some(
                    ParameterList::Repeat
                    | ParameterList::Indexed { .. }
                    | ParameterList::NumberedMember { .. }
                    | ParameterList::Members { .. }
                    | ParameterList::Flattened { .. }
                    | ParameterList::Entries(_),
                )
                | None,
            ) => (None, None),
        };
        let is_empty = |text: &String| text.is_empty();
        slots[wire.field] = match (item, found.as_slice()) {
            (_, []) => None,
            (_, texts) if texts.iter().all(is_empty) && clears(field, texts.len()) => {
                Some(Value::Clear)
            }
            (_, [text]) if is_empty(text) && wire.absent != Absent::Omit => None,
            (Some(item), texts) => {
                // Empty texts behind the last item delete what the provider has there.
                let end = texts.iter().rposition(|text| !text.is_empty());
                let texts = match (field.presence, end) {
                    (Presence::Clearable(Clear::AllItems(_)), Some(end)) => &texts[..=end],
                    (_, _) => texts,
                };
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

/// Returns the texts of the items of a list. Without items, takes the empty text that clears the list.
fn or_cleared(items: Vec<String>, name: &str, field: &Field, pairs: &mut Pairs) -> Vec<String> {
    let clears = items.is_empty() && clear_of(field) == Some(Clear::Empty);
    let is_clear = clears && pairs.values(name).eq([""]);
    if is_clear { pairs.take(name) } else { items }
}

/// Returns whether so many empty texts clear a field.
fn clears(field: &Field, count: usize) -> bool {
    match clear_of(field) {
        Some(Clear::AllItems(all)) => u64::try_from(count) == Ok(all),
        Some(Clear::Empty | Clear::Null | Clear::EmptyList) => count == 1,
        None => false,
    }
}
