//! The text that lists the fields which a request sends.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::option_of;
use crate::lower::mask_entries;
use crate::plan::{Field, FieldId, FieldMask, MaskEntry, MaskPlace, Operation, Presence, Table};

/// Emits the statements that write the mask of an operation. `http` is a variable in scope.
pub(crate) fn emit(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let Some(mask) = &operation.mask else {
        return TokenStream::new();
    };
    let write = match &mask.place {
        MaskPlace::Query(parameter) => quote!(mask.write(#parameter, &mut http);),
        MaskPlace::Header(name) => quote!(mask.write_header(#name, &mut http);),
        MaskPlace::Body => return TokenStream::new(),
    };
    let made = made(scope, operation, mask);
    quote!(#made #write)
}

/// Emits the statements that make the variable `mask`, if the body has the mask of an operation.
pub(crate) fn in_body(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let mask = operation.mask.as_ref().filter(|mask| mask.is_in_body());
    mask.map_or_else(TokenStream::new, |mask| made(scope, operation, mask))
}

fn made(scope: &Scope<'_>, operation: &Operation, mask: &FieldMask) -> TokenStream {
    let entries = mask_entries(scope.plan, operation);
    let adds = add(scope, &operation.fields, &entries, &quote!(self));
    let separator = &mask.separator;
    quote! {
        let mut mask = __wireform::Mask::new(#separator);
        #adds
    }
}

fn add(
    scope: &Scope<'_>,
    fields: &Table<FieldId, Field>,
    entries: &[MaskEntry],
    owner: &TokenStream,
) -> TokenStream {
    let each = entries.iter().map(|entry| {
        let field = &fields[entry.field];
        let (own, name) = (ident(&field.rust), &entry.name);
        let add_whole = quote!(mask.add(#name););
        let object = field.ty.object().filter(|_| !entry.members.is_empty());
        let Some(object) = object else {
            return match field.presence {
                Presence::Required => add_whole,
                Presence::Optional => quote!(if #owner.#own.is_some() { #add_whole }),
                Presence::Clearable(_) => quote!(if !#owner.#own.is_keep() { #add_whole }),
                Presence::Variant => {
                    let given = option_of(field, owner);
                    quote!(if #given.is_some() { #add_whole })
                }
            };
        };
        let members = &scope.plan.objects[object].fields;
        let inside = add(scope, members, &entry.members, &quote!(value));
        match field.presence {
            Presence::Required => quote!({ let value = &#owner.#own; #inside }),
            Presence::Optional | Presence::Variant => {
                let given = option_of(field, owner);
                quote!(if let Some(value) = #given { #inside })
            }
            Presence::Clearable(_) => quote! {
                match &#owner.#own {
                    __wireform::Patch::Keep => {}
                    __wireform::Patch::Clear => { #add_whole }
                    __wireform::Patch::Set(value) => { #inside }
                }
            },
        }
    });
    each.collect()
}
