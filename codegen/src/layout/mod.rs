//! Lays out tokens as text that people read.
//!
//! Input: the tokens of a file or of a module. Output: text with one statement, field or item per line. The text has the
//! same tokens as the input, except that doc attributes become doc comments and that long string literals continue on
//! several lines. Whoever debugs generated code opens this text, and rustc's messages point into it.

mod context;
mod expression;
mod literal;
mod operators;
mod print;
mod read;
mod token;

use proc_macro2::TokenStream;

/// Returns the text of a file or a module.
///
/// Lines have at most 120 bytes where the tokens permit it.
pub(crate) fn lay_out(tokens: TokenStream) -> String {
    print::print(&read::read(tokens))
}

#[cfg(test)]
mod tests;
