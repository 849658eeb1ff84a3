//! Checks `means:`: the type of the field must be able to hold the datum, and a contact must be able to fill the field.
//!
//! Input: a field with its type. Output: a diagnostic for a datum that can never be sent or read.

use super::diagnostics::{ContactDiagnostic, UnionDiagnostic, UnsuitableType};
use super::resolver::{ResolvedType, Resolver};
use crate::plan::{ObjectId, Primitive, Structure, Type, is_datum};
use crate::syntax::{Node, Text};

impl Resolver<'_> {
    /// Reports a field whose datum no contact can fill, and a list whose minimum number of items no contact can fill.
    pub(super) fn check_datum(&mut self, name: &Text, node: &Node, typed: &ResolvedType<'_>) {
        if typed.poisoned {
            return;
        }
        let term = node.means.as_ref().filter(|term| is_datum(term));
        if let (Some(term), Some(ty)) = (term, unsuitable(&typed.ty)) {
            let found = ContactDiagnostic::UnsuitableType {
                term: term.as_str().into(),
                ty,
            };
            self.report(found.at(term.span));
        }
        if let Some(object) = typed.ty.map().and_then(|map| map.item.object())
            && let Some(datum) = self.datum_inside(object)
        {
            let found = ContactDiagnostic::InMap {
                name: name.as_str().into(),
                datum: datum.span,
            };
            self.report(found.at(name.span));
        }
        if let Some(object) = typed.ty.object_within()
            && self.objects[object].tagging.is_some()
            && let Some(datum) = self.datum_inside(object)
        {
            let found = UnionDiagnostic::Datum {
                name: name.as_str().into(),
                datum: datum.span,
            };
            self.report(found.at(name.span));
        }
        let Some(list) = typed.ty.list() else { return };
        let (Some(object), Some(least @ 2..)) = (list.item.object(), list.facets.min_items) else {
            return;
        };
        let Some(datum) = self.datum_inside(object) else {
            return;
        };
        let found = ContactDiagnostic::SeveralItems {
            name: name.as_str().into(),
            least,
            datum: datum.span,
        };
        self.report(found.at(name.span));
    }

    /// Returns the first `means:` in an object, at any depth.
    fn datum_inside(&self, object: ObjectId) -> Option<&Text> {
        let mut todo = vec![object];
        let mut seen = Vec::new();
        while let Some(object) = todo.pop() {
            if seen.contains(&object) {
                continue;
            }
            seen.push(object);
            for draft in &self.objects[object].fields {
                let term = draft.node.means.as_ref().filter(|term| is_datum(term));
                if term.is_some() {
                    return term;
                }
                todo.extend(draft.field.ty.object_within());
            }
        }
        None
    }
}

/// Returns why a type cannot hold a datum; `None` if it can.
fn unsuitable(ty: &Type) -> Option<UnsuitableType> {
    match ty.structure() {
        Structure::Primitive(
            Primitive::Text(_)
            | Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Date
            | Primitive::Enum(_),
        ) => None,
        Structure::Primitive(Primitive::Any(_) | Primitive::Boolean | Primitive::Timestamp) => {
            Some(UnsuitableType::Scalar)
        }
        Structure::Object(_) => Some(UnsuitableType::Object),
        Structure::Map(_) => Some(UnsuitableType::Map),
        Structure::List(list) => match list.item.structure() {
            Structure::Primitive(Primitive::Text(_)) => None,
            Structure::Object(_) => Some(UnsuitableType::Objects),
            Structure::Primitive(
                Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            )
            | Structure::Map(_)
            | Structure::List(_) => Some(UnsuitableType::Scalar),
        },
    }
}
