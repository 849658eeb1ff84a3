//! The values that all wires of a field can spell.

use crate::lower::Place;

/// Returns the logical values that all wires of these places can spell, if one of them has a list of spellings.
pub(crate) fn spelled<'p>(places: &[&Place<'p>]) -> Option<Vec<&'p str>> {
    let lists = places.iter().flat_map(|place| &place.spellings);
    lists
        .map(|values| values.iter().map(|(value, _)| value.as_str()).collect())
        .reduce(|all: Vec<&str>, next| {
            all.into_iter()
                .filter(|value| next.contains(value))
                .collect()
        })
}
