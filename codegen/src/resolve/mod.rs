//! Resolves a document: looks up names, joins facets, derives wire names, chooses Rust names and types the rules.
//!
//! Input: the syntax tree of one document. Output: a [`Draft`] and diagnostics. Each mistake is reported once, at its place, and
//! the rest of the document is resolved all the same.

mod access;
mod auth;
mod bindings;
mod body;
mod constants;
mod contact_data;
mod contact_reading;
mod contexts;
mod conversions;
mod credentials;
mod current_operation;
mod declared_facets;
mod derived;
mod diagnostics;
mod empty_lists;
mod endpoints;
mod enums;
mod examples;
mod facets;
mod field_names;
mod fields;
mod free_members;
mod http;
mod identifiers;
mod literals;
mod masks;
mod moments;
mod namespace;
mod normal_steps;
mod numbered_lists;
mod objects;
mod operation;
mod operation_endpoint;
mod parameter_names;
mod parameters;
mod placeholders;
mod read_back;
mod resolver;
mod responses;
mod rules;
mod secret_parameters;
mod sendable;
mod session_credentials;
mod signed_headers;
mod signing;
mod size_limits;
mod suggest;
mod text_bodies;
mod tree_kinds;
mod trees;
mod type_kinds;
mod types;
mod unions;
mod unique_keys;
mod values;
mod what_operations_do;
mod wire;
mod wire_names;
mod words;
mod xml_namespaces;
mod xml_prefixes;

use std::collections::BTreeSet;

pub use type_kinds::BUILT_IN as BUILT_IN_TYPES;
pub use wire_names::wire_name;

pub(crate) use diagnostics::RustNameDiagnostic;
#[cfg(feature = "tools")]
pub(crate) use diagnostics::{
    AccessDiagnostic, ChoiceDiagnostic, ContactDiagnostic, DerivationDiagnostic, EntryDiagnostic,
    EnvelopeDiagnostic, ExampleDiagnostic, HttpDiagnostic, MaskDiagnostic, MembersDiagnostic,
    NameDiagnostic, NamespaceDiagnostic, ParameterDiagnostic, ReadBackDiagnostic,
    ResponseDiagnostic, RuleDiagnostic, SigningDiagnostic, TextBodyDiagnostic, TreeDiagnostic,
    TypeDiagnostic, UnionDiagnostic, UpdateDiagnostic, WireDiagnostic,
};

use diagnostics::RustItem;
use identifiers::{Role, ident};
use namespace::rust_name;
use resolver::{Resolver, owned};

use crate::draft::Draft;
use crate::plan::Page;
use crate::source::{Diagnostic, Diagnostics};
use crate::syntax::Document;

/// Resolves one document. `stem` is the name of its file without folder and extension.
///
/// `diagnostics` has what earlier stages reported about the document, and gets what is reported here.
pub fn resolve(document: &Document, stem: &str, diagnostics: &mut Diagnostics) -> Draft {
    let mut draft = Draft::default();
    let (document, inheritances) = derived::write_out(document, diagnostics);
    let document = document.as_ref();
    if size_limits::check(&document.schema, diagnostics) {
        let mut resolver = Resolver::new(document, &inheritances);
        resolver.lacks_lines = diagnostics.has_syntax_errors();
        draft = resolver.resolve_draft(stem);
        resolver.resolve_read_backs(&mut draft, diagnostics.has_errors());
        let mut found = resolver.diagnostics;
        // A node that aliases repeat is resolved once for every use, and each of its mistakes is reported once.
        let mut seen = BTreeSet::new();
        found.0.retain(|diagnostic| {
            seen.insert((diagnostic.code, diagnostic.span, diagnostic.message.clone()))
        });
        diagnostics.extend(found);
    }
    draft.is_poisoned = diagnostics.has_errors();
    draft
}

impl Resolver<'_> {
    fn resolve_draft(&mut self, stem: &str) -> Draft {
        let schema = self.schema;
        let provider = &schema.provider;
        let module = self.choose_module_name(stem);
        self.keep_notes("provider", &provider.differs);
        self.keep_notes("schema", &schema.differs);
        let mut pages = Vec::new();
        for (name, page) in &schema.pages {
            self.keep_notes(&format!("pages.{}", name.value), &page.differs);
            pages.push(Page {
                name: name.value.clone(),
                url: page.url.value.clone(),
                title: owned(page.title.as_ref()),
                retrieved: owned(page.retrieved.as_ref()),
            });
        }
        let credentials = self.resolve_credentials();
        let auths = self.resolve_auths();
        let endpoints = self.resolve_endpoints();
        let contexts = self.resolve_contexts();
        self.resolve_named_types();
        let mut draft = Draft {
            module,
            schema: stem.to_owned(),
            provider: provider.name.value.clone(),
            description: owned(provider.description.as_ref()),
            url: owned(provider.url.as_ref()),
            pages,
            namespaces: xml_namespaces::resolve(schema, &mut self.diagnostics),
            trees: trees::resolve(schema, &mut self.diagnostics),
            credentials,
            auths,
            endpoints,
            contexts,
            ..Draft::default()
        };
        self.resolve_operations(&mut draft);
        session_credentials::resolve(&mut draft, schema, &mut self.diagnostics);
        self.take_modules(&draft);
        draft.objects = self.finish_objects();
        draft.enums = std::mem::take(&mut self.enums);
        draft.notes = std::mem::take(&mut self.notes);
        draft.declarations = std::mem::take(&mut self.declarations);
        empty_lists::mark(&mut draft);
        parameter_names::check(&mut draft, schema, &mut self.diagnostics);
        free_members::check(&draft, schema, &mut self.diagnostics);
        signed_headers::check(&draft, schema, &mut self.diagnostics);
        tree_kinds::check(&draft, schema, &mut self.diagnostics);
        xml_namespaces::declare(&mut draft, schema, &mut self.diagnostics);
        xml_prefixes::check(&draft, schema, &mut self.diagnostics);
        let readings = contact_reading::find_readings(&draft);
        for (operation, reading) in draft.operations.iter_mut().zip(readings) {
            operation.reading = reading;
        }
        what_operations_do::derive(&mut draft, schema);
        moments::find_in_objects(&mut draft);
        draft
    }

    /// Returns the Rust module of the document.
    fn choose_module_name(&mut self, stem: &str) -> Option<String> {
        let provider = &self.schema.provider;
        if provider.rust.is_some() {
            let name = &provider.name;
            let ident = rust_name(
                name,
                provider.rust.as_ref(),
                Role::Value,
                &mut self.diagnostics,
            );
            return Some(ident.rust);
        }
        let span = provider.name.span;
        if let Some(ident) = ident(stem, Role::Value) {
            return Some(ident.rust);
        }
        let found = RustNameDiagnostic::NoModuleName { file: stem.into() };
        self.report(found.at(span));
        None
    }

    /// Reserves the names of the operations' modules, which are in one namespace with the types.
    fn take_modules(&mut self, plan: &Draft) {
        let schema = self.schema;
        for (operation, (name, _)) in plan.operations.iter().zip(&schema.operations) {
            let item = RustItem::ModuleOf(name.as_str().into());
            let before = self.diagnostics.0.len();
            self.module
                .take(&operation.module, item, name.span, &mut self.diagnostics);
            // If the types of the two operations collide, that was reported.
            let (earlier, own) = self.diagnostics.0.split_at(before);
            let is_reported = own.iter().any(|own| {
                let same = |d: &Diagnostic| d.code == own.code && d.span == own.span;
                earlier.iter().any(same)
            });
            if is_reported {
                self.diagnostics.0.truncate(before);
            }
        }
    }
}
