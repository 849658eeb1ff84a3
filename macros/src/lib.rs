//! The macros of wireform: the compiler without a build script, and people's own structs as requests.
//!
//! In: paths of schemas, and structs with attributes. Out: what the compiler's emitter makes of them; nothing is checked
//! and nothing is written by code of this crate. A mistake is an error at its place, each one once, all at once.

mod derive;
mod include;
mod schemas;
mod shipped;

use proc_macro::TokenStream;

/// Behind `wireform::include_schema!`, which says where the runtime is.
#[doc(hidden)]
#[proc_macro]
pub fn include_schema(input: TokenStream) -> TokenStream {
    include::expand(input.into()).into()
}

/// Behind `#[wireform(flatten)]`: a part calls it with its fields.
#[doc(hidden)]
#[proc_macro]
pub fn __flattened(input: TokenStream) -> TokenStream {
    derive::flattened(input.into()).into()
}

/// Makes a struct of one's own a request of one or more providers; see the book's page on it, `docs/derive.md`.
///
/// ```ignore
/// #[derive(wireform::Wireform)]
/// #[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
/// struct Customer {
///     #[wireform(field = "handle")]
///     id: String,
///     #[wireform(means = "name")]
///     full_name: String,
///     email: Option<String>,
///     #[wireform(skip)]
///     internal_note: String,
/// }
/// ```
#[proc_macro_derive(Wireform, attributes(wireform))]
pub fn derive_wireform(input: TokenStream) -> TokenStream {
    derive::expand(input.into()).into()
}
