//! All files of one run: read, understood, resolved, and checked against each other.
//!
//! In: the texts. Out: a plan for each file that has no mistakes, and everything that is to be said about all of
//! them. Nothing is written; nothing but the sources is read.

use crate::plan::Plan;
use crate::resolve;
use crate::source::{self, Diagnostic, Diagnostics, FileId, Sources, Span};
use crate::syntax;

/// Plans all files of the sources, in their order.
#[must_use]
pub fn plan_sources(sources: &Sources) -> (Vec<Plan>, Diagnostics) {
    let files: Vec<FileId> = sources.ids().collect();
    plan_files(sources, &files)
}

/// Plans some files of the sources, in this order: those that could be read.
#[must_use]
pub fn plan_files(sources: &Sources, files: &[FileId]) -> (Vec<Plan>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut plans: Vec<(Plan, Span)> = Vec::new();
    for &file in files {
        let mut found = Diagnostics::default();
        if let Some((plan, span)) = plan_file(sources, file, &mut found) {
            let twin = plans.iter().find(|(other, _)| other.module == plan.module);
            if let Some((_, first)) = twin {
                found.push(
                    Diagnostic::error(
                        resolve::codes::MODULE_COLLISION,
                        span,
                        format!(
                            "two schemas would both be the Rust module `{}`",
                            plan.module
                        ),
                    )
                    .also(*first, "the first is here")
                    .help("give one of them another name with `rust: …` under `provider:`"),
                );
            } else {
                plans.push((plan, span));
            }
        }
        diagnostics.extend(found);
    }
    let plans = plans.into_iter().map(|(plan, _)| plan).collect();
    (plans, diagnostics)
}

/// Plans one file.
fn plan_file(
    sources: &Sources,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<(Plan, Span)> {
    let root = source::parse(sources, file, diagnostics)?;
    let document = syntax::parse(file, &root, diagnostics);
    let plan = resolve::resolve(&document, stem(sources.name(file)), diagnostics);
    plan.filter(|_| !diagnostics.has_errors())
}

/// What one file says, as far as it could be understood, for doors that go on where something is wrong.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What the document says; none where it is no YAML or no map.
    pub schema: Option<syntax::Schema>,
    /// The plan, without what is wrong; whole where the diagnostics have no errors.
    pub plan: Option<Plan>,
    /// Everything that is to be said.
    pub diagnostics: Diagnostics,
}

/// Plans one file of the sources, and keeps what there is of the plan where something is wrong.
#[must_use]
pub fn draft_file(sources: &Sources, file: FileId) -> Draft {
    let mut diagnostics = Diagnostics::default();
    let Some(root) = source::parse(sources, file, &mut diagnostics) else {
        return Draft {
            schema: None,
            plan: None,
            diagnostics,
        };
    };
    draft_from(sources, file, &root, diagnostics)
}

/// Plans a tree that no file holds: one that a macro makes of attributes. Its places are in the text of `file`.
#[must_use]
pub fn draft_tree(sources: &Sources, file: FileId, root: &source::Node) -> Draft {
    draft_from(sources, file, root, Diagnostics::default())
}

fn draft_from(
    sources: &Sources,
    file: FileId,
    root: &source::Node,
    mut diagnostics: Diagnostics,
) -> Draft {
    let document = syntax::parse(file, root, &mut diagnostics);
    let stem = stem(sources.name(file));
    let plan = resolve::draft(&document, stem, &mut diagnostics).map(|(plan, _)| plan);
    Draft {
        schema: Some(document.schema),
        plan,
        diagnostics,
    }
}

/// A file's name without folder and ending.
fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.strip_suffix(".yaml")
        .or_else(|| name.strip_suffix(".yml"))
        .unwrap_or(name)
}
