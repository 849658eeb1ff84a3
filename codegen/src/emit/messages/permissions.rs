//! The permissions that a request needs at the provider: those of the operation and those of its values.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Place, if_value, is_one_of, option_of};
use crate::plan::{Field, ObjectId, ObjectType, Operation, Presence, Structure, Type};

/// Returns the body of `permissions`; nothing if no request of the operation needs one.
pub(crate) fn of_operation(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let own = operation
        .permissions
        .iter()
        .map(|permission| need(&permission.name));
    let fields = operation.fields.iter().map(|field| of_field(scope, field));
    let needs = quote!(#(#own)* #(#fields)*);
    if needs.is_empty() {
        return needs;
    }
    quote! {
        let mut needed = __wireform::Permissions::new();
        let permissions = &mut needed;
        #needs
        needed.into_names()
    }
}

/// Emits the method of an object that has a member with a permission.
pub(crate) fn of_object(scope: &Scope<'_>, index: ObjectId, object: &ObjectType) -> TokenStream {
    if !has(scope, index, &mut Vec::new()) {
        return TokenStream::new();
    }
    let fields = object.fields.iter().map(|field| of_field(scope, field));
    quote! {
        fn __permissions(&self, permissions: &mut __wireform::Permissions) { #(#fields)* }
    }
}

fn need(name: &str) -> TokenStream {
    quote!(permissions.need(#name);)
}

fn of_field(scope: &Scope<'_>, field: &Field) -> TokenStream {
    if field.constant.is_some() {
        return field
            .permissions
            .iter()
            .map(|permission| need(&permission.name))
            .collect();
    }
    let name = ident(&field.rust);
    let place = match field.presence {
        Presence::Required => Place::of_self(scope.lists, field),
        _ => Place::value(scope.lists),
    };
    let set: TokenStream = field
        .permissions
        .iter()
        .map(|permission| {
            let need = need(&permission.name);
            if permission.unless.is_empty() {
                return need;
            }
            let test = needs(&field.ty, &place, &permission.unless);
            quote!(if #test { #need })
        })
        .chain([inner(scope, &field.ty, &place)])
        .collect();
    if set.is_empty() {
        return set;
    }
    let cleared: TokenStream = field
        .permissions
        .iter()
        .map(|permission| need(&permission.name))
        .collect();
    let unconditional = set.to_string() == cleared.to_string();
    match field.presence {
        Presence::Required => set,
        Presence::Optional if unconditional => quote!(if self.#name.is_some() { #set }),
        Presence::Optional => if_value(
            &set,
            &quote!(self.#name.as_ref()),
            &quote!(Some(value) = &self.#name),
        ),
        Presence::Variant => {
            let given = option_of(field, &quote!(self));
            match unconditional {
                true => quote!(if #given.is_some() { #set }),
                false => if_value(&set, &given, &quote!(Some(value) = #given)),
            }
        }
        Presence::Clearable(_) if unconditional => quote!(if !self.#name.is_keep() { #set }),
        Presence::Clearable(_) => quote! {
            match &self.#name {
                __wireform::Patch::Keep => {}
                __wireform::Patch::Clear => { #cleared }
                __wireform::Patch::Set(value) => { #set }
            }
        },
    }
}

/// Returns an expression for whether the value, or an item of it, is not in `unless`.
fn needs(ty: &Type, place: &Place, unless: &[String]) -> TokenStream {
    match ty.structure() {
        Structure::List(list) => {
            let test = needs(&list.item, &place.item(), unless);
            let (receiver, item) = (place.receiver(), place.binding());
            quote!(#receiver.iter().any(|#item| #test))
        }
        Structure::Primitive(_) | Structure::Object(_) | Structure::Map(_) => {
            let test = is_one_of(ty, place, unless);
            quote!(!#test)
        }
    }
}

/// Emits the permissions of the members and items of the value.
fn inner(scope: &Scope<'_>, ty: &Type, place: &Place) -> TokenStream {
    let receiver = place.receiver();
    match ty.structure() {
        Structure::Object(index) if has(scope, index, &mut Vec::new()) => {
            quote!(#receiver.__permissions(permissions);)
        }
        Structure::List(list) => {
            let inside = inner(scope, &list.item, &place.item());
            if inside.is_empty() {
                return inside;
            }
            let (items, item) = (place.by_ref(), place.binding());
            quote!(for #item in #items { #inside })
        }
        Structure::Map(map) => {
            let inside = inner(scope, &map.item, &place.item());
            if inside.is_empty() {
                return inside;
            }
            quote!(for (_, item) in #receiver.iter() { #inside })
        }
        Structure::Primitive(_) | Structure::Object(_) => TokenStream::new(),
    }
}

/// Returns whether a member of an object has a permission, at any depth.
fn has(scope: &Scope<'_>, index: ObjectId, seen: &mut Vec<ObjectId>) -> bool {
    if seen.contains(&index) {
        return false;
    }
    seen.push(index);
    scope.plan.objects[index]
        .fields
        .iter()
        .any(|field| !field.permissions.is_empty() || has_in(scope, &field.ty, seen))
}

fn has_in(scope: &Scope<'_>, ty: &Type, seen: &mut Vec<ObjectId>) -> bool {
    let object = ty.object_within();
    object.is_some_and(|object| has(scope, object, seen))
}

/// Returns whether an object has the method for permissions.
pub(crate) fn has_method(scope: &Scope<'_>, index: ObjectId) -> bool {
    has(scope, index, &mut Vec::new())
}
