//! Decides the kind of a type, from `type:` and from the keys that imply it.

use super::diagnostics::{NameDiagnostic, TypeDiagnostic};
use super::resolver::{NamedType, ResolvedType, Resolver};
use crate::plan::{IntegerFacets, TextFacets, Type};
use crate::source::closest;
use crate::syntax::{self, Map, Node, Text};

/// The names of the built-in types.
pub(super) const BUILT_IN: &[&str] = &[
    "string",
    "integer",
    "boolean",
    "date",
    "timestamp",
    "list",
    "object",
    "enum",
];

/// The kind of a type, with its parts.
pub(super) enum TypeKind<'a> {
    /// A type that stands in for an unknown one.
    Poisoned(ResolvedType<'a>),
    Named(usize, &'a Text),
    Scalar(Type),
    Enum(&'a Map<syntax::EnumValue>),
    Object(&'a Map<Node>),
    List(&'a Node),
}

impl<'a> Resolver<'a> {
    /// Returns the kind of a node's type, from `type:` and from the keys that imply it.
    pub(super) fn resolve_kind(&mut self, node: &'a Node) -> Option<TypeKind<'a>> {
        let telling = [
            (
                "enum",
                node.values
                    .as_ref()
                    .map(|values| values.first().map_or(node.span, |(name, _)| name.span)),
            ),
            (
                "fields",
                node.fields
                    .as_ref()
                    .map(|fields| fields.first().map_or(node.span, |(name, _)| name.span)),
            ),
            ("items", node.items.as_ref().map(|items| items.span)),
        ];
        let named = match &node.ty {
            Some(ty) => ty.as_str(),
            None => match telling.iter().find(|(_, span)| span.is_some()) {
                Some((key, _)) => match *key {
                    "enum" => "enum",
                    "fields" => "object",
                    _ => "list",
                },
                None if node.facets.constant.is_some() => "string",
                // The syntax stage reports a node without a type.
                None => return None,
            },
        };
        let own = match named {
            "enum" => "enum",
            // A string with `enum:` is an enum.
            "string" if node.values.is_some() => "enum",
            "object" => "fields",
            "list" => "items",
            _ => "",
        };
        let mut conflict = false;
        for (key, span) in telling {
            if let (Some(span), true) = (span, key != own) {
                conflict = true;
                let ty = named.to_owned();
                let found = TypeDiagnostic::Conflict { key, ty };
                self.diagnostics.push(found.at(span));
                break;
            }
        }
        if conflict {
            return None;
        }
        let missing = |this: &mut Self, key: &'static str| {
            if this.poison.covers(node.span) {
                return;
            }
            let span = node.ty.as_ref().map_or(node.span, |ty| ty.span);
            let ty = named.to_owned();
            let found = TypeDiagnostic::Incomplete { ty, key };
            this.diagnostics.push(found.at(span));
        };
        Some(match named {
            "integer" => TypeKind::Scalar(Type::Integer(IntegerFacets::default())),
            "boolean" => TypeKind::Scalar(Type::Boolean),
            "date" => TypeKind::Scalar(Type::Date),
            "timestamp" => TypeKind::Scalar(Type::Timestamp),
            _ if own == "enum" => match &node.values {
                Some(values) => TypeKind::Enum(values),
                None => {
                    missing(self, "enum");
                    return None;
                }
            },
            "string" => TypeKind::Scalar(Type::String(TextFacets::default())),
            "object" => match &node.fields {
                Some(fields) => TypeKind::Object(fields),
                None => {
                    missing(self, "fields");
                    return None;
                }
            },
            "list" => match &node.items {
                Some(items) => TypeKind::List(items),
                None => {
                    missing(self, "items");
                    return None;
                }
            },
            _ => {
                let ty = node.ty.as_ref()?;
                let schema = self.schema;
                let Some(index) = schema.types.iter().position(|(name, _)| name == ty) else {
                    let known = schema.types.iter().map(|(name, _)| name.as_str());
                    let known = known.chain(BUILT_IN.iter().copied());
                    self.report_unknown(ty, known, |name, hint| {
                        NameDiagnostic::UnknownType { name, hint }.at(ty.span)
                    });
                    return self.nearest_type(ty);
                };
                TypeKind::Named(index, ty)
            }
        })
    }

    /// Returns the most similar type for an unknown name, poisoned, so that stubs have the type that users' code expects.
    fn nearest_type(&self, name: &str) -> Option<TypeKind<'a>> {
        let names = self.schema.types.iter().map(|(name, _)| name.as_str());
        let nearest = closest(name, names)?;
        let index = self
            .schema
            .types
            .iter()
            .position(|(known, _)| known.value == nearest)?;
        match &self.named[index] {
            NamedType::Resolved(typed) => Some(TypeKind::Poisoned(ResolvedType {
                poisoned: true,
                ..typed.clone()
            })),
            NamedType::Unresolved | NamedType::InProgress => None,
        }
    }
}
