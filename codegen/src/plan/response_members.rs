//! Where the members of an object are in a response.

use super::data::ObjectType;
use super::ids::{FieldId, Table};
use super::response::{FieldPlace, ResponseSource};
use super::response_place::{PlaceStep, ResponsePlace};
use super::wire::{Content, JsonList, Source, TreeNode, XmlList};

/// Returns the place of each member of an object, from the object.
#[must_use]
pub fn response_members(object: &ObjectType) -> Table<FieldId, ResponseSource> {
    let mut json: Table<FieldId, Option<FieldPlace<JsonList>>> = object.fields.map(|_| None);
    let member = |name: &str| PlaceStep::Member(name.to_owned());
    find_members(&object.json, member, &mut Vec::new(), &mut json);
    let mut xml: Table<FieldId, Option<FieldPlace<XmlList>>> = object.fields.map(|_| None);
    find_members(
        &object.xml,
        PlaceStep::of_xml_name,
        &mut Vec::new(),
        &mut xml,
    );
    let both = json.into_iter().zip(xml);
    both.map(|(json, xml)| ResponseSource::Body { json, xml })
        .collect()
}

fn find_members<N: TreeNode>(
    nodes: &[N],
    step: fn(&str) -> PlaceStep,
    path: &mut Vec<PlaceStep>,
    found: &mut Table<FieldId, Option<FieldPlace<N::List>>>,
) where
    N::List: Clone,
{
    for node in nodes {
        path.push(step(node.name()));
        match node.content() {
            Content::Group(group) => find_members(&group.children, step, path, found),
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
