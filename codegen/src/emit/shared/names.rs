//! Identifiers and paths. In: names that the plan has decided. Out: tokens that mean the same whatever the schema's
//! items are called: a short name is used only where no generated item of the module takes it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use crate::plan::Plan;

/// The identifier of a name that may be raw (`r#type`).
pub(crate) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A name without the mark of a raw identifier, to build other names from.
pub(crate) fn stem(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// The short names that a module can use, and those that it has used.
pub(crate) struct Names {
    taken: BTreeSet<String>,
    imported: RefCell<BTreeSet<&'static str>>,
}

impl Names {
    /// Looks at every item that the module of `plan` will have.
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut taken = BTreeSet::new();
        taken.extend(plan.enums.iter().map(|item| item.rust.clone()));
        taken.extend(plan.auths.iter().map(|item| item.rust.clone()));
        let records = plan
            .objects
            .iter()
            .map(|object| &object.rust)
            .chain(plan.operations.iter().map(|operation| &operation.rust));
        for rust in records {
            taken.insert(rust.clone());
            taken.insert(format!("{rust}Required"));
        }
        for endpoint in &plan.endpoints {
            taken.insert(endpoint.rust_server.clone());
            taken.insert(endpoint.rust_credentials.clone());
        }
        Self {
            taken,
            imported: RefCell::default(),
        }
    }

    /// Something of the prelude, or a primitive type.
    pub(crate) fn std(&self, name: &'static str) -> TokenStream {
        let short = ident(name);
        if !self.taken.contains(name) {
            return quote!(#short);
        }
        match name {
            "Option" => quote!(::core::option::Option),
            "Vec" => quote!(::std::vec::Vec),
            "String" => quote!(::std::string::String),
            "Into" => quote!(::core::convert::Into),
            "From" => quote!(::core::convert::From),
            "TryFrom" => quote!(::core::convert::TryFrom),
            "TryInto" => quote!(::core::convert::TryInto),
            "IntoIterator" => quote!(::core::iter::IntoIterator),
            "Iterator" => quote!(::core::iter::Iterator),
            "Default" => quote!(::core::default::Default),
            "Result" => quote!(::core::result::Result),
            _ => quote!(::core::primitive::#short),
        }
    }

    /// A type that a person meets in signatures: short, and then imported at the top of the module.
    pub(crate) fn imported(&self, name: &'static str) -> TokenStream {
        let short = ident(name);
        if self.taken.contains(name) {
            return match name {
                "Cow" => quote!(::std::borrow::Cow),
                _ => quote!(__wireform::#short),
            };
        }
        self.imported.borrow_mut().insert(name);
        quote!(#short)
    }

    /// The imports that the module needs for what was asked for so far.
    pub(crate) fn imports(&self) -> TokenStream {
        let imported = self.imported.borrow();
        let cow = imported.contains("Cow").then(|| {
            quote!(
                use ::std::borrow::Cow;
            )
        });
        let names: Vec<Ident> = imported
            .iter()
            .filter(|name| **name != "Cow")
            .map(|name| ident(name))
            .collect();
        let names = (!names.is_empty()).then(|| quote!(use __wireform::{#(#names),*};));
        quote!(#names #cow)
    }
}

/// Whether tokens use a variable: not a field or a path's segment of the same name.
pub(crate) fn uses(tokens: &TokenStream, variable: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_punct = |at: Option<usize>, c: char| {
        let token = at.and_then(|at| tokens.get(at));
        matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == c)
    };
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(ident) => {
            let before = at.checked_sub(1);
            let in_path = is_punct(before, ':') && is_punct(at.checked_sub(2), ':');
            ident == variable && !is_punct(before, '.') && !in_path && !is_punct(Some(at + 1), ':')
        }
        TokenTree::Group(group) => uses(&group.stream(), variable),
        _ => false,
    })
}

/// Whether tokens have a path that begins with this name.
pub(crate) fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// The name of a parameter: with an underscore in front if the function's body does not use it.
pub(crate) fn parameter(name: &str, body: &TokenStream) -> Ident {
    if uses(body, name) {
        ident(name)
    } else {
        ident(&format!("_{name}"))
    }
}
