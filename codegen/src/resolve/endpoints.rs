//! Resolves the endpoints of a schema and their servers.

use super::diagnostics::{HttpDiagnostic, ReservedName, RustItem};
use super::http;
use super::identifiers::Role;
use super::namespace::{Namespace, rust_name};
use super::resolver::{Resolver, owned};
use crate::plan::{Endpoint, EndpointId, Server, Table};

impl Resolver<'_> {
    /// Returns `name`, which was derived from the Rust name `rust`. Adds the leading underscore if only `rust` has one.
    pub(super) fn derived(&self, name: String, rust: &str) -> String {
        if rust.starts_with('_') && !name.starts_with('_') {
            format!("_{name}")
        } else {
            name
        }
    }

    /// Resolves the endpoints of the schema.
    pub(super) fn resolve_endpoints(&mut self) -> Table<EndpointId, Endpoint> {
        let schema = self.schema;
        let mut all = Table::new();
        for (name, endpoint) in &schema.endpoints {
            let ident = rust_name(
                name,
                endpoint.rust.as_ref(),
                Role::Type,
                &mut self.diagnostics,
            );
            let server_type = self.derived(format!("{}Server", ident.stem), &ident.rust);
            let credentials_type = self.derived(format!("{}Credentials", ident.stem), &ident.rust);
            self.module.take(
                &server_type,
                RustItem::ServersOf(name.as_str().into()),
                name.span,
                &mut self.diagnostics,
            );
            self.module.take(
                &credentials_type,
                RustItem::CredentialsOf(name.as_str().into()),
                name.span,
                &mut self.diagnostics,
            );
            self.keep_notes(&format!("endpoints.{}", name.value), &endpoint.differs);
            let mut space = Namespace::with_reserved(ReservedName::CustomServer);
            let mut servers = Table::new();
            for (server, url) in &endpoint.servers {
                let ident = rust_name(server, None, Role::Type, &mut self.diagnostics);
                let item = RustItem::Server(server.as_str().into());
                space.take(&ident.rust, item, server.span, &mut self.diagnostics);
                if let Err(problem) = http::check_server(url) {
                    self.report(HttpDiagnostic::InvalidServer { problem }.at(url.span));
                }
                servers.push(Server {
                    name: server.value.clone(),
                    rust: ident.rust,
                    url: url.value.clone(),
                });
            }
            let auths = endpoint
                .auth
                .iter()
                .filter_map(|auth| self.find_auth(auth))
                .collect();
            all.push(Endpoint {
                name: name.value.clone(),
                rust_server: server_type,
                rust_credentials: credentials_type,
                description: owned(endpoint.description.as_ref()),
                servers,
                auths,
            });
        }
        all
    }
}
