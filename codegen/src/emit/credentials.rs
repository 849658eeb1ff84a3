//! Credentials: a plain struct per way to authenticate, and per endpoint a checked type that holds one of them. What has
//! been checked can be written anywhere the provider wants it, so writing cannot fail.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs::{Docs, code};
use super::names::{ident, stem};
use super::scope::Scope;
use super::wire::{carries_credential, has_credential};
use crate::plan::{Auth, Body, Credential, Endpoint, Operation, Plan, Template, TemplatePart};

/// A type that holds credentials of one of some ways to authenticate.
struct Holder<'p> {
    name: Ident,
    inner: Ident,
    docs: Docs,
    auths: &'p [usize],
    /// From the place of the type to the module of the provider: nothing, or `super::`.
    root: TokenStream,
    /// The visibility of what the provider's module uses of it.
    visibility: TokenStream,
    /// Whether the names of the module are out of scope there.
    nested: bool,
}

/// The type of an endpoint's credentials; nothing if it takes none.
pub(super) fn of_endpoint(scope: &Scope<'_>, endpoint: &Endpoint) -> TokenStream {
    let holder = Holder {
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
    holder.emit(scope)
}

/// The type of an operation's own credentials, where it takes other ways than its endpoint; for its module.
pub(super) fn of_operation(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    if !is_narrowed(scope.plan, operation) {
        return TokenStream::new();
    }
    let holder = Holder {
        name: ident("Credentials"),
        inner: ident("__Credentials"),
        docs: Docs::new().markdown("Credentials that this operation takes, checked."),
        auths: &operation.auths,
        root: quote!(super::),
        visibility: quote!(pub(super)),
        nested: true,
    };
    holder.emit(scope)
}

fn is_narrowed(plan: &Plan, operation: &Operation) -> bool {
    !operation.auths.is_empty() && operation.auths != plan.endpoints[operation.endpoint].auths
}

/// The type of an operation's credentials, named from the module of the provider.
pub(super) fn type_of(plan: &Plan, operation: &Operation) -> TokenStream {
    if operation.auths.is_empty() {
        quote!(())
    } else if is_narrowed(plan, operation) {
        let module = ident(&operation.module);
        quote!(#module::Credentials)
    } else {
        let name = ident(&plan.endpoints[operation.endpoint].rust_credentials);
        quote!(#name)
    }
}

fn inner_type(plan: &Plan, operation: &Operation) -> TokenStream {
    if is_narrowed(plan, operation) {
        let module = ident(&operation.module);
        quote!(#module::__Credentials)
    } else {
        let name = format_ident!(
            "__{}",
            stem(&plan.endpoints[operation.endpoint].rust_credentials)
        );
        quote!(#name)
    }
}

/// Whether a body of the operation carries credentials.
pub(super) fn in_body(plan: &Plan, operation: &Operation) -> bool {
    let flat = operation
        .bindings
        .iter()
        .any(|binding| matches!(binding.body, Body::Query | Body::Form));
    let as_parameters = operation
        .auths
        .iter()
        .any(|&auth| !plan.auths[auth].params.is_empty());
    (flat && as_parameters)
        || operation
            .bindings
            .iter()
            .any(|binding| has_credential(&binding.nodes))
}

/// Whether every way to authenticate that the operation takes has this credential.
pub(super) fn always_has(operation: &Operation, plan: &Plan, credential: usize) -> bool {
    all_have(plan, &operation.auths, credential)
}

fn all_have(plan: &Plan, auths: &[usize], credential: usize) -> bool {
    auths
        .iter()
        .all(|&auth| plan.auths[auth].credentials.contains(&credential))
}

/// Runs `then` with a credential, where the way to authenticate in use has it.
pub(super) fn with(
    scope: &Scope<'_>,
    operation: &Operation,
    credential: usize,
    then: impl Fn(TokenStream, bool) -> TokenStream,
) -> TokenStream {
    let used = &scope.plan.credentials[credential];
    let is_known = |&auth: &usize| scope.plan.auths[auth].credentials.contains(&credential);
    if !operation.auths.iter().any(is_known) {
        return TokenStream::new();
    }
    let accessor = accessor(used);
    if always_has(operation, scope.plan, credential) {
        then(quote!(credentials.#accessor()), used.secret)
    } else {
        let then = then(quote!(credential), used.secret);
        quote!(if let Some(credential) = credentials.#accessor() { #then })
    }
}

fn accessor(credential: &Credential) -> Ident {
    format_ident!("__{}", stem(&credential.rust))
}

/// The parameters of the way to authenticate in use: `pair` writes one.
pub(super) fn parameters(
    scope: &Scope<'_>,
    operation: &Operation,
    pair: &dyn Fn(TokenStream, TokenStream, bool) -> TokenStream,
) -> TokenStream {
    by_auth(scope.plan, operation, &|auth| {
        auth.params
            .iter()
            .map(|(name, template)| {
                let (value, secret) = filled(scope.plan, template);
                pair(quote!(#name), value, secret)
            })
            .collect()
    })
}

/// The headers of the way to authenticate in use; `http` is a variable in scope.
pub(super) fn headers(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    by_auth(scope.plan, operation, &|auth| {
        let basic = auth.basic.map(|(user, password)| {
            let user = value(&scope.plan.credentials[user]);
            let password = value(&scope.plan.credentials[password]);
            quote!(http.basic(#user, #password);)
        });
        let headers = auth.headers.iter().map(|(name, template)| {
            let (value, secret) = filled(scope.plan, template);
            let method = if secret {
                quote!(secret_header)
            } else {
                quote!(header)
            };
            quote!(http.#method(#name, #value);)
        });
        quote!(#basic #(#headers)*)
    })
}

/// A `match` on the way to authenticate in use.
fn by_auth(plan: &Plan, operation: &Operation, arm: &dyn Fn(&Auth) -> TokenStream) -> TokenStream {
    let inner = inner_type(plan, operation);
    let arms: Vec<TokenStream> = operation
        .auths
        .iter()
        .map(|&auth| arm(&plan.auths[auth]))
        .collect();
    if arms.iter().all(TokenStream::is_empty) {
        return TokenStream::new();
    }
    let arms = operation.auths.iter().zip(arms).map(|(&auth, arm)| {
        let auth = &plan.auths[auth];
        let variant = variant(auth);
        let used: Vec<TokenStream> = auth
            .credentials
            .iter()
            .map(|&index| &plan.credentials[index])
            .filter(|credential| super::names::uses(&arm, &local(credential).to_string()))
            .map(|credential| {
                let field = ident(&credential.rust);
                let local = local(credential);
                quote!(#field: #local)
            })
            .collect();
        let rest = (used.len() < auth.credentials.len()).then(|| quote!(..));
        quote!(#inner::#variant { #(#used,)* #rest } => { #arm })
    });
    quote!(match &credentials.auth { #(#arms)* })
}

/// The variable that a credential is bound to; the prefix keeps it apart from ours.
fn local(credential: &Credential) -> Ident {
    format_ident!("auth_{}", stem(&credential.rust))
}

fn value(credential: &Credential) -> TokenStream {
    let local = local(credential);
    if credential.secret {
        quote!(#local.expose())
    } else {
        quote!(#local.as_str())
    }
}

/// A template as an expression for an argument of type `&str`, and whether it holds a secret.
fn filled(plan: &Plan, template: &Template) -> (TokenStream, bool) {
    let mut secret = false;
    let parts: Vec<TokenStream> = template
        .0
        .iter()
        .map(|part| match part {
            TemplatePart::Literal(text) => quote!(#text),
            TemplatePart::Credential(index) => {
                let credential = &plan.credentials[*index];
                secret |= credential.secret;
                value(credential)
            }
        })
        .collect();
    let filled = match parts.as_slice() {
        [] => quote!(""),
        [one] => one.clone(),
        more => quote!(&[#(#more),*].concat()),
    };
    (filled, secret)
}

fn variant(auth: &Auth) -> Ident {
    let name = stem(&auth.rust);
    match name.strip_suffix("Auth") {
        Some(short) if short.starts_with(|c: char| c.is_ascii_uppercase()) && short != "Self" => {
            ident(short)
        }
        _ => ident(name),
    }
}

impl Holder<'_> {
    fn emit(self, scope: &Scope<'_>) -> TokenStream {
        if self.auths.is_empty() {
            return TokenStream::new();
        }
        let plan = scope.plan;
        let Holder {
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
                if credential.secret {
                    quote!(#field: __wireform::Secret)
                } else {
                    quote!(#field: #string)
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
                    /// Checks them.
                    ///
                    /// # Errors
                    ///
                    /// Everything that is wrong with them.
                    pub fn new(auth: #root #ty #lifetime) -> #result<Self, #violations> {
                        auth.try_into()
                    }
                }
            }
            _ => quote! {
                /// Checks those of one way to authenticate.
                ///
                /// # Errors
                ///
                /// Everything that is wrong with them.
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
                let value = stored(credential, &string);
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
        let accessors = self_accessors(plan, auths, &inner, &visibility, &option, &text);
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
            }

            #(#conversions)*
        }
    }
}

/// The value that a holder keeps of a credential of `auth`.
fn stored(credential: &Credential, string: &TokenStream) -> TokenStream {
    let field = ident(&credential.rust);
    let given = match (&credential.default, &credential.integer) {
        (None, _) => quote!(auth.#field),
        (Some(default), None) => quote!(auth.#field.unwrap_or(#default)),
        (Some(default), Some(_)) => {
            let default = Literal::i64_unsuffixed(default.parse().unwrap_or_default());
            quote!(auth.#field.unwrap_or(#default))
        }
    };
    match (credential.secret, credential.integer.is_some()) {
        (true, true) => quote!(__wireform::Secret::from(#given.to_string())),
        (true, false) => quote!(__wireform::Secret::from(#given)),
        (false, true) => quote!(#given.to_string()),
        (false, false) => quote!(#string::from(#given)),
    }
}

/// Accessors of the credentials that documents name.
fn self_accessors(
    plan: &Plan,
    auths: &[usize],
    inner: &Ident,
    visibility: &TokenStream,
    option: &TokenStream,
    text: &TokenStream,
) -> TokenStream {
    let in_documents = |index: usize| {
        plan.operations
            .iter()
            .filter(|operation| operation.auths == auths)
            .flat_map(|operation| &operation.bindings)
            .any(|binding| carries_credential(&binding.nodes, index))
    };
    let known = |index: usize| {
        auths
            .iter()
            .any(|&auth| plan.auths[auth].credentials.contains(&index))
    };
    (0..plan.credentials.len())
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
                let value = if always { value } else { quote!(Some(#value)) };
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

/// Whether the struct of a way to authenticate has a lifetime.
pub(super) fn borrows(plan: &Plan, auth: &Auth) -> bool {
    auth.credentials
        .iter()
        .any(|&index| plan.credentials[index].integer.is_none())
}
