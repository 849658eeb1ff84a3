//! Who calls, and where: credentials, ways to authenticate, endpoints, and the facts that no payload carries.

use super::codes;
use super::diagnostics::HttpDiagnostic;
use super::http;
use super::names::Role;
use super::space::{Space, printable, rust_name, stem};
use super::state::{Resolver, owned};
use super::types::Hint;
use crate::pattern;
use crate::plan::{
    Context, ContextId, ContextKind, Credential, CredentialId, Endpoint, EndpointId, IntegerFacets,
    Pattern, Server, Table, TextFacets, Type,
};
use crate::syntax::{self};

impl Resolver<'_> {
    /// `credentials:`.
    pub(super) fn credentials(&mut self) -> Table<CredentialId, Credential> {
        let schema = self.schema;
        let mut space = Space::default();
        let mut all = Table::new();
        for (name, credential) in &schema.credentials {
            let ident = rust_name(
                name,
                credential.rust.as_ref(),
                Role::Value,
                &mut self.diagnostics,
            );
            let what = format!("the credential `{}`", printable(name));
            space.take(&ident.rust, what, name.span, &mut self.diagnostics);
            self.note(&format!("credentials.{}", name.value), &credential.differs);
            let ty = match credential.ty.as_ref().map(|ty| ty.as_str()) {
                None | Some("string") => Type::String(TextFacets::default()),
                Some("integer") => Type::Integer(IntegerFacets::default()),
                Some(_) => {
                    if let Some(ty) = &credential.ty {
                        self.unknown(
                            codes::UNKNOWN_TYPE,
                            "type of credentials",
                            ty,
                            ["string", "integer"],
                        );
                    }
                    Type::String(TextFacets::default())
                }
            };
            let ty = self.constrain(ty, &credential.facets);
            if let Some(default) = &credential.default
                && let Some(reason) = self.refused(&default.text, &ty)
            {
                self.error_help(
                    codes::VALUE_TYPE,
                    default.span,
                    format!("this default is no value of the credential: {reason}"),
                    "mend the default, or the constraint",
                );
            }
            let integer = ty.integer().cloned();
            let text = ty.text().cloned().unwrap_or_default();
            all.push(Credential {
                name: name.value.clone(),
                rust: ident.rust,
                integer,
                text,
                // What is not said to be harmless is masked.
                secret: credential.secret.as_ref().is_none_or(|secret| secret.value),
                default: credential
                    .default
                    .as_ref()
                    .map(|default| default.text.clone()),
                description: owned(credential.description.as_ref()),
            });
        }
        all
    }

    /// A derived name: what begins with a digit gets the underscore that the whole name needs.
    pub(super) fn derived(&self, name: String, rust: &str) -> String {
        if rust.starts_with('_') && !name.starts_with('_') {
            format!("_{name}")
        } else {
            name
        }
    }

    /// `endpoints:`.
    pub(super) fn endpoints(&mut self) -> Table<EndpointId, Endpoint> {
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
            let shown = printable(name);
            self.module.take(
                &server_type,
                format!("the servers of `{shown}`"),
                name.span,
                &mut self.diagnostics,
            );
            self.module.take(
                &credentials_type,
                format!("the credentials of `{shown}`"),
                name.span,
                &mut self.diagnostics,
            );
            self.note(&format!("endpoints.{}", name.value), &endpoint.differs);
            let mut space = Space::with("Custom", "the variant for a server of the caller's own");
            let mut servers = Table::new();
            for (server, url) in &endpoint.servers {
                let ident = rust_name(server, None, Role::Type, &mut self.diagnostics);
                let what = format!("the server `{}`", printable(server));
                space.take(&ident.rust, what, server.span, &mut self.diagnostics);
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
                .filter_map(|auth| self.auth_index(auth))
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

    /// `contexts:`.
    pub(super) fn contexts(&mut self) -> Table<ContextId, Context> {
        let schema = self.schema;
        let mut space = Space::with("current", "the data as read");
        let mut all = Table::new();
        for (name, context) in &schema.contexts {
            let ident = rust_name(
                name,
                context.rust.as_ref(),
                Role::Value,
                &mut self.diagnostics,
            );
            let what = format!("the fact `{}`", printable(name));
            space.take(&ident.rust, what, name.span, &mut self.diagnostics);
            self.note(&format!("contexts.{}", name.value), &context.differs);
            let hint = Hint {
                name: name.value.clone(),
                rust: stem(context.rust.as_ref(), name).to_owned(),
                span: name.span,
                named: None,
            };
            let kind =
                match &context.kind {
                    syntax::ContextKind::SetOfString => ContextKind::SetOfString,
                    syntax::ContextKind::SetOfEnum(values) => ContextKind::SetOfEnum(
                        self.enum_type(values, None, &hint, owned(context.description.as_ref())),
                    ),
                    syntax::ContextKind::Enum(values) => ContextKind::Enum(self.enum_type(
                        values,
                        None,
                        &hint,
                        owned(context.description.as_ref()),
                    )),
                    syntax::ContextKind::Boolean => ContextKind::Boolean,
                    syntax::ContextKind::String => ContextKind::String,
                };
            let pattern = self.fact_pattern(context);
            all.push(Context {
                name: name.value.clone(),
                rust: ident.rust,
                description: owned(context.description.as_ref()),
                kind,
                pattern,
            });
        }
        all
    }
    /// What the texts of a fact match.
    fn fact_pattern(&mut self, context: &syntax::Context) -> Option<Pattern> {
        let text = context.pattern.as_ref()?;
        let what = match context.kind {
            syntax::ContextKind::SetOfString | syntax::ContextKind::String => {
                let dialect = context
                    .dialect
                    .as_ref()
                    .map_or_else(Default::default, |given| given.value);
                return pattern::pattern(text, dialect, &mut self.diagnostics);
            }
            syntax::ContextKind::Boolean => "a boolean",
            syntax::ContextKind::Enum(_) | syntax::ContextKind::SetOfEnum(_) => {
                "a fact whose values are listed"
            }
        };
        self.error_help(
            codes::FACET_NOT_APPLICABLE,
            text.span,
            format!("`pattern:` says nothing about {what}"),
            "it is for texts: `set_of: string`, or `type: string`",
        );
        None
    }
}
