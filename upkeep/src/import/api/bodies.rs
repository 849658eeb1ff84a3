//! Reads the bodies of requests.

use std::rc::Rc;

use super::parameters::Declared;
use super::{Format, Media};
use crate::import::ledger::Area;
use crate::import::schema::{Cited, Context, Reader, Shape, Version};
use crate::import::tree::{At, Json};
use crate::import::yaml::Yaml;

/// Returns the format of a media type, if it has a counterpart.
pub(super) fn format(media: &str) -> Option<Format> {
    let name = media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match name.as_str() {
        "application/json" | "text/json" | "*/*" | "application/*" => Some(Format::Json),
        "application/xml" | "text/xml" => Some(Format::Xml),
        "application/x-www-form-urlencoded" => Some(Format::Form),
        name if name.ends_with("+json") || name.starts_with("application/x-amz-json-") => {
            Some(Format::Json)
        }
        name if name.ends_with("+xml") => Some(Format::Xml),
        _ => None,
    }
}

/// Returns the content type, if it is not the usual one of its format.
fn content_type(media: &str) -> Option<String> {
    let usual = [
        "application/json",
        "application/x-www-form-urlencoded",
        "*/*",
        "application/*",
    ];
    (!usual.contains(&media.to_ascii_lowercase().as_str())).then(|| media.to_owned())
}

/// Reads the bodies of an operation, one for each format.
pub(super) fn read<'d>(
    reader: &mut Reader<'d>,
    root: &At<'d>,
    operation: &At<'d>,
    declared: &Declared<'d>,
) -> Vec<Media> {
    match reader.version {
        Version::Swagger => swagger(reader, root, operation, declared),
        Version::OpenApi30 | Version::OpenApi31 | Version::JsonSchema | Version::Botocore => {
            openapi(reader, operation)
        }
    }
}

fn openapi<'d>(reader: &mut Reader<'d>, operation: &At<'d>) -> Vec<Media> {
    let Some(body) = operation.get("requestBody") else {
        return Vec::new();
    };
    let Some(body) = reader.part(&body) else {
        return Vec::new();
    };
    let mut found: Vec<Media> = Vec::new();
    for (key, at) in body.entries() {
        reader.ledger.read(&at, key, Area::Body);
        match key {
            "content" => {
                for (media, at) in at.entries() {
                    add(reader, media, &at, &mut found);
                }
            }
            "required" => {}
            _ => reader
                .ledger
                .lost(&at.pointer, format!("`{key}` of a body has no counterpart")),
        }
    }
    found.sort_by_key(|media| match media.format {
        Format::Json => 0,
        Format::Xml => 1,
        Format::Form => 2,
    });
    found
}

fn add<'d>(reader: &mut Reader<'d>, media: &str, at: &At<'d>, found: &mut Vec<Media>) {
    let Some(format) = format(media) else {
        return reader.ledger.lost(
            &at.pointer,
            format!("a body of the type `{media}` has no counterpart"),
        );
    };
    if media.contains('*') {
        reader.ledger.assumed(
            &at.pointer,
            "the draft sends JSON where any type is allowed",
        );
    }
    if found.iter().any(|known| known.format == format) {
        return reader.ledger.lost(
            &at.pointer,
            "the draft has one content type for each format",
        );
    }
    let mut shape = Rc::default();
    let mut joins = Vec::new();
    let mut samples = Vec::new();
    for (key, child) in at.entries() {
        reader.ledger.read(&child, key, Area::Body);
        match key {
            "schema" => shape = reader.schema(&child, Context::new(Area::Body)),
            "encoding" if format == Format::Form => encoding(reader, &child, &mut joins),
            "example" => example(reader, &child, &mut samples),
            "examples" => examples(reader, &child, &mut samples),
            _ => reader.ledger.lost(
                &child.pointer,
                format!("`{key}` of a body has no counterpart"),
            ),
        }
    }
    found.push(Media {
        format,
        content_type: content_type(media),
        shape,
        pointer: at.pointer.clone(),
        joins,
        samples,
    });
}

type Samples = Vec<(String, Cited<Yaml>)>;

/// Reads the named examples of a body.
fn examples<'d>(reader: &mut Reader<'d>, at: &At<'d>, samples: &mut Samples) {
    for (_, named) in at.entries() {
        let Some(named) = reader.part(&named) else {
            continue;
        };
        match named.get("value") {
            Some(value) => example(reader, &value, samples),
            None => reader.ledger.lost(
                &named.pointer,
                "the draft has only examples with a value in this file",
            ),
        }
    }
}

/// Reads an example of a body. Its values become samples of the fields.
fn example<'d>(reader: &mut Reader<'d>, at: &At<'d>, samples: &mut Samples) {
    if at.json() != Json::Map {
        reader.ledger.lost(
            &at.pointer,
            "an example of a body that is no object has no counterpart",
        );
    }
    for (name, value) in at.entries() {
        let sample = reader.sample(&value);
        samples.extend(sample.map(|sample| (name.to_owned(), sample)));
    }
}

/// Reads how lists are written in a form.
fn encoding(reader: &mut Reader<'_>, at: &At<'_>, joins: &mut Vec<(String, &'static str)>) {
    for (property, at) in at.entries() {
        let style = at
            .get("style")
            .and_then(|style| style.node.text().map(str::to_owned));
        let explode = at.get("explode").map(|explode| explode.json());
        for (key, child) in at.entries() {
            reader.ledger.read(&child, key, Area::Body);
            if !matches!(key, "style" | "explode") {
                reader.ledger.lost(
                    &child.pointer,
                    format!("`{key}` of an encoding has no counterpart"),
                );
            }
        }
        let join = match (style.as_deref(), explode) {
            (None | Some("form"), None | Some(Json::Boolean(true))) => continue,
            (Some("form") | None, _) => ",",
            (Some("spaceDelimited"), _) => " ",
            (Some("pipeDelimited"), _) => "|",
            (Some(style), _) => {
                reader.ledger.lost(
                    &at.pointer,
                    format!("the style `{style}` has no counterpart"),
                );
                continue;
            }
        };
        joins.push((property.to_owned(), join));
    }
}

fn swagger<'d>(
    reader: &mut Reader<'d>,
    root: &At<'d>,
    operation: &At<'d>,
    declared: &Declared<'d>,
) -> Vec<Media> {
    let types = media_types(root, operation, "consumes");
    let mut found = Vec::new();
    if let Some(body) = &declared.body {
        let shape = match body.get("schema") {
            Some(schema) => reader.schema(&schema, Context::new(Area::Body)),
            None => Rc::new(Shape::default()),
        };
        for (key, child) in body.entries() {
            if !matches!(key, "name" | "in" | "schema" | "required") {
                reader.ledger.lost(
                    &child.pointer,
                    format!("`{key}` of a body has no counterpart"),
                );
            }
        }
        let types = if types.is_empty() {
            vec![("application/json", body.clone())]
        } else {
            types.clone()
        };
        for (media, at) in types {
            let known = format(media).filter(|format| *format != Format::Form);
            match known {
                Some(format) if found.iter().all(|known: &Media| known.format != format) => found
                    .push(Media {
                        format,
                        content_type: content_type(media),
                        shape: Rc::clone(&shape),
                        pointer: body.pointer.clone(),
                        joins: Vec::new(),
                        samples: Vec::new(),
                    }),
                _ => reader.ledger.lost(
                    &at.pointer,
                    format!("the draft has no body of the type `{media}`"),
                ),
            }
        }
    } else if !declared.form.properties.is_empty() {
        let is_form = types.is_empty()
            || types
                .iter()
                .any(|(media, _)| format(media) == Some(Format::Form));
        if !is_form {
            reader.ledger.lost(
                &operation.pointer,
                "the draft has no body: a form that is not URL-encoded has no counterpart",
            );
            return found;
        }
        found.push(Media {
            format: Format::Form,
            content_type: None,
            shape: Rc::new(declared.form.clone()),
            pointer: operation.pointer_of("parameters"),
            joins: declared.joins.clone(),
            samples: Vec::new(),
        });
    }
    found
}

/// Returns the media types that an operation of Swagger consumes or produces.
pub(super) fn media_types<'d>(
    root: &At<'d>,
    operation: &At<'d>,
    key: &str,
) -> Vec<(&'d str, At<'d>)> {
    let list = operation.get(key).or_else(|| root.get(key));
    let items = list.map(|list| list.items()).unwrap_or_default();
    items
        .into_iter()
        .filter_map(|item| Some((item.node.text()?, item)))
        .collect()
}
