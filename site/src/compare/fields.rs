//! Finds the fields of an operation that mean a datum of a contact.

use std::sync::Arc;

use wireform_codegen::lower::{Memo, Places, lower};
use wireform_codegen::plan::{Field, ObjectId, Operation, Plan, Presence};

use super::accepts::Accepts;
use crate::accepted;
use crate::wire::Lead;
use crate::words::bounds;

/// The field of a provider for a datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The logical path.
    pub path: String,
    /// The path on the wire.
    pub wire: String,
    /// Whether the field is required.
    pub is_required: bool,
    /// The bounds of length or number, in words.
    pub bounds: String,
    /// The accepted texts, in words.
    pub language: Vec<String>,
    /// The conversions from the datum to the value that is sent.
    pub convert: Vec<&'static str>,
}

/// A field that means a datum.
#[derive(Debug, Clone)]
pub(super) struct Found<'p> {
    pub(super) term: &'p str,
    field: &'p Field,
    path: String,
    wire: String,
    /// Whether the field, and every object around it, is required.
    is_required: bool,
}

impl Found<'_> {
    /// Returns what the field accepts.
    pub(super) fn accepts(&self, plan: &Plan) -> Accepts {
        Accepts::of(plan, &self.field.ty)
    }

    pub(super) fn cell(&self, plan: &Plan, accepts: &Accepts) -> Cell {
        let texts = accepts.texts.as_ref();
        let words = match accepts.numbers {
            Some(numbers) => Some(numbers.words()),
            None => texts.and_then(|it| accepted::in_words(it.as_ref().ok()?).ok()),
        };
        let enumerated = self.field.ty.item().enumeration();
        let listed = enumerated.map(|it| format!("{} values", plan.enums[it].values.len()));
        Cell {
            path: self.path.clone(),
            wire: self.wire.clone(),
            is_required: self.is_required,
            bounds: listed.unwrap_or_else(|| bounds(plan, &self.field.ty)),
            language: words.unwrap_or_default(),
            convert: self.field.convert.iter().map(|it| it.name()).collect(),
        }
    }
}

/// Returns the fields of an operation that mean a datum, in the order of the schema.
pub(super) fn of_operation<'p>(plan: &'p Plan, operation: &'p Operation) -> Vec<Found<'p>> {
    let lowered = lower(plan, &Arc::<Memo>::default());
    let mut walk = Walk {
        plan,
        operation,
        within: Vec::new(),
        found: Vec::new(),
    };
    let places = lowered.places(operation);
    walk.fields(&operation.fields, &places, &Outer::default());
    walk.found
}

/// The objects around a field.
#[derive(Default)]
struct Outer {
    /// The logical path, with a dot at its end.
    path: String,
    /// The way to it on the wire; none for the fields of the operation.
    wire: Option<Lead>,
    is_optional: bool,
}

struct Walk<'p> {
    plan: &'p Plan,
    operation: &'p Operation,
    within: Vec<ObjectId>,
    found: Vec<Found<'p>>,
}

impl<'p> Walk<'p> {
    fn fields(&mut self, fields: &'p [Field], places: &Places<'_>, outer: &Outer) {
        for (field, place) in fields.iter().zip(places) {
            if field.constant.is_some() || field.access.is_read_only() {
                continue;
            }
            let path = format!("{}{}", outer.path, field.name);
            let wire = match &outer.wire {
                Some(lead) => lead.member(&place.wire),
                None => place.wire.clone(),
            };
            let is_required = !outer.is_optional && is_required(field);
            match field.ty.object_within() {
                Some(object) if !self.within.contains(&object) => {
                    self.within.push(object);
                    let lowered = lower(self.plan, &Arc::<Memo>::default());
                    let members = lowered.object_places(object);
                    let format = self.operation.default_binding().body.member_format();
                    let outer = Outer {
                        path: format!("{path}."),
                        wire: Some(Lead::into(field, place, &wire)),
                        is_optional: !is_required,
                    };
                    self.fields(
                        &self.plan.objects[object].fields,
                        members.on(format),
                        &outer,
                    );
                    self.within.pop();
                }
                Some(_) => {}
                None => self.found.extend(field.means.as_deref().map(|term| Found {
                    term,
                    field,
                    path,
                    wire,
                    is_required,
                })),
            }
        }
    }
}

const fn is_required(field: &Field) -> bool {
    match field.presence {
        Presence::Required => true,
        Presence::Optional | Presence::Clearable(_) | Presence::Variant => false,
    }
}
