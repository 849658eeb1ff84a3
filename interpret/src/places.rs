//! The place of each field on the wires: its wire path, how its items are counted, and its spellings.
//!
//! Input: the wire trees of a plan. Output: a [`Place`] per field, computed once. Paths are those of an operation's
//! first binding. Spellings are those of all bindings, because any of them may write a valid value.

use wireform::__rt::Index;
use wireform_codegen::plan::{
    BodyFormat, FieldId, ItemIndex, Literal, ObjectId, ObjectType, Operation, Plan, Table,
    TreeNode, WrittenField, member_path, written_fields,
};

/// The place of one field.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place<'p> {
    /// The wire path: absolute for a field of an operation, relative to the object for a member.
    pub(crate) wire: String,
    /// How the items of a list are told apart in a wire path.
    pub(crate) index: ItemIndex<'p>,
    /// The spellings that a value must have, one list for each wire with spellings of its own.
    pub(crate) spellings: Vec<&'p [(String, Literal)]>,
}

/// The place of each field of an operation or an object.
pub(crate) type Places<'p> = Table<FieldId, Place<'p>>;

/// Converts the index to the type that the runtime's paths take.
pub(crate) fn runtime_index(index: ItemIndex<'_>) -> Index<'_> {
    match index {
        ItemIndex::None => Index::None,
        ItemIndex::Pointer => Index::Pointer,
        ItemIndex::Element => Index::Element,
        ItemIndex::Wrapped(item) => Index::Wrapped(item),
        ItemIndex::Numbered(template, first) => Index::Numbered { template, first },
    }
}

/// Returns the places of an operation's fields.
pub(crate) fn of_operation(operation: &Operation) -> Places<'_> {
    let mut places: Places<'_> = operation.fields.map(|_| Place::default());
    for (at, binding) in operation.bindings.iter().enumerate() {
        if at == 0 {
            for (place, wire) in places.iter_mut().zip(&binding.wire_paths) {
                place.wire.clone_from(wire);
            }
        }
        for written in binding.body.fields() {
            note(&mut places, written, at == 0);
        }
    }
    for written in written_fields(&operation.query) {
        note(&mut places, written, true);
    }
    places
}

fn note<'p>(places: &mut Places<'p>, written: WrittenField<'p>, first: bool) {
    if let Some(place) = places.get_mut(written.field) {
        if first {
            place.index = written.index;
        }
        if !written.values.is_empty() {
            place.spellings.push(written.values);
        }
    }
}

/// The places of an object's fields, on each wire that can hold an object.
pub(crate) struct ObjectPlaces<'p> {
    pub(crate) json: Places<'p>,
    pub(crate) xml: Places<'p>,
}

impl<'p> ObjectPlaces<'p> {
    pub(crate) fn of(object: &'p ObjectType) -> Self {
        Self {
            json: members(object, &object.json),
            xml: members(object, &object.xml),
        }
    }

    /// Returns the places on the wire of a format.
    pub(crate) fn on(&self, format: Option<BodyFormat>) -> &Places<'p> {
        match format {
            Some(BodyFormat::Xml) => &self.xml,
            Some(BodyFormat::Json | BodyFormat::Query | BodyFormat::Form) | None => &self.json,
        }
    }
}

fn members<'p, N: TreeNode>(object: &ObjectType, nodes: &'p [N]) -> Places<'p> {
    let mut places = object.fields.map(|_| Place::default());
    for (member, place) in places.iter_ids_mut() {
        place.wire = member_path(nodes, member);
    }
    for written in written_fields(nodes) {
        note(&mut places, written, true);
    }
    places
}

/// Returns whether some binding of an operation has a format.
pub(crate) fn writes(operation: &Operation, format: BodyFormat) -> bool {
    let mut bindings = operation.bindings.iter();
    bindings.any(|binding| binding.body.format() == Some(format))
}

/// Returns the places of all objects of a plan.
pub(crate) fn of_objects(plan: &Plan) -> Table<ObjectId, ObjectPlaces<'_>> {
    plan.objects.iter().map(ObjectPlaces::of).collect()
}
