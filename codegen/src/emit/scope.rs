//! What every part of the emitter looks at: the plan, the options, the names, and what follows from the whole plan
//! (which types borrow, on which wires an object stands, which patterns were met).

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Options;
use super::names::{Names, ident};
use super::patterns::Patterns;
use super::place::Lists;
use crate::plan::{
    Body, Field, FieldId, ObjectId, ObjectType, Operation, Plan, Presence, Table, Type, Update,
};

/// One module in the making.
pub(super) struct Scope<'p> {
    pub(super) plan: &'p Plan,
    pub(super) options: &'p Options,
    pub(super) names: Names,
    pub(super) patterns: RefCell<Patterns>,
    /// What a list is in the types of this module.
    pub(super) lists: Lists,
    /// What tells this schema from others, in the types of views.
    pub(super) key: u64,
    borrowing: Table<ObjectId, bool>,
    wires: Table<ObjectId, BTreeSet<Wires>>,
}

/// Where an object stands: what its paths look like, and which formats must be able to carry its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wires {
    /// Whether the default binding is XML, so that wire paths are XPath.
    pub(super) default_xml: bool,
    /// Whether some binding is JSON.
    pub(super) json: bool,
    /// Whether some binding is XML.
    pub(super) xml: bool,
}

impl Wires {
    pub(super) fn of(operation: &Operation) -> Self {
        let has = |body| {
            operation
                .bindings
                .iter()
                .any(|binding| binding.body == body)
        };
        Self {
            default_xml: operation
                .bindings
                .first()
                .is_some_and(|binding| binding.body == Body::Xml),
            json: has(Body::Json),
            xml: has(Body::Xml),
        }
    }

    /// What tells one method of an object from another, where it stands on several wires.
    pub(super) fn suffix(self) -> &'static str {
        match (self.default_xml, self.json, self.xml) {
            (true, true, _) => "xml_and_json",
            (true, false, _) => "xml",
            (false, true, true) => "json_and_xml",
            (false, false, true) => "flat_and_xml",
            (false, true, false) => "json",
            (false, false, false) => "flat",
        }
    }
}

impl<'p> Scope<'p> {
    pub(super) fn new(plan: &'p Plan, options: &'p Options) -> Self {
        let mut scope = Self {
            plan,
            options,
            names: Names::of(plan),
            patterns: RefCell::default(),
            lists: Lists::Vecs,
            key: 0,
            borrowing: plan.objects.iter().map(|_| false).collect(),
            wires: no_wires(plan),
        };
        scope.find_borrowing();
        for operation in &plan.operations {
            let wires = Wires::of(operation);
            for field in &operation.fields {
                scope.find_wires(&field.ty, wires);
            }
        }
        scope
    }

    /// The scope of views: of a plan with one operation, or of one object in one wire situation.
    pub(super) fn of_views(
        plan: &'p Plan,
        options: &'p Options,
        key: u64,
        object: Option<(ObjectId, Wires)>,
    ) -> Self {
        let mut scope = Self::new(plan, options);
        scope.lists = Lists::Views;
        scope.key = key;
        if let Some((object, wires)) = object {
            scope.wires = no_wires(plan);
            scope.wires[object].insert(wires);
            for field in &plan.objects[object].fields {
                scope.find_wires(&field.ty, wires);
            }
        }
        scope
    }

    /// An object borrows if one of its members does; objects may contain one another, so this runs to a fixed point.
    fn find_borrowing(&mut self) {
        loop {
            let before = self.borrowing.clone();
            for (index, object) in self.plan.objects.iter_ids() {
                self.borrowing[index] =
                    members(&object.fields).any(|field| self.borrows(&field.ty));
            }
            if self.borrowing == before {
                return;
            }
        }
    }

    fn find_wires(&mut self, ty: &Type, wires: Wires) {
        match ty {
            Type::Object(index) if self.wires[*index].insert(wires) => {
                for field in &self.plan.objects[*index].fields {
                    self.find_wires(&field.ty, wires);
                }
            }
            Type::List(list) => self.find_wires(&list.item, wires),
            _ => {}
        }
    }

    /// Whether a value of this type has the lifetime `'a`.
    pub(super) fn borrows(&self, ty: &Type) -> bool {
        match ty {
            Type::String(_) | Type::Enum(_) => true,
            Type::Object(_) | Type::List(_) | Type::Timestamp if self.lists == Lists::Views => true,
            Type::Integer(_) | Type::Boolean | Type::Date | Type::Timestamp => false,
            Type::Object(index) => self.borrowing[*index],
            Type::List(list) => self.borrows(&list.item),
        }
    }

    /// Each wire situation that an object is in; most objects are in one.
    pub(super) fn wires_of(&self, object: ObjectId) -> impl Iterator<Item = Wires> {
        self.wires[object].iter().copied()
    }

    /// The method that checks an object in a wire situation.
    pub(super) fn check_method(&self, object: ObjectId, wires: Wires) -> proc_macro2::Ident {
        if self.wires[object].len() > 1 {
            ident(&format!("__check_{}", wires.suffix()))
        } else {
            ident("__check")
        }
    }

    pub(super) fn object_on_json(&self, object: ObjectId) -> bool {
        self.wires[object].iter().any(|wires| wires.json)
    }

    pub(super) fn object_on_xml(&self, object: ObjectId) -> bool {
        self.wires[object].iter().any(|wires| wires.xml)
    }

    /// The Rust type of a present value, with this lifetime.
    pub(super) fn value_type(&self, ty: &Type, lifetime: &TokenStream) -> TokenStream {
        match ty {
            Type::String(_) => {
                let cow = self.names.imported("Cow");
                let text = self.names.std("str");
                quote!(#cow<#lifetime, #text>)
            }
            Type::Integer(_) => self.names.std("i64"),
            Type::Boolean => self.names.std("bool"),
            Type::Date => self.names.imported("Date"),
            Type::Timestamp if self.lists == Lists::Views => {
                quote!(&#lifetime __wireform::Timestamp)
            }
            Type::Timestamp => self.names.imported("Timestamp"),
            Type::Enum(index) => {
                let open = self.names.imported("Open");
                let name = ident(&self.plan.enums[*index].rust);
                quote!(#open<#lifetime, #name>)
            }
            Type::Object(index) if self.lists == Lists::Views => {
                let key = super::view::key(self, *index);
                quote!(&#lifetime (dyn __wireform::derive::Nested<#key> + #lifetime))
            }
            Type::List(list) if self.lists == Lists::Views => {
                let item = super::view::kind(self, &list.item, &TokenStream::new());
                quote!(__wireform::derive::Items<#lifetime, #item>)
            }
            Type::Object(index) => {
                let name = ident(&self.plan.objects[*index].rust);
                if self.borrowing[*index] {
                    quote!(#name<#lifetime>)
                } else {
                    quote!(#name)
                }
            }
            Type::List(list) => {
                let vec = self.names.std("Vec");
                let item = self.value_type(&list.item, lifetime);
                quote!(#vec<#item>)
            }
        }
    }

    /// The Rust type of a field, absent or not.
    pub(super) fn field_type(&self, field: &Field) -> TokenStream {
        let value = self.value_type(&field.ty, &quote!('a));
        match field.presence {
            Presence::Required => value,
            Presence::Optional => {
                let option = self.names.std("Option");
                quote!(#option<#value>)
            }
            Presence::Clearable(_) => {
                let patch = self.names.imported("Patch");
                quote!(#patch<#value>)
            }
        }
    }
}

/// The fields that are Rust fields: constants are not.
pub(super) fn members(fields: &[Field]) -> impl Iterator<Item = &Field> {
    fields.iter().filter(|field| field.constant.is_none())
}

/// Returns a table in which no object is on a wire yet.
fn no_wires(plan: &Plan) -> Table<ObjectId, BTreeSet<Wires>> {
    plan.objects.iter().map(|_| BTreeSet::new()).collect()
}

/// An operation or an object, as the struct that it becomes.
#[derive(Clone, Copy)]
pub(super) struct Record<'p> {
    pub(super) rust: &'p str,
    pub(super) fields: &'p Table<FieldId, Field>,
    /// Whether the struct has the lifetime `'a`.
    pub(super) borrows: bool,
    /// Whether the struct literal names every field, because leaving one out would delete it (or may).
    pub(super) complete: bool,
    /// What a person has to know before leaving a field out.
    pub(super) absent: Option<&'static str>,
    /// Whether the struct, or something in it, is `#[deprecated]`.
    pub(super) deprecated: bool,
    pub(super) what: &'static str,
}

impl<'p> Record<'p> {
    pub(super) fn of_operation(scope: &Scope<'_>, operation: &'p Operation) -> Self {
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
        }
    }

    pub(super) fn of_object(scope: &Scope<'_>, object: &'p ObjectType) -> Self {
        Self {
            rust: &object.rust,
            fields: &object.fields,
            borrows: members(&object.fields).any(|field| scope.borrows(&field.ty)),
            complete: false,
            absent: None,
            deprecated: members(&object.fields).any(|field| field.deprecated.is_some()),
            what: "value",
        }
    }

    pub(super) fn members(&self) -> impl Iterator<Item = &'p Field> + use<'p> {
        members(self.fields)
    }

    pub(super) fn required(&self) -> Vec<&'p Field> {
        self.members()
            .filter(|field| field.presence == Presence::Required)
            .collect()
    }

    pub(super) fn has_optional(&self) -> bool {
        self.members()
            .any(|field| field.presence != Presence::Required)
    }

    /// `<'a>`, where there is a lifetime.
    pub(super) fn generics(&self) -> TokenStream {
        if self.borrows {
            quote!(<'a>)
        } else {
            TokenStream::new()
        }
    }

    /// The type with the lifetime `'a`, where there is one.
    pub(super) fn ty(&self) -> TokenStream {
        let name = ident(self.rust);
        let generics = self.generics();
        quote!(#name #generics)
    }

    /// The type where the lifetime is of no interest.
    pub(super) fn any(&self) -> TokenStream {
        self.with_lifetime(&quote!('_))
    }

    /// The type that borrows nothing.
    pub(super) fn owned(&self) -> TokenStream {
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

    /// What lets an impl name deprecated items.
    pub(super) fn allow_deprecated(&self) -> TokenStream {
        if self.deprecated {
            allow_deprecated()
        } else {
            TokenStream::new()
        }
    }
}

/// What lets an item of ours name a deprecated one.
pub(super) fn allow_deprecated() -> TokenStream {
    quote!(#[allow(deprecated, reason = "the deprecation is for callers")])
}

/// Whether the request type of an operation is `#[deprecated]`.
pub(super) fn is_deprecated(operation: &Operation) -> bool {
    operation.deprecated.is_some() || operation.withdrawn.is_some()
}

/// `#[deprecated]` with its reason.
pub(super) fn deprecated_attribute(reason: Option<&str>) -> TokenStream {
    match reason {
        Some(note) if note.is_empty() || note == "true" => quote!(#[deprecated]),
        Some(note) => {
            let note = one_line(note);
            quote!(#[deprecated(note = #note)])
        }
        None => TokenStream::new(),
    }
}

/// A text for a place where a compiler prints one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
