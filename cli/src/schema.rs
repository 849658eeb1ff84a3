//! Schemas as the command line names them: files, folders, and descriptions that ship with wireform.
//!
//! In: paths. Out: everything that the front end made of each document, and every diagnostic of all of them.

use std::fs;
use std::path::{Path, PathBuf};

use wireform_codegen::plan::Plan;
use wireform_codegen::source::{self, Diagnostics, FileId, Renderer, Sources, closest};
use wireform_codegen::syntax::{self, Schema};

use crate::output::{self, Stop};

/// One document.
pub(crate) struct Document {
    /// The file stem, which names the module where nothing else does.
    #[allow(dead_code, reason = "the resolver reads it")]
    pub(crate) stem: String,
    /// What it says.
    pub(crate) schema: Schema,
    /// Everything decided; none where an error is in the way.
    pub(crate) plan: Option<Plan>,
}

/// All documents of a run.
pub(crate) struct Loaded {
    pub(crate) sources: Sources,
    pub(crate) documents: Vec<Document>,
    pub(crate) diagnostics: Diagnostics,
}

impl Loaded {
    /// Puts all diagnostics on standard error.
    pub(crate) fn report(&self) {
        // Colours that are not wanted are taken out on the way.
        output::rendered(&Renderer::coloured().render_all(&self.diagnostics, &self.sources));
    }
}

/// Reads schemas. Mistakes in them are diagnostics; a path that leads nowhere stops the run.
pub(crate) fn load(paths: &[PathBuf]) -> Result<Loaded, Stop> {
    let mut loaded = Loaded {
        sources: Sources::new(),
        documents: Vec::new(),
        diagnostics: Diagnostics::default(),
    };
    for path in paths {
        if path.is_dir() {
            for file in schemas_in(path)? {
                loaded.file(&file);
            }
        } else if let Some(schema) = shipped(path) {
            let file = loaded
                .sources
                .add(format!("{}.yaml", schema.name), schema.text);
            loaded.text(file, schema.name.to_owned());
        } else if path.exists() {
            loaded.file(path);
        } else {
            return Err(nowhere(path));
        }
    }
    Ok(loaded)
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
    let plan = loaded.documents.pop().and_then(|document| document.plan);
    match plan {
        Some(plan) if !loaded.diagnostics.has_errors() => Ok(plan),
        _ => {
            loaded.report();
            Err(Stop::because(format!("{} has errors", path.display())))
        }
    }
}

impl Loaded {
    fn file(&mut self, path: &Path) {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Some(file) = self.sources.read(path, &mut self.diagnostics) {
            self.text(file, stem);
        }
    }

    fn text(&mut self, file: FileId, stem: String) {
        let Some(root) = source::parse(&self.sources, file, &mut self.diagnostics) else {
            return;
        };
        let schema = syntax::parse(file, &root, &mut self.diagnostics);
        let plan = None;
        self.documents.push(Document { stem, schema, plan });
    }
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

fn nowhere(path: &Path) -> Stop {
    let names = || wireform_schemas::ALL.iter().map(|schema| schema.name);
    let shown = path.display();
    Stop::because(
        match path.to_str().and_then(|name| closest(name, names())) {
            Some(name) => format!("there is no file {shown}; did you mean the shipped `{name}`?"),
            None => format!(
                "there is no file {shown}, and no description of that name ships with wireform ({})",
                names().collect::<Vec<_>>().join(", ")
            ),
        },
    )
}
