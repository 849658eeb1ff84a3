//! Loads the schemas that the command line names: files, directories, and schemas that ship with wireform.
//!
//! Input: paths. Output: the plans of all schemas, and all diagnostics.

use std::fs;
use std::path::{Path, PathBuf};

use wireform_codegen::plan::Plan;
use wireform_codegen::plan_sources;
use wireform_codegen::source::{Diagnostics, FileId, Renderer, Sources};

use crate::shared::masking;
use crate::shared::output::{self, Stop};

/// The schemas of a run.
pub(crate) struct LoadedSchemas {
    pub(crate) sources: Sources,
    /// The plans of the schemas without errors.
    pub(crate) plans: Vec<Plan>,
    pub(crate) diagnostics: Diagnostics,
}

impl LoadedSchemas {
    /// Prints all diagnostics to standard error.
    pub(crate) fn report(&self) {
        // The stream removes colors if they are not wanted.
        output::rendered(&Renderer::colored().render_all(&self.diagnostics, &self.sources));
    }
}

/// Reads and plans schemas. Mistakes in them become diagnostics. A path that does not exist ends the run.
pub(crate) fn load(paths: &[PathBuf]) -> Result<LoadedSchemas, Stop> {
    let (sources, mut diagnostics) = read(paths)?;
    let unreadable: Vec<FileId> = diagnostics.0.iter().map(|found| found.span.file).collect();
    let (plans, mut found) = plan_sources(&sources);
    // A file that could not be read is an empty source, and its diagnostic is already in the list.
    found
        .0
        .retain(|diagnostic| !unreadable.contains(&diagnostic.span.file));
    diagnostics.extend(found);
    Ok(LoadedSchemas {
        sources,
        plans,
        diagnostics,
    })
}

/// Plans all schemas that ship with wireform, even if there are files with their names.
fn load_built_in() -> LoadedSchemas {
    let mut sources = Sources::new();
    for schema in wireform_schemas::every() {
        sources.add(format!("{}.yaml", schema.name), schema.text);
    }
    let (plans, diagnostics) = plan_sources(&sources);
    LoadedSchemas {
        sources,
        plans,
        diagnostics,
    }
}

/// Reads each schema once, in the order of the paths.
pub(crate) fn read(paths: &[PathBuf]) -> Result<(Sources, Diagnostics), Stop> {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::default();
    let mut seen = Vec::new();
    for path in paths {
        let files = if path.is_dir() {
            schemas_in(path)?
        } else if let Some(schema) = built_in(path) {
            sources.add(format!("{}.yaml", schema.name), schema.text);
            continue;
        } else if path.exists() {
            vec![path.clone()]
        } else {
            return Err(unknown_schema(path));
        };
        for file in files {
            // A path can name a file that is also in a given directory.
            let place = file.canonicalize().unwrap_or_else(|_| file.clone());
            if !seen.contains(&place) {
                sources.read(&file, &mut diagnostics);
                seen.push(place);
            }
        }
    }
    Ok((sources, diagnostics))
}

/// A schema that a path names.
pub(crate) enum NamedSchema {
    /// A schema that ships with wireform.
    BuiltIn(&'static wireform_schemas::Schema),
    /// A file.
    File(PathBuf),
}

/// Returns the schemas that paths name, or all that ship with wireform if no path is given.
pub(crate) fn named(paths: &[PathBuf]) -> Result<Vec<NamedSchema>, Stop> {
    if paths.is_empty() {
        return Ok(wireform_schemas::every()
            .map(NamedSchema::BuiltIn)
            .collect());
    }
    let mut named = Vec::new();
    for path in paths {
        match built_in(path) {
            _ if path.is_dir() => {
                named.extend(schemas_in(path)?.into_iter().map(NamedSchema::File))
            }
            Some(schema) => named.push(NamedSchema::BuiltIn(schema)),
            None => named.push(NamedSchema::File(path.clone())),
        }
    }
    Ok(named)
}

/// Returns the files that paths name: files, and the schemas in directories. Each file occurs once.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Stop> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut seen = Vec::new();
    for path in paths {
        let named = match path {
            path if path.is_dir() => schemas_in(path)?,
            path if path.exists() => vec![path.clone()],
            path if built_in(path).is_some() => {
                let message = "a schema that ships with wireform is not a file; give its path";
                return Err(Stop::because(message));
            }
            path => return Err(unknown_schema(path)),
        };
        for file in named {
            let place = file.canonicalize().unwrap_or_else(|_| file.clone());
            if !seen.contains(&place) {
                files.push(file);
                seen.push(place);
            }
        }
    }
    Ok(files)
}

/// Loads the plan of one schema.
pub(crate) fn plan(path: &Path) -> Result<Plan, Stop> {
    if path.is_dir() {
        return Err(Stop::because(format!(
            "{} is a directory; give one schema",
            path.display()
        )));
    }
    let mut loaded = load(&[path.to_owned()])?;
    match loaded.plans.pop() {
        Some(plan) if !loaded.diagnostics.has_errors() => Ok(plan),
        _ => {
            loaded.report();
            Err(Stop::because(format!("{} has errors", path.display())))
        }
    }
}

/// Loads the plans of schemas, or of all that ship with wireform if no path is given. An error in any of them ends the run.
pub(crate) fn plans(paths: &[PathBuf]) -> Result<Vec<Plan>, Stop> {
    let loaded = match paths {
        [] => load_built_in(),
        paths => load(paths)?,
    };
    if loaded.diagnostics.has_errors() {
        loaded.report();
        return Err(Stop::because("the schemas have errors"));
    }
    Ok(loaded.plans)
}

/// Returns whether a path names a schema: a file, or a schema that ships with wireform.
pub(crate) fn is_named(path: &Path) -> bool {
    path.is_file() || built_in(path).is_some()
}

/// Returns the schema of a name that is part of wireform, unless a file with this name exists.
fn built_in(path: &Path) -> Option<&'static wireform_schemas::Schema> {
    if path.exists() {
        return None;
    }
    wireform_schemas::find(path.to_str()?)
}

/// Returns the schemas in a directory without its subdirectories, sorted.
fn schemas_in(directory: &Path) -> Result<Vec<PathBuf>, Stop> {
    let because =
        |error: std::io::Error| Stop::because(format!("{}: {error}", directory.display()));
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).map_err(because)? {
        let path = entry.map_err(because)?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("yaml" | "yml")) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Stop::because(format!(
            "{} contains no YAML file",
            directory.display()
        )));
    }
    Ok(files)
}

/// Returns the failure for an argument that is not a schema. The message contains the argument only if it looks like a
/// schema, because with a space after `--set password=` the value is an argument of its own.
fn unknown_schema(path: &Path) -> Stop {
    let names = || wireform_schemas::every().map(|schema| schema.name);
    let with_extension = ["yaml", "yml"].map(|it| path.with_extension(it));
    if path.extension().is_none()
        && let Some(file) = with_extension.iter().find(|file| file.is_file())
    {
        let file = file.display();
        return Stop::because(format!(
            "there is no schema of this name; did you mean the file `{file}`?"
        ));
    }
    let near = path
        .to_str()
        .and_then(|typed| masking::near(typed, names()));
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is_yaml = matches!(extension, Some("yaml" | "yml"));
    Stop::because(match near {
        Some((typed, near)) => {
            format!("there is no file {typed}; did you mean the schema `{near}`?")
        }
        None => format!(
            "there is no file {}, and no schema of this name is part of wireform ({})",
            match is_yaml {
                true => path.display().to_string(),
                false => "with the given name".to_owned(),
            },
            names().collect::<Vec<_>>().join(", ")
        ),
    })
}
