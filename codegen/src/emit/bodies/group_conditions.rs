//! Conditions of groups that are written only if they contain something.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::ident;
use crate::plan::{
    Absent, Content, Field, FieldId, FieldWire, ListForm, Presence, Source, Table, TreeNode,
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

/// Returns whether one of the nodes is written.
pub(crate) fn written<N: TreeNode>(fields: &Table<FieldId, Field>, nodes: &[N]) -> Written {
    let mut conditions = Vec::new();
    for node in nodes {
        let one = match node.content() {
            Content::Group(group) => written(fields, &group.children),
            Content::Value(Source::Field(wire)) => field_written(&fields[wire.field], wire),
            Content::Value(Source::Credential(_) | Source::Constant(_)) => Written::Never,
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

fn field_written<L: ListForm>(field: &Field, wire: &FieldWire<L>) -> Written {
    if field.constant.is_some() || wire.absent != Absent::Omit {
        return Written::Always;
    }
    let name = ident(&field.rust);
    let by_items = wire.vanishes_empty();
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

/// Emits `inside` under the condition of a group.
pub(crate) fn under(condition: &Written, inside: TokenStream) -> TokenStream {
    match condition {
        Written::Always => inside,
        Written::Never => TokenStream::new(),
        Written::If(conditions) => quote!(if #(#conditions)||* { #inside }),
    }
}
