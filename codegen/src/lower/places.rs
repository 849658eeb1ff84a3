//! The place of each field on the wire: its wire path, how the path distinguishes items, and the spellings of its values.
//!
//! Input: the trees of a plan. Output: a [`Place`] for each field. Paths are those of the first binding of an operation.
//! Spellings are those of all bindings, because any of them may write a valid value.

use crate::plan::{
    BodyFormat, FieldId, ItemIndex, JsonMember, Literal, ObjectType, Operation, Parameter, Table,
    TreeNode, WrittenField, member_path, written_fields,
};

/// The place of one field.
#[derive(Debug, Clone, Default)]
pub struct Place<'p> {
    /// The wire path: absolute for a field of an operation, relative to the object for a member.
    pub wire: String,
    /// How the wire path distinguishes the items of a list.
    pub index: ItemIndex<'p>,
    /// The spellings of the values, one list for each format that has spellings of its own.
    pub spellings: Vec<&'p [(String, Literal)]>,
    /// Whether it is a list of which some format writes nothing if it has no items.
    pub vanishes_empty: bool,
    /// Whether the wire path of an entry of the map has its key, if the schema lists it. Only an object in JSON names its entries.
    pub names_keys: bool,
    /// Whether some format writes only the members of the objects in the list, each with the number of its object.
    pub numbers_objects: bool,
}

impl Place<'_> {
    /// Returns the step of a wire path to the entry of a map at this place. Only parameters with the keys as names tell the entries
    /// apart.
    #[must_use]
    pub const fn entry_wire<'k>(&self, key: &'k str) -> &'k str {
        match self.index {
            ItemIndex::Members(..) => key,
            ItemIndex::None
            | ItemIndex::Pointer
            | ItemIndex::Element
            | ItemIndex::Wrapped(_)
            | ItemIndex::Numbered(..)
            | ItemIndex::NumberedMember(..) => "",
        }
    }
}

/// The place of each field of an operation or an object.
pub type Places<'p> = Table<FieldId, Place<'p>>;

/// The places of the members of an object, in each format.
#[derive(Debug, Clone)]
pub struct ObjectPlaces<'p> {
    /// The places in JSON.
    pub json: Places<'p>,
    /// The places in XML.
    pub xml: Places<'p>,
    /// The places in a query string.
    pub query: Places<'p>,
    /// The places in a form.
    pub form: Places<'p>,
    /// The places in lines.
    pub lines: Places<'p>,
}

impl<'p> ObjectPlaces<'p> {
    pub(super) fn of(object: &'p ObjectType) -> Self {
        Self {
            json: with_keys(
                match object.names_members() {
                    true => members(object, &object.json),
                    false => variants(object),
                },
                &object.json,
            ),
            xml: members(object, &object.xml),
            query: parameters(object, or_lines(object, &object.query)),
            form: parameters(object, or_lines(object, &object.form)),
            lines: parameters(object, &object.lines),
        }
    }

    /// Returns the places that the paths of an operation use, whose first binding has a format.
    #[must_use]
    pub fn on(&self, format: Option<BodyFormat>) -> &Places<'p> {
        match format {
            Some(BodyFormat::Xml) => &self.xml,
            Some(BodyFormat::Query) => &self.query,
            Some(BodyFormat::Form) => &self.form,
            Some(BodyFormat::Lines) => &self.lines,
            // A text has no objects.
            Some(BodyFormat::Json | BodyFormat::Text) | None => &self.json,
        }
    }
}

/// Returns the places of an operation's fields.
pub(super) fn of_operation(operation: &Operation) -> Places<'_> {
    let paths = &operation.default_binding().wire_paths;
    let mut places: Places<'_> = paths.map(|path| Place {
        wire: path.clone(),
        ..Place::default()
    });
    let is_json = operation
        .default_binding()
        .body
        .format()
        .is_some_and(BodyFormat::is_json);
    for (at, binding) in operation.bindings.iter().enumerate() {
        for written in binding.body.fields() {
            if let (0, Some(place)) = (at, places.get_mut(written.field)) {
                place.names_keys = is_json && !written.is_entries;
            }
            note(&mut places, written, at == 0);
        }
    }
    for written in written_fields(&operation.query) {
        note(&mut places, written, true);
    }
    places
}

/// Notes which members of an object in JSON name the entries of a map.
fn with_keys<'p>(mut places: Places<'p>, nodes: &[JsonMember]) -> Places<'p> {
    for written in written_fields(nodes) {
        if let Some(place) = places.get_mut(written.field) {
            place.names_keys = !written.is_entries;
        }
    }
    places
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

/// Returns the places of the variants of a union with a tag. A variant is the object itself, and the names of the nodes are tags.
fn variants<'p>(object: &'p ObjectType) -> Places<'p> {
    let mut places = members(object, &object.json);
    for (_, place) in places.iter_ids_mut() {
        place.wire.clear();
    }
    places
}

/// Returns the members of an object as parameters, or as lines if only lines in the value of a parameter have it.
fn or_lines<'p>(object: &'p ObjectType, parameters: &'p [Parameter]) -> &'p [Parameter] {
    if parameters.is_empty() {
        &object.lines
    } else {
        parameters
    }
}

/// Returns the places of the members of an object that is written as parameters.
fn parameters<'p>(object: &ObjectType, nodes: &'p [Parameter]) -> Places<'p> {
    let mut places = object.fields.map(|_| Place::default());
    for written in written_fields(nodes) {
        if let Some(place) = places.get_mut(written.field) {
            written.name.clone_into(&mut place.wire);
        }
        note(&mut places, written, true);
    }
    places
}

/// Adds how one format writes a field. Only the first format determines how paths distinguish items.
fn note<'p>(places: &mut Places<'p>, written: WrittenField<'p>, is_first: bool) {
    if let Some(place) = places.get_mut(written.field) {
        if is_first {
            place.index = written.index;
        }
        place.vanishes_empty |= written.vanishes_empty;
        place.numbers_objects |= match written.index {
            ItemIndex::Members(..) => true,
            ItemIndex::None
            | ItemIndex::Pointer
            | ItemIndex::Element
            | ItemIndex::Wrapped(_)
            | ItemIndex::Numbered(..)
            | ItemIndex::NumberedMember(..) => false,
        };
        if !written.values.is_empty() {
            place.spellings.push(written.values);
        }
    }
}
