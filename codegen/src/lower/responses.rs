//! What both executors need to read responses, beyond the plan's cases.
//!
//! Input: the trees of a plan. Output: the places of an object's members, the places that a case describes, and the names by
//! which a provider may report on fields of a request.

use crate::plan::{
    BodyPlaces, Content, FieldId, FieldPlace, JsonList, ObjectId, ObjectType, Operation, PlaceStep,
    Plan, Response, ResponsePlace, ResponseSource, Source, Table, TextPlace, TextSource, TreeNode,
    Type, Violations, XmlList,
};

/// Returns the place of each member of an object, from the object.
#[must_use]
pub fn response_members(object: &ObjectType) -> Table<FieldId, ResponseSource> {
    let mut json: Table<FieldId, Option<FieldPlace<JsonList>>> = object.fields.map(|_| None);
    find_members(&object.json, &mut Vec::new(), &mut json);
    let mut xml: Table<FieldId, Option<FieldPlace<XmlList>>> = object.fields.map(|_| None);
    find_members(&object.xml, &mut Vec::new(), &mut xml);
    let both = json.into_iter().zip(xml);
    both.map(|(json, xml)| ResponseSource::Body { json, xml })
        .collect()
}

fn find_members<N: TreeNode>(
    nodes: &[N],
    path: &mut Vec<PlaceStep>,
    found: &mut Table<FieldId, Option<FieldPlace<N::List>>>,
) where
    N::List: Clone,
{
    for node in nodes {
        path.push(PlaceStep::Member(node.name().to_owned()));
        match node.content() {
            Content::Group(group) => find_members(&group.children, path, found),
            Content::Value(Source::Field(wire)) => {
                found[wire.field] = Some(FieldPlace {
                    places: vec![ResponsePlace {
                        steps: path.clone(),
                    }],
                    values: wire.values.clone(),
                    list: wire.list.clone(),
                });
            }
            Content::Value(Source::Credential(_) | Source::Constant(_)) => {}
        }
        path.pop();
    }
}

/// Returns the places that a case describes.
#[must_use]
pub fn described_places(response: &Response) -> BodyPlaces {
    let mut all = BodyPlaces::default();
    for field in &response.fields {
        add(&mut all, field.source.body_places());
    }
    for test in &response.matched.body {
        add(&mut all, Some(test.at.clone()));
    }
    for source in response.code.iter().chain(&response.message) {
        for place in text_places(source) {
            add(&mut all, Some(place.clone()));
        }
    }
    match &response.violations {
        Some(Violations::Tree(places)) => add(&mut all, Some(places.clone())),
        // The items are those of a field.
        Some(Violations::Each { .. }) | None => {}
    }
    all
}

fn text_places(source: &TextSource) -> impl Iterator<Item = &BodyPlaces> {
    source.places.iter().filter_map(|place| match place {
        TextPlace::Header(_) => None,
        TextPlace::Body(places) => Some(places),
    })
}

/// Returns the places that the members of an object describe, from the object.
#[must_use]
pub fn described_members(object: &ObjectType) -> BodyPlaces {
    let mut all = BodyPlaces::default();
    for source in &response_members(object) {
        add(&mut all, source.body_places());
    }
    all
}

fn add(all: &mut BodyPlaces, more: Option<BodyPlaces>) {
    let more = more.unwrap_or_default();
    for (all, more) in [(&mut all.json, more.json), (&mut all.xml, more.xml)] {
        for place in more {
            if !all.contains(&place) {
                all.push(place);
            }
        }
    }
}

/// Returns the fields of a request as a provider may name them in a report, each with its logical path: `lines[]` stands for
/// any item of a list. The names are those on the wire of each binding, from the whole one to the part that belongs to the
/// field alone, then the logical paths.
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
    let parts: Vec<(String, String)> = names
        .iter()
        .filter(|(_, logical)| !logical.contains('.'))
        .filter_map(|(wire, logical)| {
            let (_, last) = wire.rsplit_once('.')?;
            Some((last.to_owned(), logical.clone()))
        })
        .collect();
    let logical: Vec<(String, String)> = names
        .iter()
        .map(|(_, logical)| (logical.clone(), logical.clone()))
        .collect();
    for (name, logical) in parts.into_iter().chain(logical) {
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
        let items = match ty.list() {
            Some(list) if list.join.is_none() => "[]",
            Some(_) | None => "",
        };
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
            let (wire, logical) = (
                format!("{wire}.{place}"),
                format!("{logical}.{}", field.name),
            );
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
