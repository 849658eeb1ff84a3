//! Expands newtypes. A newtype implements each trait for values that its field implements.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Field};

use super::attributes::Container;

/// Returns the impls of a tuple struct with one field.
pub(super) fn expand(input: &DeriveInput, container: &Container, field: &Field) -> TokenStream {
    let runtime = container.runtime();
    let (name, inner) = (&input.ident, &field.ty);
    let mut generics = input.generics.clone();
    generics
        .params
        .push(syn::parse_quote!(__K: __wireform::derive::Kind));
    let (impl_generics, _, _) = generics.split_for_impl();
    let (_, ty_generics, where_clause) = input.generics.split_for_impl();
    let predicates = where_clause.map(|clause| &clause.predicates);
    let impls = [
        (quote!(Given), quote!(given), quote!(__K::View<'_>)),
        (
            quote!(Offered),
            quote!(offered),
            quote!(::core::option::Option<__K::View<'_>>),
        ),
        (
            quote!(Changed),
            quote!(changed),
            quote!(__wireform::Patch<__K::View<'_>>),
        ),
    ]
    .map(|(of, method, output)| {
        quote! {
            impl #impl_generics __wireform::derive::#of<__K> for #name #ty_generics
            where #inner: __wireform::derive::#of<__K>, #predicates
            {
                fn #method(&self) -> #output {
                    <#inner as __wireform::derive::#of<__K>>::#method(&self.0)
                }
            }
        }
    });
    quote! {
        const _: () = {
            use #runtime as __wireform;
            #(#impls)*
        };
    }
}
