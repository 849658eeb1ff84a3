//! What people log: the shape of a request with every value masked.

use proc_macro2::TokenStream;
use quote::quote;

use super::debug::chain;
use super::names::{ident, stem};
use super::scope::Record;

/// The statements that show a record's shape; `f` is a variable in scope.
pub(super) fn shape(record: &Record<'_>) -> TokenStream {
    let name = stem(record.rust);
    let fields = record.members().map(|field| {
        let (key, field) = (stem(&field.rust), ident(&field.rust));
        quote!(.field(#key, &__wireform::Redacted(&self.#field)))
    });
    chain(name, fields)
}

/// The impl for an object, which stands inside of requests.
pub(super) fn of_object(record: &Record<'_>) -> TokenStream {
    let shape = shape(record);
    let any = record.any();
    let allow = record.allow_deprecated();
    quote! {
        #allow
        impl __wireform::Redact for #any {
            fn redact(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { #shape }
        }
    }
}
