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
mod places;
mod values;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::lower::responses::reported_names;
use crate::plan::{Operation, Response};

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
    let tables = case_tables::emit(scope, operation);
    let names = reported_names(scope.plan, operation);
    let names = names
        .iter()
        .map(|(name, logical)| quote!((#name, #logical)));
    let arms = operation
        .responses
        .iter()
        .enumerate()
        .map(|(number, response)| {
            let (number, variant) = (Literal::usize_unsuffixed(number), ident(&response.rust));
            let read = quote!(#variant::__read(reading, facts)?);
            match response.outcome.is_success() {
                true => {
                    quote!(#number => ::core::result::Result::Ok(super::Response::#variant(#read)))
                }
                false => {
                    quote!(#number => ::core::result::Result::Err(super::Refusal::#variant(#read)))
                }
            }
        });
    let items = quote! {
        #response
        #refusal
        /// The cases of the responses.
        pub mod cases {
            use super::super::__wireform;
            #structs
            pub(in super::super) fn __read(
                case: ::core::primitive::usize,
                reading: __wireform::response::Reading<'_, '_>,
                facts: __wireform::response::Facts,
            ) -> ::core::result::Result<
                ::core::result::Result<super::Response, super::Refusal>,
                __wireform::response::UnexpectedReason,
            > {
                ::core::result::Result::Ok(match case {
                    #(#arms,)*
                    _ => return ::core::result::Result::Err(__wireform::response::UnexpectedReason::NoCase),
                })
            }
            pub(in super::super) const CASES: &[__wireform::response::Case<'static>] = &[#tables];
            pub(in super::super) const NAMES: __wireform::response::ReportedNames<'static> = &[#(#names),*];
        }
    };
    quote!(__wireform::responses! { #items })
}

/// Emits the enum of the cases that succeed, or of those that do not.
fn enumeration(operation: &Operation, name: &str, docs: &str, succeed: bool) -> TokenStream {
    let cases: Vec<&Response> = operation
        .responses
        .iter()
        .filter(|response| response.outcome.is_success() == succeed)
        .collect();
    let variants = cases.iter().map(|response| {
        let docs = match &response.description {
            Some(description) => Docs::new().text(description),
            None => Docs::new().markdown(&format!("{}.", code(&response.name))),
        };
        let (docs, variant) = (docs.outer(), ident(&response.rust));
        quote!(#docs #variant(cases::#variant))
    });
    let names = cases.iter().map(|response| {
        let (variant, name) = (ident(&response.rust), &response.name);
        quote!(#variant => #name)
    });
    let (docs, name) = (Docs::new().markdown(docs).outer(), ident(name));
    let kind = match succeed {
        true => ident("success"),
        false => ident("refusal"),
    };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* }

        __wireform::response_enum! { #kind #name { #(#names,)* } }
    }
}

/// Emits `ParseResponse`.
pub(crate) fn implementation(operation: &Operation, record: &Record<'_>) -> TokenStream {
    if operation.responses.is_empty() {
        return TokenStream::new();
    }
    let module = ident(&operation.module);
    let is_idempotent = operation.is_idempotent();
    let (any, allow) = (record.any(), record.allow_deprecated());
    let implementation = quote! {
        #allow
        impl __wireform::response::ParseResponse for #any {
            type Response = #module::Response;
            type Refusal = #module::Refusal;

            const IDEMPOTENT: ::core::primitive::bool = #is_idempotent;

            fn parse_response(
                parts: __wireform::response::ResponseParts<'_>,
            ) -> ::core::result::Result<Self::Response, __wireform::response::CallError<Self::Refusal>> {
                __wireform::response::parse(
                    &parts,
                    #module::cases::CASES,
                    #module::cases::NAMES,
                    #module::cases::__read,
                )
            }
        }
    };
    quote!(__wireform::responses! { #implementation })
}
