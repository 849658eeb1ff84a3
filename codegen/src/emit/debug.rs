//! `Debug` that masks: derived where nothing is secret, written out where a field is.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{ident, stem};
use super::scope::{Record, members};
use crate::plan::Field;

/// Whether the record has a secret, so that its `Debug` cannot be derived.
pub(super) fn by_hand(record: &Record<'_>) -> bool {
    members(record.fields).any(|field| field.secret)
}

/// The impl for a record with secrets; nothing otherwise.
pub(super) fn emit(record: &Record<'_>) -> TokenStream {
    let fields: Vec<&Field> = record.members().collect();
    by_hand_of(&fields, &quote!(), record.borrows, record)
}

/// The impl for a struct of some of a record's fields, if one of them is secret. An empty `name` is the record itself.
pub(super) fn by_hand_of(
    fields: &[&Field],
    name: &TokenStream,
    borrows: bool,
    record: &Record<'_>,
) -> TokenStream {
    if !fields.iter().any(|field| field.secret) {
        return TokenStream::new();
    }
    let own = ident(record.rust);
    let name = if name.is_empty() {
        quote!(#own)
    } else {
        name.clone()
    };
    let shown = stem(&name.to_string()).to_owned();
    let generics = if borrows {
        quote!(<'_>)
    } else {
        TokenStream::new()
    };
    let allow = record.allow_deprecated();
    let lines = fields.iter().map(|field| {
        let name = ident(&field.rust);
        let key = stem(&field.rust);
        if field.secret {
            quote!(.field(#key, &__wireform::Masked))
        } else {
            quote!(.field(#key, &self.#name))
        }
    });
    let shape = chain(&shown, lines);
    quote! {
        #allow
        impl ::core::fmt::Debug for #name #generics {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #shape
            }
        }
    }
}

/// What a struct shows: `f` is a variable in scope, a line is `.field(…)`.
pub(super) fn chain(name: &str, lines: impl Iterator<Item = TokenStream>) -> TokenStream {
    /// Each call nests what is before it, and compilers do not nest without end.
    const LONGEST: usize = 100;
    let lines: Vec<TokenStream> = lines.collect();
    if lines.len() <= LONGEST {
        return quote!(f.debug_struct(#name) #(#lines)* .finish());
    }
    quote! {
        let mut shape = f.debug_struct(#name);
        #(shape #lines;)*
        shape.finish()
    }
}
