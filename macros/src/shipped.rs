//! The schemas that wireform contains, by name.
//!
//! Input: the text in place of a path. Output: the schema of that name, if there is no such file; and the help for a text that is
//! neither.

use std::path::Path;

use wireform_codegen::source::closest;

/// Returns the text of a schema that wireform contains, if the path is its name and there is no such file.
pub(crate) fn text(path: &str, file: &Path) -> Option<&'static str> {
    let named = is_name(path) && !file.exists();
    named
        .then(|| wireform_schemas::find(path))?
        .map(|it| it.text)
}

/// Returns whether a text has the form of a schema's name.
fn is_name(path: &str) -> bool {
    !path.contains(['.', '/', '\\'])
}

/// Returns the help for a path that cannot be read.
pub(crate) fn help(path: &str) -> String {
    let known: Vec<&str> = wireform_schemas::every().map(|it| it.name).collect();
    let stem = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = stem.split('.').next().unwrap_or(stem);
    match closest(stem, known.iter().copied()) {
        Some(near) if is_name(path) => format!("did you mean `{near}`?"),
        Some(near) => format!(
            "a path is relative to the package; to use the schema that wireform contains, write its name, `{near}`"
        ),
        None => format!(
            "a path is relative to the package; the schemas that wireform contains are {}",
            known.join(", ")
        ),
    }
}
