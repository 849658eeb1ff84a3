//! Bodies as JSON: statements that write the members of an object in order.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::capacity::{Shape, room};
use crate::emit::bodies::group_conditions::{under, written};
use crate::emit::bodies::merged_writes::{Statements, Writer, statements};
use crate::emit::shared::credentials;
use crate::emit::shared::names::ident;
use crate::emit::shared::record::keeps_members;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Place, integer, text};
use crate::plan::{
    Absent, Clear, CredentialId, Field, FieldId, FieldWire, Group, JsonContent, JsonList,
    JsonMember, Literal, ObjectType, Operation, Presence, Primitive, Source, Structure, Table,
    Type,
};

/// The fields that the leaves of a tree refer to.
struct Tree<'t> {
    scope: &'t Scope<'t>,
    fields: &'t Table<FieldId, Field>,
    operation: Option<&'t Operation>,
}

/// Emits the statements that write the body of an operation. `body` and `credentials` are variables in scope.
pub(crate) fn of_operation(
    scope: &Scope<'_>,
    operation: &Operation,
    nodes: &[JsonMember],
) -> TokenStream {
    let tree = Tree {
        scope,
        fields: &operation.fields,
        operation: Some(operation),
    };
    let room = room(scope.plan, &operation.fields, nodes, Shape::Json);
    let members = tree.object(nodes);
    if keeps_members(scope, operation) {
        return quote! {
            body.reserve(#room);
            let document = body.len();
            #members
            self.undescribed.write(body, document);
        };
    }
    quote!(body.reserve(#room); #members)
}

/// Emits the method that writes an object.
pub(crate) fn of_object(scope: &Scope<'_>, object: &ObjectType) -> TokenStream {
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
    fn object(&self, nodes: &[JsonMember]) -> TokenStream {
        statements(|out| self.members(nodes, false, out))
    }

    /// Emits an object with its braces. If the first member may be missing, every member begins with a comma, and
    /// `close_members` replaces the first comma by the brace.
    fn members(&self, nodes: &[JsonMember], is_nested: bool, out: &mut Statements) {
        let Some((first, rest)) = nodes.split_first() else {
            out.raw("{}");
            return;
        };
        if self.is_always_written(first) {
            out.raw("{");
            self.member(first, "", out);
            for node in rest {
                self.member(node, ",", out);
            }
            out.raw("}");
            return;
        }
        let mut inside = Statements::default();
        for node in nodes {
            self.member(node, ",", &mut inside);
        }
        let inside = inside.finish();
        if inside.is_empty() {
            out.raw("{}");
            return;
        }
        let object = quote! {
            let start = body.len();
            #inside
            __wireform::json::close_members(body, start);
        };
        // The object around a nested one has a variable `start` too.
        out.push(if is_nested {
            quote!({ #object })
        } else {
            object
        });
    }

    fn is_always_written(&self, node: &JsonMember) -> bool {
        match &node.content {
            JsonContent::Group(group) => group.always,
            JsonContent::Value(Source::Constant(_)) => true,
            JsonContent::Value(Source::Credential(index)) => {
                self.operation.is_some_and(|operation| {
                    credentials::always_has(operation, self.scope.plan, *index)
                })
            }
            JsonContent::Value(Source::Field(wire)) => {
                let field = &self.fields[wire.field];
                field.constant.is_some()
                    || field.presence == Presence::Required
                    || wire.absent != Absent::Omit
            }
        }
    }

    /// Emits a member, after `comma`.
    fn member(&self, node: &JsonMember, comma: &str, out: &mut Statements) {
        let key = format!("{comma}{}:", json_string(&node.name));
        match &node.content {
            JsonContent::Group(Group { children, always }) => {
                if *always {
                    out.raw(&key);
                    self.members(children, true, out);
                } else {
                    let member = statements(|out| {
                        out.raw(&key);
                        self.members(children, true, out);
                    });
                    out.push(under(&written(self.fields, children), member));
                }
            }
            JsonContent::Value(source) => match source {
                Source::Constant(literal) => {
                    out.raw(&key);
                    out.raw(&constant(literal));
                }
                Source::Credential(index) => self.credential(&key, *index, out),
                Source::Field(wire) => self.field(&key, &self.fields[wire.field], wire, out),
            },
        }
    }

    fn credential(&self, key: &str, index: CredentialId, out: &mut Statements) {
        let Some(operation) = self.operation else {
            return;
        };
        out.push(credentials::with(
            self.scope,
            operation,
            index,
            |value, secret| {
                statements(|out| {
                    out.raw(key);
                    if secret {
                        out.push(
                            quote!(body.secret(|body| __wireform::json::string(body, #value));),
                        );
                    } else {
                        string(value, out);
                    }
                })
            },
        ));
    }

    fn field(&self, key: &str, field: &Field, leaf: &FieldWire<JsonList>, out: &mut Statements) {
        if let Some(literal) = &field.constant {
            out.raw(key);
            out.raw(&constant(literal));
            return;
        }
        let place = match field.presence {
            Presence::Required => Place::of_self(self.scope.lists, field),
            _ => Place::value(self.scope.lists),
        };
        let value = |out: &mut Statements| {
            out.raw(key);
            if field.secret {
                let value = statements(|out| self.value(&field.ty, &place, leaf, 0, out));
                out.push(quote!(body.secret(|body| { #value });));
            } else {
                self.value(&field.ty, &place, leaf, 0, out);
            }
        };
        let name = ident(&field.rust);
        let absent = match leaf.absent {
            Absent::Omit => TokenStream::new(),
            Absent::Null => statements(|out| out.raw(&format!("{key}null"))),
            Absent::Empty => statements(|out| out.raw(&format!("{key}\"\""))),
        };
        let is_plain_text = field.ty.is_text() && leaf.values.is_empty() && !field.secret;
        match field.presence {
            Presence::Required => value(out),
            Presence::Optional => {
                let set = statements(value);
                let otherwise = (!absent.is_empty()).then(|| quote!(else { #absent }));
                out.push(quote!(if let Some(value) = &self.#name { #set } #otherwise));
            }
            Presence::Clearable(Clear::Empty) if is_plain_text && absent.is_empty() => {
                let set = statements(value);
                out.push(quote! {
                    if let Some(value) = __wireform::text_or_empty(&self.#name) { #set }
                });
            }
            Presence::Clearable(clear) => {
                let set = statements(value);
                let token = match clear {
                    Clear::Empty => "\"\"",
                    Clear::Null => "null",
                    Clear::EmptyList => "[]",
                };
                let cleared = statements(|out| out.raw(&format!("{key}{token}")));
                out.push(quote! {
                    match &self.#name {
                        __wireform::Patch::Keep => { #absent }
                        __wireform::Patch::Clear => { #cleared }
                        __wireform::Patch::Set(value) => { #set }
                    }
                });
            }
        }
    }

    fn value(
        &self,
        ty: &Type,
        place: &Place,
        leaf: &FieldWire<JsonList>,
        depth: usize,
        out: &mut Statements,
    ) {
        let receiver = place.receiver();
        let copied = place.copied();
        if let Some(list) = ty.list() {
            match &leaf.list {
                Some(JsonList::Join(separator)) if depth == 0 => {
                    let values = &leaf.values;
                    let joined =
                        crate::emit::bodies::pairs::joined(&list.item, place, values, separator);
                    string(quote!(&#joined), out);
                }
                Some(JsonList::Join(_) | JsonList::Array) | None => {
                    let write = statements(|out| {
                        out.raw(",");
                        self.value(&list.item, &place.item(), leaf, depth + 1, out);
                    });
                    let (items, item) = (place.by_ref(), place.binding());
                    out.push(quote! {
                        let items = body.len();
                        for #item in #items { #write }
                        __wireform::json::close_items(body, items);
                    });
                }
            }
            return;
        }
        if let Some(map) = ty.map() {
            let write = statements(|out| {
                self.value(&map.item, &place.item(), leaf, depth + 1, out);
            });
            let receiver = place.receiver();
            out.push(quote! {
                let entries = body.len();
                for (key, item) in #receiver.iter() {
                    __wireform::json::between(body, ",\"", key, "\":");
                    #write
                }
                __wireform::json::close_members(body, entries);
            });
            return;
        }
        if !leaf.values.is_empty() {
            if let Some(primitive) = ty.primitive() {
                out.push(spelled(primitive, place, &leaf.values));
            }
            return;
        }
        match ty.structure() {
            Structure::Primitive(Primitive::Integer(_)) => {
                out.push(quote!(__wireform::json::integer(body, #copied);));
            }
            Structure::Primitive(Primitive::Number(_)) => {
                out.push(quote!(__wireform::json::number_text(body, #receiver.as_str());));
            }
            Structure::Primitive(Primitive::Boolean) => {
                out.push(quote!(__wireform::json::boolean(body, #copied);));
            }
            Structure::Object(_) => out.push(quote!(#receiver.__json(body);)),
            Structure::Primitive(
                primitive @ (Primitive::Text(_)
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_)),
            ) => {
                out.raw("\"");
                out.text(Writer::Json.of(self.scope, ty), text(primitive, place));
                out.raw("\"");
            }
            // Lists and maps are written above.
            Structure::List(_) | Structure::Map(_) => {}
        }
    }
}

/// Emits a string. `text` is an expression of type `&str`.
fn string(text: TokenStream, out: &mut Statements) {
    out.raw("\"");
    out.text(Writer::Json, text);
    out.raw("\"");
}

/// Emits a value that this binding spells differently. The checks refuse a value without a spelling.
fn spelled(primitive: Primitive<'_>, place: &Place, values: &[(String, Literal)]) -> TokenStream {
    let copied = place.copied();
    match primitive {
        Primitive::Boolean => {
            let of = |text: &str| {
                values.iter().find(|(value, _)| value == text).map_or_else(
                    || quote!(__wireform::json::null(body);),
                    |(_, literal)| write_constant(literal),
                )
            };
            let (yes, no) = (of("true"), of("false"));
            quote!(if #copied { #yes } else { #no })
        }
        Primitive::Integer(_) => {
            let arms = values.iter().filter_map(|(value, literal)| {
                let value = integer(value)?;
                let written = write_constant(literal);
                Some(quote!(#value => { #written }))
            });
            quote!(match #copied { #(#arms)* other => __wireform::json::integer(body, other), })
        }
        Primitive::Text(_)
        | Primitive::Number(_)
        | Primitive::Date
        | Primitive::Timestamp
        | Primitive::Enum(_) => {
            let arms = values.iter().map(|(value, literal)| {
                let written = write_constant(literal);
                quote!(#value => { #written })
            });
            let text = place.as_str(primitive);
            quote!(match #text { #(#arms)* other => __wireform::json::string(body, other), })
        }
    }
}

/// Returns a constant as JSON.
fn constant(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => json_string(text),
        Literal::Number(text) => text.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Null => "null".to_owned(),
    }
}

/// Emits the statement that writes a constant.
fn write_constant(literal: &Literal) -> TokenStream {
    statements(|out| out.raw(&constant(literal)))
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
