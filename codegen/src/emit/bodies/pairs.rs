//! Bodies as pairs, `a=b&c=d`: query strings and forms, and lines.

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use crate::emit::bodies::capacity::PairsIn;
use crate::emit::bodies::capacity::{Shape, room};
use crate::emit::bodies::json;
use crate::emit::bodies::texts::{joined, spelled};
use crate::emit::shared::credentials;
use crate::emit::shared::moments;
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Lists, Place, option_of};
use crate::plan::{
    Absent, Clear, CredentialId, Escaping, Field, FieldId, FieldWire, JsonDocument, LinesSyntax,
    NestedFormat, NestedParameters, ObjectType, Operation, Parameter, ParameterEntries,
    ParameterList, ParameterValue, Presence, Source, Structure, Table, Type,
};

/// The part of a request that has parameters, with how it is written.
#[derive(Clone, Copy)]
pub(crate) enum Part<'p> {
    /// The query string.
    Query,
    /// A form.
    Form,
    /// Lines.
    Lines(&'p LinesSyntax),
}

impl<'p> Part<'p> {
    const fn kind(self) -> PairsIn {
        match self {
            Part::Query => PairsIn::Query,
            Part::Form => PairsIn::Form,
            Part::Lines(_) => PairsIn::Lines,
        }
    }

    /// Returns how names and values are escaped; none in lines, in which they are as they are.
    fn escaping(self, operation: &Operation) -> Option<Escaping> {
        match self {
            Part::Query => Some(operation.encoding.query),
            Part::Form => Some(operation.encoding.form),
            Part::Lines(_) => None,
        }
    }

    const fn lines(self) -> Option<&'p LinesSyntax> {
        match self {
            Part::Query | Part::Form => None,
            Part::Lines(syntax) => Some(syntax),
        }
    }
}

/// Emits the statements that write the body of an operation. The parameters of the authentication method come first.
pub(crate) fn of_operation(
    scope: &Scope<'_>,
    operation: &Operation,
    parameters: &[Parameter],
    part: Part<'_>,
) -> TokenStream {
    let auth = match part {
        Part::Query | Part::Form => {
            credentials::parameters(scope, operation, &|name, value, secret| {
                let method = if secret {
                    quote!(secret_pair)
                } else {
                    quote!(pair)
                };
                quote!(pairs.#method(body, #name, #value);)
            })
        }
        Part::Lines(_) => TokenStream::new(),
    };
    let pairs = of_envelope(scope, operation, parameters, part);
    if auth.is_empty() && pairs.is_empty() {
        return TokenStream::new();
    }
    let room = room(
        scope.plan,
        &operation.fields,
        parameters,
        Shape::Pairs(part.kind()),
    );
    let pairs = written(operation, part, &quote!(#auth #pairs));
    quote! {
        body.reserve(#room);
        #pairs
    }
}

/// Emits statements that make a writer, use it as `pairs`, and end it.
fn written(operation: &Operation, part: Part<'_>, statements: &TokenStream) -> TokenStream {
    let constructor = match part.escaping(operation) {
        Some(Escaping::Rfc3986) => quote!(query()),
        Some(Escaping::Whatwg) => quote!(form()),
        None => TokenStream::new(),
    };
    let Some(LinesSyntax {
        between,
        assign,
        sort,
        end,
        section,
        blank_line,
    }) = part.lines()
    else {
        return quote! {
            let mut pairs = __wireform::pairs::Pairs::#constructor;
            #statements
        };
    };
    let end = match end {
        Some(end) => quote!(Some(#end)),
        None => quote!(None),
    };
    let sections = section.as_ref().map(|section| {
        let (open, close) = (&section.open, &section.close);
        quote!(.with_sections(#open, #close, #blank_line))
    });
    quote! {
        let mut pairs = __wireform::pairs::Pairs::lines(#between, #assign, #sort)#sections;
        #statements
        pairs.finish(body, #end);
    }
}

/// Emits the statements that write the parameters of an operation, or those inside the value of a parameter.
fn of_envelope(
    scope: &Scope<'_>,
    operation: &Operation,
    parameters: &[Parameter],
    part: Part<'_>,
) -> TokenStream {
    let escaping = part.escaping(operation);
    each(
        &Target {
            lists: scope.lists,
            fields: &operation.fields,
            objects: Some(Objects {
                method: part.kind().method(),
                pairs: quote!(&mut pairs),
                moment: &|ty| scope.moment_argument(ty),
            }),
            is_object: false,
            pair: &|name, value, secret| match (name, escaping, secret) {
                (Name::Known(name), Some(escaping), _) => {
                    let lead = format!("&{}=", encoded(name, escaping));
                    let method = if secret {
                        quote!(secret_named)
                    } else {
                        quote!(named)
                    };
                    quote!(pairs.#method(body, #lead, #value);)
                }
                (name, _, false) => quote!(pairs.pair(body, #name, #value);),
                (name, _, true) => quote!(pairs.secret_pair(body, #name, #value);),
            },
            credential: &|index, then| credentials::with(scope, operation, index, then),
            nested: &|name, inside| {
                let nested = match inside {
                    Inside::Parameters(nested) => nested,
                    Inside::Document(JsonDocument { base64, group }) => {
                        let document = json::of_document(scope, operation, &group.children);
                        return quote! {
                            #document
                            pairs.nested(body, #name, nested, #base64);
                        };
                    }
                };
                let part = match &nested.format {
                    NestedFormat::Form => Part::Form,
                    NestedFormat::Lines(syntax) => Part::Lines(syntax),
                };
                let inside = of_envelope(scope, operation, &nested.group.children, part);
                let inside = written(operation, part, &inside);
                let base64 = nested.base64;
                quote! {
                    let mut nested = __wireform::Body::new();
                    {
                        let body = &mut nested;
                        #inside
                    }
                    pairs.nested(body, #name, nested, #base64);
                }
            },
        },
        parameters,
    )
}

/// Emits the statements that write the text of an operation, whose parts are parameters without names.
pub(crate) fn of_text(
    scope: &Scope<'_>,
    operation: &Operation,
    parts: &[Parameter],
) -> TokenStream {
    each(
        &Target {
            lists: scope.lists,
            fields: &operation.fields,
            objects: None,
            is_object: false,
            pair: &|_, value, secret| match secret {
                true => quote!(body.secret(|body| body.raw(#value));),
                false => quote!(body.raw(#value);),
            },
            // Only an envelope has credentials, and parameters in the value of a parameter.
            credential: &|_, _| TokenStream::new(),
            nested: &|_, _| TokenStream::new(),
        },
        parts,
    )
}

/// Emits the method that writes the members of an object as parameters. `names` has the templates of their names.
pub(crate) fn of_object(scope: &Scope<'_>, object: &ObjectType, part: PairsIn) -> TokenStream {
    let parameters = match part {
        PairsIn::Query => &object.query,
        PairsIn::Form => &object.form,
        PairsIn::Lines => &object.lines,
    };
    let members = each(
        &Target {
            lists: scope.lists,
            fields: &object.fields,
            objects: Some(Objects {
                method: part.method(),
                pairs: quote!(pairs),
                moment: &|ty| scope.moment_argument(ty),
            }),
            is_object: true,
            pair: &|name, value, secret| {
                let method = if secret {
                    quote!(secret_pair)
                } else {
                    quote!(pair)
                };
                match name {
                    Name::Known(name) => quote!(names.#method(pairs, body, #name, #value);),
                    Name::Made(name) => quote!(pairs.#method(body, #name, #value);),
                }
            },
            // Only an envelope has credentials, and parameters in the value of a parameter.
            credential: &|_, _| TokenStream::new(),
            nested: &|_, _| TokenStream::new(),
        },
        parameters,
    );
    let method = ident(part.method());
    let moment = scope.moment_parameter(&object.fields, &members);
    quote! {
        fn #method(
            &self,
            body: &mut __wireform::Body,
            pairs: &mut __wireform::pairs::Pairs,
            names: &__wireform::pairs::Members
            #moment
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
    pub(crate) objects: Option<Objects<'w>>,
    /// Whether the fields are those of an object, whose parameters have names from a template.
    pub(crate) is_object: bool,
    pub(crate) pair: &'w Pair<'w>,
    pub(crate) credential: &'w Credential<'w>,
    /// Writes a parameter whose value contains others, or a document.
    pub(crate) nested: &'w dyn Fn(&str, Inside<'_>) -> TokenStream,
}

/// What is inside the value of a parameter.
#[derive(Clone, Copy)]
pub(crate) enum Inside<'p> {
    /// Parameters.
    Parameters(&'p NestedParameters),
    /// A JSON document.
    Document(&'p JsonDocument),
}

/// How objects are written as parameters.
pub(crate) struct Objects<'w> {
    /// The name of the method of an object.
    method: &'static str,
    /// The expression of the writer.
    pairs: TokenStream,
    /// Returns the argument with the moment of sending for values of a type.
    moment: &'w dyn Fn(&Type) -> TokenStream,
}

/// Emits the statements that write parameters, in order.
pub(crate) fn each(target: &Target<'_>, parameters: &[Parameter]) -> TokenStream {
    let pair = target.pair;
    parameters
        .iter()
        .map(|Parameter { name, value }| match value {
            ParameterValue::Nested(nested) => (target.nested)(name, Inside::Parameters(nested)),
            ParameterValue::Document(document) => (target.nested)(name, Inside::Document(document)),
            ParameterValue::Source(source) => match source {
                Source::Constant {
                    value: constant, ..
                } => pair(Name::Known(name), moments::constant(constant), false),
                Source::Credential(index) => (target.credential)(*index, &|value, secret| {
                    pair(Name::Known(name), value, secret)
                }),
                Source::Field(wire) => target.field(&target.fields[wire.field], name, wire),
            },
        })
        .collect()
}

impl Target<'_> {
    fn field(&self, field: &Field, name: &str, leaf: &FieldWire<ParameterList>) -> TokenStream {
        let pair = self.pair;
        if let Some(constant) = &field.constant {
            return pair(Name::Known(name), moments::constant(constant), field.secret);
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
            (Presence::Variant, _) => {
                let given = option_of(field, &quote!(self));
                quote!(if let Some(value) = #given { #set })
            }
            (Presence::Clearable(clear), absent) => {
                let cleared = self.emptied(clear, leaf, &quote!(0));
                let cleared = cleared.unwrap_or_else(|| empty.clone());
                let rest = self.emptied(clear, leaf, &quote!(value.len()));
                quote! {
                    match &self.#own {
                        __wireform::Patch::Keep => { #absent }
                        __wireform::Patch::Clear => { #cleared }
                        __wireform::Patch::Set(value) => { #set #rest }
                    }
                }
            }
        }
    }

    /// Returns the statements that write an empty text for each number of a list, from an index on; none if a clear is one empty
    /// text. A provider that needs them keeps the items that a shorter list leaves out.
    fn emptied(
        &self,
        clear: Clear,
        leaf: &FieldWire<ParameterList>,
        from: &TokenStream,
    ) -> Option<TokenStream> {
        let (Clear::AllItems(count), Some(ParameterList::Indexed { template, first })) =
            (clear, &leaf.list)
        else {
            return None;
        };
        let [first, count] = [*first, count].map(proc_macro2::Literal::u64_unsuffixed);
        let name = Name::Made(quote!(&__wireform::numbered(#template, #first, index)));
        let write = (self.pair)(name, quote!(""), false);
        Some(quote!(for index in #from..#count { #write }))
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
                let joined = joined(item_type, place, &leaf.values, separator, leaf.quoted);
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
            ParameterList::Flattened { template, .. } => {
                let write = pair(Name::Made(quote!(&names.name(key))), text(), secret);
                let write = match ty.is_nested() {
                    true => quote!(for item in item { #write }),
                    false => write,
                };
                quote! {
                    let names = __wireform::pairs::Members::new(#template, #name, 0);
                    for (key, item) in #receiver.iter() { #write }
                }
            }
            ParameterList::Entries(entries) => self.entries(entries, ty, place, name, leaf, secret),
            ParameterList::Members { template, first } => {
                let Some(Objects {
                    method,
                    pairs,
                    moment,
                }) = &self.objects
                else {
                    return TokenStream::new();
                };
                let moment = moment(ty);
                let (name, method) = (self.name(name), ident(method));
                let write = |receiver: TokenStream, number: TokenStream| {
                    quote! {
                        let names = __wireform::pairs::Members::new(#template, #name, #number);
                        #receiver.#method(body, #pairs, &names #moment);
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

    /// Emits the entries of an object or a map.
    fn entries(
        &self,
        entries: &ParameterEntries,
        ty: &Type,
        place: &Place,
        name: &str,
        leaf: &FieldWire<ParameterList>,
        secret: bool,
    ) -> TokenStream {
        let ParameterEntries {
            key,
            value,
            first,
            inside,
        } = entries;
        let (name, receiver) = (self.name(name), place.receiver());
        let first = proc_macro2::Literal::u64_unsuffixed(*first);
        let names = quote!(__wireform::pairs::Members::entries(#key, #value, #name, #first));
        match ty.structure() {
            Structure::Object(_) => {
                let Some(Objects {
                    method,
                    pairs,
                    moment,
                }) = &self.objects
                else {
                    return TokenStream::new();
                };
                let (method, moment) = (ident(method), moment(ty));
                quote!(#receiver.#method(body, #pairs, &#names #moment);)
            }
            Structure::Map(map) => {
                let of_key = Name::Made(quote!(&of_key));
                let key = (self.pair)(of_key, quote!(key), secret);
                let inside = inside.as_deref();
                let value = self.value_of_entry(&map.item, &place.item(), inside, leaf, secret);
                quote! {
                    let entries = #names;
                    for (key, item) in #receiver.iter() {
                        let (of_key, of_value) = entries.next_entry();
                        #key
                        #value
                    }
                }
            }
            // The resolver refuses entries of other types.
            Structure::Primitive(_) | Structure::List(_) => TokenStream::new(),
        }
    }

    /// Emits the value of an entry. The variable `of_value` has the name of its parameter.
    fn value_of_entry(
        &self,
        ty: &Type,
        place: &Place,
        list: Option<&ParameterList>,
        leaf: &FieldWire<ParameterList>,
        secret: bool,
    ) -> TokenStream {
        let named = |value| (self.pair)(Name::Made(quote!(&of_value)), value, secret);
        let Some(list) = list else {
            return named(spelled(ty, place, &leaf.values));
        };
        let (items, item) = (place.by_ref(), place.binding());
        let receiver = place.receiver();
        let text = || spelled(ty.item(), &place.item(), &leaf.values);
        match list {
            ParameterList::Join(separator) => {
                let joined = joined(ty.item(), place, &leaf.values, separator, leaf.quoted);
                named(quote!(&#joined))
            }
            ParameterList::NumberedMember { template, first } => {
                let number = number(*first);
                let made = quote!(&__wireform::pairs::named(#template, &of_value, #number));
                let write = (self.pair)(Name::Made(made), text(), secret);
                quote!(for (index, #item) in #receiver.iter().enumerate() { #write })
            }
            ParameterList::Members { template, .. } => {
                let Some(Objects {
                    method,
                    pairs,
                    moment,
                }) = &self.objects
                else {
                    return TokenStream::new();
                };
                let (method, moment) = (ident(method), moment(ty));
                quote! {
                    let names = __wireform::pairs::Members::new(#template, &of_value, 0);
                    #receiver.#method(body, #pairs, &names #moment);
                }
            }
            ParameterList::Repeat
            | ParameterList::Indexed { .. }
            | ParameterList::Flattened { .. }
            | ParameterList::Entries(_) => {
                let write = named(text());
                quote!(for #item in #items { #write })
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
