//! Reads what the commands about pages need: a schema, its lock, and a page.

use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, io};

use wireform_codegen::plan::Plan;
use wireform_upkeep::edit::Schema;
use wireform_upkeep::lock::Lock;
use wireform_upkeep::page::PageFormat;

use crate::args::PageArgs;
use crate::shared::output::{self, Stop};

/// The maximum size of a page.
const MAX_BYTES: u64 = 16 << 20;

/// A schema, and a page that it names.
pub(crate) struct OpenedPage {
    pub(crate) schema: Schema,
    pub(crate) lock_path: PathBuf,
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
    Ok(OpenedPage {
        schema,
        lock_path,
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
        Stop::because(format!("{}: {error}{hint}", path.display()))
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
        Err(error) => return Err(Stop::because(format!("{}: {error}", path.display()))),
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
            opened.lock_path.display()
        ))
    };
    let lock = read_lock(&opened.lock_path)?.ok_or_else(|| missing("does not exist"))?;
    match lock.page(&opened.name) {
        Some(_) => Ok(lock),
        None => Err(missing(&format!("has no page {}", opened.name))),
    }
}

/// Replaces a file atomically, so that a reader never sees a part of it.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Stop> {
    write_all(&[(path, text.to_owned())])
}

/// Replaces files. No file is replaced before the new texts of all files are on the disk. If a file cannot be replaced,
/// those that were get their old text again.
pub(crate) fn write_all(files: &[(&Path, String)]) -> Result<(), Stop> {
    let mut replacements = Vec::new();
    let result = files
        .iter()
        .try_for_each(|(path, text)| {
            let because = |error| Stop::because(format!("{}: {error}", path.display()));
            replacements.push(Replacement::prepare(path, text).map_err(because)?);
            Ok(())
        })
        .and_then(|()| {
            replacements.iter_mut().try_for_each(|it| {
                let path = it.path.clone();
                it.apply()
                    .map_err(|error| Stop::because(format!("{}: {error}", path.display())))
            })
        });
    if result.is_err() {
        replacements.iter().for_each(Replacement::undo);
    }
    result
}

/// A new text of a file, which is on the disk beside it.
struct Replacement {
    /// The file. If it is a symbolic link, the file that it leads to.
    path: PathBuf,
    new: PathBuf,
    /// The text before. None if the file did not exist.
    old: Option<Vec<u8>>,
    is_applied: bool,
}

impl Replacement {
    fn prepare(path: &Path, text: &str) -> io::Result<Self> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.new", std::process::id()));
        let it = Self {
            new: path.with_file_name(name),
            old: match fs::read(&path) {
                Ok(old) => Some(old),
                Err(error) if error.kind() == ErrorKind::NotFound => None,
                Err(error) => return Err(error),
            },
            path,
            is_applied: false,
        };
        let written = it.write(text);
        if written.is_err() {
            let _ = fs::remove_file(&it.new);
        }
        written.map(|()| it)
    }

    /// Writes the new text beside the file, with the permissions of the file.
    fn write(&self, text: &str) -> io::Result<()> {
        // An existing file, or a link that somebody placed there, is not followed.
        let mut file = fs::File::create_new(&self.new)?;
        file.write_all(text.as_bytes())?;
        match fs::metadata(&self.path) {
            Ok(metadata) => file.set_permissions(metadata.permissions()),
            Err(_) => Ok(()),
        }
    }

    fn apply(&mut self) -> io::Result<()> {
        fs::rename(&self.new, &self.path)?;
        self.is_applied = true;
        Ok(())
    }

    /// Restores the file. The error that is reported is the one that stopped the run, so others are dropped.
    fn undo(&self) {
        let _ = match (&self.old, self.is_applied) {
            (_, false) => fs::remove_file(&self.new),
            (Some(old), true) => fs::write(&self.path, old),
            (None, true) => fs::remove_file(&self.path),
        };
    }
}
