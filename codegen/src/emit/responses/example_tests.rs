//! Emits the examples of responses as tests of the generated code.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::value_access::option_of;
use crate::plan::{
    AnyFormat, Field, Operation, Plan, Presence, Primitive, Response, ResponseExample, Structure,
    Type, Value,
};

/// Emits the tests of an operation's responses: a module for each case, two modules below the module of the provider.
pub(crate) fn emit(plan: &Plan, operation: &Operation) -> Vec<TokenStream> {
    let cases = operation.responses.iter();
    let cases = cases.filter(|response| !response.examples.is_empty());
    cases
        .map(|response| {
            let examples = response.examples.iter();
            let tests = examples.map(|example| test(plan, operation, response, example));
            let module = ident(&format!("case_{}", snake(stem(&response.rust))));
            quote! {
                __wireform::responses! {
                    mod #module {
                        use super::super::super::__wireform;
                        #(#tests)*
                    }
                }
            }
        })
        .collect()
}

fn test(
    plan: &Plan,
    operation: &Operation,
    response: &Response,
    example: &ResponseExample,
) -> TokenStream {
    let (module, request) = (ident(&operation.module), ident(&operation.rust));
    let variant = ident(&response.rust);
    let status = Literal::u16_unsuffixed(example.status);
    let body = &example.body;
    let headers = example
        .headers
        .iter()
        .map(|(name, value)| quote!(.with_header(#name, #value)));
    let other = format!("the example is not read as `{}`", response.name);
    let case = match response.outcome.is_success() {
        true => quote! {
            let case = match found {
                ::core::result::Result::Ok(super::super::super::#module::Response::#variant(case)) => case,
                other => return ::core::result::Result::Err(::std::format!("{}: {other:?}", #other).into()),
            };
        },
        false => quote! {
            let ::core::result::Result::Err(__wireform::response::CallError::Refused(refusal)) = found else {
                return ::core::result::Result::Err(::std::format!("{}: {found:?}", #other).into());
            };
            let case = match *refusal {
                super::super::super::#module::Refusal::#variant(case) => case,
                #[allow(unreachable_patterns, reason = "there may be one case only")]
                other => return ::core::result::Result::Err(::std::format!("{}: {other:?}", #other).into()),
            };
        },
    };
    let code = example.code.as_ref().map(|code| match &response.code_enum {
        Some(_) => quote!(::core::assert_eq!(case.code(), Some(#code.into()));),
        None => quote!(::core::assert_eq!(case.code(), Some(#code));),
    });
    let message = example
        .message
        .as_ref()
        .map(|message| quote!(::core::assert_eq!(case.message(), Some(#message));));
    let violations = example.violations.as_ref().map(|expected| {
        quote! {
            let labels = case.violations().iter().map(__wireform::response::Reported::label);
            let labels: ::std::vec::Vec<::std::string::String> = labels.collect();
            let expected: &[&str] = &[#(#expected),*];
            ::core::assert_eq!(labels, expected);
        }
    });
    let fields: Vec<&Field> = response.fields.iter().map(|it| &it.field).collect();
    let values = members(plan, &quote!(case), &fields, &example.values);
    let name = ident(&example.rust);
    quote! {
        #[test]
        fn #name() -> ::core::result::Result<(), ::std::boxed::Box<dyn ::std::error::Error>> {
            let parts = __wireform::response::ResponseParts::new(#status, #body.as_bytes()) #(#headers)*;
            let found = <super::super::super::#request as __wireform::response::ParseResponse>::parse_response(parts);
            #case
            #code
            #message
            #violations
            #values
            let _ = case;
            ::core::result::Result::Ok(())
        }
    }
}

/// Returns a name in snake case. Two names that differ stay different, because only capitals get an underscore.
fn snake(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(c.to_lowercase());
    }
    text
}

/// Emits the comparison of each listed member of `holder`.
fn members(
    plan: &Plan,
    holder: &TokenStream,
    fields: &[&Field],
    values: &[(String, Value)],
) -> TokenStream {
    let all = values.iter().filter_map(|(name, value)| {
        let field = fields.iter().find(|field| field.name == *name)?;
        if field.constant.is_some() {
            return None;
        }
        let rust = ident(&field.rust);
        let is_required = field.presence == Presence::Required;
        if *value == Value::Clear {
            return Some(quote!(::core::assert!(#holder.#rust.is_none());));
        }
        let compared = compare(plan, field, &field.ty, value);
        let absent = format!("the example has no `{name}`");
        let given = match field.presence {
            Presence::Variant => option_of(field, holder),
            Presence::Required | Presence::Optional | Presence::Clearable(_) => {
                quote!(&#holder.#rust)
            }
        };
        // An object of which the example states no member.
        if compared.is_empty() {
            return (!is_required).then(|| quote!(::core::assert!((#given).is_some());));
        }
        Some(match is_required {
            true => quote!({ let value = &#holder.#rust; #compared }),
            false => quote!({
                let ::core::option::Option::Some(value) = #given else {
                    return ::core::result::Result::Err(#absent.into());
                };
                #compared
            }),
        })
    });
    quote!(#(#all)*)
}

/// Emits the comparison of the variable `value`, which is a reference.
fn compare(plan: &Plan, field: &Field, ty: &Type, value: &Value) -> TokenStream {
    match (ty.structure(), value) {
        (Structure::Primitive(Primitive::Text(_)), Value::String(text)) => match field.secret {
            true => quote!(::core::assert_eq!(value.expose(), #text);),
            false => quote!(::core::assert_eq!(value.as_str(), #text);),
        },
        (Structure::Primitive(Primitive::Enum(_) | Primitive::Timestamp), Value::String(text)) => {
            quote!(::core::assert_eq!(value.as_str(), #text);)
        }
        (Structure::Primitive(Primitive::Date), Value::String(text)) => {
            quote!(::core::assert_eq!(::std::string::ToString::to_string(value), #text);)
        }
        (Structure::Primitive(Primitive::Integer(_)), Value::Integer(number)) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(::core::assert_eq!(*value, #number);)
        }
        (Structure::Primitive(Primitive::Number(_)), Value::Number(number)) => {
            let text = number.as_str();
            quote!(::core::assert_eq!(value.as_str(), #text);)
        }
        (Structure::Primitive(Primitive::Any(AnyFormat::Json)), Value::Json(text))
        | (Structure::Primitive(Primitive::Any(AnyFormat::Xml)), Value::String(text)) => {
            quote!(::core::assert_eq!(value.as_str(), #text);)
        }
        (Structure::Primitive(Primitive::Boolean), Value::Boolean(expected)) => match expected {
            true => quote!(::core::assert!(*value);),
            false => quote!(::core::assert!(!*value);),
        },
        (Structure::Object(object), Value::Object(values)) => {
            let fields: Vec<&Field> = plan.objects[object].fields.iter().collect();
            members(plan, &quote!(value), &fields, values)
        }
        (Structure::List(list), Value::List(values)) => {
            let count = Literal::usize_unsuffixed(values.len());
            let items = values.iter().enumerate().map(|(at, item)| {
                let at = Literal::usize_unsuffixed(at);
                let compared = compare(plan, field, &list.item, item);
                quote!({ let value = &value[#at]; #compared })
            });
            quote!(::core::assert_eq!(value.len(), #count); #(#items)*)
        }
        (Structure::Map(_), Value::Object(entries)) if entries.is_empty() => {
            quote!(::core::assert!(value.is_empty());)
        }
        (Structure::Map(map), Value::Object(entries)) => {
            let keys = entries.iter().map(|(key, _)| key);
            let items = entries.iter().map(|(key, item)| {
                let compared = compare(plan, field, &map.item, item);
                let absent = format!("the example has no entry `{key}`");
                quote!({
                    let ::core::option::Option::Some(value) = value.get(#key) else {
                        return ::core::result::Result::Err(#absent.into());
                    };
                    #compared
                })
            });
            quote! {
                ::core::assert!(value.keys().eq([#(#keys),*]));
                #(#items)*
            }
        }
        // The compiler has checked that a value has the type of its field.
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
            | Structure::Object(_)
            | Structure::Map(_)
            | Structure::List(_),
            _,
        ) => TokenStream::new(),
    }
}
