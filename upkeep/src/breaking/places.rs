//! The places of findings in the files of a schema.
//!
//! A plan has no places. A locator reads the YAML again and follows the dotted path of a finding through its keys, through
//! the named types that fields have.

use wireform_codegen::plan::Plan;
use wireform_codegen::source::{Diagnostics, FileId, Node, NodeKind, Sources, Span, parse};

use super::finding::Place;

/// Finds the places of findings in files.
#[derive(Debug, Default)]
pub struct Locator {
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    /// The Rust module of the provider.
    provider: String,
    name: String,
    root: Node,
    /// The line and column of the start of each line, to turn spans into positions.
    text: String,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The name of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted in characters from 1.
    pub column: usize,
}

impl Locator {
    /// Returns a locator for the files of some plans.
    #[must_use]
    pub fn new(sources: &Sources, plans: &[Plan]) -> Self {
        let file = |id: FileId| {
            let name = sources.name(id);
            let stem = name.rsplit('/').next().unwrap_or(name);
            let stem = stem.strip_suffix(".yaml").or(stem.strip_suffix(".yml"));
            let plan = plans
                .iter()
                .find(|plan| Some(plan.schema.as_str()) == stem)?;
            Some(File {
                provider: plan.module.clone(),
                name: name.to_owned(),
                root: parse(sources, id, &mut Diagnostics::default())?,
                text: sources.text(id).to_owned(),
            })
        };
        Self {
            files: sources.ids().filter_map(file).collect(),
        }
    }

    /// Returns the place of a construct: that of its key, or of the nearest key around it. None if no file describes the
    /// provider.
    #[must_use]
    pub fn find(&self, place: &Place) -> Option<Location> {
        let file = self
            .files
            .iter()
            .find(|file| file.provider == place.provider)?;
        let span = file.span(&place.path);
        let before = file.text.get(..span.range().start)?;
        let line = before.rsplit('\n').next().unwrap_or_default();
        Some(Location {
            file: file.name.clone(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        })
    }
}

/// The keys of the document that a path can begin with.
const SECTIONS: [&str; 5] = ["credentials", "auth", "endpoints", "contexts", "types"];

/// The keys that hold named parts, which a path leaves out.
const PARTS: [&str; 8] = [
    "fields",
    "params",
    "rules",
    "responses",
    "servers",
    "enum",
    "bindings",
    "values",
];

impl File {
    /// Returns the key of a dotted path, as far as the document has it.
    fn span(&self, path: &str) -> Span {
        let mut steps = path.split('.').map(|step| step.trim_end_matches("[]"));
        let first = steps.next().unwrap_or_default();
        let start = match SECTIONS.contains(&first) {
            true => entry(&self.root, first),
            false => {
                let operations = entry(&self.root, "operations");
                operations.and_then(|(_, operations)| entry(operations, first))
            }
        };
        let provider = || entry(&self.root, "provider").map_or(self.root.span, |it| it.0.span);
        let Some((key, mut node)) = start else {
            return provider();
        };
        let mut span = key.span;
        for step in steps {
            let Some((key, next)) = self.part(node, step, 0) else {
                break;
            };
            (span, node) = (key.span, next);
        }
        span
    }

    /// Returns a named part of a construct: a key of it, of its parts, or of the type that it has.
    fn part<'n>(
        &'n self,
        node: &'n Node,
        name: &str,
        depth: usize,
    ) -> Option<(&'n Node, &'n Node)> {
        let named = entry(node, name).or_else(|| {
            PARTS
                .iter()
                .find_map(|part| entry(entry(node, part)?.1, name))
        });
        if named.is_some() || depth > 4 {
            return named;
        }
        let item = entry(node, "items").map(|(_, items)| items);
        let within = item.and_then(|items| self.part(items, name, depth + 1));
        within.or_else(|| {
            let type_name = node.text().or_else(|| entry(node, "type")?.1.text())?;
            let (_, named) = entry(entry(&self.root, "types")?.1, type_name)?;
            self.part(named, name, depth + 1)
        })
    }
}

/// Returns the key and the value of an entry of a mapping.
fn entry<'n>(node: &'n Node, name: &str) -> Option<(&'n Node, &'n Node)> {
    match &node.kind {
        NodeKind::Map(entries) => {
            let found = entries.iter().find(|(key, _)| key.text() == Some(name));
            found.map(|(key, value)| (key, value))
        }
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Broken => None,
    }
}
