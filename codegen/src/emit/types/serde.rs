//! `Deserialize` from logical names, where the compiler was asked for it: through the runtime's re-export, so that the
//! user's crate needs no serde of its own.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::plan::{Field, Presence};

/// The attributes of a struct.
pub(crate) fn container(scope: &Scope<'_>, _record: &Record<'_>) -> TokenStream {
    if !scope.options.serde {
        return TokenStream::new();
    }
    quote! {
        #[derive(__wireform::serde::Deserialize)]
        #[serde(crate = "__wireform::serde", deny_unknown_fields)]
    }
}

/// The attributes of a field: an absent optional field is absent, unless absence deletes; `null` is no value of it.
pub(crate) fn field(scope: &Scope<'_>, record: &Record<'_>, field: &Field) -> TokenStream {
    if !scope.options.serde {
        return TokenStream::new();
    }
    let name = &field.name;
    match field.presence {
        Presence::Required => quote!(#[serde(rename = #name)]),
        Presence::Optional if record.complete => {
            quote!(#[serde(rename = #name, deserialize_with = "__wireform::wireform_serde::required_option")])
        }
        Presence::Optional => {
            quote!(#[serde(rename = #name, default, deserialize_with = "__wireform::wireform_serde::present")])
        }
        Presence::Clearable(_) => quote!(#[serde(rename = #name, default)]),
    }
}
