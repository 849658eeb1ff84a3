//! `import`: drafts a schema from OpenAPI, Swagger, JSON Schema or a service of botocore.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use wireform_upkeep::import::{Count, Draft, Import, Language, NoteKind, import};

use crate::args::{ImportArgs, ImportLanguage};
use crate::shared::files;
use crate::shared::output::{self, Output, Status, Stop};

/// Prints the draft to standard output, and the notes to standard error.
pub(crate) fn run(args: &ImportArgs, out: &mut Output) -> Result<Status, Stop> {
    let name = files::shown(&args.file, "FILE");
    let text = fs::read_to_string(&args.file)
        .map_err(|error| Stop::because(format!("{name}: {error}")))?;
    let into = args.into.as_deref().map(read_target).transpose()?;
    let draft = import(&Import {
        name: &name,
        text: &text,
        language: match args.language {
            ImportLanguage::Openapi => Language::OpenApi,
            ImportLanguage::Swagger => Language::Swagger,
            ImportLanguage::JsonSchema => Language::JsonSchema,
            ImportLanguage::Botocore => Language::Botocore,
        },
        operations: &args.operation,
        into: into
            .as_ref()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    })
    .map_err(|error| Stop::because(error.to_string()))?;
    if let Some(path) = &args.lock {
        files::write(path, &draft.lock.to_string())?;
    }
    if args.count {
        print_counts(&draft, out)?;
        return Ok(Status::Clean);
    }
    match &args.into {
        Some(path) => {
            files::write(path, &draft.yaml)?;
            writeln!(out, "{}: added what the file describes", path.display())?;
        }
        None => write!(out, "{}", draft.yaml)?,
    }
    for note in &draft.notes {
        output::note(&note.to_string());
    }
    Ok(Status::Clean)
}

/// Returns the name and the text of the schema that gets the operations.
fn read_target(path: &Path) -> Result<(String, String), Stop> {
    let name = files::shown(path, "--into");
    let text =
        fs::read_to_string(path).map_err(|error| Stop::because(format!("{name}: {error}")))?;
    Ok((name, text))
}

/// Prints the keywords under request bodies, with how many the draft expresses, and the number of all notes.
fn print_counts(draft: &Draft, out: &mut Output) -> Result<(), Stop> {
    let width = draft
        .counts
        .keys()
        .map(String::len)
        .max()
        .unwrap_or_default()
        .max("keyword".len());
    writeln!(out, "{:width$}  expressed  inexact  lost", "keyword")?;
    let mut total = Count::default();
    let row = |out: &mut Output, name: &str, count: &Count| {
        writeln!(
            out,
            "{name:width$}  {:9}  {:7}  {:4}",
            count.expressed, count.inexact, count.lost
        )
    };
    for (keyword, count) in &draft.counts {
        total.expressed += count.expressed;
        total.inexact += count.inexact;
        total.lost += count.lost;
        row(out, keyword, count)?;
    }
    row(out, "all", &total)?;
    let of = |kind| draft.notes.iter().filter(|note| note.kind == kind).count();
    writeln!(
        out,
        "notes about the whole file: {} lost, {} inexact, {} assumed",
        of(NoteKind::Lost),
        of(NoteKind::Inexact),
        of(NoteKind::Assumed)
    )?;
    Ok(())
}
