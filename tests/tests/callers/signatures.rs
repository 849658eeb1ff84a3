//! Writes the signatures, literals and patterns of callers from those of the items that they use.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{Fields, FnArg, Generics, Signature};

use super::scope::Scope;

/// Returns the parameters that build a struct or a variant, its literal, and its pattern.
pub(super) fn shape(scope: &Scope, fields: &Fields) -> (TokenStream, TokenStream, TokenStream) {
    let names: Vec<_> = (0..fields.len())
        .map(|at| format_ident!("field_{at}"))
        .collect();
    let types = fields
        .iter()
        .map(|field| scope.written(field.ty.to_token_stream(), None));
    let parameters = quote!(#(#names: #types),*);
    match fields {
        Fields::Named(fields) => {
            let keys: Vec<_> = fields.named.iter().map(|field| &field.ident).collect();
            let literal = quote!({ #(#keys: #names),* });
            (parameters, literal, quote!({ #(#keys: _),* }))
        }
        Fields::Unnamed(_) => {
            let blanks = names.iter().map(|_| quote!(_));
            (parameters, quote!((#(#names),*)), quote!((#(#blanks),*)))
        }
        Fields::Unit => (parameters, TokenStream::new(), TokenStream::new()),
    }
}

/// Returns the parameters and the arguments of generics.
pub(super) fn generics(generics: &Generics) -> (TokenStream, TokenStream) {
    let (parameters, arguments, bounds) = generics.split_for_impl();
    assert!(bounds.is_none(), "bounds are written at the parameters");
    (parameters.to_token_stream(), arguments.to_token_stream())
}

/// Names the elided lifetimes of a type. Returns the parameters of its implementation, and the type.
pub(super) fn named(own: &Generics, of: TokenStream) -> (TokenStream, TokenStream) {
    let (parameters, _) = generics(own);
    let text = of.to_string();
    match text.contains("'_") {
        true => (
            quote!(<'elided>),
            text.replace("'_", "'elided")
                .parse()
                .expect("they are tokens"),
        ),
        false => (parameters, of),
    }
}

/// Returns a signature as a trait has it.
pub(super) fn plain(scope: &Scope, signature: &Signature) -> TokenStream {
    let mut signature = signature.clone();
    // The trait is in scope, where its own function must not stand for one that is gone.
    signature.ident = format_ident!("call_it");
    signature.constness = None;
    for (at, input) in signature.inputs.iter_mut().enumerate() {
        match input {
            FnArg::Receiver(receiver) => receiver.mutability = None,
            FnArg::Typed(typed) => {
                let name = argument(at);
                *typed.pat = syn::parse_quote!(#name);
            }
        }
    }
    scope.written(signature.to_token_stream(), None)
}

fn argument(at: usize) -> syn::Ident {
    format_ident!("argument_{at}")
}

/// Returns the arguments that pass on the parameters of a signature.
pub(super) fn arguments(signature: &Signature) -> TokenStream {
    let arguments = signature
        .inputs
        .iter()
        .enumerate()
        .map(|(at, input)| match input {
            FnArg::Receiver(_) => quote!(self),
            FnArg::Typed(_) => argument(at).to_token_stream(),
        });
    quote!(#(#arguments),*)
}

/// Returns a function with the signature, which calls the function at a path.
pub(super) fn function(scope: &Scope, signature: &Signature, path: &TokenStream) -> TokenStream {
    let plain = plain(scope, signature);
    let arguments = arguments(signature);
    let mut renamed: Signature = syn::parse2(plain).expect("it is a signature");
    renamed.ident = format_ident!("CALLER");
    quote!(#renamed { #path(#arguments) })
}
