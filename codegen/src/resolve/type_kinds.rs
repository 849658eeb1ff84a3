//! Decides the kind of a type, from `type:` and from the keys that imply it.

use super::diagnostics::{ImplyingKey, NameDiagnostic, TypeDiagnostic, synonym};
use super::resolver::{NamedType, ResolvedType, Resolver};
use crate::plan::{AnyFormat, IntegerFacets, TextFacets, Type};
use crate::source::{Fix, Span, closest};
use crate::syntax::{self, Map, Node, Scope, Text};

/// The names of the built-in types.
pub const BUILT_IN: &[&str] = &[
    "string",
    "integer",
    "number",
    "any",
    "element",
    "boolean",
    "date",
    "timestamp",
    "list",
    "map",
    "object",
    "union",
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
    /// The variants of a union.
    Union(&'a Map<Node>),
    List(&'a Node),
    /// The types of the keys, if they are stated, and of the values.
    Map(Option<&'a Node>, &'a Node),
}

impl<'a> Resolver<'a> {
    /// Resolves the kind of a node's type, from `type:` and from the keys that imply it.
    pub(super) fn resolve_kind(&mut self, node: &'a Node) -> Option<TypeKind<'a>> {
        let given = implying_keys(node);
        let named = match (&node.ty, given.first()) {
            (Some(ty), _) => ty.as_str(),
            (None, Some((ImplyingKey::Enum, _))) => "enum",
            (None, Some((ImplyingKey::Fields, _))) => "object",
            (None, Some((ImplyingKey::Variants, _))) => "union",
            (None, Some((ImplyingKey::Keys, _))) => "map",
            (None, Some((ImplyingKey::Items, _))) if node.keys.is_some() => "map",
            (None, Some((ImplyingKey::Items, _))) => "list",
            (None, None) if node.facets.constant.is_some() => "string",
            // The syntax stage reports a node without a type.
            (None, None) => return None,
        };
        // A name that is no type is the mistake, whatever is beside it.
        if let Some(ty) = &node.ty
            && self.is_unknown_type(ty)
        {
            return self.find_named_type(ty);
        }
        let needed = match named {
            "enum" => Some(ImplyingKey::Enum),
            // A string with `enum:` is an enum.
            "string" if node.values.is_some() => Some(ImplyingKey::Enum),
            "object" => Some(ImplyingKey::Fields),
            "union" => Some(ImplyingKey::Variants),
            "list" | "map" => Some(ImplyingKey::Items),
            _ => None,
        };
        let is_map = named == "map";
        let mut conflicts = given.iter().filter(|(key, _)| Some(*key) != needed);
        let conflict = conflicts.find(|(key, _)| !(is_map && *key == ImplyingKey::Keys));
        if let Some((key, span)) = conflict {
            let ty = named.to_owned();
            self.report(TypeDiagnostic::Conflict { key: *key, ty }.at(*span));
            return None;
        }
        let Some(key) = needed else {
            return match named {
                "string" => Some(TypeKind::Scalar(Type::String(TextFacets::default()))),
                "integer" => Some(TypeKind::Scalar(Type::Integer(IntegerFacets::default()))),
                "number" => Some(TypeKind::Scalar(Type::Number(Box::default()))),
                "any" => Some(TypeKind::Scalar(Type::Any(AnyFormat::Json))),
                "element" => Some(TypeKind::Scalar(Type::Any(AnyFormat::Xml))),
                "boolean" => Some(TypeKind::Scalar(Type::Boolean)),
                "date" => Some(TypeKind::Scalar(Type::Date)),
                "timestamp" => Some(TypeKind::Scalar(Type::Timestamp)),
                _ => self.find_named_type(node.ty.as_ref()?),
            };
        };
        let kind = match key {
            ImplyingKey::Enum => node.values.as_ref().map(TypeKind::Enum),
            ImplyingKey::Fields => node.fields.as_ref().map(TypeKind::Object),
            ImplyingKey::Variants => node.variants.as_ref().map(TypeKind::Union),
            ImplyingKey::Items if is_map => {
                let keys = node.keys.as_deref();
                node.items
                    .as_deref()
                    .map(|items| TypeKind::Map(keys, items))
            }
            ImplyingKey::Items => node.items.as_deref().map(TypeKind::List),
            // No type needs this key.
            ImplyingKey::Keys => None,
        };
        if kind.is_none() && !self.poison.covers(node.span) {
            let span = node.ty.as_ref().map_or(node.span, |ty| ty.span);
            let ty = named.to_owned();
            self.report(
                TypeDiagnostic::Incomplete {
                    ty,
                    key,
                    example: key.example(),
                }
                .at(span),
            );
        }
        kind
    }

    /// Returns whether a name is neither a built-in type nor an entry of `types:`.
    fn is_unknown_type(&self, ty: &str) -> bool {
        let is_built_in = BUILT_IN.contains(&ty);
        !is_built_in && !self.schema.types.iter().any(|(name, _)| name.value == ty)
    }

    /// Finds an entry of `types:`. After an unknown name, the most similar entry stands in.
    fn find_named_type(&mut self, ty: &'a Text) -> Option<TypeKind<'a>> {
        let schema = self.schema;
        let index = schema.types.iter().position(|(name, _)| name == ty);
        if let Some(index) = index {
            return Some(TypeKind::Named(index, ty));
        }
        let is_declared = self.poison.declares(ty, &[Scope::Section("types")]);
        if !is_declared && let Some(found) = NameDiagnostic::of_type_elsewhere(ty) {
            let fix = synonym(ty).map(|word| Fix::word(ty.span, ty, word));
            self.report(found.at(ty.span).with_fix(fix));
            return self.nearest_type(ty);
        }
        let known = schema.types.iter().map(|(name, _)| name.as_str());
        let known = known.chain(BUILT_IN.iter().copied());
        self.report_unknown(ty, &[Scope::Section("types")], known, |name, hint| {
            NameDiagnostic::UnknownType { name, hint }.at(ty.span)
        });
        self.nearest_type(ty)
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
                ..(**typed).clone()
            })),
            NamedType::Unresolved | NamedType::InProgress => None,
        }
    }
}

/// Returns the keys of a node that imply a type, each with the place of its first entry.
fn implying_keys(node: &Node) -> Vec<(ImplyingKey, Span)> {
    let values = node.values.as_ref().map(|values| {
        let first = values.first();
        let span = first.map_or(node.span, |(name, _)| name.span);
        (ImplyingKey::Enum, span)
    });
    let fields = node.fields.as_ref().map(|fields| {
        let first = fields.first();
        let span = first.map_or(node.span, |(name, _)| name.span);
        (ImplyingKey::Fields, span)
    });
    let variants = node.variants.as_ref().map(|variants| {
        let first = variants.first();
        let span = first.map_or(node.span, |(name, _)| name.span);
        (ImplyingKey::Variants, span)
    });
    let items = node.items.as_ref().map(|it| (ImplyingKey::Items, it.span));
    let keys = node.keys.as_ref().map(|it| (ImplyingKey::Keys, it.span));
    [values, fields, variants, items, keys]
        .into_iter()
        .flatten()
        .collect()
}
