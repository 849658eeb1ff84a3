//! Emits whether an object leaves nothing on the wire, because none of its members does.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Lists, option_of};
use crate::emit::shared::wire_situation::Wires;
use crate::plan::{Field, ObjectId, Presence, Structure};

/// Returns an expression for whether no member of an object leaves anything on the wire; none if one always does. `object` is
/// the receiver of its fields.
///
/// A member that must not be empty counts as written, because it has a violation of its own.
pub(crate) fn is_blank(
    scope: &Scope<'_>,
    wires: Wires,
    index: ObjectId,
    object: &TokenStream,
) -> Option<TokenStream> {
    let places = scope.lowered.object_places(index);
    let fields = scope.plan.objects[index].fields.iter_ids();
    let tests: Option<Vec<TokenStream>> = fields
        .map(|(member, field)| {
            let all = wires.places(&places, member);
            let vanishes = !field.needs_item && all.iter().any(|place| place.vanishes_empty);
            let name = ident(&field.rust);
            let empty = |value: &TokenStream| match vanishes {
                true => is_empty(scope, wires, field, value),
                false => None,
            };
            if field.constant.is_some() {
                return None;
            }
            let inside = empty(&quote!(items));
            match (field.presence, inside) {
                (Presence::Required, _) => empty(&quote!(#object.#name)),
                (Presence::Optional, None) => Some(quote!(#object.#name.is_none())),
                (Presence::Optional, Some(inside)) => {
                    Some(quote!(#object.#name.as_ref().is_none_or(|items| #inside)))
                }
                (Presence::Variant, inside) => {
                    let given = option_of(field, object);
                    Some(match inside {
                        Some(inside) => quote!(#given.is_none_or(|items| #inside)),
                        None => quote!(#given.is_none()),
                    })
                }
                (Presence::Clearable(_), None) => Some(quote!(#object.#name.is_keep())),
                (Presence::Clearable(_), Some(inside)) => Some(quote! {
                    (#object.#name.is_keep() || #object.#name.value().is_some_and(|items| #inside))
                }),
            }
        })
        .collect();
    tests.map(|tests| quote!(#(#tests)&&*))
}

/// Returns an expression for whether a value leaves nothing on the wire; none for a value that always leaves something.
fn is_empty(
    scope: &Scope<'_>,
    wires: Wires,
    field: &Field,
    value: &TokenStream,
) -> Option<TokenStream> {
    match (field.ty.structure(), scope.lists) {
        (Structure::List(_), Lists::Views) => Some(quote!(#value.len() == 0)),
        (Structure::List(_), Lists::Vecs) | (Structure::Map(_), _) => {
            Some(quote!(#value.is_empty()))
        }
        (Structure::Object(index), _) => is_blank(scope, wires, index, value),
        (Structure::Primitive(_), _) => None,
    }
}
