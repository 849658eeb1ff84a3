//! Writes an OpenAPI document.

use serde_json::{Value, json};
use wireform_codegen::plan::{BodyTree, Location, Operation, PathPart, Plan, Presence, Update};

use super::bodies::parameter;
use super::types::{Schema, Types, json_map};
use super::{Exported, security};

/// Describes some operations; all, if no name is given.
pub(super) fn document(plan: &Plan, names: &[String]) -> Exported {
    let mut types = Types {
        plan,
        unsaid: Vec::new(),
    };
    let mut paths = Schema::new();
    let chosen = |operation: &&Operation| names.is_empty() || names.contains(&operation.name);
    for operation in plan.operations.iter().filter(chosen) {
        let path = path(operation);
        let item = paths.entry(path).or_insert_with(|| json!({}));
        let method = operation.method.to_ascii_lowercase();
        if item.get(&method).is_some() {
            types.miss(
                &operation.name,
                "operation",
                "another operation has the same method and path",
            );
            continue;
        }
        let known = [
            "get", "put", "post", "delete", "options", "head", "patch", "trace",
        ];
        if !known.contains(&method.as_str()) {
            types.miss(
                &operation.name,
                "operation",
                "OpenAPI does not have the method",
            );
            continue;
        }
        let written = types.operation(operation);
        item[&method] = Value::Object(written);
    }
    let mut info = json_map(json!({ "title": plan.provider, "version": "1" }));
    if let Some(text) = &plan.description {
        info.insert("description".to_owned(), json!(text));
    }
    let mut document = json_map(json!({ "openapi": "3.1.0", "info": info }));
    let schemes = security::schemes(&mut types);
    document.insert("paths".to_owned(), Value::Object(paths));
    if !schemes.is_empty() {
        document.insert(
            "components".to_owned(),
            json!({ "securitySchemes": schemes }),
        );
    }
    Exported {
        document: Value::Object(document),
        unsaid: types.unsaid,
    }
}

/// Returns the path as a template.
fn path(operation: &Operation) -> String {
    let parts = operation.path.iter().map(|part| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Field(field) | PathPart::Segments(field) => {
            format!("{{{}}}", operation.fields[*field].name)
        }
    });
    match parts.collect::<String>() {
        empty if empty.is_empty() => "/".to_owned(),
        path => path,
    }
}

impl Types<'_> {
    fn operation(&mut self, operation: &Operation) -> Schema {
        let mut entries = json_map(json!({ "operationId": operation.name }));
        if let Some(text) = &operation.description {
            entries.insert("description".to_owned(), json!(text));
        }
        if operation.deprecated.is_some() {
            entries.insert("deprecated".to_owned(), json!(true));
        }
        for binding in operation.bindings.iter().filter(|it| it.path.is_some()) {
            let place = format!("{}.{}", operation.name, binding.name);
            let reason = "an operation of OpenAPI has one path";
            self.miss(&place, "the path of the format", reason);
        }
        let endpoint = &self.plan.endpoints[operation.endpoint];
        if !endpoint.servers.is_empty() {
            let servers: Vec<Value> = endpoint
                .servers
                .iter()
                .map(|server| json!({ "url": server.url, "description": server.name }))
                .collect();
            entries.insert("servers".to_owned(), Value::Array(servers));
        }
        entries.insert(
            "security".to_owned(),
            security::requirements(self, operation),
        );
        self.note_operation(operation);
        let mut parameters = self.parameters(operation);
        let mut content = Schema::new();
        for binding in &operation.bindings {
            match &binding.body {
                BodyTree::Empty => {}
                BodyTree::Json {
                    content_type,
                    members,
                } => {
                    let schema = self.json_body(members, operation);
                    content.insert(content_type.clone(), json!({ "schema": schema }));
                }
                BodyTree::Xml {
                    content_type, root, ..
                } => {
                    let schema = self.xml_body(root, operation);
                    content.insert(content_type.clone(), json!({ "schema": schema }));
                }
                BodyTree::Form {
                    parameters: form, ..
                } => {
                    let media = self.form_body(form, operation);
                    content.insert(
                        "application/x-www-form-urlencoded".to_owned(),
                        Value::Object(media),
                    );
                }
                BodyTree::Lines { content_type, .. } => {
                    self.miss(&operation.name, "body", "OpenAPI has no bodies of lines");
                    content.insert(
                        content_type.clone(),
                        json!({ "schema": { "type": "string" } }),
                    );
                }
                BodyTree::Text { content_type, .. } => {
                    content.insert(
                        content_type.clone(),
                        json!({ "schema": { "type": "string" } }),
                    );
                }
                BodyTree::Query(query) if operation.bindings.len() == 1 => {
                    parameters.extend(self.query_parameters(query, operation));
                }
                BodyTree::Query(_) => self.miss(
                    &operation.name,
                    "binding",
                    "OpenAPI cannot say that the fields are in the query or in the body",
                ),
            }
        }
        if !parameters.is_empty() {
            entries.insert("parameters".to_owned(), Value::Array(parameters));
        }
        if !content.is_empty() {
            entries.insert(
                "requestBody".to_owned(),
                json!({ "required": true, "content": content }),
            );
        }
        entries.insert(
            "responses".to_owned(),
            Value::Object(self.responses(operation)),
        );
        entries
    }

    /// Records what no keyword of OpenAPI says about an operation.
    fn note_operation(&mut self, operation: &Operation) {
        let update = match operation.update {
            Update::Patch => Some("patch"),
            Update::Replace => Some("replace"),
            Update::Unstated | Update::None => None,
        };
        if let Some(word) = update.filter(|word| !(*word == "patch" && operation.method == "PATCH"))
        {
            self.miss(
                &operation.name,
                "update",
                &format!("no keyword says that the operation is a {word}"),
            );
        }
        for rule in self.plan.rules_of(operation) {
            self.miss(
                &operation.name,
                &format!("rule {}", rule.name),
                "rules between fields and facts are not part of the document",
            );
        }
        if !operation.headers.is_empty() {
            self.miss(
                &operation.name,
                "headers",
                "a constant header is not part of the document",
            );
        }
        if operation.withdrawn.is_some() {
            self.miss(
                &operation.name,
                "withdrawn",
                "OpenAPI has only `deprecated`",
            );
        }
        let fields = operation.fields.iter();
        if !operation.permissions.is_empty()
            || fields.clone().any(|field| !field.permissions.is_empty())
        {
            self.miss(
                &operation.name,
                "permission",
                "permissions are not part of the document",
            );
        }
        for field in fields.filter(|field| field.means.is_some()) {
            self.miss(
                &format!("{}.{}", operation.name, field.name),
                "means",
                "the meaning is not part of the document",
            );
        }
    }

    /// Returns the parameters of the path, of every query and of the headers.
    fn parameters(&mut self, operation: &Operation) -> Vec<Value> {
        let mut found = Vec::new();
        for field in operation
            .fields
            .iter()
            .filter(|field| field.location == Location::Path)
        {
            let place = format!("{}.{}", operation.name, field.name);
            let schema = self.field(field, &place, &|_, _, _| Schema::new());
            found.push(parameter(&field.name, "path", true, schema));
        }
        found.extend(self.query_parameters(&operation.query, operation));
        for (header, id) in &operation.header_fields {
            let field = &operation.fields[*id];
            let place = format!("{}.{}", operation.name, field.name);
            if field.ty.map().is_some() {
                self.miss(
                    &place,
                    "map",
                    "OpenAPI has no headers whose names are the keys of a map",
                );
                continue;
            }
            let schema = self.field(field, &place, &|_, _, _| Schema::new());
            found.push(parameter(
                header,
                "header",
                field.presence == Presence::Required,
                schema,
            ));
        }
        found
    }
}
