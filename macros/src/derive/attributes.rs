//! Reads `#[wireform(…)]` of a struct or an enum.
//!
//! Input: attributes. Output: their values with their places, and an error for each mistake.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned as _;
use syn::{Attribute, Ident, LitStr, Path, Token};

use super::formats::{FormatAttributes, FormatTarget};
use super::{Errors, unknown_name};

/// The attributes of a struct or an enum.
#[derive(Default)]
pub(super) struct Container {
    /// The operations and objects that it names, in order.
    pub(super) targets: Vec<Target>,
    /// Its formats, if it is its own schema.
    pub(super) own: Vec<FormatTarget>,
    /// The place of the first format.
    pub(super) own_at: Option<Span>,
    /// `crate = path`
    runtime: Option<Path>,
    /// `module = name`
    pub(super) module: Option<Ident>,
    /// `part`: other structs flatten it.
    pub(super) part: Option<Span>,
}

/// An operation or an object of a schema.
pub(super) struct Target {
    /// `schema = "…"`
    pub(super) schema: LitStr,
    /// `operation = "…"` or `type = "…"`
    pub(super) name: LitStr,
    /// Whether it is an operation.
    pub(super) operation: bool,
    /// `partial`: the provider can delete fields that have no source.
    pub(super) partial: bool,
}

impl Container {
    pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        const KEYS: &[&str] = &[
            "schema",
            "operation",
            "type",
            "partial",
            "crate",
            "module",
            "json",
            "xml",
            "query",
            "form",
            "object",
            "part",
            "http",
            "server",
            "case",
            "update",
        ];
        let mut container = Container::default();
        for attribute in attributes
            .iter()
            .filter(|it| it.path().is_ident("wireform"))
        {
            let (mut schema, mut name, mut operation) = (None::<LitStr>, None::<LitStr>, false);
            let mut partial = false;
            let mut own = FormatAttributes::default();
            let before = errors.0.len();
            let parsed = attribute.parse_nested_meta(read_all(errors, |meta, _| {
                if meta.path.is_ident("schema") {
                    set_once(&mut schema, meta.value()?.parse()?, meta)?;
                } else if meta.path.is_ident("operation") {
                    set_once(&mut name, meta.value()?.parse()?, meta)?;
                    operation = true;
                } else if meta.path.is_ident("type") {
                    set_once(&mut name, meta.value()?.parse()?, meta)?;
                } else if meta.path.is_ident("partial") {
                    partial = true;
                } else if meta.path.is_ident("crate") {
                    let path = meta.value()?.call(Path::parse_mod_style)?;
                    set_once(&mut container.runtime, path, meta)?;
                } else if meta.path.is_ident("part") {
                    set_once(&mut container.part, meta.path.span(), meta)?;
                } else if meta.path.is_ident("module") {
                    set_once(&mut container.module, meta.value()?.parse()?, meta)?;
                } else if !own.read_key(meta)? {
                    return Err(unknown_key(meta, KEYS));
                }
                Ok(())
            }));
            errors.0.extend(parsed.err());
            if errors.0.len() > before {
                continue;
            }
            own.finish(&mut container, errors);
            match (schema, name) {
                (Some(schema), Some(name)) => {
                    let same = |it: &Target| {
                        it.schema.value() == schema.value() && it.name.value() == name.value()
                    };
                    if container.targets.iter().any(same) {
                        errors.push(duplicate_key(name.span()));
                        continue;
                    }
                    container.targets.push(Target {
                        schema,
                        name,
                        operation,
                        partial,
                    });
                }
                (Some(schema), None) => errors.report(
                    schema,
                    "no operation of the schema is named: add `operation = \"…\"`, or `type = \"…\"` for an object",
                ),
                (None, Some(name)) => {
                    errors.report(name, "no schema is named: add `schema = \"…\"`");
                }
                (None, None) => {}
            }
        }
        if let (Some(target), false) = (container.targets.first(), container.own.is_empty()) {
            errors.report(
                &target.schema,
                "this struct has both a schema and a format, which makes it its own schema: remove `schema = \"…\"` or the format",
            );
            container.own.clear();
        }
        container
    }

    /// Returns the path of the runtime's `__rt`.
    pub(super) fn runtime(&self) -> TokenStream {
        let root = self.root();
        quote!(#root::__rt)
    }

    /// Returns the path of the runtime.
    pub(super) fn root(&self) -> TokenStream {
        match &self.runtime {
            Some(path) => quote!(#path),
            None => quote!(::wireform),
        }
    }

    /// Returns the error for a `part` that is not allowed.
    pub(super) fn misplaced_part(&self, names_fields: bool) -> Option<syn::Error> {
        let at = self.part?;
        let is_request = !(self.targets.is_empty() && self.own.is_empty());
        let message = match (names_fields, is_request) {
            (true, false) => return None,
            (false, _) => "only a struct with named fields can be a part: remove `part`",
            (true, true) => {
                "a part cannot also be a request or an object: remove `part` or the other keys"
            }
        };
        Some(syn::Error::new(at, message))
    }
}

/// Sets a value, or returns an error at the key if it is set already.
pub(super) fn set_once<T>(
    slot: &mut Option<T>,
    value: T,
    meta: &ParseNestedMeta<'_>,
) -> syn::Result<()> {
    if slot.is_some() {
        return Err(duplicate_key(meta.path.span()));
    }
    *slot = Some(value);
    Ok(())
}

/// Returns the error for a key that appears twice.
pub(super) fn duplicate_key(at: Span) -> syn::Error {
    syn::Error::new(at, "this is given twice: remove one of the two")
}

/// Returns a reader of keys that reports a mistake in one key and continues with the next one.
pub(super) fn read_all<'e>(
    errors: &'e mut Errors,
    mut read: impl FnMut(&ParseNestedMeta<'_>, &mut Errors) -> syn::Result<()> + 'e,
) -> impl FnMut(ParseNestedMeta<'_>) -> syn::Result<()> + 'e {
    move |meta| {
        if let Err(error) = read(&meta, errors) {
            errors.push(error);
            skip_value(&meta)?;
        }
        Ok(())
    }
}

/// Skips the value of a key with a mistake, so that the keys after it are read.
fn skip_value(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    while !meta.input.is_empty() && !meta.input.peek(Token![,]) {
        meta.input.parse::<TokenTree>()?;
    }
    Ok(())
}

pub(super) fn unknown_key(meta: &ParseNestedMeta<'_>, known: &[&str]) -> syn::Error {
    let name = meta
        .path
        .get_ident()
        .map_or_else(String::new, ToString::to_string);
    syn::Error::new_spanned(&meta.path, unknown_name("option", &name, known))
}
