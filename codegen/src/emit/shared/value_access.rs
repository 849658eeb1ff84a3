//! How emitted code reads a value: one expression in the forms that different uses need, and the statements that unwrap
//! `Option` and `Patch`.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote};

use crate::emit::shared::names::{ident, uses};
use crate::plan::{Field, Presence, Primitive, Structure, Type};

/// A value in emitted code.
#[derive(Clone)]
pub(crate) struct Place {
    expression: TokenStream,
    /// Whether the expression is a reference. Otherwise it is a place expression.
    reference: bool,
    lists: Lists,
}

/// The Rust type of lists in the module that is emitted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lists {
    /// `Vec`, whose iterator yields references.
    Vecs,
    /// A view of a list in a user's struct, whose iterator yields items by value.
    Views,
}

impl Place {
    /// Returns a required field of `self`, as in `self.customer`.
    pub(crate) fn of_self(lists: Lists, field: &Field) -> Self {
        let name = ident(&field.rust);
        Place {
            expression: quote!(self.#name),
            reference: false,
            lists,
        }
    }

    /// Returns the variable `value`, which is a reference.
    pub(crate) fn value(lists: Lists) -> Self {
        Place {
            expression: quote!(value),
            reference: true,
            lists,
        }
    }

    /// Returns the variable `item`, a reference to an item of this list.
    pub(crate) fn item(&self) -> Self {
        Place {
            expression: quote!(item),
            ..Self::value(self.lists)
        }
    }

    /// Returns the pattern of a `for` loop over this list, which binds `item`.
    pub(crate) fn binding(&self) -> TokenStream {
        match self.lists {
            Lists::Vecs => quote!(item),
            Lists::Views => quote!(ref item),
        }
    }

    /// Emits the statement that checks that no item of this list is repeated.
    pub(crate) fn unique(&self) -> TokenStream {
        match self.lists {
            Lists::Vecs => {
                let items = self.by_ref();
                quote!(check.unique(&path, #items);)
            }
            Lists::Views => {
                let receiver = self.receiver();
                quote!(if let Some(index) = #receiver.repeated() { check.unique_failed(&path, index); })
            }
        }
    }

    /// Emits an expression for whether this list is empty.
    pub(crate) fn is_empty(&self) -> TokenStream {
        let receiver = self.receiver();
        match self.lists {
            Lists::Vecs => quote!(#receiver.is_empty()),
            Lists::Views => quote!(#receiver.len() == 0),
        }
    }

    /// Returns an expression of type `&T`.
    pub(crate) fn by_ref(&self) -> TokenStream {
        let expression = &self.expression;
        if self.reference {
            quote!(#expression)
        } else {
            quote!(&#expression)
        }
    }

    /// Returns an expression of type `T`, for a `Copy` type.
    pub(crate) fn copied(&self) -> TokenStream {
        let expression = &self.expression;
        if self.reference {
            quote!(*#expression)
        } else {
            quote!(#expression)
        }
    }

    /// Returns the receiver of a method call.
    pub(crate) fn receiver(&self) -> &TokenStream {
        &self.expression
    }

    /// Returns an expression of type `&str` that needs no coercion. For other types, it is the text of the value.
    pub(crate) fn as_str(&self, primitive: Primitive<'_>) -> TokenStream {
        let expression = &self.expression;
        match primitive {
            Primitive::Text(_) if self.reference => quote!(&**#expression),
            Primitive::Text(_) => quote!(&*#expression),
            Primitive::Number(_)
            | Primitive::Any(_)
            | Primitive::Timestamp
            | Primitive::Enum(_) => {
                quote!(#expression.as_str())
            }
            Primitive::Date => {
                let text = text(primitive, self);
                quote!(#text[..])
            }
            Primitive::Integer(_) | Primitive::Boolean => text(primitive, self),
        }
    }
}

/// Emits what `then` returns, under the condition that the field has a value.
pub(crate) fn if_present(
    lists: Lists,
    field: &Field,
    then: impl FnOnce(&Place) -> TokenStream,
) -> TokenStream {
    let name = ident(&field.rust);
    match field.presence {
        Presence::Required => then(&Place::of_self(lists, field)),
        Presence::Optional => {
            let then = then(&Place::value(lists));
            if_value(
                &then,
                &quote!(self.#name.as_ref()),
                &quote!(Some(value) = &self.#name),
            )
        }
        Presence::Clearable(_) => {
            let then = then(&Place::value(lists));
            let pattern = quote!(__wireform::Patch::Set(value) = &self.#name);
            if_value(&then, &quote!(self.#name.value()), &pattern)
        }
        Presence::Variant => {
            let then = then(&Place::value(lists));
            let given = option_of(field, &quote!(self));
            if_value(&then, &given, &quote!(Some(value) = #given))
        }
    }
}

/// Returns the method of a union that returns the value of a variant, if it has this variant.
pub(crate) fn variant_method(field: &Field) -> Ident {
    format_ident!("as_{}", field.stem)
}

/// Returns the variant of a union's enum.
pub(crate) fn variant_name(field: &Field) -> Ident {
    ident(field.variant.as_ref().unwrap_or(&field.rust))
}

/// Returns a field of `owner` as an `Option` of a reference.
pub(crate) fn option_of(field: &Field, owner: &TokenStream) -> TokenStream {
    let name = ident(&field.rust);
    match field.presence {
        Presence::Required => quote!(Some(&#owner.#name)),
        Presence::Optional => quote!(#owner.#name.as_ref()),
        Presence::Clearable(_) => quote!(#owner.#name.value()),
        Presence::Variant => {
            let method = variant_method(field);
            quote!(#owner.#method())
        }
    }
}

/// Emits `if let`. If `then` is only an `if`, both are joined, because clippy warns of collapsible ones.
pub(crate) fn if_value(
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

/// Returns an expression of type `&str` for the text of the value.
pub(crate) fn text(primitive: Primitive<'_>, place: &Place) -> TokenStream {
    let copied = place.copied();
    let receiver = place.receiver();
    match primitive {
        Primitive::Text(_) => place.by_ref(),
        Primitive::Boolean => quote!(if #copied { "true" } else { "false" }),
        Primitive::Integer(_) | Primitive::Date => quote!(&#receiver.to_string()),
        Primitive::Number(_) | Primitive::Any(_) | Primitive::Timestamp | Primitive::Enum(_) => {
            quote!(#receiver.as_str())
        }
    }
}

/// Returns an expression of type `bool` for whether the logical text of the value, or of an item of it, is one of `values`.
pub(crate) fn is_one_of(ty: &Type, place: &Place, values: &[impl AsRef<str>]) -> TokenStream {
    match ty.structure() {
        Structure::Primitive(primitive) => primitive_is_one_of(primitive, place, values),
        Structure::List(list) => {
            let test = is_one_of(&list.item, &place.item(), values);
            let (receiver, item) = (place.receiver(), place.binding());
            quote!(#receiver.iter().any(|#item| #test))
        }
        // Rules name neither the values of a map nor its keys.
        Structure::Object(_) | Structure::Map(_) => quote!(false),
    }
}

/// Does the same as [`is_one_of`] for a value that is no list and no object.
pub(crate) fn primitive_is_one_of(
    primitive: Primitive<'_>,
    place: &Place,
    values: &[impl AsRef<str>],
) -> TokenStream {
    let copied = place.copied();
    match primitive {
        Primitive::Boolean => {
            let has = |text: &str| values.iter().any(|value| value.as_ref() == text);
            match (has("true"), has("false")) {
                (true, true) => quote!(true),
                (true, false) => quote!(#copied),
                (false, true) => quote!(!#copied),
                (false, false) => quote!(false),
            }
        }
        Primitive::Integer(_) => {
            let patterns = integer_patterns(values.iter().map(AsRef::as_ref));
            if patterns.is_empty() {
                quote!(false)
            } else {
                quote!(::core::matches!(#copied, #(#patterns)|*))
            }
        }
        Primitive::Number(_) => {
            let receiver = place.receiver();
            let values = values.iter().map(AsRef::as_ref);
            quote!(#receiver.is_one_of(&[#(#values),*]))
        }
        // Rules do not compare it, and no format spells it in another way.
        Primitive::Any(_) => quote!(false),
        Primitive::Text(_) | Primitive::Date | Primitive::Timestamp | Primitive::Enum(_) => {
            if values.is_empty() {
                return quote!(false);
            }
            let text = place.as_str(primitive);
            let values = values.iter().map(AsRef::as_ref);
            quote!(::core::matches!(#text, #(#values)|*))
        }
    }
}

/// Returns patterns that match some integers. Three or more in a row are a range, as clippy asks for.
fn integer_patterns<'v>(values: impl Iterator<Item = &'v str>) -> Vec<TokenStream> {
    let mut numbers: Vec<i64> = values.filter_map(canonical_integer).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let runs = numbers.chunk_by(|first, second| first.checked_add(1) == Some(*second));
    let literal = proc_macro2::Literal::i64_unsuffixed;
    runs.flat_map(|run| match run {
        [first, _, .., last] => {
            let (first, last) = (literal(*first), literal(*last));
            vec![quote!(#first..=#last)]
        }
        few => few
            .iter()
            .map(|number| literal(*number).to_token_stream())
            .collect(),
    })
    .collect()
}

/// Returns a logical text as an integer literal, if it is the canonical text of that integer.
pub(crate) fn integer(text: &str) -> Option<proc_macro2::Literal> {
    canonical_integer(text).map(proc_macro2::Literal::i64_unsuffixed)
}

fn canonical_integer(text: &str) -> Option<i64> {
    let value: i64 = text.parse().ok()?;
    (value.to_string() == text).then_some(value)
}
