//! How a request writes credentials: headers, parameters and values in the body. Credentials have been checked before, so
//! writing them cannot fail.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::scope::Scope;
use crate::plan::{
    Auth, AuthId, AuthStep, BodyFormat, Credential, CredentialId, Operation, Plan, Template,
    TemplatePart,
};

pub(crate) fn is_narrowed(plan: &Plan, operation: &Operation) -> bool {
    !operation.auths.is_empty() && operation.auths != plan.endpoints[operation.endpoint].auths
}

/// Returns the type of an operation's credentials. The path starts in the module of the provider.
pub(crate) fn type_of(plan: &Plan, operation: &Operation) -> TokenStream {
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

/// Returns whether a body of the operation carries credentials.
pub(crate) fn in_body(plan: &Plan, operation: &Operation) -> bool {
    let flat = operation.bindings.iter().any(|binding| {
        binding
            .body
            .format()
            .is_some_and(BodyFormat::has_auth_parameters)
    });
    let as_parameters = operation
        .auths
        .iter()
        .any(|&auth| plan.auths[auth].parameters().next().is_some());
    (flat && as_parameters)
        || operation
            .bindings
            .iter()
            .any(|binding| !binding.body.credentials().is_empty())
}

/// Returns whether every authentication method of the operation has this credential.
pub(crate) fn always_has(operation: &Operation, plan: &Plan, credential: CredentialId) -> bool {
    all_have(plan, &operation.auths, credential)
}

pub(crate) fn all_have(plan: &Plan, auths: &[AuthId], credential: CredentialId) -> bool {
    !plan.credentials[credential].is_optional
        && auths
            .iter()
            .all(|&auth| plan.auths[auth].credentials.contains(&credential))
}

/// Emits what `then` returns for a credential, under the condition that the authentication method has it.
pub(crate) fn with(
    scope: &Scope<'_>,
    operation: &Operation,
    credential: CredentialId,
    then: impl Fn(TokenStream, bool) -> TokenStream,
) -> TokenStream {
    let used = &scope.plan.credentials[credential];
    let is_known = |&auth: &AuthId| scope.plan.auths[auth].credentials.contains(&credential);
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

pub(crate) fn accessor(credential: &Credential) -> Ident {
    format_ident!("__{}", stem(&credential.rust))
}

/// Emits the parameters of the authentication method. `pair` writes one.
pub(crate) fn parameters(
    scope: &Scope<'_>,
    operation: &Operation,
    pair: &dyn Fn(TokenStream, TokenStream, bool) -> TokenStream,
) -> TokenStream {
    by_auth(scope.plan, operation, &|auth| {
        auth.parameters()
            .map(|(name, template)| {
                let (value, secret) = filled(scope.plan, template);
                let pair = pair(quote!(#name), value, secret);
                if_given(scope.plan, template.optional_credentials(scope.plan), pair)
            })
            .collect()
    })
}

/// Emits the steps of the authentication method that run before the body is encoded. `http` is a variable in scope.
pub(crate) fn steps(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    by_auth(scope.plan, operation, &|auth| {
        let steps = auth.steps_of(false);
        steps.map(|auth_step| step(scope, auth_step)).collect()
    })
}

fn step(scope: &Scope<'_>, step: &AuthStep) -> TokenStream {
    match step {
        AuthStep::Basic { user, password } => {
            let user = value(&scope.plan.credentials[*user]);
            let password = value(&scope.plan.credentials[*password]);
            quote!(http.basic(#user, #password);)
        }
        AuthStep::Header { name, value } => {
            let template = value;
            let (value, secret) = filled(scope.plan, template);
            let method = if secret {
                quote!(secret_header)
            } else {
                quote!(header)
            };
            let set = quote!(http.#method(#name, #value););
            if_given(scope.plan, template.optional_credentials(scope.plan), set)
        }
        // The query string, the form or the document has them.
        AuthStep::Parameter { .. } | AuthStep::Document => TokenStream::new(),
        // The method `__sign` of the credentials runs them.
        AuthStep::Let(_) | AuthStep::Computed { .. } => TokenStream::new(),
    }
}

/// Emits statements under the condition that optional credentials are given.
pub(crate) fn if_given(
    plan: &Plan,
    optional: impl Iterator<Item = CredentialId>,
    then: TokenStream,
) -> TokenStream {
    optional.fold(then, |then, id| {
        let local = local(&plan.credentials[id]);
        quote!(if let Some(#local) = #local { #then })
    })
}

/// Emits a `match` on the authentication method.
fn by_auth(plan: &Plan, operation: &Operation, arm: &dyn Fn(&Auth) -> TokenStream) -> TokenStream {
    let inner = inner_type(plan, operation);
    match_auth(
        plan,
        &operation.auths,
        &inner,
        &quote!(&credentials.auth),
        arm,
    )
}

/// Emits a `match` on an authentication method of `on`. Emits nothing if all arms are empty.
pub(crate) fn match_auth(
    plan: &Plan,
    auths: &[AuthId],
    inner: &impl quote::ToTokens,
    on: &TokenStream,
    arm: &dyn Fn(&Auth) -> TokenStream,
) -> TokenStream {
    let arms: Vec<TokenStream> = auths.iter().map(|&auth| arm(&plan.auths[auth])).collect();
    if arms.iter().all(TokenStream::is_empty) {
        return TokenStream::new();
    }
    let arms = auths.iter().zip(arms).map(|(&auth, arm)| {
        let auth = &plan.auths[auth];
        let variant = variant(auth);
        let used: Vec<TokenStream> = auth
            .credentials
            .iter()
            .map(|&index| &plan.credentials[index])
            .filter(|credential| {
                crate::emit::shared::names::uses(&arm, &local(credential).to_string())
            })
            .map(|credential| {
                let field = ident(&credential.rust);
                let local = local(credential);
                quote!(#field: #local)
            })
            .collect();
        let rest = (used.len() < auth.credentials.len()).then(|| quote!(..));
        quote!(#inner::#variant { #(#used,)* #rest } => { #arm })
    });
    quote!(match #on { #(#arms)* })
}

/// Returns the variable that a credential is bound to. Its prefix distinguishes it from the other variables.
pub(crate) fn local(credential: &Credential) -> Ident {
    format_ident!("auth_{}", stem(&credential.rust))
}

pub(crate) fn value(credential: &Credential) -> TokenStream {
    let local = local(credential);
    if credential.secret {
        quote!(#local.expose())
    } else {
        quote!(#local.as_str())
    }
}

/// Returns an expression of type `&str` for a template, and whether it contains a secret.
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

pub(crate) fn variant(auth: &Auth) -> Ident {
    let name = stem(&auth.rust);
    match name.strip_suffix("Auth") {
        Some(short) if short.starts_with(|c: char| c.is_ascii_uppercase()) && short != "Self" => {
            ident(short)
        }
        _ => ident(name),
    }
}

/// Returns whether the struct of an authentication method has a lifetime.
pub(crate) fn borrows(plan: &Plan, auth: &Auth) -> bool {
    auth.credentials
        .iter()
        .any(|&index| plan.credentials[index].integer.is_none())
}
