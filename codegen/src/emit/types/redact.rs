//! A text for logs: which fields a request has, with every value masked. `Debug` of a request shows the same text.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::stem;
use crate::emit::shared::record::Record;
use crate::emit::types::debug;
use crate::emit::types::unions;

/// Emits the statements that show which fields of a record are present. `f` is a variable in scope.
pub(crate) fn emit_shape(record: &Record<'_>) -> TokenStream {
    if record.is_union {
        return unions::emit_shape(record);
    }
    debug::emit_shape(stem(record.rust), record.members())
}

/// Emits the impl for an object.
pub(crate) fn emit_for_object(record: &Record<'_>) -> TokenStream {
    let shape = emit_shape(record);
    let any = record.any();
    let allow = record.allow_deprecated();
    quote! {
        #allow
        impl __wireform::Redact for #any {
            fn redact(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { #shape }
        }
    }
}
