//! Decodes JSON bodies.

use wireform::__rt::{Index, Path};
use wireform::{Code, Decimal};
use wireform_codegen::plan::{
    Absent, AnyFormat, Clear, Constant, Content, Field, FieldWire, JsonContent, JsonDocument,
    JsonEntries, JsonKind, JsonList, JsonMember, Literal, ObjectId, Primitive, Source, Structure,
    TreeNode, Type, variant_kinds, written_fields,
};

use super::auth::base64;
use super::scalar::{clear_of, scalar};
use super::{Decoder, Scope, Wires, logical, unknown_step};
use crate::input::Input;
use crate::value::{Slots, Value};

impl Decoder<'_, '_> {
    pub(super) fn json_body(
        &mut self,
        members: &[JsonMember],
        body: &[u8],
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        match Input::from_json(body) {
            Ok(Input::Map(entries)) => self.json_members(members, &entries, scope, slots),
            Ok(_) => self.unreadable("a JSON object"),
            Err(error) => {
                let place = format!("line {}, column {}", error.line(), error.column());
                self.unreadable(&match error.is_eof() {
                    true => format!("a JSON object, but the body ends too early ({place})"),
                    false => format!("a JSON object, but the body is not JSON ({place})"),
                });
            }
        }
    }

    /// Decodes a JSON document in a text at a path.
    pub(super) fn document(
        &mut self,
        document: &JsonDocument,
        text: &str,
        path: &Path<'_>,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        let decoded = match document.base64 {
            true => base64(text),
            false => Some(text.as_bytes().to_vec()),
        };
        match decoded.map(|bytes| Input::from_json(&bytes)) {
            Some(Ok(Input::Map(entries))) => {
                self.json_members(&document.group.children, &entries, scope, slots);
            }
            _ => self
                .check
                .input(path, Code::Type, "a JSON object in a text"),
        }
    }

    fn json_members(
        &mut self,
        members: &[JsonMember],
        entries: &[(String, Input)],
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        let mut seen = vec![false; members.len()];
        for (name, input) in entries {
            let is_named = |member: &JsonMember| member.own_name() == Some(name.as_str());
            let Some(at) = members.iter().position(is_named) else {
                if self.free_member(members, name, input, scope, slots) {
                    continue;
                }
                let step = unknown_step(name).name;
                let wire = format!("/{}", step.replace('~', "~0").replace('/', "~1"));
                self.unknown(name, &wire, plain_text(input).as_deref(), scope);
                continue;
            };
            if std::mem::replace(&mut seen[at], true) {
                let step = unknown_step(name);
                self.repeated(&scope.at(&step));
                continue;
            }
            self.json_member(&members[at], input, scope, slots);
        }
        for (member, _) in members.iter().zip(seen).filter(|(_, seen)| !seen) {
            self.absent_node(member, scope);
        }
    }

    /// Reads a member without a name of its own as an entry of a map. Returns whether a map can have it.
    fn free_member(
        &mut self,
        members: &[JsonMember],
        name: &str,
        input: &Input,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) -> bool {
        let mut maps = members.iter().filter_map(|member| {
            let key = member.content.members()?.key(name)?;
            Some((member.content.field()?, key))
        });
        let Some((wire, key)) = maps.next() else {
            return false;
        };
        let Some(map) = scope.fields[wire.field].ty.map() else {
            return false;
        };
        let step = scope.step(wire.field);
        let path = scope.at(&step);
        let mut known = match slots[wire.field].take() {
            Some(Value::Map(known)) => known,
            Some(_) | None => Vec::new(),
        };
        let value = self.json_plain(&map.item, wire, input, &path.entry(known.len()));
        known.push((key.to_owned(), value));
        slots[wire.field] = Some(Value::Map(known));
        true
    }

    /// Reports the constants of a node that the request does not have. A group that is written only for its fields has none.
    pub(super) fn absent_node<N: TreeNode>(&mut self, node: &N, scope: &Scope<'_>) {
        match node.content() {
            Content::Group(group) if group.always => {
                for child in &group.children {
                    self.absent_node(child, scope);
                }
            }
            Content::Document(_) => {
                let step = unknown_step(node.name());
                self.missing_constant(&scope.at(&step));
            }
            Content::Group(_) | Content::Value(Source::Credential(_)) => {}
            Content::Tree(value) => self.absent_node(&value.value, scope),
            Content::Value(Source::Constant { .. }) => {
                let step = unknown_step(node.name());
                self.missing_constant(&scope.at(&step));
            }
            Content::Value(Source::Field(wire)) => {
                if scope.fields[wire.field].constant.is_some() {
                    let step = scope.step(wire.field);
                    self.missing_constant(&scope.at(&step));
                }
            }
        }
    }

    pub(super) fn json_member(
        &mut self,
        member: &JsonMember,
        input: &Input,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        let step = unknown_step(&member.name);
        let place = scope.at(&step);
        match (&member.content, input) {
            (JsonContent::Group(group), Input::Map(entries)) => {
                self.json_members(&group.children, entries, scope, slots);
            }
            (JsonContent::Group(_), _) => self.check.input(&place, Code::Type, "an object"),
            (JsonContent::Document(document), Input::Text(text) | Input::Plain(text)) => {
                self.document(document, text, &place, scope, slots);
            }
            (JsonContent::Document(_), _) => self.check.input(&place, Code::Type, "a text"),
            (
                JsonContent::Value(Source::Constant {
                    value: constant, ..
                }),
                input,
            ) => {
                if let (true, Some(text)) = (constant.is_mask(), plain_text(input)) {
                    self.masks.push(text);
                }
                self.constant(constant, is_constant(input, constant), &place);
            }
            (JsonContent::Value(Source::Credential(credential)), input) => {
                match plain_text(input) {
                    Some(text) => self.found_credential(*credential, text),
                    None => self.check.input(&place, Code::Type, "a text"),
                }
            }
            (JsonContent::Value(Source::Field(wire)), input) => {
                let field = &scope.fields[wire.field];
                let step = scope.step(wire.field);
                let path = scope.at(&step);
                match &field.constant {
                    Some(constant) => {
                        self.constant(constant, is_constant(input, constant), &path);
                    }
                    None => slots[wire.field] = self.json_field(field, wire, input, &path),
                }
            }
        }
    }

    /// Reads the value of a field; none if the value stands for an absent one.
    fn json_field(
        &mut self,
        field: &Field,
        wire: &FieldWire<JsonList>,
        input: &Input,
        path: &Path<'_>,
    ) -> Option<Value> {
        let is_spelled = logical(&wire.values, |literal| is_literal(input, literal)).is_some();
        let empty = match input {
            Input::Null => (Clear::Null, Absent::Null),
            Input::Text(text) | Input::Plain(text) if text.is_empty() => {
                (Clear::Empty, Absent::Empty)
            }
            Input::List(items) if items.is_empty() => (Clear::EmptyList, Absent::Omit),
            _ => return Some(self.json_value(&field.ty, wire, input, path)),
        };
        if clear_of(field) == Some(empty.0) {
            return Some(Value::Clear);
        }
        if is_spelled {
            return Some(self.json_value(&field.ty, wire, input, path));
        }
        match input {
            _ if empty.1 != Absent::Omit && wire.absent == empty.1 => None,
            // The validation reports a field that cannot be cleared.
            Input::Null => Some(Value::Clear),
            input => Some(self.json_value(&field.ty, wire, input, path)),
        }
    }

    /// Reads a value. An object or a map that is written as entries is read as the object whose members the entries are.
    fn json_value(
        &mut self,
        ty: &Type,
        wire: &FieldWire<JsonList>,
        input: &Input,
        path: &Path<'_>,
    ) -> Value {
        let Some(JsonList::Entries(entries)) = &wire.list else {
            return self.json_plain(ty, wire, input, path);
        };
        match entries_of(entries, input) {
            Some(members) => self.json_plain(ty, wire, &Input::Map(members), path),
            None => self.mistyped(ty, &wire.values, path),
        }
    }

    fn json_plain(
        &mut self,
        ty: &Type,
        wire: &FieldWire<JsonList>,
        input: &Input,
        path: &Path<'_>,
    ) -> Value {
        let found = match (ty.structure(), input) {
            (Structure::Primitive(primitive), input) if !wire.values.is_empty() => {
                logical(&wire.values, |literal| is_literal(input, literal))
                    .and_then(|text| scalar(primitive, text))
            }
            (Structure::Primitive(primitive), input) => json_scalar(primitive, input, self.truths),
            (Structure::List(list), input) => match (&wire.list, input) {
                (Some(JsonList::Join(separator)), Input::Text(text) | Input::Plain(text)) => {
                    Some(self.text_value(ty, &wire.values, Some(separator), text, path))
                }
                (
                    Some(JsonList::Array | JsonList::Entries(_) | JsonList::Members(_)) | None,
                    Input::List(items),
                ) => {
                    let items = items.iter().enumerate().map(|(at, item)| {
                        let path = path.item(at);
                        self.json_plain(&list.item, wire, item, &path)
                    });
                    Some(Value::List(items.collect()))
                }
                (
                    Some(
                        JsonList::Join(_)
                        | JsonList::Array
                        | JsonList::Entries(_)
                        | JsonList::Members(_),
                    )
                    | None,
                    _,
                ) => None,
            },
            (Structure::Object(object), input)
                if self.call.interpreter.plan.objects[object].is_by_kind() =>
            {
                let found = self.variant_of_kind(object, input, path);
                Some(found.unwrap_or_else(|| self.no_variant_of_kind(object, path)))
            }
            (Structure::Object(object), Input::Map(entries)) => {
                let interpreter = self.call.interpreter;
                let declared = &interpreter.plan.objects[object];
                let scope = Scope {
                    fields: &declared.fields,
                    wires: Wires::Object(&interpreter.objects[object].json),
                    index: Index::Pointer,
                    parent: Some(path),
                };
                let mut slots = declared.fields.map(|_| None);
                match declared.tag() {
                    Some(tag) => {
                        if let Some(variant) = tagged(tag, &declared.json, entries) {
                            self.json_members(&declared.json, &[variant], &scope, &mut slots);
                        }
                    }
                    None => self.json_members(&declared.json, entries, &scope, &mut slots),
                }
                Some(self.object_value(declared, slots, path))
            }
            (Structure::Map(map), Input::Map(entries)) => {
                let entries = entries.iter().enumerate();
                let entries = entries.map(|(at, (key, input))| {
                    let path = path.entry(at);
                    (key.clone(), self.json_plain(&map.item, wire, input, &path))
                });
                Some(Value::Map(entries.collect()))
            }
            (Structure::Object(_) | Structure::Map(_), _) => None,
        };
        found.unwrap_or_else(|| self.mistyped(ty, &wire.values, path))
    }
}

impl Decoder<'_, '_> {
    /// Reads the variant of a union whose values have this kind; `None` if there is none.
    fn variant_of_kind(&mut self, id: ObjectId, input: &Input, path: &Path<'_>) -> Option<Value> {
        let interpreter = self.call.interpreter;
        let declared = &interpreter.plan.objects[id];
        let kind = kind_of(input)?;
        let kinds = variant_kinds(&interpreter.plan.objects, declared);
        let variant = kinds.find(|kinds| kinds.contains(&kind))?;
        let written = written_fields(&declared.json).into_iter();
        let member = written
            .filter(|it| it.field == variant)
            .map(|it| it.name)
            .next()?;
        let scope = Scope {
            fields: &declared.fields,
            wires: Wires::Object(&interpreter.objects[id].json),
            index: Index::Pointer,
            parent: Some(path),
        };
        let mut slots = declared.fields.map(|_| None);
        let members = [(member.to_owned(), input.clone())];
        self.json_members(&declared.json, &members, &scope, &mut slots);
        Some(self.object_value(declared, slots, path))
    }
}

impl Decoder<'_, '_> {
    /// Reports a value of a kind that no variant of a union has.
    fn no_variant_of_kind(&mut self, id: ObjectId, path: &Path<'_>) -> Value {
        let objects = &self.call.interpreter.plan.objects;
        let kinds = variant_kinds(objects, &objects[id]);
        let taken = |kind: &JsonKind| kinds.iter().any(|kinds| kinds.contains(kind));
        let words: Vec<&str> = JsonKind::ALL
            .into_iter()
            .filter(taken)
            .map(kind_in_words)
            .collect();
        let what = match words.split_last() {
            Some((last, others)) if !others.is_empty() => {
                format!("{} or {last}", others.join(", "))
            }
            Some((only, _)) => (*only).to_owned(),
            None => "a value of one of the variants".to_owned(),
        };
        self.check.input(path, Code::Type, &what);
        Value::Broken
    }
}

/// Returns a kind of JSON values in words.
fn kind_in_words(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Text => "a text",
        JsonKind::Number => "a number",
        JsonKind::Boolean => "`true` or `false`",
        JsonKind::List => "a list",
        JsonKind::Object => "an object",
    }
}

/// Returns the kind of a JSON value; none for a null.
fn kind_of(input: &Input) -> Option<JsonKind> {
    match input {
        Input::Text(_) => Some(JsonKind::Text),
        Input::Integer(_) | Input::Number(_) | Input::Rounded => Some(JsonKind::Number),
        Input::Boolean(_) => Some(JsonKind::Boolean),
        Input::List(_) => Some(JsonKind::List),
        Input::Map(_) => Some(JsonKind::Object),
        Input::Null | Input::Blank | Input::Plain(_) | Input::Broken => None,
    }
}

/// Returns the variant of a union with a tag, as a member with the name of the variant; `None` if the tag names no variant or is
/// repeated.
fn tagged(
    tag: &str,
    variants: &[JsonMember],
    entries: &[(String, Input)],
) -> Option<(String, Input)> {
    let (tags, members): (Vec<_>, Vec<_>) =
        entries.iter().cloned().partition(|(name, _)| name == tag);
    match tags.as_slice() {
        [(_, Input::Text(name) | Input::Plain(name))]
            if variants.iter().any(|it| it.name == *name) =>
        {
            Some((name.clone(), Input::Map(members)))
        }
        [] | [..] => None,
    }
}

/// Returns the members that entries stand for; `None` if one of them is no entry.
fn entries_of(entries: &JsonEntries, input: &Input) -> Option<Vec<(String, Input)>> {
    let Input::List(items) = input else {
        return None;
    };
    let member = |item: &Input| {
        let Input::Map(members) = item else {
            return None;
        };
        let find = |wanted: &str| members.iter().find(|(name, _)| name == wanted);
        let (Some((_, Input::Text(key) | Input::Plain(key))), Some((_, value)), 2) =
            (find(&entries.key), find(&entries.value), members.len())
        else {
            return None;
        };
        Some((key.clone(), value.clone()))
    };
    items.iter().map(member).collect()
}

/// Reads a JSON value without spellings. The types are as strict as the writer: a number is not a text.
fn json_scalar(
    primitive: Primitive<'_>,
    input: &Input,
    truths: Option<(&str, &str)>,
) -> Option<Value> {
    match (primitive, input) {
        // Texts of a tree that writes several kinds in the same way.
        (Primitive::Boolean, Input::Plain(text)) => {
            let (yes, no) = truths?;
            let is_known = *text == yes || *text == no;
            is_known.then(|| Value::Boolean(*text == yes))
        }
        (
            Primitive::Text(_)
            | Primitive::Enum(_)
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Any(_),
            Input::Plain(text),
        ) => scalar(primitive, text),
        (
            Primitive::Text(_) | Primitive::Enum(_) | Primitive::Date | Primitive::Timestamp,
            Input::Text(text),
        ) => scalar(primitive, text),
        (Primitive::Integer(_), Input::Integer(number)) => Some(Value::Integer(*number)),
        (Primitive::Number(_), Input::Integer(number)) => Some(Value::Number((*number).into())),
        (Primitive::Number(_), Input::Number(text)) => scalar(primitive, text),
        (Primitive::Any(AnyFormat::Json), input) => input.json_text().ok().map(Value::Json),
        (Primitive::Boolean, Input::Boolean(truth)) => Some(Value::Boolean(*truth)),
        (
            Primitive::Text(_)
            | Primitive::Enum(_)
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Any(AnyFormat::Xml)
            | Primitive::Boolean,
            _,
        ) => None,
    }
}

/// Returns whether a value is one that an attempt writes for a constant.
fn is_constant(input: &Input, constant: &Constant) -> bool {
    match (input, constant) {
        (input, Constant::Literal(literal)) => is_literal(input, literal),
        (Input::Plain(text), Constant::Moment(moment)) => moment.fits(text),
        (Input::Text(text), Constant::Moment(moment)) => !moment.is_number && moment.fits(text),
        (Input::Integer(number), Constant::Moment(moment)) => {
            moment.is_number && moment.fits(&number.to_string())
        }
        (input, Constant::Mask) => plain_text(input).is_some(),
        (_, Constant::Moment(_)) => false,
    }
}

/// Returns whether a value equals a constant.
fn is_literal(input: &Input, literal: &Literal) -> bool {
    match (input, literal) {
        (Input::Text(text), Literal::String(expected)) => text == expected,
        (Input::Plain(text), literal) => text == literal.text(),
        (Input::Integer(number), Literal::Number(expected)) => {
            expected.parse::<i64>().is_ok_and(|it| it == *number)
        }
        (Input::Number(text), Literal::Number(expected)) => match Decimal::parse(text) {
            Ok(number) => number.is_one_of(&[expected]),
            Err(_) => text == expected,
        },
        (Input::Boolean(truth), Literal::Boolean(expected)) => truth == expected,
        (Input::Null, Literal::Null) => true,
        _ => false,
    }
}

/// Returns the text of a scalar.
fn plain_text(input: &Input) -> Option<String> {
    match input {
        Input::Text(text) | Input::Plain(text) | Input::Number(text) => Some(text.clone()),
        Input::Integer(number) => Some(number.to_string()),
        Input::Boolean(truth) => Some(truth.to_string()),
        Input::Null
        | Input::Blank
        | Input::Rounded
        | Input::List(_)
        | Input::Map(_)
        | Input::Broken => None,
    }
}
