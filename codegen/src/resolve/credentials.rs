//! Resolves the credentials of a schema.

use super::diagnostics::{ExampleDiagnostic, RustItem, SigningDiagnostic};
use super::identifiers::Role;
use super::namespace::{Namespace, rust_name};
use super::resolver::{Resolver, owned};
use crate::plan::{Credential, CredentialId, IntegerFacets, Table, TextFacets, Type};

impl Resolver<'_> {
    /// Resolves the credentials of the schema.
    pub(super) fn resolve_credentials(&mut self) -> Table<CredentialId, Credential> {
        let schema = self.schema;
        let mut space = Namespace::default();
        let mut all = Table::new();
        for (name, credential) in &schema.credentials {
            let ident = rust_name(
                name,
                credential.rust.as_ref(),
                Role::Value,
                &mut self.diagnostics,
            );
            let item = RustItem::Credential(name.as_str().into());
            space.take(&ident.rust, item, name.span, &mut self.diagnostics);
            self.keep_notes(&format!("credentials.{}", name.value), &credential.differs);
            let is_integer = credential.ty.as_ref().is_some_and(|ty| **ty == "integer");
            let ty = if is_integer {
                Type::Integer(IntegerFacets::default())
            } else {
                Type::String(TextFacets::default())
            };
            let ty = self.add_facets(ty, &credential.facets);
            if let Some(default) = &credential.default
                && let Some(reason) = self.find_refusal(&default.text, &ty)
            {
                self.report(ExampleDiagnostic::CredentialDefault { reason }.at(default.span));
            }
            let integer = ty.integer().cloned();
            let text = ty.text().cloned().unwrap_or_default();
            let optional = credential.optional.as_ref().filter(|it| it.value);
            if let (Some(optional), Some(_)) = (optional, &credential.default) {
                let name = name.as_str().into();
                self.report(SigningDiagnostic::OptionalDefault { name }.at(optional.span));
            }
            all.push(Credential {
                name: name.value.clone(),
                rust: ident.rust,
                integer,
                text,
                // A credential is secret unless the schema states otherwise.
                secret: credential.secret.as_ref().is_none_or(|secret| secret.value),
                default: credential
                    .default
                    .as_ref()
                    .map(|default| default.text.clone()),
                is_optional: optional.is_some(),
                // The operations are resolved later.
                from: None,
                description: owned(credential.description.as_ref()),
            });
        }
        all
    }
}
