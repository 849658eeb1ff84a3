//! Descriptions that ship with wireform, by their names.
//!
//! In: the text that stands where a path is expected. Out: a description, if it is the name of one and no file is there; and
//! what to say of a text that is neither.

use std::path::Path;

use wireform_codegen::source::closest;

/// The text of a description that ships with wireform, if the path is the name of one and of no file.
pub(crate) fn text(path: &str, file: &Path) -> Option<&'static str> {
    let named = is_name(path) && !file.exists();
    named
        .then(|| wireform_schemas::find(path))?
        .map(|it| it.text)
}

/// Whether a text could be the name of a description that ships with wireform.
fn is_name(path: &str) -> bool {
    !path.contains(['.', '/', '\\'])
}

/// How to mend a path at which nothing can be read.
pub(crate) fn help(path: &str) -> String {
    let known: Vec<&str> = wireform_schemas::ALL.iter().map(|it| it.name).collect();
    let stem = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = stem.split('.').next().unwrap_or(stem);
    match closest(stem, known.iter().copied()) {
        Some(near) if is_name(path) => format!("did you mean `{near}`?"),
        Some(near) => format!(
            "the path is relative to the package; the description that ships with wireform is called `{near}`, without folder \
             and ending"
        ),
        None => format!(
            "the path is relative to the package; descriptions that ship with wireform go by their names: {}",
            known.join(", ")
        ),
    }
}
