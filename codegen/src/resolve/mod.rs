//! From what a document says to what is meant: names looked up, types joined, wires laid out.
//!
//! In: the syntax tree of one document. Out: a [`Plan`] and diagnostics. Whatever is wrong is said once, at its
//! place, and the rest is resolved all the same; a plan is given out only where nothing was wrong.

mod access;
mod auth;
mod bindings;
mod body;
mod bounds;
mod case;
pub mod codes;
mod conversions;
mod data;
mod destination;
mod diagnostics;
mod empty_lists;
mod enums;
mod examples;
mod facets;
mod fields;
mod http;
mod names;
mod objects;
mod operation;
mod parameters;
mod prefixes;
mod reading;
mod responses;
mod rules;
mod secrets;
mod space;
mod state;
mod suggest;
mod types;
mod values;
mod wire;
mod words;

use std::collections::BTreeSet;

pub(crate) use diagnostics::HttpDiagnostic;
use names::{Role, ident};
use space::{printable, rust_name};
use state::{Resolver, owned};

use crate::draft::Draft;
use crate::plan::Page;
use crate::source::Diagnostics;
use crate::syntax::Document;

/// Resolves one document. `stem` is the name of its file without folder and extension.
///
/// `diagnostics` has what earlier stages reported about the document, and gets what is reported here.
pub fn resolve(document: &Document, stem: &str, diagnostics: &mut Diagnostics) -> Draft {
    let mut draft = Draft::default();
    if bounds::check(&document.schema, diagnostics) {
        let mut resolver = Resolver::new(document);
        draft = resolver.draft(stem);
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
    fn draft(&mut self, stem: &str) -> Draft {
        let schema = self.schema;
        let provider = &schema.provider;
        let module = self.module_name(stem);
        self.note("provider", &provider.differs);
        self.note("schema", &schema.differs);
        let mut pages = Vec::new();
        for (name, page) in &schema.pages {
            self.note(&format!("pages.{}", name.value), &page.differs);
            pages.push(Page {
                name: name.value.clone(),
                url: page.url.value.clone(),
                title: owned(page.title.as_ref()),
                retrieved: owned(page.retrieved.as_ref()),
            });
        }
        let credentials = self.credentials();
        let auths = self.auths();
        let endpoints = self.endpoints();
        let contexts = self.contexts();
        self.named_types();
        let mut draft = Draft {
            module,
            schema: stem.to_owned(),
            provider: provider.name.value.clone(),
            description: owned(provider.description.as_ref()),
            url: owned(provider.url.as_ref()),
            pages,
            credentials,
            auths,
            endpoints,
            contexts,
            ..Draft::default()
        };
        self.operations(&mut draft);
        self.take_modules(&draft);
        draft.objects = self.finish_objects();
        draft.enums = std::mem::take(&mut self.enums);
        draft.notes = std::mem::take(&mut self.notes);
        draft.declarations = std::mem::take(&mut self.declarations);
        empty_lists::mark(&mut draft);
        prefixes::check(&draft, schema, &mut self.diagnostics);
        let readings = reading::readings(&draft);
        for (operation, reading) in draft.operations.iter_mut().zip(readings) {
            operation.reading = reading;
        }
        draft
    }

    /// Returns the Rust module of the document.
    fn module_name(&mut self, stem: &str) -> Option<String> {
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
        self.error_help(
            codes::NO_RUST_NAME,
            span,
            format!(
                "the file's name `{}` cannot become a Rust module",
                printable(stem)
            ),
            "give the module a name with `rust: …` under `provider:`",
        );
        None
    }

    /// Modules of operations live beside the types.
    fn take_modules(&mut self, plan: &Draft) {
        let schema = self.schema;
        for (operation, (name, _)) in plan.operations.iter().zip(&schema.operations) {
            let what = format!("the module of `{}`", printable(name));
            let before = self.diagnostics.0.len();
            self.module
                .take(&operation.module, what, name.span, &mut self.diagnostics);
            // Operations whose types collide have said so.
            let said = self.diagnostics.0[..before]
                .iter()
                .any(|d| d.code == codes::RUST_NAME_COLLISION && d.span == name.span);
            if said {
                self.diagnostics.0.truncate(before);
            }
        }
    }
}
