//! Finds the declaration of a name.

use wireform_codegen::source::Node;

use super::names;
use super::place::Place;

/// A declaration: the name where it is declared, and what is declared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declaration<'t> {
    pub(super) name: &'t Node,
    pub(super) value: &'t Node,
}

/// Returns the declaration that the scalar at a place names.
pub(super) fn declaration<'t>(root: &'t Node, place: &Place<'_>) -> Option<Declaration<'t>> {
    let text = place.node.text()?;
    let name = text.trim_start_matches('$').split(['.', '[']).next()?;
    if place.is_key && place.construct.is_some() {
        return None;
    }
    let declared = names::sections(root, place).into_iter();
    declared
        .flat_map(|section| names::entries(section).iter())
        .find(|(key, _)| key.text() == Some(name) || key.text() == Some(text))
        .map(|(name, value)| Declaration { name, value })
}
