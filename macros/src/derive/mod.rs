//! `#[derive(Wireform)]`: makes a user's struct a request or an object of a request.
//!
//! Input: a struct or an enum with attributes. Output: for each operation or object that it names, a view and the conversion into
//! it. A mistake is an error at its place, and the rest is emitted as if there were none.

mod attributes;
mod datum_conversions;
mod enumeration;
mod field_attributes;
mod fields;
mod flatten;
mod formats;
mod impls;
mod newtype;
mod own;
mod record;
mod rust_types;
mod unsent_fields;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields};

use attributes::Container;

/// The errors that were found so far.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// Adds an error.
    fn push(&mut self, error: syn::Error) {
        self.0.push(error);
    }

    /// Reports an error at some tokens.
    fn report(&mut self, at: impl quote::ToTokens, message: impl std::fmt::Display) {
        self.push(syn::Error::new_spanned(at, message));
    }

    fn tokens(&self) -> TokenStream {
        self.0.iter().map(syn::Error::to_compile_error).collect()
    }
}

/// Expands the derive.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    match syn::parse2(input) {
        Ok(input) => expand_input(input),
        Err(error) => error.into_compile_error(),
    }
}

/// Expands the derive of a struct to which the macro of a part has passed the part's fields.
pub(crate) fn flattened(input: TokenStream) -> TokenStream {
    match flatten::insert_part(input) {
        Ok(input) => expand_input(input),
        Err(error) => error.into_compile_error(),
    }
}

fn expand_input(mut input: DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    if let Some(call) = flatten::call(&mut input, &mut errors) {
        let errors = errors.tokens();
        return quote!(#errors #call);
    }
    let container = Container::read(&input.attrs, &mut errors);
    let names_fields =
        matches!(&input.data, Data::Struct(data) if matches!(data.fields, Fields::Named(_)));
    if let (Some(at), false) = (container.own_at, names_fields) {
        let what = match &input.data {
            Data::Enum(_) => "an enum is always sent as a text",
            _ => "a tuple struct is sent as its field",
        };
        errors.push(syn::Error::new(
            at,
            format!(
                "only a struct with named fields can have a format, and {what}: remove the format"
            ),
        ));
    }
    if let Some(error) = container.misplaced_part(names_fields) {
        errors.push(error);
    }
    let tokens = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if container.part.is_some() => flatten::macro_of(&input, fields),
            Fields::Named(fields) if !container.targets.is_empty() => {
                record::expand(&input, &container, fields, &mut errors)
            }
            Fields::Named(fields) if !container.own.is_empty() => {
                own::expand(&input, &container, fields, &mut errors)
            }
            Fields::Unnamed(fields)
                if fields.unnamed.len() == 1 && container.targets.is_empty() =>
            {
                newtype::expand(&input, &container, &fields.unnamed[0])
            }
            Fields::Unnamed(_) | Fields::Unit
                if !(container.targets.is_empty() && container.own.is_empty()) =>
            {
                if errors.0.is_empty() {
                    errors.report(
                        &input.ident,
                        "a request needs named fields, and this struct has none: write it as `struct Name { field: Type, … }`",
                    );
                }
                TokenStream::new()
            }
            _ => {
                if errors.0.is_empty() {
                    errors.report(
                        &input.ident,
                        "this struct has neither a schema nor a format: add `#[wireform(schema = \"…\", operation = \"…\")]`; for an \
                         object in a request, `type = \"…\"` in place of `operation`; if the struct is its own schema, a format, \
                         as in `#[wireform(json)]`; if other structs flatten it, `#[wireform(part)]`",
                    );
                }
                TokenStream::new()
            }
        },
        Data::Enum(data) => enumeration::expand(&input, &container, data, &mut errors),
        Data::Union(data) => {
            errors.report(
                data.union_token,
                "a union does not know which of its fields is set: use an enum",
            );
            TokenStream::new()
        }
    };
    let errors = errors.tokens();
    quote!(#errors #tokens)
}

/// Returns the message about an unknown name, with the most similar known name or with all.
pub(crate) fn unknown_name(what: &str, name: &str, known: &[&str]) -> String {
    let nearest = wireform_codegen::source::closest(name, known.iter().copied());
    // A name with a known one in front, such as `clear_note`: the longest of these.
    let is_front = |known: &&&str| {
        let behind = name.strip_prefix(**known);
        behind.is_some_and(|behind| behind.starts_with('_'))
    };
    let fronts = known.iter().filter(is_front);
    let front = fronts.max_by_key(|known| known.len()).copied();
    match nearest.or(front) {
        Some(near) => format!("there is no {what} `{name}`: did you mean `{near}`?"),
        None if known.is_empty() => format!("there is no {what} `{name}`, because none exists"),
        None => {
            let shown: Vec<String> = known
                .iter()
                .take(12)
                .map(|name| format!("`{name}`"))
                .collect();
            let more = known.len().saturating_sub(12);
            let more = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            format!(
                "there is no {what} `{name}`: use one of {}{more}",
                shown.join(", ")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::unknown_name;

    #[test]
    fn unknown_name_suggests_a_known_one() {
        let check = |name: &str, expected: &str| {
            let found = unknown_name("option", name, &["rename", "clear", "clear_if_empty"]);
            assert_eq!(
                found,
                format!("there is no option `{name}`: {expected}"),
                "{name}"
            );
        };
        check("renam", "did you mean `rename`?");
        check("clear_note", "did you mean `clear`?");
        check("clear_if_emty", "did you mean `clear_if_empty`?");
        check("clearing", "use one of `rename`, `clear`, `clear_if_empty`");
    }
}
