//! Checked credentials. Each endpoint has one type that holds the credentials of one authentication method. It is created
//! from the struct that callers write, and the error lists everything that is wrong.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::docs::builder::{Docs, code};
use crate::emit::messages::signing;
use crate::emit::shared::credentials::{
    accessor, all_have, borrows, is_narrowed, local, value, variant,
};
use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::scope::Scope;
use crate::plan::{AuthId, Credential, CredentialId, Endpoint, Operation, Plan};

/// A type that holds the credentials of one of several authentication methods.
struct CredentialsType<'p> {
    name: Ident,
    inner: Ident,
    docs: Docs,
    auths: &'p [AuthId],
    /// The path from the type to the module of the provider: nothing, or `super::`.
    root: TokenStream,
    /// The visibility of the items that the module of the provider uses.
    visibility: TokenStream,
    /// Whether the type is in the module of an operation, where the provider's names are not in scope.
    nested: bool,
}

/// Emits the type of an endpoint's credentials, if it takes any.
pub(crate) fn of_endpoint(scope: &Scope<'_>, endpoint: &Endpoint) -> TokenStream {
    let credentials = CredentialsType {
        name: ident(&endpoint.rust_credentials),
        inner: format_ident!("__{}", stem(&endpoint.rust_credentials)),
        docs: Docs::new().markdown(&format!(
            "Credentials for {}, checked.",
            code(&endpoint.name)
        )),
        auths: &endpoint.auths,
        root: TokenStream::new(),
        visibility: TokenStream::new(),
        nested: false,
    };
    credentials.emit(scope)
}

/// Emits the credentials type in the module of an operation, if the operation accepts other authentication methods than its
/// endpoint.
pub(crate) fn of_operation(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    if !is_narrowed(scope.plan, operation) {
        return TokenStream::new();
    }
    let credentials = CredentialsType {
        name: ident("Credentials"),
        inner: ident("__Credentials"),
        docs: Docs::new().markdown("Credentials that this operation takes, checked."),
        auths: &operation.auths,
        root: quote!(super::),
        visibility: quote!(pub(super)),
        nested: true,
    };
    credentials.emit(scope)
}

impl CredentialsType<'_> {
    fn emit(self, scope: &Scope<'_>) -> TokenStream {
        if self.auths.is_empty() {
            return TokenStream::new();
        }
        let plan = scope.plan;
        let CredentialsType {
            name,
            inner,
            docs,
            auths,
            root,
            visibility,
            nested,
        } = self;
        let std = |word: &'static str| {
            if nested {
                let word = ident(word);
                quote!(#word)
            } else {
                scope.names.std(word)
            }
        };
        let docs = docs.outer();
        let violations = if nested {
            quote!(__wireform::Violations)
        } else {
            scope.names.imported("Violations")
        };
        let string = std("String");
        let (result, try_from, try_into, option, text) = (
            std("Result"),
            std("TryFrom"),
            std("TryInto"),
            std("Option"),
            std("str"),
        );
        let lint = (auths.len() > 2)
            .then(|| quote!(#[allow(clippy::enum_variant_names, reason = "the schema's names")]));
        let variants = auths.iter().map(|&auth| {
            let auth = &plan.auths[auth];
            let variant = variant(auth);
            let fields = auth.credentials.iter().map(|&index| {
                let credential = &plan.credentials[index];
                let field = ident(&credential.rust);
                let ty = if credential.secret {
                    quote!(__wireform::Secret)
                } else {
                    string.clone()
                };
                if credential.is_optional {
                    quote!(#field: #option<#ty>)
                } else {
                    quote!(#field: #ty)
                }
            });
            quote!(#variant { #(#fields),* })
        });
        let new = match auths {
            [only] => {
                let auth = &plan.auths[*only];
                let ty = ident(&auth.rust);
                let lifetime = borrows(plan, auth).then(|| quote!(<'_>));
                quote! {
                    /// Checks the credentials.
                    ///
                    /// # Errors
                    ///
                    /// Every violation of the credentials.
                    pub fn new(auth: #root #ty #lifetime) -> #result<Self, #violations> {
                        auth.try_into()
                    }
                }
            }
            _ => quote! {
                /// Checks the credentials of one authentication method.
                ///
                /// # Errors
                ///
                /// Every violation of the credentials.
                pub fn new(auth: impl #try_into<Self, Error = #violations>) -> #result<Self, #violations> {
                    auth.try_into()
                }
            },
        };
        let conversions = auths.iter().map(|&auth| {
            let auth = &plan.auths[auth];
            let ty = ident(&auth.rust);
            let lifetime = borrows(plan, auth).then(|| quote!(<'_>));
            let variant = variant(auth);
            let fields = auth.credentials.iter().map(|&index| {
                let credential = &plan.credentials[index];
                let field = ident(&credential.rust);
                let value = stored_value(credential, &string);
                quote!(#field: #value)
            });
            quote! {
                impl #try_from<#root #ty #lifetime> for #name {
                    type Error = #violations;

                    fn try_from(auth: #root #ty #lifetime) -> #result<Self, #violations> {
                        auth.__check()?;
                        Ok(Self { auth: #inner::#variant { #(#fields),* } })
                    }
                }
            }
        });
        let accessors = emit_accessors(plan, auths, &inner, &visibility, &option, &text);
        let signing = signing::methods(plan, auths, &inner, &visibility, &result, &text);
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            pub struct #name {
                #visibility auth: #inner,
            }

            #lint
            #[derive(Clone, Debug, PartialEq)]
            #visibility enum #inner { #(#variants,)* }

            impl #name {
                #new
                #accessors
                #signing
            }

            #(#conversions)*
        }
    }
}

/// Returns the value that the type stores for a credential of the variable `auth`.
fn stored_value(credential: &Credential, string: &TokenStream) -> TokenStream {
    let field = ident(&credential.rust);
    let stored = |given: TokenStream| match (credential.secret, credential.integer.is_some()) {
        (true, true) => quote!(__wireform::Secret::from(#given.to_string())),
        (true, false) => quote!(__wireform::Secret::from(#given)),
        (false, true) => quote!(#given.to_string()),
        (false, false) => quote!(#string::from(#given)),
    };
    if credential.is_optional {
        let stored = match (credential.secret, credential.integer.is_some()) {
            (true, false) => quote!(__wireform::Secret::from),
            (false, false) => quote!(#string::from),
            (true, true) | (false, true) => {
                let value = stored(quote!(value));
                quote!(|value| #value)
            }
        };
        return quote!(auth.#field.map(#stored));
    }
    let given = match (&credential.default, &credential.integer) {
        (None, _) => quote!(auth.#field),
        (Some(default), None) => quote!(auth.#field.unwrap_or(#default)),
        (Some(default), Some(_)) => {
            let default = Literal::i64_unsuffixed(default.parse().unwrap_or_default());
            quote!(auth.#field.unwrap_or(#default))
        }
    };
    stored(given)
}

/// Emits accessors of the credentials that bodies contain.
fn emit_accessors(
    plan: &Plan,
    auths: &[AuthId],
    inner: &Ident,
    visibility: &TokenStream,
    option: &TokenStream,
    text: &TokenStream,
) -> TokenStream {
    let in_documents = |index: CredentialId| {
        plan.operations
            .iter()
            .filter(|operation| operation.auths == auths)
            .flat_map(|operation| &operation.bindings)
            .any(|binding| binding.body.credentials().contains(&index))
    };
    let known = |index: CredentialId| {
        auths
            .iter()
            .any(|&auth| plan.auths[auth].credentials.contains(&index))
    };
    plan.credentials
        .ids()
        .filter(|&index| known(index) && in_documents(index))
        .map(|index| {
            let credential = &plan.credentials[index];
            let always = all_have(plan, auths, index);
            let accessor = accessor(credential);
            let field = ident(&credential.rust);
            let arms = auths.iter().map(|&auth| {
                let auth = &plan.auths[auth];
                let variant = variant(auth);
                if !auth.credentials.contains(&index) {
                    return quote!(#inner::#variant { .. } => None);
                }
                let local = local(credential);
                let value = value(credential);
                let value = match (credential.is_optional, always) {
                    (true, _) if credential.secret => {
                        quote!(#local.as_ref().map(__wireform::Secret::expose))
                    }
                    (true, _) => quote!(#local.as_deref()),
                    (false, true) => value,
                    (false, false) => quote!(Some(#value)),
                };
                let rest = (auth.credentials.len() > 1).then(|| quote!(..));
                quote!(#inner::#variant { #field: #local, #rest } => #value)
            });
            let output = if always {
                quote!(&#text)
            } else {
                quote!(#option<&#text>)
            };
            quote! {
                #visibility fn #accessor(&self) -> #output {
                    match &self.auth { #(#arms,)* }
                }
            }
        })
        .collect()
}
