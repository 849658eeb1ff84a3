//! Which operations carry a contact.
//!
//! In: a plan. Out: for each operation whether some field of its body, at any depth, is filled from a datum of a contact.

use super::{Field, Location, Operation, Plan, Type};

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
        "id" | "auth_info" | "disclose" | "remarks" | "type" | "gender"
    )
}

impl Plan {
    /// Whether a contact can be written by an operation: its body has a field that means a datum of a contact, in an
    /// object or an item of a list as well as at the top.
    #[must_use]
    pub fn carries_contact(&self, operation: &Operation) -> bool {
        let body = |field: &&Field| field.location == Location::Body;
        operation.method != "GET"
            && operation
                .fields
                .iter()
                .filter(body)
                .any(|field| self.has_datum(field, &mut Vec::new()))
    }

    /// Whether a field is filled from a datum, or holds one that is. `within` are the objects around it.
    fn has_datum(&self, field: &Field, within: &mut Vec<usize>) -> bool {
        if field.constant.is_some() {
            return false;
        }
        let Some(object) = object_of(&field.ty) else {
            return field.means.as_deref().is_some_and(is_datum);
        };
        if within.contains(&object) {
            return false;
        }
        within.push(object);
        let members = self.objects[object].fields.iter();
        let found = { members }.any(|member| self.has_datum(member, within));
        within.pop();
        found
    }
}

/// The object that a type holds, alone or in a list.
fn object_of(ty: &Type) -> Option<usize> {
    match ty {
        Type::Object(object) => Some(*object),
        Type::List(list) => object_of(&list.item),
        Type::String(_)
        | Type::Integer(_)
        | Type::Boolean
        | Type::Date
        | Type::Timestamp
        | Type::Enum(_) => None,
    }
}
