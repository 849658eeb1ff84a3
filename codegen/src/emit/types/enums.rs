//! Enums: one `Copy` enum for each documented list of values. Each variant has its meaning as documentation.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::deprecation::deprecated_attribute;
use crate::emit::shared::names::ident;
use crate::plan::EnumType;

/// Emits the enum and its conversions.
pub(crate) fn emit(item: &EnumType) -> TokenStream {
    let docs = match &item.description {
        Some(description) => Docs::new().text(description),
        None => Docs::new().markdown(&format!("Values of {}.", code(&item.name))),
    };
    let docs = docs.outer();
    let name = ident(&item.rust);
    let lint = has_similar_names(item).then(|| {
        quote!(#[allow(clippy::enum_variant_names, reason = "the provider's values are called so")])
    });
    let variants = item.values.iter().map(|value| {
        let docs = Docs::new().text(&value.meaning);
        let docs = docs
            .sentence(&format!("Sent as {}.", code(&value.value)))
            .outer();
        let deprecated = deprecated_attribute(value.deprecated.as_deref());
        let variant = ident(&value.rust);
        quote!(#docs #deprecated #variant)
    });
    let spellings = item.values.iter().map(|value| {
        let variant = ident(&value.rust);
        let text = &value.value;
        quote!(#variant => #text)
    });
    quote! {
        #docs
        #lint
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name { #(#variants,)* }

        __wireform::documented_values! { #name { #(#spellings,)* } }
    }
}

/// Returns whether clippy would warn that the names of the variants share a prefix or a suffix.
fn has_similar_names(item: &EnumType) -> bool {
    if item.values.iter().any(|value| {
        let (variant, name) = (value.rust.to_lowercase(), item.rust.to_lowercase());
        variant.starts_with(&name) || variant.ends_with(&name)
    }) {
        return true;
    }
    let words = |text: &str| {
        let mut words: Vec<String> = Vec::new();
        for c in text.chars() {
            if c.is_uppercase() || words.is_empty() {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.push(c);
            }
        }
        words
    };
    let all: Vec<Vec<String>> = item.values.iter().map(|value| words(&value.rust)).collect();
    let Some(first) = all.first() else {
        return false;
    };
    all.len() > 2
        && (all.iter().all(|words| words.first() == first.first())
            || all.iter().all(|words| words.last() == first.last()))
}
