//! Reads the parameters of operations.

use std::rc::Rc;

use super::{Parameter, Place};
use crate::import::ledger::Area;
use crate::import::schema::{Cited, Context, Property, Reader, Shape, Version};
use crate::import::tree::{At, Json};

/// The parameters of an operation.
#[derive(Debug, Default)]
pub(super) struct Declared<'d> {
    pub(super) parameters: Vec<Parameter>,
    /// The schema of the body, in Swagger.
    pub(super) body: Option<At<'d>>,
    /// The fields of a form, in Swagger.
    pub(super) form: Shape,
    pub(super) joins: Vec<(String, &'static str)>,
    /// Whether the form uploads a file.
    pub(super) has_file: bool,
}

/// Reads the parameters of a path item and of its operation, which take precedence.
pub(super) fn read<'d>(reader: &mut Reader<'d>, item: &At<'d>, operation: &At<'d>) -> Declared<'d> {
    let mut found: Vec<(String, String, At<'d>)> = Vec::new();
    for list in [item.get("parameters"), operation.get("parameters")]
        .into_iter()
        .flatten()
    {
        if list.json() != Json::List {
            reader.wrong_kind(&list, "a list");
        }
        for at in list.items() {
            let Some(at) = reader.part(&at) else { continue };
            let key = |key: &str| match at.get(key).map(|at| at.json()) {
                Some(Json::Text(text)) if !text.is_empty() => Some(text.to_owned()),
                _ => None,
            };
            let (Some(name), Some(place)) = (key("name"), key("in")) else {
                reader
                    .ledger
                    .lost(&at.pointer, "the parameter has no name or no place");
                continue;
            };
            found.retain(|(known, other, _)| !(*known == name && *other == place));
            found.push((name, place, at));
        }
    }
    let mut declared = Declared::default();
    for (name, place, at) in found {
        match place.as_str() {
            "path" => declared
                .parameters
                .extend(parameter(reader, name, Place::Path, &at)),
            "query" => declared
                .parameters
                .extend(parameter(reader, name, Place::Query, &at)),
            "header" if is_ignored(&name) => reader
                .ledger
                .lost(&at.pointer, "OpenAPI ignores a parameter for this header"),
            "header" => declared
                .parameters
                .extend(parameter(reader, name, Place::Header, &at)),
            "body" if reader.version == Version::Swagger => declared.body = Some(at),
            "formData" if reader.version == Version::Swagger => {
                form_field(reader, name, &at, &mut declared)
            }
            _ => reader.ledger.lost(
                &at.pointer,
                format!("a parameter in `{place}` has no counterpart"),
            ),
        }
    }
    declared
}

/// Returns whether OpenAPI has other keywords for a header.
fn is_ignored(name: &str) -> bool {
    ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str())
}

fn parameter<'d>(
    reader: &mut Reader<'d>,
    name: String,
    place: Place,
    at: &At<'d>,
) -> Option<Parameter> {
    let found = described(reader, at, Area::Parameter, place == Place::Query)?;
    Some(Parameter {
        name,
        place,
        required: found.required,
        join: found.join,
        shape: found.shape.into(),
        pointer: at.pointer.clone(),
    })
}

fn form_field<'d>(reader: &mut Reader<'d>, name: String, at: &At<'d>, declared: &mut Declared<'d>) {
    if at.get("type").and_then(|kind| kind.node.text()) == Some("file") {
        declared.has_file = true;
        return reader
            .ledger
            .lost(&at.pointer, "a file in a form has no counterpart");
    }
    let Some(found) = described(reader, at, Area::Body, true) else {
        return;
    };
    if let Some(pointer) = found.required {
        declared
            .form
            .required
            .push(Cited::new(name.clone(), &pointer));
    }
    declared
        .joins
        .extend(found.join.map(|join| (name.clone(), join)));
    let pointer = at.pointer.clone();
    let shape = found.shape.into();
    declared.form.properties.push(Property {
        name,
        pointer,
        shape,
    });
}

/// A parameter or a header.
pub(super) struct Described {
    pub(super) shape: Shape,
    required: Option<String>,
    /// The separator of a list.
    join: Option<&'static str>,
}

/// Reads a parameter or a header: its schema, whether it is required, and the separator of its list.
pub(super) fn described<'d>(
    reader: &mut Reader<'d>,
    at: &At<'d>,
    area: Area,
    is_query: bool,
) -> Option<Described> {
    let is_swagger = reader.version == Version::Swagger;
    let mut found = Described {
        shape: Shape::default(),
        required: None,
        join: None,
    };
    if is_swagger {
        let skipped = [
            "name",
            "in",
            "required",
            "collectionFormat",
            "allowEmptyValue",
        ];
        found.shape = reader.keywords_but(at, Context::new(area), &skipped);
    } else {
        match at.get("schema") {
            Some(schema) => found.shape = Shape::clone(&reader.schema(&schema, Context::new(area))),
            None if at.get("content").is_some() => {
                reader.ledger.lost(
                    &at.pointer,
                    "a parameter with a media type has no counterpart",
                );
                return None;
            }
            None => {}
        }
    }
    let mut style = "";
    let mut explode = None;
    for (key, child) in at.entries() {
        let pointer = child.pointer.as_str();
        match key {
            "required" => {
                found.required = reader
                    .boolean(&child)
                    .filter(|value| *value)
                    .map(|_| pointer.to_owned())
            }
            "collectionFormat" => style = reader.text(&child).unwrap_or_default(),
            "name" | "in" | "schema" | "content" => {}
            "allowEmptyValue" if child.json() == Json::Boolean(false) => {}
            "allowEmptyValue" => reader.ledger.lost(
                pointer,
                "a parameter with an empty value in place of none has no counterpart",
            ),
            _ if is_swagger => {}
            "style" => style = reader.text(&child).unwrap_or_default(),
            "explode" => explode = reader.boolean(&child),
            "description" => {
                if let Some(text) = reader.text(&child).filter(|text| !text.trim().is_empty()) {
                    found.shape.description = Some(Cited::new(text.to_owned(), pointer));
                }
            }
            "deprecated" => {
                if reader.boolean(&child) == Some(true) {
                    found.shape.deprecated = Some(pointer.to_owned());
                }
            }
            "example" => found.shape.examples.extend(reader.sample(&child)),
            "allowReserved" if child.json() == Json::Boolean(false) => {}
            _ => reader.ledger.lost(
                pointer,
                format!("`{key}` of a parameter has no counterpart"),
            ),
        }
    }
    found.join = match (style, explode, is_swagger) {
        ("multi", _, _) => None,
        ("ssv", _, _) | ("spaceDelimited", Some(false), _) => Some(" "),
        ("tsv", _, _) => Some("\t"),
        ("pipes", _, _) | ("pipeDelimited", Some(false), _) => Some("|"),
        ("csv" | "", _, true) => Some(","),
        ("form" | "", Some(false), false) => Some(","),
        ("form" | "spaceDelimited" | "pipeDelimited" | "", _, false) => (!is_query).then_some(","),
        ("simple", _, false) => Some(","),
        _ => {
            reader.ledger.lost(
                &at.pointer,
                format!("the style `{style}` has no counterpart"),
            );
            return None;
        }
    };
    Some(found)
}

/// Makes the parameters of the path those that the template names.
pub(super) fn match_path(
    reader: &mut Reader<'_>,
    path: &str,
    parameters: &mut Vec<Parameter>,
    pointer: &str,
) {
    let template = path.to_owned();
    parameters.retain(|parameter| {
        let is_known =
            parameter.place != Place::Path || template.contains(&format!("{{{}}}", parameter.name));
        if !is_known {
            reader
                .ledger
                .lost(&parameter.pointer, "the path does not name the parameter");
        }
        is_known
    });
    for part in template.split('{').skip(1) {
        let Some((name, _)) = part.split_once('}') else {
            continue;
        };
        if !parameters
            .iter()
            .any(|parameter| parameter.place == Place::Path && parameter.name == name)
        {
            reader.ledger.assumed(
                pointer,
                format!("the parameter `{name}` of the path is not declared; the draft has a text"),
            );
            parameters.push(Parameter {
                name: name.to_owned(),
                place: Place::Path,
                required: None,
                join: None,
                shape: Rc::default(),
                pointer: pointer.to_owned(),
            });
        }
    }
}
