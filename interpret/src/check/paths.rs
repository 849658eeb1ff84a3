//! The paths of fields, for the violations of rules.

use wireform::__rt::{AnyStep, Path, Step};
use wireform_codegen::lower::Place;
use wireform_codegen::plan::{FieldPath, ObjectId, PathStep, Type};

use super::Walk;
use crate::places;

impl Walk<'_> {
    /// Calls `visit` with the path of a field.
    pub(super) fn with_path(&self, way: &FieldPath, visit: impl FnOnce(&Path<'_>)) {
        let Some(first) = way.first() else {
            return;
        };
        let field = &self.call.operation.fields[first];
        let place = &self.call.places[first];
        let step = places::step(field, place);
        let path = places::path(None, &step);
        self.deeper(&path, (&field.ty, Some(place)), &way.0[1..], visit);
    }

    /// Calls `visit` with the path of a member of the object at a path.
    pub(super) fn with_member(
        &self,
        at: &Path<'_>,
        object: ObjectId,
        way: &FieldPath,
        visit: impl FnOnce(&Path<'_>),
    ) {
        self.deeper(at, (&Type::Object(object), None), &way.0, visit);
    }

    fn deeper(
        &self,
        path: &Path<'_>,
        value: (&Type, Option<&Place<'_>>),
        way: &[PathStep],
        visit: impl FnOnce(&Path<'_>),
    ) {
        // The recursion would need a new closure type at each depth. A trait object has one type.
        let mut visit = Some(visit);
        self.deeper_dyn(path, value, way, &mut |path| {
            if let Some(visit) = visit.take() {
                visit(path);
            }
        });
    }

    fn deeper_dyn(
        &self,
        path: &Path<'_>,
        (ty, place): (&Type, Option<&Place<'_>>),
        way: &[PathStep],
        visit: &mut dyn FnMut(&Path<'_>),
    ) {
        match (way.split_first(), ty.object(), ty.map()) {
            (Some((PathStep::Field(next), rest)), Some(index), _) => {
                let field = &self.call.interpreter.plan.objects[index].fields[*next];
                let place = &self.call.interpreter.objects[index].on(self.body)[*next];
                let step = places::step(field, place);
                let member = places::path(Some(path), &step);
                self.deeper_dyn(&member, (&field.ty, Some(place)), rest, visit);
            }
            (Some((PathStep::Entry(key), rest)), _, Some(map)) => {
                let step = Step::new(key, place.map_or("", |map| map.entry_wire(key)));
                let entry = path.member(AnyStep::Borrowed(&step));
                self.deeper_dyn(&entry, (&map.item, None), rest, visit);
            }
            (None | Some(_), ..) => visit(path),
        }
    }
}
