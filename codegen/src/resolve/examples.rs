//! Examples: values typed by their fields, and what is to come out.

use super::codes;
use super::names::Role;
use super::operation::Current;
use super::space::{Space, printable, rust_name};
use super::state::{Resolver, owned};
use super::values::is_null;
use crate::plan::{
    self, ContextKind, Example, ExampleServer, Expectation, Fact, Presence, Type, Waiver,
};
use crate::source::{Diagnostic, Span, Spanned};
use crate::syntax::{self, Text, Value};

/// The codes of violations that a value can have.
const CODES: &[&str] = &[
    "required",
    "min_length",
    "max_length",
    "pattern",
    "format",
    "enum",
    "minimum",
    "maximum",
    "min_items",
    "max_items",
    "unique_items",
    "check",
    "clear",
    "clear_token",
    "separator",
    "unrepresentable",
    "header_value",
    "path_segment",
    "context_missing",
    "context_value",
    "type",
    "unknown_field",
    "missing",
];

/// Those that can be waived.
const WAIVABLE: &[&str] = &[
    "min_length",
    "max_length",
    "pattern",
    "format",
    "enum",
    "minimum",
    "maximum",
    "min_items",
    "max_items",
    "unique_items",
    "check",
];

impl<'a> Resolver<'a> {
    /// The examples of an operation.
    pub(super) fn examples(
        &mut self,
        current: &Current<'a>,
        operation: &plan::Operation,
        plan: &plan::Plan,
    ) -> Vec<Example> {
        let mut space = Space::default();
        let mut all = Vec::new();
        for (name, example) in &current.syntax.examples {
            let ident = rust_name(
                name,
                example.rust.as_ref(),
                Role::Value,
                &mut self.diagnostics,
            );
            let what = format!("the example `{}`", printable(name));
            space.take(&ident.rust, what, name.span, &mut self.diagnostics);
            let place = format!("{}.examples.{}", current.name.value, name.value);
            self.note(&place, &example.differs);
            all.extend(self.example(name, ident.rust, example, current, operation, plan));
        }
        all
    }

    fn example(
        &mut self,
        name: &Text,
        rust: String,
        example: &syntax::Example,
        current: &Current<'a>,
        operation: &plan::Operation,
        plan: &plan::Plan,
    ) -> Option<Example> {
        self.untyped = example
            .violations
            .iter()
            .flatten()
            .any(|text| text.ends_with(": type") || text.ends_with(": unknown_field"));
        let values = self.typed_values(&example.values, &current.drafts);
        self.untyped = false;
        let context = self.facts(example, plan);
        let given = example.current.as_ref();
        let given = given.map(|values| self.typed_values(values, &current.drafts));
        let credentials = self.example_credentials(example, current, plan);
        let auth = match &example.auth {
            Some(auth) => self.auth_index(auth),
            None => current.auths.first().copied(),
        };
        let server = self.example_server(name, example, current, plan);
        let binding = self.example_binding(example, operation);
        let waive = example
            .waive
            .iter()
            .filter_map(|text| self.waiver(text, current))
            .collect();
        for rule in example.unchecked.iter().flatten() {
            self.known_rule(&rule.value, rule.span, current);
        }
        let expect = self.expectation(name, example, current, plan);
        if let (Some(values), Some(Expectation::Request { .. })) = (&values, &expect) {
            self.check_complete(name, values, current);
        }
        Some(Example {
            name: name.value.clone(),
            rust,
            description: owned(example.description.as_ref()),
            values: values?,
            context,
            current: match given {
                Some(given) => Some(given?),
                None => None,
            },
            credentials,
            auth,
            server: server?,
            binding: binding?,
            waive,
            expect: expect?,
            unchecked: example
                .unchecked
                .as_ref()
                .map(|rules| rules.iter().map(|rule| rule.value.clone()).collect()),
            page: self.page(example.page.as_ref()),
        })
    }

    /// An example that goes out has a value for every required field.
    fn check_complete(
        &mut self,
        name: &Text,
        values: &[(String, plan::Value)],
        current: &Current<'a>,
    ) {
        let missing: Vec<&str> = current
            .drafts
            .iter()
            .filter(|draft| draft.field.presence == Presence::Required)
            .filter(|draft| !draft.broken && draft.node.facets.constant.is_none())
            .filter(|draft| !values.iter().any(|(known, _)| *known == draft.field.name))
            .map(|draft| draft.field.name.as_str())
            .collect();
        if !missing.is_empty() {
            let list = missing
                .iter()
                .map(|name| printable(name))
                .collect::<Vec<_>>();
            self.error_help(
                codes::EXAMPLE_INCOMPLETE,
                name.span,
                format!(
                    "`{}` is to go out, but lacks {}",
                    printable(name),
                    list.join(", ")
                ),
                "give values for them, or say `violations:`",
            );
        }
    }

    fn facts(&mut self, example: &syntax::Example, plan: &plan::Plan) -> Vec<(String, Fact)> {
        let mut facts = Vec::new();
        let known = || plan.contexts.iter().map(|context| context.name.as_str());
        for (name, value) in &example.context {
            let Some(context) = plan.contexts.iter().find(|c| c.name == name.value) else {
                self.unknown(codes::UNKNOWN_CONTEXT, "fact", name, known());
                continue;
            };
            if let Some(fact) = self.fact(value, &context.kind) {
                facts.push((name.value.clone(), fact));
            }
        }
        for name in &example.context_unknown {
            if plan
                .contexts
                .iter()
                .any(|context| context.name == name.value)
            {
                facts.push((name.value.clone(), Fact::Unknown));
            } else {
                self.unknown(codes::UNKNOWN_CONTEXT, "fact", name, known());
            }
        }
        facts
    }

    fn fact(&mut self, value: &Spanned<Value>, kind: &ContextKind) -> Option<Fact> {
        let text = |value: &Spanned<Value>| match &value.value {
            Value::Scalar(scalar) if !is_null(scalar) => Some(scalar.text.clone()),
            _ => None,
        };
        let fact = match (kind, &value.value) {
            (ContextKind::SetOfString | ContextKind::SetOfEnum(_), Value::List(items)) => {
                items.iter().map(text).collect::<Option<_>>().map(Fact::Set)
            }
            (ContextKind::Boolean, _) => match text(value).as_deref() {
                Some("true") => Some(Fact::Boolean(true)),
                Some("false") => Some(Fact::Boolean(false)),
                _ => None,
            },
            (ContextKind::String | ContextKind::Enum(_), _) => text(value).map(Fact::String),
            _ => None,
        };
        if fact.is_none() {
            let what = match kind {
                ContextKind::SetOfString | ContextKind::SetOfEnum(_) => "a list",
                ContextKind::Boolean => "`true` or `false`",
                _ => "a text",
            };
            self.error(
                codes::VALUE_TYPE,
                value.span,
                format!("this fact is {what}"),
            );
        }
        fact
    }

    fn example_credentials(
        &mut self,
        example: &syntax::Example,
        current: &Current<'a>,
        plan: &plan::Plan,
    ) -> Vec<(String, String)> {
        let usable: Vec<usize> = current
            .auths
            .iter()
            .filter_map(|auth| plan.auths.get(*auth))
            .flat_map(|auth| auth.credentials.iter().copied())
            .collect();
        let mut all = Vec::new();
        for (name, value) in &example.credentials {
            let index = plan
                .credentials
                .iter()
                .position(|known| known.name == name.value);
            match index {
                Some(index) if usable.contains(&index) => {
                    all.push((name.value.clone(), value.text.clone()));
                }
                _ => {
                    let known = usable
                        .iter()
                        .map(|index| plan.credentials[*index].name.as_str());
                    self.unknown(codes::UNKNOWN_CREDENTIAL, "credential here", name, known);
                }
            }
        }
        all
    }

    fn example_server(
        &mut self,
        name: &Text,
        example: &syntax::Example,
        current: &Current<'a>,
        plan: &plan::Plan,
    ) -> Option<ExampleServer> {
        let endpoint = plan.endpoints.get(current.endpoint)?;
        let Some(server) = &example.server else {
            if endpoint.servers.is_empty() && example.expect.is_some() {
                self.error_help(
                    codes::UNKNOWN_SERVER,
                    name.span,
                    format!("`{}` has no server to go to", printable(name)),
                    "give `server: https://…`",
                );
                return None;
            }
            return Some(if endpoint.servers.is_empty() {
                ExampleServer::Custom("https://example.com".to_owned())
            } else {
                ExampleServer::Named(0)
            });
        };
        if let Some(index) = endpoint
            .servers
            .iter()
            .position(|known| known.name == server.value)
        {
            return Some(ExampleServer::Named(index));
        }
        if server.contains("://") {
            if let Err(reason) = super::http::check_server(server) {
                self.error(
                    codes::SERVER_URL,
                    server.span,
                    format!("this is no server: {reason}"),
                );
                return None;
            }
            return Some(ExampleServer::Custom(server.value.clone()));
        }
        let known = endpoint.servers.iter().map(|server| server.name.as_str());
        self.unknown(codes::UNKNOWN_SERVER, "server", server, known);
        None
    }

    fn example_binding(
        &mut self,
        example: &syntax::Example,
        operation: &plan::Operation,
    ) -> Option<usize> {
        let Some(name) = &example.binding else {
            return Some(0);
        };
        let index = operation
            .bindings
            .iter()
            .position(|known| known.name == name.value);
        if index.is_none() {
            let known = operation
                .bindings
                .iter()
                .map(|binding| binding.name.as_str());
            self.unknown(codes::UNKNOWN_BINDING, "binding", name, known);
        }
        index
    }

    fn waiver(&mut self, text: &Text, current: &Current<'a>) -> Option<Waiver> {
        let Some((path, code)) = text.rsplit_once(':') else {
            self.error_help(
                codes::EXAMPLE_VIOLATION,
                text.span,
                format!("`{}` is no waiver", printable(text)),
                "write `field:code` or `rule:name`",
            );
            return None;
        };
        let (path, code) = (path.trim(), code.trim());
        if path == "rule" {
            self.known_rule(code, text.span, current);
            return Some(Waiver::Rule(code.to_owned()));
        }
        if !WAIVABLE.contains(&code) {
            if CODES.contains(&code) || code == "rule" {
                self.error_help(
                    codes::NOT_WAIVABLE,
                    text.span,
                    format!("`{code}` cannot be waived"),
                    format!("these can: {}", WAIVABLE.join(", ")),
                );
            } else {
                let known = WAIVABLE.iter().copied();
                self.unknown_at(
                    codes::UNKNOWN_CODE,
                    "violation code",
                    code,
                    text.span,
                    known,
                );
            }
            return None;
        }
        self.known_path(path, text.span, current);
        Some(Waiver::Facet(path.to_owned(), code.to_owned()))
    }

    /// A field's path in an example, with or without indices; silent about broken fields.
    fn known_path(&mut self, path: &str, span: Span, current: &Current<'a>) {
        let mut fields = current.drafts.clone();
        for step in path.split('.') {
            let step = step.split('[').next().unwrap_or(step);
            let Some(draft) = fields.iter().find(|draft| draft.field.name == step) else {
                self.unknown_field(step, span, &fields);
                return;
            };
            if draft.broken {
                return;
            }
            let inner = match &draft.field.ty {
                Type::List(list) => &list.item,
                other => other,
            };
            fields = match inner {
                Type::Object(index) => self.objects[*index].fields.clone(),
                _ => Vec::new(),
            };
        }
    }

    fn known_rule(&mut self, name: &str, span: Span, current: &Current<'a>) {
        let rules = &current.syntax.rules;
        if !rules.iter().any(|(known, _)| known.value == name) {
            let known = rules.iter().map(|(name, _)| name.as_str());
            self.unknown_at(codes::UNKNOWN_RULE, "rule", name, span, known);
        }
    }

    fn expectation(
        &mut self,
        name: &Text,
        example: &syntax::Example,
        current: &Current<'a>,
        plan: &plan::Plan,
    ) -> Option<Expectation> {
        match (&example.expect, &example.violations) {
            (Some(expect), None) => Some(Expectation::Request {
                method: owned(expect.method.as_ref()),
                url: owned(expect.url.as_ref()),
                headers: expect
                    .headers
                    .iter()
                    .map(|(name, value)| (name.value.clone(), value.value.clone()))
                    .collect(),
                body: owned(expect.body.as_ref()),
            }),
            (None, Some(violations)) => {
                for text in violations {
                    self.known_violation(text, current, plan);
                }
                Some(Expectation::Violations(
                    violations.iter().map(|text| text.value.clone()).collect(),
                ))
            }
            // Both were refused when the example was read.
            (Some(_), Some(_)) => None,
            (None, None) if self.earlier.inside(example.span) => None,
            (None, None) => {
                self.error_help(
                    codes::EXAMPLE_OUTCOME,
                    name.span,
                    format!("`{}` does not say what comes out", printable(name)),
                    "give `expect:` or `violations:`",
                );
                None
            }
        }
    }

    fn known_violation(&mut self, text: &Text, current: &Current<'a>, plan: &plan::Plan) {
        if let Some(rule) = text.strip_prefix("rule ") {
            self.known_rule(rule.trim(), text.span, current);
            return;
        }
        let Some((path, code)) = text.rsplit_once(": ") else {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::EXAMPLE_VIOLATION,
                    text.span,
                    format!("`{}` is no violation", printable(text)),
                )
                .help("write `field: code` or `rule name`"),
            );
            return;
        };
        if !CODES.contains(&code) {
            let known = CODES.iter().copied();
            self.unknown_at(
                codes::UNKNOWN_CODE,
                "violation code",
                code,
                text.span,
                known,
            );
            return;
        }
        match code {
            "context_missing" | "context_value" => {
                let name = path.strip_prefix("context.").unwrap_or(path);
                if !plan.contexts.iter().any(|context| context.name == name) {
                    let known = plan.contexts.iter().map(|context| context.name.as_str());
                    self.unknown_at(codes::UNKNOWN_CONTEXT, "fact", name, text.span, known);
                }
            }
            // What is unknown has no field.
            "unknown_field" => {}
            _ => self.known_path(path, text.span, current),
        }
    }
}
