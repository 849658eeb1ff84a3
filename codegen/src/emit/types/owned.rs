//! `into_owned`, which copies borrowed texts.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::builder::Docs;
use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::plan::{Field, Presence, Primitive, Structure, Type};

/// Emits the method, if the struct borrows.
pub(crate) fn emit(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    if !record.borrows {
        return TokenStream::new();
    }
    let docs = docs(record);
    let name = ident(stem(record.rust));
    let owned = record.owned();
    let fields = record.members().map(|field| {
        let name = ident(&field.rust);
        let value = owned_field(scope, field, &quote!(self.#name));
        quote!(#name: #value)
    });
    let kept = record
        .keeps_members
        .then(|| quote!(undescribed: self.undescribed,));
    quote! {
        #docs
        pub fn into_owned(self) -> #owned {
            #name { #(#fields,)* #kept }
        }
    }
}

/// Returns the documentation of the method.
pub(super) fn docs(record: &Record<'_>) -> TokenStream {
    Docs::new()
        .markdown(&format!("The same {}, borrowing nothing.", record.what))
        .outer()
}

fn owned_field(scope: &Scope<'_>, field: &Field, place: &TokenStream) -> TokenStream {
    if !scope.borrows(&field.ty) {
        return place.clone();
    }
    match field.presence {
        Presence::Required | Presence::Variant => owned_value(scope, &field.ty, place),
        Presence::Optional | Presence::Clearable(_) => {
            let value = owned_value(scope, &field.ty, &quote!(value));
            quote!(#place.map(|value| #value))
        }
    }
}

pub(super) fn owned_value(scope: &Scope<'_>, ty: &Type, place: &TokenStream) -> TokenStream {
    if !scope.borrows(ty) {
        return place.clone();
    }
    match ty.structure() {
        Structure::Primitive(Primitive::Text(_)) => {
            let cow = scope.names.imported("Cow");
            quote!(#cow::Owned(#place.into_owned()))
        }
        Structure::List(list) => {
            let item = owned_value(scope, &list.item, &quote!(item));
            quote!(#place.into_iter().map(|item| #item).collect())
        }
        Structure::Map(map) => {
            let item = owned_value(scope, &map.item, &quote!(item));
            quote!(#place.into_owned_with(|item| #item))
        }
        Structure::Primitive(
            Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Any(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_),
        )
        | Structure::Object(_) => quote!(#place.into_owned()),
    }
}
