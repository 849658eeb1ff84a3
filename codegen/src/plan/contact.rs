//! Which operations carry a contact, and which of their fields a caller can supply.
//!
//! In: a plan. Out: for each operation whether some field of its body, at any depth, is filled from a datum of a contact,
//! and the paths of its fields.

use super::{Field, Location, ObjectId, Operation, Plan, Type};

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

    /// The paths of the fields that take a text from the caller of a fit, in the order of the schema: `customer`,
    /// `address.city`. A member of the items of a list has no index, because a list gets one item.
    #[must_use]
    pub fn supplied_paths(&self, operation: &Operation) -> Vec<String> {
        let mut paths = Vec::new();
        self.each_path(
            &operation.fields,
            "",
            &mut Vec::new(),
            &mut |path, field| {
                if takes_text(&field.ty) {
                    paths.push(path.to_owned());
                }
            },
        );
        paths
    }

    /// The paths of all fields of an operation and of the members of its objects: a fit can leave each of them out.
    #[must_use]
    pub fn field_paths(&self, operation: &Operation) -> Vec<String> {
        let mut paths = Vec::new();
        self.each_path(&operation.fields, "", &mut Vec::new(), &mut |path, _| {
            paths.push(path.to_owned())
        });
        paths
    }

    fn each_path(
        &self,
        fields: &[Field],
        prefix: &str,
        within: &mut Vec<ObjectId>,
        visit: &mut impl FnMut(&str, &Field),
    ) {
        for field in fields.iter().filter(|field| field.constant.is_none()) {
            let path = format!("{prefix}{}", field.name);
            visit(&path, field);
            if let Some(object) = field
                .ty
                .object_within()
                .filter(|object| !within.contains(object))
            {
                within.push(object);
                let members = &self.objects[object].fields;
                self.each_path(members, &format!("{path}."), within, visit);
                within.pop();
            }
        }
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

/// Whether a value of the type can be given as one text: a list of strings by its lines.
fn takes_text(ty: &Type) -> bool {
    ty.primitive().is_some() || ty.is_list_of_texts()
}
