//! Reads the documents of OpenAPI and Swagger: their operations, with what they share.

use std::collections::HashSet;

use wireform_codegen::source::closest;

use super::security::Security;
use super::servers::Servers;
use super::{Api, Operation};
use crate::import::schema::Reader;
use crate::import::tree::{At, Json};
use crate::import::yaml::{Entry, Yaml};

/// The methods of a path item.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Reads operations of a document.
///
/// # Errors
///
/// States which of the chosen operations does not exist.
pub(crate) fn read(reader: &mut Reader<'_>, chosen: &[String]) -> Result<Api, String> {
    let root = At::root(reader.root);
    let mut api = Api {
        name: "Imported API".to_owned(),
        ..Api::default()
    };
    document(reader, &root, &mut api);
    let found = operations(reader, &root);
    if found.is_empty() {
        return Err("the file has no operation".to_owned());
    }
    let known: Vec<&str> = found.iter().map(|found| found.id.as_str()).collect();
    for name in chosen {
        if !found.iter().any(|found| found.is(name)) {
            return Err(match closest(name, known.iter().copied()) {
                Some(near) => format!("the file has no such operation; did you mean `{near}`?"),
                None => format!("the file has no such operation; it has {}", listed(&known)),
            });
        }
    }
    let mut security = Security::new(&root, reader.version);
    let mut servers = Servers::new();
    for one in found
        .iter()
        .filter(|found| chosen.is_empty() || chosen.iter().any(|name| found.is(name)))
    {
        let operation = one.read(reader, &root, &mut security, &mut servers);
        api.operations.push(operation);
    }
    (api.credentials, api.auth) = security.finish();
    api.endpoints = servers.finish();
    share_auth(&mut api);
    Ok(api)
}

/// States at each endpoint the ways to authenticate of its operations, and at an operation only those that differ.
fn share_auth(api: &mut Api) {
    for endpoint in &mut api.endpoints {
        let own = |operation: &&mut Operation| operation.endpoint.as_deref() == Some(&endpoint.key);
        let mut ways: Vec<String> = Vec::new();
        for operation in api.operations.iter_mut().filter(own) {
            let names = operation.auth.iter().flatten();
            let new: Vec<_> = names.filter(|name| !ways.contains(name)).cloned().collect();
            ways.extend(new);
        }
        for operation in api.operations.iter_mut().filter(own) {
            if operation.auth.as_ref() == Some(&ways) {
                operation.auth = None;
            }
        }
        if let (Yaml::Map(entries), false) = (&mut endpoint.value, ways.is_empty()) {
            let names = ways.into_iter().map(Yaml::Text).collect();
            entries.push(Entry::new("auth", Yaml::List(names)));
        }
    }
    if let [_] = api.endpoints.as_slice() {
        for operation in &mut api.operations {
            operation.endpoint = None;
        }
    }
}

fn listed(known: &[&str]) -> String {
    const SHOWN: usize = 12;
    match known.len() {
        0 => "none".to_owned(),
        many if many > SHOWN => {
            format!("{} and {} others", known[..SHOWN].join(", "), many - SHOWN)
        }
        _ => known.join(", "),
    }
}

/// Reads what the document says about the API as a whole.
fn document(reader: &mut Reader<'_>, root: &At<'_>, api: &mut Api) {
    for (key, at) in root.entries() {
        match key {
            "openapi" | "swagger" | "paths" | "servers" | "host" | "basePath" | "schemes"
            | "security" | "consumes" | "produces" => {}
            // What they hold is read where an operation refers to it.
            "components" | "definitions" | "parameters" | "responses" | "securityDefinitions" => {}
            "info" => info(reader, &at, api),
            _ => reader
                .ledger
                .lost(&at.pointer, format!("`{key}` has no counterpart")),
        }
    }
}

fn info(reader: &mut Reader<'_>, info: &At<'_>, api: &mut Api) {
    for (key, at) in info.entries() {
        match (key, at.json()) {
            ("title", Json::Text(text)) if !text.trim().is_empty() => api.set_name(text),
            ("description", Json::Text(text)) if !text.trim().is_empty() => {
                api.description = Some(text.to_owned())
            }
            ("description" | "title", _) => {}
            _ => reader
                .ledger
                .lost(&at.pointer, format!("`{key}` has no counterpart")),
        }
    }
}

/// An operation of the document that was not read yet.
struct Found<'d> {
    id: String,
    method: String,
    path: String,
    at: At<'d>,
    item: At<'d>,
}

/// Returns all operations, in the order of the document.
fn operations<'d>(reader: &mut Reader<'d>, root: &At<'d>) -> Vec<Found<'d>> {
    let mut found = Vec::new();
    let Some(paths) = root.get("paths") else {
        return found;
    };
    for (path, item) in paths.entries() {
        if path.starts_with("x-") {
            reader
                .ledger
                .lost(&item.pointer, format!("`{path}` has no counterpart"));
            continue;
        }
        let Some(item) = reader.part(&item) else {
            continue;
        };
        for (key, at) in item.entries() {
            if !METHODS.contains(&key) {
                continue;
            }
            if at.json() != Json::Map {
                reader.wrong_kind(&at, "a map");
                continue;
            }
            let method = key.to_ascii_uppercase();
            let id = match at.get("operationId").map(|id| id.json()) {
                Some(Json::Text(id)) if !id.trim().is_empty() => id.to_owned(),
                _ => format!("{method} {path}"),
            };
            let path = path.to_owned();
            let item = item.clone();
            found.push(Found {
                id,
                method,
                path,
                at,
                item,
            });
        }
    }
    found
}

impl<'d> Found<'d> {
    fn is(&self, name: &str) -> bool {
        self.id == name
            || name.split_once(' ').is_some_and(|(method, path)| {
                method.eq_ignore_ascii_case(&self.method) && path == self.path
            })
    }

    fn read(
        &self,
        reader: &mut Reader<'d>,
        root: &At<'d>,
        security: &mut Security<'d>,
        servers: &mut Servers,
    ) -> Operation {
        self.note_item(reader);
        let at = &self.at;
        let mut description: Vec<&str> = Vec::new();
        let mut deprecated = None;
        let mut responses = Vec::new();
        for (key, child) in at.entries() {
            match key {
                "operationId" | "parameters" | "requestBody" | "security" | "servers"
                | "consumes" | "produces" | "schemes" => {}
                "summary" | "description" => {
                    if let Some(text) = reader
                        .text(&child)
                        .map(str::trim)
                        .filter(|text| !text.is_empty())
                        && !description.contains(&text)
                    {
                        let first = if key == "summary" {
                            0
                        } else {
                            description.len()
                        };
                        description.insert(first, text);
                    }
                }
                "deprecated" => {
                    deprecated = reader
                        .boolean(&child)
                        .filter(|value| *value)
                        .map(|_| child.pointer.clone())
                }
                "responses" => responses = super::responses::read(reader, &child, root, at),
                _ => reader
                    .ledger
                    .lost(&child.pointer, format!("`{key}` has no counterpart")),
            }
        }
        let mut path = self.path.clone();
        let (endpoint, prefix) = servers.endpoint(reader, root, &self.item, at);
        path.insert_str(0, &prefix);
        let declared = super::parameters::read(reader, &self.item, at);
        let bodies = super::bodies::read(reader, root, at, &declared);
        let mut parameters = declared.parameters;
        super::parameters::match_path(reader, &path, &mut parameters, &at.pointer);
        let auth = security.of(reader, root, at);
        Operation {
            id: self.id.clone(),
            pointer: at.pointer.clone(),
            method: self.method.clone(),
            path,
            description: (!description.is_empty()).then(|| description.join("\n\n")),
            deprecated,
            endpoint: Some(endpoint),
            auth: Some(auth),
            headers: Vec::new(),
            parameters,
            bodies,
            responses,
        }
    }

    /// Notes what the path item says about all of its operations.
    fn note_item(&self, reader: &mut Reader<'_>) {
        let known: HashSet<&str> = METHODS
            .into_iter()
            .chain(["parameters", "servers", "$ref"])
            .collect();
        for (key, at) in self.item.entries() {
            let is_empty = at.node.text().is_some_and(str::is_empty);
            if !known.contains(key) && !is_empty {
                reader
                    .ledger
                    .lost(&at.pointer, format!("`{key}` of a path has no counterpart"));
            }
        }
    }
}
