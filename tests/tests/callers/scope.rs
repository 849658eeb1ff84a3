//! Writes paths of a generated module as paths that mean the same everywhere in a crate.
//!
//! A caller stands in another module than the code that it calls. The names in a signature are therefore replaced: a name
//! that the module declares or imports by its full path, and `super` by the module that it means.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Item, UseTree};

/// The names of a generated module.
pub(crate) struct Scope {
    /// The modules around the names, the outermost first.
    path: Vec<String>,
    names: Names,
    /// The names of the modules around this one, the outermost first.
    around: Vec<Names>,
}

type Names = BTreeMap<String, TokenStream>;

impl Scope {
    /// Returns the names of a module in another.
    pub(crate) fn new(path: Vec<String>, items: &[Item], parent: Option<&Scope>) -> Self {
        let mut scope = Self {
            path,
            names: Names::new(),
            around: parent.map_or_else(Vec::new, |parent| {
                let own = [parent.names.clone()];
                parent.around.iter().cloned().chain(own).collect()
            }),
        };
        scope
            .names
            .insert("__wireform".to_owned(), quote!(::wireform::__rt));
        for item in items {
            if let Item::Use(item) = item {
                scope.import(TokenStream::new(), &item.tree);
            }
        }
        for item in items {
            let name = match item {
                Item::Struct(item) => &item.ident,
                Item::Enum(item) => &item.ident,
                Item::Mod(item) => &item.ident,
                Item::Type(item) => &item.ident,
                _ => continue,
            };
            let path = scope.full(&name.to_string());
            scope.names.insert(name.to_string(), path);
        }
        // An alias that nobody else can name stands for its type.
        for item in items {
            if let Item::Type(item) = item
                && matches!(item.vis, syn::Visibility::Inherited)
            {
                let target = scope.written(item.ty.to_token_stream(), None);
                scope.names.insert(item.ident.to_string(), target);
            }
        }
        scope
    }

    fn import(&mut self, before: TokenStream, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => {
                let ident = &path.ident;
                let before = match before.is_empty() {
                    true => quote!(#ident),
                    false => quote!(#before::#ident),
                };
                self.import(before, &path.tree);
            }
            UseTree::Group(group) => group
                .items
                .iter()
                .for_each(|tree| self.import(before.clone(), tree)),
            UseTree::Name(name) if name.ident != "__wireform" => {
                let ident = &name.ident;
                let path = self.written(quote!(#before::#ident), None);
                self.names.insert(ident.to_string(), path);
            }
            UseTree::Name(_) | UseTree::Rename(_) | UseTree::Glob(_) => {}
        }
    }

    /// Returns the path of an item of the module.
    pub(crate) fn full(&self, name: &str) -> TokenStream {
        absolute(&self.path, name)
    }

    /// Writes tokens so that their paths mean the same outside of the module. `own` replaces `Self`.
    pub(crate) fn written(&self, tokens: TokenStream, own: Option<&TokenStream>) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut out = TokenStream::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            let ident = match token {
                TokenTree::Group(group) => {
                    out.extend([self.group(group, own)]);
                    continue;
                }
                TokenTree::Ident(ident) if starts_path(&tokens, at - 1) => ident.to_string(),
                other => {
                    out.extend([other.clone()]);
                    continue;
                }
            };
            if ident == "super" {
                let mut up = 1;
                while is_ident(tokens.get(at + 2), "super") {
                    up += 1;
                    at += 3;
                }
                let name = tokens
                    .get(at + 2)
                    .expect("a name follows super")
                    .to_string();
                at += 3;
                let of_module = self.around.len().checked_sub(up);
                let of_module = of_module.unwrap_or_else(|| panic!("{name} is above the code"));
                let known = self.around[of_module].get(&name).cloned();
                out.extend(known.unwrap_or_else(|| absolute(&self.path[..of_module], &name)));
            } else if ident == "Self"
                && let Some(own) = own
            {
                out.extend(own.clone());
            } else {
                match self.names.get(&ident) {
                    Some(path) => out.extend(path.clone()),
                    None => out.extend([token.clone()]),
                }
            }
        }
        out
    }

    fn group(&self, group: &Group, own: Option<&TokenStream>) -> TokenTree {
        let content = self.written(group.stream(), own);
        TokenTree::Group(Group::new(group.delimiter(), content))
    }
}

/// Returns a path from the root of the generated code, which a caller writes as `NEW`.
fn absolute(modules: &[String], name: &str) -> TokenStream {
    let path: Vec<&str> = modules.iter().map(String::as_str).chain([name]).collect();
    let path = format!("NEW::{}", path.join("::"));
    path.parse().expect("names are tokens")
}

/// Returns whether a path starts at a token: not after `::`, not in a lifetime, and not as the name of an associated type.
fn starts_path(tokens: &[TokenTree], at: usize) -> bool {
    let punct = |at: usize| match tokens.get(at) {
        Some(TokenTree::Punct(punct)) => Some(punct.as_char()),
        _ => None,
    };
    let is_behind_colons = at >= 2 && punct(at - 1) == Some(':') && punct(at - 2) == Some(':');
    let is_lifetime = at >= 1 && punct(at - 1) == Some('\'');
    let is_named =
        punct(at + 1) == Some('=') || punct(at + 1) == Some(':') && punct(at + 2) != Some(':');
    !(is_behind_colons || is_lifetime || is_named)
}

fn is_ident(token: Option<&TokenTree>, name: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == name)
}

/// Replaces every lifetime by `'static`.
pub(crate) fn without_lifetimes(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                tokens.next();
                out.extend(quote!('static));
            }
            TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                let content = without_lifetimes(group.stream());
                out.extend([TokenTree::Group(Group::new(group.delimiter(), content))]);
            }
            other => out.extend([other]),
        }
    }
    out
}
