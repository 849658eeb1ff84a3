//! Servers: one enum per endpoint, with a variant for a server that is not in the schema.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::builder::{Docs, code, link};
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::plan::{Endpoint, Operation, Plan};

/// Emits the enum of an endpoint's servers. There is none if the schema names no server.
pub(crate) fn emit(scope: &Scope<'_>, endpoint: &Endpoint) -> TokenStream {
    if endpoint.servers.is_empty() {
        return TokenStream::new();
    }
    let docs = match &endpoint.description {
        Some(description) => Docs::new().text(description),
        None => Docs::new().markdown(&format!("Servers of {}.", code(&endpoint.name))),
    };
    let docs = docs.outer();
    let name = ident(&endpoint.rust_server);
    let variants = endpoint.servers.iter().map(|server| {
        let docs = Docs::new().markdown(&link(&server.url)).outer();
        let variant = ident(&server.rust);
        quote!(#docs #variant)
    });
    let arms = endpoint.servers.iter().map(|server| {
        let variant = ident(&server.rust);
        let url = &server.url;
        quote!(Self::#variant => #url)
    });
    let text = scope.names.std("str");
    let from = scope.names.std("From");
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum #name {
            #(#variants,)*
            /// Another server.
            Custom(__wireform::CustomServer),
        }

        impl __wireform::Server for #name {
            fn url(&self) -> &#text {
                match self {
                    #(#arms,)*
                    Self::Custom(server) => __wireform::Server::url(server),
                }
            }
        }

        impl #from<__wireform::CustomServer> for #name {
            fn from(server: __wireform::CustomServer) -> Self {
                Self::Custom(server)
            }
        }
    }
}

/// Returns the type of an operation's servers.
pub(crate) fn type_of(plan: &Plan, operation: &Operation) -> TokenStream {
    let endpoint = &plan.endpoints[operation.endpoint];
    if endpoint.servers.is_empty() {
        quote!(__wireform::CustomServer)
    } else {
        let name = ident(&endpoint.rust_server);
        quote!(#name)
    }
}
