//! `Deserialize` from logical names, if the options ask for it. It names the serde that the runtime re-exports, so the
//! user's crate needs no dependency on serde.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::plan::{Field, Presence};

/// Returns the attributes of a struct.
pub(crate) fn container(scope: &Scope<'_>, _record: &Record<'_>) -> TokenStream {
    if !scope.options.serde {
        return TokenStream::new();
    }
    quote! {
        #[derive(__wireform::serde::Deserialize)]
        #[serde(crate = "__wireform::serde", deny_unknown_fields)]
    }
}

/// Returns the attributes of a field. An optional field may be absent from the input, unless leaving it out deletes data.
/// `null` is an error.
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
        Presence::Variant => quote!(#[serde(rename = #name)]),
        Presence::Clearable(_) => quote!(#[serde(rename = #name, default)]),
    }
}
