//! Bodies as pairs, `a=b&c=d`: query strings and forms. Other parts use the helpers that turn a value into one text.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::capacity::{Shape, room};
use crate::emit::shared::credentials;
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Lists, Place, integer, text};
use crate::plan::{
    Absent, CredentialId, Field, FieldId, FieldWire, ListForm, Literal, Operation, Parameter,
    ParameterList, Presence, Primitive, Source, Structure, Table, Type,
};

/// Emits the statements that write the body of an operation. The parameters of the authentication method come first.
pub(crate) fn of_operation(
    scope: &Scope<'_>,
    operation: &Operation,
    parameters: &[Parameter],
    encoding: Encoding,
) -> TokenStream {
    let auth = credentials::parameters(scope, operation, &|name, value, secret| {
        let method = if secret {
            quote!(secret_pair)
        } else {
            quote!(pair)
        };
        quote!(pairs.#method(body, #name, #value);)
    });
    let pairs = each(
        scope.lists,
        &operation.fields,
        parameters,
        &|name, value, secret| match (name, secret) {
            (Name::Known(name), _) => {
                let lead = format!("&{}=", encoded(name, encoding));
                let method = if secret {
                    quote!(secret_named)
                } else {
                    quote!(named)
                };
                quote!(pairs.#method(body, #lead, #value);)
            }
            (Name::Made(name), false) => quote!(pairs.pair(body, #name, #value);),
            (Name::Made(name), true) => quote!(pairs.secret_pair(body, #name, #value);),
        },
        &|index, then| credentials::with(scope, operation, index, then),
    );
    if auth.is_empty() && pairs.is_empty() {
        return TokenStream::new();
    }
    let constructor = match encoding {
        Encoding::Query => quote!(query),
        Encoding::Form => quote!(form),
    };
    let room = room(scope.plan, &operation.fields, parameters, Shape::Pairs);
    quote! {
        body.reserve(#room);
        let mut pairs = __wireform::pairs::Pairs::#constructor();
        #auth
        #pairs
    }
}

/// The escaping of names and values.
#[derive(Clone, Copy)]
pub(crate) enum Encoding {
    /// As in a query (RFC 3986).
    Query,
    /// As in a form (WHATWG URL Standard § 5.2).
    Form,
}

/// The name of a pair.
pub(crate) enum Name<'n> {
    /// A constant.
    Known(&'n str),
    /// An expression of type `&str`.
    Made(TokenStream),
}

impl quote::ToTokens for Name<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Name::Known(name) => name.to_tokens(tokens),
            Name::Made(name) => name.to_tokens(tokens),
        }
    }
}

/// Writes one pair: its name, its value as an expression of type `&str`, and whether the value is secret.
type Pair<'w> = dyn Fn(Name<'_>, TokenStream, bool) -> TokenStream + 'w;
/// Emits code that reads a credential.
type Credential<'w> =
    dyn Fn(CredentialId, &dyn Fn(TokenStream, bool) -> TokenStream) -> TokenStream + 'w;

/// Emits what `write` returns for each parameter, in order.
pub(crate) fn each(
    lists: Lists,
    fields: &Table<FieldId, Field>,
    parameters: &[Parameter],
    pair: &Pair<'_>,
    credential: &Credential<'_>,
) -> TokenStream {
    parameters
        .iter()
        .map(|Parameter { name, value }| match value {
            Source::Constant(literal) => {
                let value = literal.text();
                pair(Name::Known(name), quote!(#value), false)
            }
            Source::Credential(index) => credential(*index, &|value, secret| {
                pair(Name::Known(name), value, secret)
            }),
            Source::Field(wire) => field(lists, &fields[wire.field], name, wire, pair),
        })
        .collect()
}

fn field(
    lists: Lists,
    field: &Field,
    name: &str,
    leaf: &FieldWire<ParameterList>,
    pair: &Pair<'_>,
) -> TokenStream {
    if let Some(literal) = &field.constant {
        let value = literal.text();
        return pair(Name::Known(name), quote!(#value), field.secret);
    }
    let place = match field.presence {
        Presence::Required => Place::of_self(lists, field),
        _ => Place::value(lists),
    };
    let set = value(&field.ty, &place, name, leaf, field.secret, pair);
    let own = ident(&field.rust);
    let empty = pair(Name::Known(name), quote!(""), false);
    let absent = (leaf.absent != Absent::Omit).then_some(&empty);
    match (field.presence, absent) {
        (Presence::Required, _) => set,
        (Presence::Optional, None) => quote!(if let Some(value) = &self.#own { #set }),
        (Presence::Optional, Some(absent)) => {
            quote!(if let Some(value) = &self.#own { #set } else { #absent })
        }
        (Presence::Clearable(_), absent) => quote! {
            match &self.#own {
                __wireform::Patch::Keep => { #absent }
                __wireform::Patch::Clear => { #empty }
                __wireform::Patch::Set(value) => { #set }
            }
        },
    }
}

fn value(
    ty: &Type,
    place: &Place,
    name: &str,
    leaf: &FieldWire<ParameterList>,
    secret: bool,
    pair: &Pair<'_>,
) -> TokenStream {
    let list = match ty.structure() {
        Structure::List(list) => list,
        Structure::Primitive(_) | Structure::Object(_) | Structure::Map(_) => {
            return pair(Name::Known(name), spelled(ty, place, &leaf.values), secret);
        }
    };
    let receiver = place.receiver();
    if let Some(separator) = leaf.list.as_ref().and_then(ListForm::separator) {
        let joined = joined(&list.item, place, &leaf.values, separator);
        return pair(Name::Known(name), quote!(&#joined), secret);
    }
    let text = spelled(&list.item, &place.item(), &leaf.values);
    let (items, item) = (place.by_ref(), place.binding());
    if let Some(ParameterList::Indexed { template, first }) = &leaf.list {
        let first = proc_macro2::Literal::u64_unsuffixed(*first);
        let write = pair(
            Name::Made(quote!(&__wireform::numbered(#template, #first, index))),
            text,
            secret,
        );
        quote!(for (index, #item) in #receiver.iter().enumerate() { #write })
    } else {
        let write = pair(Name::Known(name), text, secret);
        quote!(for #item in #items { #write })
    }
}

/// Returns an expression of type `String` for a list that is joined into one text.
pub(crate) fn joined(
    item: &Type,
    place: &Place,
    values: &[(String, Literal)],
    separator: &str,
) -> TokenStream {
    if item.is_text() && values.is_empty() {
        let items = place.by_ref();
        return quote!(__wireform::join::joined(#items, #separator));
    }
    let (receiver, binding) = (place.receiver(), place.binding());
    let text = spelled(item, &place.item(), values);
    // The text of a number lives only as long as the expression.
    let owned = match item.structure() {
        Structure::Primitive(Primitive::Integer(_) | Primitive::Date) if values.is_empty() => {
            quote!(item.to_string())
        }
        Structure::Primitive(
            Primitive::Text(_)
            | Primitive::Integer(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_),
        )
        | Structure::Object(_)
        | Structure::Map(_)
        | Structure::List(_) => text,
    };
    quote!(__wireform::join::joined(#receiver.iter().map(|#binding| #owned), #separator))
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
        Primitive::Text(_) | Primitive::Date | Primitive::Timestamp | Primitive::Enum(_) => {
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
                | Primitive::Boolean
                | Primitive::Timestamp
                | Primitive::Enum(_) => quote!(other => other),
            };
            quote!(match #text { #(#arms)* #other })
        }
    }
}

/// Escapes a name for a query (RFC 3986) or for a form (WHATWG URL Standard § 5.2).
fn encoded(name: &str, encoding: Encoding) -> String {
    let (unescaped, space) = match encoding {
        Encoding::Query => (b'~', "%20"),
        Encoding::Form => (b'*', "+"),
    };
    let mut out = String::new();
    for byte in name.bytes() {
        let is_literal =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') || byte == unescaped;
        if is_literal {
            out.push(char::from(byte));
        } else if byte == b' ' {
            out.push_str(space);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
