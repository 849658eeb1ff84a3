//! Expands structs that are their own schema. Their attributes become a document of the schema language, and the document passes
//! through all stages of the compiler.
//!
//! Input: a struct with `json`, `xml(root = "…")`, `query`, `form` or `object`. Output: a view and the impls, as for a struct that a
//! schema describes.

mod attribute_names;
mod condition;
mod document;
mod field_attributes;
mod own_types;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{DeriveInput, FieldsNamed};
use wireform_codegen::emit::{self, Stubs, View};
use wireform_codegen::source::{Diagnostic, FileId, Node, Severity, Sources};
use wireform_codegen::{Compiled, Outcome, compile_tree};

use super::Errors;
use super::attributes::Container;
use super::fields::FieldSource;
use super::impls::Struct;
use crate::schemas::lowered;
use attribute_names::name_attributes;
use document::DocumentField;
use tree::Tree;

/// Returns the module and the impls of a struct that is its own schema.
pub(super) fn expand(
    input: &DeriveInput,
    container: &Container,
    named: &FieldsNamed,
    errors: &mut Errors,
) -> TokenStream {
    let module = super::record::module(input, container);
    let runtime = container.runtime();
    let mut tree = Tree::default();
    let fields = document::read_fields(named, &mut tree, errors);
    if container.own.iter().any(|own| own.format.is_object()) {
        for (word, at) in fields
            .iter()
            .flat_map(|field| &field.declaration.of_requests)
        {
            let message = match *word {
                "required_if" => "an object has no rules: state in the struct of the request when this field is required".to_owned(),
                word => format!("`{word}` is only for requests, and an object is a part of a body: remove it"),
            };
            errors.push(syn::Error::new(*at, message));
        }
    }
    let requests = container
        .own
        .iter()
        .filter(|own| !own.format.is_object())
        .count();
    let mut modules = TokenStream::new();
    let mut impls = TokenStream::new();
    impls.extend(own_types::checks(&fields, &input.generics));
    let mut members: Option<TokenStream> = None;
    let mut reported = BTreeSet::new();
    let mut mistakes = Vec::new();
    for own in &container.own {
        let (document, target) = document::build_document(&input.ident, own, &fields, &mut tree);
        let mut compiled = compile(&document, &tree);
        if !errors.0.is_empty() {
            // If the attributes have mistakes, diagnostics about anything but the keys that were read may only follow from them.
            compiled.diagnostics.0.retain(|diagnostic| {
                let at = diagnostic.span.start;
                fields
                    .iter()
                    .any(|field| !field.declaration.broken && field.key_range.contains(&at))
            });
        }
        for diagnostic in &compiled.diagnostics.0 {
            let at = tree.span(diagnostic.span).unwrap_or_else(Span::call_site);
            // A mistake in all formats is reported once.
            if diagnostic.severity == Severity::Error
                && reported.insert((format!("{at:?}"), diagnostic.message.clone()))
            {
                mistakes.push(syn::Error::new(at, render_message(diagnostic, &fields)));
            }
        }
        let is_object = own.format.is_object();
        let wanted = if is_object {
            emit::Target::Object(&target)
        } else {
            emit::Target::Operation(&target)
        };
        let outside = quote!(#module);
        let views = match compiled.outcome {
            Outcome::Plan(plan) => {
                emit::view(&lowered(&plan), wanted, emit::OWN, &runtime, &outside)
            }
            Outcome::Draft(draft) => Stubs::new(*draft).view(wanted, emit::OWN, &runtime, &outside),
            Outcome::Unreadable => Vec::new(),
        };
        for view in &views {
            modules.extend(view.tokens.clone());
            let filled = fill_view(view, &fields);
            let is = Struct {
                input,
                outside: &quote!(#module),
                view,
            };
            impls.extend(is.conversion(&filled));
            if is_object {
                members.get_or_insert_with(|| is.members());
                impls.extend(is.nested(&filled));
            } else if requests == 1 {
                impls.extend(is.request(&filled));
            }
        }
    }
    impls.extend(members);
    mistakes
        .into_iter()
        .for_each(|mistake| errors.push(mistake));
    super::record::assemble(input, &module, &runtime, &modules, &impls)
}

/// Passes a document through the stages of the compiler.
fn compile(document: &Node, tree: &Tree) -> Compiled {
    let mut sources = Sources::new();
    let file = sources.add("struct", tree.source());
    debug_assert_eq!(file, FileId(0), "places are of the first file");
    compile_tree(&sources, file, document)
}

/// Returns the source of each field of the view: the field of the struct from which it was made.
fn fill_view<'f>(view: &View, fields: &[DocumentField<'f>]) -> Vec<Option<FieldSource<'f>>> {
    view.fields
        .iter()
        .map(|field| {
            let own = fields.iter().find(|own| own.name == field.field.name)?;
            Some(FieldSource {
                own: own.field,
                attributes: own.declaration.reading.clone(),
                broken: own.declaration.broken,
                conversion: None,
            })
        })
        .collect()
}

/// Returns the message of a diagnostic, with attributes in place of keys. Help that no attribute can follow is left out.
fn render_message(diagnostic: &Diagnostic, fields: &[DocumentField<'_>]) -> String {
    let is_own = |name: &str| fields.iter().any(|field| field.name == name);
    let named = |text: &str| name_attributes(text, is_own);
    let message = named(&diagnostic.message).unwrap_or_else(|| diagnostic.message.clone());
    let help = diagnostic.help.iter().filter_map(|help| named(help));
    let texts: Vec<String> = std::iter::once(message).chain(help).collect();
    format!("{} ({})", texts.join("; "), diagnostic.code)
}

/// Returns whether a key of a field is only for structs that are their own schema.
pub(super) fn is_own_word(word: &str) -> bool {
    field_attributes::KEYS.contains(&word)
}
