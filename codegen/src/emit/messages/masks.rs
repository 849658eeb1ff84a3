//! The parameter that lists the fields which a request sends.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::option_of;
use crate::lower::mask_entries;
use crate::plan::{Field, FieldId, MaskEntry, Operation, Presence, Table};

/// Emits the statements that write the mask of an operation. `http` is a variable in scope.
pub(crate) fn emit(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let Some(mask) = &operation.mask else {
        return TokenStream::new();
    };
    let entries = mask_entries(scope.plan, operation);
    let adds = add(scope, &operation.fields, &entries, &quote!(self));
    let (parameter, separator) = (&mask.parameter, &mask.separator);
    quote! {
        let mut mask = __wireform::Mask::new(#separator);
        #adds
        mask.write(#parameter, &mut http);
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
