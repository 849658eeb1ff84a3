//! The structs of authentication methods, such as `KeyAuth`: callers write them as literals. Each has a method that checks
//! its credentials.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::checks::facets::{credential_facets, integer_facets};
use crate::emit::checks::field_table::FieldTable;
use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::credentials::borrows;
use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::scope::Scope;
use crate::plan::{
    Auth, AuthId, Credential, CredentialId, CredentialPlace, IntegerFacets, ItemIndex, Plan,
    Template,
};

/// Emits the struct of an authentication method.
pub(crate) fn emit(scope: &Scope<'_>, index: AuthId, auth: &Auth) -> TokenStream {
    let plan = scope.plan;
    let docs = match &auth.description {
        Some(description) => Docs::new().text(description),
        None => Docs::new().markdown(&format!(
            "Credentials of the authentication method {}.",
            code(&auth.name)
        )),
    };
    let docs = docs.outer();
    let name = ident(&auth.rust);
    let lifetime = borrows(plan, auth).then(|| quote!(<'a>));
    let any = borrows(plan, auth).then(|| quote!(<'_>));
    let credentials: Vec<&Credential> = auth
        .credentials
        .iter()
        .map(|&index| &plan.credentials[index])
        .collect();
    let fields = credentials.iter().map(|credential| {
        let mut docs = match &credential.description {
            Some(description) => Docs::new().text(description),
            None => Docs::new().markdown(&format!("{}.", code(&credential.name))),
        };
        if let Some(default) = &credential.default {
            docs = docs.markdown(&format!("Without one {} is sent.", code(default)));
        }
        if credential.is_optional {
            docs = docs.markdown("Without it, what contains it is left out.");
        }
        let docs = docs.outer();
        let field = ident(&credential.rust);
        let ty = if credential.integer.is_some() {
            scope.names.std("i64")
        } else {
            let text = scope.names.std("str");
            quote!(&'a #text)
        };
        let ty = if credential.can_be_omitted() {
            let option = scope.names.std("Option");
            quote!(#option<#ty>)
        } else {
            ty
        };
        quote!(#docs pub #field: #ty)
    });
    let has_secret = credentials.iter().any(|credential| credential.secret);
    let derive_debug = (!has_secret).then(|| quote!(Debug,));
    let debug = has_secret.then(|| {
        let shown = stem(&auth.rust);
        let lines = credentials.iter().map(|credential| {
            let field = ident(&credential.rust);
            let key = stem(&credential.rust);
            if credential.secret {
                quote!(.field(#key, &__wireform::Masked))
            } else {
                quote!(.field(#key, &self.#field))
            }
        });
        quote! {
            impl ::core::fmt::Debug for #name #any {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.debug_struct(#shown) #(#lines)* .finish()
                }
            }
        }
    });
    let mut table = FieldTable::default();
    let checks: TokenStream = credentials
        .iter()
        .zip(&auth.credentials)
        .map(|(credential, &number)| checks(scope, index, auth, credential, number, &mut table))
        .collect();
    let checks = if checks.is_empty() {
        quote!(Ok(()))
    } else {
        let table = table.emit();
        quote!(#table __wireform::Check::run(|check| { #checks }))
    };
    let result = scope.names.std("Result");
    let violations = scope.names.imported("Violations");
    let login = from_login(scope, auth);
    quote! {
        #docs
        #[derive(Clone, Copy, #derive_debug PartialEq)]
        pub struct #name #lifetime { #(#fields,)* }

        #debug

        impl #name #any {
            fn __check(&self) -> #result<(), #violations> { #checks }
        }

        #login
    }
}

/// Emits the function that takes the credentials from the response to a login, if one login gives all that are needed.
fn from_login(scope: &Scope<'_>, auth: &Auth) -> TokenStream {
    let plan = scope.plan;
    let credentials: Vec<&Credential> = auth
        .credentials
        .iter()
        .map(|&id| &plan.credentials[id])
        .collect();
    let mut sources = credentials.iter().filter_map(|it| it.from.as_ref());
    let Some(source) = sources.next() else {
        return TokenStream::new();
    };
    let gives = |credential: &&Credential| match &credential.from {
        Some(from) => from.operation == source.operation,
        None => credential.can_be_omitted(),
    };
    let mut operations = plan.operations.iter();
    let login = operations.find(|operation| operation.name == source.operation);
    let Some(login) = login.filter(|_| credentials.iter().all(gives)) else {
        return TokenStream::new();
    };
    let module = ident(&login.module);
    let successes = login
        .responses
        .iter()
        .filter(|case| case.outcome.is_success());
    let arms = successes.map(|case| {
        let fields = credentials.iter().map(|credential| {
            let own = ident(&credential.rust);
            let Some(from) = &credential.from else {
                return quote!(#own: None);
            };
            let mut fields = case.fields.iter().map(|it| &it.field);
            let value = fields.find(|field| field.name == from.field).map(|field| {
                let read = ident(&field.rust);
                match field.secret {
                    true => quote!(case.#read.expose()),
                    false => quote!(case.#read.as_str()),
                }
            });
            if credential.can_be_omitted() {
                quote!(#own: Some(#value))
            } else {
                quote!(#own: #value)
            }
        });
        let variant = ident(&case.rust);
        quote!(#module::Response::#variant(case) => Self { #(#fields),* })
    });
    let name = ident(&auth.rust);
    let function = quote::format_ident!("from_{}", stem(&login.module));
    let docs = Docs::new().markdown(&format!(
        "Takes the credentials from the response to {}.",
        code(&login.name)
    ));
    let docs = docs.outer();
    quote! {
        __wireform::responses! {
            impl<'a> #name<'a> {
                #docs
                pub fn #function(response: &'a #module::Response) -> Self {
                    match response { #(#arms,)* }
                }
            }
        }
    }
}

fn checks(
    scope: &Scope<'_>,
    index: AuthId,
    auth: &Auth,
    credential: &Credential,
    number: CredentialId,
    table: &mut FieldTable,
) -> TokenStream {
    let field = ident(&credential.rust);
    let (place, wire) = if credential.can_be_omitted() {
        (quote!(value), quote!(&self.#field))
    } else {
        (quote!(self.#field), TokenStream::new())
    };
    let on_wire = wire_name(auth, credential, number);
    let mut push = |facets: &TokenStream| {
        let row = table.next();
        table.push(&credential.name, on_wire, ItemIndex::None, facets);
        row
    };
    let checks: TokenStream = match &credential.integer {
        Some(facets) => {
            let value = if credential.can_be_omitted() {
                quote!(*value)
            } else {
                place
            };
            if *facets == IntegerFacets::default() {
                return TokenStream::new();
            }
            let row = push(&TokenStream::new());
            integer_facets(facets, &value, &quote!(&#row.path()))
        }
        None => credential_facets(
            scope,
            credential,
            &places(scope.plan, index, number),
            on_xml(scope, index, number),
        )
        .into_iter()
        .map(|facets| {
            let row = push(&facets);
            quote!(check.text(&#row.path(), #place, &#row.text);)
        })
        .collect(),
    };
    if checks.is_empty() {
        return checks;
    }
    if wire.is_empty() {
        checks
    } else {
        quote!(if let Some(value) = #wire { #checks })
    }
}

/// Returns the places of a credential, as variants of the runtime's `TextPlace`.
fn places(plan: &Plan, auth: AuthId, credential: CredentialId) -> Vec<&'static str> {
    let places = plan.credential_places(auth, credential);
    let variant = |place| match place {
        CredentialPlace::BasicUser => "BasicUser",
        CredentialPlace::BasicPassword => "BasicPassword",
        CredentialPlace::Header => "HeaderValue",
        CredentialPlace::Cookie => "CookieValue",
        CredentialPlace::Line => "Line",
    };
    places.into_iter().map(variant).collect()
}

fn on_xml(scope: &Scope<'_>, auth: AuthId, number: CredentialId) -> bool {
    scope
        .plan
        .operations
        .iter()
        .filter(|operation| operation.auths.contains(&auth))
        .flat_map(|operation| &operation.bindings)
        .any(|binding| binding.body.is_xml() && binding.body.credentials().contains(&number))
}

fn wire_name<'p>(auth: &'p Auth, credential: &'p Credential, number: CredentialId) -> &'p str {
    let in_template =
        |(_, template): &(&str, &Template)| template.credentials().any(|it| it == number);
    if auth
        .basic()
        .is_some_and(|(user, password)| user == number || password == number)
    {
        return "Authorization";
    }
    auth.headers()
        .find(in_template)
        .or_else(|| auth.parameters().find(in_template))
        .map_or(credential.name.as_str(), |(name, _)| name)
}
