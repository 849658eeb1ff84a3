//! Values in `required_if(…)` that an enum of somebody's own would have to have.
//!
//! In: the fields of a struct. Out: constants that do not compile where a condition compares an enum with what none of its
//! variants is sent as: the macro does not see the enum, the compiler does.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{GenericArgument, Generics, Lit, LitStr, PathArguments, Type};

use super::super::impls::mentions;
use super::lower::Lowered;

/// Returns a check for each value that a condition compares with.
pub(super) fn checks(fields: &[Lowered<'_>], generics: &Generics) -> TokenStream {
    let mut checks = TokenStream::new();
    for condition in fields.iter().flat_map(|field| &field.said.required) {
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

fn check(field: &Lowered<'_>, value: &LitStr, generics: &Generics) -> Option<TokenStream> {
    let reading = &field.said.reading;
    let ty = core(&field.field.ty);
    let is_generic = generics.params.iter().any(|param| {
        let name = match param {
            syn::GenericParam::Type(param) => &param.ident,
            syn::GenericParam::Lifetime(param) => &param.lifetime.ident,
            syn::GenericParam::Const(param) => &param.ident,
        };
        mentions(quote!(#ty), name)
    });
    // What the types of a part are called is known where the part stands.
    if is_generic || reading.with.is_some() || !reading.prefix.is_empty() {
        return None;
    }
    let text = value.value();
    let message = format!(
        "`{}` is an enum, and none of its variants is sent as `{text}`: say what is sent, or give the variant \
         `#[wireform(rename = \"{text}\")]`",
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

/// The type without what may be around a value.
fn core(ty: &Type) -> &Type {
    match ty {
        Type::Reference(reference) => core(&reference.elem),
        Type::Paren(paren) => core(&paren.elem),
        Type::Group(group) => core(&group.elem),
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
                Some(inner) if wraps => core(inner),
                _ => ty,
            }
        }
        _ => ty,
    }
}
