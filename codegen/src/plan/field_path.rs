//! The paths of fields, as rules name them.

use super::ids::FieldId;

/// The path of a field from the operation or the object that has the rule: a field of it, then a member of each object, or an
/// entry of each map. A path leads through a list, or through all entries of a map, only where a condition or an effect is
/// about each of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath(pub Vec<PathStep>);

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathStep {
    /// A field of the operation, or a member of the object.
    Field(FieldId),
    /// The entry of the map with this key.
    Entry(String),
}

impl FieldPath {
    /// Returns the path of a field of the operation or the object that has the rule.
    #[must_use]
    pub fn of(field: FieldId) -> FieldPath {
        FieldPath(vec![PathStep::Field(field)])
    }

    /// Returns the path that goes on with another one.
    #[must_use]
    pub fn then(&self, rest: FieldPath) -> FieldPath {
        let mut path = self.clone();
        path.0.extend(rest.0);
        path
    }

    /// Returns the first field of the path.
    #[must_use]
    pub fn first(&self) -> Option<FieldId> {
        match self.0.first()? {
            PathStep::Field(field) => Some(*field),
            PathStep::Entry(_) => None,
        }
    }

    /// Returns whether the path leads to an entry of a map, or into one.
    #[must_use]
    pub fn has_entry(&self) -> bool {
        self.without_entries().len() < self.0.len()
    }

    /// Returns the steps in front of the first entry of a map. Violations name the entries of a map by number, so the map stands
    /// for its entries where a rule asks for violations.
    #[must_use]
    pub fn without_entries(&self) -> &[PathStep] {
        let is_entry = |step: &PathStep| match step {
            PathStep::Entry(_) => true,
            PathStep::Field(_) => false,
        };
        let end = self.0.iter().position(is_entry);
        &self.0[..end.unwrap_or(self.0.len())]
    }
}
