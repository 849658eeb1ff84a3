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
mod vocabulary;
mod wire;
mod words;

use std::collections::BTreeSet;

use names::{Role, ident};
use space::{printable, rust_name};
use state::{Resolver, owned};

use crate::plan::{Page, Plan, Table};
use crate::source::{Diagnostics, Span};
use crate::syntax::{Document, Text};

/// Resolves one document. `stem` is the name of its file without folder and ending.
///
/// The plan comes with the place that gives its module the name; there is none where something is wrong.
pub fn resolve(
    document: &Document,
    stem: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(Plan, Span)> {
    let mut found = Diagnostics::default();
    let drafted = draft(document, stem, &mut found);
    let failed = found.has_errors();
    diagnostics.extend(found);
    drafted.filter(|_| !failed)
}

/// The same, with the plan even where something is wrong, which it then lacks; none for a document that is too large.
pub fn draft(
    document: &Document,
    stem: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(Plan, Span)> {
    if !bounds::check(&document.schema, diagnostics) {
        return None;
    }
    let mut resolver = Resolver::new(document);
    let (plan, span) = resolver.plan(stem);
    let mut found = resolver.diagnostics;
    // A node that an alias repeats is looked at once for every use, and what is wrong with it is said once.
    let mut seen = BTreeSet::new();
    found.0.retain(|diagnostic| {
        seen.insert((diagnostic.code, diagnostic.span, diagnostic.message.clone()))
    });
    diagnostics.extend(found);
    Some((plan, span))
}

impl Resolver<'_> {
    fn plan(&mut self, stem: &str) -> (Plan, Span) {
        let schema = self.schema;
        let provider = &schema.provider;
        let (module, span) = self.module_name(stem);
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
        let mut plan = Plan {
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
            enums: Table::new(),
            objects: Table::new(),
            operations: Vec::new(),
            notes: Vec::new(),
        };
        self.operations(&mut plan);
        self.take_modules(&plan);
        plan.objects = self.finish_objects();
        plan.enums = std::mem::take(&mut self.enums);
        plan.notes = std::mem::take(&mut self.notes);
        empty_lists::mark(&mut plan);
        prefixes::check(&plan, schema, &mut self.diagnostics);
        let readings = reading::readings(&plan);
        for (operation, reading) in plan.operations.iter_mut().zip(readings) {
            operation.reading = reading;
        }
        (plan, span)
    }

    /// The Rust module of the document.
    fn module_name(&mut self, stem: &str) -> (String, Span) {
        let provider = &self.schema.provider;
        if provider.rust.is_some() {
            let span = provider
                .rust
                .as_ref()
                .map_or(provider.name.span, |rust| rust.span);
            let name = &provider.name;
            let ident = rust_name(
                name,
                provider.rust.as_ref(),
                Role::Value,
                &mut self.diagnostics,
            );
            return (ident.rust, span);
        }
        let span = provider.name.span;
        if let Some(ident) = ident(stem, Role::Value) {
            return (ident.rust, span);
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
        (Text::default().value, span)
    }

    /// Modules of operations live beside the types.
    fn take_modules(&mut self, plan: &Plan) {
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
