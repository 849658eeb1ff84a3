//! Setters of optional fields: `with_x`, and `clear_x` if the provider documents how to clear the field.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::deprecation::deprecated_attribute;
use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::types::constructors::{argument_type, convert_argument};
use crate::plan::{Field, Presence, Structure};

/// Emits the setters of a struct, in the order of its fields.
pub(crate) fn emit(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    let methods = record
        .members()
        .filter(|field| field.presence != Presence::Required)
        .map(|field| setter(scope, field));
    quote!(#(#methods)*)
}

fn setter(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let name = ident(&field.rust);
    let deprecated = deprecated_attribute(field.deprecated.as_deref());
    let with = format_ident!("with_{}", field.stem);
    let (argument, what) = match field.ty.structure() {
        Structure::List(_) => (quote!(items), "the items of"),
        Structure::Map(_) => (quote!(entries), "the entries of"),
        Structure::Primitive(_) | Structure::Object(_) => (quote!(value), ""),
    };
    let docs = Docs::new()
        .markdown(&format!("Sets {what} {}.", code(&field.name)))
        .outer();
    let ty = argument_type(scope, &field.ty);
    let value = convert_argument(scope, &field.ty, &argument);
    let value = match field.presence {
        Presence::Clearable(_) => {
            let patch = scope.names.imported("Patch");
            quote!(#patch::Set(#value))
        }
        _ => quote!(Some(#value)),
    };
    let set = quote! {
        #docs
        #deprecated
        pub fn #with(mut self, #argument: #ty) -> Self {
            self.#name = #value;
            self
        }
    };
    if !matches!(field.presence, Presence::Clearable(_)) {
        return set;
    }
    let clear = format_ident!("clear_{}", field.stem);
    let docs = Docs::new()
        .markdown(&format!("Removes {} at the provider.", code(&field.name)))
        .outer();
    let patch = scope.names.imported("Patch");
    quote! {
        #set
        #docs
        #deprecated
        pub fn #clear(mut self) -> Self {
            self.#name = #patch::Clear;
            self
        }
    }
}
