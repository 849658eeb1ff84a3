//! Makes folders equal to a list of files, and writes only the files that differ.
//!
//! Input: paths below a folder and their texts. Output: that folder with these files and no others. A file whose content
//! is right keeps its modification time, because cargo compares it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Writes `text` to `path` unless the file has it already. Creates the folder.
///
/// # Errors
/// Returns an error of the file system.
pub fn write_if_changed(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error| format!("{}: {error}", path.display());
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}

/// Makes `folder` contain exactly `files`.
///
/// # Errors
/// Returns an error of the file system.
pub fn copy_tree(folder: &Path, files: &[(String, String)]) -> Result<(), String> {
    let wanted: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    if folder.exists() {
        for (path, _) in read_tree(folder)? {
            if !wanted.contains(path.as_str()) {
                let path = folder.join(path);
                fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            }
        }
    }
    for (path, text) in files {
        write_if_changed(&folder.join(path), text)?;
    }
    Ok(())
}

/// Returns every file below `folder` with its text, sorted by path, with `/` between the parts.
///
/// # Errors
/// Returns an error of the file system, or if a file is not UTF-8.
pub(super) fn read_tree(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut files = Vec::new();
    let mut open = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        let failed = |error| format!("{}: {error}", folder.display());
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else {
                let text = fs::read_to_string(entry.path())
                    .map_err(|error| format!("{}: {error}", entry.path().display()))?;
                files.push((name, text));
            }
        }
    }
    files.sort();
    Ok(files)
}
