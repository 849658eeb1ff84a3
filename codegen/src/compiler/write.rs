//! Writes a file atomically, and only if its content changes.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file if its content differs. Returns whether it did.
pub(super) fn if_changed(file: &Path, text: &str) -> io::Result<bool> {
    // An unchanged file keeps its modification time, so Cargo does not rebuild the crate that includes it.
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
        // The first error is reported. An error in removing the temporary file does not matter.
        let _ = fs::remove_file(&name);
    }
    written.map(|()| true)
}
