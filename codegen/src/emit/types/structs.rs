//! Structs of operations and objects: definition, construction, setters, owning. In: a [`Record`]. Out: the struct with
//! public fields and its inherent methods; a required field can never be left out.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::builder::Docs;
use crate::emit::docs::fields::field_docs;
use crate::emit::shared::deprecation::deprecated_attribute;
use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::types::constructors as construct;
use crate::emit::types::owned;
use crate::emit::types::serde;
use crate::emit::types::setters;

/// The struct and everything that belongs to it alone.
pub(crate) fn emit(
    scope: &Scope<'_>,
    record: &Record<'_>,
    docs: Docs,
    deprecated: Option<&str>,
) -> TokenStream {
    let definition = definition(scope, record, docs, deprecated);
    let methods = [
        construct::new(scope, record),
        setters::emit(scope, record),
        owned::emit(scope, record),
    ];
    let inherent = inherent_impl(record, &methods);
    let required = construct::required_literal(scope, record, deprecated);
    quote!(#definition #inherent #required)
}

fn definition(
    scope: &Scope<'_>,
    record: &Record<'_>,
    docs: Docs,
    deprecated: Option<&str>,
) -> TokenStream {
    let docs = docs.outer();
    let deprecated = deprecated_attribute(deprecated);
    let mut derives = vec![quote!(Clone), quote!(PartialEq)];
    if construct::has_default(record) {
        derives.push(quote!(Default));
    }
    let serde = serde::container(scope, record);
    let ty = record.ty();
    let fields = record.members().map(|field| {
        let docs = field_docs(scope, record, field).outer();
        let deprecated = deprecated_attribute(field.deprecated.as_deref());
        let serde = serde::field(scope, record, field);
        let name = ident(&field.rust);
        let ty = scope.field_type(field);
        quote! {
            #docs
            #deprecated
            #serde
            pub #name: #ty
        }
    });
    quote! {
        #docs
        #deprecated
        #[derive(#(#derives),*)]
        #serde
        pub struct #ty { #(#fields,)* }
    }
}

fn inherent_impl(record: &Record<'_>, methods: &[TokenStream]) -> TokenStream {
    if methods.iter().all(TokenStream::is_empty) {
        return TokenStream::new();
    }
    let allow = record.allow_deprecated();
    let generics = record.generics();
    let ty = record.ty();
    quote! {
        #allow
        impl #generics #ty { #(#methods)* }
    }
}
