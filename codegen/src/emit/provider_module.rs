//! The module of a provider: operations, objects, enums, servers and credentials, each in the order of the schema.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::builder::{Docs, link};
use crate::emit::example_tests as examples;
use crate::emit::messages::auth;
use crate::emit::messages::checked_credentials as holder;
use crate::emit::messages::servers as server;
use crate::emit::object;
use crate::emit::operation;
use crate::emit::options::Options;
use crate::emit::responses;
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::tree_statics;
use crate::emit::types::enums as enumeration;
use crate::lower::Lowered;
use crate::plan::Plan;

/// The version of the interface between generated code and the runtime.
pub(crate) const GENERATED_CODE: u32 = 1;

/// Emits the content of the module.
pub(crate) fn content(
    lowered: &Lowered<'_>,
    options: &Options,
    alias: &TokenStream,
) -> TokenStream {
    let plan = lowered.plan;
    let scope = Scope::new(lowered, options);
    let enums = plan.enums.iter().map(enumeration::emit);
    let objects = plan
        .objects
        .iter_ids()
        .map(|(index, item)| object::emit(&scope, index, item));
    let operations = plan
        .operations
        .iter()
        .map(|item| operation::emit(&scope, item));
    let servers = plan.endpoints.iter().map(|item| server::emit(&scope, item));
    let auths = plan
        .auths
        .iter_ids()
        .map(|(index, item)| auth::emit(&scope, index, item));
    let holders = plan
        .endpoints
        .iter()
        .map(|item| holder::of_endpoint(&scope, item));
    let responses = responses::objects_module(&scope);
    let items = quote! {
        #(#operations)*
        #(#objects)*
        #(#enums)*
        #(#servers)*
        #(#auths)*
        #(#holders)*
        #responses
    };
    let patterns = scope.patterns.borrow().emit();
    let trees = tree_statics::emit(plan);
    let tests = options.tests.then(|| examples::emit(&scope));
    // The imports come last, because they list the names that the items use.
    let imports = scope.names.imports();
    let version = proc_macro2::Literal::u32_unsuffixed(GENERATED_CODE);
    quote! {
        #alias
        #imports
        const _: () = __wireform::generated_for::<#version>();
        #items
        #patterns
        #trees
        #tests
    }
}

/// Emits the import of the runtime's alias from the scope around the module.
pub(crate) fn alias(options: &Options) -> TokenStream {
    let name = ident(&options.runtime);
    if options.runtime == "__wireform" {
        quote!(
            use super::__wireform;
        )
    } else {
        quote!(use super::#name as __wireform;)
    }
}

/// Returns the documentation of the module.
pub(crate) fn docs(plan: &Plan) -> Docs {
    let mut docs = Docs::new().text(&plan.provider);
    docs = docs.option(plan.description.as_deref());
    if let Some(url) = &plan.url {
        docs = docs.markdown(&link(url));
    }
    docs
}

/// Emits the module with its name, for a file that holds several.
pub(crate) fn inline(lowered: &Lowered<'_>, options: &Options, alias: &TokenStream) -> TokenStream {
    let plan = lowered.plan;
    let docs = docs(plan).outer();
    let name = ident(&plan.module);
    let content = content(lowered, options, alias);
    let allow = allow();
    quote! {
        #docs
        #allow
        pub mod #name { #content }
    }
}

/// Returns the lints that the module allows, each with the reason.
pub(crate) fn allow() -> TokenStream {
    quote! {
        #[allow(dead_code, unreachable_pub, reason = "whoever includes this may use a part of it, or keep it private")]
        #[allow(clippy::module_inception, clippy::self_named_constructors, reason = "the names are the provider's")]
    }
}
