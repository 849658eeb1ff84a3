//! Emits `Debug` implementations that show no value. Debug output ends up in logs, and most values of a request are personal
//! data. The output shows which fields are present and how many items a list has.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::record::Record;
use crate::plan::Field;

/// Emits the impl for a request or an object, which calls the method `shape` of a trait.
pub(crate) fn emit_by_trait(record: &Record<'_>, shape: &TokenStream) -> TokenStream {
    emit_impl(record, &record.any(), &quote!(#shape(self, f)))
}

/// Emits the impl for a struct with some of the fields of a record.
pub(crate) fn emit_for_fields(
    fields: &[&Field],
    name: &Ident,
    borrows: bool,
    record: &Record<'_>,
) -> TokenStream {
    let shape = emit_shape(stem(&name.to_string()), fields.iter().copied());
    let ty = if borrows {
        quote!(#name<'_>)
    } else {
        quote!(#name)
    };
    emit_impl(record, &ty, &shape)
}

fn emit_impl(record: &Record<'_>, ty: &TokenStream, shape: &TokenStream) -> TokenStream {
    let allow = record.allow_deprecated();
    quote! {
        #allow
        impl ::core::fmt::Debug for #ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { #shape }
        }
    }
}

/// Emits the statements that show which of these fields are present. `f` is a variable in scope.
pub(crate) fn emit_shape<'p>(name: &str, fields: impl Iterator<Item = &'p Field>) -> TokenStream {
    /// The maximum number of calls in a method chain. Each call nests the calls before it, and rustc limits the depth.
    const MAX_CHAIN: usize = 100;
    let lines: Vec<TokenStream> = fields
        .map(|field| {
            let (key, field) = (stem(&field.rust), ident(&field.rust));
            quote!(.field(#key, &__wireform::Redacted(&self.#field)))
        })
        .collect();
    if lines.len() <= MAX_CHAIN {
        return quote!(f.debug_struct(#name) #(#lines)* .finish());
    }
    quote! {
        let mut shape = f.debug_struct(#name);
        #(shape #lines;)*
        shape.finish()
    }
}
