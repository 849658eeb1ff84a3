//! Checks that a tree has a shape for each kind of value that requests write in it.
//!
//! Input: the trees of a draft, and the bodies of its requests. Output: diagnostics.

use std::collections::BTreeSet;

use super::diagnostics::TreeDiagnostic;
use crate::draft::Draft;
use crate::plan::{
    Absent, Clear, Content, Field, FieldId, FieldWire, JsonList, JsonMember, Literal, ObjectId,
    Presence, Primitive, Source, Structure, Table, TreeKind, TreeNode as _, Type,
};
use crate::source::Diagnostics;
use crate::syntax::Schema;

/// Checks the documents of all operations.
pub(super) fn check(draft: &Draft, schema: &Schema, diagnostics: &mut Diagnostics) {
    for (operation, (name, syntax)) in draft.operations.iter().zip(&schema.operations) {
        let span = syntax
            .envelope
            .as_ref()
            .map_or(name.span, |envelope| envelope.span);
        for value in operation
            .bindings
            .iter()
            .flat_map(|it| it.body.tree_values())
        {
            let Some(tree) = draft.trees.get(value.tree) else {
                continue;
            };
            let mut kinds = Kinds {
                draft,
                found: BTreeSet::new(),
                has_any: false,
                objects: BTreeSet::new(),
            };
            kinds.members(value.nodes(), &operation.fields);
            let name = || tree.name.as_str().into();
            if kinds.has_any {
                diagnostics.push(TreeDiagnostic::AnyValue { tree: name() }.at(span));
            }
            for kind in kinds.found {
                if !tree.shapes.iter().any(|shape| shape.kind == kind) {
                    let found = TreeDiagnostic::NoShape {
                        tree: name(),
                        kind: kind.word(),
                    };
                    diagnostics.push(found.at(span));
                }
            }
        }
    }
}

/// The kinds of values in a part of a request.
struct Kinds<'d> {
    draft: &'d Draft,
    found: BTreeSet<TreeKind>,
    /// Whether there are values of the type `any`.
    has_any: bool,
    /// The objects that were visited.
    objects: BTreeSet<ObjectId>,
}

impl Kinds<'_> {
    fn members(&mut self, members: &[JsonMember], fields: &Table<FieldId, Field>) {
        for member in members {
            match member.content() {
                Content::Group(group) => {
                    self.found.insert(TreeKind::Object);
                    self.members(&group.children, fields);
                }
                // The document is a text.
                Content::Document(_) => {
                    self.found.insert(TreeKind::String);
                }
                Content::Value(Source::Constant(literal)) => self.literal(literal),
                Content::Value(Source::Credential(credential)) => {
                    let credential = self.draft.credentials.get(*credential);
                    let is_integer = credential.is_some_and(|it| it.integer.is_some());
                    self.found.insert(match is_integer {
                        true => TreeKind::Integer,
                        false => TreeKind::String,
                    });
                }
                Content::Value(Source::Field(wire)) => {
                    if let Some(field) = fields.get(wire.field) {
                        self.field(field, wire);
                    }
                }
                Content::Tree(_) => {}
            }
        }
    }

    fn literal(&mut self, literal: &Literal) {
        self.found.insert(match literal {
            Literal::String(_) => TreeKind::String,
            Literal::Number(text) if text.contains(['.', 'e', 'E']) => TreeKind::Number,
            Literal::Number(_) => TreeKind::Integer,
            Literal::Boolean(_) => TreeKind::Boolean,
            Literal::Null => TreeKind::Null,
        });
    }

    fn field(&mut self, field: &Field, wire: &FieldWire<JsonList>) {
        if let Some(constant) = &field.constant {
            return self.literal(constant);
        }
        self.found.extend(match wire.absent {
            Absent::Omit => None,
            Absent::Null => Some(TreeKind::Null),
            Absent::Empty => Some(TreeKind::String),
        });
        self.found.extend(match field.presence {
            Presence::Clearable(Clear::Null) => Some(TreeKind::Null),
            Presence::Clearable(Clear::Empty) => Some(TreeKind::String),
            Presence::Clearable(Clear::EmptyList | Clear::AllItems(_)) => Some(TreeKind::List),
            Presence::Required | Presence::Optional | Presence::Variant => None,
        });
        match &wire.list {
            Some(JsonList::Join(_)) => {
                self.found.insert(TreeKind::String);
                return;
            }
            Some(JsonList::Entries(_)) => {
                let kinds = [TreeKind::List, TreeKind::Object, TreeKind::String];
                self.found.extend(kinds);
            }
            Some(JsonList::Array) | None => {}
        }
        if wire.values.is_empty() {
            self.value(&field.ty);
            return;
        }
        for (_, literal) in &wire.values {
            self.literal(literal);
        }
        if field.ty.list().is_some() {
            self.found.insert(TreeKind::List);
        }
    }

    fn value(&mut self, ty: &Type) {
        let draft = self.draft;
        match ty.structure() {
            Structure::Primitive(
                Primitive::Text(_) | Primitive::Enum(_) | Primitive::Date | Primitive::Timestamp,
            ) => {
                self.found.insert(TreeKind::String);
            }
            Structure::Primitive(Primitive::Integer(_)) => {
                self.found.insert(TreeKind::Integer);
            }
            Structure::Primitive(Primitive::Number(_)) => {
                self.found.extend([TreeKind::Integer, TreeKind::Number]);
            }
            Structure::Primitive(Primitive::Boolean) => {
                self.found.insert(TreeKind::Boolean);
            }
            Structure::Primitive(Primitive::Any) => self.has_any = true,
            Structure::List(list) => {
                self.found.insert(TreeKind::List);
                self.value(&list.item);
            }
            Structure::Map(map) => {
                self.found.insert(TreeKind::Object);
                self.value(&map.item);
            }
            Structure::Object(id) => {
                if let Some(object) = draft.objects.get(id)
                    && self.objects.insert(id)
                {
                    self.found.insert(TreeKind::Object);
                    self.found.extend(object.tag().map(|_| TreeKind::String));
                    self.members(&object.json, &object.fields);
                }
            }
        }
    }
}
