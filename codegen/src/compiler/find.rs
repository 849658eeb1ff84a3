//! Finds and reads the schemas, in an order that is the same on every machine.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Failure, Input, codes};
use crate::source::{Diagnostic, FileId, Span, closest};

/// How deep folders are looked into; deeper ones are links that lead in a circle.
const DEEPEST: usize = 16;

/// Reads all inputs into the sources, each file once, and notes what to watch.
///
/// Given back are those that could be read.
pub(super) fn read(inputs: &[Input], failure: &mut Failure) -> Vec<FileId> {
    let mut seen = Seen::default();
    for input in inputs {
        match input {
            Input::Folder(folder) => read_folder(folder, &mut seen, failure),
            Input::File(file) => {
                read_file(file, &mut seen, failure);
                watch(file, failure);
            }
            Input::Provider(name) => read_provider(name, &mut seen, failure),
        }
    }
    seen.files
}

/// What was read so far.
#[derive(Default)]
struct Seen {
    paths: BTreeSet<PathBuf>,
    files: Vec<FileId>,
}

fn read_folder(folder: &Path, seen: &mut Seen, failure: &mut Failure) {
    let mut files = Vec::new();
    if let Err(error) = collect(folder, 0, &mut files) {
        let message = format!("the folder {} cannot be read: {error}", folder.display());
        failure.say(codes::FOLDER_UNREADABLE, &message, None);
        return;
    }
    watch(folder, failure);
    if files.is_empty() {
        let file = failure.sources.add(folder.display().to_string(), "");
        failure.diagnostics.push(
            Diagnostic::warning(
                codes::EMPTY_FOLDER,
                Span::at(file, 0, 0),
                "there is no schema in this folder",
            )
            .help("schemas end in `.yaml` or `.yml`"),
        );
    }
    // By their parts, not by their text: `a-b` and `a/b` sort alike wherever the separator is another.
    files.sort_by(|one, other| one.components().cmp(other.components()));
    for file in files {
        read_file(&file, seen, failure);
    }
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if depth > DEEPEST {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        let schema = path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml");
        if path.is_dir() {
            collect(&path, depth + 1, files)?;
        } else if schema {
            files.push(path);
        }
    }
    Ok(())
}

fn read_file(file: &Path, seen: &mut Seen, failure: &mut Failure) {
    let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    if seen.paths.insert(real) {
        let file = failure.sources.read(file, &mut failure.diagnostics);
        seen.files.extend(file);
    }
}

/// Cargo runs a script again and again for a path that does not exist, so only those that do are named.
fn watch(path: &Path, failure: &mut Failure) {
    if path.exists() && !failure.watched.iter().any(|known| known == path) {
        failure.watched.push(path.to_owned());
    }
}

fn read_provider(name: &str, seen: &mut Seen, failure: &mut Failure) {
    let file = format!("{name}.yaml");
    match wireform_schemas::find(name) {
        Some(schema) => {
            seen.files.push(failure.sources.add(file, schema.text));
        }
        None => {
            let known: Vec<&str> = wireform_schemas::ALL
                .iter()
                .map(|schema| schema.name)
                .collect();
            let help = match closest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known: {}", known.join(", ")),
            };
            let message = format!("no provider `{name}` ships with wireform");
            failure.say(codes::UNKNOWN_PROVIDER, &message, Some(&help));
        }
    }
}
