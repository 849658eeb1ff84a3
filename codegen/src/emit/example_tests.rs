//! Emits the examples of a schema as tests of the generated code. They compare every byte.
//!
//! Input: the examples of a plan. Output: a module with `#[cfg(test)]`, which the user's crate evaluates. Only `cargo test`
//! compiles it. A test returns an error instead of unwrapping, because crates may deny that.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::responses::example_tests as response_tests;
use crate::emit::shared::deprecation::allow_deprecated;
use crate::emit::shared::names::ident;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::variant_name;
use crate::emit::types::contexts::has_context;
use crate::plan::{
    AnyFormat, ContextKind, EnumId, Example, ExampleServer, Expectation, Fact, Field, ObjectType,
    Operation, Presence, Primitive, Structure, Type, Value, Waiver,
};

/// The codes of violations that only untyped input can have. In Rust, such a request does not compile.
const UNTYPED: &[&str] = &["type", "unknown_field", "missing", "required", "clear"];

/// Emits the module of the tests, if an operation has an example.
pub(crate) fn emit(scope: &Scope<'_>) -> TokenStream {
    let modules: Vec<TokenStream> = scope
        .plan
        .operations
        .iter()
        .filter_map(|operation| {
            let requests = operation.examples.iter();
            let requests = requests.filter_map(|example| test(scope, operation, example));
            let responses = response_tests::emit(scope.plan, operation);
            let tests: Vec<TokenStream> = requests.chain(responses).collect();
            let name = ident(&operation.module);
            (!tests.is_empty()).then(|| {
                quote! {
                    mod #name {
                        use super::super::__wireform;
                        #(#tests)*
                    }
                }
            })
        })
        .collect();
    if modules.is_empty() {
        return TokenStream::new();
    }
    let allow = allow_deprecated();
    quote! {
        #[cfg(test)]
        #[allow(unnameable_test_items, reason = "the module may stand in a function, where no test runs")]
        #allow
        mod __tests { #(#modules)* }
    }
}

fn test(scope: &Scope<'_>, operation: &Operation, example: &Example) -> Option<TokenStream> {
    if let Expectation::Violations(list) = &example.expect {
        let untyped = |text: &String| {
            text.rsplit_once(": ")
                .is_some_and(|(_, code)| UNTYPED.contains(&code))
        };
        if list.iter().any(untyped) {
            return None;
        }
    }
    let request = request(scope, operation, &example.values)?;
    let context = context(scope, operation, example)?;
    let policy = policy(scope, operation, example)?;
    let name = ident(&example.rust);
    let outcome = match &example.expect {
        Expectation::Violations(expected) => {
            let expected = vec_of(expected.iter().map(|text| quote!(#text)));
            quote! {
                let ::core::result::Result::Err(violations) =
                    __wireform::ApiRequest::validate(&request, &context, &policy)
                else {
                    return ::core::result::Result::Err("the example must have violations, and has none".into());
                };
                let labels: ::std::vec::Vec<::std::string::String> =
                    violations.iter().map(__wireform::Violation::label).collect();
                let expected: ::std::vec::Vec<&str> = #expected;
                ::core::assert_eq!(labels, expected);
            }
        }
        Expectation::Request {
            method,
            url,
            headers,
            body,
        } => {
            let server = server(scope, operation, &example.server);
            let credentials = credentials(scope, operation, example)?;
            let binding = (operation.bindings.len() > 1).then(|| {
                let module = ident(&operation.module);
                let binding = ident(&operation.bindings[example.binding].rust);
                quote!(super::super::#module::Binding::#binding,)
            });
            let signed = operation.takes_moment(scope.plan);
            let moment = signed.then(|| {
                let (now, nonce) = (Literal::u64_unsuffixed(example.now), example.nonce);
                let nonce = nonce.map(Literal::u8_unsuffixed);
                quote! {
                    let now = ::std::time::Duration::from_secs(#now);
                    let moment = __wireform::Moment::new(::std::time::SystemTime::UNIX_EPOCH + now, [#(#nonce),*]);
                }
            });
            let send = match (binding, signed) {
                (None, false) => quote!(valid.to_http(&server, &credentials)),
                (None, true) => quote!(valid.try_to_http(&server, &credentials, &moment)?),
                (Some(binding), false) => quote!(valid.to_http_as(#binding &server, &credentials)),
                (Some(binding), true) => {
                    quote!(valid.try_to_http_as(#binding &server, &credentials, &moment)?)
                }
            };
            let unchecked = example.unchecked.as_ref().map(|rules| {
                let rules = vec_of(rules.iter().map(|rule| quote!(#rule)));
                quote! {
                    let unchecked: ::std::vec::Vec<&str> = #rules;
                    ::core::assert_eq!(valid.unchecked().collect::<::std::vec::Vec<&str>>(), unchecked);
                }
            });
            let method = method
                .as_ref()
                .map(|text| quote!(::core::assert_eq!(http.method(), #text);));
            let url = url
                .as_ref()
                .map(|text| quote!(::core::assert_eq!(http.url(), #text);));
            let headers = headers.iter().map(|(name, value)| {
                quote!(::core::assert_eq!(http.header(#name).map(__wireform::Header::value), Some(#value));)
            });
            let body = body.as_ref().map(|text| {
                quote!(::core::assert_eq!(::std::string::String::from_utf8_lossy(http.body()), #text);)
            });
            quote! {
                let valid = __wireform::ApiRequest::valid(&request, &context, &policy)?;
                #unchecked
                let server = #server;
                let credentials = #credentials;
                #moment
                let http = #send;
                #method
                #url
                #(#headers)*
                #body
            }
        }
    };
    Some(quote! {
        #[test]
        fn #name() -> ::core::result::Result<(), ::std::boxed::Box<dyn ::std::error::Error>> {
            let request = #request;
            let context = #context;
            let policy = #policy;
            #outcome
            ::core::result::Result::Ok(())
        }
    })
}

fn vec_of(items: impl Iterator<Item = TokenStream>) -> TokenStream {
    quote!(::std::vec::Vec::from([#(#items),*]))
}

/// Returns a struct literal of a request, or `None` if it would not compile.
fn request(
    scope: &Scope<'_>,
    operation: &Operation,
    values: &[(String, Value)],
) -> Option<TokenStream> {
    let members = literal_members(scope, &operation.fields, values)?;
    let kept = Record::of_operation(scope, operation).no_kept_members();
    let rust = ident(&operation.rust);
    Some(quote!(super::super::#rust { #members #kept }))
}

/// Returns the members of a struct literal of a request or an object, or `None` if it would not compile.
fn literal_members(
    scope: &Scope<'_>,
    fields: &[Field],
    values: &[(String, Value)],
) -> Option<TokenStream> {
    let known = |name: &String| {
        fields
            .iter()
            .any(|field| field.name == *name && field.constant.is_none())
    };
    if !values.iter().all(|(name, _)| known(name)) {
        return None;
    }
    let members = fields
        .iter()
        .filter(|field| field.constant.is_none())
        .map(|field| {
            let name = ident(&field.rust);
            let given = values
                .iter()
                .find(|(name, _)| *name == field.name)
                .map(|(_, value)| value);
            let value = match (field.presence, given) {
                (Presence::Required, Some(given)) => value(scope, &field.ty, given)?,
                (Presence::Optional, None) => quote!(None),
                (Presence::Optional, Some(given)) => {
                    let value = value(scope, &field.ty, given)?;
                    quote!(Some(#value))
                }
                (Presence::Clearable(_), None) => quote!(__wireform::Patch::Keep),
                (Presence::Clearable(_), Some(Value::Clear)) => quote!(__wireform::Patch::Clear),
                (Presence::Clearable(_), Some(given)) => {
                    let value = value(scope, &field.ty, given)?;
                    quote!(__wireform::Patch::Set(#value))
                }
                // `value` makes the values of unions.
                (Presence::Required, None) | (Presence::Variant, _) => return None,
            };
            Some(quote!(#name: #value))
        })
        .collect::<Option<Vec<_>>>()?;
    Some(quote!(#(#members,)*))
}

fn value(scope: &Scope<'_>, ty: &Type, value: &Value) -> Option<TokenStream> {
    match (ty.structure(), value) {
        (Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)), Value::String(text)) => {
            Some(quote!(#text.into()))
        }
        (Structure::Primitive(Primitive::Date | Primitive::Timestamp), Value::String(text)) => {
            Some(quote!(#text.parse()?))
        }
        (Structure::Primitive(Primitive::Integer(_)), Value::Integer(number)) => {
            let number = Literal::i64_unsuffixed(*number);
            Some(quote!(#number))
        }
        (Structure::Primitive(Primitive::Number(_)), Value::Number(number)) => {
            let text = number.as_str();
            Some(quote!(#text.parse()?))
        }
        (Structure::Primitive(Primitive::Any(AnyFormat::Json)), Value::Json(text))
        | (Structure::Primitive(Primitive::Any(AnyFormat::Xml)), Value::String(text)) => {
            Some(quote!(#text.parse()?))
        }
        (Structure::Primitive(Primitive::Boolean), Value::Boolean(value)) => Some(quote!(#value)),
        (Structure::List(list), Value::List(items)) => {
            let items = items
                .iter()
                .map(|item| self::value(scope, &list.item, item))
                .collect::<Option<Vec<_>>>()?;
            Some(vec_of(items.into_iter()))
        }
        (Structure::Object(index), Value::Object(members)) => {
            let object = &scope.plan.objects[index];
            if object.is_union() {
                return variant_value(scope, object, members);
            }
            let members = literal_members(scope, &object.fields, members)?;
            let rust = ident(&object.rust);
            Some(quote!(super::super::#rust { #members }))
        }
        (Structure::Map(map), Value::Object(entries)) => {
            let entries = entries
                .iter()
                .map(|(key, item)| {
                    let item = self::value(scope, &map.item, item)?;
                    Some(quote!((#key.into(), #item)))
                })
                .collect::<Option<Vec<_>>>()?;
            let entries = vec_of(entries.into_iter());
            Some(quote!(__wireform::Map::from_entries(#entries)))
        }
        // The type has no such value.
        (
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            )
            | Structure::List(_)
            | Structure::Map(_)
            | Structure::Object(_),
            _,
        ) => None,
    }
}

/// Returns the value of a union; none if the example does not have exactly one variant.
fn variant_value(
    scope: &Scope<'_>,
    object: &ObjectType,
    members: &[(String, Value)],
) -> Option<TokenStream> {
    let [(name, given)] = members else {
        return None;
    };
    let variant = object.fields.iter().find(|field| field.name == *name)?;
    let value = value(scope, &variant.ty, given)?;
    let (rust, variant) = (ident(&object.rust), variant_name(variant));
    Some(quote!(super::super::#rust::#variant(#value)))
}

fn context(scope: &Scope<'_>, operation: &Operation, example: &Example) -> Option<TokenStream> {
    if !has_context(operation) {
        return Some(quote!(()));
    }
    let facts = operation.contexts.iter().map(|&index| {
        let fact = &scope.plan.contexts[index];
        let name = ident(&fact.rust);
        let given = example.context.iter().find(|(name, _)| *name == fact.name);
        let value = match (given.map(|(_, given)| given), &fact.kind) {
            (None, _) => quote!(__wireform::Fact::Missing),
            (Some(Fact::Unknown), _) => quote!(__wireform::Fact::Unknown),
            (Some(Fact::Boolean(value)), ContextKind::Boolean) => {
                quote!(__wireform::Fact::Known(#value))
            }
            (Some(Fact::String(text)), ContextKind::String) => {
                quote!(__wireform::Fact::Known(#text.into()))
            }
            (Some(Fact::String(text)), ContextKind::Enum(index)) => {
                let value = variant(scope, *index, text)?;
                quote!(__wireform::Fact::Known(#value))
            }
            (Some(Fact::Set(values)), ContextKind::SetOfString) => {
                quote!(__wireform::Fact::Known([#(#values.into()),*].into()))
            }
            (Some(Fact::Set(values)), ContextKind::SetOfEnum(index)) => {
                let values = values
                    .iter()
                    .map(|value| variant(scope, *index, value))
                    .collect::<Option<Vec<_>>>()?;
                quote!(__wireform::Fact::Known([#(#values),*].into()))
            }
            _ => return None,
        };
        Some(quote!(#name: #value))
    });
    let facts = facts.collect::<Option<Vec<_>>>()?;
    let current = if operation.takes_current {
        match &example.current {
            None => quote!(current: None,),
            Some(values) => {
                let current = request(scope, operation, values)?;
                quote!(current: Some(::std::boxed::Box::new(#current)),)
            }
        }
    } else {
        TokenStream::new()
    };
    let module = ident(&operation.module);
    Some(quote!(super::super::#module::Context { #(#facts,)* #current }))
}

fn variant(scope: &Scope<'_>, index: EnumId, text: &str) -> Option<TokenStream> {
    let item = &scope.plan.enums[index];
    let value = item.values.iter().find(|value| value.value == text)?;
    let (name, variant) = (ident(&item.rust), ident(&value.rust));
    Some(quote!(super::super::#name::#variant))
}

fn policy(scope: &Scope<'_>, operation: &Operation, example: &Example) -> Option<TokenStream> {
    let module = ident(&operation.module);
    let rules = scope.plan.rules_of(operation);
    let waivers = example.waive.iter().map(|waiver| match waiver {
        Waiver::Rule(name) => {
            let rule = rules.iter().find(|rule| rule.name == *name)?;
            let constant = ident(&rule.constant_name);
            Some(quote!(.waive_rule(super::super::#module::rule::#constant)))
        }
        Waiver::Facet(path, code) => {
            let mut fields = operation.fields.as_slice();
            let mut modules = Vec::new();
            let mut steps = path.split('.').peekable();
            while let Some(step) = steps.next() {
                let field = fields.iter().find(|field| field.name == step)?;
                if steps.peek().is_none() {
                    let constant = ident(&field.constant_name);
                    let facet = ident(&heck::AsUpperCamelCase(code).to_string());
                    return Some(quote! {
                        .waive(super::super::#module::field::#(#modules::)*#constant, __wireform::Facet::#facet)
                    });
                }
                modules.push(ident(&field.rust));
                fields = members_of(scope, &field.ty)?;
            }
            None
        }
    });
    let waivers = waivers.collect::<Option<Vec<_>>>()?;
    Some(quote!(__wireform::Policy::new() #(#waivers)*))
}

fn members_of<'s>(scope: &'s Scope<'_>, ty: &Type) -> Option<&'s [Field]> {
    let object = ty.object_within()?;
    Some(&scope.plan.objects[object].fields)
}

fn server(scope: &Scope<'_>, operation: &Operation, server: &ExampleServer) -> TokenStream {
    let endpoint = &scope.plan.endpoints[operation.endpoint];
    let name = ident(&endpoint.rust_server);
    match server {
        ExampleServer::Named(index) => {
            let variant = ident(&endpoint.servers[*index].rust);
            quote!(super::super::#name::#variant)
        }
        ExampleServer::Custom(url) if endpoint.servers.is_empty() => {
            quote!(__wireform::CustomServer::new(#url)?)
        }
        ExampleServer::Custom(url) => {
            quote!(super::super::#name::Custom(__wireform::CustomServer::new(#url)?))
        }
    }
}

fn credentials(scope: &Scope<'_>, operation: &Operation, example: &Example) -> Option<TokenStream> {
    let Some(&first) = operation.auths.first() else {
        return Some(quote!(()));
    };
    let plan = scope.plan;
    let auth = &plan.auths[example.auth.unwrap_or(first)];
    let fields = auth.credentials.iter().map(|&index| {
        let credential = &plan.credentials[index];
        let name = ident(&credential.rust);
        let given = example
            .credentials
            .iter()
            .find(|(name, _)| *name == credential.name);
        let value = match (given.map(|(_, text)| text.as_str()), &credential.default) {
            (None, Some(_)) => quote!(None),
            (None, None) if credential.is_optional => quote!(None),
            (given, default) => {
                let value = if credential.integer.is_some() {
                    let number = Literal::i64_unsuffixed(given.unwrap_or("1").parse().ok()?);
                    quote!(#number)
                } else {
                    let text = given.unwrap_or("example");
                    quote!(#text)
                };
                if default.is_some() || credential.is_optional {
                    quote!(Some(#value))
                } else {
                    value
                }
            }
        };
        Some(quote!(#name: #value))
    });
    let fields = fields.collect::<Option<Vec<_>>>()?;
    let auth = ident(&auth.rust);
    let holder = crate::emit::shared::credentials::type_of(plan, operation);
    Some(quote! {
        super::super::#holder::new(super::super::#auth { #(#fields),* })?
    })
}
