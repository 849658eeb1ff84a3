//! Lists of which an empty one leaves no trace on some wire: repeated elements and parameters.
//!
//! In: a plan whose operations and objects are resolved. Out: the same, in which each field says whether it needs an item.
//! Where leaving a list out deletes it, or where a call changes nothing, an empty one may be left out. Otherwise it would
//! silently do what absence does: keep what the provider has, or be missing.

use crate::plan::{
    Absent, Binding, Body, Content, Field, FieldId, Leaf, ListStyle, Location, ObjectId,
    ObjectType, Operation, Plan, Presence, Source, Table, Type, Update, WireNode,
};

/// Marks them.
pub(super) fn mark(plan: &mut Plan) {
    let sent = reached(plan, |_| true);
    let kept = reached(plan, |operation| keeps(operation.update));
    for operation in &mut plan.operations {
        of_operation(operation);
    }
    for (index, object) in plan.objects.iter_ids_mut() {
        for (at, field) in object.fields.iter_ids_mut() {
            let leaves = leaves(&object.xml, at);
            field.needs_item = sent[index] && needs_item(field, &leaves, kept[index]);
        }
    }
}

/// The objects that some operations write as XML; a list in an object of JSON is an array, which may be empty.
fn reached(plan: &Plan, which: impl Fn(&Operation) -> bool) -> Table<ObjectId, bool> {
    let mut reached = plan.objects.iter().map(|_| false).collect();
    for operation in &plan.operations {
        if which(operation) && operation.bindings.iter().any(is_xml) {
            for field in &operation.fields {
                reach(&plan.objects, &field.ty, &mut reached);
            }
        }
    }
    reached
}

/// Whether leaving a field out keeps what the provider has, or may.
fn keeps(update: Update) -> bool {
    match update {
        Update::Patch | Update::Unstated => true,
        Update::Replace | Update::None => false,
    }
}

fn is_xml(binding: &Binding) -> bool {
    binding.body == Body::Xml
}

/// The objects that values of a type hold.
fn reach(objects: &Table<ObjectId, ObjectType>, ty: &Type, reached: &mut Table<ObjectId, bool>) {
    match ty {
        Type::List(list) => reach(objects, &list.item, reached),
        Type::Object(index) if !reached[*index] => {
            reached[*index] = true;
            for field in &objects[*index].fields {
                reach(objects, &field.ty, reached);
            }
        }
        _ => {}
    }
}

fn of_operation(operation: &mut Operation) {
    let keeps = keeps(operation.update);
    for (at, field) in operation.fields.iter_ids_mut() {
        let trees = operation.bindings.iter().map(|binding| &binding.nodes);
        let leaves: Vec<&Leaf> = trees
            .chain([&operation.query])
            .flat_map(|nodes| leaves(nodes, at))
            .collect();
        // A parameter beside the body is no datum of what is changed.
        let keeps = keeps && field.location == Location::Body;
        field.needs_item = needs_item(field, &leaves, keeps);
    }
}

fn needs_item(field: &Field, leaves: &[&Leaf], keeps: bool) -> bool {
    let lost = |leaf: &&Leaf| {
        matches!(leaf.list, ListStyle::Repeat | ListStyle::Indexed { .. })
            && (keeps || field.presence == Presence::Required || leaf.absent != Absent::Omit)
    };
    matches!(field.ty, Type::List(_)) && leaves.iter().any(lost)
}

/// The leaves of a field.
fn leaves(nodes: &[WireNode], field: FieldId) -> Vec<&Leaf> {
    let mut found = Vec::new();
    for node in nodes {
        match &node.content {
            Content::Group { children, .. } => found.extend(leaves(children, field)),
            Content::Leaf(leaf) if leaf.source == Source::Field(field) => found.push(leaf),
            Content::Leaf(_) => {}
        }
    }
    found
}
