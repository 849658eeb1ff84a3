//! Patterns of a module: one static each, however many fields share it, so that each is compiled once.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::names::ident;

/// The patterns met so far.
#[derive(Default)]
pub(super) struct Patterns {
    statics: Vec<Static>,
}

struct Static {
    name: String,
    source: String,
    expressions: Vec<String>,
}

impl Patterns {
    /// The static of a pattern, called after what it was met on.
    pub(super) fn name(&mut self, hint: &str, source: &str, expressions: &[String]) -> Ident {
        let same = |known: &&Static| known.source == source && known.expressions == expressions;
        if let Some(known) = self.statics.iter().find(same) {
            return ident(&known.name);
        }
        let mut name = hint.to_owned();
        let mut number = 1;
        while self.statics.iter().any(|known| known.name == name) {
            number += 1;
            name = format!("{hint}_{number}");
        }
        let identifier = ident(&name);
        self.statics.push(Static {
            name,
            source: source.to_owned(),
            expressions: expressions.to_vec(),
        });
        identifier
    }

    /// The module of the statics.
    pub(super) fn emit(&self) -> TokenStream {
        if self.statics.is_empty() {
            return TokenStream::new();
        }
        let statics = self.statics.iter().map(|pattern| {
            let name = ident(&pattern.name);
            let source = &pattern.source;
            let expressions = &pattern.expressions;
            quote! {
                pub(super) static #name: __wireform::Pattern =
                    __wireform::Pattern::new(#source, &[#(#expressions),*]);
            }
        });
        quote! {
            mod __patterns {
                use super::__wireform;
                #(#statics)*
            }
        }
    }
}
