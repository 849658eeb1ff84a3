//! Applies the fixes of diagnostics that are certain.
//!
//! A fix is certain if there is one way to write what was meant: a misspelled key or word with one near candidate, and quotes
//! around a value that must not or must have them. The diagnostics that remain are reported as usual.

use std::path::{Path, PathBuf};

use wireform_codegen::plan_files;
use wireform_codegen::source::{Diagnostics, FileId, Severity, Sources};

use crate::shared::files::write_all;
use crate::shared::output::{self, Stop};
use crate::shared::schema;

/// The maximum number of passes over a file. A fix can reveal another mistake.
const MOST_PASSES: usize = 8;

/// The maximum number of changes of a pass that are tried alone.
const MOST_ALONE: usize = 32;

/// Fixes schemas and reports what changed. Files are replaced together.
pub(super) fn run(paths: &[PathBuf]) -> Result<(), Stop> {
    let mut changed: Vec<(PathBuf, String)> = Vec::new();
    for path in schema::files(paths)? {
        // A file that cannot be read is reported by the check.
        let mut sources = Sources::new();
        let Some(file) = sources.read(&path, &mut Diagnostics::default()) else {
            continue;
        };
        let text = sources.text(file).to_owned();
        let fixed = fix_file(sources.name(file), &text);
        if fixed != text {
            changed.push((path, fixed));
        }
    }
    let files: Vec<(&Path, String)> = changed
        .iter()
        .map(|(path, text)| (path.as_path(), text.clone()))
        .collect();
    write_all(&files)
}

/// Returns the text of a schema after all fixes that are certain.
fn fix_file(name: &str, text: &str) -> String {
    let mut version = Version::new(name, text.to_owned());
    for _ in 0..MOST_PASSES {
        let Some(better) = improve(name, &version) else {
            break;
        };
        version = better;
        for says in &version.says {
            output::note(says);
        }
    }
    version.text
}

/// A text of a schema, with what was found in it.
struct Version {
    text: String,
    changes: Vec<Change>,
    /// The number of errors, and of all diagnostics.
    found: (usize, usize),
    /// What changed from the version before it, for a person.
    says: Vec<String>,
}

impl Version {
    fn new(name: &str, text: String) -> Self {
        let mut sources = Sources::new();
        let file = sources.add(name, text.as_str());
        let found = plan_files(&sources, &[file]).1;
        let all = found.0.len();
        let errors = found.0.iter();
        let errors = errors.filter(|it| it.severity == Severity::Error).count();
        Self {
            text,
            changes: changes(&sources, file, &found),
            found: (errors, all),
            says: Vec::new(),
        }
    }

    /// Returns the version after some of the changes.
    fn after(&self, name: &str, changes: &[Change]) -> Self {
        Self {
            says: changes.iter().map(|change| change.says.clone()).collect(),
            ..Self::new(name, apply(&self.text, changes))
        }
    }
}

/// Returns a version with fewer mistakes: after all changes, or else after those that are better alone.
fn improve(name: &str, version: &Version) -> Option<Version> {
    if version.changes.is_empty() {
        return None;
    }
    if let Some(better) = better(name, version, &version.changes) {
        return Some(better);
    }
    if version.changes.len() > MOST_ALONE {
        return None;
    }
    let changes = version.changes.iter();
    let alone =
        changes.filter(|change| better(name, version, std::slice::from_ref(change)).is_some());
    let alone: Vec<Change> = alone.cloned().collect();
    // Two changes that are better alone can make one mistake together: two keys that become the same.
    let first = alone.first()?;
    better(name, version, &alone).or_else(|| better(name, version, std::slice::from_ref(first)))
}

/// Returns the version after changes if it has fewer mistakes. A change can reveal a mistake that has a fix itself.
fn better(name: &str, version: &Version, changes: &[Change]) -> Option<Version> {
    let after = version.after(name, changes);
    if after.found < version.found {
        return Some(after);
    }
    if after.changes.is_empty() {
        return None;
    }
    let last = after.after(name, &after.changes);
    let says = after.says.iter().chain(&last.says).cloned().collect();
    (last.found < version.found).then_some(Version { says, ..last })
}

/// One replacement in a file.
#[derive(Clone)]
struct Change {
    start: usize,
    end: usize,
    text: String,
    /// What changed, for a person.
    says: String,
}

/// Returns the replacements of the diagnostics of a file, in order and without overlaps.
fn changes(sources: &Sources, file: FileId, found: &Diagnostics) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for diagnostic in &found.0 {
        for fix in diagnostic.fixes.iter().filter(|fix| fix.span.file == file) {
            let Some(text) = fix.replacement(sources.slice(fix.span)) else {
                continue;
            };
            let (line, column) = sources.position(fix.span);
            let (name, code) = (sources.name(file), diagnostic.code);
            let before = sources.slice(fix.span);
            changes.push(Change {
                start: fix.span.start as usize,
                end: fix.span.end as usize,
                says: format!("{name}:{line}:{column}: {before} is now {text} ({code})"),
                text,
            });
        }
    }
    changes.sort_by_key(|change| (change.start, change.end));
    let mut end = 0;
    changes.retain(|change| {
        let is_free = change.start >= end;
        if is_free {
            end = change.end;
        }
        is_free
    });
    changes
}

fn apply(text: &str, changes: &[Change]) -> String {
    let mut fixed = String::with_capacity(text.len());
    let mut at = 0;
    for change in changes {
        fixed.push_str(&text[at..change.start]);
        fixed.push_str(&change.text);
        at = change.end;
    }
    fixed.push_str(&text[at..]);
    fixed
}
