//! Emits the values of a request by path, by which a policy finds out what an update changes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Lists, option_of};
use crate::emit::types::normal;
use crate::plan::{Field, FieldId, ObjectId, ObjectUpdate, Operation, Table, Update};

/// Emits the methods of `ApiRequest`, if the operation writes back what another one reads.
pub(crate) fn of_request(
    scope: &Scope<'_>,
    operation: &Operation,
    record: &Record<'_>,
) -> TokenStream {
    match (&operation.read_back, scope.lists) {
        (None, _) | (Some(_), Lists::Views) => return TokenStream::new(),
        (Some(_), Lists::Vecs) => {}
    }
    let rules = scope.plan.compared_fields(operation);
    let rules: Vec<TokenStream> = rules
        .iter()
        .map(|(name, fields)| quote!((#name, &[#(#fields),*])))
        .collect();
    let text = scope.names.std("str");
    let rules = (!rules.is_empty()).then(|| {
        quote! {
            const __RULE_FIELDS: &'static [(&'static #text, &'static [&'static #text])] = &[#(#rules),*];
        }
    });
    let add = match operation.update {
        Update::Patch => ident("patched"),
        Update::Replace | Update::Unstated | Update::None => ident("fields"),
    };
    let fields = fields(record);
    let call = quote!(__wireform::ApiRequest::__values(&normal, values));
    let normal = normal::instead(scope, record, &call);
    quote! {
        #rules

        fn __values(&self, values: &mut __wireform::RequestValues) {
            #normal
            values.#add(&[#fields]);
        }
    }
}

/// Emits the values of an object, if an operation contains it that writes back what another one reads.
pub(crate) fn of_object(scope: &Scope<'_>, object: ObjectId, record: &Record<'_>) -> TokenStream {
    let mut operations = scope.plan.operations.iter();
    let is_compared = operations
        .any(|it| it.read_back.is_some() && contains(scope, &it.fields, object, &mut Vec::new()));
    if !is_compared {
        return TokenStream::new();
    }
    let (any, allow) = (record.any(), record.allow_deprecated());
    if record.is_union {
        let fields = record.members().map(|field| {
            let (name, given) = (&field.name, option_of(field, &quote!(self)));
            quote!((#name, &#given))
        });
        return quote! {
            #allow
            impl __wireform::EachValue for #any {
                fn each_value(&self, values: &mut __wireform::RequestValues) {
                    values.object(&[#(#fields),*]);
                }
            }
        };
    }
    let add = match scope.plan.objects[object].update {
        ObjectUpdate::Patch => ident("patched_object"),
        ObjectUpdate::Replace => ident("object"),
    };
    let fields = fields(record);
    quote! {
        #allow
        impl __wireform::EachValue for #any {
            fn each_value(&self, values: &mut __wireform::RequestValues) {
                values.#add(&[#fields]);
            }
        }
    }
}

fn fields(record: &Record<'_>) -> TokenStream {
    let fields = record.members().map(|field| {
        let (name, rust) = (&field.name, ident(&field.rust));
        quote!((#name, &self.#rust))
    });
    quote!(#(#fields),*)
}

/// Returns whether fields contain an object, at any depth.
fn contains(
    scope: &Scope<'_>,
    fields: &Table<FieldId, Field>,
    object: ObjectId,
    seen: &mut Vec<ObjectId>,
) -> bool {
    let mut inside = fields.iter().filter_map(|field| field.ty.object_within());
    inside.any(|found| {
        let is_new = !seen.contains(&found);
        seen.push(found);
        found == object
            || (is_new && contains(scope, &scope.plan.objects[found].fields, object, seen))
    })
}
