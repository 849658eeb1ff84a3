//! Replaces the folder of a site as a whole: a reader sees the old site or the new one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use wireform_site::pages::File;

use crate::shared::files::shown;
use crate::shared::output::Stop;

/// The file by which a folder is recognized as a site that this command wrote.
const MARK: &str = ".wireform-site";

/// Replaces a folder by one with these files. A folder with anything else in it stays as it is.
pub(super) fn replace(folder: &Path, files: &[File]) -> Result<(), Stop> {
    let because =
        |error: io::Error| Stop::because(format!("{}: {error}", shown(folder, "the directory")));
    let is_there = is_replaceable(folder)?;
    let new = beside(folder, "new");
    let written = write(&new, files);
    if written.is_err() {
        // The error that is reported is the one that stopped the run.
        let _ = fs::remove_dir_all(&new);
    }
    written.map_err(because)?;
    let old = beside(folder, "old");
    if is_there {
        fs::rename(folder, &old).map_err(because)?;
    }
    if let Err(error) = fs::rename(&new, folder) {
        if is_there {
            let _ = fs::rename(&old, folder);
        }
        let _ = fs::remove_dir_all(&new);
        return Err(because(error));
    }
    match is_there {
        true => fs::remove_dir_all(&old).map_err(because),
        false => Ok(()),
    }
}

/// Returns whether there is a folder that can be replaced; an error if there is something else.
fn is_replaceable(folder: &Path) -> Result<bool, Stop> {
    let name = shown(folder, "the directory");
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(Stop::because(format!("{name}: {error}"))),
    };
    if entries.next().is_none() || folder.join(MARK).exists() {
        return Ok(true);
    }
    Err(Stop::because(format!(
        "{name} contains files that `wireform docs` did not write; give an empty directory or one that does not exist"
    )))
}

/// Returns a name beside a folder that nothing else uses.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mut name = whole.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.{what}", std::process::id()));
    whole.with_file_name(name)
}

fn write(folder: &Path, files: &[File]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.text)?;
    }
    fs::write(folder.join(MARK), "")
}
