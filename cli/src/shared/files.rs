//! Replaces files: a reader sees the old text or the new one, and several files change together.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::shared::output::Stop;

/// Returns the name of a path for a message. What a person typed is shown only if there is something of this name, because
/// anything can be typed at the place of a path.
pub(crate) fn shown(path: &Path, what: &str) -> String {
    match path.exists() {
        true => path.display().to_string(),
        false => what.to_owned(),
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
            let because = |error| Stop::because(format!("{}: {error}", shown(path, "the file")));
            replacements.push(Replacement::prepare(path, text).map_err(because)?);
            Ok(())
        })
        .and_then(|()| {
            replacements.iter_mut().try_for_each(|it| {
                let path = it.path.clone();
                it.apply().map_err(|error| {
                    Stop::because(format!("{}: {error}", shown(&path, "the file")))
                })
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
