//! Finds the place of a field and of its constraints in the tree of a schema.

use wireform_codegen::source::{Node, NodeKind};

use super::Schema;
use crate::cite::Kind;

/// The declaration of a field: its name, and its properties or only its type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Declaration<'s> {
    /// The name; none for the items of a list.
    pub(crate) key: Option<&'s Node>,
    pub(crate) node: &'s Node,
    /// The map of fields that holds it.
    pub(crate) fields: Option<&'s Node>,
}

/// The most types that a name is followed through.
const MOST_TYPES: usize = 16;

/// Returns the declaration of a field.
pub(crate) fn declaration<'s>(
    schema: &'s Schema,
    operation: &str,
    path: &str,
) -> Option<Declaration<'s>> {
    let root = schema.root();
    let mut steps = steps(path);
    if operation == "-" {
        return member(root.get("credentials")?, steps.first()?.as_str());
    }
    if steps.is_empty() {
        return None;
    }
    let holder = root.get("operations")?.get(operation)?;
    let mut found = in_operation(root, holder, &steps.remove(0))?;
    for step in steps {
        found = match step.as_str() {
            "[]" => Declaration {
                key: None,
                node: holders(root, found.node)
                    .into_iter()
                    .find_map(|holder| holder.get("items"))?,
                fields: None,
            },
            name => in_object(root, found.node, name)?,
        };
    }
    Some(found)
}

/// Splits a path into names and `[]`.
fn steps(path: &str) -> Vec<String> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let name = part.trim_end_matches("[]");
        steps.push(name.to_owned());
        for _ in 0..(part.len() - name.len()) / 2 {
            steps.push("[]".to_owned());
        }
    }
    steps
}

fn in_operation<'s>(root: &'s Node, operation: &'s Node, name: &str) -> Option<Declaration<'s>> {
    let own = ["params", "fields"]
        .iter()
        .find_map(|key| member(operation.get(key)?, name));
    own.or_else(|| {
        let mut included = included(operation).into_iter();
        included.find_map(|ty| in_object(root, root.get("types")?.get(ty)?, name))
    })
}

/// Returns the types that a node includes.
fn included(node: &Node) -> Vec<&str> {
    match node.get("include").map(|include| &include.kind) {
        Some(NodeKind::Scalar(scalar)) => vec![scalar.text.as_str()],
        Some(NodeKind::List(list)) => list.iter().filter_map(Node::text).collect(),
        Some(NodeKind::Map(_) | NodeKind::Broken) | None => Vec::new(),
    }
}

/// Returns the declaration of a member of an object, or of an object that it includes or that its items are.
fn in_object<'s>(root: &'s Node, node: &'s Node, name: &str) -> Option<Declaration<'s>> {
    for holder in holders(root, node) {
        let own = holder.get("fields").and_then(|fields| member(fields, name));
        let found = own.or_else(|| {
            let mut types = included(holder).into_iter();
            types.find_map(|ty| in_object(root, root.get("types")?.get(ty)?, name))
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

fn member<'s>(fields: &'s Node, name: &str) -> Option<Declaration<'s>> {
    let NodeKind::Map(entries) = &fields.kind else {
        return None;
    };
    let (key, node) = entries.iter().find(|(key, _)| key.text() == Some(name))?;
    Some(Declaration {
        key: Some(key),
        node,
        fields: Some(fields),
    })
}

/// Returns a declaration and the named types that it rests on, the nearest first.
pub(crate) fn holders<'s>(root: &'s Node, node: &'s Node) -> Vec<&'s Node> {
    let mut found = vec![node];
    while found.len() < MOST_TYPES {
        let last = found[found.len() - 1];
        let name = match &last.kind {
            NodeKind::Scalar(scalar) => Some(scalar.text.as_str()),
            NodeKind::Map(_) => last.get("type").and_then(Node::text),
            NodeKind::List(_) | NodeKind::Broken => None,
        };
        let ty = name.and_then(|name| root.get("types")?.get(name));
        match ty {
            Some(ty) if !found.iter().any(|other| other.span == ty.span) => found.push(ty),
            _ => break,
        }
    }
    found
}

/// Returns the key of a constraint in a schema.
pub(crate) fn key_of(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Type => "type",
        Kind::Required => "required",
        Kind::Pattern => "pattern",
        Kind::MinLength => "minLength",
        Kind::MaxLength => "maxLength",
        Kind::MinItems => "minItems",
        Kind::MaxItems => "maxItems",
        Kind::Minimum => "minimum",
        Kind::Maximum => "maximum",
        Kind::UniqueItems => "uniqueItems",
        Kind::UniqueBy => "unique_by",
        Kind::Normalize => "normalize",
        Kind::Enum => "enum",
        Kind::Format => "format",
        Kind::Default => "default",
        Kind::Clear => "clear",
        Kind::Join => "join",
        Kind::Permission => "permission",
        Kind::Check => "all_of",
        Kind::Const => "const",
        Kind::Method
        | Kind::Path
        | Kind::ContentType
        | Kind::Update
        | Kind::Withdrawn
        | Kind::Field
        | Kind::Attribute
        | Kind::Rule
        | Kind::Context
        | Kind::Status
        | Kind::Error
        | Kind::ResponseField
        | Kind::Outcome
        | Kind::Body
        | Kind::Server => return None,
    })
}

/// Returns the entry of a constraint: its key and its value, in the declaration or in a type that it rests on.
pub(crate) fn constraint<'s>(
    schema: &'s Schema,
    operation: &str,
    path: &str,
    kind: Kind,
) -> Option<(&'s Node, &'s Node)> {
    let root = schema.root();
    if path == "-" || kind == Kind::Rule {
        return operation_entry(schema, operation, path, kind);
    }
    let key = key_of(kind)?;
    let declaration = declaration(schema, operation, path)?;
    holders(root, declaration.node)
        .into_iter()
        .find_map(|holder| entry(holder, key))
}

fn operation_entry<'s>(
    schema: &'s Schema,
    operation: &str,
    path: &str,
    kind: Kind,
) -> Option<(&'s Node, &'s Node)> {
    let operation = schema.root().get("operations")?.get(operation)?;
    match kind {
        Kind::Method | Kind::Path => entry(operation, "http"),
        Kind::ContentType => entry(operation, "content_type"),
        Kind::Update => entry(operation, "update"),
        Kind::Withdrawn => entry(operation, "withdrawn").or_else(|| entry(operation, "deprecated")),
        Kind::Rule => entry(operation.get("rules")?, path),
        _ => None,
    }
}

/// Returns an entry of a map.
pub(crate) fn entry<'s>(node: &'s Node, key: &str) -> Option<(&'s Node, &'s Node)> {
    let NodeKind::Map(entries) = &node.kind else {
        return None;
    };
    entries
        .iter()
        .find(|(name, _)| name.text() == Some(key))
        .map(|(name, value)| (name, value))
}
