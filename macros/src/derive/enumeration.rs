//! Expands enums: each variant is a value of a schema's enum, or has the name that is sent.
//!
//! Input: an enum without data, optionally with the schema's enum that it represents. Output: impls that give the values as texts
//! and as values of that enum. A variant that the enum does not have is an error at the variant.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, DeriveInput, Fields, LitStr};

use super::attributes::Container;
use super::{Errors, unknown_name};
use crate::schemas;

/// Returns the impls of an enum.
pub(super) fn expand(
    input: &DeriveInput,
    container: &Container,
    data: &DataEnum,
    errors: &mut Errors,
) -> TokenStream {
    let mut tracked = TokenStream::new();
    let mut values: Option<Vec<(String, String)>> = None;
    for target in &container.targets {
        let loaded = schemas::load(&target.schema.value());
        tracked.extend(loaded.tracked(&target.schema));
        tracked.extend(loaded.compile_errors(target.schema.span()));
        if target.operation {
            errors.report(
                &target.name,
                "an enum cannot be an operation: write `type = \"…\"`",
            );
            continue;
        }
        let Some(plan) = loaded.plan() else {
            continue;
        };
        let wanted = target.name.value();
        match plan.enums.iter().find(|item| item.name == wanted) {
            Some(item) => {
                let own: Vec<(String, String)> = item
                    .values
                    .iter()
                    .map(|value| (value.rust.clone(), value.value.clone()))
                    .collect();
                // A variant must be a value of every enum.
                values = Some(match values {
                    None => own,
                    Some(before) => before.into_iter().filter(|it| own.contains(it)).collect(),
                });
            }
            None => {
                let known: Vec<&str> = plan.enums.iter().map(|item| item.name.as_str()).collect();
                let message = unknown_name("enum", &wanted, &known);
                errors.report(
                    &target.name,
                    format!("{message} ({})", target.schema.value()),
                );
            }
        }
    }
    let place = place(container);
    let mut arms = Vec::new();
    let mut texts = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            errors.report(
                &variant.fields,
                format!(
                    "`{}` has data, and a value of an enum is only a name: remove the data",
                    variant.ident
                ),
            );
            continue;
        }
        let before = errors.0.len();
        let renamed = renamed(variant, errors);
        let is_broken = errors.0.len() > before;
        let ident = &variant.ident;
        // The value of a variant with a mistake is not known.
        let text = match (values.as_ref().filter(|_| !is_broken), &renamed) {
            (None, Some(name)) => name.value(),
            (None, None) => ident.to_string(),
            (Some(values), Some(name)) => {
                let text = name.value();
                if !values.iter().any(|(_, value)| *value == text) {
                    let known: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
                    errors.report(
                        name,
                        format!("{} {place}", unknown_name("value", &text, &known)),
                    );
                }
                text
            }
            (Some(values), None) => {
                let own = ident.to_string();
                match values.iter().find(|(rust, _)| *rust == own) {
                    Some((_, value)) => value.clone(),
                    None => {
                        let known: Vec<&str> =
                            values.iter().map(|(rust, _)| rust.as_str()).collect();
                        let message = unknown_name("value", &own, &known);
                        errors.report(
                            ident,
                            format!("{message} {place}; or give the sent text with `#[wireform(rename = \"…\")]`"),
                        );
                        own
                    }
                }
            }
        };
        texts.push(text.clone());
        arms.push(if matches!(variant.fields, Fields::Unit) {
            quote!(Self::#ident => #text)
        } else {
            quote!(Self::#ident { .. } => #text)
        });
    }
    let body = if data.variants.is_empty() {
        quote!(match *self {})
    } else {
        quote!(match self { #(#arms,)* #[allow(unreachable_patterns, reason = "a variant may have been refused")] _ => "" })
    };
    let runtime = container.runtime();
    let name = &input.ident;
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    let params = &input.generics.params;
    let comma = (!params.is_empty() && !params.trailing_punct()).then(|| quote!(,));
    quote! {
        #tracked
        const _: () = {
            use #runtime as __wireform;

            impl #impl_generics #name #ty_generics #where_clause {
                #[doc(hidden)]
                #[allow(dead_code, unreachable_pub, reason = "a condition of a struct may compare with it")]
                pub const __WIREFORM_VALUES: ::core::option::Option<&'static [&'static ::core::primitive::str]> =
                    ::core::option::Option::Some(&[#(#texts),*]);

                const fn __wireform_text(&self) -> &'static ::core::primitive::str { #body }
            }

            impl #impl_generics __wireform::derive::Given<__wireform::derive::Text> for #name #ty_generics #where_clause {
                fn given(&self) -> ::std::borrow::Cow<'_, ::core::primitive::str> {
                    ::std::borrow::Cow::Borrowed(self.__wireform_text())
                }
            }

            __wireform::serves!([#params] #name #ty_generics => __wireform::derive::Text);

            impl<#params #comma __E: __wireform::KnownEnum> __wireform::derive::Given<__wireform::derive::EnumOf<__E>>
                for #name #ty_generics #where_clause
            {
                fn given(&self) -> __wireform::Open<'_, __E> {
                    ::core::convert::From::from(self.__wireform_text())
                }
            }

            __wireform::serves!([#params #comma __E: __wireform::KnownEnum] #name #ty_generics => __wireform::derive::EnumOf<__E>);
        };
    }
}

/// Returns the places of the schemas' enums, in parentheses.
fn place(container: &Container) -> String {
    let places: Vec<String> = container
        .targets
        .iter()
        .map(|target| {
            let name = target.name.value();
            let place = schemas::load(&target.schema.value()).place_of(&name);
            format!("`{name}`, {place}")
        })
        .collect();
    format!("({})", places.join("; "))
}

/// Returns the text of `#[wireform(rename = "…")]` on a variant.
fn renamed(variant: &syn::Variant, errors: &mut Errors) -> Option<LitStr> {
    let mut renamed = None;
    for attribute in variant
        .attrs
        .iter()
        .filter(|it| it.path().is_ident("wireform"))
    {
        let parsed = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                if renamed.is_some() {
                    return Err(meta.error("a variant has one value: remove one of the two"));
                }
                renamed = Some(meta.value()?.parse()?);
                return Ok(());
            }
            Err(meta.error("a variant has no other key than `rename = \"…\"`: remove this one"))
        });
        if let Err(error) = parsed {
            errors.push(error);
        }
    }
    renamed
}
