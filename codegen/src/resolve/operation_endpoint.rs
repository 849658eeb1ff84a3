//! Resolves the endpoint of an operation, its authentication methods and its constant headers.

use super::current_operation::CurrentOperation;
use super::diagnostics::{HttpDiagnostic, NameDiagnostic};
use super::http::CLIENT_HEADERS;
use super::placeholders;
use super::resolver::Resolver;
use crate::draft::Draft;
use crate::plan::{AuthId, ComputedPlace, Constant, EndpointId, Id, Literal, Location};
use crate::source::closest;
use crate::syntax::{self, Scope, Text};

impl<'a> Resolver<'a> {
    /// Resolves the endpoint of an operation.
    pub(super) fn resolve_operation_endpoint(
        &mut self,
        name: &Text,
        operation: &syntax::Operation,
    ) -> Option<EndpointId> {
        let schema = self.schema;
        let known = || schema.endpoints.iter().map(|(name, _)| name.as_str());
        match &operation.endpoint {
            Some(endpoint) => {
                let find = |name: &str| known().position(|known| known == name);
                let index = find(endpoint).or_else(|| {
                    self.report_unknown(
                        endpoint,
                        &[Scope::Section("endpoints")],
                        known(),
                        |name, hint| {
                            NameDiagnostic::UnknownEndpoint { name, hint }.at(endpoint.span)
                        },
                    );
                    closest(endpoint, known()).and_then(find)
                });
                index.map(EndpointId::from_index)
            }
            None if schema.endpoints.len() == 1 => Some(EndpointId::from_index(0)),
            None if self.poison.covers(operation.span) => None,
            None => {
                let names: Vec<&str> = known().collect();
                let diagnostic = HttpDiagnostic::NoEndpoint {
                    operation: name.as_str().into(),
                    known: names.join(", "),
                };
                self.report(diagnostic.at(name.span));
                None
            }
        }
    }

    /// Reports a server URL that ends in `/` if the path begins with one: the request would contain `//`.
    pub(super) fn check_slash(&mut self, http: &Text, endpoint: Option<EndpointId>) {
        let endpoint = endpoint.and_then(|endpoint| self.schema.endpoints.get(endpoint.index()));
        let Some((_, endpoint)) = endpoint else {
            return;
        };
        for (_, url) in &endpoint.servers {
            if url.ends_with('/') && http.contains(" /") {
                self.report(HttpDiagnostic::SlashAtEnd.at(url.span));
            }
        }
    }

    /// Resolves the authentication methods of an operation.
    pub(super) fn resolve_operation_auths(
        &mut self,
        operation: &syntax::Operation,
        endpoint: Option<EndpointId>,
        plan: &Draft,
    ) -> Vec<AuthId> {
        let offered = endpoint.map(|endpoint| plan.endpoints[endpoint].auths.clone());
        let Some(names) = &operation.auth else {
            return offered.unwrap_or_default();
        };
        let mut auths = Vec::new();
        for name in names {
            let Some(index) = self.find_auth(name) else {
                continue;
            };
            if offered
                .as_ref()
                .is_some_and(|offered| !offered.contains(&index))
            {
                let diagnostic = HttpDiagnostic::NotOffered {
                    name: name.as_str().into(),
                };
                self.report(diagnostic.at(name.span));
            } else {
                auths.push(index);
            }
        }
        auths
    }

    /// Resolves the constant headers of an operation.
    pub(super) fn resolve_constant_headers(
        &mut self,
        current: &CurrentOperation<'_>,
    ) -> Vec<(String, Constant)> {
        current
            .syntax
            .headers
            .iter()
            .map(|(name, value)| {
                self.check_header_name(name);
                self.check_header_value(value);
                let filled = placeholders::constant(value, Some(current.wire_name()), false);
                let value = filled.unwrap_or_else(|name| {
                    let name = name.into();
                    self.report(HttpDiagnostic::PlaceholderInHeader { name }.at(value.span));
                    Literal::String(String::new()).into()
                });
                (name.value.clone(), value)
            })
            .collect()
    }

    /// Reports two headers of one request that have the same name.
    pub(super) fn check_header_names(&mut self, current: &CurrentOperation<'_>, plan: &Draft) {
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
                let basic = auth.basic().map(|_| "Authorization");
                let computed = auth.computed(Some(ComputedPlace::Header));
                let computed = computed.map(|(_, name, _)| name);
                auth.headers()
                    .map(|(name, _)| name)
                    .chain(basic)
                    .chain(computed)
            })
            .collect();
        let headers_of_maps = current.drafts.iter().filter(|draft| {
            draft.field.location == Location::Header && draft.field.ty.map().is_some()
        });
        for name in headers_of_maps.filter_map(|draft| draft.node.wire.as_ref()) {
            let before = name.split("$member").next().unwrap_or_default();
            if before.is_empty() {
                // The parameter is reported.
                continue;
            }
            let others = own.iter().filter(|other| other.value != name.value);
            let mut others = others
                .map(|other| other.as_str())
                .chain(authentication.iter().copied())
                .chain(CLIENT_HEADERS)
                .chain(RESERVED);
            if let Some(other) = others.find(|other| begins_with(other, before)) {
                let found = HttpDiagnostic::HeaderOfEntry {
                    other: other.into(),
                };
                self.report(found.at(name.span));
            }
        }
        for (at, name) in own.iter().enumerate() {
            let twice = own[..at]
                .iter()
                .any(|other| other.eq_ignore_ascii_case(name));
            if twice
                || authentication
                    .iter()
                    .any(|other| other.eq_ignore_ascii_case(name))
            {
                let diagnostic = HttpDiagnostic::DuplicateHeader {
                    name: name.as_str().into(),
                };
                self.report(diagnostic.at(name.span));
            }
        }
    }
}

/// The headers that are made from the body and the credentials.
const RESERVED: [&str; 3] = ["Content-Type", "Authorization", "Cookie"];

/// Returns whether the name of a header begins with a text, whatever their letter case.
fn begins_with(name: &str, text: &str) -> bool {
    let start = name.get(..text.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(text))
}
