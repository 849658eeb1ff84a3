//! Resolves the context facts, credentials, server and binding of an example.

use super::super::current_operation::CurrentOperation;
use super::super::diagnostics::{ExampleDiagnostic, HttpDiagnostic, NameDiagnostic, ValueShape};
use super::super::resolver::Resolver;
use super::super::values::is_null;
use crate::draft::{Draft, OperationDraft};
use crate::plan::{BindingId, ContextKind, CredentialId, ExampleServer, Fact};
use crate::source::Spanned;
use crate::syntax::{self, Scope, Text, Value};

impl<'a> Resolver<'a> {
    /// Resolves the context facts of an example. Skips facts whose declaration has a mistake that was reported.
    pub(in super::super) fn resolve_facts(
        &mut self,
        example: &syntax::Example,
        plan: &Draft,
    ) -> Vec<(String, Fact)> {
        let mut facts = Vec::new();
        let known = || plan.contexts.iter().map(|context| context.name.as_str());
        for (name, value) in &example.context {
            let Some(index) = plan.contexts.find(|it| it.name == name.value) else {
                let span = name.span;
                self.report_unknown(
                    name,
                    &[Scope::Section("contexts")],
                    known(),
                    |name, hint| NameDiagnostic::UnknownContext { name, hint }.at(span),
                );
                continue;
            };
            if self.poisoned_facts.contains(&index) {
                continue;
            }
            if let Some(fact) = self.resolve_fact(value, &plan.contexts[index].kind) {
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
                let span = name.span;
                self.report_unknown(
                    name,
                    &[Scope::Section("contexts")],
                    known(),
                    |name, hint| NameDiagnostic::UnknownContext { name, hint }.at(span),
                );
            }
        }
        facts
    }

    /// Resolves the value of a fact, or reports that its shape does not fit the kind of the fact.
    fn resolve_fact(&mut self, value: &Spanned<Value>, kind: &ContextKind) -> Option<Fact> {
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
            let expected = match kind {
                ContextKind::SetOfString | ContextKind::SetOfEnum(_) => ValueShape::List,
                ContextKind::Boolean => ValueShape::Boolean,
                ContextKind::String | ContextKind::Enum(_) => ValueShape::Text,
            };
            self.report(ExampleDiagnostic::WrongFactType { expected }.at(value.span));
        }
        fact
    }

    /// Resolves the credentials of an example. Only the operation's authentication methods can use them.
    pub(in super::super) fn resolve_example_credentials(
        &mut self,
        example: &syntax::Example,
        current: &CurrentOperation<'a>,
        plan: &Draft,
    ) -> Vec<(String, String)> {
        let usable: Vec<CredentialId> = current
            .auths
            .iter()
            .filter_map(|auth| plan.auths.get(*auth))
            .flat_map(|auth| auth.credentials.iter().copied())
            .collect();
        let mut all = Vec::new();
        for (name, value) in &example.credentials {
            let index = plan.credentials.find(|known| known.name == name.value);
            match index {
                Some(index) if usable.contains(&index) => {
                    all.push((name.value.clone(), value.text.clone()));
                }
                _ => {
                    let known = usable
                        .iter()
                        .map(|index| plan.credentials[*index].name.as_str());
                    let span = name.span;
                    self.report_unknown(
                        name,
                        &[Scope::Section("credentials"), Scope::Section("auth")],
                        known,
                        |name, hint| {
                            NameDiagnostic::CredentialOfOtherOperation { name, hint }.at(span)
                        },
                    );
                }
            }
        }
        all
    }

    /// Resolves the server of an example: a name, a URL, or by default the first server of the endpoint.
    pub(in super::super) fn resolve_example_server(
        &mut self,
        name: &Text,
        example: &syntax::Example,
        current: &CurrentOperation<'a>,
        plan: &Draft,
    ) -> Option<ExampleServer> {
        let endpoint = plan.endpoints.get(current.endpoint?)?;
        let Some(server) = &example.server else {
            if endpoint.servers.is_empty() && example.expect.is_some() {
                let found = NameDiagnostic::NoServer {
                    example: name.as_str().into(),
                };
                self.report(found.at(name.span));
                return None;
            }
            let first = endpoint.servers.ids().next();
            return Some(first.map_or_else(
                || ExampleServer::Custom("https://example.com".to_owned()),
                ExampleServer::Named,
            ));
        };
        if let Some(index) = endpoint.servers.find(|known| known.name == server.value) {
            return Some(ExampleServer::Named(index));
        }
        if server.contains("://") {
            if let Err(problem) = super::super::http::check_server(server) {
                self.report(HttpDiagnostic::InvalidServer { problem }.at(server.span));
                return None;
            }
            return Some(ExampleServer::Custom(server.value.clone()));
        }
        let known = endpoint.servers.iter().map(|server| server.name.as_str());
        self.report_unknown(
            server,
            &[Scope::Section("endpoints")],
            known,
            |name, hint| NameDiagnostic::UnknownServer { name, hint }.at(server.span),
        );
        None
    }

    /// Resolves the binding of an example, by default the first binding of the operation.
    pub(in super::super) fn resolve_example_binding(
        &mut self,
        example: &syntax::Example,
        operation: &OperationDraft,
    ) -> Option<BindingId> {
        let Some(name) = &example.binding else {
            return operation.bindings.ids().next();
        };
        let index = operation.bindings.find(|known| known.name == name.value);
        if index.is_none() {
            let known = operation
                .bindings
                .iter()
                .map(|binding| binding.name.as_str());
            let span = name.span;
            let scopes = self.operation_scopes();
            self.report_unknown(name, &scopes, known, |name, hint| {
                NameDiagnostic::UnknownBinding { name, hint }.at(span)
            });
        }
        index
    }
}
