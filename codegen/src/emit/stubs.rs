//! Stubs: what a macro emits for a schema with mistakes.
//!
//! Input: a draft. Output: the types, fields, constructors and trait impls that the document declares, for requests that send
//! nothing. User code that names them compiles, so rustc reports the mistakes of the schema and nothing else. The code never
//! runs, because each mistake stops the build.

use std::collections::BTreeSet;
use std::sync::Arc;

use proc_macro2::TokenStream;

use super::{Options, Target, View, tokens, view};
use crate::draft::{Draft, OperationDraft};
use crate::lower::lower;
use crate::plan::{
    About, Auth, AuthId, BodyTree, Condition, CredentialId, Effect, Endpoint, Field, FieldId,
    Group, JsonContent, JsonMember, ObjectId, Operation, Plan, Response, ResponseField,
    ResponseMatch, Rule, Source, Table, Update, XmlContent, XmlElement,
};

/// The names of a draft, ready to be emitted.
#[derive(Debug, Clone)]
pub struct Stubs(Plan);

impl Stubs {
    /// Takes the names from a draft. Where two items have one Rust name, the first keeps it.
    #[must_use]
    pub fn new(mut draft: Draft) -> Self {
        make_names_unique(&mut draft);
        keep_objects_of_requests(&mut draft);
        let operations = std::mem::take(&mut draft.operations);
        // An operation whose endpoint is unknown gets any endpoint, because its servers and credentials are never used.
        let known = draft.endpoints.ids().next();
        let lacks_one = operations.iter().any(|it| it.endpoint.is_none());
        let endpoint = match known {
            None if lacks_one => Some(draft.endpoints.push(no_endpoint())),
            known => known,
        };
        let operations = operations.into_iter().filter_map(|mut operation| {
            operation.endpoint = operation.endpoint.or(endpoint);
            stub_operation(operation, &draft.auths)
        });
        let operations = operations.collect();
        let module = draft.module.take();
        let module = module.unwrap_or_else(|| "schema".to_owned());
        Self(draft.complete(module, operations))
    }

    /// Returns the file stem of the schema.
    #[must_use]
    pub fn schema(&self) -> &str {
        &self.0.schema
    }

    /// Returns the name of the Rust module.
    #[must_use]
    pub fn module(&self) -> &str {
        &self.0.module
    }

    /// Returns the module that [`tokens`] gives of a plan.
    #[must_use]
    pub fn tokens(&self, runtime: &TokenStream) -> TokenStream {
        let lowered = lower(&self.0, &Arc::default());
        tokens(&lowered, &Options::default(), runtime)
    }

    /// Returns the views that [`view`] gives of a plan.
    #[must_use]
    pub fn view(
        &self,
        target: Target<'_>,
        key: u64,
        runtime: &TokenStream,
        outside: &TokenStream,
    ) -> Vec<View> {
        let lowered = lower(&self.0, &Arc::default());
        view(&lowered, target, key, runtime, outside)
    }
}

/// Returns an endpoint without servers.
fn no_endpoint() -> Endpoint {
    Endpoint {
        name: "unknown".to_owned(),
        rust_server: "UnknownServer".to_owned(),
        rust_credentials: "UnknownCredentials".to_owned(),
        description: None,
        servers: Table::new(),
        auths: Vec::new(),
    }
}

/// Returns an operation of the same names that sends nothing but the credentials of its body.
fn stub_operation(mut operation: OperationDraft, auths: &Table<AuthId, Auth>) -> Option<Operation> {
    let endpoint = operation.endpoint?;
    // The type of a body's credentials depends on whether there are any.
    let with_credentials =
        |auth: &&Auth| auth.is_in_document() || auth.parameters().next().is_some();
    let known = operation.auths.iter().filter_map(|auth| auths.get(*auth));
    let credential = known
        .filter(with_credentials)
        .find_map(|auth| auth.credentials.first());
    let credential = credential.copied();
    for binding in &mut operation.bindings {
        binding.body = stub_body(&binding.body, credential);
        binding.wire_paths = operation.fields.map(|_| String::new());
    }
    operation.rules.iter_mut().for_each(stub_rule);
    // A rule with a mistake may have named fields.
    operation.takes_current |= operation.update == Update::Patch && !operation.rules.is_empty();
    operation.query.clear();
    operation.headers.clear();
    operation.header_fields.clear();
    operation.examples.clear();
    for response in &mut operation.responses {
        *response = Response {
            matched: ResponseMatch::default(),
            code: None,
            message: None,
            violations: None,
            ..response.clone()
        };
    }
    let line = operation.line.take();
    let method = line.map_or_else(|| "POST".to_owned(), |(method, _)| method);
    Some(operation.complete(method, Vec::new(), endpoint))
}

/// Returns a body with this credential and nothing else. It is XML where the draft's body is, because the type of an object
/// depends on it, and JSON elsewhere.
fn stub_body(body: &BodyTree, credential: Option<CredentialId>) -> BodyTree {
    match body {
        BodyTree::Xml { content_type, .. } => {
            let element = |name: &str, content| XmlElement {
                name: Some(name.to_owned()),
                attributes: Vec::new(),
                nil: false,
                position: None,
                content,
            };
            let children = credential.map(|credential| {
                element(
                    "credential",
                    XmlContent::Value(Source::Credential(credential)),
                )
            });
            let group = Group {
                children: children.into_iter().collect(),
                always: true,
            };
            BodyTree::Xml {
                content_type: content_type.clone(),
                doctype: None,
                root: element("stub", XmlContent::Group(group)),
            }
        }
        BodyTree::Json { .. }
        | BodyTree::Query(_)
        | BodyTree::Form { .. }
        | BodyTree::Lines { .. }
        | BodyTree::Text { .. }
        | BodyTree::Empty => {
            let member = credential.map(|credential| JsonMember {
                name: "credential".to_owned(),
                content: JsonContent::Value(Source::Credential(credential)),
            });
            BodyTree::Json {
                content_type: "application/json".to_owned(),
                members: member.into_iter().collect(),
            }
        }
    }
}

fn stub_rule(rule: &mut Rule) {
    rule.about = About::Result;
    rule.when = Condition::All(Vec::new());
    rule.effects = vec![Effect::Refuse];
    rule.path = None;
}

/// Marks the objects that fields of requests hold, and leaves out how they are written. An operation whose body is not known
/// marks none.
fn keep_objects_of_requests(draft: &mut Draft) {
    let fields = draft.operations.iter().flat_map(|it| &it.fields);
    let mut open: Vec<ObjectId> = fields.filter_map(|it| it.ty.object_within()).collect();
    let mut reached = BTreeSet::new();
    while let Some(object) = open.pop() {
        if reached.insert(object) {
            let fields = draft.objects[object].fields.iter();
            open.extend(fields.filter_map(|field| field.ty.object_within()));
        }
    }
    for (id, object) in draft.objects.iter_ids_mut() {
        object.in_request |= reached.contains(&id);
        object.json.clear();
        object.xml.clear();
        object.query.clear();
        object.form.clear();
        object.lines.clear();
        object.rules.iter_mut().for_each(stub_rule);
    }
}

/// The Rust names that are taken in one scope.
#[derive(Default)]
struct Taken(BTreeSet<String>);

impl Taken {
    /// Takes a name. Changes it if it is taken already.
    fn settle(&mut self, name: &mut String, ending: &str) {
        while !self.0.insert(name.clone()) {
            name.push_str(ending);
        }
    }

    /// Takes a name. Returns whether it was free.
    fn take(&mut self, name: &str) -> bool {
        self.0.insert(name.to_owned())
    }

    /// Takes the name of a struct that has fields, and the names that follow from it.
    fn settle_struct(&mut self, name: &mut String) {
        self.settle(name, "Again");
        for ending in ["Required", "Response"] {
            self.0.insert(format!("{name}{ending}"));
        }
    }
}

/// Removes fields whose Rust name is taken, because users' code cannot name them.
fn keep_first_of_each_name(fields: &mut Table<FieldId, Field>) {
    let (mut names, mut constants) = (Taken::default(), Taken::default());
    let all = std::mem::take(fields).into_iter();
    let first = |field: &Field| names.take(&field.rust) && constants.take(&field.constant_name);
    *fields = all.filter(first).collect();
}

/// Removes fields of a response whose Rust name is taken.
fn keep_first_fields(fields: &mut Table<FieldId, ResponseField>) {
    let mut names = Taken::default();
    let all = std::mem::take(fields).into_iter();
    *fields = all.filter(|it| names.take(&it.field.rust)).collect();
}

/// Gives every item a Rust name of its own. The first one keeps the name by which users' code knows it.
fn make_names_unique(draft: &mut Draft) {
    let mut items = Taken(BTreeSet::from_iter(["responses".to_owned()]));
    for operation in &mut draft.operations {
        items.settle_struct(&mut operation.rust);
    }
    for object in &mut draft.objects {
        items.settle_struct(&mut object.rust);
        keep_first_of_each_name(&mut object.fields);
    }
    for item in &mut draft.enums {
        items.settle(&mut item.rust, "Again");
        let mut variants = Taken::default();
        item.values.retain(|value| variants.take(&value.rust));
    }
    for endpoint in &mut draft.endpoints {
        items.settle(&mut endpoint.rust_server, "Again");
        items.settle(&mut endpoint.rust_credentials, "Again");
        let mut servers = Taken(BTreeSet::from_iter(["Custom".to_owned()]));
        for server in &mut endpoint.servers {
            servers.settle(&mut server.rust, "Again");
        }
    }
    for auth in &mut draft.auths {
        items.settle(&mut auth.rust, "Again");
    }
    for operation in &mut draft.operations {
        items.settle(&mut operation.module, "_again");
        keep_first_of_each_name(&mut operation.fields);
        let mut cases = Taken::default();
        for response in &mut operation.responses {
            cases.settle(&mut response.rust, "Again");
            keep_first_fields(&mut response.fields);
        }
        let (mut rules, mut bindings) = (Taken::default(), Taken::default());
        operation
            .rules
            .retain(|rule| rules.take(&rule.constant_name));
        for binding in &mut operation.bindings {
            bindings.settle(&mut binding.rust, "Again");
        }
    }
    let mut facts = Taken(BTreeSet::from_iter(["current".to_owned()]));
    for context in &mut draft.contexts {
        facts.settle(&mut context.rust, "_again");
    }
    let mut credentials = Taken::default();
    for credential in &mut draft.credentials {
        credentials.settle(&mut credential.rust, "_again");
    }
}
