//! `dump`: prints the result of one stage of the compiler.

use std::io::Write as _;
use std::sync::Arc;

use wireform_codegen::source::{self, Diagnostics, FileId, Renderer, Sources};
use wireform_codegen::syntax::{self, Document};
use wireform_codegen::{draft, draft_file, emit, lint, lower};

use crate::args::{DumpArgs, Stage};
use crate::shared::output::{Output, Status, Stop};
use crate::shared::schema::{self, LoadedSchemas};

/// Prints the result of a stage. The stages up to the draft have a result even for a document with errors.
pub(crate) fn run(args: &DumpArgs, out: &mut Output) -> Result<Status, Stop> {
    let loaded = schema::load(std::slice::from_ref(&args.path))?;
    loaded.report();
    for text in dumps(args.stage, &loaded) {
        write!(out, "{text}")?;
    }
    Ok(Status::found(loaded.diagnostics.has_errors()))
}

/// Returns the dump of a stage for each document that has reached the stage.
fn dumps(stage: Stage, loaded: &LoadedSchemas) -> Vec<String> {
    let sources = &loaded.sources;
    let files = sources.ids();
    let plans = loaded.plans.iter();
    match stage {
        Stage::Source => files
            .filter_map(|file| source_tree(sources, file))
            .collect(),
        Stage::Syntax => files
            .filter_map(|file| document(sources, file))
            .map(|it| syntax::dump(&it.schema))
            .collect(),
        Stage::Draft => files
            .filter_map(|file| draft_file(sources, file))
            .map(|it| draft::dump(&it))
            .collect(),
        Stage::Plan => {
            let memo = Arc::default();
            plans
                .map(|plan| lower::dump(&lower::lower(plan, &memo)))
                .collect()
        }
        Stage::Lint => files
            .filter_map(|file| draft_file(sources, file))
            .map(|draft| Renderer::plain().render_all(&lint::lint(&draft), sources))
            .collect(),
        Stage::Tokens => plans.map(emit::dump).collect(),
    }
}

fn source_tree(sources: &Sources, file: FileId) -> Option<String> {
    // The diagnostics were reported when the schema was loaded.
    let root = source::parse(sources, file, &mut Diagnostics::default())?;
    Some(source::dump(&root, sources))
}

fn document(sources: &Sources, file: FileId) -> Option<Document> {
    let root = source::parse(sources, file, &mut Diagnostics::default())?;
    Some(syntax::parse(file, &root, &mut Diagnostics::default()))
}
