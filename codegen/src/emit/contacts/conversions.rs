//! Emits `FromContact`, which makes a request from a contact. Input: an operation that carries a contact. Output: a walk over
//! its fields in the order of the schema, which asks the runtime's fit for each value, and the places of the contact's data in
//! a response.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::contacts::fields::{At, Walk, conversions};
use crate::emit::responses::places;
use crate::emit::shared::deprecation::allow_deprecated;
use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::plan::{Id, Operation, Update};

/// Emits the impl, if the operation carries a contact.
pub(crate) fn emit(scope: &Scope<'_>, operation: &Operation, record: &Record<'_>) -> TokenStream {
    if !scope.plan.carries_contact(operation) {
        return TokenStream::new();
    }
    let walk = Walk::of(scope, operation);
    let places = scope.lowered.places(operation);
    let fields = operation
        .fields
        .iter_ids()
        .filter(|(_, field)| field.constant.is_none())
        .map(|(index, field)| {
            let place = &places[index];
            let at = At {
                field: field.name.clone(),
                key: field.name.clone(),
                wire: place.wire.clone(),
                secret: field.secret,
            };
            let name = ident(&field.rust);
            let value = walk.value(field, &at, place);
            quote!(#name: #value)
        })
        .collect::<Vec<_>>();
    let import = (!fields.is_empty()).then(|| {
        quote!(
            use __wireform::carrier;
        )
    });
    let demands = operation.rules.iter().flat_map(|rule| {
        rule.demands().into_iter().map(|demand| {
            let (name, every) = (&rule.name, demand.every);
            let fields = demand.fields.into_iter();
            let fields = fields.map(|path| operation.logical_path(scope.plan, path));
            quote!(fit.demand(#name, &[#(#fields),*], #every);)
        })
    });
    let provider = &scope.plan.provider;
    let update = ident(match operation.update {
        Update::Patch => "Patch",
        Update::Replace => "Replace",
        Update::Unstated => "Unstated",
        Update::None => "None",
    });
    let kept = record.no_kept_members();
    let owned = record.owned();
    let allow = if walk.names_deprecated(record) {
        allow_deprecated()
    } else {
        TokenStream::new()
    };
    let text = scope.names.std("str");
    let implementation = quote! {
        #allow
        impl __wireform::FromContact for #owned {
            const PROVIDER_NAME: &'static #text = #provider;
            const __UPDATE: __wireform::UpdateMode = __wireform::UpdateMode::#update;

            fn __fit(fit: &mut __wireform::Fit<'_>) -> Self {
                #import
                #(#demands)*
                Self { #(#fields,)* #kept }
            }
        }
    };
    quote!(__wireform::contact! { #implementation })
}

/// Emits the places of a contact in the responses, if a response to the operation has a contact.
pub(crate) fn reading(operation: &Operation, record: &Record<'_>) -> TokenStream {
    let Some(reading) = &operation.reading else {
        return TokenStream::new();
    };
    let module = ident(&operation.module);
    let case = Literal::usize_unsuffixed(reading.response.index());
    let data = reading.data.iter().map(|datum| {
        let (at, term) = (places::in_formats(&datum.at), &datum.means);
        let convert = (!datum.convert.is_empty()).then(|| {
            let steps = conversions(&datum.convert);
            quote!(.convert(#steps))
        });
        let join = datum.join.as_ref().map(|join| quote!(.join(#join)));
        quote!(__wireform::contact_datum!(#at => #term) #convert #join)
    });
    let others = reading.others.iter().map(|other| {
        let (at, field, is_text) = (places::in_formats(&other.at), &other.field, other.is_text);
        let means = match &other.means {
            Some(term) => quote!(Some(#term)),
            None => quote!(None),
        };
        quote!(__wireform::contact_other!(#at => #field, #means, #is_text))
    });
    let objects = places::in_formats(&reading.objects);
    let described = places::in_formats(&reading.described);
    let any = record.any();
    let allow = record.allow_deprecated();
    let implementation = quote! {
        #allow
        impl __wireform::ReadsContact for #any {
            const __READING: __wireform::ContactReading<'static> = __wireform::ContactReading {
                cases: #module::cases::CASES,
                case: #case,
                data: &[#(#data),*],
                others: &[#(#others),*],
                objects: __wireform::response::table::at!(#objects),
                described: __wireform::response::table::at!(#described),
            };
        }
    };
    quote!(__wireform::contact! { #implementation })
}
