//! What an operation needs at the moment of sending.

use std::collections::BTreeSet;

use super::data::{Field, ObjectType};
use super::ids::{ObjectId, Table};
use super::operation::Operation;
use super::provider::Plan;

/// Returns the objects that contain the time or the nonce of an attempt, at any depth.
#[must_use]
pub fn objects_with_moments(objects: &Table<ObjectId, ObjectType>) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    loop {
        let before = found.len();
        for (id, object) in objects.iter_ids() {
            if object.fields.iter().any(|it| it.has_moment(&found)) {
                found.insert(id);
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

impl Field {
    /// Returns whether it contains the time or the nonce of an attempt: as its constant, or in one of these objects.
    #[must_use]
    pub fn has_moment(&self, objects: &BTreeSet<ObjectId>) -> bool {
        let constant = self.constant.as_ref();
        constant.is_some_and(|it| it.moment().is_some())
            || self
                .ty
                .object_within()
                .is_some_and(|it| objects.contains(&it))
    }
}

impl Operation {
    /// Returns whether one of its authentication methods computes something at the moment of sending.
    #[must_use]
    pub fn is_signed(&self, plan: &Plan) -> bool {
        let mut auths = self.auths.iter();
        auths.any(|&auth| plan.auths[auth].is_signed())
    }

    /// Returns whether a caller of the generated Rust gives the moment of sending: it is signed, or sends the time or the nonce of
    /// an attempt.
    #[must_use]
    pub fn takes_moment(&self, plan: &Plan) -> bool {
        self.sends_moment || self.is_signed(plan)
    }
}
