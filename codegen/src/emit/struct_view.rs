//! Views of users' structs, for the derive macro. The code that checks and sends emitted types checks and sends a view.
//!
//! Input: an operation or an object of a plan. Output: a module whose struct borrows every field, and the type that each
//! field of the user's struct has to provide. The other parts of the emitter write the code around the struct.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::docs::builder::{Docs, code};
use crate::emit::messages::auth;
use crate::emit::messages::servers as server;
use crate::emit::object;
use crate::emit::operation;
use crate::emit::options::Options;
use crate::emit::provider_module as module;
use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::tree_statics;
use crate::emit::shared::value_types::{key, kind, object_key};
use crate::emit::shared::wire_situation::Wires;
use crate::emit::types::enums as enumeration;
use crate::lower::Lowered;
use crate::plan::{BodyFormat, EnumId, Field, ObjectId, Operation, Plan, Presence, Type};

/// The operation or object that a struct stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'t> {
    /// An operation, by its name in the schema.
    Operation(&'t str),
    /// An object, by its name in the schema.
    Object(&'t str),
}

/// A view, as the macro inserts it into a crate.
#[derive(Debug, Clone)]
pub struct View {
    /// The name of its module.
    pub module: Ident,
    /// The module itself.
    pub tokens: TokenStream,
    /// The name of the struct in the module.
    pub name: Ident,
    /// Whether the struct has a lifetime.
    pub borrows: bool,
    /// Whether the view has texts that are normalized when it is made.
    pub normalizes: bool,
    /// For an object: the number that distinguishes it from other objects.
    pub key: u64,
    /// The fields of the struct, in order.
    pub fields: Vec<ViewField>,
}

/// A field of a view.
#[derive(Debug, Clone)]
pub struct ViewField {
    /// The field of the plan.
    pub field: Field,
    /// The name in the struct.
    pub name: Ident,
    /// The marker type of the runtime for the value. It names the runtime as `__wireform`, and the module of the view by
    /// the path that was given.
    pub kind: TokenStream,
    /// The wire path in the default binding, for a field of an operation.
    pub wire: String,
}

/// Returns the views of a target: one for an operation, one per wire situation for an object, none if the schema does not
/// have the target. `key` is a number that no other schema has, `runtime` is the path of the runtime's `__rt`, and
/// `outside` is the path by which users of the view name its module.
#[must_use]
pub fn view(
    lowered: &Lowered<'_>,
    target: Target<'_>,
    key: u64,
    runtime: &TokenStream,
    outside: &TokenStream,
) -> Vec<View> {
    let plan = lowered.plan;
    let options = Options::default();
    match target {
        Target::Operation(name) => {
            let plan = narrowed(plan, name);
            let lowered = lowered.with(&plan);
            plan.operations
                .first()
                .map(|operation| of_operation(&lowered, &options, operation, key, runtime, outside))
                .into_iter()
                .collect()
        }
        Target::Object(name) => {
            let Some(index) = plan
                .objects
                .find(|object| object.in_request && object.name == name)
            else {
                return Vec::new();
            };
            let wires: Vec<Wires> = Scope::new(lowered, &options).wires_of(index).collect();
            wires
                .iter()
                .map(|wires| {
                    let several = wires_suffix(*wires, wires_count(lowered, &options, index));
                    let several = several.as_deref();
                    of_object(
                        lowered,
                        &options,
                        (index, *wires, several),
                        key,
                        runtime,
                        outside,
                    )
                })
                .collect()
        }
    }
}

fn wires_count(lowered: &Lowered<'_>, options: &Options, index: ObjectId) -> usize {
    Scope::new(lowered, options).wires_of(index).count()
}

fn wires_suffix(wires: Wires, count: usize) -> Option<String> {
    (count > 1).then(|| wires.suffix())
}

/// Returns the plan with one operation only. It takes no current data, because a view has none to compare with.
fn narrowed(plan: &Plan, operation: &str) -> Plan {
    let mut plan = plan.clone();
    plan.keep_operations(|candidate| candidate == operation);
    plan.forget_current();
    plan
}

fn of_operation(
    lowered: &Lowered<'_>,
    options: &Options,
    operation: &Operation,
    key: u64,
    runtime: &TokenStream,
    outside: &TokenStream,
) -> View {
    let plan = lowered.plan;
    let scope = Scope::of_views(lowered, options, key, None);
    let record = Record::of_operation(&scope, operation);
    let definition = definition(&scope, &record, true);
    let rest = operation::without_struct(&scope, operation, &record);
    let endpoint = &plan.endpoints[operation.endpoint];
    let server = server::emit(&scope, endpoint);
    let auths = plan
        .auths
        .iter_ids()
        .filter(|(index, _)| endpoint.auths.contains(index))
        .map(|(index, item)| auth::emit(&scope, index, item));
    let holder = crate::emit::messages::checked_credentials::of_endpoint(&scope, endpoint);
    let items = quote!(#definition #rest #server #(#auths)* #holder);
    let name = ident(&plan.module);
    finish(&scope, &record, name, &items, runtime, outside, None)
}

fn of_object(
    lowered: &Lowered<'_>,
    options: &Options,
    (index, wires, suffix): (ObjectId, Wires, Option<&str>),
    key: u64,
    runtime: &TokenStream,
    outside: &TokenStream,
) -> View {
    let plan = lowered.plan;
    let scope = Scope::of_views(lowered, options, key, Some((index, wires)));
    let object = &plan.objects[index];
    let record = Record::of_object(&scope, object);
    let definition = definition(&scope, &record, false);
    let nested = nested(&scope, index, &record);
    let rest = object::without_struct(&scope, index, object, &record);
    let rest = quote!(#rest #nested);
    let module = crate::emit::shared::names::stem(&plan.module);
    let name = match suffix {
        Some(suffix) => format_ident!("{module}_{suffix}"),
        None => ident(&plan.module),
    };
    let items = quote!(#definition #rest);
    finish(&scope, &record, name, &items, runtime, outside, Some(index))
}

/// Emits the methods of an object behind a trait, for code that does not know its type.
fn nested(scope: &Scope<'_>, index: ObjectId, record: &Record<'_>) -> TokenStream {
    let key = key(scope, index);
    let any = record.any();
    let call = |is: bool, name: &str, variable: &str| {
        let (method, used) = (format_ident!("{name}"), format_ident!("{variable}"));
        if is {
            (used.clone(), quote!(self.#method(#used);))
        } else {
            (format_ident!("_{variable}"), TokenStream::new())
        }
    };
    let ty = ident(record.rust);
    let writes = |format| scope.writes_object(index, format);
    let (json_body, json) = call(writes(BodyFormat::Json), "__json", "body");
    let (xml_body, xml) = call(writes(BodyFormat::Xml), "__xml", "body");
    let parameters = [BodyFormat::Query, BodyFormat::Form, BodyFormat::Lines]
        .into_iter()
        .filter(|format| writes(*format))
        .map(|format| {
            let method = format_ident!("__{}", format.name());
            quote! {
                fn #method(
                    &self,
                    body: &mut __wireform::Body,
                    pairs: &mut __wireform::pairs::Pairs,
                    names: &__wireform::pairs::Members,
                ) {
                    #ty::#method(self, body, pairs, names);
                }
            }
        });
    let asks = crate::emit::messages::permissions::has_method(scope, index);
    let (permissions, ask) = call(asks, "__permissions", "permissions");
    let keys = crate::emit::checks::unique_keys::has_method(scope, index).then(|| {
        quote! {
            fn __key(&self, member: &::core::primitive::str, key: &mut __wireform::UniqueKey) {
                #ty::__key(self, member, key);
            }
        }
    });
    let entries = nested_entries(scope, index);
    quote! {
        impl __wireform::derive::Nested<#key> for #any {
            fn __check(&self, at: &__wireform::Path<'_>, check: &mut __wireform::Check<'_>) {
                #ty::__check(self, at, check);
            }

            fn __json(&self, #json_body: &mut __wireform::Body) { #json }

            fn __xml(&self, #xml_body: &mut __wireform::Body) { #xml }

            #(#parameters)*

            #entries

            #keys

            fn __permissions(&self, #permissions: &mut __wireform::Permissions) { #ask }

            fn __redact(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __wireform::Redact::redact(self, f)
            }
        }
    }
}

/// Emits the methods that write an object as entries. No code calls a method of an object that is not written so.
fn nested_entries(scope: &Scope<'_>, index: ObjectId) -> TokenStream {
    let text = quote!(&::core::primitive::str);
    let json = if scope.object_as_json_entries(index) {
        quote! {
            fn __json_entries(&self, body: &mut __wireform::Body, open: #text, middle: #text) {
                self.__json_entries(body, open, middle);
            }
        }
    } else {
        quote!(fn __json_entries(&self, _: &mut __wireform::Body, _: #text, _: #text) {})
    };
    let xml = if scope.object_as_xml_entries(index) {
        quote! {
            fn __xml_entries(&self, body: &mut __wireform::Body, open: #text, middle: #text, close: #text) {
                self.__xml_entries(body, open, middle, close);
            }
        }
    } else {
        quote!(fn __xml_entries(&self, _: &mut __wireform::Body, _: #text, _: #text, _: #text) {})
    };
    quote!(#json #xml)
}

fn finish(
    scope: &Scope<'_>,
    record: &Record<'_>,
    name: Ident,
    items: &TokenStream,
    runtime: &TokenStream,
    outside: &TokenStream,
    object: Option<ObjectId>,
) -> View {
    let mut used = Vec::new();
    for field in record.members() {
        enums_of(&field.ty, &mut used);
    }
    if object.is_none() {
        for context in &scope.plan.contexts {
            match context.kind {
                crate::plan::ContextKind::Enum(index)
                | crate::plan::ContextKind::SetOfEnum(index) => used.push(index),
                _ => {}
            }
        }
    }
    used.sort_unstable();
    used.dedup();
    let enums: Vec<TokenStream> = used
        .iter()
        .map(|index| {
            let item = &scope.plan.enums[*index];
            let own = enumeration::emit(item);
            let name = ident(&item.rust);
            quote!(#own __wireform::serves_enum!(#name);)
        })
        .collect();
    let patterns = scope.patterns.borrow().emit();
    let trees = tree_statics::emit(scope.plan);
    let fields: Vec<ViewField> = record
        .members()
        .map(|field| ViewField {
            field: field.clone(),
            name: ident(&field.rust),
            kind: kind(scope, &field.ty, &quote!(#outside::#name::)),
            wire: wire_path(scope, record, field, object),
        })
        .collect();
    // The imports come last, because they list the names that the items use.
    let imports = scope.names.imports();
    let docs = Docs::new()
        .markdown(&format!(
            "What {} needs beside the struct.",
            code(&scope.plan.provider)
        ))
        .outer();
    let allow = module::allow();
    let version = Literal::u32_unsuffixed(module::GENERATED_CODE);
    let tokens = quote! {
        #docs
        #allow
        pub mod #name {
            #[allow(unused_imports, reason = "a view may need nothing of it")]
            use #runtime as __wireform;
            #imports
            const _: () = __wireform::generated_for::<#version>();
            #items
            #(#enums)*
            #patterns
            #trees
        }
    };
    View {
        module: name,
        tokens,
        name: ident(record.rust),
        borrows: record.borrows,
        normalizes: crate::emit::types::normal::is_needed(scope, record),
        key: object.map_or(0, |index| object_key(scope, index)),
        fields,
    }
}

/// Returns the wire path of a field of the operation in the default binding.
fn wire_path(
    scope: &Scope<'_>,
    record: &Record<'_>,
    field: &Field,
    object: Option<ObjectId>,
) -> String {
    let operation = scope.plan.operations.first().filter(|_| object.is_none());
    let binding = operation.and_then(|operation| operation.bindings.first());
    let index = record.fields.find(|own| own.name == field.name);
    binding
        .zip(index)
        .and_then(|(binding, index)| binding.wire_paths.get(index))
        .cloned()
        .unwrap_or_default()
}

/// Emits the struct, which only the macro fills.
fn definition(scope: &Scope<'_>, record: &Record<'_>, converts: bool) -> TokenStream {
    let (ty, any) = (record.ty(), record.any());
    let converted =
        converts.then(|| quote!(#[doc(hidden)] pub __converted: __wireform::derive::Converted,));
    let adjustments = converts.then(|| {
        let allow = record.allow_deprecated();
        quote! {
            #allow
            impl #any {
                /// Returns what the conversions of the schema have changed.
                #[must_use]
                pub fn adjustments(&self) -> __wireform::derive::Adjustments {
                    self.__converted.adjustments()
                }
            }
        }
    });
    let allow = record.allow_deprecated();
    let fields = record.members().map(|field| {
        let name = ident(&field.rust);
        let ty = scope.field_type(field);
        quote!(#[doc(hidden)] pub #name: #ty)
    });
    quote! {
        /// The values of a struct, which `From` borrows from it.
        #allow
        #[derive(Clone)]
        pub struct #ty { #(#fields,)* #converted }
        #adjustments
    }
}

fn enums_of(ty: &Type, used: &mut Vec<EnumId>) {
    used.extend(ty.item().enumeration());
}

impl ViewField {
    /// Returns whether the provider requires a value.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.field.presence == Presence::Required
    }
}
