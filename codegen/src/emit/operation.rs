//! Operations: the struct of the request, its `ApiRequest` impl, and the module with its other items.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::json as body_json;
use crate::emit::bodies::pairs as body_pairs;
use crate::emit::bodies::pairs::Part;
use crate::emit::bodies::xml as body_xml;
use crate::emit::checks::fields as check;
use crate::emit::checks::policy_names;
use crate::emit::checks::rule_facts::{context_facts, facts_of_objects};
use crate::emit::checks::rules;
use crate::emit::contacts::conversions as contact;
use crate::emit::docs::builder::{Docs, code, link};
use crate::emit::messages::checked_credentials as holder;
use crate::emit::messages::http;
use crate::emit::messages::masks;
use crate::emit::messages::permissions;
use crate::emit::messages::servers as server;
use crate::emit::read_back;
use crate::emit::responses;
use crate::emit::shared::credentials;
use crate::emit::shared::names::{ident, parameters, stem};
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::Lists;
use crate::emit::types::contexts as context;
use crate::emit::types::debug;
use crate::emit::types::normal;
use crate::emit::types::redact;
use crate::emit::types::structs as record;
use crate::plan::{Binding, BodyTree, Operation, PathPart};

/// Emits the items of an operation except its struct, because a view has a struct of its own.
pub(crate) fn without_struct(
    scope: &Scope<'_>,
    operation: &Operation,
    record: &Record<'_>,
) -> TokenStream {
    let request = request(scope, operation, record);
    let normal = normal::emit(scope, record);
    let module = module(scope, operation, record);
    quote!(#request #normal #module)
}

/// Emits all items of one operation.
pub(crate) fn emit(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let record = Record::of_operation(scope, operation);
    let deprecated = operation
        .withdrawn
        .as_deref()
        .or(operation.deprecated.as_deref());
    let own = record::emit(scope, &record, docs(scope, operation), deprecated);
    let debug = debug::emit_by_trait(&record, &quote!(__wireform::ApiRequest::__redacted));
    let rest = without_struct(scope, operation, &record);
    let contact = contact::emit(scope, operation, &record);
    let reading = contact::reading(operation, &record);
    let responses = responses::implementation(scope, operation, &record);
    let read_back = read_back::emit(scope, operation, &record);
    quote!(#own #debug #rest #contact #reading #responses #read_back)
}

fn docs(scope: &Scope<'_>, operation: &Operation) -> Docs {
    let mut docs = match &operation.description {
        Some(description) => Docs::new().text(description),
        None => Docs::new().markdown(&format!("{}.", code(&operation.name))),
    };
    let path: String = operation
        .path
        .iter()
        .map(|part| match part {
            PathPart::Literal(text) => text.clone(),
            PathPart::Field(index) | PathPart::Segments(index) => {
                format!("{{{}}}", operation.fields[*index].name)
            }
        })
        .collect();
    let line = format!("{} {path}", operation.method);
    docs = docs.markdown(&code(line.trim()));
    if let Some(withdrawn) = &operation.withdrawn {
        docs = docs.text(&format!("Withdrawn: {withdrawn}"));
    }
    for permission in &operation.permissions {
        docs = docs.markdown(&format!("Needs the permission {}.", code(&permission.name)));
    }
    let page = operation.page.as_ref();
    if let Some(page) = page.and_then(|name| scope.plan.page(name)) {
        docs = docs.markdown(&format!("Documented at {}.", link(&page.url)));
    }
    docs
}

fn request(scope: &Scope<'_>, operation: &Operation, record: &Record<'_>) -> TokenStream {
    let plan = scope.plan;
    let module = ident(&operation.module);
    let context = if context::has_context(operation) {
        quote!(#module::Context)
    } else {
        quote!(())
    };
    let server = server::type_of(plan, operation);
    let credentials = credentials::type_of(plan, operation);
    let body_credentials = if credentials::in_body(plan, operation) {
        credentials.clone()
    } else {
        quote!(())
    };
    let binding = if operation.bindings.len() > 1 {
        quote!(#module::Binding)
    } else {
        quote!(__wireform::OnlyBinding)
    };
    let (provider, name, method) = (stem(&plan.module), &operation.name, &operation.method);

    let moment = if operation.takes_moment(plan) {
        quote!(__wireform::Moment)
    } else {
        quote!(())
    };

    let fields = check::of_operation(scope, operation);
    let rules = rules::emit(scope, operation);
    let fields = match scope.lists {
        Lists::Vecs => fields,
        // The values of a struct may have been converted before.
        Lists::Views => {
            let [check] = parameters(["check"], &fields);
            quote!(self.__converted.check(check, |#check| { #fields });)
        }
    };
    let facts = (!facts_of_objects(scope, operation).is_empty())
        .then(|| quote!(let check = &mut check.with_facts(context);));
    let call =
        |call: TokenStream| normal::instead(scope, record, &quote!(__wireform::ApiRequest::#call));
    let normal = call(quote!(__check(&normal, context, check)));
    let checks = quote!(#normal #facts #fields #rules);
    let [check_context, check] = parameters(["context", "check"], &checks);

    let mask = masks::in_body(scope, operation);
    let bodies_of = bodies(scope, operation);
    let mut bodies = quote!(#mask #bodies_of);
    if scope.lists == Lists::Vecs && !bodies.is_empty() {
        bodies = quote!(body.checked(&token); #bodies);
    }
    if !bodies.is_empty() {
        let normal = call(quote!(__body(
            &normal,
            token,
            binding,
            credentials,
            at_sending,
            body
        )));
        bodies = quote!(#normal #bodies);
    }
    let names = ["token", "binding", "credentials", "at_sending", "body"];
    let [body_token, body_binding, body_from, body_at_sending, body] = parameters(names, &bodies);

    let write_body = (!bodies.is_empty()).then(|| {
        quote! {
            fn __body(
                &self,
                #body_token: __wireform::Token<Self>,
                #body_binding: Self::Binding,
                #body_from: &Self::BodyCredentials,
                #body_at_sending: &Self::AtSending,
                #body: &mut __wireform::Body,
            ) {
                #bodies
            }
        }
    });

    let built = http::emit(scope, operation);
    let normal = call(quote!(__http(
        &normal,
        token,
        binding,
        server,
        credentials,
        at_sending
    )));
    let built = quote!(#normal #built);
    let [token, http_binding, http_from, at_sending] =
        parameters(["token", "binding", "credentials", "at_sending"], &built);

    let shape = redact::emit_shape(record);
    let permissions = permissions::of_operation(scope, operation);
    let permissions = (!permissions.is_empty()).then(|| {
        let (text, vec) = (scope.names.std("str"), scope.names.std("Vec"));
        let normal = call(quote!(permissions(&normal)));
        quote!(fn permissions(&self) -> #vec<&'static #text> { #normal #permissions })
    });
    let values = read_back::of_request(scope, operation, record);
    let any = record.any();
    let allow = record.allow_deprecated();
    let allow_recursion = normal::allow_recursion(scope, record);
    let role = match scope.lists {
        Lists::Vecs => quote!(Whole),
        Lists::Views => quote!(Lens),
    };
    let text = scope.names.std("str");
    quote! {
        #allow
        #allow_recursion
        impl __wireform::ApiRequest for #any {
            type Context = #context;
            type Server = #server;
            type Credentials = #credentials;
            type BodyCredentials = #body_credentials;
            type Binding = #binding;
            type AtSending = #moment;
            type __Role = __wireform::#role;

            const PROVIDER: &'static #text = #provider;
            const OPERATION: &'static #text = #name;
            const METHOD: &'static #text = #method;

            fn __check(&self, #check_context: &Self::Context, #check: &mut __wireform::Check<'_>) {
                #checks
            }

            #write_body

            fn __http(
                &self,
                #token: __wireform::Token<Self>,
                #http_binding: Self::Binding,
                server: &Self::Server,
                #http_from: &Self::Credentials,
                #at_sending: &Self::AtSending,
            ) -> __wireform::HttpResult<Self> {
                #built
            }

            fn __redacted(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #shape
            }

            #permissions

            #values
        }
    }
}

fn bodies(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let of = |binding: &Binding| match &binding.body {
        BodyTree::Empty => TokenStream::new(),
        BodyTree::Json { members, .. } => body_json::of_operation(scope, operation, members),
        BodyTree::Xml { doctype, root, .. } => {
            body_xml::of_operation(scope, operation, doctype.as_deref(), root)
        }
        BodyTree::Query(parameters) => {
            body_pairs::of_operation(scope, operation, parameters, Part::Query)
        }
        BodyTree::Form { parameters, .. } => {
            body_pairs::of_operation(scope, operation, parameters, Part::Form)
        }
        BodyTree::Lines {
            parameters, syntax, ..
        } => body_pairs::of_operation(scope, operation, parameters, Part::Lines(syntax)),
        BodyTree::Text { parts, .. } => body_pairs::of_text(scope, operation, parts),
    };
    match operation.bindings.as_slice() {
        [] => TokenStream::new(),
        [only] => of(only),
        several => {
            let module = ident(&operation.module);
            let arms = several.iter().map(|binding| {
                let variant = ident(&binding.rust);
                let body = of(binding);
                quote!(#module::Binding::#variant => { #body })
            });
            quote!(match binding { #(#arms)* })
        }
    }
}

/// Emits the module of the operation: context, bindings, credentials, names for policies.
fn module(scope: &Scope<'_>, operation: &Operation, record: &Record<'_>) -> TokenStream {
    let context = context::emit(scope, operation, record);
    let facts = context_facts(scope, operation);
    let bindings = bindings(operation);
    let credentials = holder::of_operation(scope, operation);
    let names = policy_names::emit(scope, operation, record);
    let responses = match scope.lists {
        Lists::Vecs => responses::module_items(scope, operation),
        Lists::Views => TokenStream::new(),
    };
    let content = quote!(#context #facts #bindings #credentials #responses);
    if content.is_empty() && names.is_empty() {
        return TokenStream::new();
    }
    let import = crate::emit::shared::names::mentions(&content, "__wireform").then(|| {
        quote!(
            use super::__wireform;
        )
    });
    let docs = Docs::new()
        .markdown(&format!("What belongs to [`struct@{}`].", record.rust))
        .outer();
    let name = ident(&operation.module);
    quote! {
        #docs
        pub mod #name {
            #import
            #content
            #names
        }
    }
}

fn bindings(operation: &Operation) -> TokenStream {
    if operation.bindings.len() < 2 {
        return TokenStream::new();
    }
    let variants = operation
        .bindings
        .iter()
        .enumerate()
        .map(|(index, binding)| {
            let format = match binding.body {
                BodyTree::Empty => "Without a body",
                BodyTree::Json { .. } => "As JSON",
                BodyTree::Xml { .. } => "As XML",
                BodyTree::Query(_) => "As a query string",
                BodyTree::Form { .. } => "As a form",
                BodyTree::Lines { .. } => "As lines",
                BodyTree::Text { .. } => "As text",
            };
            let default = (index == 0).then(|| quote!(#[default]));
            let ending = if index == 0 { "; the default." } else { "." };
            let mut docs = Docs::new().markdown(&format!("{format}{ending}"));
            if let Some(description) = &binding.description {
                docs = docs.text(description);
            }
            let docs = docs.outer();
            let variant = ident(&binding.rust);
            quote!(#docs #default #variant)
        });
    quote! {
        /// The ways to write the request.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Binding { #(#variants,)* }
    }
}
