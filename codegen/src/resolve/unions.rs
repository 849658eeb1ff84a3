//! Checks unions: what their variants state, and whether the formats can write them.
//!
//! Input: the objects of a draft, of which some are unions, and the trees that they were given. Output: diagnostics.

use super::diagnostics::UnionDiagnostic;
use super::resolver::{ObjectDraft, Resolver};
use crate::plan::{BodyFormat, ObjectId, ObjectType, Table, Type, XmlPart};
use crate::source::Span;
use crate::syntax::Node;

impl Resolver<'_> {
    /// Reports the keys that have no effect on a variant.
    pub(super) fn check_variant(&mut self, node: &Node, is_constant: bool) {
        let keys = [
            ("required", node.required.as_ref().map(|key| key.span)),
            ("clear", node.clear.as_ref().map(|key| key.span)),
            ("default", node.default.as_ref().map(|key| key.span)),
            ("writeOnly", node.write_only.as_ref().map(|key| key.span)),
            ("readOnly", node.read_only.as_ref().map(|key| key.span)),
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
                let is_element = XmlPart::of_name(&element.name).is_element();
                if draft.xml && !is_element {
                    let found = UnionDiagnostic::PartOfElement { name: name() };
                    self.report(found.at(draft.span));
                }
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
            self.check_tag(tag, draft, objects);
        }
    }

    /// Reports variants whose values cannot have the tag.
    fn check_tag(
        &mut self,
        tag: &str,
        draft: &ObjectDraft<'_>,
        objects: &Table<ObjectId, ObjectType>,
    ) {
        for variant in draft.fields.iter().filter(|it| !it.poisoned) {
            let (name, shown) = (variant.field.name.as_str().into(), tag.into());
            let found = match variant.field.ty.object().map(|id| &objects[id]) {
                None => UnionDiagnostic::TagOfOther { name, tag: shown },
                Some(object) if object.tag() == Some(tag) => {
                    UnionDiagnostic::TagOfUnion { name, tag: shown }
                }
                Some(object) if object.json.iter().any(|member| member.name == tag) => {
                    UnionDiagnostic::TagTaken { name, tag: shown }
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
            todo.extend(
                object
                    .fields
                    .iter()
                    .filter_map(|it| it.field.ty.object_within()),
            );
        }
    }
}

impl ObjectDraft<'_> {
    /// Returns the member of a variant's object that names the variant, if it is a union with such a member.
    fn tag(&self) -> Option<&str> {
        self.tagging.as_ref().and_then(|it| it.tag())
    }
}
