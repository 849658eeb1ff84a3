//! Reads the formats of a struct that is its own schema.
//!
//! Input: keys of `#[wireform(…)]` on a struct. Output: one [`FormatTarget`] per format, and an error for each key that an object
//! cannot have.

use proc_macro2::{Ident, Span};
use syn::LitStr;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned as _;

use super::Errors;
use super::attributes::{Container, duplicate_key, set_once, unknown_key};

/// A format of a struct that is its own schema.
#[derive(Clone)]
pub(super) enum Format {
    Json,
    /// XML, with the name of the root element.
    Xml {
        root: LitStr,
    },
    Query,
    Form,
    /// An object inside such a struct, as JSON.
    ObjectAsJson,
    /// An object inside such a struct, as XML.
    ObjectAsXml,
}

impl Format {
    /// Returns its key, which is also the name of the view's module.
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

    /// Returns whether it is an object inside a request.
    pub(super) fn is_object(&self) -> bool {
        matches!(self, Self::ObjectAsJson | Self::ObjectAsXml)
    }

    /// Returns its format in the language.
    pub(super) fn wire(&self) -> &'static str {
        match self {
            Self::ObjectAsJson => "json",
            Self::ObjectAsXml => "xml",
            other => other.word(),
        }
    }

    /// Returns the default method.
    pub(super) fn method(&self) -> &'static str {
        match self {
            Self::Query => "GET",
            _ => "POST",
        }
    }
}

/// A struct that is its own schema, in one format.
pub(super) struct FormatTarget {
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

/// The keys of an attribute on a struct that is its own schema.
#[derive(Default)]
pub(super) struct FormatAttributes {
    formats: Vec<Format>,
    /// The keys of the formats.
    words: Vec<String>,
    /// Whether a key that an object cannot have was reported.
    formats_reported: bool,
    /// The place of the first format.
    at: Option<Span>,
    http: Option<LitStr>,
    server: Option<LitStr>,
    case: Option<LitStr>,
    update: Option<LitStr>,
}

impl FormatAttributes {
    /// Reads a key, if it is one of these.
    pub(super) fn read_key(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<bool> {
        let path = &meta.path;
        let formats = ["json", "xml", "query", "form", "object"];
        if formats.iter().any(|word| path.is_ident(word)) {
            self.at = self.at.or(path.get_ident().map(Ident::span));
            let word = path.get_ident().map(Ident::to_string).unwrap_or_default();
            if self.words.contains(&word) {
                return Err(duplicate_key(path.span()));
            }
            self.words.push(word);
        }
        let text = |slot: &mut Option<LitStr>| set_once(slot, meta.value()?.parse()?, meta);
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
                return Err(
                    meta.error("the root element has no name: write `xml(root = \"contact\")`")
                );
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
            text(&mut self.http)?;
        } else if path.is_ident("server") {
            text(&mut self.server)?;
        } else if path.is_ident("case") {
            text(&mut self.case)?;
        } else if path.is_ident("update") {
            text(&mut self.update)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Adds the formats to the container, each with the common keys.
    pub(super) fn finish(mut self, container: &mut Container, errors: &mut Errors) {
        container.own_at = container.own_at.or(self.at);
        let lone = [&self.http, &self.server, &self.case, &self.update];
        if let (true, Some(lone)) = (self.formats.is_empty(), lone.into_iter().flatten().next()) {
            errors.report(
                lone,
                "no format is given: add `json`, `xml(root = \"…\")`, `query` or `form`",
            );
        }
        for format in std::mem::take(&mut self.formats) {
            let same = |own: &FormatTarget| own.format.word() == format.word();
            if let (true, Some(at)) = (container.own.iter().any(same), self.at) {
                errors.push(duplicate_key(at));
                continue;
            }
            if format.is_object() {
                // Without a format the key would be ignored silently.
                for (lone, word) in [
                    (&self.http, "http"),
                    (&self.server, "server"),
                    (&self.update, "update"),
                ] {
                    if let (Some(lone), false) = (lone, self.formats_reported) {
                        errors.report(
                            lone,
                            format!("`{word}` is only for requests, and an object is a part of a body: move it to the struct of the request"),
                        );
                    }
                }
                self.formats_reported = true;
            }
            container.own.push(FormatTarget {
                format,
                http: self.http.clone(),
                server: self.server.clone(),
                case: self.case.clone(),
                update: self.update.clone(),
            });
        }
    }
}
