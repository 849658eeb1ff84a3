//! Emits responses: the types of an operation's cases, the constants by which the runtime recognizes them, and
//! `ParseResponse`.
//!
//! Everything stands inside a macro of the runtime that expands to nothing without the feature `responses`. The structs of
//! cases are in the module `cases` of the operation, and those of objects in the module `responses` of the provider, so that no
//! name of one collides with a name of another.

mod case_structs;
mod case_tables;
pub(crate) mod example_tests;
mod objects;
pub(crate) mod places;
mod values;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::plan::Operation;

pub(crate) use objects::module as objects_module;

/// Emits what the module of an operation has for its responses.
pub(crate) fn module_items(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    if operation.responses.is_empty() {
        return TokenStream::new();
    }
    let response = enumeration(
        operation,
        "Response",
        "The responses to a request that the provider carried out or accepted.",
        true,
    );
    let refusal = enumeration(
        operation,
        "Refusal",
        "The responses to a request that the provider did not carry out, or for which it does not say so.",
        false,
    );
    let structs = case_structs::emit(scope, operation);
    let table = case_tables::emit(scope, operation);
    let mut fields = operation.responses.iter().flat_map(|it| &it.fields);
    let imports = match fields.any(|it| it.field.ty.object_within().is_some()) {
        true => quote!(
            use super::super::{__wireform, responses};
        ),
        false => quote!(
            use super::super::__wireform;
        ),
    };
    let items = quote! {
        #response
        #refusal
        /// The cases of the responses.
        pub mod cases {
            #imports
            #structs
            #table
        }
    };
    quote!(__wireform::responses! { #items })
}

/// Emits the enum of the successes or of the refusals.
fn enumeration(operation: &Operation, name: &str, docs: &str, succeed: bool) -> TokenStream {
    let cases = operation.responses.iter();
    let cases = cases.filter(|response| response.outcome.is_success() == succeed);
    let variants = cases.map(|response| {
        let docs = match &response.description {
            Some(description) => Docs::new().text(description),
            None => Docs::new().markdown(&format!("{}.", code(&response.name))),
        };
        let (docs, variant) = (docs.outer(), ident(&response.rust));
        quote!(#docs #variant,)
    });
    let (docs, name) = (Docs::new().markdown(docs).outer(), ident(name));
    let kind = match succeed {
        true => ident("success"),
        false => ident("refusal"),
    };
    quote!(__wireform::response_enum! { #docs #kind #name { #(#variants)* } })
}

/// Emits `ParseResponse`.
pub(crate) fn implementation(
    scope: &Scope<'_>,
    operation: &Operation,
    record: &Record<'_>,
) -> TokenStream {
    if operation.responses.is_empty() {
        return TokenStream::new();
    }
    let module = ident(&operation.module);
    let is_idempotent = operation.is_idempotent;
    let (any, allow) = (record.any(), record.allow_deprecated());
    let sources = scope
        .plan
        .credentials
        .iter()
        .filter_map(|it| it.from.as_ref());
    let own = sources.filter(|source| source.operation == operation.name);
    let lifetime = own
        .filter_map(|source| source.lifetime)
        .min()
        .map(|seconds| {
            let seconds = proc_macro2::Literal::u64_unsuffixed(seconds);
            quote!(, lifetime: #seconds)
        });
    quote! {
        __wireform::responses! {
            __wireform::parse_response!(#allow #any: #module, idempotent: #is_idempotent #lifetime);
        }
    }
}
