//! What the steps of a path lead to.

use super::data::{Field, ObjectType, Presence, Type};
use super::field_path::PathStep;
use super::ids::{FieldId, ObjectId, Table};
use super::types::Structure;

/// What a path leads to after one of its steps.
#[derive(Debug, Clone, Copy)]
pub enum PathTarget<'p> {
    /// A field.
    Field(&'p Field),
    /// The entry of a map: its key, and the type of its value.
    Entry(&'p str, &'p Type),
}

impl<'p> PathTarget<'p> {
    /// Returns the logical name of the field, or the key of the entry.
    #[must_use]
    pub fn name(self) -> &'p str {
        match self {
            PathTarget::Field(field) => &field.name,
            PathTarget::Entry(key, _) => key,
        }
    }

    /// Returns the type of the value.
    #[must_use]
    pub const fn ty(self) -> &'p Type {
        match self {
            PathTarget::Field(field) => &field.ty,
            PathTarget::Entry(_, ty) => ty,
        }
    }

    /// Returns whether there has to be a value. A map can lack each of its entries.
    #[must_use]
    pub const fn presence(self) -> &'p Presence {
        match self {
            PathTarget::Field(field) => &field.presence,
            PathTarget::Entry(..) => &Presence::Optional,
        }
    }
}

/// Returns what each step of a path leads to. Ends in front of a step that leads nowhere.
#[must_use]
pub fn path_targets<'p>(
    fields: &'p Table<FieldId, Field>,
    objects: &'p Table<ObjectId, ObjectType>,
    path: &'p [PathStep],
) -> Vec<PathTarget<'p>> {
    let mut parts: Vec<PathTarget<'p>> = Vec::new();
    for step in path {
        let part = match step {
            PathStep::Field(id) => {
                let members = match parts.last() {
                    None => Some(fields),
                    Some(part) => {
                        let object = part.ty().object_within();
                        let object = object.and_then(|object| objects.get(object));
                        object.map(|object| &object.fields)
                    }
                };
                members
                    .and_then(|fields| fields.get(*id))
                    .map(PathTarget::Field)
            }
            PathStep::Entry(key) => {
                let value = parts.last().and_then(|part| entry_type(part.ty()));
                value.map(|ty| PathTarget::Entry(key, ty))
            }
        };
        let Some(part) = part else { break };
        parts.push(part);
    }
    parts
}

/// Returns the type of the entries of a map, or of the maps in a list.
fn entry_type(ty: &Type) -> Option<&Type> {
    match ty.structure() {
        Structure::Map(map) => Some(&map.item),
        Structure::List(list) => entry_type(&list.item),
        Structure::Primitive(_) | Structure::Object(_) => None,
    }
}
