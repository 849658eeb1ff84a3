//! Finds the operations that send a contact.

use super::data::{Field, ObjectType};
use super::ids::{ObjectId, Table};
use super::operation::Operation;
use super::provider::Plan;
use super::vocabulary::is_datum;
use super::words::Location;

impl Plan {
    /// Returns whether an operation sends a contact: its body has a field that means a datum of a customer, at any depth. Some
    /// providers create and update contacts with `GET`.
    #[must_use]
    pub fn carries_contact(&self, operation: &Operation) -> bool {
        let mut body = operation.fields.iter();
        (operation.method != "GET" || operation.does.writes_contact())
            && body.any(|it| it.location == Location::Body && has_datum(&self.objects, it))
    }
}

/// Returns whether a field, or a field in it, means a datum of a customer.
pub(crate) fn has_datum(objects: &Table<ObjectId, ObjectType>, field: &Field) -> bool {
    find_datum(objects, field, &mut Vec::new())
}

/// `seen` has the objects that were visited: each is visited once, however many fields have its type.
fn find_datum(
    objects: &Table<ObjectId, ObjectType>,
    field: &Field,
    seen: &mut Vec<ObjectId>,
) -> bool {
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
    let mut members = objects[object].fields.iter();
    members.any(|member| find_datum(objects, member, seen))
}
