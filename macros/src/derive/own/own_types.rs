//! Checks what attributes say of a user's own types: the values in `required_if(…)` that are compared with an enum, and the fields of a
//! struct in `unique_by(…)`.
//!
//! Input: the fields of a struct. Output: constants that do not compile if no variant of the enum has the value, or the struct no such
//! field. The macro cannot see the types, but rustc can.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{GenericArgument, Generics, Lit, LitStr, PathArguments, Type};

use super::super::impls::mentions;
use super::document::DocumentField;

/// Returns a check for each value that a condition compares a field with.
pub(super) fn checks(fields: &[DocumentField<'_>], generics: &Generics) -> TokenStream {
    let mut checks = TokenStream::new();
    for condition in fields.iter().flat_map(|field| &field.declaration.required) {
        condition.each_value(&mut |name, value| {
            let name = name.unraw().to_string();
            let field = fields.iter().find(|field| field.name == name);
            if let (Some(field), Lit::Str(value)) = (field, value) {
                checks.extend(check(field, value, generics));
            }
        });
    }
    for field in fields {
        let names = field.declaration.unique_by.iter();
        checks.extend(names.filter_map(|name| check_member(field, name, generics)));
    }
    checks
}

/// Returns a check that the items of a list have a field by which they are told apart.
fn check_member(
    field: &DocumentField<'_>,
    name: &LitStr,
    generics: &Generics,
) -> Option<TokenStream> {
    let ty = value_type(item_type(value_type(&field.field.ty))?);
    if !is_known(field, ty, generics) {
        return None;
    }
    let text = name.value();
    let message = format!(
        "the items of `{}` cannot be told apart by `{text}`: name a field of their struct that is a text, a number, a boolean, a date, \
         a point in time or an enum",
        field.name
    );
    Some(quote_spanned! {name.span()=>
        const _: () = {
            #[allow(unused_imports, reason = "an object has its own constant")]
            use __wireform::derive::AnyObject as _;
            ::core::assert!(__wireform::derive::can_be(<#ty>::__WIREFORM_MEMBERS, #text), #message);
        };
    })
}

/// Returns the type of the items of a list.
fn item_type(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Slice(slice) => Some(&slice.elem),
        Type::Array(array) => Some(&array.elem),
        Type::Path(path) => match &path.path.segments.last()?.arguments {
            PathArguments::AngleBracketed(arguments) => {
                arguments.args.iter().find_map(|argument| match argument {
                    GenericArgument::Type(ty) => Some(ty),
                    _ => None,
                })
            }
            PathArguments::None | PathArguments::Parenthesized(_) => None,
        },
        _ => None,
    }
}

fn check(field: &DocumentField<'_>, value: &LitStr, generics: &Generics) -> Option<TokenStream> {
    let ty = value_type(&field.field.ty);
    if !is_known(field, ty, generics) {
        return None;
    }
    let text = value.value();
    let message = format!(
        "`{}` is an enum, and none of its variants is sent as `{text}`: write the text of a variant, or add \
         `#[wireform(rename = \"{text}\")]` to one",
        field.name
    );
    Some(quote_spanned! {value.span()=>
        const _: () = {
            #[allow(unused_imports, reason = "an enum has its own constant")]
            use __wireform::derive::AnyValue as _;
            ::core::assert!(__wireform::derive::can_be(<#ty>::__WIREFORM_VALUES, #value), #message);
        };
    })
}

/// Returns whether rustc knows a type of a field: the type of a generic field or of a value that a function returns is not known, and
/// the type of a field inside a part may not be in scope here.
fn is_known(field: &DocumentField<'_>, ty: &Type, generics: &Generics) -> bool {
    let reading = &field.declaration.reading;
    let is_generic = generics.params.iter().any(|param| {
        let name = match param {
            syn::GenericParam::Type(param) => &param.ident,
            syn::GenericParam::Lifetime(param) => &param.lifetime.ident,
            syn::GenericParam::Const(param) => &param.ident,
        };
        mentions(quote!(#ty), name)
    });
    !is_generic && reading.with.is_none() && reading.prefix.is_empty()
}

/// Returns the type of the value, without references and without wrappers such as `Option` and `Box`.
fn value_type(ty: &Type) -> &Type {
    match ty {
        Type::Reference(reference) => value_type(&reference.elem),
        Type::Paren(paren) => value_type(&paren.elem),
        Type::Group(group) => value_type(&group.elem),
        Type::Path(path) if path.qself.is_none() => {
            let last = path.path.segments.last();
            let inner = last.and_then(|last| match &last.arguments {
                PathArguments::AngleBracketed(arguments) => {
                    arguments.args.iter().find_map(|argument| match argument {
                        GenericArgument::Type(ty) => Some(ty),
                        _ => None,
                    })
                }
                _ => None,
            });
            let wraps = last.is_some_and(|last| {
                ["Option", "Patch", "Box", "Rc", "Arc", "Cow"]
                    .contains(&last.ident.to_string().as_str())
            });
            match inner {
                Some(inner) if wraps => value_type(inner),
                _ => ty,
            }
        }
        _ => ty,
    }
}
