//! Resolves `reads`: which response an update writes back, and where each of its values goes.
//!
//! Input: a draft whose operations and objects are resolved. Output: the [`ReadBack`] of each operation with `reads`.

use super::diagnostics::{NameHint, ReadBackDiagnostic};
use super::resolver::Resolver;
use crate::draft::{Draft, OperationDraft};
use crate::plan::{
    Clear, ContentBack, Conversion, Domain, Field, FieldBack, FieldId, ObjectBack, ObjectId,
    Outcome, PlaceStep, Presence, Primitive, ReadBack, ReadStep, Response, ResponseBody,
    ResponsePlace, ResponseSource, Structure, Type, Undescribed, Way, member_path,
};
use crate::source::Quoted;
use crate::syntax::{self, Scope, Text};

/// The maximum depth of objects that are written back.
const MAX_DEPTH: usize = 8;

/// A field of a request or a response, with its place in JSON.
struct Placed<'d> {
    id: FieldId,
    field: &'d Field,
    /// The place as a JSON Pointer; empty if JSON does not have the field.
    wire: String,
}

impl Resolver<'_> {
    /// Resolves `reads` of all operations. If the document has a mistake that was reported, nothing is reported about fields
    /// that seem to be missing.
    pub(super) fn resolve_read_backs(&mut self, draft: &mut Draft, is_poisoned: bool) {
        let schema = self.schema;
        for (index, (name, operation)) in schema.operations.iter().enumerate() {
            if let Some(reads) = &operation.reads {
                let found = self.resolve_read_back(draft, name, index, reads, is_poisoned);
                if let Some(operation) = draft.operations.get_mut(index) {
                    operation.read_back = found;
                }
            }
        }
    }

    fn resolve_read_back(
        &mut self,
        draft: &Draft,
        name: &Text,
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
        let walk = Walk {
            draft,
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
        keep_members(draft, written, case, place, &fields, &mut object);
        if !is_poisoned {
            self.check_read_back(written, &object, name, reads);
        }
        Some(ReadBack {
            operation: read.name.clone(),
            response,
            at,
            object,
        })
    }

    /// Reports a response that has nothing, or not all that the request requires.
    fn check_read_back(
        &mut self,
        written: &OperationDraft,
        object: &ObjectBack,
        name: &Text,
        reads: &syntax::Reads,
    ) {
        let _ = name;
        let operation = Quoted::from(reads.operation.as_str());
        if object.fields.is_empty() {
            let found = ReadBackDiagnostic::NothingInCommon { operation };
            self.report(found.at(reads.span));
            return;
        }
        for (id, field) in written.fields.iter_ids() {
            let is_missing = field.presence == Presence::Required
                && field.constant.is_none()
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

/// Finds for each field of a request the field of the response that it comes from.
struct Walk<'d> {
    draft: &'d Draft,
    /// The fields of the response that `drop` names.
    ignored: Vec<&'d str>,
}

impl Walk<'_> {
    fn object(&self, written: &[Placed<'_>], read: &[Placed<'_>], depth: usize) -> ObjectBack {
        let candidates: Vec<&Placed<'_>> = read
            .iter()
            .filter(|it| it.field.constant.is_none())
            .filter(|it| depth > 0 || !self.ignored.contains(&it.field.name.as_str()))
            .collect();
        let mut fields = Vec::new();
        for to in written {
            if to.field.constant.is_some() || to.field.write_only {
                continue;
            }
            let Some(from) = find_same(to, &candidates) else {
                continue;
            };
            if let Some(way) = self.field_way(from.field, to.field, depth) {
                fields.push(FieldBack {
                    to: to.id,
                    from: from.id,
                    way,
                    skips_empty: skips_empty(to.field),
                });
            }
        }
        let dropped = read
            .iter()
            .filter(|it| it.field.constant.is_none() && !it.field.read_only)
            .filter(|it| fields.iter().all(|back| back.from != it.id))
            .map(|it| it.id)
            .collect();
        ObjectBack {
            fields,
            dropped,
            ..ObjectBack::default()
        }
    }

    fn field_way(&self, from: &Field, to: &Field, depth: usize) -> Option<Way> {
        let same_phone = match (phone(from), phone(to)) {
            (Some(from), Some(to)) => from == to,
            (None, _) | (_, None) => true,
        };
        same_phone
            .then(|| self.way(&from.ty, &to.ty, depth))
            .flatten()
    }

    /// Returns how a value of one type becomes a value of another without a loss; `None` if it cannot.
    fn way(&self, from: &Type, to: &Type, depth: usize) -> Option<Way> {
        match (from.structure(), to.structure()) {
            (Structure::Primitive(from), Structure::Primitive(to)) => primitive_way(from, to),
            (Structure::Object(from), Structure::Object(to)) => self.objects(from, to, depth),
            (Structure::List(from), Structure::List(to)) => {
                let is_nested = from.item.list().is_some() || to.item.list().is_some();
                let way = (!is_nested).then(|| self.way(&from.item, &to.item, depth))??;
                Some(Way::Items(Box::new(way)))
            }
            (Structure::List(from), Structure::Primitive(to)) => {
                let are_texts = from.item.is_text() && matches_text(to);
                are_texts.then_some(Way::OnlyItem)
            }
            (Structure::Primitive(from), Structure::List(to)) => {
                let are_texts = matches_text(from) && to.item.is_text();
                are_texts.then_some(Way::OneItem)
            }
            (Structure::Object(_), Structure::Primitive(_) | Structure::List(_))
            | (Structure::Primitive(_) | Structure::List(_), Structure::Object(_)) => None,
        }
    }

    fn objects(&self, from: ObjectId, to: ObjectId, depth: usize) -> Option<Way> {
        if depth == MAX_DEPTH {
            return None;
        }
        let written = object_fields(self.draft, to);
        let object = self.object(&written, &object_fields(self.draft, from), depth + 1);
        let has_required = written
            .iter()
            .filter(|it| it.field.presence == Presence::Required && it.field.constant.is_none())
            .all(|it| object.fields.iter().any(|back| back.to == it.id));
        (has_required && !object.fields.is_empty()).then_some(Way::Object(object))
    }
}

/// Decides which members without a field are written back: those of a JSON response that a request in JSON can have at the same
/// place. `place` is the object that is written back.
fn keep_members(
    draft: &Draft,
    written: &OperationDraft,
    case: &Response,
    place: Option<ObjectId>,
    read: &[Placed<'_>],
    back: &mut ObjectBack,
) {
    let is_json = written
        .bindings
        .iter()
        .all(|it| it.body.format().is_some_and(|it| it.is_json()));
    // The struct of the request has a field of this name for them.
    let is_taken = written.fields.iter().any(|it| it.rust == "undescribed");
    if !is_json || is_taken || case.body.as_slice() != [ResponseBody::Json] {
        return;
    }
    let Some(prefix) = common_prefix(&request_fields(written), read, back) else {
        return;
    };
    let keeps = |object: ObjectId| {
        let object = draft.objects.get(object);
        object.filter(|it| it.undescribed == Undescribed::Keep)
    };
    if place.and_then(keeps).is_some() {
        back.undescribed = Some(prefix.clone());
    }
    for field in read {
        let content = field.field.ty.object().and_then(keeps);
        let is_any = content.is_some_and(|object| object.fields.is_empty());
        if is_any && back.dropped.contains(&field.id) && !field.wire.is_empty() {
            back.dropped.retain(|it| *it != field.id);
            back.contents.push(ContentBack {
                from: field.id,
                at: prefix.iter().cloned().chain(names(&field.wire)).collect(),
            });
        }
    }
}

/// Returns the names on the way to the object in the JSON of the request: what is before the place of a field that both have.
fn common_prefix(
    written: &[Placed<'_>],
    read: &[Placed<'_>],
    back: &ObjectBack,
) -> Option<Vec<String>> {
    let wire = |fields: &[Placed<'_>], id: FieldId| {
        let field = fields.iter().find(|it| it.id == id);
        field
            .map(|it| it.wire.clone())
            .filter(|it| it.starts_with('/'))
    };
    back.fields.iter().find_map(|field| {
        let (to, from) = (wire(written, field.to)?, wire(read, field.from)?);
        to.strip_suffix(&from).map(names)
    })
}

/// Returns the field with the same datum, the same logical name, or the same place on the wire.
fn find_same<'p, 'd>(to: &Placed<'_>, read: &[&'p Placed<'d>]) -> Option<&'p Placed<'d>> {
    let find = |same: &dyn Fn(&Placed<'_>) -> bool| read.iter().copied().find(|it| same(it));
    find(&|it| it.field.means.is_some() && it.field.means == to.field.means)
        .or_else(|| find(&|it| it.field.name == to.field.name))
        .or_else(|| find(&|it| !it.wire.is_empty() && it.wire == to.wire))
}

/// Returns the form of a telephone number in which a field has it.
fn phone(field: &Field) -> Option<Conversion> {
    let steps = field.convert.iter().copied();
    steps.into_iter().find(|step| match step.domain() {
        Domain::Phone | Domain::PhoneCode | Domain::PhoneNumber => true,
        Domain::Name
        | Domain::Lines
        | Domain::Place
        | Domain::Mail
        | Domain::Date
        | Domain::Text => false,
    })
}

/// Returns whether an empty value means in the request that there is none.
fn skips_empty(field: &Field) -> bool {
    match field.presence {
        Presence::Clearable(Clear::Empty | Clear::EmptyList) => true,
        Presence::Clearable(Clear::Null) | Presence::Optional => field.needs_item,
        Presence::Required => false,
    }
}

fn matches_text(ty: Primitive<'_>) -> bool {
    match ty {
        Primitive::Text(_) => true,
        Primitive::Integer(_)
        | Primitive::Boolean
        | Primitive::Date
        | Primitive::Timestamp
        | Primitive::Enum(_) => false,
    }
}

fn primitive_way(from: Primitive<'_>, to: Primitive<'_>) -> Option<Way> {
    match (from, to) {
        (Primitive::Text(_), Primitive::Text(_) | Primitive::Enum(_))
        | (Primitive::Enum(_), Primitive::Text(_) | Primitive::Enum(_))
        | (Primitive::Integer(_), Primitive::Integer(_))
        | (Primitive::Boolean, Primitive::Boolean)
        | (Primitive::Date, Primitive::Date)
        | (Primitive::Timestamp, Primitive::Timestamp) => Some(Way::Same),
        (
            Primitive::Text(_),
            Primitive::Integer(_) | Primitive::Boolean | Primitive::Date | Primitive::Timestamp,
        ) => Some(Way::Parsed),
        (
            Primitive::Integer(_) | Primitive::Boolean | Primitive::Date | Primitive::Timestamp,
            Primitive::Text(_),
        ) => Some(Way::Text),
        (
            Primitive::Integer(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_),
            Primitive::Integer(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_),
        ) => None,
    }
}

fn case_fields(case: &Response) -> Vec<Placed<'_>> {
    let fields = case.fields.iter_ids();
    fields
        .map(|(id, it)| Placed {
            id,
            field: &it.field,
            wire: match &it.source {
                ResponseSource::Header(_) | ResponseSource::Text => String::new(),
                ResponseSource::Body { json, .. } => {
                    let place = json.as_ref().and_then(|it| it.places.first());
                    place.and_then(pointer).unwrap_or_default()
                }
            },
        })
        .collect()
}

/// Returns a place as a JSON Pointer, unless it is in a list.
fn pointer(place: &ResponsePlace) -> Option<String> {
    let steps = place.steps.iter().map(|step| match step {
        PlaceStep::Member(name) => Some(format!("/{}", name.replace('~', "~0").replace('/', "~1"))),
        PlaceStep::Items | PlaceStep::Attribute(_) => None,
    });
    steps.collect()
}

fn object_fields(draft: &Draft, object: ObjectId) -> Vec<Placed<'_>> {
    let Some(object) = draft.objects.get(object) else {
        return Vec::new();
    };
    let fields = object.fields.iter_ids();
    fields
        .map(|(id, field)| Placed {
            id,
            field,
            wire: member_path(&object.json, id),
        })
        .collect()
}

fn request_fields(operation: &OperationDraft) -> Vec<Placed<'_>> {
    let binding = operation.bindings.iter().next();
    let binding = binding.filter(|it| it.body.format().is_some_and(|it| it.is_json()));
    let fields = operation.fields.iter_ids();
    fields
        .map(|(id, field)| Placed {
            id,
            field,
            wire: binding.map_or_else(String::new, |it| it.wire_paths[id].clone()),
        })
        .collect()
}

/// Returns the names in a JSON Pointer (RFC 6901).
fn names(pointer: &str) -> Vec<String> {
    let steps = pointer.split('/').skip(1);
    steps
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect()
}
