//! Replaces the folder of a site as a whole: a reader sees the old site or the new one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use wireform_site::pages::File;

use crate::shared::files::shown;
use crate::shared::output::Stop;

/// The file by which a folder is recognized as a site that this command wrote. It lists the files of the site, one a line.
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
    if is_there && let Err(error) = fs::rename(folder, &old) {
        let _ = fs::remove_dir_all(&new);
        return Err(because(error));
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

/// Returns whether there is a folder that can be replaced; an error if it contains a file that is not of a site.
fn is_replaceable(folder: &Path) -> Result<bool, Stop> {
    let name = shown(folder, "the directory");
    let other = match other_file(folder) {
        Ok(None) => return Ok(true),
        Ok(Some(other)) => other,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(Stop::because(format!("{name}: {error}"))),
    };
    Err(Stop::because(format!(
        "{name} contains `{other}`, which `wireform docs` did not write; move it, or give an empty directory or one that does not exist"
    )))
}

/// Returns the first path of a file or folder that the mark of a folder does not list.
fn other_file(folder: &Path) -> io::Result<Option<String>> {
    let found = entries(folder)?;
    let listed = match fs::read_to_string(folder.join(MARK)) {
        Ok(listed) => listed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let listed: Vec<&str> = listed.lines().collect();
    other_entry(found, "", &listed)
}

/// Returns the entries of a folder by their names.
fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}

/// Returns the path of an entry that is not listed, and is no folder of listed files. A link counts as a file.
fn other_entry(
    found: Vec<fs::DirEntry>,
    prefix: &str,
    listed: &[&str],
) -> io::Result<Option<String>> {
    for entry in found {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let inside = format!("{path}/");
        let other = match entry.file_type()?.is_dir() {
            true if listed.iter().any(|it| it.starts_with(&inside)) => {
                other_entry(entries(&entry.path())?, &inside, listed)?
            }
            false if path == MARK || listed.contains(&path.as_str()) => None,
            true | false => Some(path),
        };
        if other.is_some() {
            return Ok(other);
        }
    }
    Ok(None)
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
    let mut listed = String::new();
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.text)?;
        listed.push_str(&file.path);
        listed.push('\n');
    }
    fs::write(folder.join(MARK), listed)
}
