//! Resolves operations. Bindings, rules, responses and examples have files of their own.

use super::current_operation::CurrentOperation;
use super::diagnostics::{ParameterDiagnostic, RustItem};
use super::identifiers::{Role, ident};
use super::moments::sends_moment;
use super::namespace::{Namespace, rust_name};
use super::resolver::{FieldDraft, Resolver, owned};
use super::what_operations_do;
use crate::draft::{Draft, OperationDraft};
use crate::plan::{Does, Encoding, Escaping, Location, ObjectId, Phase, Presence, Table, Update};
use crate::source::Spanned;
use crate::syntax::{self, Body, Case, Envelope, Map, Text};

impl<'a> Resolver<'a> {
    /// Resolves the operations of the schema.
    pub(super) fn resolve_operations(&mut self, plan: &mut Draft) {
        let schema = self.schema;
        for (name, operation) in &schema.operations {
            let resolved = self.resolve_operation(name, operation, plan);
            plan.operations.push(resolved);
        }
        // The mistakes of objects that no operation uses are reported, too.
        let objects: Vec<ObjectId> = self.objects.ids().collect();
        for object in objects {
            self.resolve_object_rules(object, plan);
        }
    }

    fn resolve_operation(
        &mut self,
        name: &'a Text,
        operation: &'a syntax::Operation,
        plan: &Draft,
    ) -> OperationDraft {
        self.operation = Some(name.span);
        let inheritance = self.inheritances.get(&name.value);
        self.left_out = inheritance.map_or_else(Vec::new, |it| it.left_out.clone());
        self.keep_notes(&name.value, &operation.differs);
        let (rust, module) = self.choose_operation_names(name, operation);
        let page = self.resolve_page(operation.page.as_ref());
        let update = operation
            .update
            .as_ref()
            .map_or(Update::None, |update| update.value.into());
        let endpoint = self.resolve_operation_endpoint(name, operation);
        let auths = self.resolve_operation_auths(operation, endpoint, plan);
        let http = self.parse_http_line(&operation.http);
        self.check_slash(&operation.http, endpoint);
        let mut current = CurrentOperation {
            name,
            syntax: operation,
            drafts: Table::new(),
            update,
            phase: what_operations_do::phase(operation),
            rules: Vec::new(),
            endpoint,
            auths,
        };
        let parts = http.as_ref().map_or(&[][..], |(_, parts)| parts);
        self.resolve_parameters(&mut current, parts);
        self.resolve_body_fields(&mut current);
        self.limit_paths(&mut current.drafts);
        self.apply_required(&mut current);
        self.check_update(&current);
        self.check_does(&current);
        self.check_numbered_lists(&current);
        self.take_derived(&current, &rust);
        let mut headers = self.resolve_constant_headers(&current);
        let path = self.resolve_path(&current, parts, http.is_some());
        let outside = self.resolve_outside_body(&current, &mut headers);
        let bindings = self.resolve_bindings(&current, &outside, plan);
        self.check_members(&current);
        self.check_header_names(&current, plan);
        let auths = (plan, current.auths.as_slice());
        let mask = {
            let constant = headers.iter().map(|(name, _)| name.as_str());
            let fields = outside.headers.iter().map(|(name, _)| name.as_str());
            let names: Vec<&str> = constant.chain(fields).collect();
            self.resolve_mask(
                operation,
                update,
                (&outside.query, &names),
                &bindings,
                auths,
            )
        };
        let envelope = operation.envelope.as_ref().map_or(name.span, |it| it.span);
        self.check_mask_places(mask.as_ref(), &bindings, envelope);
        let rules = self.resolve_rules(&current, plan);
        current.rules = rules.iter().map(|rule| rule.name.clone()).collect();
        let responses = self.resolve_responses(&current);
        let permissions = self.resolve_permissions(&operation.permissions, None);
        let method = http.as_ref().map(|(method, _)| method.as_str());
        let stated = operation.idempotent.as_ref().map(|stated| stated.value);
        // The page misuses a method that must not change anything, so its meaning does not hold.
        let creates = what_operations_do::phase(operation) == Phase::Create;
        let is_idempotent = stated.unwrap_or_else(|| {
            method.is_some_and(|it| is_idempotent_method(it) && !(creates && is_safe_method(it)))
        });
        let sends_moment = headers.iter().any(|(_, value)| value.moment().is_some())
            || sends_moment(&outside.query, &bindings);
        let mut resolved = OperationDraft {
            is_idempotent,
            name: name.value.clone(),
            rust,
            module,
            description: owned(operation.description.as_ref()),
            page,
            line: http.map(|(method, _)| (method, path)),
            endpoint,
            auths: current.auths.clone(),
            headers,
            wire: current.wire_name().to_owned(),
            encoding: self.resolve_encoding(operation),
            update,
            // Every operation gets its final word when the objects are resolved.
            does: operation
                .does
                .as_ref()
                .map_or(Does::Other, |does| does.value.into()),
            deprecated: owned(operation.deprecated.as_ref()),
            withdrawn: owned(operation.withdrawn.as_ref()),
            permissions,
            fields: current
                .drafts
                .iter()
                .map(|draft| draft.field.clone())
                .collect(),
            query: outside.query,
            mask,
            header_fields: outside.headers,
            sends_moment,
            bindings,
            contexts: std::mem::take(&mut self.facts).into_iter().collect(),
            takes_current: super::rules::takes_current(&rules, update),
            rules,
            responses,
            reading: None,
            read_back: None,
            examples: Vec::new(),
        };
        resolved.examples = self.resolve_examples(&current, &resolved, plan);
        self.operation = None;
        resolved
    }

    /// Chooses the Rust type and the Rust module of an operation.
    fn choose_operation_names(
        &mut self,
        name: &Text,
        operation: &syntax::Operation,
    ) -> (String, String) {
        let before = self.diagnostics.0.len();
        let ty = rust_name(
            name,
            operation.rust.as_ref(),
            Role::Type,
            &mut self.diagnostics,
        );
        let module = match ident(operation.rust.as_ref().unwrap_or(name), Role::Value) {
            Some(module) => module.rust,
            None => ty.stem.clone(),
        };
        if self.diagnostics.0.len() == before {
            let item = RustItem::Operation(name.as_str().into());
            self.module
                .take(&ty.rust, item, name.span, &mut self.diagnostics);
        }
        (ty.rust, module)
    }

    /// Reserves the Rust names that are derived from the operation's.
    fn take_derived(&mut self, current: &CurrentOperation<'_>, rust: &str) {
        let stem = rust.trim_start_matches("r#").to_owned();
        let name = current.name;
        let required = current
            .drafts
            .iter()
            .filter(|d| d.field.presence == Presence::Required && d.field.constant.is_none())
            .count();
        let mut derived = Vec::new();
        if required > 2 {
            let item = RustItem::RequiredFieldsOf(name.as_str().into());
            derived.push((format!("{stem}Required"), item));
        }
        if !current.syntax.responses.is_empty() {
            let item = RustItem::ResponseOf(name.as_str().into());
            derived.push((format!("{stem}Response"), item));
        }
        for (rust, item) in derived {
            self.module
                .take(&rust, item, name.span, &mut self.diagnostics);
        }
    }

    /// Returns how an operation escapes parameters.
    fn resolve_encoding(&self, operation: &syntax::Operation) -> Encoding {
        let stated = |key: fn(&syntax::Encoding) -> Option<syntax::Escaping>| {
            let own = operation.encoding.as_ref().and_then(key);
            own.or_else(|| self.schema.encoding.as_ref().and_then(key))
        };
        let query = stated(|it| it.query.as_ref().map(|word| word.value));
        let form = stated(|it| it.form.as_ref().map(|word| word.value));
        Encoding {
            query: query.map_or(Escaping::Rfc3986, Escaping::from),
            form: form.map_or(Escaping::Whatwg, Escaping::from),
        }
    }

    /// Returns how the wire names of the operation's own fields are derived.
    pub(super) fn operation_case(&self, operation: &syntax::Operation) -> Case {
        operation
            .case
            .as_ref()
            .or(self.schema.case.as_ref())
            .map_or(Case::None, |case| case.value)
    }

    /// Returns the bindings of an operation, without their trees.
    pub(super) fn resolve_binding_list(
        &mut self,
        current: &CurrentOperation<'a>,
    ) -> Vec<BindingDraft<'a>> {
        let operation = current.syntax;
        if operation.bindings.is_empty() {
            let body = operation
                .body
                .as_ref()
                .map_or(Body::None, |body| body.value);
            let name = body.word();
            let span = operation
                .body
                .as_ref()
                .map_or(current.name.span, |body| body.span);
            let is_written = |draft: &&FieldDraft<'_>| draft.field.location == Location::Body;
            let first = current.drafts.iter().find(is_written);
            let lacks_body = body.is_none() && !self.poison.covers(operation.span);
            if let Some(first) = first.filter(|_| lacks_body) {
                let found = ParameterDiagnostic::NoBody {
                    operation: current.name.as_str().into(),
                    first: first.span,
                };
                self.report(found.at(span));
            }
            return vec![BindingDraft {
                name: name.to_owned(),
                rust: ident(name, Role::Type).map_or_else(String::new, |ident| ident.rust),
                description: None,
                body,
                path: None,
                content_type: operation.content_type.as_ref(),
                doctype: operation.doctype.as_ref(),
                envelope: operation.envelope.as_ref(),
                template: operation.template.as_ref(),
                lines: operation.lines.as_ref(),
            }];
        }
        let mut space = Namespace::default();
        let mut drafts = Vec::new();
        let has_groups = |body: Body| match body {
            Body::Json | Body::Xml => true,
            Body::Query | Body::Form | Body::Lines | Body::Text | Body::None => false,
        };
        let is_xml = |body: Body| match body {
            Body::Xml => true,
            Body::Json | Body::Query | Body::Form | Body::Lines | Body::Text | Body::None => false,
        };
        let mut bodies = operation.bindings.iter().map(|(_, it)| it.body.value);
        let groups = bodies.any(has_groups);
        for (name, binding) in &operation.bindings {
            // Beside JSON and XML, an envelope of the operation is theirs.
            let shared = operation.envelope.as_ref();
            let shared = shared.filter(|_| !groups || has_groups(binding.body.value));
            let ident = rust_name(
                name,
                binding.rust.as_ref(),
                Role::Type,
                &mut self.diagnostics,
            );
            let item = RustItem::Binding(name.as_str().into());
            space.take(&ident.rust, item, name.span, &mut self.diagnostics);
            self.keep_notes(
                &format!("{}.bindings.{}", current.name.value, name.value),
                &binding.differs,
            );
            drafts.push(BindingDraft {
                name: name.value.clone(),
                rust: ident.rust,
                description: owned(binding.description.as_ref()),
                body: binding.body.value,
                path: binding.path.as_ref(),
                content_type: binding
                    .content_type
                    .as_ref()
                    .or(operation.content_type.as_ref()),
                // Beside other formats, a document type of the operation is that of XML.
                doctype: binding
                    .doctype
                    .as_ref()
                    .or(operation.doctype.as_ref())
                    .filter(|_| binding.doctype.is_some() || is_xml(binding.body.value)),
                envelope: binding.envelope.as_ref().or(shared),
                template: binding.template.as_ref(),
                lines: binding.lines.as_ref(),
            });
        }
        drafts
    }
}

/// A binding without its tree.
pub(super) struct BindingDraft<'a> {
    /// Its name.
    pub(super) name: String,
    /// Its Rust variant.
    pub(super) rust: String,
    /// When to use it.
    pub(super) description: Option<String>,
    /// The format.
    pub(super) body: Body,
    /// The path that the document states for this format.
    pub(super) path: Option<&'a Text>,
    /// The content type that the document states.
    pub(super) content_type: Option<&'a Text>,
    /// The document type that the document states.
    pub(super) doctype: Option<&'a Text>,
    /// The layout of the body, if it has one.
    pub(super) envelope: Option<&'a Spanned<Map<Envelope>>>,
    /// What stands around the field of a text.
    pub(super) template: Option<&'a Text>,
    /// How lines are written.
    pub(super) lines: Option<&'a syntax::Lines>,
}

impl BindingDraft<'_> {
    /// Returns the content type that the document states, or else the usual one.
    pub(super) fn content_type_or(&self, usual: &str) -> String {
        let stated = self.content_type.map(|text| text.value.as_str());
        stated.unwrap_or(usual).to_owned()
    }
}

/// Returns whether a method is safe (RFC 9110, section 9.2.1).
fn is_safe_method(method: &str) -> bool {
    ["GET", "HEAD", "OPTIONS", "TRACE"].contains(&method)
}

/// Returns whether a method is idempotent (RFC 9110, section 9.2.2).
fn is_idempotent_method(method: &str) -> bool {
    ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"].contains(&method)
}
