//! The Rust types of values in responses, and the structs that have them. Everything is owned.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::places;
use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{variant_method, variant_name};
use crate::emit::shared::value_types::any_type;
use crate::plan::{Field, JsonKind, Presence, Primitive, ResponseSource, Structure, Tagging, Type};

/// A module with structs of responses.
pub(super) struct Module<'s> {
    pub(super) scope: &'s Scope<'s>,
    /// The names of its structs.
    pub(super) taken: BTreeSet<&'s str>,
    /// The path to the module of the provider.
    pub(super) provider: TokenStream,
    /// The path to the structs of objects.
    pub(super) objects: TokenStream,
}

impl Module<'_> {
    fn std(&self, name: &str) -> TokenStream {
        let short = ident(name);
        match (self.taken.contains(name), name) {
            (false, _) => quote!(#short),
            (true, "Option") => quote!(::core::option::Option),
            (true, "Vec") => quote!(::std::vec::Vec),
            (true, "String") => quote!(::std::string::String),
            (true, _) => quote!(::core::primitive::#short),
        }
    }

    fn value_type(&self, field: &Field, ty: &Type) -> TokenStream {
        match ty.structure() {
            Structure::Primitive(Primitive::Text(_)) if field.secret => quote!(__wireform::Secret),
            Structure::Primitive(Primitive::Text(_)) => self.std("String"),
            Structure::Primitive(Primitive::Integer(_)) => self.std("i64"),
            Structure::Primitive(Primitive::Number(_)) => quote!(__wireform::Decimal),
            Structure::Primitive(Primitive::Any(format)) => any_type(format),
            Structure::Primitive(Primitive::Boolean) => self.std("bool"),
            Structure::Primitive(Primitive::Date) => quote!(__wireform::Date),
            Structure::Primitive(Primitive::Timestamp) => quote!(__wireform::Timestamp),
            Structure::Primitive(Primitive::Enum(values)) => {
                let (provider, name) = (&self.provider, &self.scope.plan.enums[values].rust);
                let name = ident(name);
                quote!(__wireform::Open<'static, #provider #name>)
            }
            Structure::Object(object) => {
                let objects = &self.objects;
                let name = ident(&self.scope.plan.objects[object].rust);
                quote!(#objects #name)
            }
            Structure::Map(map) => {
                let item = self.value_type(field, &map.item);
                quote!(__wireform::Map<'static, #item>)
            }
            Structure::List(list) => {
                let (vec, item) = (self.std("Vec"), self.value_type(field, &list.item));
                quote!(#vec<#item>)
            }
        }
    }

    /// Emits a struct, in which each field has its source.
    pub(super) fn structure(
        &self,
        rust: &str,
        docs: Docs,
        fields: &[(&Field, &ResponseSource)],
        codes: Option<TokenStream>,
    ) -> TokenStream {
        let (constants, members): (Vec<_>, Vec<_>) = fields
            .iter()
            .partition(|(field, _)| field.constant.is_some());
        let members = members.iter().map(|(field, source)| {
            let (docs, name) = (field_docs(field), ident(&field.rust));
            let ty = self.field_type(field);
            let logical = (field.rust != field.name).then_some(&field.name);
            let source = places::source(source, field.ty.join());
            quote!(#docs pub #name: #ty = #logical #source,)
        });
        let constants = constants.iter().map(|(field, source)| {
            let (name, source) = (&field.name, places::source(source, None));
            quote!(const #name = #source,)
        });
        let (docs, name) = (docs.outer(), ident(rust));
        quote!(#docs pub struct #name { #(#members)* #(#constants)* #codes })
    }

    /// Emits the enum of a union, in which each variant has its source.
    pub(super) fn union(
        &self,
        rust: &str,
        docs: Docs,
        variants: &[(&Field, &ResponseSource)],
        (tagging, kinds): (&Tagging, Option<&[Vec<JsonKind>]>),
    ) -> TokenStream {
        let variants = variants
            .iter()
            .enumerate()
            .map(|(number, (field, source))| {
                let (docs, variant) = (field_docs(field), variant_name(field));
                let (method, ty) = (variant_method(field), self.value_type(field, &field.ty));
                let (name, source) = (&field.name, places::source(source, field.ty.join()));
                let kinds = kinds.and_then(|kinds| kinds.get(number)).map(|kinds| {
                    let kinds = kinds.iter().map(|kind| runtime_kind(*kind));
                    quote!([#(#kinds)*])
                });
                quote!(#docs #variant(#ty) as #method = #name #kinds #source,)
            });
        let tag = match tagging {
            Tagging::External | Tagging::Kind => TokenStream::new(),
            Tagging::Member(tag) => quote!((tag #tag)),
        };
        let (docs, name) = (docs.outer(), ident(rust));
        quote!(#docs pub enum #name #tag { #(#variants)* })
    }

    fn field_type(&self, field: &Field) -> TokenStream {
        let value = self.value_type(field, &field.ty);
        match field.presence {
            Presence::Required | Presence::Variant => value,
            Presence::Optional | Presence::Clearable(_) => {
                let option = self.std("Option");
                quote!(#option<#value>)
            }
        }
    }
}

/// Returns the name of a kind in the runtime.
fn runtime_kind(kind: JsonKind) -> TokenStream {
    match kind {
        JsonKind::Text => quote!(String),
        JsonKind::Number => quote!(Number),
        JsonKind::Boolean => quote!(Boolean),
        JsonKind::List => quote!(List),
        JsonKind::Object => quote!(Object),
    }
}

/// Returns the documentation of a field.
fn field_docs(field: &Field) -> TokenStream {
    let docs = match &field.description {
        Some(description) if !description.trim().is_empty() => Docs::new().text(description),
        Some(_) | None => Docs::new().markdown(&format!("{}.", code(&field.name))),
    };
    docs.outer()
}
