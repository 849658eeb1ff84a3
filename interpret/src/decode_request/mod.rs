//! Decodes a request: the schema backwards.
//!
//! Input: a request as a server received it. Output: the logical values, the binding, the credentials, and a violation for
//! everything that the schema does not describe. Decoding checks the shape only; [`Call::validate`](crate::Call::validate)
//! checks the values.

mod auth;
mod binding;
mod json;
mod pairs;
mod parameters;
mod path;
mod scalar;
mod text;
mod xml;
mod xml_parts;
mod xml_tree;

use parameters::Pairs;
pub(crate) use parameters::{decoded_pair, raw_pairs};

use std::collections::BTreeSet;
use std::fmt;

use wireform::__rt::Kept;
use wireform::__rt::{Check, Index, Path, Step};
use wireform::{Code, Violations, Waivers};
use wireform_codegen::lower::mask_entries;
use wireform_codegen::plan::{
    Binding, BindingId, BodyFormat, BodyTree, Constant, CredentialId, Field, FieldId, FieldMask,
    Literal, Location, MaskEntry, MaskPlace, ObjectType, PathPart, Presence, Table, Type,
};

use crate::call::{Call, collect};
use crate::check::one_variant;
use crate::credentials::Credentials;
use crate::places;
use crate::value::{Slots, Value, Values};

/// A request as a server received it.
#[derive(Clone, Copy)]
pub struct ReceivedRequest<'r> {
    /// The method.
    pub method: &'r str,
    /// The path below the URL of the server, with its escapes.
    pub path: &'r str,
    /// The query string without the question mark, with its escapes.
    pub query: &'r str,
    /// The headers, in the order in which they were received.
    pub headers: &'r [(String, String)],
    /// The body.
    pub body: &'r [u8],
}

/// Shows the method only, because path, headers and body can have secrets.
impl fmt::Debug for ReceivedRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedRequest")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

impl<'r> ReceivedRequest<'r> {
    /// Returns the value of the first header with a name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'r str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// A decoded request.
#[derive(Debug, Clone)]
pub struct DecodedRequest {
    /// The binding in whose format the request is written; none if it is written in none of the operation's formats.
    pub binding: Option<BindingId>,
    /// The values. A value that does not fit its field is broken, and has a violation.
    pub values: Values,
    /// The credentials, or what is wrong with them.
    pub credentials: Result<Credentials, Violations>,
    /// Everything that the schema does not describe.
    pub violations: Violations,
    /// Whether the query string or the body could not be read at all, so that nothing in it is known.
    pub unreadable: bool,
    /// Whether a constant of the operation is missing or different, as in a request of another operation at the same URL.
    pub wrong_constant: bool,
}

impl Call<'_> {
    /// Returns whether the path of a request is that of the operation, whatever the method. A trailing slash makes no
    /// difference, and neither do escapes that are not needed.
    #[must_use]
    pub fn has_path(&self, path: &str) -> bool {
        !self.bindings_at(path).is_empty()
    }

    /// Returns the bindings whose path is that of a request.
    fn bindings_at(&self, path: &str) -> Vec<BindingId> {
        let bindings = self.operation.bindings.iter_ids();
        let has_path = |binding: &Binding| match &binding.path {
            Some(own) => path::values(&[PathPart::Literal(own.clone())], path).is_some(),
            None => path::values(&self.operation.path, path).is_some(),
        };
        let found = bindings.filter(|(_, binding)| has_path(binding));
        found.map(|(at, _)| at).collect()
    }

    /// Decodes a request; none if it has another method or another path.
    ///
    /// ```
    /// # let mut sources = wireform_codegen::source::Sources::default();
    /// # sources.add("registrar.yaml", r#"
    /// # wireform: 1
    /// # provider: { name: Registrar }
    /// # credentials: { api_key: { secret: true } }
    /// # auth: { key: { headers: { Authorization: 'Key $api_key' } } }
    /// # endpoints: { api: { servers: {}, auth: [key] } }
    /// # operations:
    /// #   contact_update:
    /// #     http: POST /contacts/{handle}
    /// #     body: json
    /// #     update: patch
    /// #     params: { handle: { type: string, required: true } }
    /// #     fields: { city: { type: string, maxLength: 40 } }
    /// # "#);
    /// # let (plans, _) = wireform_codegen::plan_sources(&sources);
    /// use wireform_interpret::{Interpreter, ReceivedRequest, Value};
    ///
    /// let interpreter = Interpreter::new(&plans[0]);
    /// let call = interpreter.operation("contact_update").expect("the schema has it");
    /// let decoded = call.decode_request(&ReceivedRequest {
    ///     method: "POST",
    ///     path: "/contacts/jane",
    ///     query: "",
    ///     headers: &[
    ///         ("content-type".into(), "application/json; charset=utf-8".into()),
    ///         ("authorization".into(), "Key key-0123".into()),
    ///     ],
    ///     body: br#"{ "city": "Zwolle", "town": "Zwolle" }"#,
    /// });
    /// let decoded = decoded.expect("it has the method and the path of the operation");
    /// let city = call.operation().fields.find(|field| field.name == "city").expect("a field");
    /// assert_eq!(decoded.values.get(city), Some(&Value::Text("Zwolle".to_owned())));
    /// assert_eq!(decoded.violations.iter().next().map(|it| it.label()).as_deref(), Some("town: unknown_field"));
    /// assert!(decoded.credentials.is_ok());
    /// ```
    #[must_use]
    pub fn decode_request(&self, request: &ReceivedRequest<'_>) -> Option<DecodedRequest> {
        let bindings = self.bindings_at(request.path);
        if bindings.is_empty() {
            return None;
        }
        // A binding with a path of its own has no parameters in it.
        let in_path = path::values(&self.operation.path, request.path).unwrap_or_default();
        if !request.method.eq_ignore_ascii_case(&self.operation.method) {
            return None;
        }
        let (decoded, violations) = collect(&Waivers::NONE, |check| {
            let mut decoder = Decoder {
                call: self,
                check,
                credentials: Vec::new(),
                masks: Vec::new(),
                unreadable: false,
                wrong_constant: false,
                truths: None,
                echoes: &in_path,
            };
            let mut slots = self.operation.fields.map(|_| None);
            for (at, text) in &in_path {
                let is_list = self.operation.fields[*at].ty.list().is_some();
                let value = decoder.in_path(*at, text);
                match (&mut slots[*at], value) {
                    (Some(Value::List(items)), Some(item)) if is_list => items.push(item),
                    (slot, value) if is_list => {
                        *slot = Some(Value::List(value.into_iter().collect()));
                    }
                    (slot, value) => *slot = value,
                }
            }
            let binding = decoder.rest(request, &bindings, &mut slots);
            let Decoder {
                credentials,
                unreadable,
                wrong_constant,
                ..
            } = decoder;
            (binding, slots, credentials, unreadable, wrong_constant)
        });
        let (binding, slots, in_body, unreadable, wrong_constant) = decoded;
        Some(DecodedRequest {
            binding,
            values: Values {
                slots,
                kept: Kept::default(),
            },
            credentials: auth::credentials(self, request, binding, &in_body),
            violations,
            unreadable,
            wrong_constant,
        })
    }
}

/// Where the fields of a tree come from.
struct Scope<'a> {
    fields: &'a Table<FieldId, Field>,
    /// The place of each field on the wire.
    wires: Wires<'a>,
    /// How paths count items.
    index: Index<'static>,
    /// The object that the fields belong to; none for the operation.
    parent: Option<&'a Path<'a>>,
}

/// The places of the fields of a scope.
enum Wires<'a> {
    Operation(&'a Table<FieldId, String>),
    Object(&'a wireform_codegen::lower::Places<'a>),
}

impl Scope<'_> {
    /// Returns the last step of the path of a field.
    fn step(&self, at: FieldId) -> Step<'_> {
        Step {
            name: &self.fields[at].name,
            wire: match self.wires {
                Wires::Operation(paths) => &paths[at],
                Wires::Object(places) => &places[at].wire,
            },
            index: self.index,
        }
    }

    /// Returns the path that ends with a step.
    fn at<'p>(&'p self, step: &'p Step<'p>) -> Path<'p> {
        places::path(self.parent, step)
    }
}

/// Adds the names of the fields that a mask lists.
fn add_listed(entries: &[MaskEntry], slots: &Slots, listed: &mut BTreeSet<String>) {
    for entry in entries {
        match slots.get(entry.field).and_then(Option::as_ref) {
            None => {}
            Some(Value::Object(members)) if !entry.members.is_empty() => {
                add_listed(&entry.members, members, listed);
            }
            Some(_) => _ = listed.insert(entry.name.clone()),
        }
    }
}

/// Returns the step to something that is no field. It contains only the beginning of the name, which can be any text.
fn unknown_step(name: &str) -> Step<'_> {
    let end = name.char_indices().nth(60).map_or(name.len(), |(at, _)| at);
    Step::new(&name[..end], "")
}

/// What decoding one request has found.
struct Decoder<'d, 'c> {
    call: &'d Call<'d>,
    check: &'d mut Check<'c>,
    /// The credentials in the body.
    credentials: Vec<(CredentialId, String)>,
    /// The field masks in the body.
    masks: Vec<String>,
    unreadable: bool,
    wrong_constant: bool,
    /// The texts of `true` and of `false` in the tree that is being read.
    truths: Option<(&'d str, &'d str)>,
    /// The parameters of the path. Some clients send them in the body as well.
    echoes: &'d [(FieldId, String)],
}

impl Decoder<'_, '_> {
    /// Decodes everything but the path. Returns the binding.
    fn rest(
        &mut self,
        request: &ReceivedRequest<'_>,
        bindings: &[BindingId],
        slots: &mut Slots,
    ) -> Option<BindingId> {
        let operation = self.call.operation;
        for (name, at) in &operation.header_fields {
            if let Some(map) = operation.fields[*at].ty.map() {
                slots[*at] = self.headers(*at, &map.item, name, request);
            } else if let Some(text) = request.header(name) {
                slots[*at] = self.outside_body(*at, text);
            }
        }
        let binding = match binding::choose(operation, bindings, request) {
            Ok(binding) => binding,
            Err(expected) => {
                self.unreadable(&expected);
                return None;
            }
        };
        let chosen = &operation.bindings[binding];
        let scope = Scope {
            fields: &operation.fields,
            wires: Wires::Operation(&chosen.wire_paths),
            index: match chosen.body {
                BodyTree::Json { .. } => Index::Pointer,
                BodyTree::Xml { .. } => Index::Element,
                BodyTree::Empty
                | BodyTree::Query(_)
                | BodyTree::Form { .. }
                | BodyTree::Lines { .. }
                | BodyTree::Text { .. } => Index::None,
            },
            parent: None,
        };
        let mut query = self.pairs(request.query.as_bytes());
        self.parameters(
            &operation.query,
            BodyFormat::Query,
            &mut query,
            &scope,
            slots,
        );
        match &chosen.body {
            BodyTree::Empty => {}
            BodyTree::Query(parameters) => {
                self.parameters(parameters, BodyFormat::Query, &mut query, &scope, slots);
                self.entries(parameters, &mut query, &scope, slots);
            }
            BodyTree::Form { parameters, .. } => {
                let mut form = self.pairs(request.body);
                self.parameters(parameters, BodyFormat::Form, &mut form, &scope, slots);
                self.entries(parameters, &mut form, &scope, slots);
                self.unknown_pairs(&form, &scope);
            }
            BodyTree::Lines {
                parameters, syntax, ..
            } => {
                let mut lines = self.lines(request.body, syntax);
                self.parameters(parameters, BodyFormat::Lines, &mut lines, &scope, slots);
                self.unknown_pairs(&lines, &scope);
            }
            BodyTree::Text { parts, .. } => self.text_body(parts, request.body, &scope, slots),
            BodyTree::Json { members, .. } => self.json_body(members, request.body, &scope, slots),
            BodyTree::Xml { root, .. } => self.xml_body(root, request.body, &scope, slots),
        }
        if let Some(mask) = &operation.mask {
            self.mask(mask, &mut query, request, &scope, slots);
        }
        self.entries(&operation.query, &mut query, &scope, slots);
        self.unknown_pairs(&query, &scope);
        Some(binding)
    }

    /// Checks that the mask lists the fields of the body. Their order has no meaning.
    fn mask(
        &mut self,
        mask: &FieldMask,
        query: &mut Pairs,
        request: &ReceivedRequest<'_>,
        scope: &Scope<'_>,
        slots: &Slots,
    ) {
        let mut expected = BTreeSet::new();
        let entries = mask_entries(self.call.plan(), self.call.operation);
        add_listed(&entries, slots, &mut expected);
        let (name, texts) = match &mask.place {
            MaskPlace::Query(name) => (name.as_str(), query.take(name)),
            MaskPlace::Header(name) => {
                let text = request.header(name).map(str::to_owned);
                (name.as_str(), text.into_iter().collect())
            }
            MaskPlace::Body => ("", std::mem::take(&mut self.masks)),
        };
        let step = Step::new("", name);
        let path = scope.at(&step);
        let names = texts.iter().flat_map(|text| text.split(&*mask.separator));
        let listed: BTreeSet<String> = names
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        if listed != expected {
            self.wrong_constant = true;
            let names: Vec<&str> = expected.iter().map(String::as_str).collect();
            let names = match names.is_empty() {
                true => "empty, because the body has no field".to_owned(),
                false => format!("the fields of the body: {}", names.join(&mask.separator)),
            };
            self.check.input(&path, Code::Type, &names);
        }
    }

    /// Returns the entries of a map in headers. An empty map has no header.
    fn headers(
        &mut self,
        at: FieldId,
        item: &Type,
        template: &str,
        request: &ReceivedRequest<'_>,
    ) -> Option<crate::value::Value> {
        let field = &self.call.operation.fields[at];
        let step = places::step(field, &self.call.places[at]);
        let path = places::path(None, &step);
        let (before, after) = template.split_once("$member").unwrap_or((template, ""));
        let mut entries = Vec::new();
        for (name, text) in request.headers {
            let end = name.len().saturating_sub(after.len());
            let (Some(start), Some(key), Some(rest)) = (
                name.get(..before.len()),
                name.get(before.len()..end),
                name.get(end..),
            ) else {
                continue;
            };
            let is_named = start.eq_ignore_ascii_case(before) && rest.eq_ignore_ascii_case(after);
            if is_named && !key.is_empty() {
                let path = path.entry(entries.len());
                let value = self.text_value(item, &[], None, text, &path);
                entries.push((key.to_owned(), value));
            }
        }
        let is_there = field.presence == Presence::Required || !entries.is_empty();
        is_there.then_some(crate::value::Value::Map(entries))
    }

    /// Decodes a parameter of the path: the value of a field, or an item of a list.
    fn in_path(&mut self, at: FieldId, text: &str) -> Option<Value> {
        let field = &self.call.operation.fields[at];
        let Some(list) = field.ty.list() else {
            return self.outside_body(at, text);
        };
        let step = places::step(field, &self.call.places[at]);
        let path = places::path(None, &step);
        Some(self.text_value(&list.item, &[], None, text, &path))
    }

    /// Returns the value of a field in the path or a header.
    fn outside_body(&mut self, at: FieldId, text: &str) -> Option<crate::value::Value> {
        let field = &self.call.operation.fields[at];
        let step = places::step(field, &self.call.places[at]);
        let path = places::path(None, &step);
        if let Some(constant) = &field.constant {
            self.constant(constant, constant.fits(text), &path);
            return None;
        }
        Some(self.text_value(&field.ty, &[], Some(","), text, &path))
    }

    /// Reports a request or a body that cannot be read.
    fn unreadable(&mut self, expected: &str) {
        self.unreadable = true;
        let step = Step::new("", "");
        self.check
            .input(&places::path(None, &step), Code::Type, expected);
    }

    /// Reports a constant that has another value.
    fn constant(&mut self, constant: &Constant, is_equal: bool, path: &Path<'_>) {
        if !is_equal {
            self.wrong_constant = true;
            let what = format!("`{}`, as the schema states", constant.words());
            self.check.input(path, Code::Type, &what);
        }
    }

    /// Checks the text of a constant. The mask is compared when all fields are known.
    fn fixed(&mut self, constant: &Constant, text: &str, path: &Path<'_>) {
        if constant.is_mask() {
            self.masks.push(text.to_owned());
        }
        self.constant(constant, constant.fits(text), path);
    }

    /// Reports a constant that is missing.
    fn missing_constant(&mut self, path: &Path<'_>) {
        self.wrong_constant = true;
        self.check.required(path);
    }

    fn found_credential(&mut self, credential: CredentialId, text: String) {
        self.credentials.push((credential, text));
    }

    fn repeated(&mut self, path: &Path<'_>) {
        let what = "one value: the request has several";
        self.check.input(path, Code::Type, what);
    }

    /// Reports a name that the schema does not describe, unless it repeats a parameter of the path. `wire` is its place on the
    /// wire, if that has more than the name.
    fn unknown(&mut self, name: &str, wire: &str, value: Option<&str>, scope: &Scope<'_>) {
        let repeats = |(at, text): &(FieldId, String)| {
            let field = &self.call.operation.fields[*at];
            debug_assert_eq!(field.location, Location::Path);
            field.name == name && value == Some(text)
        };
        if scope.parent.is_none() && self.echoes.iter().any(repeats) {
            return;
        }
        let step = Step {
            wire,
            ..unknown_step(name)
        };
        self.check.input(&scope.at(&step), Code::UnknownField, "");
    }

    /// Returns an object, or reports a union that does not have exactly one variant.
    fn object_value(&mut self, object: &ObjectType, slots: Slots, path: &Path<'_>) -> Value {
        if object.is_union() && slots.iter().flatten().count() != 1 {
            self.check.input(path, Code::Type, &one_variant(object));
            return Value::Broken;
        }
        Value::Object(slots)
    }
}

/// Returns the logical text of a spelling.
fn logical(values: &[(String, Literal)], is_spelling: impl Fn(&Literal) -> bool) -> Option<&str> {
    let mut values = values.iter();
    values
        .find(|(_, literal)| is_spelling(literal))
        .map(|(text, _)| text.as_str())
}
