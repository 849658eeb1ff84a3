//! Constructors: `Default` if no field is required, and `new`, which takes up to two required fields, or a struct of the required
//! fields if there are more. If a missing field of a request deletes data, or may delete it, the request has none of these
//! constructors: callers write a struct literal that names every field.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::emit::docs::builder::Docs;
use crate::emit::shared::deprecation::deprecated_attribute;
use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::plan::{Field, Presence, Primitive, Structure, Type};

/// The maximum number of required fields that `new` takes as arguments. Callers would confuse the order of more arguments.
const MAX_POSITIONAL: usize = 2;

/// Returns whether the struct implements `Default`: no field is required.
pub(crate) fn has_default(record: &Record<'_>) -> bool {
    !record.complete && record.required().is_empty()
}

/// Emits `new`, with the required fields as arguments, or with the struct of the required fields if there are many.
pub(crate) fn emit_new(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    let required = record.required();
    if record.complete {
        return TokenStream::new();
    }
    if required.len() > MAX_POSITIONAL {
        return emit_new_from_struct(scope, record);
    }
    let docs = Docs::new().markdown(match required.len() {
        0 => "Returns a value whose fields are all absent.",
        _ if record.has_optional() => {
            "Returns a value with the required fields. The other fields are absent."
        }
        _ => "Returns a value with all fields, which are all required.",
    });
    let docs = docs.outer();
    let parameters = required.iter().map(|field| {
        let name = ident(&field.rust);
        let ty = argument_type(scope, &field.ty);
        quote!(#name: #ty)
    });
    let given = required.iter().map(|field| {
        let name = ident(&field.rust);
        let value = convert_argument(scope, &field.ty, &quote!(#name));
        if name == value.to_string() {
            quote!(#name)
        } else {
            quote!(#name: #value)
        }
    });
    let body = if required.is_empty() {
        let default = scope.names.std("Default");
        quote!(#default::default())
    } else {
        let absent = absent_fields(scope, record);
        quote!(Self { #(#given,)* #absent })
    };
    quote! {
        #docs
        pub fn new(#(#parameters),*) -> Self { #body }
    }
}

fn emit_new_from_struct(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    let name = required_name(record);
    let generics = required_generics(scope, record);
    let docs = Docs::new()
        .markdown("Returns a value with the required fields. The other fields are absent.")
        .outer();
    let from = scope.names.std("From");
    quote! {
        #docs
        pub fn new(required: #name #generics) -> Self { #from::from(required) }
    }
}

/// Returns the lifetime of the struct of the required fields, if it borrows.
fn required_generics(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    let borrows = record
        .required()
        .iter()
        .any(|field| scope.borrows(&field.ty));
    if borrows {
        quote!(<'a>)
    } else {
        TokenStream::new()
    }
}

/// Emits the struct `…Required` and its conversion, if there are many required fields.
pub(crate) fn emit_required_struct(
    scope: &Scope<'_>,
    record: &Record<'_>,
    deprecated: Option<&str>,
) -> TokenStream {
    let required = record.required();
    if record.complete || required.len() <= MAX_POSITIONAL {
        return TokenStream::new();
    }
    let name = required_name(record);
    let generics = required_generics(scope, record);
    let borrows = !generics.is_empty();
    let docs = Docs::new()
        .markdown(&format!(
            "The required fields of a [`struct@{0}`], for [`{0}::new`].",
            record.rust
        ))
        .outer();
    let deprecated = deprecated_attribute(deprecated);
    let fields = required.iter().map(|field| {
        // A link names a raw identifier without its `r#`.
        let linked = field.rust.trim_start_matches("r#");
        let docs = Docs::new()
            .markdown(&format!("See [`{}::{linked}`].", record.rust))
            .outer();
        let deprecated = deprecated_attribute(field.deprecated.as_deref());
        let name = ident(&field.rust);
        let ty = literal_type(scope, field);
        quote!(#docs #deprecated pub #name: #ty)
    });
    let debug = crate::emit::types::debug::emit_for_fields(&required, &name, borrows, record);
    let given = required.iter().map(|field| {
        let name = ident(&field.rust);
        if field.ty.is_text() {
            let cow = scope.names.imported("Cow");
            quote!(#name: #cow::Borrowed(required.#name))
        } else {
            quote!(#name: required.#name)
        }
    });
    let absent = absent_fields(scope, record);
    let allow = record.allow_deprecated();
    let from = scope.names.std("From");
    let ty = record.ty();
    let impl_generics = record.generics();
    quote! {
        #docs
        #deprecated
        #[derive(Clone, PartialEq)]
        #[must_use]
        pub struct #name #generics { #(#fields,)* }
        #debug
        #allow
        impl #impl_generics #from<#name #generics> for #ty {
            fn from(required: #name #generics) -> Self {
                Self { #(#given,)* #absent }
            }
        }
    }
}

fn required_name(record: &Record<'_>) -> Ident {
    format_ident!("{}Required", crate::emit::shared::names::stem(record.rust))
}

/// Returns the type of a field of `…Required`. A text is a `&str`, so that a literal needs no `.into()`.
fn literal_type(scope: &Scope<'_>, field: &Field) -> TokenStream {
    if field.ty.is_text() {
        let text = scope.names.std("str");
        quote!(&'a #text)
    } else {
        scope.value_type(&field.ty, &quote!('a))
    }
}

fn absent_fields(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    let fields = record.members().filter_map(|field| {
        let name = ident(&field.rust);
        match field.presence {
            Presence::Required | Presence::Variant => None,
            Presence::Optional => Some(quote!(#name: None)),
            Presence::Clearable(_) => {
                let patch = scope.names.imported("Patch");
                Some(quote!(#name: #patch::Keep))
            }
        }
    });
    let kept = record.no_kept_members();
    quote!(#(#fields,)* #kept)
}

/// Returns the type of the argument that a function takes for a value of this type.
pub(crate) fn argument_type(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    let into = scope.names.std("Into");
    match ty.structure() {
        Structure::List(list) => {
            let iterator = scope.names.std("IntoIterator");
            let item = match list.item.list() {
                Some(_) => argument_type(scope, &list.item),
                None => {
                    let item = scope.value_type(&list.item, &quote!('a));
                    quote!(impl #into<#item>)
                }
            };
            quote!(impl #iterator<Item = #item>)
        }
        Structure::Primitive(
            Primitive::Integer(_) | Primitive::Boolean | Primitive::Date | Primitive::Timestamp,
        ) => scope.value_type(ty, &quote!('a)),
        Structure::Primitive(
            Primitive::Text(_) | Primitive::Number(_) | Primitive::Any(_) | Primitive::Enum(_),
        )
        | Structure::Map(_)
        | Structure::Object(_) => {
            let value = scope.value_type(ty, &quote!('a));
            quote!(impl #into<#value>)
        }
    }
}

/// Returns the expression that converts an argument of [`argument_type`] to the value.
pub(crate) fn convert_argument(
    scope: &Scope<'_>,
    ty: &Type,
    argument: &TokenStream,
) -> TokenStream {
    match ty.structure() {
        Structure::List(list) => {
            let into = scope.names.std("Into");
            let convert = match list.item.list() {
                Some(_) => {
                    let items = convert_argument(scope, &list.item, &quote!(items));
                    quote!(|items| #items)
                }
                None => quote!(#into::into),
            };
            quote!(#argument.into_iter().map(#convert).collect())
        }
        Structure::Primitive(
            Primitive::Integer(_) | Primitive::Boolean | Primitive::Date | Primitive::Timestamp,
        ) => quote!(#argument),
        Structure::Primitive(
            Primitive::Text(_) | Primitive::Number(_) | Primitive::Any(_) | Primitive::Enum(_),
        )
        | Structure::Map(_)
        | Structure::Object(_) => {
            quote!(#argument.into())
        }
    }
}
