//! Expands structs that a schema describes.
//!
//! Input: a struct with named fields and its targets. Output: a module beside it with a view for each target, `From<&Struct>` for
//! each view, and the impls that make the struct a request or an object of one.

use heck::ToSnakeCase as _;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{DeriveInput, FieldsNamed};
use wireform_codegen::emit::{self, View, ViewField};
use wireform_codegen::plan::{Plan, Update, objects_with_moments};

use super::attributes::{Container, Target};
use super::field_attributes::FieldMappings;
use super::fields::{self, FieldSource, StructField};
use super::flatten;
use super::impls::Struct;
use super::{Errors, unknown_name, unsent_fields};
use crate::schemas::{self, Loaded};

/// Returns the module and the impls of a struct.
pub(super) fn expand(
    input: &DeriveInput,
    container: &Container,
    named: &FieldsNamed,
    errors: &mut Errors,
) -> TokenStream {
    let mut own: Vec<StructField<'_>> = named
        .named
        .iter()
        .map(|field| StructField {
            field,
            attributes: FieldMappings::read(&field.attrs, flatten::prefix(field), errors),
            taken: false,
        })
        .collect();
    let module = module(input, container);
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
        let Some((schema, schema_module)) = loaded.names() else {
            whole = false;
            continue;
        };
        // The mistakes of a schema were reported; what follows from them is not.
        let mut unreported = Errors::default();
        let errors = if loaded.plan().is_none() {
            whole = false;
            &mut unreported
        } else {
            &mut *errors
        };
        known.push(schema.to_owned());
        known.push(schema_module.to_owned());
        known.push(target.name.value());
        let inside = shared(container, target)
            .then(|| format_ident!("{}", target.name.value().to_snake_case()));
        let outside = match &inside {
            Some(inside) => quote!(#module::#inside),
            None => quote!(#module),
        };
        let Some(views) = views(target, &loaded, &runtime, &outside, errors) else {
            whole = false;
            continue;
        };
        let mut first = true;
        let mut content = TokenStream::new();
        for view in &views {
            let name = target.name.value();
            // One schema twice is reported apart by the operations.
            let names = match &inside {
                Some(_) => [name.as_str(), schema, schema_module],
                None => [schema, schema_module, name.as_str()],
            };
            // The second view of an object has the same fields, so its mistakes were reported.
            let (mut silent, mut unheard) = (Errors::default(), Vec::new());
            let (reported, unmatched) = if first {
                (&mut *errors, &mut unmatched)
            } else {
                (&mut silent, &mut unheard)
            };
            let before = reported.0.len();
            let filled = fields::fill_view(
                &mut own,
                &view.fields,
                target,
                &names,
                &loaded,
                reported,
                unmatched,
            );
            if let (Some(plan), true) = (loaded.plan(), first && reported.0.len() == before) {
                report_deletions((plan, &*loaded), target, &view.fields, &filled, reported);
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
        report_unknown_schemas(&own, &known, errors);
        unsent_fields::report(&own, &unmatched, errors);
    }
    let assembled = assemble(input, &module, &runtime, &modules, &impls);
    quote!(#tracked #assembled)
}

/// Returns the name of the module beside the struct.
pub(super) fn module(input: &DeriveInput, container: &Container) -> Ident {
    container.module.clone().unwrap_or_else(|| {
        let name = input.ident.to_string().to_snake_case();
        syn::parse_str(&name).unwrap_or_else(|_| format_ident!("{name}_"))
    })
}

/// Returns the module beside the struct, and the impls.
pub(super) fn assemble(
    input: &DeriveInput,
    module: &Ident,
    runtime: &TokenStream,
    modules: &TokenStream,
    impls: &TokenStream,
) -> TokenStream {
    let visibility = &input.vis;
    let docs = format!("The requests that [`{}`] becomes.", input.ident);
    quote! {
        #[doc = #docs]
        #[allow(dead_code, unreachable_pub, reason = "a user may use only a part of it")]
        #visibility mod #module { #modules }
        const _: () = {
            #[allow(unused_imports, reason = "unused if the schema has mistakes")]
            use #runtime as __wireform;
            #impls
        };
    }
}

/// Returns whether another target has the same schema, so that modules named after the schema would collide.
fn shared(container: &Container, target: &Target) -> bool {
    let same = |other: &&Target| other.schema.value() == target.schema.value();
    container.targets.iter().filter(same).count() > 1
}

/// Returns the views of a target. If there are none, that is reported.
fn views(
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
    let Some(plan) = loaded.plan() else {
        let views = loaded.stubs()?.view(wanted, loaded.hash, runtime, outside);
        return (!views.is_empty()).then_some(views);
    };
    if let Some(rule) = rule_on_object_member(plan, target) {
        errors.report(
            &target.name,
            format!("the rule `{rule}` reads a member of an object, which a derived request does not support: use the generated request"),
        );
        return None;
    }
    if let Some((object, what)) = unsupported_object(plan, target) {
        errors.report(
            &target.name,
            format!("`{object}` {what}, which a derived request does not support: use the generated request"),
        );
        return None;
    }
    let lowered = schemas::lowered(plan);
    let views = emit::view(&lowered, wanted, loaded.hash, runtime, outside);
    if views.is_empty() {
        errors.report(
            &target.name,
            format!(
                "{} ({})",
                unknown_target(plan, target),
                target.schema.value()
            ),
        );
        return None;
    }
    Some(views)
}

/// Returns the sentence about an operation or an object that the schema does not have.
fn unknown_target(plan: &Plan, target: &Target) -> String {
    let (what, known): (&str, Vec<&str>) = if target.operation {
        let names = plan.operations.iter().map(|it| it.name.as_str());
        ("operation", names.collect())
    } else {
        let objects = plan.objects.iter().filter(|it| it.in_request);
        ("object", objects.map(|it| it.name.as_str()).collect())
    };
    unknown_name(what, &target.name.value(), &known)
}

/// Reports fields without a source if the provider can delete their data. A struct literal cannot omit them either.
fn report_deletions(
    (plan, loaded): (&Plan, &Loaded),
    target: &Target,
    fields: &[ViewField],
    filled: &[Option<FieldSource<'_>>],
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
        .map(|(field, _)| {
            let name = &field.field.name;
            format!("`{name}` ({})", loaded.place(&target.name.value(), name))
        })
        .collect();
    if target.operation && deletes && !target.partial && !absent.is_empty() {
        errors.report(
            &target.name,
            format!(
                "the provider may delete the fields of `{name}` that have no source: {}; add them, or accept this with `partial` \
                 beside the operation",
                absent.join(", ")
            ),
        );
    }
}

/// Returns an object that a struct cannot stand for, and what it is: the target, or one that it contains directly. The structs of
/// objects in it are checked on their own.
fn unsupported_object<'p>(plan: &'p Plan, target: &Target) -> Option<(&'p str, &'static str)> {
    let name = target.name.value();
    let is_target = |it: &&wireform_codegen::plan::ObjectType| it.in_request && it.name == name;
    let object = || plan.objects.iter().find(is_target);
    let fields = match target.operation {
        true => &plan.operations.iter().find(|it| it.name == name)?.fields,
        false => &object()?.fields,
    };
    let inside = fields.iter().filter_map(|field| field.ty.object_within());
    let inside = inside.map(|id| &plan.objects[id]);
    let own = object().filter(|_| !target.operation);
    let mut objects = own.into_iter().chain(inside);
    let with_moments = objects_with_moments(&plan.objects);
    objects.find_map(|object| {
        let has_moment = object.fields.iter().any(|it| it.has_moment(&with_moments));
        let what = match (object.is_union(), has_moment) {
            (true, _) => "is a union",
            (false, true) => "has the time or the nonce of an attempt",
            (false, false) => return None,
        };
        Some((object.name.as_str(), what))
    })
}

/// Returns a rule of the operation that names a member of an object.
fn rule_on_object_member<'p>(plan: &'p Plan, target: &Target) -> Option<&'p str> {
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

/// Reports each name in `for("…")` that is not a schema or an operation of the struct.
fn report_unknown_schemas(own: &[StructField<'_>], known: &[String], errors: &mut Errors) {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    for only in own.iter().flat_map(|own| own.attributes.only()) {
        if !known.contains(&only.value().as_str()) {
            errors.report(
                only,
                unknown_name("schema on this struct", &only.value(), &known),
            );
        }
    }
}
