//! Emits the structs of an operation's cases.

use proc_macro2::TokenStream;
use quote::quote;

use super::values::Module;
use crate::emit::docs::builder::{Docs, code, link};
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::plan::{Operation, Response};

/// Emits a struct for each case.
pub(super) fn emit(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let names = operation.responses.iter().map(|it| it.rust.as_str());
    let module = Module {
        scope,
        taken: names.collect(),
        provider: quote!(super::super::),
        objects: quote!(responses::),
    };
    let structs = operation.responses.iter().map(|response| {
        let fields: Vec<_> = response
            .fields
            .iter()
            .map(|it| (&it.field, &it.source))
            .collect();
        let docs = docs(scope, response);
        module.structure(&response.rust, docs, &fields, codes(response))
    });
    quote!(__wireform::response_cases! { #(#structs)* })
}

fn docs(scope: &Scope<'_>, response: &Response) -> Docs {
    let mut docs = match &response.description {
        Some(description) => Docs::new().text(description),
        None => Docs::new().markdown(&format!("{}.", code(&response.name))),
    };
    let page = response.page.as_ref();
    if let Some(page) = page.and_then(|name| scope.plan.page(name)) {
        docs = docs.markdown(&format!("Documented at {}.", link(&page.url)));
    }
    docs
}

/// Emits the enum of the documented codes.
fn codes(response: &Response) -> Option<TokenStream> {
    let name = ident(response.code_enum.as_ref()?);
    let codes = response.codes.iter().map(|known| {
        let docs = match &known.description {
            Some(description) => Docs::new().text(description),
            None => Docs::new().markdown(&format!("{}.", code(&known.code))),
        };
        let (docs, variant, spelling) = (docs.outer(), ident(&known.rust), &known.code);
        quote!(#docs #variant = #spelling,)
    });
    let keyword = ident("codes");
    Some(quote!(#keyword #name { #(#codes)* }))
}
