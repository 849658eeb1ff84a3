//! Checks that every key of the language has an effect: at least one schema gives another plan if the key changes.
//!
//! Input: the positive fixtures, the shipped schemas and the table of keys. The test removes each occurrence of a key from
//! its schema, or gives it another value. It fails for a key if no change gives another plan, for example because only the
//! parser and the printer use the key.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wireform_codegen::plan::Plan;
use wireform_codegen::source::{self, Diagnostics, FileId, Node, NodeKind, Scalar, Sources, Style};
use wireform_codegen::syntax::keys::{Id, Shape};
use wireform_codegen::{Outcome, compile_tree};

/// Keys without an effect, each with the reason.
const WITHOUT_EFFECT: &[(Id, &str, &str)] = &[
    (
        Id::Schema,
        "wireform",
        "there is one version of the language",
    ),
    (
        Id::Param,
        "fields",
        "parameters are flat; the key gives a better error than `unknown key`",
    ),
    (
        Id::Param,
        "case",
        "parameters are flat; the key gives a better error than `unknown key`",
    ),
    (
        Id::Param,
        "unknown",
        "parameters are flat; the key gives a better error than `unknown key`",
    ),
    (Id::ResponseJson, "list", "there is one word"),
    (Id::Query, "as", "there is one word, which `key` needs"),
    (Id::Form, "as", "there is one word, which `key` needs"),
    (Id::LinesField, "as", "there is one word, which `key` needs"),
    (
        Id::ResponseField,
        "quoted",
        "only requests have it; the key gives a better error than `unknown key`",
    ),
    (
        Id::ResponseField,
        "separators",
        "only requests have it; the key gives a better error than `unknown key`",
    ),
    (Id::Json, "as", "there is one word, which `key` needs"),
    (
        Id::ResponseJson,
        "as",
        "there is one word, which `key` needs",
    ),
    (
        Id::ResponseXml,
        "list",
        "`wrap` needs `item`, which `repeat` refuses",
    ),
    (
        Id::Auth,
        "document",
        "the envelope names the same credentials, or there is an error",
    ),
    (Id::Json, "list", "there is one word"),
    (Id::Function, "canonical_path", "there is one word"),
    (
        Id::Xml,
        "list",
        "`wrap` needs `item`, which `repeat` refuses",
    ),
];

/// The place of a key: its construct, its name, and the path to its entry through maps and lists.
struct Occurrence {
    id: Id,
    key: &'static str,
    path: Vec<usize>,
}

/// Collects the occurrences of keys below a node.
fn collect(shape: &Shape, node: &Node, path: &mut Vec<usize>, found: &mut Vec<Occurrence>) {
    let mut inside = |at: usize, shape: &Shape, node: &Node, found: &mut Vec<Occurrence>| {
        path.push(at);
        collect(shape, node, path, found);
        path.pop();
    };
    match (shape, &node.kind) {
        (Shape::Keys(id), NodeKind::Map(entries)) => {
            let construct = id.construct();
            for (at, (key, value)) in entries.iter().enumerate() {
                let key = construct.key(key.text().unwrap_or_default());
                let others = construct.others.as_ref();
                if let Some(shape) = key.map(|key| key.shape).or(others.map(|(_, shape)| *shape)) {
                    inside(at, &shape, value, found);
                }
            }
            for (at, (key, _)) in entries.iter().enumerate() {
                if let Some(key) = construct.key(key.text().unwrap_or_default()) {
                    let path = path.iter().copied().chain([at]).collect();
                    let (id, key) = (*id, key.name);
                    found.push(Occurrence { id, key, path });
                }
            }
        }
        (Shape::Map(shape), NodeKind::Map(entries)) => {
            for (at, (_, value)) in entries.iter().enumerate() {
                inside(at, shape, value, found);
            }
        }
        (Shape::Meanings, NodeKind::Map(entries)) => {
            for (at, (_, value)) in entries.iter().enumerate() {
                inside(at, &Shape::Keys(Id::EnumValue), value, found);
            }
        }
        (Shape::List(shape) | Shape::Tuple(_, shape), NodeKind::List(items)) => {
            for (at, item) in items.iter().enumerate() {
                inside(at, shape, item, found);
            }
        }
        (Shape::Any(shapes), _) => {
            for shape in *shapes {
                collect(shape, node, path, found);
            }
        }
        _ => {}
    }
}

/// Returns the values to try in place of a value.
fn others(node: &Node, shape: &Shape, names: &[String]) -> Vec<Node> {
    let with = |kind: NodeKind| Node {
        span: node.span,
        kind,
    };
    let scalar = |text: &str, style: Style| {
        with(NodeKind::Scalar(Scalar {
            text: text.to_owned(),
            style,
        }))
    };
    match &node.kind {
        NodeKind::Scalar(Scalar { text, style }) => {
            let mut texts = words(shape);
            if texts.is_empty() {
                texts.extend(["true", "false", "string", "integer", "list"].map(str::to_owned));
                texts.extend([format!("{text}x"), format!("{text} and more")]);
                texts.extend(names.iter().cloned());
            }
            if let Ok(number) = text.parse::<i64>() {
                texts.extend([number + 1, number - 1].map(|number| number.to_string()));
            }
            texts.retain(|other| other != text);
            texts.iter().map(|text| scalar(text, *style)).collect()
        }
        NodeKind::List(items) => {
            let without = (0..items.len()).map(|at| {
                let mut items = items.clone();
                items.remove(at);
                with(NodeKind::List(items))
            });
            let more = names.iter().map(|name| {
                let mut items = items.clone();
                items.push(scalar(name, Style::Plain));
                with(NodeKind::List(items))
            });
            without.chain(more).collect()
        }
        NodeKind::Map(entries) => {
            let without = (0..entries.len()).map(|at| {
                let mut entries = entries.clone();
                entries.remove(at);
                with(NodeKind::Map(entries))
            });
            let mut more = entries.clone();
            let name = scalar("another", Style::Plain);
            more.push((name.clone(), name));
            let inside = entries.iter().enumerate().flat_map(|(at, (_, value))| {
                let others = others(value, &Shape::Value, &[]).into_iter();
                others.map(move |other| {
                    let mut entries = entries.clone();
                    entries[at].1 = other;
                    with(NodeKind::Map(entries))
                })
            });
            without
                .chain([with(NodeKind::Map(more))])
                .chain(inside)
                .collect()
        }
        NodeKind::Broken => Vec::new(),
    }
}

/// Returns the words of a shape that is a closed list of them.
fn words(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Word(words) => words.iter().map(|&word| word.to_owned()).collect(),
        Shape::Any(shapes) => shapes.iter().flat_map(words).collect(),
        _ => Vec::new(),
    }
}

/// Returns the names that a schema gives to its types, endpoints, authentication methods, credentials and pages.
fn names(root: &Node) -> Vec<String> {
    let maps = ["types", "endpoints", "auth", "pages", "credentials"];
    let entries = maps.iter().filter_map(|map| match &root.get(map)?.kind {
        NodeKind::Map(entries) => Some(entries),
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Broken => None,
    });
    let names = entries.flatten().filter_map(|(name, _)| name.text());
    names.map(str::to_owned).collect()
}

/// Returns the tree with another value at an entry, or without the entry.
fn changed(root: &Node, path: &[usize], value: Option<&Node>) -> Node {
    let (at, rest) = path
        .split_first()
        .expect("an occurrence is inside of the root");
    let mut root = root.clone();
    match &mut root.kind {
        NodeKind::Map(entries) if rest.is_empty() => match value {
            Some(value) => entries[*at].1 = value.clone(),
            None => drop(entries.remove(*at)),
        },
        NodeKind::Map(entries) => entries[*at].1 = changed(&entries[*at].1, rest, value),
        NodeKind::List(items) => items[*at] = changed(&items[*at], rest, value),
        NodeKind::Scalar(_) | NodeKind::Broken => unreachable!("paths go through maps and lists"),
    }
    root
}

/// Returns the plan of a tree, or `None` if the tree has a mistake.
fn plan(sources: &Sources, file: FileId, root: &Node) -> Option<Plan> {
    match compile_tree(sources, file, root).outcome {
        Outcome::Plan(plan) => Some(*plan),
        Outcome::Draft(_) | Outcome::Unreadable => None,
    }
}

/// Adds the keys of a schema that have an effect in it.
fn add_effects(name: &str, text: &str, effective: &mut BTreeSet<(Id, &'static str)>) {
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    let root = source::parse(&sources, file, &mut Diagnostics::default()).expect("a tree");
    let whole = plan(&sources, file, &root).expect("a plan");
    let names = names(&root);
    let mut found = Vec::new();
    collect(&Shape::Keys(Id::Schema), &root, &mut Vec::new(), &mut found);
    for Occurrence { id, key, path } in found {
        if effective.contains(&(id, key)) {
            continue;
        }
        let value = path.iter().fold(&root, |node, at| match &node.kind {
            NodeKind::Map(entries) => &entries[*at].1,
            NodeKind::List(items) => &items[*at],
            NodeKind::Scalar(_) | NodeKind::Broken => {
                unreachable!("paths go through maps and lists")
            }
        });
        let shape = id.construct().key(key).expect("a key of the table").shape;
        let values = others(value, &shape, &names);
        let mut trees = std::iter::once(None)
            .chain(values.iter().map(Some))
            .map(|value| changed(&root, &path, value));
        let differs = |tree: Node| plan(&sources, file, &tree).is_some_and(|plan| plan != whole);
        if trees.any(differs) {
            effective.insert((id, key));
        }
    }
}

#[test]
fn every_key_changes_the_plan() {
    let mut effective = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("positive");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("UTF-8");
        add_effects(&name, &text, &mut effective);
    }
    for schema in wireform_schemas::ALL {
        let name = format!("{}.yaml", schema.name);
        add_effects(&name, schema.text, &mut effective);
    }
    let excepted = |id: Id, key: &str| {
        let mut rows = WITHOUT_EFFECT.iter();
        rows.any(|(other, name, _)| (*other, *name) == (id, key))
    };
    let mut wrong = Vec::new();
    for id in Id::ALL {
        for key in id.construct().all() {
            let (name, construct) = (key.name, id.construct().name);
            match (effective.contains(&(*id, name)), excepted(*id, name)) {
                (false, false) => {
                    wrong.push(format!("{construct}: no change of `{name}` changes a plan"))
                }
                (true, true) => {
                    wrong.push(format!("{construct}: `{name}` is excepted without need"))
                }
                (true, false) | (false, true) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
