//! The struct that an operation or an object becomes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::deprecation::{allow_deprecated, is_deprecated};
use crate::emit::shared::fields::members;
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::Lists;
use crate::plan::{Field, FieldId, ObjectType, Operation, Presence, ReadBack, Table, Update};

/// The struct of an operation or an object.
#[derive(Clone, Copy)]
pub(crate) struct Record<'p> {
    pub(crate) rust: &'p str,
    pub(crate) fields: &'p Table<FieldId, Field>,
    /// Whether the struct has the lifetime `'a`.
    pub(crate) borrows: bool,
    /// Whether a struct literal has to name every field, because a missing one is deleted (or may be).
    pub(crate) complete: bool,
    /// The sentence that documents what happens if an optional field is left out.
    pub(crate) absent: Option<&'static str>,
    /// Whether the struct or one of its fields is `#[deprecated]`.
    pub(crate) deprecated: bool,
    pub(crate) what: &'static str,
    /// Whether the struct has a field for members that no field describes.
    pub(crate) keeps_members: bool,
    /// Whether it is the enum of a union, whose fields are its variants.
    pub(crate) is_union: bool,
}

/// Returns whether the struct of an operation has a field for members that no field describes.
pub(crate) fn keeps_members(scope: &Scope<'_>, operation: &Operation) -> bool {
    let back = operation.read_back.as_ref();
    back.is_some_and(ReadBack::keeps_members) && scope.lists == Lists::Vecs
}

impl<'p> Record<'p> {
    pub(crate) fn of_operation(scope: &Scope<'_>, operation: &'p Operation) -> Self {
        Self {
            rust: &operation.rust,
            fields: &operation.fields,
            borrows: members(&operation.fields).any(|field| scope.borrows(&field.ty)),
            complete: matches!(operation.update, Update::Replace | Update::Unstated),
            absent: match operation.update {
                Update::Replace => Some("Left out, it is deleted at the provider."),
                Update::Unstated => {
                    Some("What leaving it out does at the provider is not documented.")
                }
                Update::Patch | Update::None => None,
            },
            deprecated: is_deprecated(operation)
                || members(&operation.fields).any(|field| field.deprecated.is_some()),
            what: "request",
            keeps_members: keeps_members(scope, operation),
            is_union: false,
        }
    }

    pub(crate) fn of_object(scope: &Scope<'_>, object: &'p ObjectType) -> Self {
        Self {
            rust: &object.rust,
            fields: &object.fields,
            borrows: members(&object.fields).any(|field| scope.borrows(&field.ty)),
            complete: false,
            absent: None,
            deprecated: members(&object.fields).any(|field| field.deprecated.is_some()),
            what: "value",
            keeps_members: false,
            is_union: object.is_union(),
        }
    }

    /// Returns the initial value of the field for members that no field describes, if there is such a field.
    pub(crate) fn no_kept_members(&self) -> TokenStream {
        match self.keeps_members {
            true => quote!(undescribed: ::core::default::Default::default(),),
            false => TokenStream::new(),
        }
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = &'p Field> + use<'p> {
        members(self.fields)
    }

    pub(crate) fn required(&self) -> Vec<&'p Field> {
        self.members()
            .filter(|field| field.presence == Presence::Required)
            .collect()
    }

    pub(crate) fn has_optional(&self) -> bool {
        self.members()
            .any(|field| field.presence != Presence::Required)
    }

    /// Returns `<'a>`, if the struct has a lifetime.
    pub(crate) fn generics(&self) -> TokenStream {
        if self.borrows {
            quote!(<'a>)
        } else {
            TokenStream::new()
        }
    }

    /// Returns the type with the lifetime `'a`, if it has a lifetime.
    pub(crate) fn ty(&self) -> TokenStream {
        let name = ident(self.rust);
        let generics = self.generics();
        quote!(#name #generics)
    }

    /// Returns the type with an elided lifetime.
    pub(crate) fn any(&self) -> TokenStream {
        self.with_lifetime(&quote!('_))
    }

    /// Returns the type with the lifetime `'static`.
    pub(crate) fn owned(&self) -> TokenStream {
        self.with_lifetime(&quote!('static))
    }

    fn with_lifetime(&self, lifetime: &TokenStream) -> TokenStream {
        let name = ident(self.rust);
        if self.borrows {
            quote!(#name<#lifetime>)
        } else {
            quote!(#name)
        }
    }

    /// Returns the attribute that lets an impl name deprecated items, if there are any.
    pub(crate) fn allow_deprecated(&self) -> TokenStream {
        if self.deprecated {
            allow_deprecated()
        } else {
            TokenStream::new()
        }
    }
}
