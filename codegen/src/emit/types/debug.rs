//! `Debug` that shows no value: what people print by chance is what ends in a log, and nearly everything in a request is
//! personal data. Which fields are there, and how many items a list has, can be seen.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::record::Record;
use crate::plan::Field;

/// The impl for a request or an object, by the method of a trait that shows its shape.
pub(crate) fn by(record: &Record<'_>, shape: &TokenStream) -> TokenStream {
    of(record, &record.any(), &quote!(#shape(self, f)))
}

/// The impl for a struct of some of a record's fields.
pub(crate) fn of_fields(
    fields: &[&Field],
    name: &Ident,
    borrows: bool,
    record: &Record<'_>,
) -> TokenStream {
    let shape = shape(stem(&name.to_string()), fields.iter().copied());
    let ty = if borrows {
        quote!(#name<'_>)
    } else {
        quote!(#name)
    };
    of(record, &ty, &shape)
}

fn of(record: &Record<'_>, ty: &TokenStream, shape: &TokenStream) -> TokenStream {
    let allow = record.allow_deprecated();
    quote! {
        #allow
        impl ::core::fmt::Debug for #ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { #shape }
        }
    }
}

/// The statements that show the shape of a struct with these fields; `f` is a variable in scope.
pub(crate) fn shape<'p>(name: &str, fields: impl Iterator<Item = &'p Field>) -> TokenStream {
    /// Each call nests what is before it, and compilers do not nest without end.
    const LONGEST: usize = 100;
    let lines: Vec<TokenStream> = fields
        .map(|field| {
            let (key, field) = (stem(&field.rust), ident(&field.rust));
            quote!(.field(#key, &__wireform::Redacted(&self.#field)))
        })
        .collect();
    if lines.len() <= LONGEST {
        return quote!(f.debug_struct(#name) #(#lines)* .finish());
    }
    quote! {
        let mut shape = f.debug_struct(#name);
        #(shape #lines;)*
        shape.finish()
    }
}
