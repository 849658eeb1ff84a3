//! Structs: for each operation or object that a struct names, the view and the way into it.
//!
//! In: a struct with named fields and its targets. Out: a module beside it with the views, `From<&Struct>` for each, and
//! what the struct itself then is: a request, or an object inside of one.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use heck::ToSnakeCase as _;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, FieldsNamed, Generics, Lifetime, WherePredicate, parse_quote};
use wireform_codegen::emit::{self, View, ViewField};
use wireform_codegen::plan::{Plan, Presence, Update};

use super::attributes::{Container, FieldSays, Target};
use super::fields::{self, Filled, Own};
use super::{Errors, unknown_name};
use crate::schemas::{self, Loaded};

/// The module and the impls of a struct.
pub(super) fn expand(
    input: &DeriveInput,
    container: &Container,
    named: &FieldsNamed,
    errors: &mut Errors,
) -> TokenStream {
    let mut own: Vec<Own<'_>> = named
        .named
        .iter()
        .map(|field| Own {
            field,
            says: FieldSays::read(&field.attrs, errors),
            taken: false,
        })
        .collect();
    let module = container.module.clone().unwrap_or_else(|| {
        let name = input.ident.to_string().to_snake_case();
        syn::parse_str(&name).unwrap_or_else(|_| format_ident!("{name}_"))
    });
    let runtime = container.runtime();
    let operations = container
        .targets
        .iter()
        .filter(|target| target.operation)
        .count();

    let mut tracked = TokenStream::new();
    let mut modules = TokenStream::new();
    let mut impls = TokenStream::new();
    let mut unmatched = Vec::new();
    let mut known: Vec<String> = Vec::new();
    let mut whole = true;
    for target in &container.targets {
        let loaded = schemas::load(&target.schema.value());
        tracked.extend(loaded.tracked(&target.schema));
        tracked.extend(loaded.compile_errors(target.schema.span()));
        let broken = loaded.plan().is_none();
        let Some(plan) = loaded.plan().or_else(|| loaded.draft()) else {
            whole = false;
            continue;
        };
        // Where the schema has mistakes they have been told, and what follows from them is not.
        let mut unsaid = Errors::default();
        let errors = if broken {
            whole = false;
            &mut unsaid
        } else {
            &mut *errors
        };
        known.push(plan.schema.clone());
        known.push(plan.module.clone());
        let inside = shared(container, target)
            .then(|| format_ident!("{}", target.name.value().to_snake_case()));
        let outside = match &inside {
            Some(inside) => quote!(#module::#inside),
            None => quote!(#module),
        };
        let Some(views) = views(plan, target, &loaded, &runtime, &outside, errors) else {
            whole = false;
            continue;
        };
        let mut first = true;
        let mut content = TokenStream::new();
        for view in &views {
            let names = [plan.schema.as_str(), plan.module.as_str()];
            // The second view of an object has the same fields: what is wrong with them has been told.
            let (mut silent, mut unheard) = (Errors::default(), Vec::new());
            let (told, unmatched) = if first {
                (&mut *errors, &mut unmatched)
            } else {
                (&mut silent, &mut unheard)
            };
            let before = told.0.len();
            let filled = fields::fill(
                &mut own,
                &view.fields,
                target,
                &names,
                &loaded,
                told,
                unmatched,
            );
            if first && told.0.len() == before {
                deleted(plan, target, &view.fields, &filled, told);
            }
            let is = Struct {
                input,
                outside: &outside,
                view,
            };
            content.extend(view.tokens.clone());
            impls.extend(is.conversion(&filled));
            if !target.operation {
                impls.extend(is.nested(&filled));
            } else if operations == 1 {
                impls.extend(is.request(&filled));
            }
            first = false;
        }
        modules.extend(match inside {
            Some(inside) => {
                let docs = format!("For `{}`.", target.name.value());
                quote!(#[doc = #docs] pub mod #inside { #content })
            }
            None => content,
        });
    }
    if whole {
        unused(&own, &known, errors);
        // What one schema lacks may be what another has.
        for other in unmatched {
            if !std::mem::replace(&mut own[other.own].taken, true) {
                errors.push(other.error);
            }
        }
    }
    let visibility = &input.vis;
    let docs = format!(
        "What the providers' requests made of [`{}`] need.",
        input.ident
    );
    quote! {
        #tracked
        #[doc = #docs]
        #[allow(dead_code, unreachable_pub, reason = "one may use a part of it")]
        #visibility mod #module { #modules }
        const _: () = {
            #[allow(unused_imports, reason = "where nothing could be made of the schema")]
            use #runtime as __wireform;
            #impls
        };
    }
}

/// Whether another target is of the same schema, so that modules by schema would collide.
fn shared(container: &Container, target: &Target) -> bool {
    let same = |other: &&Target| other.schema.value() == target.schema.value();
    container.targets.iter().filter(same).count() > 1
}

fn views(
    plan: &Plan,
    target: &Target,
    loaded: &Loaded,
    runtime: &TokenStream,
    outside: &TokenStream,
    errors: &mut Errors,
) -> Option<Vec<View>> {
    let name = target.name.value();
    let wanted = if target.operation {
        emit::Target::Operation(&name)
    } else {
        emit::Target::Object(&name)
    };
    if let Some(rule) = looks_inside(plan, target) {
        errors.say(
            &target.name,
            format!("the rule `{rule}` looks into an object, which cannot be seen through a derive: use the generated request"),
        );
        return None;
    }
    // What is left of a plan with mistakes may lack what the emitter relies on.
    let views = catch_unwind(AssertUnwindSafe(|| {
        emit::view(plan, wanted, loaded.hash, runtime, outside)
    }));
    let views = match views {
        Ok(views) => views,
        Err(_) if loaded.plan().is_none() => return None,
        Err(panic) => resume_unwind(panic),
    };
    if views.is_empty() {
        let (what, known): (&str, Vec<&str>) = if target.operation {
            let names = plan.operations.iter().map(|it| it.name.as_str());
            ("operation", names.collect())
        } else {
            let objects = plan.objects.iter().filter(|it| it.in_request);
            ("object", objects.map(|it| it.name.as_str()).collect())
        };
        errors.say(&target.name, unknown_name(what, &name, &known));
        return None;
    }
    Some(views)
}

/// Where absent may delete, nothing is left out by oversight: not in a struct literal, and not here.
fn deleted(
    plan: &Plan,
    target: &Target,
    fields: &[ViewField],
    filled: &[Option<Filled<'_>>],
    errors: &mut Errors,
) {
    let name = target.name.value();
    let deletes = plan.operations.iter().any(|operation| {
        operation.name == name && matches!(operation.update, Update::Replace | Update::Unstated)
    });
    let absent: Vec<String> = fields
        .iter()
        .zip(filled)
        .filter(|(field, filled)| filled.is_none() && !field.is_required())
        .map(|(field, _)| format!("`{}`", field.field.name))
        .collect();
    if target.operation && deletes && !target.partial && !absent.is_empty() {
        errors.say(
            &target.name,
            format!(
                "what `{name}` is not given may be deleted at the provider, and no field gives {}: give them, or say `partial` \
                 beside the operation if that is meant",
                absent.join(", ")
            ),
        );
    }
}

/// A rule of the operation that looks into an object.
fn looks_inside<'p>(plan: &'p Plan, target: &Target) -> Option<&'p str> {
    let name = target.name.value();
    let operation = plan
        .operations
        .iter()
        .find(|operation| target.operation && operation.name == name)?;
    let nested = |rule: &&wireform_codegen::plan::Rule| {
        let mut deep = false;
        rule.each_field(&mut |path| deep |= path.0.len() > 1);
        deep
    };
    operation
        .rules
        .iter()
        .find(nested)
        .map(|rule| rule.name.as_str())
}

/// Says of each `for("…")` that names no schema of the struct that it does.
fn unused(own: &[Own<'_>], known: &[String], errors: &mut Errors) {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    for only in own
        .iter()
        .flat_map(|own| &own.says)
        .filter_map(FieldSays::only)
    {
        if !known.contains(&only.value().as_str()) {
            errors.say(
                only,
                unknown_name("schema on this struct", &only.value(), &known),
            );
        }
    }
}

/// A struct on its way into a view.
struct Struct<'s> {
    input: &'s DeriveInput,
    outside: &'s TokenStream,
    view: &'s View,
}

impl Struct<'_> {
    /// The view's type with this lifetime.
    fn view_type(&self, lifetime: &TokenStream) -> TokenStream {
        let (outside, module, name) = (self.outside, &self.view.module, &self.view.name);
        if self.view.borrows {
            quote!(#outside::#module::#name<#lifetime>)
        } else {
            quote!(#outside::#module::#name)
        }
    }

    /// The generics of the struct, with what its generic fields must be able to give.
    fn generics(&self, filled: &[Option<Filled<'_>>]) -> Generics {
        let mut generics = self.input.generics.clone();
        let params: Vec<&Ident> = self
            .input
            .generics
            .type_params()
            .map(|it| &it.ident)
            .collect();
        for (field, filled) in self.view.fields.iter().zip(filled) {
            let Some(filled) = filled
                .as_ref()
                .filter(|it| !it.broken && it.says.with.is_none())
            else {
                continue;
            };
            let ty = &filled.own.ty;
            if params.iter().any(|param| mentions(quote!(#ty), param)) {
                let (of, kind) = (trait_of(field), &field.kind);
                let predicate: WherePredicate = parse_quote!(#ty: __wireform::derive::#of<#kind>);
                generics.make_where_clause().predicates.push(predicate);
            }
        }
        generics
    }

    /// `From<&Struct>` for the view.
    fn conversion(&self, filled: &[Option<Filled<'_>>]) -> TokenStream {
        let generics = self.generics(filled);
        let mut with_lifetime = generics.clone();
        let lifetime: Lifetime = parse_quote!('__w);
        with_lifetime.params.insert(0, parse_quote!(#lifetime));
        let (impl_generics, _, where_clause) = with_lifetime.split_for_impl();
        let (_, ty_generics, _) = self.input.generics.split_for_impl();
        let name = &self.input.ident;
        let view = self.view_type(&quote!(#lifetime));
        let values = self.view.fields.iter().zip(filled).map(|(field, filled)| {
            let name = &field.name;
            let value = value(field, filled.as_ref());
            quote!(#name: #value)
        });
        quote! {
            #[allow(deprecated, reason = "the deprecation is for callers")]
            impl #impl_generics ::core::convert::From<&#lifetime #name #ty_generics> for #view #where_clause {
                fn from(source: &#lifetime #name #ty_generics) -> Self {
                    let _ = source;
                    Self { #(#values,)* }
                }
            }
        }
    }

    /// The struct as a request.
    fn request(&self, filled: &[Option<Filled<'_>>]) -> TokenStream {
        let generics = self.generics(filled);
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let (_, ty_generics, _) = self.input.generics.split_for_impl();
        let name = &self.input.ident;
        let fixed = self.view_type(&quote!('static));
        let view = self.view_type(&quote!('_));
        let of = quote!(<#fixed as __wireform::Request>);
        quote! {
            #[allow(deprecated, reason = "the deprecation is for callers")]
            impl #impl_generics __wireform::Request for #name #ty_generics #where_clause {
                type Context = #of::Context;
                type Server = #of::Server;
                type Credentials = #of::Credentials;
                type BodyCredentials = #of::BodyCredentials;
                type Binding = #of::Binding;

                const PROVIDER: &'static ::core::primitive::str = #of::PROVIDER;
                const OPERATION: &'static ::core::primitive::str = #of::OPERATION;
                const METHOD: &'static ::core::primitive::str = #of::METHOD;

                fn __check(&self, context: &Self::Context, check: &mut __wireform::Check<'_>) {
                    __wireform::Request::__check(&<#view>::from(self), context, check);
                }

                fn __body(
                    &self,
                    token: __wireform::Token,
                    binding: Self::Binding,
                    credentials: &Self::BodyCredentials,
                    body: &mut __wireform::Body,
                ) {
                    __wireform::Request::__body(&<#view>::from(self), token, binding, credentials, body);
                }

                fn __http(
                    &self,
                    token: __wireform::Token,
                    binding: Self::Binding,
                    server: &Self::Server,
                    credentials: &Self::Credentials,
                ) -> __wireform::HttpRequest {
                    __wireform::Request::__http(&<#view>::from(self), token, binding, server, credentials)
                }

                fn __redacted(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __wireform::Request::__redacted(&<#view>::from(self), f)
                }

                fn permissions(&self) -> ::std::vec::Vec<&'static ::core::primitive::str> {
                    __wireform::Request::permissions(&<#view>::from(self))
                }
            }
        }
    }

    /// The struct as an object inside of a request.
    fn nested(&self, filled: &[Option<Filled<'_>>]) -> TokenStream {
        let generics = self.generics(filled);
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let (_, ty_generics, _) = self.input.generics.split_for_impl();
        let name = &self.input.ident;
        let view = self.view_type(&quote!('_));
        let key = self.view.key;
        let kind = quote!(__wireform::derive::ObjectOf<#key>);
        let seen = quote!((dyn __wireform::derive::Nested<#key> + '_));
        quote! {
            impl #impl_generics __wireform::derive::Nested<#key> for #name #ty_generics #where_clause {
                fn __check(&self, at: &__wireform::Path<'_>, check: &mut __wireform::Check<'_>) {
                    __wireform::derive::Nested::<#key>::__check(&<#view>::from(self), at, check);
                }

                fn __json(&self, body: &mut __wireform::Body) {
                    __wireform::derive::Nested::<#key>::__json(&<#view>::from(self), body);
                }

                fn __xml(&self, body: &mut __wireform::Body) {
                    __wireform::derive::Nested::<#key>::__xml(&<#view>::from(self), body);
                }

                fn __permissions(&self, permissions: &mut __wireform::Permissions) {
                    __wireform::derive::Nested::<#key>::__permissions(&<#view>::from(self), permissions);
                }

                fn __redact(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __wireform::derive::Nested::<#key>::__redact(&<#view>::from(self), f)
                }
            }

            impl #impl_generics __wireform::derive::Given<#kind> for #name #ty_generics #where_clause {
                fn given(&self) -> & #seen {
                    self
                }
            }

            impl #impl_generics __wireform::derive::Offered<#kind> for #name #ty_generics #where_clause {
                fn offered(&self) -> ::core::option::Option<& #seen> {
                    ::core::option::Option::Some(self)
                }
            }

            impl #impl_generics __wireform::derive::Changed<#kind> for #name #ty_generics #where_clause {
                fn changed(&self) -> __wireform::Patch<& #seen> {
                    __wireform::Patch::Set(self)
                }
            }
        }
    }
}

/// The runtime's trait that a field of a view asks of its source.
fn trait_of(field: &ViewField) -> TokenStream {
    match field.field.presence {
        Presence::Required => quote!(Given),
        Presence::Optional => quote!(Offered),
        Presence::Clearable(_) => quote!(Changed),
    }
}

/// The expression that reads a field's value: the one thing that is not the emitter's.
fn value(field: &ViewField, filled: Option<&Filled<'_>>) -> TokenStream {
    let kind = &field.kind;
    let Some(filled) = filled.filter(|filled| !filled.broken) else {
        return match field.field.presence {
            // Told already: this never runs.
            Presence::Required => quote!(__wireform::derive::told()),
            Presence::Optional => quote!(::core::option::Option::None),
            Presence::Clearable(_) => quote!(__wireform::Patch::Keep),
        };
    };
    let own = &filled.own.ident;
    let value = if let Some(path) = &filled.says.with {
        let at = path.span();
        let converted = quote_spanned!(at=> #path(&source.#own));
        match field.field.presence {
            Presence::Required => {
                quote_spanned!(at=> __wireform::derive::IntoGiven::<'_, #kind>::into_given(#converted))
            }
            Presence::Optional => {
                quote_spanned!(at=> __wireform::derive::IntoView::<'_, #kind>::into_view(#converted))
            }
            Presence::Clearable(_) => {
                quote_spanned!(at=> __wireform::derive::change(__wireform::derive::IntoView::<'_, #kind>::into_view(#converted)))
            }
        }
    } else {
        let ty = &filled.own.ty;
        let at = ty.span();
        let method = match field.field.presence {
            Presence::Required => quote_spanned!(at=> Given::<#kind>>::given),
            Presence::Optional => quote_spanned!(at=> Offered::<#kind>>::offered),
            Presence::Clearable(_) => quote_spanned!(at=> Changed::<#kind>>::changed),
        };
        quote_spanned!(at=> <#ty as __wireform::derive::#method(&source.#own))
    };
    if filled.says.clear_if_empty.is_some() {
        quote!(__wireform::derive::clear_if_empty(#value))
    } else {
        value
    }
}

/// Whether tokens have this identifier in them.
fn mentions(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        _ => false,
    })
}
