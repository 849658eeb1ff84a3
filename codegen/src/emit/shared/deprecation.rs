//! `#[deprecated]`, and the `#[allow]` for emitted code that names a deprecated item.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Operation;

/// Returns the attribute that lets an item name a deprecated item.
pub(crate) fn allow_deprecated() -> TokenStream {
    quote!(#[allow(deprecated, reason = "the deprecation is for callers")])
}

/// Returns whether the request type of an operation is `#[deprecated]`.
pub(crate) fn is_deprecated(operation: &Operation) -> bool {
    operation.deprecated.is_some() || operation.withdrawn.is_some()
}

/// Returns `#[deprecated]` with its reason, if there is one.
pub(crate) fn deprecated_attribute(reason: Option<&str>) -> TokenStream {
    match reason {
        Some(note) if note.is_empty() || note == "true" => quote!(#[deprecated]),
        Some(note) => {
            let note = join_lines(note);
            quote!(#[deprecated(note = #note)])
        }
        None => TokenStream::new(),
    }
}

/// Joins the lines of a text, because rustc prints the reason on one line.
fn join_lines(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
