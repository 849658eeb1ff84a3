//! The logical paths of an operation's fields, at any depth.

use super::data::{Field, Type};
use super::ids::ObjectId;
use super::operation::Operation;
use super::provider::Plan;
use super::rule::FieldPath;

impl Operation {
    /// Returns the logical path of a field: `name`, `pin.code`.
    #[must_use]
    pub fn logical_path(&self, plan: &Plan, path: &FieldPath) -> String {
        let mut names = Vec::new();
        let mut fields = &self.fields;
        for &index in &path.0 {
            names.push(fields[index].name.as_str());
            if let Some(object) = fields[index].ty.object() {
                fields = &plan.objects[object].fields;
            }
        }
        names.join(".")
    }
}

impl Plan {
    /// Returns the paths of the fields for which the caller of a fit can supply a text, in the order of the schema:
    /// `customer`, `address.city`. A member of the items of a list has no index, because a list gets one item.
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

    /// Returns the paths of all fields of an operation and of the members of its objects. A fit can omit each of them.
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
            let object = field.ty.object_within();
            if let Some(object) = object.filter(|object| !within.contains(object)) {
                within.push(object);
                let members = &self.objects[object].fields;
                self.each_path(members, &format!("{path}."), within, visit);
                within.pop();
            }
        }
    }
}

/// Returns whether a value of the type can be given as one text. A list of texts is given as its lines.
fn takes_text(ty: &Type) -> bool {
    ty.primitive().is_some() || ty.is_list_of_texts()
}
