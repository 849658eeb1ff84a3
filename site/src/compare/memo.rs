//! The sets of a comparison, and their relations, each of which is computed once. Many fields accept the same values.

use std::collections::BTreeMap;

use super::accepts::Accepts;
use super::relation::Relation;

/// The number of a set in a [`Memo`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SetId(usize);

/// All different sets, and how two of them relate.
#[derive(Debug, Default)]
pub(super) struct Memo {
    sets: Vec<Accepts>,
    /// The relations of the first to the second, of which the first has the smaller number.
    relations: BTreeMap<(SetId, SetId), Relation>,
}

impl Memo {
    /// Returns the number of a set, which is added if it is new.
    pub(super) fn add(&mut self, set: Accepts) -> SetId {
        // Two sets that are too large can differ.
        let is_known = set.texts.as_ref().is_none_or(Result::is_ok);
        let mut known = self.sets.iter();
        let known = known.position(|it| is_known && *it == set);
        SetId(known.unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        }))
    }

    /// Returns a set.
    pub(super) fn get(&self, set: SetId) -> &Accepts {
        &self.sets[set.0]
    }

    /// Returns how a set relates to another.
    pub(super) fn relation(&mut self, own: SetId, other: SetId) -> Relation {
        let key = (own.min(other), own.max(other));
        let (first, second) = (&self.sets[key.0.0], &self.sets[key.1.0]);
        let relation = || match key.0 == key.1 && first.is_comparable() {
            true => Relation::Equal,
            false => Relation::between(first, second),
        };
        let relation = self.relations.entry(key).or_insert_with(relation);
        match key.0 == own {
            true => relation.clone(),
            false => relation.clone().turned(),
        }
    }
}
