//! What both executors need to read responses, beyond the plan's cases.
//!
//! Input: the trees of a plan. Output: the places of an object's members, and the names by which a provider may report on
//! fields of a request.

use crate::plan::{ObjectId, Operation, Plan, Type};

use super::parameter_names::parameter_names;
pub use crate::plan::response_members;

/// Returns the fields of a request as a provider may name them in a report, each with its logical path: `lines[]` stands for
/// any item of a list. The names are those on the wire of each binding: first the whole ones, then the parts that belong to
/// the field alone.
#[must_use]
pub fn reported_names(plan: &Plan, operation: &Operation) -> Vec<(String, String)> {
    let mut walk = Names {
        plan,
        within: Vec::new(),
        found: Vec::new(),
    };
    for binding in &operation.bindings {
        for (id, field) in operation.fields.iter_ids() {
            let wire = dotted(&binding.wire_paths[id]);
            walk.visit(&wire, &field.name, &field.ty, binding.body.is_xml());
        }
    }
    let mut names = walk.found;
    if operation.responses.iter().any(|it| it.violations.is_some()) {
        for name in parameter_names(plan, operation) {
            if !names.iter().any(|(known, _)| *known == name.0) {
                names.push(name);
            }
        }
    }
    let parts: Vec<(String, String)> = names
        .iter()
        .filter(|(_, logical)| !logical.contains('.'))
        .filter_map(|(wire, logical)| {
            let (_, last) = wire.rsplit_once('.')?;
            Some((last.to_owned(), logical.clone()))
        })
        .collect();
    for (name, logical) in parts {
        if !names.iter().any(|(known, _)| *known == name) {
            names.push((name, logical));
        }
    }
    names
}

/// The walk over the fields of a request.
struct Names<'p> {
    plan: &'p Plan,
    within: Vec<ObjectId>,
    found: Vec<(String, String)>,
}

impl Names<'_> {
    fn visit(&mut self, wire: &str, logical: &str, ty: &Type, is_xml: bool) {
        let mut items = String::new();
        let mut list = ty.list();
        while let Some(inner) = list.filter(|list| list.join.is_none()) {
            items.push_str("[]");
            list = inner.item.list();
        }
        let (wire, logical) = (format!("{wire}{items}"), format!("{logical}{items}"));
        if !self.found.iter().any(|(known, _)| *known == wire) {
            self.found.push((wire.clone(), logical.clone()));
        }
        let object = ty.object_within();
        let Some(object) = object.filter(|object| !self.within.contains(object)) else {
            return;
        };
        self.within.push(object);
        let object = &self.plan.objects[object];
        let members = response_members(object);
        for (id, field) in object.fields.iter_ids() {
            let places = members[id].body_places().unwrap_or_default();
            let places = if is_xml { places.xml } else { places.json };
            let Some(place) = places.first() else {
                continue;
            };
            let wire = match object.names_members() {
                true => format!("{wire}.{place}"),
                false => wire.clone(),
            };
            let logical = format!("{logical}.{}", field.name);
            self.visit(&wire, &logical, &field.ty, is_xml);
        }
        self.within.pop();
    }
}

/// Returns a wire path with dots between its steps.
fn dotted(path: &str) -> String {
    let steps = path.split('/').filter(|step| !step.is_empty());
    let steps: Vec<&str> = steps.collect();
    steps.join(".").replace(['{', '}'], "")
}
