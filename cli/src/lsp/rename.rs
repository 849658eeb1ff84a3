//! Finds all uses of a name, and renames them.

use std::ops::Range;

use wireform_codegen::plan_files;
use wireform_codegen::source::{self, Diagnostics, Node, Severity, Sources};

use super::symbols::{Use, anchors, uses};

/// A name with all its places.
pub(super) struct Named {
    /// The place at the cursor.
    pub(super) place: Range<usize>,
    /// All places in the order of the text.
    pub(super) places: Vec<Range<usize>>,
    /// The place of the declaration.
    pub(super) declared: Range<usize>,
    /// Whether it is an anchor.
    is_anchor: bool,
}

/// Returns the name at an offset.
pub(super) fn named(root: &Node, text: &str, offset: usize) -> Option<Named> {
    let at = |uses: &[Use]| {
        let mut uses = uses.iter();
        uses.find(|it| it.place.start <= offset && offset <= it.place.end)
            .cloned()
    };
    let anchors = anchors(text);
    let (uses, found, is_anchor) = match at(&anchors) {
        Some(found) => (anchors, found, true),
        None => {
            let uses = uses(root, text);
            let found = at(&uses)?;
            (uses, found, false)
        }
    };
    let all = uses.into_iter().filter(|it| it.declared == found.declared);
    let places: Vec<Range<usize>> = all.map(|it| it.place).collect();
    let key = places.iter().find(|place| {
        // The place of a key with quotes begins at the quote.
        place.start == found.declared || place.start == found.declared + 1
    });
    Some(Named {
        declared: key.unwrap_or(&found.place).clone(),
        place: found.place,
        places,
        is_anchor,
    })
}

/// A document before the renaming.
#[derive(Clone, Copy)]
pub(super) struct Before<'t> {
    /// The name of the file.
    pub(super) file: &'t str,
    /// The tree.
    pub(super) root: &'t Node,
    /// The text.
    pub(super) text: &'t str,
    /// What was found in it.
    pub(super) diagnostics: &'t Diagnostics,
}

/// Checks a new name, and returns the places to change.
///
/// # Errors
/// Returns why the name cannot be used: how it would be written, or the first mistake that the schema would have.
pub(super) fn rename(
    before: Before<'_>,
    named: &Named,
    new: &str,
) -> Result<Vec<Range<usize>>, String> {
    let (text, diagnostics) = (before.text, before.diagnostics);
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    if !new.starts_with(|c: char| c.is_alphabetic() || c == '_') || !new.chars().all(is_plain) {
        return Err("a name begins with a letter and has letters, digits, `_` and `-`".to_owned());
    }
    if ["null", "true", "false", "yes", "no", "on", "off"].contains(&new.to_lowercase().as_str()) {
        return Err(format!("`{new}` is not read as a text without quotes"));
    }
    if named.is_anchor
        && anchors(text)
            .iter()
            .any(|it| text[it.place.clone()] == *new)
    {
        return Err(format!("there is an anchor `{new}` already"));
    }
    let mut renamed = text.to_owned();
    for place in named.places.iter().rev() {
        renamed.replace_range(place.clone(), new);
    }
    let mut sources = Sources::new();
    let file = sources.add(before.file, renamed.as_str());
    let (_, found) = plan_files(&sources, &[file]);
    let count = |found: &Diagnostics, code: &str| {
        let errors = found.0.iter();
        let errors = errors.filter(|it| matches!(it.severity, Severity::Error));
        errors.filter(|it| it.code == code).count()
    };
    let more = found.0.iter().find(|it| {
        matches!(it.severity, Severity::Error)
            && count(&found, it.code) > count(diagnostics, it.code)
    });
    if let Some(mistake) = more {
        let (code, message) = (mistake.code, &mistake.message);
        return Err(format!(
            "the schema would have a mistake: {message} ({code})"
        ));
    }
    let root = source::parse(&sources, file, &mut Diagnostics::default());
    let changes_uses = !named.is_anchor
        && root.is_none_or(|new_root| {
            groups(&uses(&new_root, &renamed)) != groups(&uses(before.root, text))
        });
    match changes_uses {
        true => Err(format!("`{new}` would name something else in some places")),
        false => Ok(named.places.clone()),
    }
}

/// Returns, for each use, the number of the first use of the same declaration.
fn groups(uses: &[Use]) -> Vec<Option<usize>> {
    let first = |wanted: &Use| uses.iter().position(|it| it.declared == wanted.declared);
    uses.iter().map(first).collect()
}
