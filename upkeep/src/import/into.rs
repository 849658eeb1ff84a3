//! Adds the operations and types of a draft to the text of a schema, and leaves the rest of the text as it is.

use wireform_codegen::compile_file;
use wireform_codegen::source::{self, Diagnostics, Node, NodeKind, Renderer, Sources};

use super::ledger::Ledger;
use super::yaml::{Entry, Yaml, write_entry};

/// A schema that gets the parts of a draft.
pub(crate) struct Target<'t> {
    name: &'t str,
    text: &'t str,
    root: Node,
}

impl<'t> Target<'t> {
    /// Reads a schema.
    ///
    /// # Errors
    ///
    /// Returns the diagnostics if the schema has errors.
    pub(crate) fn new(name: &'t str, text: &'t str) -> Result<Self, String> {
        check(name, text).map_err(|found| format!("{name}: the schema has errors:\n{found}"))?;
        let mut sources = Sources::new();
        let file = sources.add(name, text);
        let root = source::parse(&sources, file, &mut Diagnostics::default());
        let root = root.ok_or_else(|| format!("{name}: the schema is empty"))?;
        Ok(Self { name, text, root })
    }

    /// Returns how the schema derives wire names.
    pub(crate) fn case(&self) -> &str {
        self.root.get("case").and_then(Node::text).unwrap_or("none")
    }

    /// Returns the text of the schema with the types and the operations of a draft.
    ///
    /// # Errors
    ///
    /// States which operation the schema already has, or why the result would have errors.
    pub(crate) fn with(&self, document: &[Entry], ledger: &mut Ledger) -> Result<String, String> {
        let section = |key: &str| {
            document
                .iter()
                .find(|entry| entry.key == key)
                .map(|entry| &entry.value)
        };
        let mut insertions = Vec::new();
        for key in ["types", "operations"] {
            let Some(Yaml::Map(entries)) = section(key) else {
                continue;
            };
            let mut added = Vec::new();
            for entry in entries {
                let is_known = self
                    .root
                    .get(key)
                    .is_some_and(|known| known.get(&entry.key).is_some());
                match (is_known, key) {
                    (true, "operations") => {
                        return Err(format!(
                            "{}: the schema already has the operation `{}`",
                            self.name, entry.key
                        ));
                    }
                    (true, _) => ledger.assumed(
                        entry.pointer.as_deref().unwrap_or_default(),
                        format!(
                            "the schema already has a type `{}`, which the draft uses",
                            entry.key
                        ),
                    ),
                    (false, _) => added.push(self.adapted(key, entry)),
                }
            }
            if !added.is_empty() {
                insertions.push(self.insertion(key, &added)?);
            }
        }
        // From the last to the first, so that no insertion moves the place of another.
        insertions.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let mut text = self.text.to_owned();
        for (at, insertion) in insertions {
            text.insert_str(at, &insertion);
        }
        check(self.name, &text).map_err(|found| {
            let name = self.name;
            format!("{name}: the schema has errors with the operations in it:\n{found}")
        })?;
        if let Some(Yaml::Map(endpoints)) = section("endpoints") {
            self.note_servers(endpoints, ledger);
        }
        Ok(text)
    }

    /// Notes each server of the draft whose base path the servers of the schema do not have.
    fn note_servers(&self, endpoints: &[Entry], ledger: &mut Ledger) {
        let endpoint = self.root.get("endpoints").and_then(first_entry);
        let Some((name, endpoint)) = endpoint else {
            return;
        };
        let known: Vec<&str> = match endpoint.get("servers").map(|servers| &servers.kind) {
            Some(NodeKind::Map(servers)) => {
                servers.iter().filter_map(|(_, url)| url.text()).collect()
            }
            Some(NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Broken) | None => Vec::new(),
        };
        for server in endpoints.iter().flat_map(servers) {
            let (Yaml::Text(url), Some(pointer)) = (&server.value, &server.pointer) else {
                continue;
            };
            let path = base_path(url);
            if known.is_empty() && !path.is_empty() {
                ledger.assumed(
                    pointer,
                    format!(
                        "the caller supplies the server of `{name}`, with the base path `{path}`"
                    ),
                );
            } else if known.iter().any(|known| base_path(known) != path) {
                let of_file = shown_path(path);
                ledger.lost(
                    pointer,
                    format!(
                        "the operations use the servers of `{name}`, and not all of them have {of_file}"
                    ),
                );
            }
        }
    }

    /// Returns an operation that uses the endpoint of the schema.
    fn adapted(&self, section: &str, entry: &Entry) -> Entry {
        let mut entry = entry.clone();
        if let ("operations", Yaml::Map(parts)) = (section, &mut entry.value) {
            parts.retain(|part| !matches!(part.key.as_str(), "endpoint" | "auth"));
            let endpoints = self.root.get("endpoints").map(keys).unwrap_or_default();
            if let [first, _, ..] = endpoints.as_slice() {
                parts.push(Entry::new("endpoint", Yaml::text(*first)));
            }
        }
        entry
    }

    /// Returns the place behind a section, and the text of entries there.
    fn insertion(&self, key: &str, entries: &[Entry]) -> Result<(usize, String), String> {
        let Some(section) = self.root.get(key) else {
            let mut text = if self.text.ends_with('\n') {
                "\n".to_owned()
            } else {
                "\n\n".to_owned()
            };
            write_entry(&Entry::new(key, Yaml::Map(entries.to_vec())), 0, &mut text);
            return Ok((self.text.len(), text));
        };
        let NodeKind::Map(known) = &section.kind else {
            return Err(format!("{}: `{key}` is not a map", self.name));
        };
        let (Some((first, _)), Some((_, last))) = (known.first(), known.last()) else {
            return Err(format!("{}: `{key}` has no entry", self.name));
        };
        let start = first.span.range().start;
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        if self.text[line..start].contains(|c| c != ' ') {
            return Err(format!(
                "{}: write `{key}` with one entry on each line",
                self.name
            ));
        }
        let end = last.span.range().end.max(start);
        let end = self.text[end..]
            .find('\n')
            .map_or(self.text.len(), |at| end + at + 1);
        let mut text = String::new();
        if !self.text[..end].ends_with('\n') {
            text.push('\n');
        }
        for entry in entries {
            write_entry(entry, start - line, &mut text);
        }
        Ok((end, text))
    }
}

/// Returns the servers of an endpoint of a draft.
fn servers(endpoint: &Entry) -> &[Entry] {
    let Yaml::Map(parts) = &endpoint.value else {
        return &[];
    };
    let servers = parts.iter().find(|part| part.key == "servers");
    match servers.map(|servers| &servers.value) {
        Some(Yaml::Map(servers)) => servers,
        Some(Yaml::Text(_) | Yaml::Plain(_) | Yaml::List(_)) | None => &[],
    }
}

/// Returns the path of a URL, without a slash at its end.
fn base_path(url: &str) -> &str {
    let behind = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = behind.find('/').map_or("", |at| &behind[at..]);
    path.trim_end_matches('/')
}

/// Returns a base path for a message.
fn shown_path(path: &str) -> String {
    match path {
        "" => "an empty base path, as the file states".to_owned(),
        path => format!("the base path `{path}`, which the file states"),
    }
}

/// Returns the key and the value of the first entry of a map.
fn first_entry(node: &Node) -> Option<(&str, &Node)> {
    match &node.kind {
        NodeKind::Map(entries) => {
            let (key, value) = entries.first()?;
            Some((key.text()?, value))
        }
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Broken => None,
    }
}

/// Returns the keys of a map.
fn keys(node: &Node) -> Vec<&str> {
    match &node.kind {
        NodeKind::Map(entries) => entries.iter().filter_map(|(key, _)| key.text()).collect(),
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Broken => Vec::new(),
    }
}

/// Returns the diagnostics of a schema with errors.
fn check(name: &str, text: &str) -> Result<(), String> {
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    let diagnostics = compile_file(&sources, file).diagnostics;
    match diagnostics.has_errors() {
        true => Err(Renderer::plain().render_all(&diagnostics, &sources)),
        false => Ok(()),
    }
}
