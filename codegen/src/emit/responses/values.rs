//! The Rust types of values in responses, and the structs that have them. Everything is owned.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::places;
use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::scope::Scope;
use crate::plan::{BodyPlaces, Field, Presence, Primitive, ResponseSource, Structure, Type};

/// What a struct has the fields of.
#[derive(Clone, Copy)]
pub(super) enum StructOf {
    Case,
    Object,
}

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
            Structure::List(list) => {
                let (vec, item) = (self.std("Vec"), self.value_type(field, &list.item));
                quote!(#vec<#item>)
            }
        }
    }

    /// Emits a struct, with the function that reads it.
    pub(super) fn structure(
        &self,
        rust: &str,
        docs: Docs,
        fields: &[(&Field, &ResponseSource)],
        described: &BodyPlaces,
        of: StructOf,
    ) -> TokenStream {
        let members: Vec<_> = fields
            .iter()
            .filter(|(field, _)| field.constant.is_none())
            .collect();
        let definitions = members.iter().map(|(field, _)| {
            let docs = match &field.description {
                Some(description) if !description.trim().is_empty() => {
                    Docs::new().text(description)
                }
                Some(_) | None => Docs::new().markdown(&format!("{}.", code(&field.name))),
            };
            let (docs, name) = (docs.outer(), ident(&field.rust));
            let ty = self.field_type(field);
            quote!(#docs pub #name: #ty)
        });
        let reads = members.iter().map(|(field, source)| {
            let (name, join) = (ident(&field.rust), field.ty.join());
            let source = places::source(&field.name, source, join);
            let method = match field.presence {
                Presence::Required => ident("required"),
                Presence::Optional | Presence::Clearable(_) => ident("optional"),
            };
            quote!(#name: reading.#method(&#source)?)
        });
        let shown = members.iter().map(|(field, _)| {
            let (name, text) = (ident(&field.rust), stem(&field.rust));
            quote!(#name => #text)
        });
        let (docs, name) = (docs.outer(), ident(rust));
        let described = places::both(described);
        let shown_name = stem(rust);
        let facts = match of {
            StructOf::Case => quote!(pub(super) __facts: __wireform::response::Facts,),
            StructOf::Object => TokenStream::new(),
        };
        let definition = quote! {
            #docs
            #[derive(Clone, PartialEq)]
            #[non_exhaustive]
            pub struct #name {
                #(#definitions,)*
                __undescribed: __wireform::response::Undescribed,
                #facts
            }
        };
        let (kind, read) = match of {
            StructOf::Object => (
                ident("object"),
                quote! {
                    impl __wireform::response::FromResponse for #name {
                        fn from_value(
                            value: &__wireform::response::Value<'_, '_>,
                        ) -> ::core::result::Result<Self, __wireform::response::UnexpectedReason> {
                            let reading = value.object()?;
                            ::core::result::Result::Ok(Self {
                                #(#reads,)*
                                __undescribed: reading.undescribed(&#described),
                            })
                        }
                    }
                },
            ),
            StructOf::Case => (
                ident("case"),
                quote! {
                    impl #name {
                        pub(in super::super) fn __read(
                            reading: __wireform::response::Reading<'_, '_>,
                            facts: __wireform::response::Facts,
                        ) -> ::core::result::Result<Self, __wireform::response::UnexpectedReason> {
                            ::core::result::Result::Ok(Self {
                                #(#reads,)*
                                __undescribed: reading.undescribed(&#described),
                                __facts: facts,
                            })
                        }
                    }
                },
            ),
        };
        quote! {
            #definition
            #read
            __wireform::response_struct! { #kind #name #shown_name { #(#shown,)* } }
        }
    }

    fn field_type(&self, field: &Field) -> TokenStream {
        let value = self.value_type(field, &field.ty);
        match field.presence {
            Presence::Required => value,
            Presence::Optional | Presence::Clearable(_) => {
                let option = self.std("Option");
                quote!(#option<#value>)
            }
        }
    }
}
