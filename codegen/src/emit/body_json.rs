//! Bodies as JSON: statements that write an object's members in order, each key with what separates it.

use proc_macro2::TokenStream;
use quote::quote;

use super::credentials;
use super::names::ident;
use super::place::{Place, integer, text};
use super::scope::Scope;
use super::written::{under, written};
use crate::plan::{
    Absent, Clear, Content, Field, Leaf, ListStyle, Literal, ObjectType, Operation, Presence,
    Source, Type, WireNode,
};

/// What the leaves of a tree refer to.
struct Tree<'t> {
    scope: &'t Scope<'t>,
    fields: &'t [Field],
    operation: Option<&'t Operation>,
}

/// The whole body of an operation: `body` and `credentials` are variables in scope.
pub(super) fn of_operation(
    scope: &Scope<'_>,
    operation: &Operation,
    nodes: &[WireNode],
) -> TokenStream {
    Tree {
        scope,
        fields: &operation.fields,
        operation: Some(operation),
    }
    .object(nodes)
}

/// The method that writes an object.
pub(super) fn of_object(scope: &Scope<'_>, object: &ObjectType) -> TokenStream {
    let tree = Tree {
        scope,
        fields: &object.fields,
        operation: None,
    };
    let members = tree.object(&object.json);
    quote! {
        fn __json(&self, body: &mut __wireform::Body) { #members }
    }
}

impl Tree<'_> {
    fn object(&self, nodes: &[WireNode]) -> TokenStream {
        let members: Vec<TokenStream> = nodes.iter().map(|node| self.member(node)).collect();
        if members.iter().all(TokenStream::is_empty) {
            return quote!(body.raw("{}"););
        }
        quote! {
            let mut object = __wireform::json::Object::open(body);
            #(#members)*
            object.close(body);
        }
    }

    fn member(&self, node: &WireNode) -> TokenStream {
        let key = &node.name;
        match &node.content {
            Content::Group { children, always } => {
                let inner = self.object(children);
                // A block of its own, because the object inside has the name of the one around it.
                let member = quote! {
                    object.key(body, #key);
                    { #inner }
                };
                if *always {
                    member
                } else {
                    under(&written(self.fields, children), member)
                }
            }
            Content::Leaf(leaf) => match &leaf.source {
                Source::Constant(literal) => {
                    let value = constant(literal);
                    quote!(object.key(body, #key); #value)
                }
                Source::Credential(index) => self.credential(key, *index),
                Source::Field(index) => self.field(key, &self.fields[*index], leaf),
            },
        }
    }

    fn credential(&self, key: &str, index: usize) -> TokenStream {
        let Some(operation) = self.operation else {
            return TokenStream::new();
        };
        credentials::with(self.scope, operation, index, |value, secret| {
            let write = quote!(__wireform::json::string(body, #value););
            let write = if secret {
                quote!(body.secret(|body| { #write });)
            } else {
                write
            };
            quote!(object.key(body, #key); #write)
        })
    }

    fn field(&self, key: &str, field: &Field, leaf: &Leaf) -> TokenStream {
        if let Some(literal) = &field.constant {
            let value = constant(literal);
            return quote!(object.key(body, #key); #value);
        }
        let name = ident(&field.rust);
        let place = match field.presence {
            Presence::Required => Place::of_self(self.scope.lists, field),
            _ => Place::value(self.scope.lists),
        };
        let mut value = self.value(&field.ty, &place, leaf, 0);
        if field.secret {
            value = quote!(body.secret(|body| { #value }););
        }
        let absent = match leaf.absent {
            Absent::Omit => None,
            Absent::Null => Some(quote!(__wireform::json::null(body);)),
            Absent::Empty => Some(quote!(body.raw("\"\"");)),
        };
        match (field.presence, absent) {
            (Presence::Required, _) => quote!(object.key(body, #key); #value),
            (Presence::Optional, None) => quote! {
                if let Some(value) = &self.#name {
                    object.key(body, #key);
                    #value
                }
            },
            (Presence::Optional, Some(absent)) => quote! {
                object.key(body, #key);
                if let Some(value) = &self.#name { #value } else { #absent }
            },
            (Presence::Clearable(clear), absent) => {
                let cleared = match clear {
                    Clear::Empty => quote!(body.raw("\"\"");),
                    Clear::Null => quote!(__wireform::json::null(body);),
                    Clear::EmptyList => quote!(body.raw("[]");),
                };
                let keep = absent.map_or_else(
                    || quote!({}),
                    |absent| quote!({ object.key(body, #key); #absent }),
                );
                quote! {
                    match &self.#name {
                        __wireform::Patch::Keep => #keep
                        __wireform::Patch::Clear => { object.key(body, #key); #cleared }
                        __wireform::Patch::Set(value) => { object.key(body, #key); #value }
                    }
                }
            }
        }
    }

    fn value(&self, ty: &Type, place: &Place, leaf: &Leaf, depth: usize) -> TokenStream {
        let receiver = place.receiver();
        let copied = place.copied();
        if let Type::List(list) = ty {
            return match (&leaf.list, &list.join) {
                (ListStyle::Join(separator), _) | (_, Some(separator)) if depth == 0 => {
                    let joined = super::body_pairs::joined(&list.item, place, leaf, separator);
                    quote!(__wireform::json::string(body, &#joined);)
                }
                _ => {
                    let write = self.value(&list.item, &place.item(), leaf, depth + 1);
                    let (items, item) = (place.by_ref(), place.binding());
                    quote! {
                        let mut array = __wireform::json::Array::open(body);
                        for #item in #items {
                            array.item(body);
                            #write
                        }
                        array.close(body);
                    }
                }
            };
        }
        if !leaf.values.is_empty() {
            return spelled(ty, place, &leaf.values);
        }
        match ty {
            Type::Integer(_) => quote!(__wireform::json::integer(body, #copied);),
            Type::Boolean => quote!(__wireform::json::boolean(body, #copied);),
            Type::Object(_) => quote!(#receiver.__json(body);),
            _ => {
                let text = text(ty, place);
                quote!(__wireform::json::string(body, #text);)
            }
        }
    }
}

/// A value that this wire spells differently; what has no spelling has not passed the checks.
fn spelled(ty: &Type, place: &Place, values: &[(String, Literal)]) -> TokenStream {
    let copied = place.copied();
    match ty {
        Type::Boolean => {
            let of = |text: &str| {
                values.iter().find(|(value, _)| value == text).map_or_else(
                    || quote!(__wireform::json::null(body);),
                    |(_, literal)| constant(literal),
                )
            };
            let (yes, no) = (of("true"), of("false"));
            quote!(if #copied { #yes } else { #no })
        }
        Type::Integer(_) => {
            let arms = values.iter().filter_map(|(value, literal)| {
                let value = integer(value)?;
                let written = constant(literal);
                Some(quote!(#value => { #written }))
            });
            quote!(match #copied { #(#arms)* other => __wireform::json::integer(body, other), })
        }
        Type::Object(_) | Type::List(_) => TokenStream::new(),
        _ => {
            let arms = values.iter().map(|(value, literal)| {
                let written = constant(literal);
                quote!(#value => { #written })
            });
            let text = match ty {
                Type::Date => {
                    let text = text(ty, place);
                    quote!(#text[..])
                }
                _ => place.as_str(ty),
            };
            quote!(match #text { #(#arms)* other => __wireform::json::string(body, other), })
        }
    }
}

/// A constant, already as JSON.
fn constant(literal: &Literal) -> TokenStream {
    let text = match literal {
        Literal::String(text) => json_string(text),
        Literal::Number(text) => text.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Null => "null".to_owned(),
    };
    quote!(body.raw(#text);)
}

fn json_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
