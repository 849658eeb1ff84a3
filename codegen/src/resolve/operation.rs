//! Operations: one call, from its HTTP line to its fields. Wires, rules, responses and examples have files of their own.

use super::codes;
use super::fields::{FieldSpace, Owner};
use super::http::Part;
use super::names::{Role, ident};
use super::space::{Space, printable, rust_name};
use super::state::{Draft, Named, Resolver, owned};
use crate::plan::{self, Binding, Clear, Location, PathPart, Presence, Type};
use crate::source::{Diagnostic, Span};
use crate::syntax::{self, Body, Case, Text, Update};

/// An operation while it is being resolved.
pub(super) struct Current<'a> {
    /// Its name.
    pub(super) name: &'a Text,
    /// What the document says of it.
    pub(super) syntax: &'a syntax::Operation,
    /// Its fields: parameters, included ones, its own.
    pub(super) drafts: Vec<Draft<'a>>,
    /// What absent means.
    pub(super) update: Update,
    /// Its endpoint.
    pub(super) endpoint: usize,
    /// Its ways to authenticate.
    pub(super) auths: Vec<usize>,
}

impl<'a> Current<'a> {
    /// The logical name, and the text that the names of its anonymous types are made of.
    pub(super) fn names(&self) -> (&'a str, &'a str) {
        let rust = super::space::stem(self.syntax.rust.as_ref(), self.name);
        (&self.name.value, rust)
    }
}

impl<'a> Resolver<'a> {
    /// `operations:`.
    pub(super) fn operations(&mut self, plan: &mut plan::Plan) {
        let schema = self.schema;
        for (name, operation) in &schema.operations {
            let resolved = self.operation(name, operation, plan);
            plan.operations.push(resolved);
        }
    }

    fn operation(
        &mut self,
        name: &'a Text,
        operation: &'a syntax::Operation,
        plan: &plan::Plan,
    ) -> plan::Operation {
        self.note(&name.value, &operation.differs);
        let (rust, module) = self.operation_names(name, operation);
        let page = self.page(operation.page.as_ref());
        let update = operation
            .update
            .as_ref()
            .map_or(Update::None, |update| update.value);
        let endpoint = self.operation_endpoint(name, operation);
        let auths = self.operation_auths(operation, endpoint, plan);
        let http = self.http_line(&operation.http);
        self.check_slash(&operation.http, endpoint);
        let mut current = Current {
            name,
            syntax: operation,
            drafts: Vec::new(),
            update,
            endpoint,
            auths,
        };
        let parts = http.as_ref().map_or(&[][..], |(_, parts)| parts);
        self.parameters(&mut current, parts);
        self.body_fields(&mut current);
        self.required_list(&mut current);
        self.check_update(&current);
        self.take_derived(&current, &rust);
        let mut headers = self.constant_headers(operation);
        let path = self.path(&current, parts, http.is_some());
        let outside = self.outside_body(&current, &mut headers);
        let bindings = self.bindings(&current, &outside, plan);
        self.check_members(&current);
        self.check_header_names(&current, plan);
        let rules = self.rules(&current, plan);
        let responses = self.responses(&current);
        let permissions = self.permissions(&operation.permissions, None, false);
        let mut resolved = plan::Operation {
            name: name.value.clone(),
            rust,
            module,
            description: owned(operation.description.as_ref()),
            page,
            method: http.map_or_else(String::new, |(method, _)| method),
            path,
            endpoint,
            auths: current.auths.clone(),
            headers,
            update,
            deprecated: owned(operation.deprecated.as_ref()),
            withdrawn: owned(operation.withdrawn.as_ref()),
            permissions,
            fields: current
                .drafts
                .iter()
                .map(|draft| draft.field.clone())
                .collect(),
            query: outside.query,
            header_fields: outside.headers,
            bindings,
            contexts: super::rules::contexts_of(&rules),
            takes_current: super::rules::takes_current(&rules, update),
            rules,
            responses,
            examples: Vec::new(),
        };
        resolved.examples = self.examples(&current, &resolved, plan);
        resolved
    }

    /// The type and the module of an operation.
    fn operation_names(&mut self, name: &Text, operation: &syntax::Operation) -> (String, String) {
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
            let what = format!("the operation `{}`", printable(name));
            self.module
                .take(&ty.rust, what, name.span, &mut self.diagnostics);
        }
        (ty.rust, module)
    }

    /// Names that follow from that of the operation.
    fn take_derived(&mut self, current: &Current<'_>, rust: &str) {
        let stem = rust.trim_start_matches("r#").to_owned();
        let shown = printable(current.name);
        let span = current.name.span;
        let required = current
            .drafts
            .iter()
            .filter(|d| d.field.presence == Presence::Required && d.field.constant.is_none())
            .count();
        let mut derived = Vec::new();
        if required > 2 {
            derived.push((format!("{stem}Required"), "the required fields of"));
        }
        if !current.syntax.responses.is_empty() {
            derived.push((format!("{stem}Response"), "the response of"));
        }
        for (name, what) in derived {
            self.module.take(
                &name,
                format!("{what} `{shown}`"),
                span,
                &mut self.diagnostics,
            );
        }
    }

    fn operation_endpoint(&mut self, name: &Text, operation: &syntax::Operation) -> usize {
        let schema = self.schema;
        let known = schema.endpoints.iter().map(|(name, _)| name.as_str());
        match &operation.endpoint {
            Some(endpoint) => {
                let index = schema
                    .endpoints
                    .iter()
                    .position(|(known, _)| known == endpoint);
                if index.is_none() {
                    self.unknown(codes::UNKNOWN_ENDPOINT, "endpoint", endpoint, known);
                }
                index.unwrap_or(usize::MAX)
            }
            None if schema.endpoints.len() == 1 => 0,
            None if self.earlier.inside(operation.span) => usize::MAX,
            None => {
                let names: Vec<&str> = known.collect();
                let help = if names.is_empty() {
                    "describe one under `endpoints:`".to_owned()
                } else {
                    format!("give `endpoint:`, one of {}", names.join(", "))
                };
                self.error_help(
                    codes::ENDPOINT_MISSING,
                    name.span,
                    format!(
                        "`{}` does not say which endpoint it goes to",
                        printable(name)
                    ),
                    help,
                );
                usize::MAX
            }
        }
    }

    /// A URL with a slash at its end and a path with one at its beginning make two.
    fn check_slash(&mut self, http: &Text, endpoint: usize) {
        let schema = self.schema;
        let Some((_, endpoint)) = schema.endpoints.get(endpoint) else {
            return;
        };
        for (_, url) in &endpoint.servers {
            if url.ends_with('/') && http.contains(" /") {
                self.error_help(
                    codes::SERVER_URL,
                    url.span,
                    "this URL ends in `/`, and paths of its operations begin with one",
                    "leave out the `/` at the end",
                );
            }
        }
    }

    fn operation_auths(
        &mut self,
        operation: &syntax::Operation,
        endpoint: usize,
        plan: &plan::Plan,
    ) -> Vec<usize> {
        let offered = plan
            .endpoints
            .get(endpoint)
            .map(|endpoint| endpoint.auths.clone());
        let Some(names) = &operation.auth else {
            return offered.unwrap_or_default();
        };
        let mut auths = Vec::new();
        for name in names {
            let Some(index) = self.auth_index(name) else {
                continue;
            };
            if offered
                .as_ref()
                .is_some_and(|offered| !offered.contains(&index))
            {
                self.error(
                    codes::AUTH_NOT_OFFERED,
                    name.span,
                    format!("the endpoint does not take `{}`", printable(name)),
                );
            } else {
                auths.push(index);
            }
        }
        auths
    }

    /// How wire names of the operation's own fields are derived.
    pub(super) fn operation_case(&self, operation: &syntax::Operation) -> Case {
        operation
            .case
            .as_ref()
            .or(self.schema.case.as_ref())
            .map_or(Case::None, |case| case.value)
    }

    /// `params:`.
    fn parameters(&mut self, current: &mut Current<'a>, parts: &[Part]) {
        let operation = current.syntax;
        let case = self.operation_case(operation);
        let mut space = FieldSpace::default();
        for (name, node) in &operation.params {
            self.note(
                &format!("{}.{}", current.name.value, name.value),
                &node.differs,
            );
            let mut draft = self.draft(name, node, current.names(), case, Owner::Parameters);
            let in_path = parts
                .iter()
                .any(|part| matches!(part, Part::Parameter(known) if known == &name.value));
            draft.field.location = self.location(&draft, in_path, &operation.http);
            self.check_parameter(&draft);
            space.take(&draft, &mut self.diagnostics);
            current.drafts.push(draft);
        }
    }

    fn location(&mut self, draft: &Draft<'_>, in_path: bool, http: &Text) -> Location {
        let shown = printable(&draft.field.name);
        let Some(asked) = &draft.node.location else {
            return if in_path {
                Location::Path
            } else {
                Location::Query
            };
        };
        match asked.value {
            Location::Path if !in_path => self.diagnostics.push(
                Diagnostic::error(
                    codes::PARAMETER_LOCATION,
                    asked.span,
                    format!("the path has no `{{{shown}}}`"),
                )
                .also(http.span, "the path"),
            ),
            Location::Query | Location::Header if in_path => self.diagnostics.push(
                Diagnostic::error(
                    codes::PARAMETER_LOCATION,
                    asked.span,
                    format!("the path has `{{{shown}}}`"),
                )
                .also(http.span, "the path"),
            ),
            _ => {}
        }
        asked.value
    }

    fn check_parameter(&mut self, draft: &Draft<'_>) {
        let field = &draft.field;
        let shown = printable(&field.name);
        if draft.broken {
            return;
        }
        let scalar = !matches!(field.ty, Type::Object(_) | Type::List(_));
        if let (Some(constant), Some(written)) = (&field.constant, &draft.node.facets.constant) {
            self.check_constant(constant.text(), written.span, field.location);
        }
        match field.location {
            Location::Path if field.presence != Presence::Required => self.error_help(
                codes::PARAMETER_OPTIONAL,
                draft.span,
                format!("`{shown}` stands in the path and must be required"),
                "give `required: true`",
            ),
            Location::Path | Location::Header if !scalar => self.error(
                codes::PARAMETER_TYPE,
                draft.span,
                format!("`{shown}` cannot be written there: it is no single value"),
            ),
            Location::Header => match &draft.node.wire {
                Some(name) => self.header_name(name),
                None => self.error_help(
                    codes::HEADER_NAME,
                    draft.span,
                    format!("the header of `{shown}` has no name"),
                    "give `wire: X-Name`",
                ),
            },
            _ => {}
        }
    }

    /// A constant must fit the place that it is always written to.
    fn check_constant(&mut self, text: &str, span: Span, location: Location) {
        let problem = match location {
            Location::Path if matches!(text, "" | "." | "..") => {
                "an empty segment, `.` or `..` would change the path"
            }
            Location::Header if !super::http::is_header_value(text) => {
                "a header value holds printable ASCII only, without spaces at its ends"
            }
            _ => return,
        };
        self.error(codes::CONSTANT_UNSUITABLE, span, problem);
    }

    /// `include:` and `fields:`.
    fn body_fields(&mut self, current: &mut Current<'a>) {
        let operation = current.syntax;
        let mut own = self.included(&operation.include, operation.case.as_ref().map(|c| c.value));
        for draft in &mut own {
            if let (Presence::Clearable(_), Update::Replace) =
                (draft.field.presence, current.update)
            {
                // A shared type may say how others clear the field; here, leaving it out does.
                draft.field.presence = Presence::Optional;
            }
        }
        let case = self.operation_case(operation);
        let owner = Owner::Operation(current.update);
        for (name, node) in &operation.fields {
            self.note(
                &format!("{}.{}", current.name.value, name.value),
                &node.differs,
            );
            own.push(self.draft(name, node, current.names(), case, owner));
        }
        let mut space = FieldSpace::default();
        for draft in &current.drafts {
            space.take(draft, &mut crate::source::Diagnostics::default());
        }
        for mut draft in own {
            draft.field.location = Location::Body;
            let twin = current
                .drafts
                .iter()
                .find(|known| known.field.name == draft.field.name);
            if let Some(twin) = twin {
                self.diagnostics.push(
                    Diagnostic::error(
                        codes::NAME_COLLISION,
                        draft.span,
                        format!("`{}` is there already", printable(&draft.field.name)),
                    )
                    .also(twin.span, "the first is here"),
                );
                continue;
            }
            space.take(&draft, &mut self.diagnostics);
            current.drafts.push(draft);
        }
    }

    /// The fields of included object types.
    pub(super) fn included(&mut self, include: &[Text], case: Option<Case>) -> Vec<Draft<'a>> {
        let schema = self.schema;
        let mut drafts = Vec::new();
        for (at, name) in include.iter().enumerate() {
            if let Some(first) = include[..at].iter().find(|other| *other == name) {
                self.diagnostics.push(
                    Diagnostic::error(
                        codes::NAME_COLLISION,
                        name.span,
                        format!("`{}` is included twice", printable(name)),
                    )
                    .also(first.span, "the first is here"),
                );
                continue;
            }
            let Some(index) = schema.types.iter().position(|(known, _)| known == name) else {
                let known = schema.types.iter().map(|(known, _)| known.as_str());
                self.unknown(codes::UNKNOWN_TYPE, "type", name, known);
                continue;
            };
            let Named::Done(typed) = self.named[index].clone() else {
                continue;
            };
            if typed.broken {
                continue;
            }
            let Type::Object(object) = typed.ty else {
                self.error_help(
                    codes::NOT_AN_OBJECT,
                    name.span,
                    format!("`{}` is no object", printable(name)),
                    "only the fields of object types can be included",
                );
                continue;
            };
            let own_case = typed.via.iter().any(|node| node.case.is_some());
            for mut draft in self.objects[object].fields.clone() {
                if let (Some(case), false) = (case, own_case) {
                    draft.case = case;
                }
                drafts.push(draft);
            }
        }
        drafts
    }

    /// `required:`.
    fn required_list(&mut self, current: &mut Current<'a>) {
        for name in &current.syntax.required {
            match current
                .drafts
                .iter_mut()
                .find(|draft| draft.field.name == name.value)
            {
                Some(draft) => draft.field.presence = Presence::Required,
                None => self.unknown_field(name, name.span, &current.drafts),
            }
        }
    }

    /// An operation with optional fields says what leaving one out does.
    fn check_update(&mut self, current: &Current<'_>) {
        if current.syntax.update.is_some() || self.earlier.inside(current.syntax.span) {
            return;
        }
        let optional = current
            .drafts
            .iter()
            .find(|d| d.field.location == Location::Body && d.field.presence != Presence::Required);
        if let Some(draft) = optional {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::UPDATE_MISSING,
                    current.name.span,
                    format!(
                        "`{}` has optional fields and does not say what leaving one out does",
                        printable(current.name)
                    ),
                )
                .also(draft.span, "this field is optional")
                .help("`update: patch`: what is left out is kept")
                .help("`update: replace`: what is left out is deleted")
                .help("`update: unstated`: the page does not say")
                .help("`update: none`: the call changes no existing data"),
            );
        }
    }

    fn constant_headers(&mut self, operation: &syntax::Operation) -> Vec<(String, String)> {
        operation
            .headers
            .iter()
            .map(|(name, value)| {
                self.header_name(name);
                self.header_value(value);
                (name.value.clone(), value.value.clone())
            })
            .collect()
    }

    /// No two headers of one request have one name.
    fn check_header_names(&mut self, current: &Current<'_>, plan: &plan::Plan) {
        let constant = current.syntax.headers.iter().map(|(name, _)| name);
        let parameters = current
            .drafts
            .iter()
            .filter(|draft| draft.field.location == Location::Header)
            .filter_map(|draft| draft.node.wire.as_ref());
        let own: Vec<&Text> = constant.chain(parameters).collect();
        let authentication: Vec<&str> = current
            .auths
            .iter()
            .filter_map(|index| plan.auths.get(*index))
            .flat_map(|auth| {
                let basic = auth.basic.map(|_| "Authorization");
                auth.headers
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .chain(basic)
            })
            .collect();
        for (at, name) in own.iter().enumerate() {
            let twice = own[..at]
                .iter()
                .any(|other| other.eq_ignore_ascii_case(name));
            if twice
                || authentication
                    .iter()
                    .any(|other| other.eq_ignore_ascii_case(name))
            {
                self.error(
                    codes::DUPLICATE_HEADER,
                    name.span,
                    format!("the header `{}` is set elsewhere too", printable(name)),
                );
            }
        }
    }

    /// The path, its parameters looked up.
    fn path(&mut self, current: &Current<'_>, parts: &[Part], known: bool) -> Vec<PathPart> {
        if !known {
            return Vec::new();
        }
        let http = &current.syntax.http;
        let mut path = Vec::new();
        for part in parts {
            match part {
                Part::Literal(text) => path.push(PathPart::Literal(text.clone())),
                Part::Parameter(name) => {
                    let index = current.drafts.iter().position(|draft| {
                        draft.field.name == *name && draft.field.location != Location::Body
                    });
                    let Some(index) = index else {
                        let parameters =
                            current.syntax.params.iter().map(|(name, _)| name.as_str());
                        self.unknown_at(
                            codes::PATH_PARAMETER,
                            "parameter",
                            name,
                            http.span,
                            parameters,
                        );
                        continue;
                    };
                    path.push(match &current.drafts[index].field.constant {
                        Some(constant) => PathPart::Literal(escape_segment(constant.text())),
                        None => PathPart::Field(index),
                    });
                }
            }
        }
        path
    }

    /// The ways to write an operation, before their trees.
    pub(super) fn binding_list(&mut self, current: &Current<'a>) -> Vec<BindingDraft<'a>> {
        let operation = current.syntax;
        if operation.bindings.is_empty() {
            let body = operation
                .body
                .as_ref()
                .map_or(Body::None, |body| body.value);
            let name = match body {
                Body::None => "none",
                Body::Json => "json",
                Body::Xml => "xml",
                Body::Query => "query",
                Body::Form => "form",
            };
            let span = operation
                .body
                .as_ref()
                .map_or(current.name.span, |body| body.span);
            if let (Some(first), Body::None) = (
                current
                    .drafts
                    .iter()
                    .find(|d| d.field.location == Location::Body),
                body,
            ) {
                self.diagnostics.push(
                    Diagnostic::error(
                        codes::BODY_MISSING,
                        span,
                        format!(
                            "`{}` has fields, but no body for them",
                            printable(current.name)
                        ),
                    )
                    .also(first.span, "the first field")
                    .help("give `body:`: json, xml, query or form"),
                );
            }
            return vec![BindingDraft {
                name: name.to_owned(),
                rust: ident(name, Role::Type).map_or_else(String::new, |ident| ident.rust),
                body,
                content_type: operation.content_type.as_ref(),
            }];
        }
        let mut space = Space::default();
        let mut drafts = Vec::new();
        for (name, binding) in &operation.bindings {
            let ident = rust_name(
                name,
                binding.rust.as_ref(),
                Role::Type,
                &mut self.diagnostics,
            );
            let what = format!("the binding `{}`", printable(name));
            space.take(&ident.rust, what, name.span, &mut self.diagnostics);
            self.note(
                &format!("{}.bindings.{}", current.name.value, name.value),
                &binding.differs,
            );
            drafts.push(BindingDraft {
                name: name.value.clone(),
                rust: ident.rust,
                body: binding.body.value,
                content_type: binding
                    .content_type
                    .as_ref()
                    .or(operation.content_type.as_ref()),
            });
        }
        drafts
    }

    /// Members of objects that are cleared where leaving out clears.
    fn check_members(&mut self, current: &Current<'_>) {
        if current.update != Update::Replace {
            return;
        }
        let mut todo: Vec<Type> = current.drafts.iter().map(|d| d.field.ty.clone()).collect();
        let mut seen = Vec::new();
        while let Some(ty) = todo.pop() {
            match ty {
                Type::List(list) => todo.push(list.item),
                Type::Object(index) if !seen.contains(&index) => {
                    seen.push(index);
                    for member in self.objects[index].fields.clone() {
                        todo.push(member.field.ty.clone());
                        if let (Presence::Clearable(_), Some(clear)) =
                            (member.field.presence, &member.node.clear)
                        {
                            self.diagnostics.push(
                                Diagnostic::error(
                                    codes::CLEAR_IN_REPLACE,
                                    clear.span,
                                    "an operation that replaces holds this object, and leaving the field out clears it there",
                                )
                                .also(current.name.span, "the operation"),
                            );
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Clears that one of the wires has no spelling for.
    pub(super) fn check_clears(&mut self, current: &Current<'_>, bindings: &[Binding]) {
        for draft in &current.drafts {
            let Presence::Clearable(clear) = draft.field.presence else {
                continue;
            };
            let needs_json = matches!(clear, Clear::Null | Clear::EmptyList);
            let elsewhere = bindings.iter().any(|binding| binding.body != Body::Json);
            if let (true, true, Some(key)) = (needs_json, elsewhere, &draft.node.clear) {
                let spelled = if clear == Clear::Null {
                    "null"
                } else {
                    "an empty list"
                };
                self.error_help(
                    codes::CLEAR_UNSUITABLE,
                    key.span,
                    format!("only JSON can spell {spelled}"),
                    "give `clear: ''`, or leave it out",
                );
            }
        }
    }
}

/// A binding before its tree.
pub(super) struct BindingDraft<'a> {
    /// Its name.
    pub(super) name: String,
    /// Its Rust variant.
    pub(super) rust: String,
    /// The format.
    pub(super) body: Body,
    /// What the document says of its content type.
    pub(super) content_type: Option<&'a Text>,
}

/// A constant as one segment of a path.
fn escape_segment(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
