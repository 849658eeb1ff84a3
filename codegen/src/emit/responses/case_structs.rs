//! Emits the structs of an operation's cases.

use proc_macro2::TokenStream;
use quote::quote;

use super::values::Module;
use crate::emit::docs::builder::{Docs, code, link};
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
        module.structure(&response.rust, docs, &fields)
    });
    quote!(__wireform::response_cases! { #(#structs)* })
}

fn docs(scope: &Scope<'_>, response: &Response) -> Docs {
    let mut docs = match &response.description {
        Some(description) => Docs::new().text(description),
        None => Docs::new().markdown(&format!("{}.", code(&response.name))),
    };
    for known in &response.codes {
        docs = docs
            .markdown(&format!("The code {}:", code(&known.code)))
            .text(&known.description);
    }
    let page = response.page.as_ref();
    if let Some(page) = page.and_then(|name| scope.plan.page(name)) {
        docs = docs.markdown(&format!("Documented at {}.", link(&page.url)));
    }
    docs
}
