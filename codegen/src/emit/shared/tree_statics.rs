//! The statics of trees: how values are written as XML elements.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::shared::names::ident;
use crate::plan::{Id as _, Plan, ShapeContent, Tree, TreeId, TreeKey, TreeKind, TreeShape};

/// Returns the name of the static of a tree.
pub(crate) fn name(tree: TreeId) -> Ident {
    ident(&format!("TREE_{}", tree.index()))
}

/// Emits the module of the statics, if a schema has trees.
pub(crate) fn emit(plan: &Plan) -> TokenStream {
    if plan.trees.is_empty() {
        return TokenStream::new();
    }
    let statics = plan.trees.iter_ids().map(|(id, tree)| one(id, tree));
    quote! {
        mod __trees {
            use super::__wireform;
            use super::__wireform::tree::*;
            #(#statics)*
        }
    }
}

fn one(id: TreeId, tree: &Tree) -> TokenStream {
    let docs = format!(" How the tree `{}` writes values.", tree.name);
    let name = name(id);
    let shapes = tree.shapes.iter().map(shape);
    let (yes, no) = (&tree.yes, &tree.no);
    quote! {
        #[doc = #docs]
        pub(super) static #name: TreeRules<'static> =
            TreeRules { shapes: &[#(#shapes),*], truths: (#yes, #no) };
    }
}

fn shape(shape: &TreeShape) -> TokenStream {
    let kind = ident(match shape.kind {
        TreeKind::String => "String",
        TreeKind::Integer => "Integer",
        TreeKind::Number => "Number",
        TreeKind::Boolean => "Boolean",
        TreeKind::Null => "Null",
        TreeKind::Time => "Time",
        TreeKind::List => "List",
        TreeKind::Object => "Object",
    });
    let attributes = shape.attributes.iter();
    let attributes = attributes.map(|(name, value)| quote!((#name, #value)));
    let path = &shape.path;
    let content = match &shape.content {
        ShapeContent::Empty => quote!(TreeContent::Empty),
        ShapeContent::Text => quote!(TreeContent::Text),
        ShapeContent::Each(each) => {
            let name = &each.name;
            let key = match &each.key {
                TreeKey::None => quote!(None),
                TreeKey::Attribute(name) => quote!(Attribute(#name)),
                TreeKey::Element(name) => quote!(Element(#name)),
                TreeKey::Number(name) => quote!(Number(#name)),
            };
            let value = match &each.value {
                Some(value) => quote!(__wireform::std::option::Option::Some(#value)),
                None => quote!(__wireform::std::option::Option::None),
            };
            quote!(TreeContent::Each(TreeEach { name: #name, key: TreeKey::#key, value: #value }))
        }
    };
    quote! {
        (
            TreeKind::#kind,
            TreeShape { attributes: &[#(#attributes),*], path: &[#(#path),*], content: #content },
        )
    }
}
