//! Identifiers and paths. No name in a schema can change the meaning of emitted tokens: a short name is used only if no
//! emitted item of the module has the same name.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use crate::plan::Plan;

/// Returns the identifier of a name that may be raw (`r#type`).
pub(crate) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Returns a name without `r#`, to build other names from it.
pub(crate) fn stem(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// The names that a module defines and those that it imports.
pub(crate) struct Names {
    taken: BTreeSet<String>,
    imported: RefCell<BTreeSet<&'static str>>,
}

impl Names {
    /// Collects the names of all items that the module of `plan` defines.
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

    /// Returns a name of the prelude or of a primitive type.
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

    /// Returns a type that users see in signatures. Its name is short, and the module imports it.
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

    /// Emits the imports of all names that were returned so far.
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

/// Returns whether tokens use a variable. A field or a path segment of the same name does not count.
pub(crate) fn uses(tokens: &TokenStream, variable: &str) -> bool {
    let mut is_used = false;
    visit_variables(tokens, &mut |ident| is_used |= ident == variable);
    is_used
}

/// Calls `visit` with each word in the tokens that may be a variable.
fn visit_variables(tokens: &TokenStream, visit: &mut dyn FnMut(&Ident)) {
    let mut tokens = tokens.clone().into_iter().peekable();
    // What precedes the next token: a dot, or how many colons.
    let (mut is_after_dot, mut colons) = (false, 0);
    while let Some(token) = tokens.next() {
        let mut before = (false, 0);
        match token {
            TokenTree::Ident(ident) => {
                let is_before_colon =
                    matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':');
                if !is_after_dot && colons < 2 && !is_before_colon {
                    visit(&ident);
                }
            }
            TokenTree::Group(group) => visit_variables(&group.stream(), visit),
            TokenTree::Punct(punct) => match punct.as_char() {
                '.' => before = (true, 0),
                ':' => before = (false, colons + 1),
                _ => {}
            },
            TokenTree::Literal(_) => {}
        }
        (is_after_dot, colons) = before;
    }
}

/// Returns whether tokens contain this name.
pub(crate) fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// Returns the names of parameters, each with a leading underscore if the body of the function does not use it.
pub(crate) fn parameters<const N: usize>(names: [&str; N], body: &TokenStream) -> [Ident; N] {
    let mut are_used = [false; N];
    visit_variables(body, &mut |ident| {
        for (name, is_used) in names.iter().zip(&mut are_used) {
            *is_used |= ident == name;
        }
    });
    std::array::from_fn(|at| match are_used[at] {
        true => ident(names[at]),
        false => ident(&format!("_{}", names[at])),
    })
}
