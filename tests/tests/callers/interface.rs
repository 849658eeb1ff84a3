//! Reduces generated code to what a caller can see, so that a compiler has less to read, and equal interfaces are equal texts.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Block, Fields, ImplItem, Item, Visibility};

/// Returns the code without the bodies of functions, without documentation, and without private functions and tests.
///
/// # Panics
/// Panics if the code is not Rust.
pub(crate) fn interface(code: &str) -> String {
    let mut file = syn::parse_file(code).expect("the generated code is Rust");
    reduce(&mut file.items);
    file.items
        .iter()
        .map(|item| format!("{}\n", item.to_token_stream()))
        .collect()
}

fn reduce(items: &mut Vec<Item>) {
    items.retain(|item| match item {
        Item::Fn(item) => !matches!(item.vis, Visibility::Inherited),
        Item::Mod(item) => !item.attrs.iter().any(|it| it.path().is_ident("cfg")),
        _ => true,
    });
    for item in items {
        match item {
            Item::Fn(item) => {
                undocumented(&mut item.attrs);
                *item.block = empty();
            }
            Item::Mod(item) => {
                undocumented(&mut item.attrs);
                reduce(&mut item.content.as_mut().expect("the code is one file").1);
            }
            Item::Struct(item) => {
                undocumented(&mut item.attrs);
                fields(&mut item.fields);
            }
            Item::Enum(item) => {
                undocumented(&mut item.attrs);
                for variant in &mut item.variants {
                    undocumented(&mut variant.attrs);
                    fields(&mut variant.fields);
                }
            }
            Item::Const(item) => undocumented(&mut item.attrs),
            Item::Impl(item) => {
                undocumented(&mut item.attrs);
                // What a trait of the runtime says about the request in constants and hidden functions.
                let is_of_trait = item.trait_.is_some();
                for member in &mut item.items {
                    match member {
                        ImplItem::Fn(member) => {
                            undocumented(&mut member.attrs);
                            member.block = empty();
                        }
                        ImplItem::Const(member) if is_of_trait => {
                            undocumented(&mut member.attrs);
                            member.expr = syn::parse_quote!(::core::panic!());
                        }
                        _ => {}
                    }
                }
            }
            Item::Macro(item) => {
                let tokens = item.mac.tokens.clone();
                if let Ok(mut content) = syn::parse2::<syn::File>(tokens) {
                    reduce(&mut content.items);
                    item.mac.tokens = content.into_token_stream();
                }
            }
            _ => {}
        }
    }
}

fn fields(fields: &mut Fields) {
    fields
        .iter_mut()
        .for_each(|field| undocumented(&mut field.attrs));
}

fn undocumented(attributes: &mut Vec<Attribute>) {
    attributes.retain(|it| !it.path().is_ident("doc") && !it.path().is_ident("expect"));
}

fn empty() -> Block {
    let body: TokenStream = quote!({ ::core::panic!() });
    syn::parse2(body).expect("it is a block")
}
