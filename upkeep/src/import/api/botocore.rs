//! Reads the operations of a service description of botocore: `operations`, with the shapes of their messages.

use wireform_codegen::source::closest;

use super::{Api, Format, Media, Operation, Parameter, Place, Response, ResponseBody};
use crate::import::ledger::Area;
use crate::import::schema::{Context, Reader, without_tags};
use crate::import::tree::{At, Json};
use crate::import::yaml::{Entry, Yaml};

/// What the service says about all of its operations.
struct Service {
    format: Format,
    content_type: Option<String>,
    /// What comes before the name of an operation in the header that names it.
    target: Option<(String, String)>,
}

/// Reads operations of a service.
///
/// # Errors
///
/// States which of the chosen operations does not exist, or that the protocol is not read.
pub(crate) fn read(reader: &mut Reader<'_>, chosen: &[String]) -> Result<Api, String> {
    let root = At::root(reader.root);
    let mut api = Api {
        name: "Imported service".to_owned(),
        endpoints: vec![Entry::new("api", Yaml::Map(Vec::new()))],
        ..Api::default()
    };
    let service = service(reader, &root, &mut api)?;
    let found = root
        .get("operations")
        .map_or_else(Vec::new, |it| it.entries());
    let known: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    for name in chosen {
        if !known.contains(&name.as_str()) {
            let near = closest(name, known.iter().copied());
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(format!("the file has no such operation{near}"));
        }
    }
    for (name, at) in found {
        if chosen.is_empty() || chosen.iter().any(|it| it == name) {
            let operation = operation(reader, &service, name, &at);
            api.operations.push(operation);
        }
    }
    match api.operations.is_empty() {
        true => Err("the file has no operation".to_owned()),
        false => Ok(api),
    }
}

fn service<'d>(reader: &mut Reader<'d>, root: &At<'d>, api: &mut Api) -> Result<Service, String> {
    let metadata = root.get("metadata");
    let stated = |key: &str| metadata.as_ref().and_then(|metadata| metadata.get(key));
    let text = |key: &str| stated(key).and_then(|at| at.node.text());
    if let Some(name) = text("serviceFullName") {
        api.set_name(name);
    }
    for (key, at) in metadata.iter().flat_map(|metadata| metadata.entries()) {
        match key {
            "serviceFullName" | "protocol" | "protocols" | "jsonVersion" | "targetPrefix" => {}
            "signatureVersion" | "auth" => reader.ledger.lost(
                &at.pointer,
                "requests are signed; the draft has no authentication",
            ),
            _ => reader
                .ledger
                .lost(&at.pointer, format!("`{key}` has no counterpart")),
        }
    }
    for (key, at) in root.entries() {
        match key {
            "metadata" | "operations" | "shapes" => {}
            "documentation" => api.description = reader.text(&at).map(without_tags),
            _ => reader
                .ledger
                .lost(&at.pointer, format!("`{key}` has no counterpart")),
        }
    }
    let content_type =
        text("jsonVersion").map(|version| format!("application/x-amz-json-{version}"));
    let target =
        stated("targetPrefix").and_then(|at| Some((at.node.text()?.to_owned(), at.pointer)));
    match text("protocol") {
        Some("json") => Ok(Service {
            format: Format::Json,
            content_type,
            target,
        }),
        Some("rest-json") => Ok(Service {
            format: Format::Json,
            content_type: None,
            target: None,
        }),
        Some("rest-xml") => Ok(Service {
            format: Format::Xml,
            content_type: None,
            target: None,
        }),
        Some(_) | None => {
            Err("only services with the protocols json, rest-json and rest-xml are read".to_owned())
        }
    }
}

fn operation<'d>(reader: &mut Reader<'d>, service: &Service, id: &str, at: &At<'d>) -> Operation {
    let mut operation = Operation {
        id: id.to_owned(),
        pointer: at.pointer.clone(),
        method: "POST".to_owned(),
        path: String::new(),
        description: None,
        deprecated: None,
        endpoint: None,
        auth: None,
        headers: Vec::new(),
        parameters: Vec::new(),
        bodies: Vec::new(),
        responses: Vec::new(),
    };
    let target = service.target.iter();
    operation.headers.extend(target.map(|(prefix, pointer)| {
        let value = format!("{prefix}.{id}");
        ("X-Amz-Target".to_owned(), value, pointer.clone())
    }));
    for (key, child) in at.entries() {
        match key {
            "name" => {}
            "http" => http(reader, &child, &mut operation),
            "documentation" => operation.description = reader.text(&child).map(without_tags),
            "deprecated" => {
                let flag = reader.boolean(&child).filter(|value| *value);
                operation.deprecated = flag.map(|_| child.pointer.clone());
            }
            "input" => input(reader, service, &child, &mut operation),
            "output" => output(reader, service, &child, &mut operation),
            "errors" => errors(reader, &child, &mut operation),
            _ => reader
                .ledger
                .lost(&child.pointer, format!("`{key}` has no counterpart")),
        }
    }
    operation
}

fn http<'d>(reader: &mut Reader<'d>, at: &At<'d>, operation: &mut Operation) {
    for (key, child) in at.entries() {
        match (key, child.node.text()) {
            ("method", Some(method)) => operation.method = method.to_owned(),
            // A greedy label also takes slashes, which the draft escapes.
            ("requestUri", Some(uri)) => {
                if uri.contains("+}") || uri.contains('?') {
                    reader
                        .ledger
                        .inexact(&child.pointer, "the draft has a plain path");
                }
                let path = uri.split('?').next().unwrap_or_default();
                operation.path = path.replace("+}", "}");
            }
            ("responseCode", _) => {}
            _ => reader
                .ledger
                .lost(&child.pointer, format!("`{key}` has no counterpart")),
        }
    }
}

fn input<'d>(reader: &mut Reader<'d>, service: &Service, at: &At<'d>, operation: &mut Operation) {
    let Some(found) = reader.shape_named(at) else {
        return;
    };
    let required = found
        .get("required")
        .map_or_else(Vec::new, |list| list.items());
    for (name, member) in found
        .get("members")
        .iter()
        .flat_map(|members| members.entries())
    {
        let place = match member.get("location").map(|at| at.json()) {
            None => continue,
            Some(Json::Text("uri")) => Place::Path,
            Some(Json::Text("querystring")) => Place::Query,
            Some(Json::Text("header")) => Place::Header,
            Some(_) => {
                reader
                    .ledger
                    .lost(&member.pointer, "the place has no counterpart");
                continue;
            }
        };
        let wire = member.get("locationName").and_then(|at| at.node.text());
        let required = required.iter().find(|at| at.node.text() == Some(name));
        operation.parameters.push(Parameter {
            name: wire.unwrap_or(name).to_owned(),
            place,
            required: required.map(|at| at.pointer.clone()),
            join: None,
            shape: reader.schema(&member, Context::new(Area::Parameter)),
            pointer: member.pointer.clone(),
        });
    }
    let shape = reader.schema(at, Context::new(Area::Body));
    let has_body = !shape.flat().properties.is_empty();
    operation.bodies.extend(has_body.then(|| Media {
        format: service.format,
        content_type: service.content_type.clone(),
        shape,
        pointer: at.pointer.clone(),
        joins: Vec::new(),
        samples: Vec::new(),
    }));
}

fn output<'d>(reader: &mut Reader<'d>, service: &Service, at: &At<'d>, operation: &mut Operation) {
    let shape = reader.schema(at, Context::new(Area::Response));
    operation.responses.push(Response {
        status: Some("200".to_owned()),
        description: None,
        body: match service.format {
            Format::Json | Format::Form => ResponseBody::Json(shape),
            Format::Xml => ResponseBody::Xml(shape),
        },
        headers: Vec::new(),
        pointer: at.pointer.clone(),
    });
}

/// Adds a response for each status of the errors. Which error it is stands in the body.
fn errors<'d>(reader: &mut Reader<'d>, at: &At<'d>, operation: &mut Operation) {
    for error in at.items() {
        let code = error
            .get("error")
            .or_else(|| reader.shape_named(&error)?.get("error"));
        let stated = code.and_then(|it| it.get("httpStatusCode"));
        let status = stated
            .and_then(|status| status.node.text())
            .unwrap_or("400")
            .to_owned();
        let is_known = |it: &Response| it.status.as_ref() == Some(&status);
        if operation.responses.iter().any(is_known) {
            let text = "the draft has one response for all errors of a status";
            reader.ledger.lost(&error.pointer, text);
            continue;
        }
        operation.responses.push(Response {
            status: Some(status),
            description: None,
            body: ResponseBody::Unstated,
            headers: Vec::new(),
            pointer: error.pointer.clone(),
        });
    }
}
