//! Reads credentials from options and files. No message contains their values.

use std::fs::File;
use std::io::Read as _;

use crate::shared::output::Stop;
use crate::shared::subject;

/// The maximum size of a credential in a file.
const MAX_BYTES: u64 = 64 << 10;

/// Returns the name and the value of a credential in an option: `NAME=VALUE`, or `NAME=@FILE`.
pub(crate) fn from_option<'n>(
    option: &str,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Result<(String, String), Stop> {
    let Some((name, value)) = option.split_once('=') else {
        // The text may be a secret without its name, so the message does not contain it.
        return Err(Stop::because("--auth takes NAME=VALUE or NAME=@FILE"));
    };
    if !names.clone().any(|known| known == name) {
        return Err(subject::unknown("--auth", "credential", name, names));
    }
    let value = match value.strip_prefix('@') {
        Some(literal) if literal.starts_with('@') => literal.to_owned(),
        Some(file) => from_file(name, file)?,
        None => value.to_owned(),
    };
    Ok((name.to_owned(), value))
}

/// Reads a credential from a file, without the final line end that editors add.
fn from_file(name: &str, path: &str) -> Result<String, Stop> {
    // The message does not contain the path, which may be the secret itself.
    let because = |reason: String| {
        Stop::because(format!(
            "--auth {name}: cannot read the file after @: {reason} (if the value itself starts with @, write @@)"
        ))
    };
    let file = File::open(path).map_err(|error| because(error.to_string()))?;
    let mut text = String::new();
    file.take(MAX_BYTES + 1)
        .read_to_string(&mut text)
        .map_err(|error| because(error.to_string()))?;
    if text.len() as u64 > MAX_BYTES {
        return Err(because("it is too long for a credential".to_owned()));
    }
    let trimmed = text.strip_suffix('\n').unwrap_or(&text);
    Ok(trimmed.strip_suffix('\r').unwrap_or(trimmed).to_owned())
}
