//! Writes a file whole or not at all, and only where its content changes.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Gives a file this content; says whether it had another one.
pub(super) fn if_changed(file: &Path, text: &str) -> io::Result<bool> {
    // Untouched files keep their time, so that Cargo does not build what includes them again.
    if fs::read(file).is_ok_and(|before| before == text.as_bytes()) {
        return Ok(false);
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let written = fs::File::create(&name)
        .and_then(|mut temporary| temporary.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&name, file));
    if written.is_err() {
        // The reason is what counts; what was begun is only tidied up.
        let _ = fs::remove_file(&name);
    }
    written.map(|()| true)
}
