//! Where each field stands on the wires: its wire path, how items are counted there, and which spellings it has.
//!
//! In: the wire trees of a plan. Out: a [`Place`] per field, worked out once. Paths are those of an operation's first
//! binding; spellings are those of all bindings, because what has been validated may be written by any of them.

use wireform::__rt::Index;
use wireform_codegen::plan::{
    Binding, Body, Content, Field, FieldId, Leaf, ListStyle, Literal, ObjectId, ObjectType,
    Operation, Plan, Source, Table, WireNode,
};

/// Where one field stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place<'p> {
    /// The wire path; absolute for a field of an operation, what is appended for a member of an object.
    pub(crate) wire: String,
    /// How the items of a list are told apart in a wire path.
    pub(crate) index: ItemIndex<'p>,
    /// The spellings that a value must have, one list for each wire that spells values.
    pub(crate) spellings: Vec<&'p [(String, Literal)]>,
}

/// The place of each field of an operation or an object.
pub(crate) type Places<'p> = Table<FieldId, Place<'p>>;

/// How the items of a list are told apart in a wire path.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum ItemIndex<'p> {
    #[default]
    None,
    Pointer,
    Element,
    Wrapped(&'p str),
    Numbered(&'p str, u64),
}

impl<'p> ItemIndex<'p> {
    fn of(style: &'p ListStyle, xml: bool) -> Self {
        match style {
            ListStyle::Array => ItemIndex::Pointer,
            ListStyle::Repeat if xml => ItemIndex::Element,
            ListStyle::Wrap { item } => ItemIndex::Wrapped(item),
            ListStyle::Indexed { template, first } => ItemIndex::Numbered(template, *first),
            ListStyle::None | ListStyle::Repeat | ListStyle::Join(_) => ItemIndex::None,
        }
    }

    /// As the runtime's paths take it.
    pub(crate) fn index(self) -> Index<'p> {
        match self {
            ItemIndex::None => Index::None,
            ItemIndex::Pointer => Index::Pointer,
            ItemIndex::Element => Index::Element,
            ItemIndex::Wrapped(item) => Index::Wrapped(item),
            ItemIndex::Numbered(template, first) => Index::Numbered { template, first },
        }
    }
}

/// The places of an operation's fields, by position.
pub(crate) fn of_operation(operation: &Operation) -> Places<'_> {
    let mut places: Places<'_> = operation.fields.map(|_| Place::default());
    for (at, binding) in operation.bindings.iter().enumerate() {
        if at == 0 {
            for (place, wire) in places.iter_mut().zip(&binding.wire_paths) {
                place.wire.clone_from(wire);
            }
        }
        let xml = binding.body == Body::Xml;
        each_leaf(&binding.nodes, &mut |leaf| {
            note(&mut places, leaf, at == 0, xml)
        });
    }
    each_leaf(&operation.query, &mut |leaf| {
        note(&mut places, leaf, true, false)
    });
    places
}

fn note<'p>(places: &mut Places<'p>, leaf: &'p Leaf, first: bool, xml: bool) {
    if let Source::Field(field) = leaf.source
        && let Some(place) = places.get_mut(field)
    {
        if first {
            place.index = ItemIndex::of(&leaf.list, xml);
        }
        if !leaf.values.is_empty() {
            place.spellings.push(&leaf.values);
        }
    }
}

fn each_leaf<'p>(nodes: &'p [WireNode], visit: &mut impl FnMut(&'p Leaf)) {
    for node in nodes {
        match &node.content {
            Content::Group { children, .. } => each_leaf(children, visit),
            Content::Leaf(leaf) => visit(leaf),
        }
    }
}

/// The places of an object's fields, by position, on each of the wires that can hold an object.
pub(crate) struct ObjectPlaces<'p> {
    pub(crate) json: Places<'p>,
    pub(crate) xml: Places<'p>,
}

impl<'p> ObjectPlaces<'p> {
    pub(crate) fn of(object: &'p ObjectType) -> Self {
        Self {
            json: members(&object.fields, &object.json, false),
            xml: members(&object.fields, &object.xml, true),
        }
    }

    /// Those of the wire that an operation's paths are of.
    pub(crate) fn on(&self, body: Body) -> &Places<'p> {
        match body {
            Body::Xml => &self.xml,
            Body::None | Body::Json | Body::Query | Body::Form => &self.json,
        }
    }
}

fn members<'p>(fields: &Table<FieldId, Field>, nodes: &'p [WireNode], xml: bool) -> Places<'p> {
    let mut places = fields.map(|_| Place::default());
    each_path(nodes, "", xml, &mut |path, leaf| {
        if let Source::Field(field) = leaf.source
            && let Some(place) = places.get_mut(field)
        {
            path.clone_into(&mut place.wire);
        }
        note(&mut places, leaf, true, xml);
    });
    places
}

fn each_path<'p>(
    nodes: &'p [WireNode],
    parent: &str,
    xml: bool,
    visit: &mut impl FnMut(&str, &'p Leaf),
) {
    for node in nodes {
        let path = format!("{parent}/{}", step(&node.name, xml));
        match &node.content {
            Content::Group { children, .. } => each_path(children, &path, xml, visit),
            Content::Leaf(leaf) => visit(&path, leaf),
        }
    }
}

/// A name as one step of a JSON Pointer (RFC 6901) or of an XPath.
fn step(name: &str, xml: bool) -> String {
    if xml {
        name.to_owned()
    } else {
        name.replace('~', "~0").replace('/', "~1")
    }
}

/// Whether some binding of an operation has a format.
pub(crate) fn writes(operation: &Operation, body: Body) -> bool {
    operation
        .bindings
        .iter()
        .any(|binding: &Binding| binding.body == body)
}

/// The places of all objects of a plan, by position.
pub(crate) fn of_objects(plan: &Plan) -> Table<ObjectId, ObjectPlaces<'_>> {
    plan.objects.iter().map(ObjectPlaces::of).collect()
}
