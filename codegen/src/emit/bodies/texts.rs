//! Turns a value into one text, where a format writes no parts: parameters, headers, attributes and joined lists.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::value_access::{Place, integer, text};
use crate::plan::{Literal, Primitive, Structure, Type};

/// Returns an expression of type `String` for a list that is joined into one text. Items that contain the separator are in quotation marks
/// if `quoted` is true.
pub(crate) fn joined(
    item: &Type,
    place: &Place,
    values: &[(String, Literal)],
    separator: &str,
    quoted: bool,
) -> TokenStream {
    let function = match quoted {
        true => quote!(quoted),
        false => quote!(joined),
    };
    let items = texts(item, place, values);
    quote!(__wireform::join::#function(#items, #separator))
}

/// Returns an expression for the texts of the items of a list, over which a program can iterate.
pub(crate) fn texts(item: &Type, place: &Place, values: &[(String, Literal)]) -> TokenStream {
    if item.is_text() && values.is_empty() {
        return place.by_ref();
    }
    let (receiver, binding) = (place.receiver(), place.binding());
    let text = spelled(item, &place.item(), values);
    // The text of a number lives only as long as the expression.
    let owned = match item.structure() {
        Structure::Primitive(
            Primitive::Integer(_) | Primitive::Number(_) | Primitive::Any(_) | Primitive::Date,
        ) if values.is_empty() => {
            quote!(item.to_string())
        }
        Structure::Primitive(
            Primitive::Text(_)
            | Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Any(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_),
        )
        | Structure::Object(_)
        | Structure::Map(_)
        | Structure::List(_) => text,
    };
    quote!(#receiver.iter().map(|#binding| #owned))
}

/// Returns an expression of type `&str` for the spelling of a value in this binding.
pub(crate) fn spelled(ty: &Type, place: &Place, values: &[(String, Literal)]) -> TokenStream {
    let Some(primitive) = ty.primitive() else {
        // The resolver refuses an object or a list where one text is written.
        return quote!("");
    };
    if values.is_empty() {
        return text(primitive, place);
    }
    let copied = place.copied();
    let find = |text: &str| {
        values
            .iter()
            .find(|(value, _)| value == text)
            .map_or("", |(_, literal)| literal.text())
    };
    match primitive {
        Primitive::Boolean => {
            let (yes, no) = (find("true"), find("false"));
            quote!(if #copied { #yes } else { #no })
        }
        Primitive::Integer(_) => {
            // The checks refuse a value without a spelling.
            let arms = values.iter().filter_map(|(value, literal)| {
                let (value, text) = (integer(value)?, literal.text());
                Some(quote!(#value => #text,))
            });
            quote!(match #copied { #(#arms)* _ => "" })
        }
        Primitive::Text(_)
        | Primitive::Number(_)
        | Primitive::Any(_)
        | Primitive::Date
        | Primitive::Timestamp
        | Primitive::Enum(_) => {
            let text = place.as_str(primitive);
            let arms = values.iter().map(|(value, literal)| {
                let text = literal.text();
                quote!(#value => #text,)
            });
            let other = match primitive {
                // The text of a date lives only as long as the expression.
                Primitive::Date => quote!(_ => ""),
                Primitive::Text(_)
                | Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Timestamp
                | Primitive::Enum(_) => quote!(other => other),
            };
            quote!(match #text { #(#arms)* #other })
        }
    }
}
