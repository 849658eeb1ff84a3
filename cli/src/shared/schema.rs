//! Schemas as the command line names them: files, folders, and descriptions that ship with wireform.
//!
//! In: paths. Out: the plans of all documents, and every diagnostic of all of them.

use std::fs;
use std::path::{Path, PathBuf};

use wireform_codegen::plan::Plan;
use wireform_codegen::plan_sources;
use wireform_codegen::source::{Diagnostics, FileId, Renderer, Sources};

use crate::shared::masking;
use crate::shared::output::{self, Stop};

/// All documents of a run.
pub(crate) struct Loaded {
    pub(crate) sources: Sources,
    /// The plans of those without errors.
    pub(crate) plans: Vec<Plan>,
    pub(crate) diagnostics: Diagnostics,
}

impl Loaded {
    /// Puts all diagnostics on standard error.
    pub(crate) fn report(&self) {
        // Colours that are not wanted are taken out on the way.
        output::rendered(&Renderer::colored().render_all(&self.diagnostics, &self.sources));
    }
}

/// Reads and plans schemas. Mistakes in them are diagnostics; a path that leads nowhere stops the run.
pub(crate) fn load(paths: &[PathBuf]) -> Result<Loaded, Stop> {
    let (sources, mut diagnostics) = read(paths)?;
    let unreadable: Vec<FileId> = diagnostics.0.iter().map(|found| found.span.file).collect();
    let (plans, mut found) = plan_sources(&sources);
    // What could not be read stands among the sources as an empty text; the reason has been said.
    found
        .0
        .retain(|diagnostic| !unreadable.contains(&diagnostic.span.file));
    diagnostics.extend(found);
    Ok(Loaded {
        sources,
        plans,
        diagnostics,
    })
}

/// Reads schemas, each once.
pub(crate) fn read(paths: &[PathBuf]) -> Result<(Sources, Diagnostics), Stop> {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::default();
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(schemas_in(path)?);
        } else if let Some(schema) = shipped(path) {
            sources.add(format!("{}.yaml", schema.name), schema.text);
        } else if path.exists() {
            files.push(path.clone());
        } else {
            return Err(nowhere(path));
        }
    }
    let mut seen = Vec::new();
    for file in files {
        // A file may be named and lie in a folder that is.
        let place = file.canonicalize().unwrap_or_else(|_| file.clone());
        if !seen.contains(&place) {
            sources.read(&file, &mut diagnostics);
            seen.push(place);
        }
    }
    Ok((sources, diagnostics))
}

/// The plan of one schema, for commands that need no more.
pub(crate) fn plan(path: &Path) -> Result<Plan, Stop> {
    if path.is_dir() {
        return Err(Stop::because(format!(
            "{} is a folder; give one schema",
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

/// Whether a path leads to a schema, or is the name of one that ships.
pub(crate) fn is_named(path: &Path) -> bool {
    path.is_file() || shipped(path).is_some()
}

/// The description that ships under a name, unless a file of that name is there.
fn shipped(path: &Path) -> Option<&'static wireform_schemas::Schema> {
    if path.exists() {
        return None;
    }
    wireform_schemas::find(path.to_str()?)
}

/// The schemas right inside of a folder, sorted, so that runs are alike on all systems.
fn schemas_in(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let because = |error: std::io::Error| Stop::because(format!("{}: {error}", folder.display()));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(because)? {
        let path = entry.map_err(because)?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("yaml" | "yml")) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Stop::because(format!(
            "{} holds no YAML file",
            folder.display()
        )));
    }
    Ok(files)
}

/// Says that an argument is no schema. It is repeated only where it looks like one: a blank behind `--set password=`
/// makes the value an argument of its own.
fn nowhere(path: &Path) -> Stop {
    let names = || wireform_schemas::ALL.iter().map(|schema| schema.name);
    let near = path
        .to_str()
        .and_then(|typed| masking::near(typed, names()));
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is_yaml = matches!(extension, Some("yaml" | "yml"));
    Stop::because(match near {
        Some((typed, near)) => {
            format!("there is no file {typed}; did you mean the shipped `{near}`?")
        }
        None => format!(
            "there is no file {}, and no description of that name ships with wireform ({})",
            match is_yaml {
                true => path.display().to_string(),
                false => "of the name that is given as a schema".to_owned(),
            },
            names().collect::<Vec<_>>().join(", ")
        ),
    })
}
