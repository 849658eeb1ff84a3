//! Emits the checks that no two items of a list have the same key, and the method that sets the values of a key.

use std::collections::BTreeSet;
use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Lists, Place, if_present, text};
use crate::emit::shared::value_types::OWN;
use crate::plan::{Field, List, ObjectId, ObjectType, Presence, Primitive, Type};

/// Returns the checks of the keys of a list's items. `check` and `path` are variables in scope.
pub(crate) fn of_list(list: &List, place: &Place) -> TokenStream {
    let receiver = place.receiver();
    // The struct of the items can be one of the user that is compiled alone, so members have names here.
    let checks = list.facets.key_names().map(|members| {
        quote! {
            check.unique_by(&path, &[#(#members),*], #receiver.iter(), |item, member, key| item.__key(member, key));
        }
    });
    checks.collect()
}

/// Returns whether the items of some list are told apart by members of an object.
pub(crate) fn has_method(scope: &Scope<'_>, object: ObjectId) -> bool {
    !members_of(scope, object).is_empty()
}

/// Emits the method of an object that sets the value of a member in a key, if the items of some list are told apart by it.
pub(crate) fn of_object(scope: &Scope<'_>, index: ObjectId, object: &ObjectType) -> TokenStream {
    let members = members_of(scope, index);
    if members.is_empty() {
        return TokenStream::new();
    }
    let fields = object.fields.iter();
    let arms = fields
        .filter(|field| members.contains(field.name.as_str()))
        .map(|field| arm(scope, field));
    let allow = (members.len() == 1).then(|| {
        quote!(#[allow(clippy::single_match, reason = "other lists have more members in their keys")])
    });
    quote! {
        #allow
        fn __key(&self, member: &::core::primitive::str, key: &mut __wireform::UniqueKey) {
            match member {
                #(#arms)*
                _ => {}
            }
        }
    }
}

/// Returns the members of an object by which lists of requests tell their items apart, or can do so.
fn members_of<'p>(scope: &Scope<'p>, object: ObjectId) -> BTreeSet<&'p str> {
    let plan = scope.plan;
    if scope.lists == Lists::Views && scope.key == OWN {
        // The lists are in other structs of the user.
        let fields = plan.objects[object].fields.iter();
        let fields = fields.filter(|field| field.can_be_in_key());
        return fields.map(|field| field.name.as_str()).collect();
    }
    let of_operations = plan.operations.iter().flat_map(|it| it.fields.iter());
    let of_objects = plan.objects.iter().filter(|it| it.in_request);
    let fields = of_operations.chain(of_objects.flat_map(|it| it.fields.iter()));
    let types = fields.flat_map(|field| iter::successors(Some(&field.ty), |it| it.inside()));
    let lists = types.filter_map(Type::list);
    let lists = lists.filter(|list| list.item.object() == Some(object));
    lists
        .flat_map(|list| list.facets.key_names())
        .flatten()
        .collect()
}

/// Emits the arm that sets the value of a field in a key.
fn arm(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let name = &field.name;
    let set = if_present(scope.lists, field, |place| match field.ty.primitive() {
        Some(Primitive::Number(_)) => {
            let number = place.by_ref();
            quote!(key.number(#number);)
        }
        Some(
            primitive @ (Primitive::Text(_)
            | Primitive::Integer(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_)),
        ) => {
            let text = text(primitive, place);
            quote!(key.text(#text);)
        }
        // The compiler refuses such a member.
        Some(Primitive::Any(_)) | None => TokenStream::new(),
    });
    let cleared = match field.presence {
        Presence::Clearable(_) => {
            let rust = ident(&field.rust);
            quote!(if self.#rust.is_clear() { key.cleared(); })
        }
        Presence::Required | Presence::Optional | Presence::Variant => TokenStream::new(),
    };
    quote!(#name => { #set #cleared })
}
