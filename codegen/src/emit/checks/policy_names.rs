//! Emits the modules `field` and `rule` of an operation: constants for what a policy can waive, so that rustc checks the
//! names.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::fields::members;
use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::plan::{Field, ObjectId, Operation};

/// Emits both modules. An empty module is left out.
pub(crate) fn emit(scope: &Scope<'_>, operation: &Operation, record: &Record<'_>) -> TokenStream {
    let owned = record.owned();
    let allow = record.allow_deprecated();
    let fields = fields(scope, &operation.fields, record, &mut Vec::new(), "");
    let fields = (!fields.is_empty()).then(|| {
        quote! {
            /// The fields, to waive facets of.
            pub mod field {
                use super::super::__wireform::Field;
                #allow
                type Request = super::super::#owned;
                #fields
            }
        }
    });
    let mut all = scope.plan.rules_of(operation);
    // Stubs can have two rules with one name, which is reported.
    let mut names = BTreeSet::new();
    all.retain(|rule| names.insert(&rule.constant_name));
    let rules = all.iter().map(|rule| {
        let docs = rule.description.as_deref().map_or_else(
            || Docs::new().text(&rule.says),
            |text| Docs::new().text(text),
        );
        let docs = docs
            .markdown(&format!("Named {} in violations.", code(&rule.name)))
            .outer();
        let constant = ident(&rule.constant_name);
        let name = &rule.name;
        quote! {
            #docs
            #allow
            pub const #constant: Rule<super::super::#owned> = Rule::__new(#name);
        }
    });
    let rules = (!all.is_empty()).then(|| {
        quote! {
            /// The rules, to waive.
            pub mod rule {
                use super::super::__wireform::Rule;
                #(#rules)*
            }
        }
    });
    quote!(#fields #rules)
}

fn fields(
    scope: &Scope<'_>,
    list: &[Field],
    record: &Record<'_>,
    within: &mut Vec<ObjectId>,
    prefix: &str,
) -> TokenStream {
    let allow = record.allow_deprecated();
    let constants: Vec<TokenStream> = members(list)
        .map(|field| {
            let path = format!("{prefix}{}", field.name);
            let docs = Docs::new().markdown(&format!("{}.", code(&path))).outer();
            let constant = ident(&field.constant_name);
            quote! {
                #docs
                #allow
                pub const #constant: Field<Request> = Field::__new(#path);
            }
        })
        .collect();
    if constants.is_empty() {
        return TokenStream::new();
    }
    let modules: Vec<TokenStream> = members(list)
        .filter_map(|field| {
            let object = field.ty.object_within()?;
            if within.contains(&object) {
                return None;
            }
            within.push(object);
            let path = format!("{prefix}{}", field.name);
            let inner = fields(
                scope,
                &scope.plan.objects[object].fields,
                record,
                within,
                &format!("{path}."),
            );
            within.pop();
            let docs = Docs::new()
                .markdown(&format!("Members of {}.", code(&path)))
                .outer();
            let name = ident(&field.rust);
            (!inner.is_empty())
                .then(|| quote!(#docs pub mod #name { use super::{Field, Request}; #inner }))
        })
        .collect();
    quote!(#(#constants)* #(#modules)*)
}
