//! `FromContact`: a request from a customer record. In: an operation that carries a contact. Out: the walk over its
//! fields, which asks the runtime's fit for each in the order of the schema; and where an answer has the data of a contact.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::ident;
use super::scope::{Record, Scope};
use crate::plan::{BodyTest, Conversion, Field, Operation, Presence, Type, Update};

/// The impl, where the operation carries a contact.
pub(super) fn emit(scope: &Scope<'_>, operation: &Operation, record: &Record<'_>) -> TokenStream {
    if !operation.carries_contact() {
        return TokenStream::new();
    }
    let fields = operation
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.constant.is_none())
        .map(|(index, field)| {
            let wire = operation
                .bindings
                .first()
                .and_then(|binding| binding.wire_paths.get(index))
                .map_or("", String::as_str);
            let name = ident(&field.rust);
            let value = value(scope, field, wire);
            quote!(#name: #value)
        });
    let provider = &scope.plan.provider;
    let whole = matches!(operation.update, Update::Replace | Update::Unstated);
    let owned = record.owned();
    let allow = record.allow_deprecated();
    let text = scope.names.std("str");
    quote! {
        #allow
        impl __wireform::FromContact for #owned {
            const PROVIDER_NAME: &'static #text = #provider;
            const __WHOLE: bool = #whole;

            fn __fit(fit: &mut __wireform::Fit<'_>) -> Self {
                Self { #(#fields,)* }
            }
        }
    }
}

/// The reading of an answer, where an answer to the operation holds a contact.
pub(super) fn reading(operation: &Operation, record: &Record<'_>) -> TokenStream {
    let Some(reading) = &operation.reading else {
        return TokenStream::new();
    };
    let answers = operation.responses[..=reading.response].iter().map(|it| {
        let status = &it.status;
        let body = it.body_tests.iter().filter_map(|(place, test)| {
            let told = match test {
                BodyTest::OneOf(texts) => quote!(__wireform::ContactTold::OneOf(&[#(#texts),*])),
                BodyTest::Present(present) => quote!(__wireform::ContactTold::Present(#present)),
                // The plan has no reading where a pattern tells.
                BodyTest::Matches(_) => return None,
            };
            Some(quote!((#place, #told)))
        });
        quote!(__wireform::ContactAnswer { status: &[#(#status),*], body: &[#(#body),*] })
    });
    let data = reading.data.iter().map(|datum| {
        let (at, term, steps) = (&datum.at, &datum.means, conversions(&datum.convert));
        let join = match &datum.join {
            Some(join) => quote!(Some(#join)),
            None => quote!(None),
        };
        quote!(__wireform::ContactSource { at: #at, means: #term, convert: #steps, join: #join })
    });
    let others = reading.others.iter().map(|other| {
        let (at, field, is_text) = (&other.at, &other.field, other.is_text);
        quote!(__wireform::ContactOther { at: #at, field: #field, is_text: #is_text })
    });
    let any = record.any();
    let allow = record.allow_deprecated();
    quote! {
        #allow
        impl __wireform::ReadsContact for #any {
            const __READING: __wireform::ContactReading<'static> = __wireform::ContactReading {
                answers: &[#(#answers),*],
                data: &[#(#data),*],
                others: &[#(#others),*],
            };
        }
    }
}

/// Conversions, as the runtime names them.
fn conversions(steps: &[Conversion]) -> TokenStream {
    let steps = steps.iter().map(|step| {
        let step = ident(&format!("{step:?}"));
        quote!(__wireform::Conversion::#step)
    });
    quote!(&[#(#steps),*])
}

/// What a field is given.
fn value(scope: &Scope<'_>, field: &Field, wire: &str) -> TokenStream {
    let required = field.presence == Presence::Required;
    let clearable = matches!(field.presence, Presence::Clearable(_));
    let texts = matches!(&field.ty, Type::List(list) if matches!(list.item, Type::String(_)));
    match &field.ty {
        Type::Object(_) | Type::List(_) if !texts => {
            // No record and no text has such a value; that of the contact as read must not be lost unseen.
            let required =
                required.then(|| quote!(fit.required(&carrier, None, Default::default())));
            let value = required.unwrap_or_else(|| match clearable {
                true => quote!(__wireform::Patch::Keep),
                false => quote!(None),
            });
            let carrier = carrier(field, wire);
            return quote!({ let carrier = #carrier; fit.untold(&carrier); #value });
        }
        _ => {}
    }
    let asked = asked(scope, field);
    let carrier = carrier(field, wire);
    let given = match (field.presence, &field.ty) {
        (Presence::Required, Type::Date) => quote!(fit.required_date(&carrier)),
        (Presence::Required, Type::Timestamp) => quote!(fit.required_timestamp(&carrier)),
        (Presence::Required, ty) => {
            let stand_in = stand_in(scope, ty);
            quote!(let value = #asked; fit.required(&carrier, value, #stand_in))
        }
        (Presence::Clearable(_), _) => quote!(let value = #asked; fit.patch(&carrier, value)),
        (Presence::Optional, _) => asked,
    };
    quote!({ let carrier = #carrier; #given })
}

fn asked(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let cow = || scope.names.imported("Cow");
    match &field.ty {
        Type::Integer(_) => quote!(fit.integer(&carrier)),
        Type::Boolean => quote!(fit.boolean(&carrier)),
        Type::Date => quote!(fit.date(&carrier)),
        Type::Timestamp => quote!(fit.timestamp(&carrier)),
        Type::Enum(_) => {
            let cow = cow();
            quote!(fit.text(&carrier).map(|text| __wireform::Open::Other(#cow::Owned(text))))
        }
        Type::List(_) => {
            let cow = cow();
            quote!(fit.texts(&carrier).map(|texts| texts.into_iter().map(#cow::Owned).collect()))
        }
        Type::String(_) | Type::Object(_) => {
            let cow = cow();
            quote!(fit.text(&carrier).map(#cow::Owned))
        }
    }
}

/// What a required field holds where there is nothing; it is refused, and never sent.
fn stand_in(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Integer(_) => quote!(0),
        Type::Boolean => quote!(false),
        Type::Enum(_) => {
            let cow = scope.names.imported("Cow");
            quote!(__wireform::Open::Other(#cow::Borrowed("")))
        }
        Type::List(_) => {
            let vec = scope.names.std("Vec");
            quote!(#vec::new())
        }
        _ => {
            let cow = scope.names.imported("Cow");
            quote!(#cow::Borrowed(""))
        }
    }
}

fn carrier(field: &Field, wire: &str) -> TokenStream {
    let name = &field.name;
    let mut members = vec![quote!(field: #name), quote!(wire: #wire)];
    if let Some(term) = &field.means {
        members.push(quote!(means: Some(#term)));
    }
    if !field.convert.is_empty() {
        let steps = conversions(&field.convert);
        members.push(quote!(convert: #steps));
    }
    match field.presence {
        Presence::Required => members.push(quote!(required: true)),
        Presence::Clearable(_) => members.push(quote!(clearable: true)),
        Presence::Optional => {}
    }
    if matches!(&field.ty, Type::List(list) if list.join.is_some()) {
        members.push(quote!(joined: true));
    }
    if field.secret {
        members.push(quote!(secret: true));
    }
    quote!(__wireform::Carrier { #(#members,)* ..__wireform::Carrier::ANY })
}
