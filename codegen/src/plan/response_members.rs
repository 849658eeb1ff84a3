//! Where the members of an object are in a response.

use super::data::ObjectType;
use super::ids::{FieldId, Table};
use super::response::{FieldPlace, ResponseSource};
use super::response_place::{PlaceStep, ResponsePlace};
use super::wire::{AttributeValue, Content, JsonList, Source, TreeNode, XmlAttribute, XmlList};

/// Returns the place of each member of an object, from the object.
#[must_use]
pub fn response_members(object: &ObjectType) -> Table<FieldId, ResponseSource> {
    let mut json: Table<FieldId, Option<FieldPlace<JsonList>>> = object.fields.map(|_| None);
    let member: fn(&str, &[XmlAttribute]) -> Vec<PlaceStep> = match object.is_by_kind() {
        // The value of the variant stands alone.
        true => |_, _| Vec::new(),
        false => |name, _| vec![PlaceStep::Member(name.to_owned())],
    };
    find_members(&object.json, member, &mut Vec::new(), &mut json);
    let mut xml: Table<FieldId, Option<FieldPlace<XmlList>>> = object.fields.map(|_| None);
    find_members(&object.xml, xml_steps, &mut Vec::new(), &mut xml);
    let both = json.into_iter().zip(xml);
    both.map(|(json, xml)| ResponseSource::Body { json, xml })
        .collect()
}

/// Returns the steps to an element that constant attributes distinguish from others of its name.
fn xml_steps(name: &str, attributes: &[XmlAttribute]) -> Vec<PlaceStep> {
    let constants = attributes.iter().filter_map(|it| match &it.value {
        AttributeValue::Constant(value) => Some(PlaceStep::Where {
            attribute: it.name.clone(),
            value: value.literal()?.text().to_owned(),
        }),
        AttributeValue::Credential(_) => None,
    });
    std::iter::once(PlaceStep::of_xml_name(name))
        .chain(constants)
        .collect()
}

/// Returns the attributes that distinguish a node from others of its name; none if there are no others.
fn distinguishing<'n, N: TreeNode>(nodes: &'n [N], node: &'n N) -> &'n [XmlAttribute] {
    let same = nodes.iter().filter(|other| other.name() == node.name());
    match same.count() > 1 {
        true => node.attributes(),
        false => &[],
    }
}

fn find_members<N: TreeNode>(
    nodes: &[N],
    steps: fn(&str, &[XmlAttribute]) -> Vec<PlaceStep>,
    path: &mut Vec<PlaceStep>,
    found: &mut Table<FieldId, Option<FieldPlace<N::List>>>,
) where
    N::List: Clone,
{
    for node in nodes {
        let length = path.len();
        // The place of a choice is that of the elements in it.
        if node.choice().is_none() {
            path.extend(steps(node.name(), distinguishing(nodes, node)));
        }
        match node.content() {
            Content::Group(group) => find_members(&group.children, steps, path, found),
            // No type has a document in a text, only an envelope of requests.
            Content::Document(_) => {}
            Content::Value(Source::Field(wire)) => {
                found[wire.field] = Some(FieldPlace {
                    places: vec![ResponsePlace {
                        steps: path.clone(),
                    }],
                    values: wire.values.clone(),
                    list: wire.list.clone(),
                    inner: wire.inner.clone(),
                });
            }
            // Only an envelope has trees.
            Content::Value(Source::Credential(_) | Source::Constant { .. }) | Content::Tree(_) => {}
        }
        path.truncate(length);
    }
}
