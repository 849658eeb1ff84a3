//! How emitted code gets at a value: the forms of one expression that different uses need, and the walk to it through
//! `Option` and `Patch`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use super::names::{ident, uses};
use crate::plan::{Field, Presence, Type};

/// A value in emitted code.
#[derive(Clone)]
pub(super) enum Place {
    /// A place expression, `self.customer`.
    Own(TokenStream),
    /// A variable that is a reference, `value`.
    Reference(TokenStream),
}

impl Place {
    /// A required field of `self`.
    pub(super) fn of_self(field: &Field) -> Self {
        let name = ident(&field.rust);
        Place::Own(quote!(self.#name))
    }

    pub(super) fn value() -> Self {
        Place::Reference(quote!(value))
    }

    pub(super) fn item() -> Self {
        Place::Reference(quote!(item))
    }

    /// `&T`
    pub(super) fn by_ref(&self) -> TokenStream {
        match self {
            Place::Own(place) => quote!(&#place),
            Place::Reference(variable) => variable.clone(),
        }
    }

    /// `T`, for a `Copy` type.
    pub(super) fn copied(&self) -> TokenStream {
        match self {
            Place::Own(place) => place.clone(),
            Place::Reference(variable) => quote!(*#variable),
        }
    }

    /// What stands in front of a method's dot.
    pub(super) fn receiver(&self) -> &TokenStream {
        match self {
            Place::Own(expression) | Place::Reference(expression) => expression,
        }
    }

    /// A `&str`, for a type that is a text: no coercion needed.
    pub(super) fn as_str(&self, ty: &Type) -> TokenStream {
        let receiver = self.receiver();
        match (ty, self) {
            (Type::String(_), Place::Own(place)) => quote!(&*#place),
            (Type::String(_), Place::Reference(variable)) => quote!(&**#variable),
            _ => quote!(#receiver.as_str()),
        }
    }
}

/// Runs `then` where the field has a value.
pub(super) fn if_present(field: &Field, then: impl FnOnce(&Place) -> TokenStream) -> TokenStream {
    let name = ident(&field.rust);
    match field.presence {
        Presence::Required => then(&Place::of_self(field)),
        Presence::Optional => {
            let then = then(&Place::value());
            if_value(
                &then,
                &quote!(self.#name.as_ref()),
                &quote!(Some(value) = &self.#name),
            )
        }
        Presence::Clearable(_) => {
            let then = then(&Place::value());
            let pattern = quote!(__wireform::Patch::Set(value) = &self.#name);
            if_value(&then, &quote!(self.#name.value()), &pattern)
        }
    }
}

/// `if let`, or one plain `if` where `then` is nothing but an `if` itself: two of them in each other are one.
pub(super) fn if_value(
    then: &TokenStream,
    option: &TokenStream,
    pattern: &TokenStream,
) -> TokenStream {
    if then.is_empty() {
        return TokenStream::new();
    }
    let tokens: Vec<TokenTree> = then.clone().into_iter().collect();
    if let [
        TokenTree::Ident(first),
        condition @ ..,
        TokenTree::Group(block),
    ] = tokens.as_slice()
    {
        let is_brace = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        let is_plain = first == "if"
            && block.delimiter() == Delimiter::Brace
            && !condition.iter().any(is_brace)
            && !matches!(condition, [TokenTree::Ident(word), ..] if word == "let");
        if is_plain && !uses(&block.stream(), "value") {
            return quote!(if #option.is_some_and(|value| #(#condition)*) #block);
        }
    }
    quote!(if let #pattern { #then })
}

/// The value as text: an expression for an argument of type `&str`.
pub(super) fn text(ty: &Type, place: &Place) -> TokenStream {
    let copied = place.copied();
    let receiver = place.receiver();
    match ty {
        Type::String(_) => place.by_ref(),
        Type::Boolean => quote!(if #copied { "true" } else { "false" }),
        Type::Integer(_) | Type::Date => quote!(&#receiver.to_string()),
        Type::Timestamp | Type::Enum(_) => quote!(#receiver.as_str()),
        // Neither stands where a text is asked for.
        Type::Object(_) | Type::List(_) => quote!(""),
    }
}

/// Whether the value's logical text is one of these: an expression of type `bool`.
pub(super) fn is_one_of(ty: &Type, place: &Place, values: &[impl AsRef<str>]) -> TokenStream {
    let copied = place.copied();
    match ty {
        Type::Boolean => {
            let has = |text: &str| values.iter().any(|value| value.as_ref() == text);
            match (has("true"), has("false")) {
                (true, true) => quote!(true),
                (true, false) => quote!(#copied),
                (false, true) => quote!(!#copied),
                (false, false) => quote!(false),
            }
        }
        Type::Integer(_) => {
            let numbers: Vec<_> = values
                .iter()
                .filter_map(|value| integer(value.as_ref()))
                .collect();
            if numbers.is_empty() {
                quote!(false)
            } else {
                quote!(::core::matches!(#copied, #(#numbers)|*))
            }
        }
        Type::List(list) => {
            let test = is_one_of(&list.item, &Place::item(), values);
            let receiver = place.receiver();
            quote!(#receiver.iter().any(|item| #test))
        }
        Type::Object(_) => quote!(false),
        _ if values.is_empty() => quote!(false),
        Type::Date => {
            let text = text(ty, place);
            let values = values.iter().map(AsRef::as_ref);
            quote!(::core::matches!(#text[..], #(#values)|*))
        }
        _ => {
            let text = place.as_str(ty);
            let values = values.iter().map(AsRef::as_ref);
            quote!(::core::matches!(#text, #(#values)|*))
        }
    }
}

/// A logical text as an integer literal, where it is how the integer is written.
pub(super) fn integer(text: &str) -> Option<proc_macro2::Literal> {
    let value: i64 = text.parse().ok()?;
    (value.to_string() == text).then(|| proc_macro2::Literal::i64_unsuffixed(value))
}
