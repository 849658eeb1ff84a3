//! Bodies as JSON: statements that write the members of an object in order.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::capacity::{Shape, room};
use crate::emit::bodies::group_conditions::{under, written};
use crate::emit::bodies::json_values::{
    has_times, string, write_constant, write_members, write_value,
};
use crate::emit::bodies::merged_writes::{Statements, statements};
use crate::emit::shared::credentials;
use crate::emit::shared::names::ident;
use crate::emit::shared::record::keeps_members;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Place, option_of, variant_name};
use crate::plan::{
    Absent, Clear, Constant, CredentialId, Field, FieldId, FieldWire, Group, JsonContent,
    JsonDocument, JsonList, JsonMember, ObjectType, Operation, Presence, Source, Table, Tagging,
};

/// The fields that the leaves of a tree refer to.
struct Tree<'t> {
    scope: &'t Scope<'t>,
    fields: &'t Table<FieldId, Field>,
    operation: Option<&'t Operation>,
    /// Whether the members are written as entries, between the texts in the variables `open` and `middle`.
    as_entries: bool,
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
        as_entries: false,
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

/// Emits the statements that write a value for a tree. `body` and `credentials` are variables in scope.
pub(crate) fn of_tree(scope: &Scope<'_>, operation: &Operation, value: &JsonMember) -> TokenStream {
    let tree = Tree {
        scope,
        fields: &operation.fields,
        operation: Some(operation),
        as_entries: false,
    };
    match &value.content {
        JsonContent::Group(group) => tree.object(&group.children),
        JsonContent::Document(JsonDocument { base64, group }) => {
            let document = nested(&tree.object(&group.children));
            quote! {
                #document
                __wireform::json::nested(body, nested, #base64);
            }
        }
        JsonContent::Value(Source::Constant { value, is_time }) => {
            let is_time = *is_time && has_times(scope);
            statements(|out| write_constant(value, is_time, out))
        }
        JsonContent::Value(Source::Credential(index)) => {
            credential(scope, operation, *index, &|_| {})
        }
        JsonContent::Value(Source::Field(wire)) => {
            // The resolver refuses a field that can be absent.
            let field = &operation.fields[wire.field];
            let place = Place::of_self(scope.lists, field);
            let value = statements(|out| write_value(scope, &field.ty, &place, wire, 0, out));
            match field.secret {
                true => quote!(body.secret(|body| { #value });),
                false => value,
            }
        }
    }
}

/// Emits the statements that write a credential: what `open` emits, and the value as a number or as a text.
fn credential(
    scope: &Scope<'_>,
    operation: &Operation,
    index: CredentialId,
    open: &dyn Fn(&mut Statements),
) -> TokenStream {
    let is_integer = scope.plan.credentials[index].integer.is_some();
    credentials::with(scope, operation, index, |value, secret| {
        statements(|out| {
            open(out);
            match (is_integer, secret) {
                (true, true) => {
                    out.push(
                        quote!(body.secret(|body| __wireform::json::number_text(body, #value));),
                    );
                }
                (true, false) => out.push(quote!(__wireform::json::number_text(body, #value);)),
                (false, true) => {
                    out.push(quote!(body.secret(|body| __wireform::json::string(body, #value));));
                }
                (false, false) => string(value, out),
            }
        })
    })
}

/// Emits the statements that write a JSON document into the variable `nested`, which is a body of its own.
pub(crate) fn of_document(
    scope: &Scope<'_>,
    operation: &Operation,
    nodes: &[JsonMember],
) -> TokenStream {
    let tree = Tree {
        scope,
        fields: &operation.fields,
        operation: Some(operation),
        as_entries: false,
    };
    nested(&tree.object(nodes))
}

fn nested(inside: &TokenStream) -> TokenStream {
    quote! {
        let mut nested = __wireform::Body::new();
        {
            let body = &mut nested;
            #inside
        }
    }
}

/// Emits the method that writes an object.
pub(crate) fn of_object(scope: &Scope<'_>, object: &ObjectType) -> TokenStream {
    let tree = Tree {
        scope,
        fields: &object.fields,
        operation: None,
        as_entries: false,
    };
    let members = match &object.tagging {
        Some(Tagging::Member(tag)) => tree.tagged(tag, &object.json),
        Some(Tagging::Kind) => tree.alone(&object.json),
        Some(Tagging::External) | None => tree.object(&object.json),
    };
    let moment = scope.moment_parameter(&object.fields, &members);
    quote! {
        fn __json(&self, body: &mut __wireform::Body #moment) { #members }
    }
}

/// Emits the method that writes an object as entries, between the texts around the keys and the values.
pub(crate) fn of_entries(scope: &Scope<'_>, object: &ObjectType) -> TokenStream {
    let tree = Tree {
        scope,
        fields: &object.fields,
        operation: None,
        as_entries: true,
    };
    let members = statements(|out| {
        for node in &object.json {
            tree.member(node, ",", out);
        }
    });
    let text = scope.names.std("str");
    let moment = scope.moment_parameter(&object.fields, &members);
    quote! {
        fn __json_entries(&self, body: &mut __wireform::Body, open: &#text, middle: &#text #moment) {
            let start = body.len();
            #members
            __wireform::json::close_items(body, start);
        }
    }
}

/// The start of a member: its comma and its key, or the texts around the key of an entry.
struct Key<'k> {
    comma: &'k str,
    node: &'k JsonMember,
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

    /// Emits the object of a variant, whose first member is the tag with the name of the variant.
    fn tagged(&self, tag: &str, nodes: &[JsonMember]) -> TokenStream {
        let arms = nodes.iter().filter_map(|node| {
            let wire = variant_wire(node)?;
            let field = &self.fields[wire.field];
            let variant = variant_name(field);
            let moment = self.scope.moment_argument(&field.ty);
            let write = match field.secret {
                true => quote!(body.secret(|body| value.__json(body #moment));),
                false => quote!(value.__json(body #moment);),
            };
            let open = node.tagged_open(tag);
            Some(quote! {
                Self::#variant(value) => {
                    body.raw(#open);
                    let object = body.len();
                    #write
                    __wireform::json::continue_object(body, object);
                }
            })
        });
        quote!(match self { #(#arms)* })
    }

    /// Emits the value of a variant, without its name.
    fn alone(&self, nodes: &[JsonMember]) -> TokenStream {
        let arms = nodes.iter().filter_map(|node| {
            let wire = variant_wire(node)?;
            let field = &self.fields[wire.field];
            let variant = variant_name(field);
            let place = Place::value(self.scope.lists);
            let write = statements(|out| write_value(self.scope, &field.ty, &place, wire, 0, out));
            let write = match field.secret {
                true => quote!(body.secret(|body| { #write });),
                false => write,
            };
            Some(quote!(Self::#variant(value) => { #write }))
        });
        quote!(match self { #(#arms)* })
    }

    /// Emits what precedes the value of a member.
    fn open(&self, key: &Key<'_>, out: &mut Statements) {
        let name = key.node.json_name();
        if self.as_entries {
            out.push(quote!(body.raw(open);));
            out.raw(&name);
            out.push(quote!(body.raw(middle);));
        } else {
            out.raw(&format!("{}{name}:", key.comma));
        }
    }

    /// Emits what follows the value of a member.
    fn close(&self, out: &mut Statements) {
        if self.as_entries {
            out.raw("}");
        }
    }

    /// Emits a member with a constant text of JSON.
    fn token(&self, key: &Key<'_>, token: &str, out: &mut Statements) {
        self.open(key, out);
        out.raw(token);
        self.close(out);
    }

    fn is_always_written(&self, node: &JsonMember) -> bool {
        match &node.content {
            JsonContent::Group(group) => group.always,
            JsonContent::Document(document) => document.group.always,
            JsonContent::Value(Source::Constant { .. }) => true,
            JsonContent::Value(Source::Credential(index)) => {
                self.operation.is_some_and(|operation| {
                    credentials::always_has(operation, self.scope.plan, *index)
                })
            }
            JsonContent::Value(Source::Field(wire)) => {
                let field = &self.fields[wire.field];
                let has_name = node.content.members().is_none();
                field.constant.is_some()
                    || (field.presence == Presence::Required && has_name)
                    || wire.absent != Absent::Omit
            }
        }
    }

    /// Emits a member, after `comma`.
    fn member(&self, node: &JsonMember, comma: &str, out: &mut Statements) {
        let key = Key { comma, node };
        match &node.content {
            JsonContent::Group(Group { children, always }) => {
                if *always {
                    self.open(&key, out);
                    self.members(children, true, out);
                } else {
                    let member = statements(|out| {
                        self.open(&key, out);
                        self.members(children, true, out);
                    });
                    let objects = &self.scope.plan.objects;
                    let condition = written(objects, self.fields, children, &quote!(self));
                    out.push(under(&condition, member));
                }
            }
            JsonContent::Document(JsonDocument { base64, group }) => {
                self.open(&key, out);
                let inside = self.object(&group.children);
                out.push(nested(&inside));
                out.push(quote!(__wireform::json::nested(body, nested, #base64);));
                self.close(out);
            }
            JsonContent::Value(source) => match source {
                Source::Constant { value, is_time } => {
                    let is_time = *is_time && has_times(self.scope);
                    self.constant(&key, value, is_time, out);
                }
                Source::Credential(index) => self.credential(&key, *index, out),
                Source::Field(wire) => self.field(&key, &self.fields[wire.field], wire, out),
            },
        }
    }

    fn constant(&self, key: &Key<'_>, constant: &Constant, is_time: bool, out: &mut Statements) {
        self.open(key, out);
        write_constant(constant, is_time, out);
        self.close(out);
    }

    fn credential(&self, key: &Key<'_>, index: CredentialId, out: &mut Statements) {
        let Some(operation) = self.operation else {
            return;
        };
        let open = |out: &mut Statements| self.open(key, out);
        out.push(credential(self.scope, operation, index, &open));
    }

    fn field(
        &self,
        key: &Key<'_>,
        field: &Field,
        leaf: &FieldWire<JsonList>,
        out: &mut Statements,
    ) {
        if let Some(constant) = &field.constant {
            let is_time = leaf.is_time && has_times(self.scope);
            return self.constant(key, constant, is_time, out);
        }
        let place = match field.presence {
            Presence::Required => Place::of_self(self.scope.lists, field),
            _ => Place::value(self.scope.lists),
        };
        let write = |out: &mut Statements| {
            if let Some(members) = key.node.content.members() {
                return write_members(self.scope, field, &place, leaf, members, out);
            }
            self.open(key, out);
            if field.secret {
                let value =
                    statements(|out| write_value(self.scope, &field.ty, &place, leaf, 0, out));
                out.push(quote!(body.secret(|body| { #value });));
            } else {
                write_value(self.scope, &field.ty, &place, leaf, 0, out);
            }
            self.close(out);
        };
        let name = ident(&field.rust);
        let absent = match leaf.absent {
            Absent::Omit => TokenStream::new(),
            Absent::Null => statements(|out| self.token(key, "null", out)),
            Absent::Empty => statements(|out| self.token(key, "\"\"", out)),
        };
        let is_plain_text = field.ty.is_text() && leaf.values.is_empty() && !field.secret;
        match field.presence {
            Presence::Required => write(out),
            Presence::Optional => {
                let set = statements(write);
                let otherwise = (!absent.is_empty()).then(|| quote!(else { #absent }));
                out.push(quote!(if let Some(value) = &self.#name { #set } #otherwise));
            }
            Presence::Variant => {
                let set = statements(write);
                let given = option_of(field, &quote!(self));
                out.push(quote!(if let Some(value) = #given { #set }));
            }
            Presence::Clearable(Clear::Empty) if is_plain_text && absent.is_empty() => {
                let set = statements(write);
                out.push(quote! {
                    if let Some(value) = __wireform::text_or_empty(&self.#name) { #set }
                });
            }
            Presence::Clearable(clear) => {
                let set = statements(write);
                let token = match clear {
                    Clear::Empty => "\"\"",
                    Clear::Null => "null",
                    // The resolver refuses `all_items` in JSON.
                    Clear::EmptyList | Clear::AllItems(_) => "[]",
                };
                let cleared = statements(|out| self.token(key, token, out));
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
}

/// Returns how JSON writes the variant whose node this is.
fn variant_wire(node: &JsonMember) -> Option<&FieldWire<JsonList>> {
    match &node.content {
        JsonContent::Value(Source::Field(wire)) => Some(wire),
        // A variant is a field, and a union has no groups.
        JsonContent::Value(Source::Constant { .. } | Source::Credential(_))
        | JsonContent::Group(_)
        | JsonContent::Document(_) => None,
    }
}
