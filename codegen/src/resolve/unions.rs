//! Checks unions: what their variants state, and whether the formats can write them.
//!
//! Input: the objects of a draft, of which some are unions, and the trees that they were given. Output: diagnostics.

use super::diagnostics::UnionDiagnostic;
use super::resolver::{FieldDraft, ObjectDraft, Resolver};
use crate::plan::{
    BodyFormat, FieldId, FieldWire, JsonContent, JsonKind, JsonList, JsonMember, ObjectId,
    ObjectType, Source, Table, Tagging, Type, stated_kinds,
};
use crate::source::{Quoted, Span};
use crate::syntax::{Access, Node};

impl Resolver<'_> {
    /// Reports the keys that have no effect on a variant.
    pub(super) fn check_variant(&mut self, node: &Node, is_constant: bool) {
        let access = node.access.as_ref();
        let access = access.filter(|key| key.value != Access::All);
        let keys = [
            ("required", node.required.as_ref().map(|key| key.span)),
            ("clear", node.clear.as_ref().map(|key| key.span)),
            ("default", node.default.as_ref().map(|key| key.span)),
            ("writeOnly", node.write_only.as_ref().map(|key| key.span)),
            ("readOnly", node.read_only.as_ref().map(|key| key.span)),
            ("access", access.map(|key| key.span)),
            ("means", node.means.as_ref().map(|key| key.span)),
        ];
        for (key, span) in keys {
            if let Some(span) = span {
                self.report(UnionDiagnostic::KeyOfVariant { key }.at(span));
            }
        }
        if is_constant {
            self.report(UnionDiagnostic::ConstantVariant.at(node.span));
        }
    }

    /// Reports unions that a format of their requests cannot write.
    pub(super) fn check_unions(
        &mut self,
        drafts: &Table<ObjectId, ObjectDraft<'_>>,
        objects: &Table<ObjectId, ObjectType>,
    ) {
        for (id, draft) in drafts.iter_ids() {
            if draft.tagging.is_none() {
                continue;
            }
            let name = || draft.name.as_str().into();
            for (format, is_used) in [
                (BodyFormat::Query, draft.query),
                (BodyFormat::Form, draft.form),
                (BodyFormat::Lines, draft.lines),
            ] {
                if is_used {
                    let found = UnionDiagnostic::InParameters {
                        name: name(),
                        format,
                    };
                    self.report(found.at(draft.span));
                }
            }
            for element in &objects[id].xml {
                let is_part = element.part().attribute().is_some() || element.part().is_text();
                if draft.xml && is_part {
                    let found = UnionDiagnostic::PartOfElement { name: name() };
                    self.report(found.at(draft.span));
                }
            }
            if objects[id].is_by_kind() {
                self.check_kinds(id, draft, objects);
                continue;
            }
            let Some(tag) = objects[id].tag() else {
                continue;
            };
            if draft.xml {
                let found = UnionDiagnostic::TagOutsideJson {
                    name: name(),
                    format: BodyFormat::Xml,
                };
                self.report(found.at(draft.span));
            }
            self.check_tag((id, tag), draft, objects);
        }
    }

    /// Reports variants that the kinds of their values do not tell apart.
    fn check_kinds(
        &mut self,
        id: ObjectId,
        draft: &ObjectDraft<'_>,
        objects: &Table<ObjectId, ObjectType>,
    ) {
        if draft.xml {
            let found = UnionDiagnostic::KindOutsideJson {
                name: draft.name.as_str().into(),
                format: BodyFormat::Xml,
            };
            self.report(found.at(draft.span));
        }
        let kinds = stated_kinds(objects, &objects[id]);
        let mut known: Vec<(&FieldDraft<'_>, Option<&[JsonKind]>)> = Vec::new();
        for ((_, variant), kinds) in draft.fields.iter_ids().zip(&kinds) {
            if variant.poisoned {
                continue;
            }
            let name = || Quoted::from(variant.field.name.as_str());
            if let Some(span) = stated_place(variant.node) {
                self.report(UnionDiagnostic::NameOfKind { name: name() }.at(span));
            }
            if kinds.is_none() && draft.json {
                self.report(UnionDiagnostic::AnyInRequest { name: name() }.at(variant.span));
            }
            let same = known.iter().find_map(|(other, of_other)| {
                let first = other.span;
                match (kinds.as_deref(), *of_other) {
                    (None, None) => Some(UnionDiagnostic::AnyOfTwo {
                        name: name(),
                        first,
                    }),
                    (Some(kinds), Some(of_other)) => {
                        let kind = kinds.iter().find(|kind| of_other.contains(kind));
                        kind.map(|kind| UnionDiagnostic::SameKind {
                            name: name(),
                            other: other.field.name.as_str().into(),
                            kind: *kind,
                            first,
                        })
                    }
                    (None, Some(_)) | (Some(_), None) => None,
                }
            });
            if let Some(found) = same {
                self.report(found.at(variant.span));
            }
            known.push((variant, kinds.as_deref()));
        }
    }

    /// Reports variants whose values cannot have the tag.
    fn check_tag(
        &mut self,
        (id, shown): (ObjectId, &str),
        draft: &ObjectDraft<'_>,
        objects: &Table<ObjectId, ObjectType>,
    ) {
        let members = &objects[id].json;
        for (field, variant) in draft.fields.iter_ids() {
            if variant.poisoned {
                continue;
            }
            let (name, tag) = (variant.field.name.as_str().into(), shown.into());
            let found = match variant.field.ty.object() {
                None => UnionDiagnostic::TagOfOther { name, tag },
                Some(variant) if objects[variant].is_by_kind() => {
                    UnionDiagnostic::TagOfOther { name, tag }
                }
                Some(variant) if objects[variant].tag() == Some(shown) => {
                    UnionDiagnostic::TagOfUnion { name, tag }
                }
                Some(variant) if has_member(objects, variant, shown, &mut Vec::new()) => {
                    UnionDiagnostic::TagTaken { name, tag }
                }
                Some(_) if is_in_group(members, field) => UnionDiagnostic::TagInGroup { name, tag },
                Some(_) if has_entries(members, field) => {
                    UnionDiagnostic::TagOfEntries { name, tag }
                }
                Some(_) => continue,
            };
            self.report(found.at(variant.span));
        }
    }

    /// Reports a field of a response in XML whose type contains a union with a tag.
    pub(super) fn check_tags_in_xml(&mut self, ty: &Type, span: Span) {
        let mut todo: Vec<ObjectId> = ty.object_within().into_iter().collect();
        let mut seen = Vec::new();
        while let Some(id) = todo.pop() {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            let object = &self.objects[id];
            if object.tag().is_some() {
                let found = UnionDiagnostic::TagOutsideJson {
                    name: object.name.as_str().into(),
                    format: BodyFormat::Xml,
                };
                self.report(found.at(span));
                return;
            }
            if object.tagging.as_ref().is_some_and(Tagging::is_kind) {
                let found = UnionDiagnostic::KindOutsideJson {
                    name: object.name.as_str().into(),
                    format: BodyFormat::Xml,
                };
                self.report(found.at(span));
                return;
            }
            todo.extend(
                object
                    .fields
                    .iter()
                    .filter_map(|it| it.field.ty.object_within()),
            );
        }
    }
}

/// Returns where a variant states a name or a place on the wire.
fn stated_place(node: &Node) -> Option<Span> {
    let json = node.json.as_ref();
    let name = json.and_then(|wire| wire.name.as_ref());
    let at = json.and_then(|wire| wire.at.as_ref());
    let names = [node.wire.as_ref(), name].into_iter().flatten();
    let mut spans = names.map(|name| name.span).chain(at.map(|at| at.span));
    spans.next()
}

/// Returns whether an object can have a member of a name in JSON. A union with a tag has the tag and the members of its variants.
fn has_member(
    objects: &Table<ObjectId, ObjectType>,
    id: ObjectId,
    name: &str,
    seen: &mut Vec<ObjectId>,
) -> bool {
    if seen.contains(&id) {
        return false;
    }
    seen.push(id);
    let object = &objects[id];
    match object.tag() {
        None => object.json.iter().any(|member| member.name == name),
        Some(tag) => {
            let mut variants = object.fields.iter().filter_map(|it| it.ty.object());
            tag == name || variants.any(|variant| has_member(objects, variant, name, seen))
        }
    }
}

/// Returns whether a field is inside an object that only the format has.
fn is_in_group(members: &[JsonMember], field: FieldId) -> bool {
    members.iter().any(|member| match &member.content {
        JsonContent::Value(_) | JsonContent::Document(_) => false,
        JsonContent::Group(group) => {
            wire_in(&group.children, field).is_some() || is_in_group(&group.children, field)
        }
    })
}

/// Returns whether a field is written as entries.
fn has_entries(members: &[JsonMember], field: FieldId) -> bool {
    let list = wire_in(members, field).and_then(|wire| wire.list.as_ref());
    matches!(list, Some(JsonList::Entries(_)))
}

/// Returns the wire of a field that is one of some members.
fn wire_in(members: &[JsonMember], field: FieldId) -> Option<&FieldWire<JsonList>> {
    members.iter().find_map(|member| match &member.content {
        JsonContent::Value(Source::Field(wire)) if wire.field == field => Some(wire),
        JsonContent::Value(Source::Field(_) | Source::Constant { .. } | Source::Credential(_))
        | JsonContent::Group(_)
        | JsonContent::Document(_) => None,
    })
}

impl ObjectDraft<'_> {
    /// Returns the member of a variant's object that names the variant, if it is a union with such a member.
    fn tag(&self) -> Option<&str> {
        self.tagging.as_ref().and_then(|it| it.tag())
    }
}
