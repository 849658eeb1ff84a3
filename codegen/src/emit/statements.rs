//! Statements that write a body, in the making: what is the same in every body is gathered into one literal.
//!
//! In: pieces of text and of code, in order; out: the code, with as few writes as possible.

use proc_macro2::TokenStream;
use quote::quote;

/// Statements in the making: literal text is gathered until something else comes.
#[derive(Default)]
pub(super) struct Statements {
    literal: String,
    tokens: TokenStream,
}

impl Statements {
    /// Writes this text, whatever the values are.
    pub(super) fn raw(&mut self, text: &str) {
        self.literal.push_str(text);
    }

    /// Runs this code.
    pub(super) fn push(&mut self, tokens: TokenStream) {
        if !tokens.is_empty() {
            self.flush();
            self.tokens.extend(tokens);
        }
    }

    fn flush(&mut self) {
        if !self.literal.is_empty() {
            let literal = std::mem::take(&mut self.literal);
            self.tokens.extend(quote!(body.raw(#literal);));
        }
    }

    /// The code.
    pub(super) fn finish(mut self) -> TokenStream {
        self.flush();
        self.tokens
    }
}

/// The code that `write` puts together.
pub(super) fn statements(write: impl FnOnce(&mut Statements)) -> TokenStream {
    let mut out = Statements::default();
    write(&mut out);
    out.finish()
}
