//! Bodies as pairs, `a=b&c=d`: query strings and forms. Other parts use the helpers that turn a value into one text.

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use crate::emit::bodies::capacity::PairsIn;
use crate::emit::bodies::capacity::{Shape, room};
use crate::emit::shared::credentials;
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Lists, Place, integer, text};
use crate::plan::{
    Absent, CredentialId, Escaping, Field, FieldId, FieldWire, Literal, ObjectType, Operation,
    Parameter, ParameterList, Presence, Primitive, Source, Structure, Table, Type,
};

/// Emits the statements that write the body of an operation. The parameters of the authentication method come first.
pub(crate) fn of_operation(
    scope: &Scope<'_>,
    operation: &Operation,
    parameters: &[Parameter],
    part: PairsIn,
) -> TokenStream {
    let escaping = match part {
        PairsIn::Query => operation.encoding.query,
        PairsIn::Form => operation.encoding.form,
    };
    let auth = credentials::parameters(scope, operation, &|name, value, secret| {
        let method = if secret {
            quote!(secret_pair)
        } else {
            quote!(pair)
        };
        quote!(pairs.#method(body, #name, #value);)
    });
    let pairs = each(
        &Target {
            lists: scope.lists,
            fields: &operation.fields,
            objects: Some(Objects {
                method: part.method(),
                pairs: quote!(&mut pairs),
            }),
            is_object: false,
            pair: &|name, value, secret| match (name, secret) {
                (Name::Known(name), _) => {
                    let lead = format!("&{}=", encoded(name, escaping));
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
            credential: &|index, then| credentials::with(scope, operation, index, then),
        },
        parameters,
    );
    if auth.is_empty() && pairs.is_empty() {
        return TokenStream::new();
    }
    let constructor = match escaping {
        Escaping::Rfc3986 => quote!(query),
        Escaping::Whatwg => quote!(form),
    };
    let room = room(
        scope.plan,
        &operation.fields,
        parameters,
        Shape::Pairs(part),
    );
    quote! {
        body.reserve(#room);
        let mut pairs = __wireform::pairs::Pairs::#constructor();
        #auth
        #pairs
    }
}

/// Emits the method that writes the members of an object as parameters. `names` has the templates of their names.
pub(crate) fn of_object(scope: &Scope<'_>, object: &ObjectType, part: PairsIn) -> TokenStream {
    let parameters = match part {
        PairsIn::Query => &object.query,
        PairsIn::Form => &object.form,
    };
    let members = each(
        &Target {
            lists: scope.lists,
            fields: &object.fields,
            objects: Some(Objects {
                method: part.method(),
                pairs: quote!(pairs),
            }),
            is_object: true,
            pair: &|name, value, secret| {
                let method = if secret {
                    quote!(secret_pair)
                } else {
                    quote!(pair)
                };
                let name = match name {
                    Name::Known(name) => quote!(&names.name(#name)),
                    Name::Made(name) => name,
                };
                quote!(pairs.#method(body, #name, #value);)
            },
            // Only an envelope has credentials.
            credential: &|_, _| TokenStream::new(),
        },
        parameters,
    );
    let method = ident(part.method());
    quote! {
        fn #method(
            &self,
            body: &mut __wireform::Body,
            pairs: &mut __wireform::pairs::Pairs,
            names: &__wireform::pairs::Members,
        ) {
            #members
        }
    }
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

/// The part of a request that parameters are written to, and the fields that they have.
pub(crate) struct Target<'w> {
    pub(crate) lists: Lists,
    pub(crate) fields: &'w Table<FieldId, Field>,
    /// How objects are written, where they can be.
    pub(crate) objects: Option<Objects>,
    /// Whether the fields are those of an object, whose parameters have names from a template.
    pub(crate) is_object: bool,
    pub(crate) pair: &'w Pair<'w>,
    pub(crate) credential: &'w Credential<'w>,
}

/// How objects are written as parameters.
pub(crate) struct Objects {
    /// The name of the method of an object.
    method: &'static str,
    /// The expression of the writer.
    pairs: TokenStream,
}

/// Emits the statements that write parameters, in order.
pub(crate) fn each(target: &Target<'_>, parameters: &[Parameter]) -> TokenStream {
    let pair = target.pair;
    parameters
        .iter()
        .map(|Parameter { name, value }| match value {
            Source::Constant(literal) => {
                let value = literal.text();
                pair(Name::Known(name), quote!(#value), false)
            }
            Source::Credential(index) => (target.credential)(*index, &|value, secret| {
                pair(Name::Known(name), value, secret)
            }),
            Source::Field(wire) => target.field(&target.fields[wire.field], name, wire),
        })
        .collect()
}

impl Target<'_> {
    fn field(&self, field: &Field, name: &str, leaf: &FieldWire<ParameterList>) -> TokenStream {
        let pair = self.pair;
        if let Some(literal) = &field.constant {
            let value = literal.text();
            return pair(Name::Known(name), quote!(#value), field.secret);
        }
        let place = match field.presence {
            Presence::Required => Place::of_self(self.lists, field),
            _ => Place::value(self.lists),
        };
        let set = self.value(&field.ty, &place, name, leaf, field.secret);
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
        &self,
        ty: &Type,
        place: &Place,
        name: &str,
        leaf: &FieldWire<ParameterList>,
        secret: bool,
    ) -> TokenStream {
        let pair = self.pair;
        let receiver = place.receiver();
        let (items, item) = (place.by_ref(), place.binding());
        let Some(style) = &leaf.list else {
            return pair(Name::Known(name), spelled(ty, place, &leaf.values), secret);
        };
        let item_type = ty.item();
        let text = || spelled(item_type, &place.item(), &leaf.values);
        match style {
            ParameterList::Join(separator) => {
                let joined = joined(item_type, place, &leaf.values, separator);
                pair(Name::Known(name), quote!(&#joined), secret)
            }
            ParameterList::Repeat => {
                let write = pair(Name::Known(name), text(), secret);
                quote!(for #item in #items { #write })
            }
            ParameterList::Indexed { template, first } => {
                let first = proc_macro2::Literal::u64_unsuffixed(*first);
                let write = pair(
                    Name::Made(quote!(&__wireform::numbered(#template, #first, index))),
                    text(),
                    secret,
                );
                quote!(for (index, #item) in #receiver.iter().enumerate() { #write })
            }
            ParameterList::NumberedMember { template, first } => {
                let (name, number) = (self.name(name), number(*first));
                let made = quote!(&__wireform::pairs::named(#template, #name, #number));
                let write = pair(Name::Made(made), text(), secret);
                quote!(for (index, #item) in #receiver.iter().enumerate() { #write })
            }
            ParameterList::Members { template, first } => {
                let Some(Objects { method, pairs }) = &self.objects else {
                    return TokenStream::new();
                };
                let (name, method) = (self.name(name), ident(method));
                let write = |receiver: TokenStream, number: TokenStream| {
                    quote! {
                        let names = __wireform::pairs::Members::new(#template, #name, #number);
                        #receiver.#method(body, #pairs, &names);
                    }
                };
                if ty.list().is_none() {
                    let write = write(receiver.clone(), quote!(0));
                    return quote!({ #write });
                }
                let write = write(place.item().receiver().clone(), number(*first));
                quote!(for (index, #item) in #receiver.iter().enumerate() { #write })
            }
        }
    }

    /// Returns an expression for the name of a parameter that a template refers to.
    fn name(&self, name: &str) -> TokenStream {
        if self.is_object {
            quote!(&names.name(#name))
        } else {
            quote!(#name)
        }
    }
}

/// Returns an expression for the number of an item. `index` is a variable in scope.
fn number(first: u64) -> TokenStream {
    let first = proc_macro2::Literal::u64_unsuffixed(first);
    quote!(__wireform::pairs::number(#first, index))
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
        Structure::Primitive(Primitive::Integer(_) | Primitive::Number(_) | Primitive::Date)
            if values.is_empty() =>
        {
            quote!(item.to_string())
        }
        Structure::Primitive(
            Primitive::Text(_)
            | Primitive::Integer(_)
            | Primitive::Number(_)
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
        Primitive::Text(_)
        | Primitive::Number(_)
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
                | Primitive::Boolean
                | Primitive::Timestamp
                | Primitive::Enum(_) => quote!(other => other),
            };
            quote!(match #text { #(#arms)* #other })
        }
    }
}

/// Escapes a name.
fn encoded(name: &str, escaping: Escaping) -> String {
    let (unescaped, space) = match escaping {
        Escaping::Rfc3986 => (b'~', "%20"),
        Escaping::Whatwg => (b'*', "+"),
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
