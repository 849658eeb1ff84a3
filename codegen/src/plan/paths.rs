//! The logical paths of an operation's fields, at any depth.

use super::data::{Field, Type};
use super::field_path::FieldPath;
use super::ids::{FieldId, ObjectId, Table};
use super::operation::Operation;
use super::path_targets::{PathTarget, path_targets};
use super::provider::Plan;
use super::rule::Rule;
use super::vocabulary::is_datum;
use super::words::About;

impl Operation {
    /// Returns the logical path of a field: `name`, `pin.code`.
    #[must_use]
    pub fn logical_path(&self, plan: &Plan, path: &FieldPath) -> String {
        plan.dotted_path(&self.fields, path)
    }
}

impl Plan {
    /// Returns the logical path of a field from the operation or the object that has these fields.
    #[must_use]
    pub fn dotted_path(&self, fields: &Table<FieldId, Field>, path: &FieldPath) -> String {
        let parts = path_targets(fields, &self.objects, &path.0).into_iter();
        let names: Vec<&str> = parts.map(PathTarget::name).collect();
        names.join(".")
    }

    /// Returns the logical path of the value that violations name: that of a field, or of the map in which it leads to an entry.
    #[must_use]
    pub fn reported_path(&self, fields: &Table<FieldId, Field>, path: &FieldPath) -> String {
        self.dotted_path(fields, &FieldPath(path.without_entries().to_vec()))
    }

    /// Returns the objects in the fields of an operation, at any depth, each of them once.
    #[must_use]
    pub fn objects_of(&self, operation: &Operation) -> Vec<ObjectId> {
        let mut found = Vec::new();
        self.add_objects(&operation.fields, &mut found);
        found
    }

    fn add_objects(&self, fields: &[Field], found: &mut Vec<ObjectId>) {
        for object in fields.iter().filter_map(|field| field.ty.object_within()) {
            if !found.contains(&object) {
                found.push(object);
                self.add_objects(&self.objects[object].fields, found);
            }
        }
    }

    /// Returns the rules of an operation: its own, then those of the objects in its fields.
    #[must_use]
    pub fn rules_of<'p>(&'p self, operation: &'p Operation) -> Vec<&'p Rule> {
        let objects = self.objects_of(operation).into_iter();
        let of_objects = objects.flat_map(|object| &self.objects[object].rules);
        operation.rules.iter().chain(of_objects).collect()
    }

    /// Returns the rules of an operation by name, each with the fields by which a policy decides that an update changes nothing
    /// about it. For a rule of an object, these are the fields that contain the object.
    #[must_use]
    pub fn compared_fields<'p>(&'p self, operation: &'p Operation) -> Vec<(&'p str, Vec<String>)> {
        let own = operation.rules.iter().map(|rule| {
            let mut fields = Vec::new();
            rule.each_compared_field(&mut |path| {
                let path = operation.logical_path(self, path);
                if !fields.contains(&path) {
                    fields.push(path);
                }
            });
            (rule.name.as_str(), fields)
        });
        let objects = self.objects_of(operation).into_iter();
        let of_objects = objects.flat_map(|object| {
            let rules = self.objects[object].rules.iter();
            rules.map(move |rule| {
                let fields = match rule.about {
                    About::Request => Vec::new(),
                    About::Result => self.fields_with(operation, object),
                };
                (rule.name.as_str(), fields)
            })
        });
        own.chain(of_objects).collect()
    }

    /// Returns the names of an operation's fields that contain an object at any depth.
    fn fields_with(&self, operation: &Operation, object: ObjectId) -> Vec<String> {
        let contains = |field: &&Field| {
            let mut within = Vec::new();
            self.add_objects(std::slice::from_ref(field), &mut within);
            within.contains(&object)
        };
        let fields = operation.fields.iter().filter(contains);
        fields.map(|field| field.name.clone()).collect()
    }

    /// Returns the paths of the fields for which the caller of a fit can supply a text, in the order of the schema:
    /// `customer`, `address.city`. A member of the items of a list has no index, because a list gets one item.
    #[must_use]
    pub fn supplied_paths(&self, operation: &Operation) -> Vec<String> {
        let mut paths = Vec::new();
        self.each_path(
            &operation.fields,
            "",
            Objects::Fitted,
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
        self.each_path(
            &operation.fields,
            "",
            Objects::All,
            &mut Vec::new(),
            &mut |path, _| paths.push(path.to_owned()),
        );
        paths
    }

    /// Returns the paths of [`Plan::supplied_paths`] that mean no datum of a contact, with their fields. Only the caller knows
    /// their values.
    #[must_use]
    pub fn own_fields<'p>(&'p self, operation: &'p Operation) -> Vec<(String, &'p Field)> {
        let mut own = Vec::new();
        self.each_path(
            &operation.fields,
            "",
            Objects::Fitted,
            &mut Vec::new(),
            &mut |path, field| {
                if takes_text(&field.ty) && !field.means.as_deref().is_some_and(is_datum) {
                    own.push((path.to_owned(), field));
                }
            },
        );
        own
    }

    fn each_path<'p>(
        &'p self,
        fields: &'p [Field],
        prefix: &str,
        of: Objects,
        within: &mut Vec<ObjectId>,
        visit: &mut impl FnMut(&str, &'p Field),
    ) {
        for field in fields.iter().filter(|field| field.constant.is_none()) {
            let path = format!("{prefix}{}", field.name);
            visit(&path, field);
            let object = match of {
                Objects::All => field.ty.object_within(),
                Objects::Fitted => self.fitted_object(&field.ty),
            };
            if let Some(object) = object.filter(|object| !within.contains(object)) {
                within.push(object);
                let members = &self.objects[object].fields;
                self.each_path(members, &format!("{path}."), of, within, visit);
                within.pop();
            }
        }
    }

    /// Returns the object whose members a fit gives values: that of the type, or of the items of a list. The variant of a union
    /// and the keys of a map are no data of a contact.
    fn fitted_object(&self, ty: &Type) -> Option<ObjectId> {
        let object = match ty.list() {
            Some(list) => list.item.object(),
            None => ty.object(),
        };
        object.filter(|object| !self.objects[*object].is_union())
    }
}

/// The objects whose members have paths.
#[derive(Debug, Clone, Copy)]
enum Objects {
    /// All objects.
    All,
    /// Those whose members a fit gives values.
    Fitted,
}

/// Returns whether a value of the type can be given as one text. A list of texts is given as its lines.
fn takes_text(ty: &Type) -> bool {
    ty.primitive().is_some() || ty.is_list_of_texts()
}
