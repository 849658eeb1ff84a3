//! Checks that a tree has a shape for each kind of value that requests write in it, and that its values can be read.
//!
//! Input: the trees of a draft, the bodies of its requests, and the fields of its responses. Output: diagnostics.

use std::collections::BTreeSet;

use super::diagnostics::TreeDiagnostic;
use crate::draft::Draft;
use crate::plan::{
    Absent, Clear, Constant, Content, Field, FieldId, FieldWire, JsonKind, JsonList, JsonMember,
    Literal, ObjectId, Presence, Primitive, Response, ResponseBody, ResponseSource, Source,
    Structure, Table, Tree, TreeKind, TreeNode as _, Type, variant_kinds,
};
use crate::source::{Diagnostics, Span};
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
            let mut kinds = Kinds::new(draft);
            kinds.members(value.nodes(), &operation.fields);
            kinds.check_unions(tree, span, diagnostics);
            let name = || tree.name.as_str().into();
            if kinds.has_any {
                diagnostics.push(TreeDiagnostic::AnyValue { tree: name() }.at(span));
            }
            if kinds.has_time {
                kinds.found.insert(match tree.has_times() {
                    true => TreeKind::Time,
                    false => TreeKind::String,
                });
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
        for (response, (name, syntax)) in operation.responses.iter().zip(&syntax.responses) {
            let span = syntax.tree.as_ref().map_or(name.span, |tree| tree.span);
            check_response(draft, response, span, diagnostics);
        }
    }
}

/// Checks the fields that a response has in a tree.
fn check_response(draft: &Draft, response: &Response, span: Span, diagnostics: &mut Diagnostics) {
    let tree = response.body.iter().find_map(|body| match body {
        ResponseBody::Tree(tree) => draft.trees.get(*tree),
        ResponseBody::Json
        | ResponseBody::Xml
        | ResponseBody::Scalar
        | ResponseBody::Lines(_)
        | ResponseBody::Empty
        | ResponseBody::Text => None,
    });
    let Some(tree) = tree else {
        return;
    };
    let mut kinds = Kinds::new(draft);
    for field in response.fields.iter() {
        let place = match &field.source {
            ResponseSource::Body { json, .. } => json.as_ref(),
            ResponseSource::Header(_) | ResponseSource::Cookie(_) | ResponseSource::Text => None,
        };
        if place.is_some_and(|place| place.values.is_empty()) {
            kinds.value(&field.field.ty);
        }
    }
    if kinds.has_any {
        let tree = tree.name.as_str().into();
        diagnostics.push(TreeDiagnostic::AnyInResponse { tree }.at(span));
    }
    kinds.check_unions(tree, span, diagnostics);
}

/// Returns two kinds that a tree writes in the same way, of which the first is one of some JSON kinds.
fn same_shapes(tree: &Tree, kinds: &[JsonKind]) -> Option<(TreeKind, TreeKind)> {
    tree.shapes.iter().find_map(|shape| {
        let kind = text_kind(shape.kind).filter(|kind| kinds.contains(kind))?;
        let mut others = tree.shapes.iter();
        let other = others.find(|other| {
            text_kind(other.kind).is_some_and(|it| it != kind)
                && other.attributes == shape.attributes
                && other.path == shape.path
        })?;
        Some((shape.kind, other.kind))
    })
}

/// Returns the JSON kind of values that are one text in a tree.
const fn text_kind(kind: TreeKind) -> Option<JsonKind> {
    match kind {
        TreeKind::String | TreeKind::Time => Some(JsonKind::Text),
        TreeKind::Integer | TreeKind::Number => Some(JsonKind::Number),
        TreeKind::Boolean => Some(JsonKind::Boolean),
        TreeKind::Null | TreeKind::List | TreeKind::Object => None,
    }
}

/// The kinds of values in a part of a request.
struct Kinds<'d> {
    draft: &'d Draft,
    found: BTreeSet<TreeKind>,
    /// Whether there are values of the type `any`.
    has_any: bool,
    /// Whether there are points in time.
    has_time: bool,
    /// The objects that were visited.
    objects: BTreeSet<ObjectId>,
}

impl<'d> Kinds<'d> {
    const fn new(draft: &'d Draft) -> Self {
        Kinds {
            draft,
            found: BTreeSet::new(),
            has_any: false,
            has_time: false,
            objects: BTreeSet::new(),
        }
    }

    /// Reports the unions whose variants have different kinds, if the tree writes one of these kinds in the same way as another.
    fn check_unions(&self, tree: &Tree, span: Span, diagnostics: &mut Diagnostics) {
        let objects = &self.draft.objects;
        let visited = self.objects.iter().filter_map(|id| objects.get(*id));
        for union in visited.filter(|it| it.is_by_kind()) {
            let kinds: Vec<_> = variant_kinds(objects, union)
                .iter()
                .flatten()
                .copied()
                .collect();
            if let Some((kind, other)) = same_shapes(tree, &kinds) {
                let found = TreeDiagnostic::KindsOfUnion {
                    union: union.name.as_str().into(),
                    tree: tree.name.as_str().into(),
                    kind: kind.word(),
                    other: other.word(),
                };
                diagnostics.push(found.at(span));
            }
        }
    }

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
                Content::Value(Source::Constant { value, is_time }) => {
                    self.constant(value, *is_time)
                }
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

    /// Adds the kind of a constant. `is_time` is whether its field is a point in time.
    fn constant(&mut self, constant: &Constant, is_time: bool) {
        match constant {
            Constant::Literal(Literal::String(_)) if is_time => self.has_time = true,
            Constant::Literal(literal) => self.literal(literal),
            Constant::Mask => _ = self.found.insert(TreeKind::String),
            Constant::Moment(moment) if is_time && !moment.is_number => self.has_time = true,
            Constant::Moment(moment) => {
                _ = self.found.insert(match moment.is_number {
                    true => TreeKind::Integer,
                    false => TreeKind::String,
                })
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
            return self.constant(constant, wire.is_time);
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
            Some(JsonList::Array | JsonList::Members(_)) | None => {}
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
            Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_) | Primitive::Date) => {
                self.found.insert(TreeKind::String);
            }
            Structure::Primitive(Primitive::Timestamp) => {
                self.has_time = true;
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
            Structure::Primitive(Primitive::Any(_)) => self.has_any = true,
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
