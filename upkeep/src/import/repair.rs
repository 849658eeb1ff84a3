//! Makes a draft that the compiler accepts.
//!
//! Input: the tree of a draft. The compiler checks its text. Each part that the compiler refuses is removed and noted, or
//! gets a Rust name of its own if that is what it lacks.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use wireform_codegen::lint::lint;
use wireform_codegen::resolve::resolve;
use wireform_codegen::source::{
    self, Diagnostic, Diagnostics, FileId, Node, NodeKind, Severity, Sources, Span,
};
use wireform_codegen::syntax;

use super::ledger::Ledger;
use super::yaml::{Entry, Yaml, write};

/// The maximum number of times that a draft is checked.
const ROUNDS: usize = 24;
/// The codes of the diagnostics that a Rust name repairs.
const RUST_NAMES: [&str; 2] = ["WF0240", "WF0242"];
/// The codes of the warnings about samples that their own field rejects, and about bounds without an effect.
const REMOVED_WARNINGS: [&str; 1] = ["WF0510"];
/// The codes of the diagnostics about a part without an effect, with which nothing is lost.
const WITHOUT_EFFECT: [&str; 1] = ["WF0309"];

/// Returns the text of a draft that has no error, and the diagnostics that remain.
///
/// # Errors
///
/// Returns the diagnostics of the last attempt, rendered, if parts cannot be removed one by one.
pub(crate) fn repair(
    document: &mut Vec<Entry>,
    name: &str,
    ledger: &mut Ledger,
) -> Result<String, String> {
    let mut names = 1;
    let mut rest = String::new();
    for _ in 0..ROUNDS {
        let text = write(document);
        let mut sources = Sources::new();
        let file = sources.add(name, text);
        let (root, diagnostics) = checked(&sources, file);
        let found: Vec<&Diagnostic> = diagnostics
            .0
            .iter()
            .filter(|found| is_repaired(found))
            .collect();
        if found.is_empty() {
            return Ok(sources.text(file).to_owned());
        }
        let Some(root) = root else {
            let rest = render(&diagnostics, &sources);
            return Err(format!("the draft has errors:\n{rest}"));
        };
        let mut edits: Vec<Edit> = found
            .iter()
            .filter_map(|found| edit(&root, found))
            .collect();
        rest = render(&diagnostics, &sources);
        if edits.is_empty() {
            return Err(format!("the draft has errors:\n{rest}"));
        }
        // From the last to the first, so that no edit moves the place of another.
        edits.sort_by(|a, b| b.path.cmp(&a.path));
        edits.dedup_by(|a, b| a.path.starts_with(&b.path));
        for edit in edits {
            apply(document, &edit, &mut names, ledger);
        }
        drop_empty(document);
        let is_left =
            |entry: &Entry| entry.key == "operations" && entry.value != Yaml::Map(Vec::new());
        if !document.iter().any(is_left) {
            return Err(format!(
                "no operation of the file has a counterpart:\n{rest}"
            ));
        }
    }
    Err(format!(
        "the draft still has errors after {ROUNDS} corrections:\n{rest}"
    ))
}

/// Compiles a draft. The lints, which take most of the time, wait until there is no other mistake.
fn checked(sources: &Sources, file: FileId) -> (Option<Node>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let root = source::parse(sources, file, &mut diagnostics);
    if let Some(root) = &root {
        let document = syntax::parse(file, root, &mut diagnostics);
        let draft = resolve(&document, "draft", &mut diagnostics);
        if !diagnostics.has_errors() {
            diagnostics.extend(lint(&draft));
        }
    }
    (root, diagnostics)
}

fn is_repaired(found: &Diagnostic) -> bool {
    found.severity == Severity::Error || REMOVED_WARNINGS.contains(&found.code)
}

fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    source::Renderer::plain().render_all(diagnostics, sources)
}

/// A correction of the entry at a path of positions.
#[derive(Debug, PartialEq)]
struct Edit {
    path: Vec<usize>,
    /// Whether the entry gets a Rust name, else it is removed.
    rename: bool,
    /// Whether the entry has an effect, so that its removal is noted.
    has_effect: bool,
    message: String,
}

/// Returns the correction for a diagnostic.
fn edit(root: &Node, found: &Diagnostic) -> Option<Edit> {
    let path = innermost(root, found.span);
    Some(Edit {
        rename: RUST_NAMES.contains(&found.code),
        has_effect: !WITHOUT_EFFECT.contains(&found.code),
        message: found.message.clone(),
        // The document itself, and what it must have, are no parts to remove.
        path: (path.len() > 1).then_some(path)?,
    })
}

/// Returns the positions of the entries that lead to a place.
fn innermost(root: &Node, span: Span) -> Vec<usize> {
    let mut path = Vec::new();
    let mut node = root;
    loop {
        let next = match &node.kind {
            NodeKind::Map(entries) => entries
                .iter()
                .position(|(key, value)| {
                    key.span.start <= span.start && span.start <= value.span.end.max(key.span.end)
                })
                .map(|at| (at, &entries[at].1)),
            NodeKind::List(items) => items
                .iter()
                .position(|item| item.span.start <= span.start && span.start < item.span.end)
                .map(|at| (at, &items[at])),
            NodeKind::Scalar(_) | NodeKind::Broken => None,
        };
        let Some((at, child)) = next else { return path };
        path.push(at);
        if span.start < child.span.start {
            // The place is the key.
            return path;
        }
        node = child;
    }
}

fn apply(document: &mut Vec<Entry>, edit: &Edit, names: &mut u32, ledger: &mut Ledger) {
    let Some((last, parents)) = edit.path.split_last() else {
        return;
    };
    let mut pointer = String::new();
    let mut section = String::new();
    let mut place = Place::Entries(document);
    for step in parents {
        place = match place.descend(*step, &mut pointer, &mut section) {
            Some(place) => place,
            None => return,
        };
    }
    match place {
        Place::Entries(entries) if *last < entries.len() => {
            let entry = &mut entries[*last];
            if let Some(own) = &entry.pointer {
                pointer.clone_from(own);
            }
            if edit.rename {
                *names += 1;
                add_rust_name(entry, &section, *names);
                return;
            }
            if edit.has_effect {
                let what = format!("the draft leaves out `{}`: {}", entry.key, edit.message);
                ledger.lost(&pointer, what);
            }
            entries.remove(*last);
        }
        Place::Items(items) if *last < items.len() => {
            ledger.lost(
                &pointer,
                format!("the draft leaves out an item: {}", edit.message),
            );
            items.remove(*last);
        }
        Place::Entries(_) | Place::Items(_) => {}
    }
}

/// The children of a node of the draft.
enum Place<'t> {
    Entries(&'t mut Vec<Entry>),
    Items(&'t mut Vec<Yaml>),
}

impl<'t> Place<'t> {
    /// Returns the children of a child, and keeps the nearest pointer and the key of the children.
    fn descend(self, step: usize, pointer: &mut String, section: &mut String) -> Option<Self> {
        let value = match self {
            Place::Entries(entries) => {
                let entry = entries.get_mut(step)?;
                if let Some(own) = &entry.pointer {
                    pointer.clone_from(own);
                }
                section.clone_from(&entry.key);
                &mut entry.value
            }
            Place::Items(items) => items.get_mut(step)?,
        };
        match value {
            Yaml::Map(entries) => Some(Place::Entries(entries)),
            Yaml::List(items) => Some(Place::Items(items)),
            Yaml::Text(_) | Yaml::Plain(_) => None,
        }
    }
}

/// Gives an entry of a section a Rust name that nothing else has.
fn add_rust_name(entry: &mut Entry, section: &str, number: u32) {
    let is_type = matches!(section, "types" | "enum" | "operations");
    if entry.key == "rust" {
        entry.value = Yaml::text(rust_name("", is_type, number));
        return;
    }
    let value = std::mem::replace(&mut entry.value, Yaml::List(Vec::new()));
    let mut entries = match value {
        Yaml::Map(entries) => entries,
        // A text is short for the meaning of a value, or for the type of a field.
        other if section == "enum" => vec![Entry::new("description", other)],
        other => vec![Entry::new("type", other)],
    };
    entries.retain(|entry| entry.key != "rust");
    let rust = rust_name(&entry.key, is_type, number);
    entries.push(Entry::new("rust", Yaml::text(rust)));
    entry.value = Yaml::Map(entries);
}

/// Returns an identifier for a text.
fn rust_name(text: &str, is_type: bool, number: u32) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let stem = match clean.trim() {
        "" => "named",
        clean => clean,
    };
    let numbered = format!("{stem} {number}");
    match is_type {
        true => numbered.to_upper_camel_case(),
        false => numbered.to_snake_case(),
    }
}

/// Removes sections that have no entry left.
fn drop_empty(document: &mut Vec<Entry>) {
    const OPTIONAL: [&str; 9] = [
        "types",
        "auth",
        "credentials",
        "params",
        "fields",
        "rules",
        "responses",
        "servers",
        "examples",
    ];
    document.retain_mut(|entry| match &mut entry.value {
        Yaml::Map(entries) => {
            let was_empty = entries.is_empty();
            drop_empty(entries);
            (was_empty && entry.key != "rules")
                || !entries.is_empty()
                || !OPTIONAL.contains(&entry.key.as_str())
        }
        Yaml::List(items) => !items.is_empty() || entry.key == "auth",
        Yaml::Text(_) | Yaml::Plain(_) => true,
    });
}
