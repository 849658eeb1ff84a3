//! Emits the structs of the objects in responses, in a module of the provider.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::values::Module;
use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::scope::Scope;
use crate::lower::responses::response_members;
use crate::plan::{ObjectId, Plan, variant_kinds};

/// Emits the module, if a response has an object.
pub(crate) fn module(scope: &Scope<'_>) -> TokenStream {
    let plan = scope.plan;
    let objects = objects_in_responses(plan);
    if objects.is_empty() {
        return TokenStream::new();
    }
    let names = objects.iter().map(|id| plan.objects[*id].rust.as_str());
    let module = Module {
        scope,
        taken: names.collect(),
        provider: quote!(super::),
        objects: TokenStream::new(),
    };
    let (unions, structs): (Vec<_>, Vec<_>) =
        objects.iter().partition(|id| plan.objects[**id].is_union());
    let emit = |id: ObjectId| {
        let object = &plan.objects[id];
        let docs = match &object.description {
            Some(description) => Docs::new().text(description),
            None => Docs::new().markdown(&format!("{}.", code(&object.name))),
        };
        let sources = response_members(object);
        let fields: Vec<_> = object.fields.iter().zip(sources.iter()).collect();
        match &object.tagging {
            Some(tagging) => {
                let kinds = tagging
                    .is_kind()
                    .then(|| variant_kinds(&plan.objects, object));
                module.union(&object.rust, docs, &fields, (tagging, kinds.as_deref()))
            }
            None => module.structure(&object.rust, docs, &fields, None),
        }
    };
    let unions = unions.into_iter().map(|id: &ObjectId| {
        let union = emit(*id);
        match plan.objects[*id].is_by_kind() {
            true => quote!(__wireform::response_kinds! { #union }),
            false => quote!(__wireform::response_union! { #union }),
        }
    });
    let has_structs = !structs.is_empty();
    let structs = structs.into_iter().map(|id: &ObjectId| emit(*id));
    let structs = has_structs.then(|| quote!(__wireform::response_objects! { #(#structs)* }));
    let items = quote! {
        /// The objects in responses.
        pub mod responses {
            use super::__wireform;
            #structs
            #(#unions)*
        }
    };
    quote!(__wireform::responses! { #items })
}

/// Returns the objects that responses contain, in the order of the plan.
fn objects_in_responses(plan: &Plan) -> BTreeSet<ObjectId> {
    let responses = plan.operations.iter().flat_map(|it| &it.responses);
    let fields = responses.flat_map(|it| &it.fields);
    let mut open: Vec<ObjectId> = fields
        .filter_map(|it| it.field.ty.object_within())
        .collect();
    let mut found = BTreeSet::new();
    while let Some(object) = open.pop() {
        if found.insert(object) {
            let fields = plan.objects[object].fields.iter();
            open.extend(fields.filter_map(|field| field.ty.object_within()));
        }
    }
    found
}
