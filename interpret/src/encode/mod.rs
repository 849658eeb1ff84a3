//! Writes a request from valid values, with the runtime's writers.
//!
//! Input: valid values, a binding, a server and credentials. Output: an HTTP request. This file walks the wire trees in
//! order and looks up each value. The file of each format writes it.

mod json;
mod masks;
pub(crate) mod moments;
mod pairs;
mod xml;

use std::borrow::Cow;

use wireform::__rt::{Body, HttpBuilder, Kept, join};
use wireform::{HttpRequest, Moment, SignError};
use wireform_codegen::plan::{
    self, Absent, AuthStep, BodyFormat, BodyTree, Clear, Constant, Content, Encoding, Escaping,
    Field, FieldId, FieldWire, Group, JoinedItems, Literal, MaskPlace, MomentText, ObjectId,
    ObjectType, PathPart, Plan, Source, Table, TreeNode,
};

use crate::call::{Call, ValidValues};
use crate::credentials::Credentials;
use crate::valid::{ValidSlots, ValidValue};
use pairs::Writer;

/// Writes a request.
pub(crate) fn request(
    call: &Call<'_>,
    valid: &ValidValues,
    binding: &plan::Binding,
    server: &str,
    credentials: &Credentials,
    moment: Option<&Moment>,
) -> Result<HttpRequest, SignError> {
    let operation = call.operation;
    let mask = masks::of_operation(call, &valid.slots);
    let walk = Walk {
        plan: call.interpreter.plan,
        credentials,
        moment,
        mask: mask.as_str(),
        escaping: operation.encoding,
    };
    let scope = Scope {
        fields: &operation.fields,
        slots: &valid.slots,
    };
    let mut builder = HttpBuilder::new(&operation.method, server);
    match operation.encoding.query {
        Escaping::Rfc3986 => {}
        Escaping::Whatwg => builder.form_query(),
    }
    if let Some(path) = &binding.path {
        builder.path(path);
    }
    let shared = operation.path.iter().filter(|_| binding.path.is_none());
    for part in shared {
        match part {
            PathPart::Literal(text) => builder.path(text),
            PathPart::Field(field) => {
                let text = walk.field_text(scope, *field).unwrap_or_default();
                if operation.fields[*field].secret {
                    builder.secret_path_segment(&text);
                } else {
                    builder.path_segment(&text);
                }
            }
            PathPart::Segments(field) => {
                let value = scope.slots.get(*field).and_then(Option::as_ref);
                let items = match value {
                    Some(ValidValue::List(items)) => items.as_slice(),
                    Some(
                        ValidValue::Clear(_)
                        | ValidValue::Text(_)
                        | ValidValue::Integer(_)
                        | ValidValue::Number(_)
                        | ValidValue::Json(_)
                        | ValidValue::Boolean(_)
                        | ValidValue::Map(_)
                        | ValidValue::Object(..),
                    )
                    | None => &[],
                };
                let texts = items.iter().filter_map(ValidValue::text);
                builder.path_segments(texts, operation.fields[*field].secret);
            }
        }
    }
    let params = walk.auth_params();
    let query = pairs::flatten(&walk, &operation.query, BodyFormat::Query, scope);
    let write_mask = |builder: &mut HttpBuilder| match operation.mask.as_ref().map(|it| &it.place) {
        Some(MaskPlace::Query(parameter)) => mask.write(parameter, builder),
        Some(MaskPlace::Header(_) | MaskPlace::Body) | None => {}
    };
    match &binding.body {
        BodyTree::Query(parameters) => {
            let fields = pairs::flatten(&walk, parameters, BodyFormat::Query, scope);
            pairs::into_url(&mut builder, &query);
            write_mask(&mut builder);
            let escaping = operation.encoding.query;
            builder.query_body(pairs::write(
                Writer::escaped(escaping),
                params.iter().chain(&fields),
            ));
        }
        BodyTree::Form { .. } => {
            pairs::into_url(&mut builder, &query);
            write_mask(&mut builder);
        }
        BodyTree::Empty
        | BodyTree::Json { .. }
        | BodyTree::Xml { .. }
        | BodyTree::Lines { .. }
        | BodyTree::Text { .. } => {
            pairs::into_url(&mut builder, &params);
            pairs::into_url(&mut builder, &query);
            write_mask(&mut builder);
        }
    }
    walk.authenticate(&mut builder);
    for (name, value) in &operation.headers {
        builder.header(name, &walk.text_of(value));
    }
    for (name, field) in &operation.header_fields {
        for (name, text) in walk.headers(scope, name, *field) {
            if operation.fields[*field].secret {
                builder.secret_header(&name, &text);
            } else {
                builder.header(&name, &text);
            }
        }
    }
    if let Some(MaskPlace::Header(name)) = operation.mask.as_ref().map(|it| &it.place) {
        mask.write_header(name, &mut builder);
    }
    if let (Some(content_type), Some(body)) = (
        binding.body.content_type(),
        walk.body(binding, scope, &valid.kept),
    ) {
        builder.body(content_type, body);
    }
    builder.form_body(crate::sign::form_escape(operation, &binding.body));
    // Without a moment, nothing is computed.
    if let Some(moment) = moment {
        crate::sign::run(
            walk.plan,
            credentials,
            &operation.wire,
            &mut builder,
            moment,
        )?;
    }
    Ok(builder.finish())
}

/// Writes only the body; none if the binding has none.
pub(crate) fn body(
    call: &Call<'_>,
    valid: &ValidValues,
    binding: &plan::Binding,
    credentials: &Credentials,
    moment: Option<&Moment>,
) -> Option<Body> {
    let mask = masks::of_operation(call, &valid.slots);
    let walk = Walk {
        plan: call.interpreter.plan,
        credentials,
        moment,
        mask: mask.as_str(),
        escaping: call.operation.encoding,
    };
    let scope = Scope {
        fields: &call.operation.fields,
        slots: &valid.slots,
    };
    walk.body(binding, scope, &valid.kept)
}

/// The fields that a wire tree refers to, and their values.
#[derive(Clone, Copy)]
struct Scope<'a> {
    fields: &'a Table<FieldId, Field>,
    slots: &'a ValidSlots,
}

/// The value of a node.
enum Found<'a, L> {
    /// Nothing is written.
    Nothing,
    /// A constant.
    Literal(&'a Literal),
    /// A text that the request makes: the time or the nonce of the attempt, or the field mask.
    Text { text: String, is_number: bool },
    /// A constant point in time, for which a tree has a shape.
    Time(Cow<'a, str>),
    /// A credential.
    Credential {
        text: &'a str,
        integer: bool,
        secret: bool,
    },
    /// An empty text, for a field that is absent or cleared.
    EmptyText,
    /// Null, for a field that is absent or cleared.
    Null,
    /// An empty list, for a field that is cleared.
    EmptyList,
    /// An empty text for each of so many numbers of a list, for a field that is cleared.
    AllItems(u64),
    /// A value.
    Value {
        value: &'a ValidValue,
        secret: bool,
        wire: &'a FieldWire<L>,
    },
}

impl<L> From<Absent> for Found<'_, L> {
    fn from(absent: Absent) -> Self {
        match absent {
            Absent::Omit => Found::Nothing,
            Absent::Null => Found::Null,
            Absent::Empty => Found::EmptyText,
        }
    }
}

impl<L> From<Clear> for Found<'_, L> {
    fn from(clear: Clear) -> Self {
        match clear {
            Clear::Empty => Found::EmptyText,
            Clear::Null => Found::Null,
            Clear::EmptyList => Found::EmptyList,
            Clear::AllItems(count) => Found::AllItems(count),
        }
    }
}

/// What all nodes of one request share.
struct Walk<'a> {
    plan: &'a Plan,
    credentials: &'a Credentials,
    /// The moment of sending. An operation that sends it has one.
    moment: Option<&'a Moment>,
    /// The field mask; empty if there is none.
    mask: &'a str,
    escaping: Encoding,
}

impl<'a> Walk<'a> {
    fn body(&self, binding: &'a plan::Binding, scope: Scope<'a>, kept: &Kept) -> Option<Body> {
        match &binding.body {
            BodyTree::Empty | BodyTree::Query(_) => None,
            BodyTree::Json { members, .. } => Some(json::document(self, members, scope, kept)),
            BodyTree::Xml { doctype, root, .. } => {
                Some(xml::document(self, doctype.as_deref(), root, scope))
            }
            BodyTree::Lines {
                parameters, syntax, ..
            } => {
                let lines = pairs::flatten(self, parameters, BodyFormat::Lines, scope);
                Some(pairs::write(Writer::lines(syntax), lines.iter()))
            }
            BodyTree::Text { parts, .. } => {
                let parts = pairs::flatten(self, parts, BodyFormat::Text, scope);
                let mut body = Body::new();
                for part in &parts {
                    marked(&mut body, part.secret, |body| body.raw(&part.value));
                }
                Some(body)
            }
            BodyTree::Form { parameters, .. } => {
                let params = self.auth_params();
                let fields = pairs::flatten(self, parameters, BodyFormat::Form, scope);
                Some(pairs::write(
                    Writer::escaped(self.escaping.form),
                    params.iter().chain(&fields),
                ))
            }
        }
    }

    fn find<L>(&self, source: &'a Source<L>, scope: Scope<'a>) -> Found<'a, L> {
        match source {
            Source::Constant { value, is_time } => self.constant(value, *is_time),
            Source::Credential(index) => match self.credentials.get(*index) {
                Some(text) => Found::Credential {
                    text,
                    integer: self.plan.credentials[*index].integer.is_some(),
                    secret: self.plan.credentials[*index].secret,
                },
                None => Found::Nothing,
            },
            Source::Field(wire) => {
                let field = &scope.fields[wire.field];
                if let Some(constant) = &field.constant {
                    return self.constant(constant, wire.is_time);
                }
                match scope.slots.get(wire.field).and_then(Option::as_ref) {
                    None => wire.absent.into(),
                    Some(ValidValue::Clear(clear)) => (*clear).into(),
                    Some(value) => Found::Value {
                        value,
                        secret: field.secret,
                        wire,
                    },
                }
            }
        }
    }

    /// Returns a constant. `is_time` is whether it is a point in time.
    fn constant<L>(&self, constant: &'a Constant, is_time: bool) -> Found<'a, L> {
        match constant {
            Constant::Literal(Literal::String(text)) if is_time => Found::Time(text.into()),
            Constant::Literal(literal) => Found::Literal(literal),
            Constant::Moment(moment) if is_time && !moment.is_number => {
                Found::Time(self.text_at(moment).into())
            }
            Constant::Moment(moment) => Found::Text {
                text: self.text_at(moment),
                is_number: moment.is_number,
            },
            Constant::Mask => Found::Text {
                text: self.mask.to_owned(),
                is_number: false,
            },
        }
    }

    /// Returns a text that each attempt writes anew.
    fn text_at(&self, text: &MomentText) -> String {
        let written = self.moment.map(|moment| moments::text(text, moment));
        written.unwrap_or_default()
    }

    /// Returns the text of a constant.
    fn text_of(&self, constant: &'a Constant) -> Cow<'a, str> {
        match constant {
            Constant::Literal(literal) => literal.text().into(),
            Constant::Moment(moment) => self.text_at(moment).into(),
            Constant::Mask => self.mask.into(),
        }
    }

    /// Returns the headers of a field, each with its name: one, or one for each entry of a map.
    fn headers(
        &self,
        scope: Scope<'a>,
        name: &'a str,
        field: FieldId,
    ) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
        let value = scope.slots.get(field).and_then(Option::as_ref);
        let Some(ValidValue::Map(entries)) = value else {
            let text = self.field_text(scope, field).into_iter();
            return text.map(|text| (name.into(), text)).collect();
        };
        let (before, after) = name.split_once("$member").unwrap_or((name, ""));
        let entries = entries.iter();
        entries
            .filter_map(|(key, it)| Some(([before, key, after].concat().into(), it.text()?)))
            .collect()
    }

    /// Returns the text of a field that is in the path or a header.
    fn field_text(&self, scope: Scope<'a>, field: FieldId) -> Option<Cow<'a, str>> {
        let declared = &scope.fields[field];
        if let Some(constant) = &declared.constant {
            return Some(self.text_of(constant));
        }
        match scope.slots.get(field)?.as_ref()? {
            ValidValue::List(items) => {
                let texts: Vec<_> = items.iter().filter_map(ValidValue::text).collect();
                let list = declared.ty.list();
                let separator = declared.ty.join().unwrap_or(",");
                Some(match list.map_or(JoinedItems::Plain, |list| list.joined) {
                    JoinedItems::Quoted => join::quoted(texts, separator).into(),
                    JoinedItems::Plain | JoinedItems::Containing(_) => texts.join(separator).into(),
                })
            }
            value => value.text(),
        }
    }

    /// Returns what writes the members of an object. The credentials stay the same.
    fn enter_object<'o>(
        &self,
        index: ObjectId,
        slots: &'o ValidSlots,
    ) -> (Walk<'o>, &'o ObjectType, Scope<'o>)
    where
        'a: 'o,
    {
        let object = &self.plan.objects[index];
        let fields = &object.fields;
        let walk = Walk {
            plan: self.plan,
            credentials: self.credentials,
            moment: self.moment,
            mask: self.mask,
            escaping: self.escaping,
        };
        (walk, object, Scope { fields, slots })
    }

    /// Returns whether a group is written: always, or because a field in it writes something.
    fn asks<N: TreeNode>(&self, group: &'a Group<N>, scope: Scope<'a>) -> bool {
        group.always || self.writes_any(&group.children, scope)
    }

    /// Returns whether a field in one of the nodes writes something.
    fn writes_any<N: TreeNode>(&self, nodes: &'a [N], scope: Scope<'a>) -> bool {
        nodes.iter().any(|node| match node.content() {
            Content::Group(group) => self.asks(group, scope),
            Content::Document(group) => self.asks(group, scope),
            Content::Value(Source::Credential(_) | Source::Constant { .. }) => false,
            Content::Tree(value) => self.writes_any(value.nodes(), scope),
            Content::Value(source @ Source::Field(_)) => match self.find(source, scope) {
                Found::Nothing => false,
                Found::Value { value, wire, .. } => !wire.vanishes_empty() || self.is_filled(value),
                Found::Literal(_)
                | Found::Text { .. }
                | Found::Time(_)
                | Found::Credential { .. }
                | Found::EmptyText
                | Found::Null
                | Found::EmptyList
                | Found::AllItems(_) => true,
            },
        })
    }

    /// Returns whether something is written for a value of which nothing is written if it is empty. Only XML writes an object
    /// so in a group.
    fn is_filled(&self, value: &'a ValidValue) -> bool {
        match value {
            ValidValue::List(items) => !items.is_empty(),
            ValidValue::Map(entries) => !entries.is_empty(),
            ValidValue::Object(index, slots) => {
                let (walk, object, scope) = self.enter_object(*index, slots);
                walk.writes_any(&object.xml, scope)
            }
            ValidValue::Clear(_)
            | ValidValue::Text(_)
            | ValidValue::Integer(_)
            | ValidValue::Number(_)
            | ValidValue::Json(_)
            | ValidValue::Boolean(_) => true,
        }
    }

    fn auth_params(&self) -> Vec<pairs::Pair<'a>> {
        let Some(auth) = self.credentials.auth(self.plan) else {
            return Vec::new();
        };
        auth.parameters()
            .filter(|(_, template)| {
                let optional = template.optional_credentials(self.plan);
                self.credentials.has_all(optional)
            })
            .map(|(name, template)| {
                let (value, secret) = self.credentials.fill(self.plan, template);
                pairs::Pair {
                    name: name.into(),
                    value: value.into(),
                    secret,
                }
            })
            .collect()
    }

    /// Runs the steps of the authentication that run before the body is encoded.
    fn authenticate(&self, builder: &mut HttpBuilder) {
        let Some(auth) = self.credentials.auth(self.plan) else {
            return;
        };
        for step in auth.steps_of(false) {
            match step {
                AuthStep::Basic { user, password } => {
                    let user = self.credentials.get(*user).unwrap_or_default();
                    let password = self.credentials.get(*password).unwrap_or_default();
                    builder.basic(user, password);
                }
                AuthStep::Header { value, .. }
                    if !self
                        .credentials
                        .has_all(value.optional_credentials(self.plan)) => {}
                AuthStep::Header { name, value } => {
                    let (value, secret) = self.credentials.fill(self.plan, value);
                    if secret {
                        builder.secret_header(name, &value);
                    } else {
                        builder.header(name, &value);
                    }
                }
                // The query string, the form or the document has them.
                AuthStep::Parameter { .. } | AuthStep::Document => {}
                // They run when the request is complete.
                AuthStep::Let(_) | AuthStep::Computed { .. } => {}
            }
        }
    }
}

/// Returns the spelling of a value, if the wire has one of its own.
fn spelling<'a, L>(wire: &'a FieldWire<L>, text: &str) -> Option<&'a Literal> {
    wire.values
        .iter()
        .find(|(logical, _)| logical == text)
        .map(|(_, literal)| literal)
}

/// Returns the text of a value on a wire that has only texts.
fn spelled<'a, L>(wire: &'a FieldWire<L>, value: &'a ValidValue) -> Cow<'a, str> {
    let text = value.text().unwrap_or_default();
    match spelling(wire, &text) {
        Some(literal) => literal.text().into(),
        None => text,
    }
}

/// Returns the items of a list as one text.
fn joined<L>(wire: &FieldWire<L>, items: &[ValidValue], separator: &str) -> String {
    let texts: Vec<_> = items.iter().map(|item| spelled(wire, item)).collect();
    match wire.quoted {
        true => join::quoted(texts, separator),
        false => texts.join(separator),
    }
}

/// Writes a part of a body, and masks it if it is secret.
fn marked(body: &mut Body, secret: bool, write: impl FnOnce(&mut Body)) {
    if secret {
        body.secret(write);
    } else {
        write(body);
    }
}
