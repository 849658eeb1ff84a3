//! Which operations carry a contact.

use super::data::Field;
use super::ids::ObjectId;
use super::operation::Operation;
use super::provider::Plan;
use super::words::Location;

/// Whether a term is a datum of a customer, and not something that the provider keeps about the contact.
///
/// ```
/// use wireform_codegen::plan::is_datum;
///
/// assert!(is_datum("email"));
/// assert!(!is_datum("auth_info"));
/// ```
#[must_use]
pub fn is_datum(term: &str) -> bool {
    !matches!(
        term,
        "id" | "auth_info"
            | "disclose"
            | "remarks"
            | "type"
            | "gender"
            | "trademark.registered"
            | "trademark.applied"
            | "trademark.office"
            | "identity.authority"
            | "identity.issued"
            | "identity.expires"
    )
}

impl Plan {
    /// Whether a contact can be written by an operation: its body has a field that means a datum of a contact, in an
    /// object or an item of a list as well as at the top.
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

    /// Whether a field is filled from a datum, or holds one that is. `seen` are the objects that have been looked into:
    /// each is looked into once, whatever number of fields have its type.
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
