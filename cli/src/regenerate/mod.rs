//! `regenerate`: one round of upkeep, from a new page to the text of a pull request.
//!
//! Input: a schema, its lock, a page, and optionally the generated code, the changelog and the version. Output: a report
//! as Markdown; with `--apply`, the edited files.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use wireform_codegen::emit::{Options, file_name};
use wireform_upkeep::accept::NewPage;
use wireform_upkeep::regenerate::{Code, CodeFile, Inputs, Names, Round, regenerate};

use crate::args::RegenerateArgs;
use crate::shared::files;
use crate::shared::output::{self, Output, Status, Stop};
use crate::shared::pages::{self, OpenedPage};

/// Prints the report of a round. With `--apply`, writes the files of the round.
pub(crate) fn run(args: &RegenerateArgs, out: &mut Output) -> Result<Status, Stop> {
    let opened = pages::open(&args.page)?;
    let lock = pages::need_lock(&opened)?;
    let code = code_path(args, &opened);
    let code_text = code.as_deref().map(read_if_exists).transpose()?.flatten();
    let changelog = args.changelog.as_deref().map(read_if_exists).transpose()?;
    let changelog = changelog.map(Option::unwrap_or_default);
    let options = Options {
        serde: args.serde,
        tests: !args.no_tests,
        ..Options::default()
    };
    let inputs = Inputs {
        schema: &opened.schema,
        lock: &lock,
        page: NewPage {
            name: &opened.name,
            text: &opened.text,
            format: opened.format,
        },
        code: code.as_ref().map(|_| CodeFile {
            text: code_text.as_deref(),
            options: &options,
        }),
        changelog: changelog.as_deref(),
        version: args.current_version,
    };
    let round = regenerate(&inputs).map_err(|error| Stop::because(error.to_string()))?;
    let schema_name = args.page.schema.display().to_string();
    let code_name = code.as_ref().map(|path| path.display().to_string());
    let names = Names {
        schema: &schema_name,
        page: &opened.name,
        code: code_name.as_deref(),
        version: args.current_version,
    };
    write!(out, "{}", round.markdown(&names))?;
    let file = code_name.as_deref().unwrap_or_default();
    let problem = match &round.code {
        Some(Code::Conflict(lines)) => {
            let line = lines.first().copied().unwrap_or(1);
            Some(format!(
                "{file}:{line}: a local edit conflicts with the new code"
            ))
        }
        Some(Code::NoBase(reason)) => Some(format!(
            "{file}: the file has local edits, which cannot be told from the code, because {reason}"
        )),
        Some(Code::Unchanged | Code::Written(_) | Code::Merged(_)) | None => None,
    };
    if let Some(problem) = problem {
        return Err(Stop::because(format!(
            "{problem}, so nothing is written; move the edit out of the generated file, or undo it, and run the command again"
        )));
    }
    if args.apply {
        write_round(args, &opened, code.as_deref(), &round)?;
    }
    Ok(Status::found(round.has_drift()))
}

/// Returns the path of the generated code, if the caller named its directory.
fn code_path(args: &RegenerateArgs, opened: &OpenedPage) -> Option<PathBuf> {
    let file = file_name(opened.schema.plan());
    args.out.as_ref().map(|folder| folder.join(file))
}

/// Returns the text of a file, or `None` if it does not exist.
fn read_if_exists(path: &Path) -> Result<Option<String>, Stop> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let path = files::shown(path, "the file");
            Err(Stop::because(format!("{path}: {error}")))
        }
    }
}

/// Writes the files that a round changes.
fn write_round(
    args: &RegenerateArgs,
    opened: &OpenedPage,
    code: Option<&Path>,
    round: &Round,
) -> Result<(), Stop> {
    let mut files: Vec<(&Path, String)> = Vec::new();
    if round.applied.text != opened.schema.text() {
        files.push((&args.page.schema, round.applied.text.clone()));
    }
    if let (Some(path), Some(Code::Written(text) | Code::Merged(text))) = (code, &round.code) {
        files.push((path, text.clone()));
    }
    if let (Some(path), Some(text)) = (args.changelog.as_deref(), &round.changelog) {
        files.push((path, text.clone()));
    }
    if let Ok(lock) = &round.lock {
        files.push((&opened.lock_path, lock.to_string()));
    }
    if let Some(folder) = &args.out {
        fs::create_dir_all(folder).map_err(|error| Stop::because(format!("--out: {error}")))?;
    }
    files::write_all(&files)?;
    for (path, _) in &files {
        output::note(&format!("{} is written", path.display()));
    }
    Ok(())
}
