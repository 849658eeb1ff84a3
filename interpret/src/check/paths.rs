//! The paths of fields, for the violations of rules.

use wireform::__rt::Path;
use wireform_codegen::plan::{FieldId, ObjectId, Type};

use super::Walk;
use crate::places;

impl Walk<'_> {
    /// Calls `visit` with the path of a field.
    pub(super) fn with_path(&self, way: &[FieldId], visit: impl FnOnce(&Path<'_>)) {
        let Some((&first, rest)) = way.split_first() else {
            return;
        };
        let field = &self.call.operation.fields[first];
        let step = places::step(field, &self.call.places[first]);
        let path = places::path(None, &step);
        self.deeper(&path, &field.ty, rest, visit);
    }

    /// Calls `visit` with the path of a member of the object at a path.
    pub(super) fn with_member(
        &self,
        at: &Path<'_>,
        object: ObjectId,
        way: &[FieldId],
        visit: impl FnOnce(&Path<'_>),
    ) {
        self.deeper(at, &Type::Object(object), way, visit);
    }

    fn deeper(&self, path: &Path<'_>, ty: &Type, way: &[FieldId], visit: impl FnOnce(&Path<'_>)) {
        // The recursion would need a new closure type at each depth. A trait object has one type.
        let mut visit = Some(visit);
        self.deeper_dyn(path, ty, way, &mut |path| {
            if let Some(visit) = visit.take() {
                visit(path);
            }
        });
    }

    fn deeper_dyn(
        &self,
        path: &Path<'_>,
        ty: &Type,
        way: &[FieldId],
        visit: &mut dyn FnMut(&Path<'_>),
    ) {
        let (Some((&next, rest)), Some(index)) = (way.split_first(), ty.object()) else {
            return visit(path);
        };
        let field = &self.call.interpreter.plan.objects[index].fields[next];
        let place = &self.call.interpreter.objects[index].on(self.body)[next];
        let step = places::step(field, place);
        let member = places::path(Some(path), &step);
        self.deeper_dyn(&member, &field.ty, rest, visit);
    }
}
