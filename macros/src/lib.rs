//! The macros of wireform: the compiler without a build script, and derives that make a user's struct a request.
//!
//! Input: paths of schemas, and structs with attributes. Output: code of the compiler's emitter; this crate has no code that
//! validates or writes a value. Each mistake is one error at its place, and all mistakes are reported at once.

mod derive;
mod include;
mod schemas;
mod shipped;

use proc_macro::TokenStream;

/// Implements `wireform::include_schema!`, which passes the path of the runtime.
#[doc(hidden)]
#[proc_macro]
pub fn include_schema(input: TokenStream) -> TokenStream {
    include::expand(input.into()).into()
}

/// Implements `#[wireform(flatten)]`: the macro of a part calls it with the part's fields.
#[doc(hidden)]
#[proc_macro]
pub fn __flattened(input: TokenStream) -> TokenStream {
    derive::flattened(input.into()).into()
}

/// Makes a struct a request of one or more providers. `docs/derive.md` describes the attributes.
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
