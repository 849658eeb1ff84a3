//! Finds and reads the schemas in an order that does not depend on the machine.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::diagnostics::CompilerDiagnostic;
use super::failure::Failure;
use crate::source::{FileId, Quoted, Span, closest};

/// The maximum depth of subdirectories. Deeper ones are probably links that form a circle.
const MAX_DEPTH: usize = 16;

/// A schema, or a directory of schemas, to compile.
#[derive(Debug, Clone)]
pub(super) enum Input {
    Directory(PathBuf),
    File(PathBuf),
    Provider(String),
}

/// Reads each file of the inputs once, and adds the paths to watch. Returns the files that could be read.
pub(super) fn read_inputs(inputs: &[Input], failure: &mut Failure) -> Vec<FileId> {
    let mut seen = FilesRead::default();
    for input in inputs {
        match input {
            Input::Directory(directory) => read_directory(directory, &mut seen, failure),
            Input::File(file) => {
                read_file(file, &mut seen, failure);
                watch(file, failure);
            }
            Input::Provider(name) => read_provider(name, &mut seen, failure),
        }
    }
    seen.files
}

/// The files that were read so far.
#[derive(Default)]
struct FilesRead {
    paths: BTreeSet<PathBuf>,
    files: Vec<FileId>,
}

fn read_directory(directory: &Path, seen: &mut FilesRead, failure: &mut Failure) {
    let mut files = Vec::new();
    if let Err(error) = collect(directory, 0, &mut files) {
        failure.report(&CompilerDiagnostic::UnreadableDirectory {
            path: directory.display().to_string(),
            reason: error.to_string(),
            near: near(directory),
        });
        return;
    }
    watch(directory, failure);
    if files.is_empty() {
        let file = failure.sources.add(directory.display().to_string(), "");
        let diagnostic = CompilerDiagnostic::EmptyDirectory.at(Span::at(file, 0, 0));
        failure.diagnostics.push(diagnostic);
    }
    // Sorted by component, because the separator of paths depends on the system.
    files.sort_by(|one, other| one.components().cmp(other.components()));
    for file in files {
        read_file(&file, seen, failure);
    }
}

/// Returns the directory beside a missing one that has a similar name.
fn near(directory: &Path) -> Option<Quoted> {
    let name = directory.file_name()?.to_str()?;
    let parent = directory.parent().filter(|it| !it.as_os_str().is_empty());
    let entries = fs::read_dir(parent.unwrap_or(Path::new("."))).ok()?;
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    let near = closest(name, names.iter().map(String::as_str))?;
    Some(directory.with_file_name(near).display().to_string().into())
}

/// Adds the schemas in a directory and its subdirectories, without hidden ones.
fn collect(directory: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if depth > MAX_DEPTH {
        return Ok(());
    }
    for entry in fs::read_dir(directory)? {
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

fn read_file(file: &Path, seen: &mut FilesRead, failure: &mut Failure) {
    let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    if seen.paths.insert(real) {
        let file = failure.sources.read(file, &mut failure.diagnostics);
        seen.files.extend(file);
    }
}

/// Adds a path to watch if it exists. For a path that does not exist, Cargo would run the build script every time.
fn watch(path: &Path, failure: &mut Failure) {
    if path.exists() && !failure.watched.iter().any(|known| known == path) {
        failure.watched.push(path.to_owned());
    }
}

fn read_provider(name: &str, seen: &mut FilesRead, failure: &mut Failure) {
    let file = format!("{name}.yaml");
    match wireform_schemas::find(name) {
        Some(schema) => {
            seen.files.push(failure.sources.add(file, schema.text));
        }
        None => {
            let known: Vec<&str> = wireform_schemas::every()
                .map(|schema| schema.name)
                .collect();
            failure.report(&CompilerDiagnostic::UnknownProvider {
                name: name.to_owned(),
                similar: closest(name, known.iter().copied()),
                known: known.join(", "),
            });
        }
    }
}
