//! Conditions of groups that are written only if they contain something.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::value_access::option_of;
use crate::plan::{
    Absent, Content, Field, FieldId, FieldWire, ListForm, ObjectId, ObjectType, Presence, Source,
    Table, TreeNode,
};

/// Whether a node is written.
pub(crate) enum Written {
    /// It is written in every request.
    Always,
    /// It is never written, because it contains no field.
    Never,
    /// It is written if one of these expressions is true.
    If(Vec<TokenStream>),
}

/// Returns whether one of the nodes is written. `owner` is the receiver of the fields.
pub(crate) fn written<N: TreeNode>(
    objects: &Table<ObjectId, ObjectType>,
    fields: &Table<FieldId, Field>,
    nodes: &[N],
    owner: &TokenStream,
) -> Written {
    let mut conditions = Vec::new();
    for node in nodes {
        let one = match node.content() {
            Content::Group(group) => written(objects, fields, &group.children, owner),
            Content::Document(group) => written(objects, fields, &group.children, owner),
            Content::Value(Source::Field(wire)) => {
                field_written(objects, &fields[wire.field], wire, owner)
            }
            Content::Value(Source::Credential(_) | Source::Constant { .. }) => Written::Never,
            Content::Tree(value) => written(objects, fields, value.nodes(), owner),
        };
        match one {
            Written::Always => return Written::Always,
            Written::Never => {}
            Written::If(more) => conditions.extend(more),
        }
    }
    if conditions.is_empty() {
        Written::Never
    } else {
        Written::If(conditions)
    }
}

fn field_written<L: ListForm>(
    objects: &Table<ObjectId, ObjectType>,
    field: &Field,
    wire: &FieldWire<L>,
    owner: &TokenStream,
) -> Written {
    if field.constant.is_some() || wire.absent != Absent::Omit {
        return Written::Always;
    }
    let name = ident(&field.rust);
    let filled = |value: &TokenStream| match wire.vanishes_empty() {
        true => value_written(objects, field, value),
        false => Written::Always,
    };
    let inside = match filled(&quote!(items)) {
        Written::Always => None,
        Written::Never => return Written::Never,
        Written::If(conditions) => Some(quote!(#(#conditions)||*)),
    };
    let condition = match (field.presence, inside) {
        (Presence::Required, _) => return filled(&quote!(#owner.#name)),
        (Presence::Optional, None) => quote!(#owner.#name.is_some()),
        (Presence::Optional, Some(inside)) => {
            quote!(#owner.#name.as_ref().is_some_and(|items| #inside))
        }
        (Presence::Variant, inside) => {
            let given = option_of(field, owner);
            match inside {
                Some(inside) => quote!(#given.is_some_and(|items| #inside)),
                None => quote!(#given.is_some()),
            }
        }
        (Presence::Clearable(_), None) => quote!(!#owner.#name.is_keep()),
        (Presence::Clearable(_), Some(inside)) => {
            quote!((#owner.#name.is_clear() || #owner.#name.value().is_some_and(|items| #inside)))
        }
    };
    Written::If(vec![condition])
}

/// Returns whether something is written for a value of which nothing is written if it is empty. Only XML writes an object so
/// in a group.
fn value_written(
    objects: &Table<ObjectId, ObjectType>,
    field: &Field,
    value: &TokenStream,
) -> Written {
    match field.ty.object() {
        Some(id) => written(objects, &objects[id].fields, &objects[id].xml, value),
        None => Written::If(vec![quote!(!#value.is_empty())]),
    }
}

/// Emits `inside` under the condition of a group.
pub(crate) fn under(condition: &Written, inside: TokenStream) -> TokenStream {
    match condition {
        Written::Always => inside,
        Written::Never => TokenStream::new(),
        Written::If(conditions) => quote!(if #(#conditions)||* { #inside }),
    }
}
