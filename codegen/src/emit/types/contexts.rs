//! Context structs such as `contact_update::Context`: the facts that the rules of an operation depend on and that no
//! payload carries.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::plan::{Context, ContextKind, Extent, Operation};

/// Returns whether the operation has a context.
pub(crate) fn has_context(operation: &Operation) -> bool {
    !operation.contexts.is_empty() || operation.takes_current
}

/// Emits the struct, for the module of the operation.
pub(crate) fn emit(scope: &Scope<'_>, operation: &Operation, record: &Record<'_>) -> TokenStream {
    if !has_context(operation) {
        return TokenStream::new();
    }
    let facts: Vec<&Context> = operation
        .contexts
        .iter()
        .map(|&index| &scope.plan.contexts[index])
        .collect();
    let copy = (!operation.takes_current && facts.iter().all(|fact| is_copy(&fact.kind)))
        .then(|| quote!(Copy,));
    let fields = facts.iter().map(|fact| {
        let docs = fact_docs(fact).outer();
        let name = ident(&fact.rust);
        let ty = fact_type(scope, &fact.kind);
        quote!(#docs pub #name: __wireform::Fact<#ty>)
    });
    let owned = record.owned();
    let request = ident(record.rust);
    let current = operation.takes_current.then(|| {
        let docs = Docs::new()
            .markdown("The data as the provider has it now, where it was read.")
            .outer();
        quote!(#docs pub current: Option<Box<super::#owned>>,)
    });
    let setters = facts.iter().map(|fact| {
        let docs = Docs::new()
            .markdown(&format!(
                "Says what {} is, or that it is unknown.",
                code(&fact.name)
            ))
            .outer();
        let with = format_ident!("with_{}", stem(&fact.rust));
        let name = ident(&fact.rust);
        let ty = fact_type(scope, &fact.kind);
        quote! {
            #docs
            pub fn #with(mut self, fact: impl Into<__wireform::Fact<#ty>>) -> Self {
                self.#name = fact.into();
                self
            }
        }
    });
    let with_current = operation.takes_current.then(|| {
        let docs = Docs::new()
            .markdown("Gives the data as the provider has it now, for rules that compare or that look at fields which a patch leaves out.")
            .outer();
        let any = record.any();
        let value = if record.borrows { quote!(current.into_owned()) } else { quote!(current) };
        quote! {
            #docs
            pub fn with_current(mut self, current: super::#any) -> Self {
                self.current = Some(Box::new(#value));
                self
            }
        }
    });
    let docs = Docs::new()
        .markdown(&format!(
            "What the rules of [`{}`](struct@super::{request}) look at beside the request. A fact that is given as unknown leaves \
             its rules unchecked; one that is not given at all is a violation.",
            stem(record.rust)
        ))
        .outer();
    let allow = record.allow_deprecated();
    quote! {
        #docs
        #allow
        #[derive(Clone, #copy Debug, Default, PartialEq)]
        #[must_use]
        pub struct Context { #(#fields,)* #current }

        #allow
        impl Context {
            /// Returns a context without facts.
            pub fn new() -> Self {
                Self::default()
            }

            #(#setters)*
            #with_current
        }
    }
}

fn fact_docs(fact: &Context) -> Docs {
    let docs = match &fact.description {
        Some(description) => Docs::new().text(description),
        None => Docs::new().markdown(&format!("{}.", code(&fact.name))),
    };
    let Some(pattern) = &fact.pattern else {
        return docs;
    };
    let subject = match fact.kind {
        ContextKind::SetOfString => "Each text",
        ContextKind::SetOfEnum(_)
        | ContextKind::Enum(_)
        | ContextKind::Boolean
        | ContextKind::String => "It",
    };
    let verb = match pattern.extent {
        Extent::Whole => "matches",
        Extent::Search => "contains a match of",
    };
    docs.markdown(&format!("{subject} {verb} {}.", code(&pattern.source)))
}

/// Returns the type of a fact's value. The path starts in the module of the operation.
pub(crate) fn fact_type(scope: &Scope<'_>, kind: &ContextKind) -> TokenStream {
    match kind {
        ContextKind::SetOfString => quote!(::std::collections::BTreeSet<String>),
        ContextKind::SetOfEnum(index) => {
            let name = ident(&scope.plan.enums[*index].rust);
            quote!(::std::collections::BTreeSet<super::#name>)
        }
        ContextKind::Enum(index) => {
            let name = ident(&scope.plan.enums[*index].rust);
            quote!(super::#name)
        }
        ContextKind::Boolean => quote!(bool),
        ContextKind::String => quote!(String),
    }
}

fn is_copy(kind: &ContextKind) -> bool {
    matches!(kind, ContextKind::Enum(_) | ContextKind::Boolean)
}
