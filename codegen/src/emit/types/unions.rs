//! Enums of unions: definition, a method for each variant that returns its value, and `into_owned`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::builder::{Docs, code};
use crate::emit::docs::fields::field_docs;
use crate::emit::shared::deprecation::deprecated_attribute;
use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{variant_method, variant_name};
use crate::emit::types::owned;
use crate::emit::types::serde;
use crate::plan::Field;

/// Emits the enum with its inherent methods.
pub(crate) fn emit(scope: &Scope<'_>, record: &Record<'_>, docs: Docs) -> TokenStream {
    let docs = docs.outer();
    let serde = serde::container(scope, record);
    let (ty, generics) = (record.ty(), record.generics());
    let variants = record.members().map(|field| {
        let docs = field_docs(scope, record, field).outer();
        let deprecated = deprecated_attribute(field.deprecated.as_deref());
        let serde = serde::field(scope, record, field);
        let (name, value) = (variant_name(field), scope.field_type(field));
        quote!(#docs #deprecated #serde #name(#value))
    });
    let methods = record.members().map(|field| accessor(scope, record, field));
    let owned = into_owned(scope, record);
    let allow = record.allow_deprecated();
    quote! {
        #docs
        #[allow(clippy::large_enum_variant, reason = "the sizes are those of the provider's objects")]
        #[derive(Clone, PartialEq)]
        #[must_use]
        #serde
        pub enum #ty { #(#variants,)* }

        #allow
        impl #generics #ty { #(#methods)* #owned }
    }
}

fn accessor(scope: &Scope<'_>, record: &Record<'_>, field: &Field) -> TokenStream {
    let docs = Docs::new()
        .markdown(&format!(
            "Returns the value, if it is {}.",
            code(&field.name)
        ))
        .outer();
    let deprecated = deprecated_attribute(field.deprecated.as_deref());
    let (name, method) = (variant_name(field), variant_method(field));
    let (option, value) = (scope.names.std("Option"), scope.field_type(field));
    let other = (record.members().count() > 1).then(|| quote!(_ => None,));
    quote! {
        #docs
        #deprecated
        pub fn #method(&self) -> #option<&#value> {
            match self {
                Self::#name(value) => Some(value),
                #other
            }
        }
    }
}

fn into_owned(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    if !record.borrows {
        return TokenStream::new();
    }
    let docs = owned::docs(record);
    let (name, owned) = (ident(stem(record.rust)), record.owned());
    let arms = record.members().map(|field| {
        let variant = variant_name(field);
        let value = owned::owned_value(scope, &field.ty, &quote!(value));
        quote!(#name::#variant(value) => #name::#variant(#value),)
    });
    quote! {
        #docs
        pub fn into_owned(self) -> #owned {
            match self { #(#arms)* }
        }
    }
}

/// Emits the statements that show the variant, and the shape of its value. `f` is a variable in scope.
pub(crate) fn emit_shape(record: &Record<'_>) -> TokenStream {
    let arms = record.members().map(|field| {
        let variant = variant_name(field);
        let name = variant.to_string();
        let shown = stem(&name);
        quote! {
            Self::#variant(value) => f.debug_tuple(#shown).field(&__wireform::Redacted(value)).finish(),
        }
    });
    quote!(match self { #(#arms)* })
}
