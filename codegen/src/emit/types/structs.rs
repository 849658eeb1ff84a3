//! Structs of operations and objects: definition, constructors, setters, `into_owned`. Input: a [`Record`]. Output: a
//! struct with public fields and its inherent methods. No method lets a caller leave out a required field.

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

/// Emits the struct with its inherent methods.
pub(crate) fn emit(
    scope: &Scope<'_>,
    record: &Record<'_>,
    docs: Docs,
    deprecated: Option<&str>,
) -> TokenStream {
    let definition = definition(scope, record, docs, deprecated);
    let methods = [
        construct::emit_new(scope, record),
        setters::emit(scope, record),
        owned::emit(scope, record),
    ];
    let inherent = inherent_impl(record, &methods);
    let required = construct::emit_required_struct(scope, record, deprecated);
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
    let kept = record.keeps_members.then(|| {
        let skip = scope.options.serde.then(|| quote!(#[serde(skip)]));
        quote! {
            /// The members that were read and that the schema does not describe. Only `from_read` fills it.
            #skip
            pub undescribed: __wireform::Kept,
        }
    });
    quote! {
        #docs
        #deprecated
        #[derive(#(#derives),*)]
        #[must_use]
        #serde
        pub struct #ty { #(#fields,)* #kept }
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
