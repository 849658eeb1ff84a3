//! Resolves objects: which formats requests write them in, and their trees there.

use super::current_operation::CurrentOperation;
use super::diagnostics::{RustItem, TypeDiagnostic};
use super::resolver::{ObjectDraft, Resolver};
use super::wire::{self, BuildNode, Builder, Owner};
use crate::plan::{
    self, BodyFormat, FieldId, JsonContent, JsonList, ObjectId, Parameters, Presence, Source,
    Table, Type,
};
use crate::source::Diagnostics;

/// Adds the tag of each union to the names that no entry of a map in its variants can have.
fn take_tags(objects: &mut Table<ObjectId, plan::ObjectType>) {
    let tagged = objects.iter().filter_map(|union| {
        let tag = union.tag()?;
        let variants = union.fields.iter().filter_map(|it| it.ty.object());
        Some(variants.map(move |variant| (variant, tag.to_owned())))
    });
    let tagged: Vec<(ObjectId, String)> = tagged.flatten().collect();
    for (variant, tag) in tagged {
        let Some(object) = objects.get_mut(variant) else {
            continue;
        };
        for node in &mut object.json {
            let list = match &mut node.content {
                JsonContent::Value(Source::Field(wire)) => wire.list.as_mut(),
                JsonContent::Value(Source::Constant { .. } | Source::Credential(_))
                | JsonContent::Group(_)
                | JsonContent::Document(_) => None,
            };
            if let Some(JsonList::Members(members)) = list {
                members.taken.push(tag.clone());
            }
        }
    }
}

impl<'a> Resolver<'a> {
    /// Marks the objects that a request writes in a format.
    pub(super) fn mark_objects(
        &mut self,
        current: &CurrentOperation<'_>,
        fields: &[FieldId],
        format: BodyFormat,
    ) {
        for index in fields {
            let draft = &current.drafts[*index];
            self.mark_objects_of_type(&draft.field.ty.clone(), format);
        }
    }

    fn mark_objects_of_type(&mut self, ty: &Type, format: BodyFormat) {
        let Some(index) = ty.object_within() else {
            return;
        };
        let object = &mut self.objects[index];
        object.in_request = true;
        let seen = match format {
            BodyFormat::Json => std::mem::replace(&mut object.json, true),
            BodyFormat::Xml => std::mem::replace(&mut object.xml, true),
            BodyFormat::Query => std::mem::replace(&mut object.query, true),
            BodyFormat::Form => std::mem::replace(&mut object.form, true),
            BodyFormat::Lines => std::mem::replace(&mut object.lines, true),
            // A text has no objects.
            BodyFormat::Text => true,
        };
        if !seen {
            let types: Vec<Type> = object
                .fields
                .iter()
                .map(|draft| draft.field.ty.clone())
                .collect();
            for ty in types {
                self.mark_objects_of_type(&ty, format);
            }
        }
    }

    /// Builds the trees of all objects. Mistakes are reported only for formats that requests use.
    pub(super) fn finish_objects(&mut self) -> Table<ObjectId, plan::ObjectType> {
        let objects = std::mem::take(&mut self.objects);
        let mut finished: Table<ObjectId, plan::ObjectType> = objects
            .iter_ids()
            .map(|(id, object)| {
                self.take_required(object);
                let is_variant = || {
                    let unions = objects.iter().filter(|it| it.tagging.is_some());
                    let mut variants = unions.flat_map(|it| &it.fields);
                    variants.any(|it| it.field.ty.object() == Some(id))
                };
                if object.in_request && object.fields.is_empty() && !is_variant() {
                    let found = TypeDiagnostic::EmptyObject {
                        name: object.name.as_str().into(),
                    };
                    self.diagnostics.push(found.at(object.span));
                }
                plan::ObjectType {
                    name: object.name.clone(),
                    rust: object.rust.clone(),
                    description: object.description.clone(),
                    fields: object
                        .fields
                        .iter()
                        .map(|draft| draft.field.clone())
                        .collect(),
                    tagging: object.tagging.clone(),
                    json: self.build_object_nodes(&objects, object, BodyFormat::Json, object.json),
                    xml: self.build_object_nodes(&objects, object, BodyFormat::Xml, object.xml),
                    query: self.build_object_parameters(
                        &objects,
                        object,
                        BodyFormat::Query,
                        object.query,
                    ),
                    form: self.build_object_parameters(
                        &objects,
                        object,
                        BodyFormat::Form,
                        object.form,
                    ),
                    lines: self.build_object_parameters(
                        &objects,
                        object,
                        BodyFormat::Lines,
                        object.lines,
                    ),
                    undescribed: object.undescribed,
                    update: object.update,
                    rules: object.rules.clone().unwrap_or_default(),
                    in_request: object.in_request,
                }
            })
            .collect();
        take_tags(&mut finished);
        self.check_unions(&objects, &finished);
        finished
    }

    /// Reserves the name of the struct of required fields, which an object with more than two of them has.
    fn take_required(&mut self, object: &ObjectDraft<'a>) {
        let required = object
            .fields
            .iter()
            .filter(|d| d.field.presence == Presence::Required && d.field.constant.is_none())
            .count();
        if object.in_request && required > 2 {
            self.module.take(
                &format!("{}Required", object.rust),
                RustItem::RequiredFieldsOf(object.name.as_str().into()),
                object.span,
                &mut self.diagnostics,
            );
        }
    }

    /// Returns the members of an object as parameters, if requests write it so.
    fn build_object_parameters(
        &mut self,
        objects: &Table<ObjectId, ObjectDraft<'a>>,
        object: &ObjectDraft<'a>,
        format: BodyFormat,
        used: bool,
    ) -> Parameters {
        if used {
            self.build_object_nodes(objects, object, format, used)
        } else {
            Parameters::new()
        }
    }

    fn build_object_nodes<N: BuildNode>(
        &mut self,
        objects: &Table<ObjectId, ObjectDraft<'a>>,
        object: &ObjectDraft<'a>,
        format: BodyFormat,
        used: bool,
    ) -> Vec<N> {
        let mut found = Diagnostics::default();
        let mut builder = Builder {
            format,
            owner: Owner::Object,
            operation: None,
            assign: "",
            drafts: &object.fields,
            objects,
            enums: &self.enums,
            diagnostics: &mut found,
        };
        let mut nodes = builder.build_fields(object.fields.ids());
        builder.check_places(&nodes, object.span);
        N::settle(&mut builder, &mut nodes);
        wire::settle_constants(&mut nodes, &object.fields);
        if used {
            self.diagnostics.extend(found);
        }
        nodes
    }
}
