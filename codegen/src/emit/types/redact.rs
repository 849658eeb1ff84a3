//! What people log: the shape of a request with every value masked. `Debug` of a request shows the same.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::stem;
use crate::emit::shared::record::Record;
use crate::emit::types::debug;

/// The statements that show a record's shape; `f` is a variable in scope.
pub(crate) fn shape(record: &Record<'_>) -> TokenStream {
    debug::shape(stem(record.rust), record.members())
}

/// The impl for an object, which stands inside of requests.
pub(crate) fn of_object(record: &Record<'_>) -> TokenStream {
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
