//! Reads the responses of operations.

use super::bodies::{format, media_types};
use super::parameters::described;
use super::{Format, Response, ResponseBody};
use crate::import::ledger::Area;
use crate::import::schema::{Context, Reader, Version};
use crate::import::tree::{At, Json};

/// Reads the responses of an operation.
pub(super) fn read<'d>(
    reader: &mut Reader<'d>,
    at: &At<'d>,
    root: &At<'d>,
    operation: &At<'d>,
) -> Vec<Response> {
    if at.json() != Json::Map {
        reader.wrong_kind(at, "a map");
    }
    let mut found: Vec<Response> = Vec::new();
    for (key, at) in at.entries() {
        let status = match key {
            "default" => None,
            _ if is_status(key) => Some(key.to_ascii_lowercase()),
            _ => {
                reader
                    .ledger
                    .lost(&at.pointer, format!("`{key}` is no HTTP status"));
                continue;
            }
        };
        let Some(at) = reader.part(&at) else { continue };
        let mut response = Response {
            body: match status.as_deref() {
                Some("204" | "205" | "304") => ResponseBody::Empty,
                Some(_) | None => ResponseBody::Unstated,
            },
            status,
            description: None,
            headers: Vec::new(),
            pointer: at.pointer.clone(),
        };
        parts(reader, &at, root, operation, &mut response);
        found.push(response);
    }
    // A status takes precedence over its class.
    found.sort_by_key(|response| {
        response
            .status
            .as_ref()
            .is_some_and(|status| status.ends_with("xx"))
    });
    found
}

fn is_status(key: &str) -> bool {
    let class = key.starts_with(['1', '2', '3', '4', '5']) && key.len() == 3;
    class
        && (key[1..].bytes().all(|byte| byte.is_ascii_digit())
            || key[1..].eq_ignore_ascii_case("xx"))
}

fn parts<'d>(
    reader: &mut Reader<'d>,
    at: &At<'d>,
    root: &At<'d>,
    operation: &At<'d>,
    response: &mut Response,
) {
    for (key, child) in at.entries() {
        match key {
            "description" => response.description = reader.text(&child).map(str::to_owned),
            "content" => content(reader, &child, response),
            "schema" if reader.version == Version::Swagger => {
                let types = media_types(root, operation, "produces");
                let is_json = types.is_empty()
                    || types
                        .iter()
                        .any(|(media, _)| format(media) == Some(Format::Json));
                let is_xml = types
                    .iter()
                    .any(|(media, _)| format(media) == Some(Format::Xml));
                match (is_json, is_xml) {
                    (true, _) => {
                        response.body =
                            ResponseBody::Json(reader.schema(&child, Context::new(Area::Response)))
                    }
                    (false, true) => {
                        response.body =
                            ResponseBody::Xml(reader.schema(&child, Context::new(Area::Response)))
                    }
                    (false, false) => reader.ledger.lost(
                        &child.pointer,
                        "a response that is neither JSON nor XML has no fields",
                    ),
                }
            }
            "headers" => {
                for (name, header) in child.entries() {
                    if name.eq_ignore_ascii_case("content-type") {
                        continue;
                    }
                    let Some(header) = reader.part(&header) else {
                        continue;
                    };
                    if let Some(found) = described(reader, &header, Area::Response, false) {
                        response.headers.push((
                            name.to_owned(),
                            found.shape.into(),
                            header.pointer,
                        ));
                    }
                }
            }
            _ => reader.ledger.lost(
                &child.pointer,
                format!("`{key}` of a response has no counterpart"),
            ),
        }
    }
}

/// Reads the body of the first format that has a counterpart: JSON, XML or text.
fn content<'d>(reader: &mut Reader<'d>, at: &At<'d>, response: &mut Response) {
    let rank = |media: &str| match format(media) {
        Some(Format::Json) => 0,
        Some(Format::Xml) => 1,
        Some(Format::Form) => 3,
        None if media.starts_with("text/") => 2,
        None => 3,
    };
    let mut types = at.entries();
    types.sort_by_key(|(media, _)| rank(media));
    for (index, (media, at)) in types.into_iter().enumerate() {
        let rank = rank(media);
        if index > 0 || rank == 3 {
            reader.ledger.lost(
                &at.pointer,
                format!("the draft has no response of the type `{media}`"),
            );
            continue;
        }
        for (key, child) in at.entries() {
            if key != "schema" {
                reader.ledger.lost(
                    &child.pointer,
                    format!("`{key}` of a body has no counterpart"),
                );
            }
        }
        let shape = at
            .get("schema")
            .map(|schema| reader.schema(&schema, Context::new(Area::Response)))
            .unwrap_or_default();
        response.body = match rank {
            0 => ResponseBody::Json(shape),
            1 => ResponseBody::Xml(shape),
            _ => ResponseBody::Text,
        };
    }
}
