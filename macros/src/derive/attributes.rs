//! `#[wireform(…)]`, read. In: attributes. Out: what they say, with the places; what they cannot say is an error.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Ident, LitStr, Path, parenthesized};

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

/// How a struct that is its own schema is written.
#[derive(Clone)]
pub(super) enum Format {
    Json,
    /// With the name of the element around it.
    Xml {
        root: LitStr,
    },
    Query,
    Form,
    /// An object inside of such a struct, as JSON.
    ObjectAsJson,
    /// The same as XML.
    ObjectAsXml,
}

impl Format {
    /// Its name, which is that of the view's module too.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml { .. } => "xml",
            Self::Query => "query",
            Self::Form => "form",
            Self::ObjectAsJson => "object_json",
            Self::ObjectAsXml => "object_xml",
        }
    }

    /// Whether it is no request but inside of one.
    pub(super) fn is_object(&self) -> bool {
        matches!(self, Self::ObjectAsJson | Self::ObjectAsXml)
    }

    /// The wire that it is for.
    pub(super) fn wire(&self) -> &'static str {
        match self {
            Self::ObjectAsJson => "json",
            Self::ObjectAsXml => "xml",
            other => other.word(),
        }
    }

    /// The method, where none is said.
    pub(super) fn method(&self) -> &'static str {
        match self {
            Self::Query => "GET",
            _ => "POST",
        }
    }
}

/// A struct that is its own schema, in one format.
pub(super) struct Own {
    pub(super) format: Format,
    /// `http = "POST /contacts/{id}"`
    pub(super) http: Option<LitStr>,
    /// `server = "https://…"`
    pub(super) server: Option<LitStr>,
    /// `case = "camel"`
    pub(super) case: Option<LitStr>,
    /// `update = "patch"`
    pub(super) update: Option<LitStr>,
}

/// What one attribute says of a struct that is its own schema.
#[derive(Default)]
struct OwnSays {
    formats: Vec<Format>,
    /// Whether it has been told what an object cannot have.
    formats_told: bool,
    /// Where the first format stands.
    at: Option<Span>,
    http: Option<LitStr>,
    server: Option<LitStr>,
    case: Option<LitStr>,
    update: Option<LitStr>,
}

impl OwnSays {
    /// Reads a word, if it is one of these.
    fn word(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<bool> {
        let path = &meta.path;
        let formats = ["json", "xml", "query", "form", "object"];
        if formats.iter().any(|word| path.is_ident(word)) {
            self.at = self.at.or(path.get_ident().map(Ident::span));
        }
        let text = |meta: &ParseNestedMeta<'_>| meta.value()?.parse::<LitStr>().map(Some);
        if path.is_ident("json") {
            self.formats.push(Format::Json);
        } else if path.is_ident("xml") {
            let mut root = None;
            if meta.input.peek(syn::token::Paren) {
                meta.parse_nested_meta(|meta| {
                    if !meta.path.is_ident("root") {
                        return Err(unknown_key(&meta, &["root"]));
                    }
                    root = Some(meta.value()?.parse()?);
                    Ok(())
                })?;
            }
            let Some(root) = root else {
                return Err(meta
                    .error("what is the outermost element called? Say `xml(root = \"contact\")`"));
            };
            self.formats.push(Format::Xml { root });
        } else if path.is_ident("query") {
            self.formats.push(Format::Query);
        } else if path.is_ident("form") {
            self.formats.push(Format::Form);
        } else if path.is_ident("object") {
            let (mut json, mut xml) = (false, false);
            if meta.input.peek(syn::token::Paren) {
                meta.parse_nested_meta(|meta| {
                    json |= meta.path.is_ident("json");
                    xml |= meta.path.is_ident("xml");
                    match meta.path.is_ident("json") || meta.path.is_ident("xml") {
                        true => Ok(()),
                        false => Err(unknown_key(&meta, &["json", "xml"])),
                    }
                })?;
            }
            let both = !json && !xml;
            let wires = [
                (json || both, Format::ObjectAsJson),
                (xml || both, Format::ObjectAsXml),
            ];
            let wires = wires.into_iter().filter(|(is, _)| *is);
            self.formats.extend(wires.map(|(_, format)| format));
        } else if path.is_ident("http") {
            self.http = text(meta)?;
        } else if path.is_ident("server") {
            self.server = text(meta)?;
        } else if path.is_ident("case") {
            self.case = text(meta)?;
        } else if path.is_ident("update") {
            self.update = text(meta)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// The formats, each with what is said of all.
    fn finish(mut self, container: &mut Container, errors: &mut Errors) {
        container.own_at = container.own_at.or(self.at);
        let lone = [&self.http, &self.server, &self.case, &self.update];
        if let (true, Some(lone)) = (self.formats.is_empty(), lone.into_iter().flatten().next()) {
            errors.say(
                lone,
                "in which format? Add `json`, `xml(root = \"…\")`, `query` or `form`",
            );
        }
        for format in std::mem::take(&mut self.formats) {
            if format.is_object() {
                // There is nowhere to put it, and it would be forgotten unseen.
                for (lone, word) in [
                    (&self.http, "http"),
                    (&self.server, "server"),
                    (&self.update, "update"),
                ] {
                    if let (Some(lone), false) = (lone, self.formats_told) {
                        errors.say(
                            lone,
                            format!("`{word}` is of a request, and an object is inside of one: say it there"),
                        );
                    }
                }
                self.formats_told = true;
            }
            container.own.push(Own {
                format,
                http: self.http.clone(),
                server: self.server.clone(),
                case: self.case.clone(),
                update: self.update.clone(),
            });
        }
    }
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
