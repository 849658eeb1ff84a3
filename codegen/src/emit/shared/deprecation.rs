//! `#[deprecated]`, and what lets our own code name a deprecated item.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Operation;

/// What lets an item of ours name a deprecated one.
pub(crate) fn allow_deprecated() -> TokenStream {
    quote!(#[allow(deprecated, reason = "the deprecation is for callers")])
}

/// Whether the request type of an operation is `#[deprecated]`.
pub(crate) fn is_deprecated(operation: &Operation) -> bool {
    operation.deprecated.is_some() || operation.withdrawn.is_some()
}

/// `#[deprecated]` with its reason.
pub(crate) fn deprecated_attribute(reason: Option<&str>) -> TokenStream {
    match reason {
        Some(note) if note.is_empty() || note == "true" => quote!(#[deprecated]),
        Some(note) => {
            let note = one_line(note);
            quote!(#[deprecated(note = #note)])
        }
        None => TokenStream::new(),
    }
}

/// A text for a place where a compiler prints one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
