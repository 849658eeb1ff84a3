//! Converts a struct to a document of the language, as if it were written in YAML.
//!
//! Input: a struct with its attributes, and one of its formats. Output: the tree of a schema with one operation or one object, with
//! the place of every key in the struct.

use std::ops::Range;

use heck::ToSnakeCase as _;
use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Field, FieldsNamed, Ident, Type};
use wireform_codegen::source::Node;

use super::super::formats::{Format, FormatTarget};
use super::super::rust_types::{Availability, RustShape, shape};
use super::super::{Errors, flatten};
use super::field_attributes::{Entries, FieldDeclaration};
use super::tree::Tree;

/// Returns a name for an item that users never see. All other names in the document begin with the name of the struct. This name
/// begins with another letter, so that it differs from them.
fn internal_name(title: &str, what: &str) -> String {
    let first = if title.to_uppercase().starts_with('Z') {
        "Y"
    } else {
        "Z"
    };
    format!("{first}_{what}")
}

/// A field of the struct.
pub(super) struct DocumentField<'f> {
    pub(super) field: &'f Field,
    /// Its logical name.
    pub(super) name: String,
    pub(super) declaration: FieldDeclaration,
    /// The range of its keys in the text of the tree.
    pub(super) key_range: Range<u32>,
    /// The shape of its type.
    shape: RustShape,
}

/// Reads the fields of a struct.
pub(super) fn read_fields<'f>(
    named: &'f FieldsNamed,
    tree: &mut Tree,
    errors: &mut Errors,
) -> Vec<DocumentField<'f>> {
    let mut all = Vec::new();
    for field in &named.named {
        let Some(ident) = &field.ident else { continue };
        let start = tree.end();
        let mut declaration = FieldDeclaration::read(field, tree, errors);
        let key_range = start..tree.end();
        let same = |other: &&DocumentField<'_>| ident.unraw() == other.name;
        if let Some(other) = all.iter().find(same) {
            let first = flatten::path(
                &other.declaration.reading.prefix,
                other.field.ident.as_ref(),
            );
            let second = flatten::path(&declaration.reading.prefix, Some(ident));
            errors.report(
                ident,
                format!("after flattening, `{first}` and `{second}` have the same name: rename one of the two fields"),
            );
            continue;
        }
        let shape = shape(&field.ty);
        if let (Some(name), false) = (
            shape.number(),
            declaration.skip || declaration.reading.with.is_some(),
        ) {
            let reason = if name.starts_with('f') {
                "a field cannot hold a fraction: use an integer type"
            } else {
                "not all values of this type fit into an `i64`: use a smaller integer type"
            };
            errors.report(
                &field.ty,
                format!(
                    "`{}` is a `{name}`, and {reason}, or convert it with `with = path`",
                    ident.unraw()
                ),
            );
            declaration.broken = true;
        }
        all.push(DocumentField {
            field,
            name: ident.unraw().to_string(),
            declaration,
            key_range,
            shape,
        });
    }
    all
}

/// Returns the document, and the name of its operation or type.
pub(super) fn build_document(
    name: &Ident,
    own: &FormatTarget,
    fields: &[DocumentField<'_>],
    tree: &mut Tree,
) -> (Node, String) {
    let at = name.span();
    let title = name.unraw().to_string();
    let entry = |tree: &mut Tree, key: &str, value: Node| (tree.word(key, at), value);
    let version = tree.word("1", at);
    let provider = {
        let name = tree.text(&title, at);
        let module = tree.word(own.format.word(), at);
        let entries = vec![entry(tree, "name", name), entry(tree, "rust", module)];
        tree.map(entries, at)
    };
    let mut document = vec![
        entry(tree, "wireform", version),
        entry(tree, "provider", provider),
    ];
    if let Some(case) = &own.case {
        let value = tree.word(&case.value(), case.span());
        document.push(entry(tree, "case", value));
    }
    let endpoints = build_endpoints(own, tree, at);
    document.push(entry(tree, "endpoints", endpoints));

    let body: Vec<&DocumentField<'_>> = fields.iter().filter(|it| !it.declaration.skip).collect();
    let mut types = Vec::new();
    if body.iter().any(|field| field.holds_object()) {
        let value = build_nested_type(&body, tree, at);
        types.push(entry(tree, &internal_name(&title, "nested"), value));
    }
    let (operations, target) = if own.format.is_object() {
        let members = build_members(&body, false, (own, &title), tree, at);
        let kind = tree.word("object", at);
        let entries = vec![entry(tree, "type", kind), entry(tree, "fields", members)];
        let value = tree.map(entries, at);
        let key = tree.text(&title, at);
        types.push((key, value));
        let wire = own.format.wire();
        let value = build_carrier(wire, &title, tree, at);
        let operations = vec![entry(tree, &internal_name(&title, "carrier"), value)];
        (tree.map(operations, at), title)
    } else {
        let operation = build_operation(own, &title, &body, tree, at);
        let target = title.to_snake_case();
        let key = tree.text(&target, at);
        (tree.map(vec![(key, operation)], at), target)
    };
    if !types.is_empty() {
        let types = tree.map(types, at);
        document.push(entry(tree, "types", types));
    }
    document.push(entry(tree, "operations", operations));
    (tree.map(document, at), target)
}

fn build_endpoints(own: &FormatTarget, tree: &mut Tree, at: Span) -> Node {
    let mut servers = Vec::new();
    if let Some(url) = &own.server {
        let key = tree.word("production", url.span());
        servers.push((key, tree.text(&url.value(), url.span())));
    }
    let servers = tree.map(servers, at);
    let key = tree.word("servers", at);
    let endpoint = tree.map(vec![(key, servers)], at);
    let key = tree.word("api", at);
    tree.map(vec![(key, endpoint)], at)
}

/// Returns the type that stands for every user's object in the document. An object type needs a field, so it has one that is
/// never used, and the members by which the items of lists are told apart.
fn build_nested_type(all: &[&DocumentField<'_>], tree: &mut Tree, at: Span) -> Node {
    let mut members: Vec<(Node, Node)> = Vec::new();
    let names = all.iter().flat_map(|field| &field.declaration.unique_by);
    let names = names.map(|name| (name.value(), name.span()));
    for (name, at) in names.chain([("value".to_owned(), at)]) {
        let is_known = members
            .iter()
            .any(|(key, _)| key.text() == Some(name.as_str()));
        if !is_known {
            let kind = (tree.word("type", at), tree.word("string", at));
            let value = tree.map(vec![kind], at);
            members.push((tree.text(&name, at), value));
        }
    }
    let fields = tree.map(members, at);
    let entries = vec![
        (tree.word("type", at), tree.word("object", at)),
        (tree.word("fields", at), fields),
    ];
    tree.map(entries, at)
}

/// Returns an operation that sends an object, so that the compiler builds the object's tree.
fn build_carrier(body: &str, object: &str, tree: &mut Tree, at: Span) -> Node {
    let entry = |tree: &mut Tree, key: &str, value: Node| (tree.word(key, at), value);
    let kind = tree.text(object, at);
    let kind = entry(tree, "type", kind);
    let required = tree.word("true", at);
    let required = entry(tree, "required", required);
    let field = tree.map(vec![kind, required], at);
    let field = entry(tree, "value", field);
    let fields = tree.map(vec![field], at);
    let (method, body_word) = (tree.text("POST", at), tree.word(body, at));
    let mut entries = vec![entry(tree, "http", method), entry(tree, "body", body_word)];
    if body == "xml" {
        let value = build_rest(tree, at);
        let root = entry(tree, "root", value);
        let envelope = tree.map(vec![root], at);
        entries.push(entry(tree, "envelope", envelope));
    }
    entries.push(entry(tree, "fields", fields));
    tree.map(entries, at)
}

/// Returns the node `{ $rest: }`.
fn build_rest(tree: &mut Tree, at: Span) -> Node {
    let entry = (tree.word("$rest", at), tree.word("", at));
    tree.map(vec![entry], at)
}

fn build_operation(
    own: &FormatTarget,
    title: &str,
    all: &[&DocumentField<'_>],
    tree: &mut Tree,
    at: Span,
) -> Node {
    let entry = |tree: &mut Tree, key: &str, value: Node| (tree.word(key, at), value);
    let http = match &own.http {
        Some(http) => tree.text(&http.value(), http.span()),
        None => tree.text(own.format.method(), at),
    };
    // By default, the request does not update stored data, so an absent value is just not sent.
    let update = match &own.update {
        Some(update) => tree.word(&update.value(), update.span()),
        None => tree.word("none", at),
    };
    let body = tree.word(own.format.word(), at);
    let mut entries = vec![
        entry(tree, "http", http),
        entry(tree, "body", body),
        entry(tree, "update", update),
    ];
    let (params, body): (Vec<&DocumentField<'_>>, Vec<&DocumentField<'_>>) =
        all.iter().partition(|field| field.declaration.param);
    for (key, part, are_params) in [("params", &params, true), ("fields", &body, false)] {
        if !part.is_empty() {
            let value = build_members(part, are_params, (own, title), tree, at);
            entries.push(entry(tree, key, value));
        }
    }
    if let Format::Xml { root } = &own.format {
        let key = tree.text(&root.value(), root.span());
        let value = build_rest(tree, root.span());
        let envelope = tree.map(vec![(key, value)], root.span());
        entries.push(entry(tree, "envelope", envelope));
    }
    let rules: Vec<(Node, Node)> = all
        .iter()
        .filter(|field| !field.declaration.required.is_empty())
        .map(|field| build_rule(field, tree))
        .collect();
    if !rules.is_empty() {
        let rules = tree.map(rules, at);
        entries.push(entry(tree, "rules", rules));
    }
    tree.map(entries, at)
}

/// Returns the rule of `required_if(…)`.
fn build_rule(field: &DocumentField<'_>, tree: &mut Tree) -> (Node, Node) {
    let at = field.at();
    let conditions = &field.declaration.required;
    let sentences: Vec<String> = conditions.iter().map(|it| it.sentence()).collect();
    let says = format!("{} is required if {}.", field.name, sentences.join(", or "));
    let when = match conditions.as_slice() {
        [only] => only.to_node(tree),
        several => {
            let key = tree.word("any", at);
            let several = several.iter().map(|it| it.to_node(tree)).collect();
            let list = tree.list(several, at);
            tree.map(vec![(key, list)], at)
        }
    };
    let required = tree.text(&field.name, at);
    let required = tree.list(vec![required], at);
    let says = tree.text(&says, at);
    let entries = vec![
        (tree.word("when", at), when),
        (tree.word("required", at), required),
        (tree.word("says", at), says),
    ];
    let key = tree.text(&format!("{}_required", field.name), at);
    (key, tree.map(entries, at))
}

fn build_members(
    all: &[&DocumentField<'_>],
    params: bool,
    (own, title): (&FormatTarget, &str),
    tree: &mut Tree,
    at: Span,
) -> Node {
    let members = all
        .iter()
        .map(|field| {
            let key = tree.text(&field.name, field.at());
            (key, field.build_node(params, own, title, tree))
        })
        .collect();
    tree.map(members, at)
}

impl DocumentField<'_> {
    fn at(&self) -> Span {
        self.field
            .ident
            .as_ref()
            .map_or_else(Span::call_site, Ident::span)
    }

    /// Returns whether its type contains a user's struct.
    fn holds_object(&self) -> bool {
        let object = |entries: &Entries| {
            entries
                .0
                .iter()
                .any(|(key, value)| key.text() == Some("type") && value.text() == Some("object"))
        };
        object(&self.declaration.entries) || object(&self.declaration.items)
    }

    /// Returns the node that declares the field.
    fn build_node(&self, param: bool, own: &FormatTarget, title: &str, tree: &mut Tree) -> Node {
        let at = self.at();
        let (presence, core) = self.shape.parts();
        // The attributes describe the value that the function of `with` returns.
        let core = match self.declaration.reading.with {
            Some(_) if !matches!(core, RustShape::List(_)) => &RustShape::Unknown,
            _ => core,
        };
        let mut entries = add_type(
            &self.declaration.entries,
            core,
            &self.declaration.items,
            (&self.field.ty, &internal_name(title, "nested")),
            at,
            tree,
        );
        let required = presence == Availability::Always && !self.declaration.entries.has("clear");
        if required {
            entries.push((tree.word("required", at), tree.word("true", at)));
        }
        // The keys that state the place of a field on the wire go under the key of the format.
        let (spelling, mut entries): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .partition(|(key, _)| matches!(key.text(), Some("at" | "list" | "item")));
        if !spelling.is_empty() && !param {
            let spelling = tree.map(spelling, at);
            entries.push((tree.word(own.format.wire(), at), spelling));
        }
        tree.map(entries, at)
    }
}

/// Returns the entries of a field. If the attributes state no type, adds the type that follows from the Rust type.
fn add_type(
    stated: &Entries,
    core: &RustShape,
    items: &Entries,
    (ty, nested): (&Type, &str),
    at: Span,
    tree: &mut Tree,
) -> Vec<(Node, Node)> {
    let mut entries: Vec<(Node, Node)> = stated.0.clone();
    for (key, value) in &mut entries {
        if key.text() == Some("type") && value.text() == Some("object") {
            *value = tree.text(nested, at);
        }
    }
    if stated.has("type") || stated.has("enum") {
        return entries;
    }
    let ty_at = ty.span();
    let word = match core {
        RustShape::Integer | RustShape::Number(_) => "integer",
        RustShape::Boolean => "boolean",
        RustShape::List(_) => "list",
        RustShape::Decimal => "number",
        RustShape::JsonText => "any",
        RustShape::XmlText => "element",
        RustShape::Date => "date",
        RustShape::Timestamp => "timestamp",
        _ => "string",
    };
    if let RustShape::List(item) = core {
        let (_, item) = item.parts();
        let none = Entries::default();
        let item = add_type(items, item, &none, (ty, nested), at, tree);
        let item = tree.map(item, at);
        entries.push((tree.word("items", at), item));
    } else if !items.0.is_empty() {
        // The field is not a list. The compiler reports the facets of its items.
        let item = tree.map(items.0.clone(), at);
        entries.push((tree.word("items", at), item));
    }
    entries.insert(0, (tree.word("type", ty_at), tree.word(word, ty_at)));
    entries
}
