//! `fmt`: formats schemas.
//!
//! Input: files, or standard input. Output: the same files in canonical form, each replaced atomically, or the differences.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use wireform_codegen::format::{Unformatted, format};
use wireform_codegen::source::{Diagnostics, FileId, MAX_FILE_BYTES, Renderer, Sources};

use crate::args::FmtArgs;
use crate::shared::files::write;
use crate::shared::output::{self, Output, Status, Stop};
use crate::shared::schema;

/// The name of standard input in messages.
const STANDARD_INPUT: &str = "standard input";

/// Formats schemas, or prints what would change.
pub(crate) fn run(args: &FmtArgs, out: &mut Output) -> Result<Status, Stop> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::default());
    let mut failed = false;
    let mut differs = false;
    for (path, file) in read(&args.paths, &mut sources, &mut diagnostics)? {
        let text = sources.text(file);
        match format(&sources, file) {
            Ok(formatted) if args.check => {
                if formatted != text {
                    differs = true;
                    write!(out, "{}", difference(sources.name(file), text, &formatted))?;
                }
            }
            Ok(formatted) => match path {
                Some(path) if formatted != text => write(&path, &formatted)?,
                Some(_) => {}
                None => write!(out, "{formatted}")?,
            },
            Err(Unformatted::Syntax(found)) => diagnostics.extend(found),
            Err(Unformatted::Changed) => {
                failed = true;
                let name = sources.name(file);
                output::error(&format!(
                    "{name}: the schema is left as it is, because the formatter would change its meaning; please report this"
                ));
            }
        }
    }
    output::rendered(&Renderer::colored().render_all(&diagnostics, &sources));
    match failed {
        true => Ok(Status::Failed),
        false => Ok(Status::found(differs || diagnostics.has_errors())),
    }
}

/// Reads the schemas. Standard input has no path. A file that cannot be read becomes a diagnostic.
fn read(
    paths: &[PathBuf],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<(Option<PathBuf>, FileId)>, Stop> {
    if paths == [PathBuf::from("-")] {
        let mut text = String::new();
        let because = |error| Stop::because(format!("{STANDARD_INPUT}: {error}"));
        let mut input = std::io::stdin().take(MAX_FILE_BYTES as u64 + 1);
        input.read_to_string(&mut text).map_err(because)?;
        return Ok(vec![(None, sources.add(STANDARD_INPUT, text))]);
    }
    if paths.iter().any(|path| path == Path::new("-")) {
        return Err(Stop::because("- stands alone: give either - or files"));
    }
    let mut files = Vec::new();
    for path in schema::files(paths)? {
        if let Some(file) = sources.read(&path, diagnostics) {
            files.push((Some(path), file));
        }
    }
    Ok(files)
}

/// Returns the difference between a schema and its canonical form, as a patch.
fn difference(name: &str, text: &str, formatted: &str) -> String {
    let patch = diffy::create_patch(text, formatted);
    let patch = output::visible(&patch.to_string());
    let body = patch.split_inclusive('\n').skip(2).collect::<String>();
    format!("--- {name}\n+++ {name}, formatted\n{body}")
}
