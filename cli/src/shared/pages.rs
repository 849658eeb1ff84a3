//! Reads what the commands about pages need: a schema, its lock, and a page.

use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::{fs, io};

use wireform_codegen::plan::Plan;
use wireform_upkeep::edit::Schema;
use wireform_upkeep::lock::Lock;
use wireform_upkeep::page::PageFormat;

use crate::args::PageArgs;
use crate::shared::files;
use crate::shared::output::{self, Stop};

/// The maximum size of a page.
const MAX_BYTES: u64 = 16 << 20;

/// A schema, and a page that it names.
pub(crate) struct OpenedPage {
    pub(crate) schema: Schema,
    pub(crate) lock_path: PathBuf,
    /// The name of the lock in messages.
    lock_name: String,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) format: PageFormat,
}

/// Opens the schema and the page of a command.
pub(crate) fn open(args: &PageArgs) -> Result<OpenedPage, Stop> {
    let schema = open_schema(&args.schema)?;
    let name = page_name(schema.plan(), args.name.as_deref())?;
    let text = read_page(&args.page)?;
    let stated = args.page_format.map(PageFormat::from);
    let by_name = args.page.to_str().and_then(PageFormat::from_name);
    let format = stated
        .or(by_name)
        .unwrap_or_else(|| PageFormat::guess(&text));
    let lock_path = args
        .lock
        .clone()
        .unwrap_or_else(|| args.schema.with_extension("lock"));
    let lock_name = match args.lock {
        Some(_) => files::shown(&lock_path, "the lock"),
        None => lock_path.display().to_string(),
    };
    Ok(OpenedPage {
        schema,
        lock_path,
        lock_name,
        name,
        text,
        format,
    })
}

/// Compiles a schema that is a file.
fn open_schema(path: &Path) -> Result<Schema, Stop> {
    let text = fs::read_to_string(path).map_err(|error| {
        let hint = match error.kind() {
            ErrorKind::NotFound => "; this command needs the file of the schema",
            _ => "",
        };
        Stop::because(format!("{}: {error}{hint}", files::shown(path, "SCHEMA")))
    })?;
    Schema::new(&path.display().to_string(), &text).map_err(|diagnostics| {
        output::rendered(&diagnostics);
        Stop::because(format!("{} has errors", path.display()))
    })
}

/// Returns the page to compare with: the one that is named, or the only one.
fn page_name(plan: &Plan, given: Option<&str>) -> Result<String, Stop> {
    let names: Vec<&str> = plan.pages.iter().map(|page| page.name.as_str()).collect();
    match (given, &names[..]) {
        (_, []) => Err(Stop::because(
            "the schema names no page; add one under `pages:`",
        )),
        (Some(given), names) if names.contains(&given) => Ok(given.to_owned()),
        (None, [only]) => Ok((*only).to_owned()),
        (_, names) => Err(Stop::because(format!(
            "give --name with one of the schema's pages: {}",
            names.join(", ")
        ))),
    }
}

/// Reads a page from a file or from standard input.
fn read_page(path: &Path) -> Result<String, Stop> {
    let because = |error: io::Error| Stop::because(format!("--page: {error}"));
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin()
            .take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(because)?;
    } else {
        let file = fs::File::open(path).map_err(because)?;
        file.take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(because)?;
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Stop::because(format!(
            "--page: the page is larger than {} MB",
            MAX_BYTES >> 20
        )));
    }
    String::from_utf8(bytes).map_err(|_| Stop::because("--page: the page is not UTF-8"))
}

/// Reads the lock of a schema; none if there is no file.
pub(crate) fn read_lock(path: &Path) -> Result<Option<Lock>, Stop> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let path = files::shown(path, "--lock");
            return Err(Stop::because(format!("{path}: {error}")));
        }
    };
    let lock = text.parse::<Lock>();
    lock.map(Some)
        .map_err(|error| Stop::because(format!("{}: {error}", path.display())))
}

/// Reads the lock of a schema, which has to be there.
pub(crate) fn need_lock(opened: &OpenedPage) -> Result<Lock, Stop> {
    let missing = |what: &str| {
        Stop::because(format!(
            "{} {what}; run `wireform snapshot` with the page as it was when the schema was written",
            opened.lock_name
        ))
    };
    let lock = read_lock(&opened.lock_path)?.ok_or_else(|| missing("does not exist"))?;
    match lock.page(&opened.name) {
        Some(_) => Ok(lock),
        None => Err(missing(&format!("has no page {}", opened.name))),
    }
}
