//! `#[wireform(flatten)]`: makes the fields of a nested struct fields of the struct around it.
//!
//! Input: a struct with such fields. Output: a call of the macro of the nested struct, which has the struct's name and knows its
//! fields. That macro calls back with the fields, which replace the flattened field. A struct with `part` gets such a macro.
//! Nested parts are resolved one after the other, so the depth does not matter.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{
    Attribute, Data, DeriveInput, Field, Fields, FieldsNamed, LitInt, Path, PathArguments, Token,
    Type, Visibility, braced, parse_quote,
};

use super::Errors;
use super::attributes::{Container, duplicate_key};

/// Returns the path to a field, outermost first; empty for a field of the struct itself.
pub(super) fn prefix(field: &Field) -> Vec<Ident> {
    let mark = field
        .attrs
        .iter()
        .find(|it| it.path().is_ident("__wireform_prefix"));
    let steps = mark.and_then(|attribute| {
        let parser = Punctuated::<Ident, Token![.]>::parse_terminated;
        attribute.parse_args_with(parser).ok()
    });
    steps.into_iter().flatten().collect()
}

/// Returns the name of a field with its path.
pub(super) fn path(prefix: &[Ident], ident: Option<&Ident>) -> String {
    let all: Vec<String> = prefix
        .iter()
        .chain(ident)
        .map(|step| step.unraw().to_string())
        .collect();
    all.join(".")
}

/// Returns the macro call of the first field to flatten, if there is one. A field that cannot be flattened is reported and
/// removed.
pub(super) fn call(input: &mut DeriveInput, errors: &mut Errors) -> Option<TokenStream> {
    let Data::Struct(data) = &mut input.data else {
        return None;
    };
    let Fields::Named(fields) = &mut data.fields else {
        return None;
    };
    let mut found = None;
    for (index, field) in fields.named.iter_mut().enumerate() {
        match wanted(field) {
            Ok(None) => {}
            Ok(Some(path)) if found.is_none() => found = Some((index, path)),
            Ok(Some(_)) => {}
            Err(error) => {
                errors.push(error);
                field.attrs = vec![parse_quote!(#[wireform(skip)])];
            }
        }
    }
    let (index, path) = found?;
    let runtime = Container::read(&input.attrs, &mut Errors::default()).root();
    Some(quote! {
        #path! { [#runtime::__macros::__flattened] { #index } { #input } }
    })
}

/// Returns the path of the part's macro, if the field has `flatten`.
fn wanted(field: &Field) -> syn::Result<Option<Path>> {
    let ours = || {
        field
            .attrs
            .iter()
            .filter(|it| it.path().is_ident("wireform"))
    };
    let mut flattens = ours().filter(|it| words(it).iter().any(|word| word == "flatten"));
    let Some(first) = flattens.next() else {
        return Ok(None);
    };
    if let Some(second) = flattens.next() {
        return Err(duplicate_key(second.meta.span()));
    }
    let attribute = ours().find(|it| !(is_alone(it) || is_skipped_for_some(it)));
    if let Some(attribute) = attribute {
        let message = if std::ptr::eq(attribute, first) {
            "`flatten` must be the only key of its attribute: move other keys to the fields of the part"
        } else {
            "a field with `flatten` can only have `for(\"…\"), skip` besides: move other keys to the fields of the part"
        };
        return Err(syn::Error::new(attribute.meta.span(), message));
    }
    part(&field.ty).map(Some)
}

/// Returns the keys of an attribute outside parentheses.
fn words(attribute: &Attribute) -> Vec<String> {
    let Ok(list) = attribute.meta.require_list() else {
        return Vec::new();
    };
    let words = list.tokens.clone().into_iter();
    words
        .filter_map(|token| match token {
            TokenTree::Ident(ident) => Some(ident.to_string()),
            _ => None,
        })
        .collect()
}

fn is_alone(attribute: &Attribute) -> bool {
    words(attribute) == ["flatten"] && attribute.parse_args::<Ident>().is_ok()
}

fn is_skipped_for_some(attribute: &Attribute) -> bool {
    let mut words = words(attribute);
    words.sort_unstable();
    words == ["for", "skip"]
}

/// Returns the path of the struct, which is also the path of its macro.
fn part(ty: &Type) -> syn::Result<Path> {
    let refused = |message: &str| Err(syn::Error::new_spanned(ty, message));
    let path = match ty {
        Type::Reference(reference) => return part(&reference.elem),
        Type::Paren(paren) => return part(&paren.elem),
        Type::Group(group) => return part(&group.elem),
        Type::Path(path) if path.qself.is_none() => &path.path,
        _ => {
            return refused(
                "only a struct that derives `Wireform` with `#[wireform(part)]` can be flattened",
            );
        }
    };
    let mut path = path.clone();
    let Some(last) = path.segments.last_mut() else {
        return Ok(path);
    };
    if let PathArguments::AngleBracketed(arguments) = &last.arguments {
        let inner = arguments.args.iter().find_map(|argument| match argument {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        });
        match (last.ident.to_string().as_str(), inner) {
            ("Box" | "Rc" | "Arc", Some(inner)) => return part(inner),
            ("Option" | "Patch", Some(_)) => {
                return refused(
                    "an optional part cannot be flattened: remove the `Option`, and make the fields of the part optional",
                );
            }
            ("Vec", Some(_)) => {
                return refused("a list cannot be flattened: use a struct with named fields");
            }
            _ => {}
        }
    }
    last.arguments = PathArguments::None;
    Ok(path)
}

/// The input of the macro that a part's macro calls.
struct Flattened {
    index: usize,
    input: DeriveInput,
    part: FieldsNamed,
}

impl Parse for Flattened {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (index, outer);
        braced!(index in input);
        braced!(outer in input);
        Ok(Flattened {
            index: index.parse::<LitInt>()?.base10_parse()?,
            input: outer.parse()?,
            part: input.parse()?,
        })
    }
}

/// Replaces a flattened field by the fields of its part.
pub(crate) fn insert_part(input: TokenStream) -> syn::Result<DeriveInput> {
    let Flattened {
        index,
        mut input,
        part,
    } = Flattened::parse.parse2(input)?;
    let missing = || syn::Error::new(Span::call_site(), "the field to flatten does not exist");
    let Data::Struct(data) = &mut input.data else {
        return Err(missing());
    };
    let Fields::Named(fields) = &mut data.fields else {
        return Err(missing());
    };
    let mut named = Punctuated::new();
    for (at, field) in std::mem::take(&mut fields.named).into_iter().enumerate() {
        if at == index {
            named.extend(part.named.iter().map(|inner| inside(&field, inner)));
        } else {
            named.push(field);
        }
    }
    fields.named = named;
    Ok(input)
}

/// Returns a field of a part as a field of the struct around it.
fn inside(outer: &Field, inner: &Field) -> Field {
    let mut field = inner.clone();
    let mut steps = prefix(outer);
    steps.extend(outer.ident.clone());
    steps.extend(prefix(inner));
    field
        .attrs
        .retain(|it| !it.path().is_ident("__wireform_prefix"));
    let skipped = outer.attrs.iter().filter(|it| is_skipped_for_some(it));
    field.attrs.extend(skipped.cloned());
    field
        .attrs
        .push(parse_quote!(#[__wireform_prefix(#(#steps).*)]));
    field
}

/// Returns the macro of a part, which passes its fields to the struct that flattens it.
pub(super) fn macro_of(input: &DeriveInput, named: &FieldsNamed) -> TokenStream {
    let ours = |attribute: &&Attribute| {
        let path = attribute.path();
        path.is_ident("wireform") || path.is_ident("__wireform_prefix")
    };
    let fields = named.named.iter().map(|field| {
        let attributes = field.attrs.iter().filter(ours);
        let (ident, ty) = (&field.ident, &field.ty);
        quote!(#(#attributes)* #ident: #ty)
    });
    let name = &input.ident;
    let hidden = format_ident!("__wireform_part_{}", name.unraw());
    // Other crates cannot see a macro that is not exported.
    let visibility = match &input.vis {
        Visibility::Public(_) => quote!(pub(crate)),
        other => quote!(#other),
    };
    quote! {
        #[allow(unused_macros, reason = "a part need not be used")]
        macro_rules! #hidden {
            ([$($callback:tt)*] $index:tt $input:tt) => {
                $($callback)*! { $index $input { #(#fields),* } }
            };
        }
        #[doc(hidden)]
        #[allow(unused_imports, reason = "a part need not be used")]
        #visibility use #hidden as #name;
    }
}
