//! Finds the operations that send a contact.

use super::data::Field;
use super::ids::ObjectId;
use super::operation::Operation;
use super::provider::Plan;
use super::vocabulary::is_datum;
use super::words::Location;

impl Plan {
    /// Returns whether an operation sends a contact: its body has a field that means a datum of a customer, at any depth.
    #[must_use]
    pub fn carries_contact(&self, operation: &Operation) -> bool {
        let body = |field: &&Field| field.location == Location::Body;
        let mut seen = Vec::new();
        operation.method != "GET"
            && operation
                .fields
                .iter()
                .filter(body)
                .any(|field| self.has_datum(field, &mut seen))
    }

    /// Returns whether a field, or a field in it, means a datum. `seen` has the objects that were visited: each is visited
    /// once, however many fields have its type.
    fn has_datum(&self, field: &Field, seen: &mut Vec<ObjectId>) -> bool {
        if field.constant.is_some() {
            return false;
        }
        let Some(object) = field.ty.object_within() else {
            return field.means.as_deref().is_some_and(is_datum);
        };
        if seen.contains(&object) {
            return false;
        }
        seen.push(object);
        let mut members = self.objects[object].fields.iter();
        members.any(|member| self.has_datum(member, seen))
    }
}
