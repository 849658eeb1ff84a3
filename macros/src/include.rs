//! `include_schema!`: expands to the module of a schema.
//!
//! Input: the path of the runtime, the path of a schema, and the wanted operations. Output: the same tokens as in the file of a build
//! script. For a schema with mistakes: an error for each, and stubs of what it declares.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{LitBool, LitStr, Token, bracketed, parenthesized};
use wireform_codegen::emit::{self, Options};
use wireform_codegen::plan::Plan;

use crate::schemas::{self, Loaded};

struct Input {
    runtime: TokenStream,
    path: LitStr,
    only: Option<Vec<LitStr>>,
    /// Whether the examples become tests, if the option is present.
    tests: Option<bool>,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let runtime;
        parenthesized!(runtime in input);
        let runtime = runtime.parse()?;
        if input.is_empty() {
            return Err(input
                .error("no schema is named: write `include_schema!(\"schemas/example.yaml\")`"));
        }
        let path = input.parse()?;
        let mut only = None;
        let mut tests = None;
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let key: Ident = input.parse()?;
            let is_given = match key.to_string().as_str() {
                "only" => only.is_some(),
                "tests" => tests.is_some(),
                _ => {
                    return Err(syn::Error::new(
                        key.span(),
                        format!(
                            "there is no option `{key}`: the options are `only = [\"operation\"]` and `tests = false`"
                        ),
                    ));
                }
            };
            if is_given {
                return Err(syn::Error::new(
                    key.span(),
                    format!("`{key}` is given twice: remove one of the two"),
                ));
            }
            input.parse::<Token![=]>()?;
            if key == "tests" {
                tests = Some(input.parse::<LitBool>()?.value);
                continue;
            }
            let list;
            bracketed!(list in input);
            let names: Punctuated<LitStr, Token![,]> = Punctuated::parse_terminated(&list)?;
            only = Some(names.into_iter().collect());
        }
        if !input.is_empty() {
            return Err(input.error("nothing more is expected here: remove this"));
        }
        Ok(Input {
            runtime,
            path,
            only,
            tests,
        })
    }
}

/// Expands the macro.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let input: Input = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let loaded = schemas::load(&input.path.value());
    let tracked = loaded.tracked(&input.path);
    let runtime = &input.runtime;
    let runtime = quote!(#runtime::__rt);
    let mut errors = loaded.compile_errors(input.path.span());
    let module = match loaded.plan() {
        Some(plan) => {
            let plan = match &input.only {
                Some(names) => {
                    errors.extend(unknown_operations(plan, names));
                    only_operations(plan, names)
                }
                None => plan.clone(),
            };
            let options = Options {
                // The tests of wireform run the examples of the schemas that it contains.
                tests: input.tests.unwrap_or(!loaded.ships),
                ..Options::default()
            };
            emit::tokens(&schemas::lowered(&plan), &options, &runtime)
        }
        None => stub(&loaded, &input.path.value(), &runtime),
    };
    quote!(#tracked #errors #module)
}

/// Returns an error for each name that is not an operation.
fn unknown_operations(plan: &Plan, names: &[LitStr]) -> TokenStream {
    names
        .iter()
        .filter(|name| {
            let name = name.value();
            !plan
                .operations
                .iter()
                .any(|operation| operation.name == name)
        })
        .map(|name| {
            let known: Vec<&str> = plan
                .operations
                .iter()
                .map(|operation| operation.name.as_str())
                .collect();
            let message = crate::derive::unknown_name("operation", &name.value(), &known);
            quote_spanned!(name.span()=> ::core::compile_error! { #message })
        })
        .collect()
}

/// Returns the plan with these operations only, and without the objects that none of them contains.
fn only_operations(plan: &Plan, names: &[LitStr]) -> Plan {
    let mut plan = plan.clone();
    plan.keep_operations(|operation| names.iter().any(|name| name.value() == operation));
    plan
}

/// Returns a replacement for the module of a schema with mistakes: its stubs, or an empty module if the schema is not YAML.
fn stub(loaded: &Loaded, path: &str, runtime: &TokenStream) -> TokenStream {
    if let Some(stubs) = loaded.stubs() {
        return stubs.tokens(runtime);
    }
    let stem = path.rsplit('/').next().unwrap_or(path);
    let stem = stem.split('.').next().unwrap_or(stem).replace('-', "_");
    let name =
        syn::parse_str::<Ident>(&stem).unwrap_or_else(|_| Ident::new("schema", Span::call_site()));
    quote! {
        /// A schema that could not be read.
        pub mod #name {}
    }
}
