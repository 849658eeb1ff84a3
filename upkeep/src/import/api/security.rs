//! Reads security schemes: credentials, and the ways to authenticate with them.

use std::collections::HashMap;

use crate::import::draft::Scope;
use crate::import::schema::{Reader, Version};
use crate::import::tree::{At, Json};
use crate::import::yaml::{Entry, Yaml};

/// What a scheme adds to a request.
#[derive(Debug, Clone)]
enum Step {
    Header(String, String),
    Parameter(String, String),
    Basic(String, String),
}

/// The credentials and the ways to authenticate of the draft.
#[derive(Debug)]
pub(super) struct Security<'d> {
    schemes: Option<At<'d>>,
    known: HashMap<String, Option<Vec<Step>>>,
    credentials: Vec<Entry>,
    ways: Vec<Entry>,
    /// The schemes of each way, and its name.
    names: Vec<(Vec<String>, String)>,
    credential_scope: Scope,
    way_scope: Scope,
}

impl<'d> Security<'d> {
    pub(super) fn new(root: &At<'d>, version: Version) -> Self {
        let schemes = match version {
            Version::Swagger => root.get("securityDefinitions"),
            Version::OpenApi30 | Version::OpenApi31 | Version::JsonSchema | Version::Botocore => {
                root.get("components")
                    .and_then(|components| components.get("securitySchemes"))
            }
        };
        Self {
            schemes,
            known: HashMap::new(),
            credentials: Vec::new(),
            ways: Vec::new(),
            names: Vec::new(),
            credential_scope: Scope::values(),
            way_scope: Scope::values(),
        }
    }

    /// Returns the names of the ways to authenticate that an operation accepts.
    pub(super) fn of(
        &mut self,
        reader: &mut Reader<'d>,
        root: &At<'d>,
        operation: &At<'d>,
    ) -> Vec<String> {
        let stated = operation.get("security").or_else(|| root.get("security"));
        let mut names: Vec<String> = Vec::new();
        for requirement in stated.iter().flat_map(|list| list.items()) {
            let schemes = requirement.entries();
            if schemes.is_empty() {
                reader.ledger.lost(
                    &requirement.pointer,
                    "a call without credentials, where others need them, has no counterpart",
                );
                continue;
            }
            if let Some(name) = self.way(reader, &schemes)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names
    }

    /// Returns the name of the way to authenticate with all of these schemes.
    fn way(&mut self, reader: &mut Reader<'d>, schemes: &[(&str, At<'d>)]) -> Option<String> {
        let key: Vec<String> = schemes.iter().map(|(name, _)| (*name).to_owned()).collect();
        if let Some((_, name)) = self.names.iter().find(|(known, _)| *known == key) {
            return Some(name.clone());
        }
        let mut steps = Vec::new();
        for (name, at) in schemes {
            if !at.items().is_empty() {
                reader
                    .ledger
                    .lost(&at.pointer, "the scopes of a scheme have no counterpart");
            }
            steps.extend(self.steps(reader, name, at)?);
        }
        let (mut headers, mut params, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        for step in steps {
            match step {
                Step::Header(name, template) => {
                    headers.push(Entry::new(name, Yaml::text(template)))
                }
                Step::Parameter(name, template) => {
                    params.push(Entry::new(name, Yaml::text(template)))
                }
                Step::Basic(user, password) => entries.push(Entry::new(
                    "basic",
                    Yaml::List(vec![Yaml::text(user), Yaml::text(password)]),
                )),
            }
        }
        for (key, part) in [("headers", headers), ("params", params)] {
            if !part.is_empty() {
                entries.push(Entry::new(key, Yaml::Map(part)));
            }
        }
        let name = self.way_scope.take(&key.join(" "), "scheme");
        let pointer = self
            .schemes
            .as_ref()
            .map(|schemes| schemes.pointer_of(&key[0]))
            .unwrap_or_default();
        self.ways
            .push(Entry::cited(name.clone(), Yaml::Map(entries), &pointer));
        self.names.push((key, name.clone()));
        Some(name)
    }

    fn steps(
        &mut self,
        reader: &mut Reader<'d>,
        name: &str,
        requirement: &At<'d>,
    ) -> Option<Vec<Step>> {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let scheme = self.schemes.as_ref().and_then(|schemes| schemes.get(name));
        let steps = match scheme {
            Some(scheme) => reader
                .part(&scheme)
                .and_then(|scheme| self.scheme(reader, name, &scheme)),
            None => {
                reader.ledger.lost(
                    &requirement.pointer,
                    "the file has no security scheme of this name",
                );
                None
            }
        };
        self.known.insert(name.to_owned(), steps.clone());
        steps
    }

    fn scheme(&mut self, reader: &mut Reader<'d>, name: &str, at: &At<'d>) -> Option<Vec<Step>> {
        let text = |key: &str| {
            at.get(key)
                .and_then(|child| child.node.text().map(str::to_owned))
                .unwrap_or_default()
        };
        let (kind, scheme) = (text("type"), text("scheme").to_ascii_lowercase());
        for (key, child) in at.entries() {
            let known = [
                "type",
                "scheme",
                "name",
                "in",
                "description",
                "flows",
                "flow",
                "authorizationUrl",
                "tokenUrl",
                "scopes",
                "openIdConnectUrl",
                "bearerFormat",
            ];
            if !known.contains(&key)
                || matches!(
                    key,
                    "bearerFormat"
                        | "flows"
                        | "flow"
                        | "authorizationUrl"
                        | "tokenUrl"
                        | "scopes"
                        | "openIdConnectUrl"
                )
            {
                reader.ledger.lost(
                    &child.pointer,
                    format!("`{key}` of a security scheme has no counterpart"),
                );
            }
        }
        let steps = match (kind.as_str(), scheme.as_str(), text("in").as_str()) {
            ("apiKey", _, "header") => {
                let key = self.credential(name, true, at);
                vec![Step::Header(text("name"), format!("${key}"))]
            }
            ("apiKey", _, "query") => {
                let key = self.credential(name, true, at);
                vec![Step::Parameter(text("name"), format!("${key}"))]
            }
            ("apiKey", _, "cookie") => {
                let key = self.credential(name, true, at);
                vec![Step::Header(
                    "Cookie".to_owned(),
                    format!("{}=${key}", text("name").replace('$', "$$")),
                )]
            }
            ("basic", _, _) | ("http", "basic", _) => {
                let user = self.credential(&format!("{name} user"), false, at);
                let password = self.credential(&format!("{name} password"), true, at);
                vec![Step::Basic(format!("${user}"), format!("${password}"))]
            }
            ("http", "bearer", _) | ("oauth2" | "openIdConnect", _, _) => {
                let token = self.credential(name, true, at);
                vec![Step::Header(
                    "Authorization".to_owned(),
                    format!("Bearer ${token}"),
                )]
            }
            _ => {
                reader
                    .ledger
                    .lost(&at.pointer, "the security scheme has no counterpart");
                return None;
            }
        };
        Some(steps)
    }

    fn credential(&mut self, name: &str, secret: bool, at: &At<'d>) -> String {
        let name = self.credential_scope.take(name, "credential");
        let mut entries = vec![Entry::new("secret", Yaml::plain(secret))];
        if let Some(Json::Text(text)) = at.get("description").map(|text| text.json())
            && !text.trim().is_empty()
        {
            entries.push(Entry::new("description", Yaml::text(text.trim())));
        }
        self.credentials
            .push(Entry::cited(name.clone(), Yaml::Map(entries), &at.pointer));
        name
    }

    /// Returns the entries of `credentials` and of `auth`.
    pub(super) fn finish(self) -> (Vec<Entry>, Vec<Entry>) {
        (self.credentials, self.ways)
    }
}
