//! Resolves `reads`: which response an update writes back, and where each of its values goes.
//!
//! Input: a draft whose operations and objects are resolved. Output: the [`ReadBack`] of each operation with `reads`.

mod kept;
mod placed;
mod walk;

use super::diagnostics::{NameHint, ReadBackDiagnostic};
use super::resolver::Resolver;
use crate::draft::{Draft, OperationDraft};
use crate::plan::{
    Does, FieldId, ObjectBack, ObjectId, Outcome, Phase, Presence, ReadBack, ReadStep, Response,
    Type,
};
use crate::source::Quoted;
use crate::syntax::{self, Scope};

use kept::keep_members;
use placed::{Placed, case_fields, object_fields, request_fields};
use walk::Walk;

/// Returns the phase of an operation whose word is decided.
fn phase_of(operation: &OperationDraft) -> Phase {
    match operation.does {
        Does::Create => Phase::Create,
        Does::Update => Phase::Update,
        Does::Read | Does::List | Does::Delete | Does::Other => Phase::Other,
    }
}

impl Resolver<'_> {
    /// Resolves `reads` of all operations. If the document has a mistake that was reported, nothing is reported about fields
    /// that seem to be missing.
    pub(super) fn resolve_read_backs(&mut self, draft: &mut Draft, is_poisoned: bool) {
        let schema = self.schema;
        for (index, (name, operation)) in schema.operations.iter().enumerate() {
            if let Some(reads) = &operation.reads {
                self.operation = Some(name.span);
                let found = self.resolve_read_back(draft, index, reads, is_poisoned);
                self.operation = None;
                if let Some(operation) = draft.operations.get_mut(index) {
                    operation.read_back = found;
                }
            }
        }
    }

    fn resolve_read_back(
        &mut self,
        draft: &Draft,
        index: usize,
        reads: &syntax::Reads,
        is_poisoned: bool,
    ) -> Option<ReadBack> {
        let written = draft.operations.get(index)?;
        let operations = draft.operations.iter();
        let Some(read) = operations
            .clone()
            .find(|it| it.name == reads.operation.value)
        else {
            let known = operations.map(|it| it.name.as_str());
            let scopes = [Scope::Section("operations")];
            self.report_unknown(&reads.operation, &scopes, known, |name, hint| {
                ReadBackDiagnostic::UnknownOperation { name, hint }.at(reads.operation.span)
            });
            return None;
        };
        let is_poisoned = is_poisoned || self.diagnostics.has_errors();
        let success = read.responses.iter_ids();
        let success = success
            .into_iter()
            .find(|(_, it)| it.outcome == Outcome::Success);
        let quoted = || Quoted::from(reads.operation.as_str());
        let Some((response, case)) = success else {
            if !is_poisoned {
                let found = ReadBackDiagnostic::NoSuccess {
                    operation: quoted(),
                };
                self.report(found.at(reads.operation.span));
            }
            return None;
        };
        let (at, place, fields) = self.resolve_place(draft, case, reads, is_poisoned)?;
        let from_caller = self.resolve_from_caller(written, reads, is_poisoned);
        let walk = Walk {
            draft,
            phase: phase_of(written),
            from_caller: &from_caller,
            ignored: reads.drop.iter().map(|it| it.value.as_str()).collect(),
        };
        for name in &reads.drop {
            if !fields.iter().any(|it| it.field.name == name.value) && !is_poisoned {
                let known = fields.iter().map(|it| it.field.name.as_str());
                self.report_unknown(name, &[Scope::Section("types")], known, |name_of, hint| {
                    ReadBackDiagnostic::NoSuchField {
                        name: name_of,
                        hint,
                    }
                    .at(name.span)
                });
            }
        }
        let mut object = walk.object(&request_fields(written), &fields, 0);
        let kept: Vec<&Placed<'_>> = fields.iter().filter(|it| !walk.ignores(it)).collect();
        keep_members(draft, written, case, place, &kept, &mut object);
        // A name with a mistake may be that of a field without a value.
        if !is_poisoned && from_caller.len() == reads.from_caller.len() {
            self.check_read_back(written, &object, &from_caller, reads);
        }
        Some(ReadBack {
            operation: read.name.clone(),
            response,
            at,
            from_caller,
            object,
        })
    }

    /// Resolves the fields whose values the caller gives.
    fn resolve_from_caller(
        &mut self,
        written: &OperationDraft,
        reads: &syntax::Reads,
        is_poisoned: bool,
    ) -> Vec<FieldId> {
        let mut found = Vec::new();
        for name in &reads.from_caller {
            let field = written.fields.iter_ids();
            let field = field.into_iter().find(|(_, it)| it.name == name.value);
            let quoted = || Quoted::from(name.as_str());
            match field {
                None if is_poisoned => {}
                None => {
                    let known = written.fields.iter().map(|it| it.name.as_str());
                    let scopes = self.operation_scopes();
                    self.report_unknown(name, &scopes, known, |name_of, hint| {
                        ReadBackDiagnostic::NoSuchArgument {
                            name: name_of,
                            hint,
                        }
                        .at(name.span)
                    });
                }
                Some((_, field)) if field.constant.is_some() => {
                    let name_of = quoted();
                    self.report(
                        ReadBackDiagnostic::ConstantArgument { name: name_of }.at(name.span),
                    );
                }
                Some((id, _)) if found.contains(&id) => {
                    let name_of = quoted();
                    self.report(
                        ReadBackDiagnostic::RepeatedArgument { name: name_of }.at(name.span),
                    );
                }
                Some((id, _)) => found.push(id),
            }
        }
        found
    }

    /// Reports a response that has nothing, or not all that the request requires.
    fn check_read_back(
        &mut self,
        written: &OperationDraft,
        object: &ObjectBack,
        from_caller: &[FieldId],
        reads: &syntax::Reads,
    ) {
        let operation = Quoted::from(reads.operation.as_str());
        if object.fields.is_empty() {
            let found = ReadBackDiagnostic::NothingInCommon { operation };
            self.report(found.at(reads.span));
            return;
        }
        for (id, field) in written.fields.iter_ids() {
            let is_missing = field.presence == Presence::Required
                && field.constant.is_none()
                && !from_caller.contains(&id)
                && object.fields.iter().all(|it| it.to != id);
            if is_missing {
                let found = ReadBackDiagnostic::RequiredLacks {
                    field: field.name.as_str().into(),
                    operation: operation.clone(),
                };
                self.report(found.at(reads.span));
            }
        }
    }

    /// Follows `at` from a case. Returns the steps, and the fields at their end.
    fn resolve_place<'d>(
        &mut self,
        draft: &'d Draft,
        case: &'d Response,
        reads: &syntax::Reads,
        is_poisoned: bool,
    ) -> Option<(Vec<ReadStep>, Option<ObjectId>, Vec<Placed<'d>>)> {
        let mut fields = case_fields(case);
        let mut steps = Vec::new();
        let Some(at) = &reads.at else {
            return Some((steps, None, fields));
        };
        let mut ty: Option<&Type> = None;
        for step in at.value.split('.') {
            let list = ty.and_then(Type::list);
            let next = match (list, step.parse::<usize>()) {
                (Some(list), Ok(number)) => {
                    steps.push(ReadStep::Item(number));
                    &list.item
                }
                (Some(_), Err(_)) | (None, _) => {
                    let Some(found) = fields.iter().find(|it| it.field.name == step) else {
                        if !is_poisoned {
                            let known = fields.iter().map(|it| it.field.name.as_str());
                            let scopes = [Scope::Section("types")];
                            self.report_unknown(step, &scopes, known, |name, hint: NameHint| {
                                ReadBackDiagnostic::NoSuchField { name, hint }.at(at.span)
                            });
                        }
                        return None;
                    };
                    steps.push(ReadStep::Field(found.id, found.field.name.clone()));
                    &found.field.ty
                }
            };
            fields = next
                .object()
                .map_or_else(Vec::new, |object| object_fields(draft, object));
            ty = Some(next);
        }
        if ty.is_some_and(|ty| ty.object().is_none()) {
            let name = at.as_str().into();
            self.report(ReadBackDiagnostic::NotAnObject { name }.at(at.span));
            return None;
        }
        Some((steps, ty.and_then(Type::object), fields))
    }
}
