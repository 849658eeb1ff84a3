//! Checks the values in `required_if(…)` that are compared with a user's enum.
//!
//! Input: the fields of a struct. Output: constants that do not compile if no variant of the enum has the value. The macro cannot
//! see the enum, but rustc can.

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
    checks
}

fn check(field: &DocumentField<'_>, value: &LitStr, generics: &Generics) -> Option<TokenStream> {
    let reading = &field.declaration.reading;
    let ty = value_type(&field.field.ty);
    let is_generic = generics.params.iter().any(|param| {
        let name = match param {
            syn::GenericParam::Type(param) => &param.ident,
            syn::GenericParam::Lifetime(param) => &param.lifetime.ident,
            syn::GenericParam::Const(param) => &param.ident,
        };
        mentions(quote!(#ty), name)
    });
    // The type of a generic field or of a value that a function returns is not known, and the type of a field inside a part may
    // not be in scope here.
    if is_generic || reading.with.is_some() || !reading.prefix.is_empty() {
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
