//! Emits the code that brings the texts of a struct into the normal forms that the schema states.
//!
//! A request of its own type is copied if one of its texts changes. The view of a user's struct is normalized when it is made.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Lists, variant_name};
use crate::plan::{Field, NormalStep, Type};

/// Returns whether a struct has a text with a normal form, or an object that has one.
pub(crate) fn is_needed(scope: &Scope<'_>, record: &Record<'_>) -> bool {
    record.members().any(|field| scope.normalizes(&field.ty))
}

/// Emits the trait impl of a struct or of the enum of a union, if one of its texts has a normal form.
pub(crate) fn emit(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    if !is_needed(scope, record) {
        return TokenStream::new();
    }
    let (tests, changes) = match record.is_union {
        true => of_union(scope, record),
        false => of_struct(scope, record),
    };
    let (any, allow) = (record.any(), record.allow_deprecated());
    let bool = scope.names.std("bool");
    quote! {
        #allow
        impl __wireform::Normalize<()> for #any {
            fn is_normal(&self, _: &()) -> #bool { #tests }

            fn normalize(&mut self, _: &()) { #changes }
        }
    }
}

/// Emits the statement with which a method of a request calls itself for the normal form of the request, if that differs. `call` is
/// what it calls, with the variable `normal`.
pub(crate) fn instead(scope: &Scope<'_>, record: &Record<'_>, call: &TokenStream) -> TokenStream {
    if scope.lists == Lists::Views || !is_needed(scope, record) {
        return TokenStream::new();
    }
    quote! {
        if let Some(normal) = __wireform::normalized(self) {
            return #call;
        }
    }
}

/// Emits the attribute for the methods that call themselves for the normal form of a request.
pub(crate) fn allow_recursion(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    if scope.lists == Lists::Views || !is_needed(scope, record) {
        return TokenStream::new();
    }
    quote!(#[allow(clippy::only_used_in_recursion, reason = "only the normal form of a request is checked and written")])
}

fn of_struct(scope: &Scope<'_>, record: &Record<'_>) -> (TokenStream, TokenStream) {
    let fields: Vec<&Field> = record
        .members()
        .filter(|field| scope.normalizes(&field.ty))
        .collect();
    let tests = fields.iter().map(|field| {
        let (name, form) = (ident(&field.rust), form(&field.ty));
        quote!(__wireform::Normalize::is_normal(&self.#name, #form))
    });
    let tests = quote!(#(#tests)&&*);
    let changes = fields.iter().map(|field| {
        let (name, form) = (ident(&field.rust), form(&field.ty));
        quote!(__wireform::Normalize::normalize(&mut self.#name, #form);)
    });
    (tests, changes.collect())
}

fn of_union(scope: &Scope<'_>, record: &Record<'_>) -> (TokenStream, TokenStream) {
    let normal = |field: &&Field| scope.normalizes(&field.ty);
    let others = record.members().any(|field| !normal(&field));
    let arms = |method: TokenStream| {
        let arm = move |field: &Field| {
            let (variant, form) = (variant_name(field), form(&field.ty));
            quote!(Self::#variant(value) => __wireform::Normalize::#method(value, #form),)
        };
        record.members().filter(normal).map(arm).collect::<Vec<_>>()
    };
    let (tests, changes) = (arms(quote!(is_normal)), arms(quote!(normalize)));
    let other = |then: TokenStream| others.then(|| quote!(_ => #then,));
    let kept = other(quote!(true));
    let mut fields = record.members().filter(normal);
    let changes = match (fields.next(), fields.next()) {
        (Some(field), None) if others => {
            let (variant, form) = (variant_name(field), form(&field.ty));
            quote!(if let Self::#variant(value) = self { __wireform::Normalize::normalize(value, #form); })
        }
        (_, _) => {
            let unchanged = other(quote!({}));
            quote!(match self { #(#changes)* #unchanged })
        }
    };
    (quote!(match self { #(#tests)* #kept }), changes)
}

/// Returns the form of the values of a type, as an expression. Objects know the forms of their members.
fn form(ty: &Type) -> TokenStream {
    let Some(facets) = ty.item().text() else {
        return quote!(&());
    };
    let steps = facets.normal.iter().map(|step| match step {
        NormalStep::Trim => quote!(Trim),
        NormalStep::CollapseSpaces => quote!(CollapseSpaces),
        NormalStep::Lowercase => quote!(Lowercase),
        NormalStep::Uppercase => quote!(Uppercase),
        NormalStep::Remove(removed) => quote!(Remove(#removed)),
        NormalStep::Replace(texts) => {
            let texts = texts
                .iter()
                .map(|(it, text)| quote!((#it, ::std::borrow::Cow::Borrowed(#text))));
            quote!(Replace(&[#(#texts),*]))
        }
    });
    quote!(&__wireform::NormalForm(&[#(__wireform::NormalStep::#steps),*]))
}
