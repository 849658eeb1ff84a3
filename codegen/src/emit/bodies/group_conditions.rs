//! Groups that are written only if something in them is: the condition, as an expression.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::wire_tree::writes_absent;
use crate::plan::{Content, Field, FieldId, Leaf, ListStyle, Presence, Source, Table, WireNode};

/// Whether a node writes something, as far as the fields say.
pub(crate) enum Written {
    /// Whatever the request holds.
    Always,
    /// Never: there is no field in it.
    Never,
    /// If this expression is true.
    If(Vec<TokenStream>),
}

/// Looks at all fields below these nodes.
pub(crate) fn written(fields: &Table<FieldId, Field>, nodes: &[WireNode]) -> Written {
    let mut conditions = Vec::new();
    for node in nodes {
        let one = match &node.content {
            Content::Group { children, .. } => written(fields, children),
            Content::Leaf(leaf) => leaf_written(fields, leaf),
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

fn leaf_written(fields: &Table<FieldId, Field>, leaf: &Leaf) -> Written {
    let Source::Field(index) = leaf.source else {
        return Written::Never;
    };
    let field = &fields[index];
    if field.constant.is_some() || writes_absent(leaf) {
        return Written::Always;
    }
    let name = ident(&field.rust);
    // Such a list is its items: without one there is nothing.
    let by_items = matches!(leaf.list, ListStyle::Repeat | ListStyle::Indexed { .. });
    let condition = match (field.presence, by_items) {
        (Presence::Required, false) => return Written::Always,
        (Presence::Required, true) => quote!(!self.#name.is_empty()),
        (Presence::Optional, false) => quote!(self.#name.is_some()),
        (Presence::Optional, true) => {
            quote!(self.#name.as_ref().is_some_and(|items| !items.is_empty()))
        }
        (Presence::Clearable(_), false) => quote!(!self.#name.is_keep()),
        (Presence::Clearable(_), true) => {
            quote!((self.#name.is_clear() || self.#name.value().is_some_and(|items| !items.is_empty())))
        }
    };
    Written::If(vec![condition])
}

/// Puts `inside` under the condition of a group.
pub(crate) fn under(condition: &Written, inside: TokenStream) -> TokenStream {
    match condition {
        Written::Always => inside,
        Written::Never => TokenStream::new(),
        Written::If(conditions) => quote!(if #(#conditions)||* { #inside }),
    }
}
