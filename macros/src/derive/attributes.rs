//! `#[wireform(…)]`, read. In: attributes. Out: what they say, with the places; what they cannot say is an error.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Ident, LitStr, Path, parenthesized};

use super::formats::{Own, OwnSays};
use super::{Errors, unknown_name};

/// What is said about a struct or an enum.
#[derive(Default)]
pub(super) struct Container {
    /// What it is, in the order of writing.
    pub(super) targets: Vec<Target>,
    /// What it is by itself, where it is its own schema.
    pub(super) own: Vec<Own>,
    /// Where it says so.
    pub(super) own_at: Option<Span>,
    /// `crate = path`
    runtime: Option<Path>,
    /// `module = name`
    pub(super) module: Option<Ident>,
}

/// One schema and what of it.
pub(super) struct Target {
    /// `schema = "…"`
    pub(super) schema: LitStr,
    /// `operation = "…"` or `type = "…"`
    pub(super) name: LitStr,
    /// Whether it is an operation.
    pub(super) operation: bool,
    /// `partial`: what has no source may be deleted at the provider.
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
            let mut own = OwnSays::default();
            let parsed = attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("schema") {
                    schema = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("operation") {
                    name = Some(meta.value()?.parse()?);
                    operation = true;
                } else if meta.path.is_ident("type") {
                    name = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("partial") {
                    partial = true;
                } else if meta.path.is_ident("crate") {
                    container.runtime = Some(meta.value()?.call(Path::parse_mod_style)?);
                } else if meta.path.is_ident("module") {
                    container.module = Some(meta.value()?.parse()?);
                } else if !own.word(&meta)? {
                    return Err(unknown_key(&meta, KEYS));
                }
                Ok(())
            });
            if let Err(error) = parsed {
                errors.push(error);
                continue;
            }
            own.finish(&mut container, errors);
            match (schema, name) {
                (Some(schema), Some(name)) => container.targets.push(Target {
                    schema,
                    name,
                    operation,
                    partial,
                }),
                (Some(schema), None) => errors.say(
                    schema,
                    "which operation of the schema? Add `operation = \"…\"`, or `type = \"…\"`",
                ),
                (None, Some(name)) => {
                    errors.say(name, "of which schema? Add `schema = \"…\"`");
                }
                (None, None) => {}
            }
        }
        if let (Some(target), false) = (container.targets.first(), container.own.is_empty()) {
            errors.say(
                &target.schema,
                "either a schema describes this struct, or it is its own schema: keep `schema = \"…\"` or the format",
            );
            container.own.clear();
        }
        container
    }

    /// The path of the runtime's `__rt`.
    pub(super) fn runtime(&self) -> TokenStream {
        match &self.runtime {
            Some(path) => quote!(#path::__rt),
            None => quote!(::wireform::__rt),
        }
    }
}

/// Where a value comes from, or goes to.
#[derive(Clone)]
pub(super) enum Source {
    /// `param = "…"`
    Param(LitStr),
    /// `field = "…"`
    Field(LitStr),
    /// `means = "…"`
    Means(LitStr),
    /// `skip`
    Skip,
}

/// What is said about a field.
#[derive(Clone, Default)]
pub(super) struct FieldSays {
    pub(super) source: Option<Source>,
    pub(super) with: Option<Path>,
    pub(super) clear_if_empty: Option<Span>,
    /// `for("…")`
    only: Option<LitStr>,
}

impl FieldSays {
    /// Reads the attributes of a field, one by one.
    pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Vec<Self> {
        const KEYS: &[&str] = &[
            "param",
            "field",
            "means",
            "skip",
            "with",
            "clear_if_empty",
            "for",
        ];
        let mut all = Vec::new();
        for attribute in attributes
            .iter()
            .filter(|it| it.path().is_ident("wireform"))
        {
            let mut says = FieldSays::default();
            let parsed = attribute.parse_nested_meta(|meta| {
                let source = if meta.path.is_ident("param") {
                    Source::Param(meta.value()?.parse()?)
                } else if meta.path.is_ident("field") {
                    Source::Field(meta.value()?.parse()?)
                } else if meta.path.is_ident("means") {
                    Source::Means(meta.value()?.parse()?)
                } else if meta.path.is_ident("skip") {
                    Source::Skip
                } else if meta.path.is_ident("with") {
                    says.with = Some(meta.value()?.call(Path::parse_mod_style)?);
                    return Ok(());
                } else if meta.path.is_ident("clear_if_empty") {
                    says.clear_if_empty = Some(meta.path.segments[0].ident.span());
                    return Ok(());
                } else if meta.path.is_ident("for") {
                    let name;
                    parenthesized!(name in meta.input);
                    says.only = Some(name.parse()?);
                    return Ok(());
                } else {
                    return Err(match meta.path.get_ident().map(ToString::to_string) {
                        Some(word) if super::own::is_own_word(&word) => meta.error(format!(
                            "`{word}` is for a struct that is its own schema; what this field may be, the schema's YAML says"
                        )),
                        _ => unknown_key(&meta, KEYS),
                    });
                };
                if says.source.is_some() {
                    return Err(meta.error(
                        "one of `param`, `field`, `means` and `skip` is enough: keep the one that is meant",
                    ));
                }
                says.source = Some(source);
                Ok(())
            });
            match parsed {
                Ok(()) => all.push(says),
                Err(error) => {
                    errors.push(error);
                    // Nothing more is said of a field that nobody understands.
                    all.push(FieldSays {
                        source: Some(Source::Skip),
                        ..FieldSays::default()
                    });
                }
            }
        }
        all
    }

    /// What holds for one schema: that which is said for it alone goes first, and each such saying is one way that the
    /// value goes.
    pub(super) fn merged(all: &[Self], schema: &[&str]) -> Vec<Self> {
        let mut general = FieldSays::default();
        for says in all.iter().filter(|says| says.only.is_none()) {
            general.add(says);
        }
        let own = all.iter().filter(|says| {
            says.only
                .as_ref()
                .is_some_and(|name| schema.contains(&name.value().as_str()))
        });
        let ways: Vec<Self> = own
            .map(|says| {
                let mut way = general.clone();
                way.add(says);
                way
            })
            .collect();
        if ways.is_empty() { vec![general] } else { ways }
    }

    fn add(&mut self, says: &Self) {
        if says.source.is_some() {
            self.source.clone_from(&says.source);
        }
        if says.with.is_some() {
            self.with.clone_from(&says.with);
        }
        self.clear_if_empty = says.clear_if_empty.or(self.clear_if_empty);
    }

    /// The schema that this is said for, if it is not for all.
    pub(super) fn only(&self) -> Option<&LitStr> {
        self.only.as_ref()
    }
}

pub(super) fn unknown_key(meta: &ParseNestedMeta<'_>, known: &[&str]) -> syn::Error {
    let name = meta
        .path
        .get_ident()
        .map_or_else(String::new, ToString::to_string);
    syn::Error::new_spanned(&meta.path, unknown_name("option", &name, known))
}
