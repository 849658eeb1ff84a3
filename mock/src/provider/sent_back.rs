//! The members of a request that only the provider sets. A client that writes back what it has read sends them, and a provider
//! ignores them.

use std::collections::BTreeSet;

use wireform_codegen::plan::{
    BodyTree, Field, FieldId, JsonContent, JsonMember, ObjectId, ObjectType, PlaceStep, Plan,
    Source, Structure, Table, Type,
};
use wireform_interpret::Call;

use super::datum::is_contact;

/// A step of the place of a member in the JSON of a request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Member(String),
    /// Any item of a list, or any entry of a map.
    Any,
}

/// The places of the members that only the provider sets.
#[derive(Debug, Default)]
pub(super) struct SentBack(BTreeSet<Vec<Step>>);

impl SentBack {
    /// Returns the places for an operation: members of the contact as it is read, and members of objects in the request that
    /// only the object of the same name in responses has.
    pub(super) fn of(call: &Call<'_>) -> Self {
        let mut found = Self::default();
        for name in read_only_members(call) {
            found.0.insert(vec![Step::Member(name)]);
        }
        for binding in &call.operation().bindings {
            match &binding.body {
                BodyTree::Json { members, .. } => {
                    let fields = &call.operation().fields;
                    found.add_members(call.plan(), fields, members, &mut Vec::new());
                }
                BodyTree::Empty
                | BodyTree::Xml { .. }
                | BodyTree::Query(_)
                | BodyTree::Form { .. }
                | BodyTree::Lines { .. }
                | BodyTree::Text { .. } => {}
            }
        }
        found
    }

    /// Returns whether a JSON Pointer is the place of such a member.
    pub(super) fn has(&self, pointer: &str) -> bool {
        let Some(path) = pointer.strip_prefix('/') else {
            return false;
        };
        let names: Vec<String> = path.split('/').map(unescaped).collect();
        self.0.iter().any(|steps| {
            let fits = |(step, name): (&Step, &String)| match step {
                Step::Member(member) => member == name,
                Step::Any => true,
            };
            steps.len() == names.len() && steps.iter().zip(&names).all(fits)
        })
    }

    fn add_members(
        &mut self,
        plan: &Plan,
        fields: &Table<FieldId, Field>,
        members: &[JsonMember],
        path: &mut Vec<Step>,
    ) {
        for member in members {
            path.push(Step::Member(member.name.clone()));
            match &member.content {
                JsonContent::Value(Source::Field(wire)) => {
                    self.add_type(plan, &fields[wire.field].ty, path);
                }
                JsonContent::Group(group) => self.add_members(plan, fields, &group.children, path),
                JsonContent::Value(Source::Constant { .. } | Source::Credential(_))
                | JsonContent::Document(_) => {}
            }
            path.pop();
        }
    }

    fn add_type(&mut self, plan: &Plan, ty: &Type, path: &mut Vec<Step>) {
        match ty.structure() {
            Structure::Primitive(_) => {}
            Structure::Object(object) => self.add_object(plan, object, path),
            Structure::List(list) => {
                path.push(Step::Any);
                self.add_type(plan, &list.item, path);
                path.pop();
            }
            Structure::Map(map) => {
                path.push(Step::Any);
                self.add_type(plan, &map.item, path);
                path.pop();
            }
        }
    }

    fn add_object(&mut self, plan: &Plan, object: ObjectId, path: &mut Vec<Step>) {
        let sent = &plan.objects[object];
        let read = plan.objects.iter();
        let read = read.filter(|it| !it.in_request && it.name == sent.name);
        for name in read.flat_map(read_only_names) {
            let mut place = path.clone();
            place.push(Step::Member(name));
            self.0.insert(place);
        }
        self.add_members(plan, &sent.fields, &sent.json, path);
    }
}

/// Returns the JSON names of the members of an object that only the provider sets.
fn read_only_names(object: &ObjectType) -> impl Iterator<Item = String> {
    let is_read_only = |content: &JsonContent| match content {
        JsonContent::Value(Source::Field(wire)) => object.fields[wire.field].access.is_read_only(),
        JsonContent::Value(Source::Constant { .. } | Source::Credential(_))
        | JsonContent::Group(_)
        | JsonContent::Document(_) => false,
    };
    let members = object.json.iter();
    members
        .filter(move |member| is_read_only(&member.content))
        .map(|member| member.name.clone())
}

/// Returns the names of the members that only the provider sets, in the JSON of a contact as it is read.
fn read_only_members(call: &Call<'_>) -> BTreeSet<String> {
    let plan = call.plan();
    let contacts = plan.objects.iter_ids();
    let in_objects = contacts
        .filter(|(at, _)| is_contact(plan, *at))
        .flat_map(|(_, object)| read_only_names(object));
    let cases = plan.operations.iter().flat_map(|it| it.responses.iter());
    let in_cases = cases
        .filter(|case| case.outcome.is_success())
        .flat_map(|case| case.fields.iter())
        .filter(|it| it.field.access.is_read_only())
        .flat_map(|it| it.source.body_places().unwrap_or_default().json)
        .filter_map(|place| match place.steps.as_slice() {
            [PlaceStep::Member(name)] => Some(name.clone()),
            _ => None,
        });
    in_objects.chain(in_cases).collect()
}

/// Returns a part of a JSON Pointer (RFC 6901) as the name that it stands for.
fn unescaped(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}
