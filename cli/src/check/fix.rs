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
    let mut text = text.to_owned();
    for _ in 0..MOST_PASSES {
        let mut sources = Sources::new();
        let file = sources.add(name, text.as_str());
        let found = plan_files(&sources, &[file]).1;
        let changes = changes(&sources, file, &found);
        let fixed = apply(&text, &changes);
        if fixed == text || !is_better(name, &fixed, &found) {
            break;
        }
        for change in &changes {
            output::note(&change.says);
        }
        text = fixed;
    }
    text
}

/// One replacement in a file.
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

/// Returns whether a text has fewer errors than were found before, so that no fix made another mistake.
fn is_better(name: &str, text: &str, before: &Diagnostics) -> bool {
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    let after = plan_files(&sources, &[file]).1;
    let of = |found: &Diagnostics, severity| {
        let found = found.0.iter();
        found.filter(|found| found.severity == severity).count()
    };
    let errors = (of(before, Severity::Error), of(&after, Severity::Error));
    let all = (before.0.len(), after.0.len());
    errors.1 < errors.0 || errors.1 == errors.0 && all.1 < all.0
}
