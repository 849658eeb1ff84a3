//! Reads servers: each list of servers becomes an endpoint.

use crate::import::draft::Scope;
use crate::import::schema::{Reader, Version};
use crate::import::tree::{At, Json};
use crate::import::yaml::{Entry, Yaml};

/// The endpoints of the draft.
#[derive(Debug)]
pub(super) struct Servers {
    /// The URLs of each endpoint, its name and its entries.
    known: Vec<(Vec<String>, Entry)>,
}

impl Servers {
    pub(super) fn new() -> Self {
        Self { known: Vec::new() }
    }

    /// Returns the name of the endpoint of an operation, and the path that its servers have in common if they have no host.
    pub(super) fn endpoint<'d>(
        &mut self,
        reader: &mut Reader<'d>,
        root: &At<'d>,
        item: &At<'d>,
        operation: &At<'d>,
    ) -> (String, String) {
        let found = match reader.version {
            Version::Swagger => swagger(reader, root, operation),
            Version::OpenApi30 | Version::OpenApi31 | Version::JsonSchema | Version::Botocore => {
                openapi(reader, root, item, operation)
            }
        };
        let mut prefix = String::new();
        let mut servers = Vec::new();
        for (url, name, pointer) in found {
            if url.starts_with("http://") || url.starts_with("https://") {
                servers.push((url, name, pointer));
                continue;
            }
            let path = url.trim_end_matches('/');
            if path.is_empty() || path.starts_with('/') {
                prefix = path.to_owned();
                reader.ledger.assumed(
                    &pointer,
                    "the URL has no host; the caller supplies the server",
                );
            } else {
                reader
                    .ledger
                    .lost(&pointer, "the URL of the server is not one of HTTP");
            }
        }
        if !servers.is_empty() {
            prefix.clear();
        }
        (self.add(servers), prefix)
    }

    /// Returns the name of the endpoint with these servers.
    fn add(&mut self, servers: Vec<(String, String, String)>) -> String {
        let urls: Vec<String> = servers.iter().map(|(url, _, _)| url.clone()).collect();
        if let Some((_, entry)) = self.known.iter().find(|(known, _)| *known == urls) {
            return entry.key.clone();
        }
        let name = match self.known.len() {
            0 => "api".to_owned(),
            known => format!("api_{}", known + 1),
        };
        let mut scope = Scope::values();
        let servers: Vec<Entry> = servers
            .into_iter()
            .map(|(url, name, pointer)| {
                Entry::cited(scope.take(&name, "server"), Yaml::text(url), &pointer)
            })
            .collect();
        let entries = match servers.is_empty() {
            true => Vec::new(),
            false => vec![Entry::new("servers", Yaml::Map(servers))],
        };
        self.known
            .push((urls, Entry::new(name.clone(), Yaml::Map(entries))));
        name
    }

    pub(super) fn finish(self) -> Vec<Entry> {
        self.known.into_iter().map(|(_, entry)| entry).collect()
    }
}

/// A URL, the name of the server, and the pointer of the construct.
type Server = (String, String, String);

fn openapi<'d>(
    reader: &mut Reader<'d>,
    root: &At<'d>,
    item: &At<'d>,
    operation: &At<'d>,
) -> Vec<Server> {
    let list = [operation, item, root]
        .into_iter()
        .find_map(|at| at.get("servers").filter(|list| !list.items().is_empty()));
    let Some(list) = list else {
        reader
            .ledger
            .assumed("", "the file names no server; the caller supplies it");
        return Vec::new();
    };
    let mut found = Vec::new();
    for at in list.items() {
        let Some(url) = at.get("url") else {
            reader.ledger.lost(&at.pointer, "the server has no URL");
            continue;
        };
        let Some(text) = reader.text(&url) else {
            continue;
        };
        let mut text = text.trim().to_owned();
        let mut name = None;
        for (key, child) in at.entries() {
            match (key, child.json()) {
                ("url", _) => {}
                ("description", Json::Text(words)) if words.chars().count() <= 24 => {
                    name = Some(words.to_owned())
                }
                ("variables", _) => text = substituted(reader, &child, text),
                _ => reader.ledger.lost(
                    &child.pointer,
                    format!("`{key}` of a server has no counterpart"),
                ),
            }
        }
        let name = name.unwrap_or_else(|| {
            if found.is_empty() {
                "production".to_owned()
            } else {
                "server".to_owned()
            }
        });
        let text = text.trim_end_matches('/').to_owned();
        if found.iter().all(|(known, _, _)| *known != text) {
            found.push((text, name, at.pointer.clone()));
        }
    }
    found
}

/// Returns a URL with the defaults of its variables.
fn substituted(reader: &mut Reader<'_>, variables: &At<'_>, mut url: String) -> String {
    for (name, at) in variables.entries() {
        match at
            .get("default")
            .and_then(|default| default.node.text().map(str::to_owned))
        {
            Some(default) => {
                reader.ledger.inexact(
                    &at.pointer,
                    "the draft has only the default of the variable",
                );
                url = url.replace(&format!("{{{name}}}"), &default);
                for (key, child) in at.entries() {
                    if !matches!(key, "default" | "enum" | "description") {
                        reader.ledger.lost(
                            &child.pointer,
                            format!("`{key}` of a variable has no counterpart"),
                        );
                    }
                }
            }
            None => reader
                .ledger
                .lost(&at.pointer, "the variable has no default"),
        }
    }
    url
}

fn swagger<'d>(reader: &mut Reader<'d>, root: &At<'d>, operation: &At<'d>) -> Vec<Server> {
    let text = |key: &str| {
        root.get(key)
            .and_then(|at| at.node.text().map(str::to_owned))
            .unwrap_or_default()
    };
    let path = text("basePath");
    let path = path.trim_end_matches('/');
    let host = text("host");
    if host.is_empty() {
        if path.is_empty() {
            reader
                .ledger
                .assumed("", "the file names no server; the caller supplies it");
            return Vec::new();
        }
        return vec![(
            path.to_owned(),
            "production".to_owned(),
            root.pointer_of("basePath"),
        )];
    }
    let schemes = operation.get("schemes").or_else(|| root.get("schemes"));
    let schemes: Vec<String> = schemes
        .iter()
        .flat_map(|list| list.items())
        .filter_map(|item| item.node.text().map(str::to_owned))
        .collect();
    let scheme = match schemes.first() {
        None => {
            reader.ledger.assumed(
                &root.pointer_of("host"),
                "the file states no scheme; the draft has https",
            );
            "https"
        }
        Some(first) if !schemes.iter().any(|scheme| scheme == "https") => first,
        Some(_) => "https",
    };
    vec![(
        format!("{scheme}://{host}{path}"),
        "production".to_owned(),
        root.pointer_of("host"),
    )]
}
