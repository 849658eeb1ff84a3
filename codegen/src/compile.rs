//! Runs all stages: makes a plan of each document, then checks the plans against each other.
//!
//! Input: the texts. Output: a plan for each document without a mistake, and the diagnostics of all documents. This code
//! reads nothing but the sources and writes nothing.

use crate::draft::Draft;
use crate::lint::lint;
use crate::plan::Plan;
use crate::resolve::{RustNameDiagnostic, resolve};
use crate::source::{self, Diagnostic, Diagnostics, FileId, Node, Sources, Span};
use crate::syntax::{self, Schema};

/// Compiles all files of the sources in their order. Returns their plans and the diagnostics.
#[must_use]
pub fn plan_sources(sources: &Sources) -> (Vec<Plan>, Diagnostics) {
    let files: Vec<FileId> = sources.ids().collect();
    plan_files(sources, &files)
}

/// Compiles some files of the sources in this order. Returns their plans and the diagnostics.
#[must_use]
pub fn plan_files(sources: &Sources, files: &[FileId]) -> (Vec<Plan>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut plans: Vec<(Plan, Span)> = Vec::new();
    for &file in files {
        let compiled = compile_file(sources, file);
        diagnostics.extend(compiled.diagnostics);
        let (Outcome::Plan(plan), Some(schema)) = (compiled.outcome, compiled.schema) else {
            continue;
        };
        let span = module_place(&schema);
        let first = plans.iter().find(|(other, _)| other.module == plan.module);
        if let Some((_, first)) = first {
            diagnostics.push(module_collision(&plan, span, *first));
        } else {
            plans.push((*plan, span));
        }
    }
    let plans = plans.into_iter().map(|(plan, _)| plan).collect();
    (plans, diagnostics)
}

/// Returns the place in a document that determines the name of its module.
fn module_place(schema: &Schema) -> Span {
    let provider = &schema.provider;
    let rust = provider.rust.as_ref();
    rust.map_or(provider.name.span, |rust| rust.span)
}

fn module_collision(plan: &Plan, span: Span, first: Span) -> Diagnostic {
    let module = plan.module.clone();
    RustNameDiagnostic::ModuleTaken { module, first }.at(span)
}

/// The result of compiling one document.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The content of the document, as far as it could be read, or `None` if it is not YAML.
    pub schema: Option<Schema>,
    /// The result of the last stage that was reached.
    pub outcome: Outcome,
    /// The diagnostics of all stages.
    pub diagnostics: Diagnostics,
}

/// The result of the last stage that a document reached.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The plan of a document without a mistake.
    Plan(Box<Plan>),
    /// The draft of a document with mistakes.
    Draft(Box<Draft>),
    /// The document is not YAML.
    Unreadable,
}

impl Compiled {
    /// Returns the plan, if the document has no mistake.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        match &self.outcome {
            Outcome::Plan(plan) => Some(plan),
            Outcome::Draft(_) | Outcome::Unreadable => None,
        }
    }

    /// Returns the draft, if the document has mistakes and is YAML.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        match &self.outcome {
            Outcome::Draft(draft) => Some(draft),
            Outcome::Plan(_) | Outcome::Unreadable => None,
        }
    }
}

/// Compiles one file of the sources.
#[must_use]
pub fn compile_file(sources: &Sources, file: FileId) -> Compiled {
    let mut diagnostics = Diagnostics::default();
    match source::parse(sources, file, &mut diagnostics) {
        Some(root) => compile(sources, file, &root, diagnostics),
        None => Compiled {
            schema: None,
            outcome: Outcome::Unreadable,
            diagnostics,
        },
    }
}

/// Compiles a tree that was not read from a file. A macro makes such a tree from attributes. Its places are in the text of
/// `file`.
#[must_use]
pub fn compile_tree(sources: &Sources, file: FileId, root: &Node) -> Compiled {
    compile(sources, file, root, Diagnostics::default())
}

/// Returns the draft of one file of the sources, or `None` if the file is not YAML.
#[must_use]
pub fn draft_file(sources: &Sources, file: FileId) -> Option<Draft> {
    let mut diagnostics = Diagnostics::default();
    let root = source::parse(sources, file, &mut diagnostics)?;
    let document = syntax::parse(file, &root, &mut diagnostics);
    Some(resolve(
        &document,
        schema_name(sources.name(file)),
        &mut diagnostics,
    ))
}

fn compile(sources: &Sources, file: FileId, root: &Node, mut diagnostics: Diagnostics) -> Compiled {
    let document = syntax::parse(file, root, &mut diagnostics);
    let mut draft = resolve(&document, schema_name(sources.name(file)), &mut diagnostics);
    let found = lint(&draft);
    draft.is_poisoned |= found.has_errors();
    diagnostics.extend(found);
    Compiled {
        schema: Some(document.schema),
        outcome: match draft.finish() {
            Ok(plan) => Outcome::Plan(Box::new(plan)),
            Err(draft) => Outcome::Draft(draft),
        },
        diagnostics,
    }
}

/// Returns the name of the schema in a file: the name of the file without its folder, `.yaml` and `.yml`.
#[must_use]
pub fn schema_name(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.strip_suffix(".yaml")
        .or_else(|| name.strip_suffix(".yml"))
        .unwrap_or(name)
}
