//! Folders made equal to what they should hold, touching only what differs.
//!
//! In: paths below a folder and their texts. Out: that folder with these files and no others. A file whose content
//! is right keeps its time of change, because that is what cargo looks at.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Writes `text` to `path` unless it is there already; creates the folder.
///
/// # Errors
/// Where the file system refuses.
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

/// Makes `folder` hold exactly `files`.
///
/// # Errors
/// Where the file system refuses.
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

/// Every file below `folder` with its text, sorted by path, with `/` between the parts.
///
/// # Errors
/// Where the file system refuses, or a file is no UTF-8.
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
