//! Resolves types. A named type is an alias or a definition; an anonymous type is named after its place.

use super::diagnostics::{RuleDiagnostic, RustItem, TypeDiagnostic, UnionDiagnostic};
use super::field_names::{FieldNames, FieldOwner};
use super::identifiers::Role;
use super::namespace::{rust_name, stem};
use super::resolver::{FieldDrafts, NamedType, ObjectDraft, ResolvedType, Resolver, owned};
use super::type_kinds::{BUILT_IN, TypeKind};
use crate::plan::{
    JoinedItems, List, ListFacets, MapKeys, MapType, ObjectUpdate, Primitive, Tagging, TextFacets,
    Type, Undescribed,
};
use crate::source::Span;
use crate::syntax::{Case, Map, Node, Text, Untagged, Update};

/// The maximum number of nested types.
const MAX_DEPTH: usize = 64;

/// The names of a type: logical, and in Rust.
#[derive(Debug, Clone)]
pub(super) struct TypeName<'h> {
    /// The logical name: the owner's, followed by the field's.
    pub(super) name: String,
    /// The text from which the Rust name is derived. It is built like `name`, but uses the `rust:` of the owner and of the field
    /// if they have one.
    pub(super) rust: String,
    /// The place of the type.
    pub(super) span: Span,
    /// The name of the entry, if the type is an entry of `types:`.
    pub(super) named: Option<&'h Text>,
}

impl<'a> Resolver<'a> {
    /// Resolves all named types, so that mistakes in unused types are reported too.
    pub(super) fn resolve_named_types(&mut self) {
        let schema = self.schema;
        for (index, (name, node)) in schema.types.iter().enumerate() {
            if BUILT_IN.contains(&name.as_str()) {
                let found = TypeDiagnostic::BuiltInName {
                    name: name.as_str().into(),
                };
                self.diagnostics.push(found.at(name.span));
            }
            self.keep_node_notes(&format!("types.{}", name.value), node);
            self.resolve_named_type(index, name);
        }
    }

    /// Resolves the named type at a position. `at` is the reference to it.
    fn resolve_named_type(&mut self, index: usize, at: &Text) -> ResolvedType<'a> {
        match &self.named[index] {
            NamedType::Resolved(typed) => return (**typed).clone(),
            NamedType::InProgress => {
                let found = TypeDiagnostic::Recursive {
                    name: at.as_str().into(),
                };
                self.has_recursive_type = true;
                self.diagnostics.push(found.at(at.span));
                return ResolvedType::poisoned();
            }
            NamedType::Unresolved => {}
        }
        if self.types_in_progress == MAX_DEPTH {
            self.report_too_deep(at.span);
            return ResolvedType::poisoned();
        }
        self.types_in_progress += 1;
        self.named[index] = NamedType::InProgress;
        let schema = self.schema;
        let (name, node) = &schema.types[index];
        let hint = TypeName {
            name: name.value.clone(),
            rust: stem(node.rust.as_ref(), name).to_owned(),
            span: name.span,
            named: Some(name),
        };
        let mut typed = self.resolve_type(node, &hint);
        self.types_in_progress -= 1;
        typed.depth += 1;
        if typed.depth > MAX_DEPTH && !typed.poisoned {
            self.report_too_deep(name.span);
            // Types that refer to this one count from zero, so that the limit is reported once.
            typed = ResolvedType::poisoned();
        }
        typed.name = Some(name.value.clone());
        typed.via.insert(0, node);
        self.named[index] = NamedType::Resolved(Box::new(typed.clone()));
        typed
    }

    fn report_too_deep(&mut self, span: Span) {
        let found = TypeDiagnostic::TooDeep { limit: MAX_DEPTH };
        self.report(found.at(span));
    }

    /// Resolves the type of a node.
    pub(super) fn resolve_type(&mut self, node: &'a Node, hint: &TypeName<'_>) -> ResolvedType<'a> {
        self.check_object_update(node);
        let Some(kind) = self.resolve_kind(node) else {
            return ResolvedType::poisoned();
        };
        let mut typed = match kind {
            TypeKind::Named(index, at) => self.resolve_named_type(index, at),
            TypeKind::Poisoned(typed) => typed,
            TypeKind::Scalar(ty) => ResolvedType::of(ty),
            TypeKind::Enum(values) => {
                let index = self.resolve_enum(
                    values,
                    node.rust_for_type(hint),
                    hint,
                    owned(node.description.as_ref()),
                );
                ResolvedType::of(Type::Enum(index))
            }
            TypeKind::Object(fields) => self.resolve_object(node, fields, None, hint),
            TypeKind::Union(variants) => self.resolve_union(node, variants, hint),
            TypeKind::List(items) => self.resolve_list(node, items, hint),
            TypeKind::Map(keys, items) => self.resolve_map(keys, items, hint),
        };
        if !typed.poisoned {
            typed.ty = self.add_facets(typed.ty, &node.facets);
            self.declare_text(node, &typed, hint.span);
            self.declare_number(node, &typed);
        }
        if let (Some((name, _)), None) = (node.rules.first(), &node.fields)
            && !typed.poisoned
        {
            self.diagnostics
                .push(RuleDiagnostic::RulesWithoutFields.at(name.span));
        }
        if let (Some(join), false) = (&node.join, typed.ty.list().is_some() || typed.poisoned) {
            self.diagnostics
                .push(TypeDiagnostic::JoinWithoutList.at(join.span));
        }
        let of_joined = [
            ("quoted", node.quoted.as_ref().map(|key| key.span)),
            ("separators", node.separators.as_ref().map(|key| key.span)),
        ];
        for (key, span) in of_joined {
            if let (Some(span), None, false) = (span, &node.join, typed.poisoned) {
                self.report(TypeDiagnostic::KeyWithoutJoin { key }.at(span));
            }
        }
        let keys = [
            ("tag", node.tag.as_ref().map(|key| key.span)),
            ("untagged", node.untagged.as_ref().map(|key| key.span)),
        ];
        for (key, span) in keys {
            if let (Some(span), None, false) = (span, &node.variants, typed.poisoned) {
                self.report(UnionDiagnostic::TagWithoutVariants { key }.at(span));
            }
        }
        typed
    }

    fn resolve_list(
        &mut self,
        node: &'a Node,
        items: &'a Node,
        hint: &TypeName<'_>,
    ) -> ResolvedType<'a> {
        let item = self.resolve_type(items, hint);
        self.keep_item_notes(items, hint);
        self.check_inner(items, &item);
        let join = node.join.as_ref().and_then(|join| {
            if item.ty.is_any() {
                self.diagnostics
                    .push(TypeDiagnostic::JoinedAny.at(join.span));
                return None;
            }
            let joinable = item.ty.primitive().is_some();
            if join.is_empty() || !joinable {
                let found = if joinable {
                    TypeDiagnostic::EmptySeparator
                } else {
                    TypeDiagnostic::JoinedObjects
                };
                self.diagnostics.push(found.at(join.span));
                return None;
            }
            Some(join.value.clone())
        });
        ResolvedType {
            ty: Type::List(Box::new(List {
                item: item.ty,
                facets: ListFacets::default(),
                joined: self.joined_items(node, join.is_some()),
                join,
            })),
            name: None,
            via: item.via,
            depth: item.depth + 1,
            poisoned: item.poisoned,
        }
    }

    /// Returns how the items of a list that is one text are told apart.
    fn joined_items(&mut self, node: &Node, is_joined: bool) -> JoinedItems {
        let quoted = node.quoted.as_ref().filter(|it| it.value);
        match (quoted, &node.separators) {
            _ if !is_joined => JoinedItems::Plain,
            (Some(_), Some(separators)) => {
                self.report(TypeDiagnostic::QuotedSeparators.at(separators.span));
                JoinedItems::Quoted
            }
            (Some(_), None) => {
                let join = node.join.as_ref().filter(|it| it.contains(['"', '\\']));
                if let Some(join) = join {
                    self.report(TypeDiagnostic::QuotedByItself.at(join.span));
                }
                JoinedItems::Quoted
            }
            (None, Some(separators)) if separators.value > 0 => {
                JoinedItems::Containing(separators.value)
            }
            (None, _) => JoinedItems::Plain,
        }
    }

    /// Reports a list inside a list or a map that is one text.
    fn check_inner(&mut self, items: &Node, item: &ResolvedType<'a>) {
        if !item.poisoned && item.ty.join().is_some() {
            let joined = items.join.as_ref().map_or(items.span, |join| join.span);
            self.report(TypeDiagnostic::JoinedInside.at(joined));
        }
    }

    fn resolve_map(
        &mut self,
        keys: Option<&'a Node>,
        items: &'a Node,
        hint: &TypeName<'_>,
    ) -> ResolvedType<'a> {
        let item = self.resolve_type(items, hint);
        self.keep_item_notes(items, hint);
        let of_keys = keys.map(|node| {
            let hint = TypeName {
                name: format!("{}_key", hint.name),
                rust: format!("{}_key", hint.rust),
                span: hint.span,
                named: None,
            };
            self.keep_node_notes(&hint.name, node);
            (node, self.resolve_keys(node, &hint))
        });
        let is_poisoned = item.poisoned || of_keys.as_ref().is_some_and(|(_, keys)| keys.poisoned);
        if is_poisoned {
            return ResolvedType::poisoned();
        }
        self.check_inner(items, &item);
        let keys = match of_keys {
            None => MapKeys::Text(TextFacets::default()),
            Some((node, keys)) if keys.ty.text().is_some_and(|it| !it.normal.is_empty()) => {
                self.report(TypeDiagnostic::NormalizedKeys.at(node.span));
                return ResolvedType::poisoned();
            }
            Some((node, keys)) => match map_keys(&keys.ty) {
                Some(keys) => keys,
                None => {
                    self.report(TypeDiagnostic::KeysOfOtherType.at(node.span));
                    return ResolvedType::poisoned();
                }
            },
        };
        let map = MapType {
            keys,
            item: item.ty,
            min_items: None,
            max_items: None,
        };
        ResolvedType {
            ty: Type::Map(Box::new(map)),
            name: None,
            via: item.via,
            depth: item.depth + 1,
            poisoned: false,
        }
    }

    /// Resolves the type of the keys of a map, which are texts if the node states no type.
    fn resolve_keys(&mut self, node: &'a Node, hint: &TypeName<'_>) -> ResolvedType<'a> {
        if node.ty.is_some() || node.values.is_some() {
            return self.resolve_type(node, hint);
        }
        let text = Type::String(TextFacets::default());
        let typed = ResolvedType::of(self.add_facets(text, &node.facets));
        self.declare_text(node, &typed, hint.span);
        typed
    }

    fn keep_item_notes(&mut self, items: &Node, hint: &TypeName<'_>) {
        self.keep_node_notes(&format!("{}[]", hint.name), items);
    }

    fn resolve_object(
        &mut self,
        node: &'a Node,
        fields: &'a Map<Node>,
        tagging: Option<Tagging>,
        hint: &TypeName<'_>,
    ) -> ResolvedType<'a> {
        let rust = self.reserve_type_name(node.rust_for_type(hint), hint);
        let schema_case = self
            .schema
            .case
            .as_ref()
            .map_or(Case::None, |case| case.value);
        // Any operation can use the object, so an operation's case does not apply.
        let case = node.case.as_ref().map_or(schema_case, |case| case.value);
        let outer = std::mem::take(&mut self.has_recursive_type);
        let owner = match tagging {
            Some(_) => FieldOwner::Union,
            None => FieldOwner::Object,
        };
        let drafts = self.resolve_members(fields, hint, case, owner);
        let depth = 1 + drafts.iter().map(|draft| draft.depth).max().unwrap_or(0);
        let recursive = self.has_recursive_type;
        self.has_recursive_type |= outer;
        let object = self.objects.push(ObjectDraft {
            name: hint.name.clone(),
            rust,
            description: owned(node.description.as_ref()),
            fields: drafts,
            unsent: Vec::new(),
            tagging,
            span: hint.span,
            undescribed: node
                .undescribed
                .as_ref()
                .map_or(Undescribed::Drop, |it| it.value.into()),
            update: resolve_update(node),
            stated_rules: (!node.rules.is_empty()).then_some(&node.rules),
            rules: None,
            json: false,
            xml: false,
            query: false,
            form: false,
            lines: false,
            in_request: false,
        });
        ResolvedType {
            depth,
            poisoned: recursive,
            ..ResolvedType::of(Type::Object(object))
        }
    }

    /// Resolves a union as an object of which a value has exactly one field.
    fn resolve_union(
        &mut self,
        node: &'a Node,
        variants: &'a Map<Node>,
        hint: &TypeName<'_>,
    ) -> ResolvedType<'a> {
        if variants.is_empty() {
            self.report(UnionDiagnostic::NoVariant.at(node.span));
            return ResolvedType::poisoned();
        }
        let tagging = match (&node.tag, &node.untagged) {
            (Some(_), Some(untagged)) => {
                self.report(UnionDiagnostic::TagAndKind.at(untagged.span));
                return ResolvedType::poisoned();
            }
            (Some(tag), None) => Tagging::Member(tag.value.clone()),
            (None, Some(untagged)) => match untagged.value {
                Untagged::Kind => Tagging::Kind,
            },
            (None, None) => Tagging::External,
        };
        self.resolve_object(node, variants, Some(tagging), hint)
    }

    /// Resolves the fields of an object, or the variants of a union.
    fn resolve_members(
        &mut self,
        fields: &'a Map<Node>,
        hint: &TypeName<'_>,
        case: Case,
        owner: FieldOwner,
    ) -> FieldDrafts<'a> {
        let place = match hint.named {
            Some(name) => format!("types.{}", name.value),
            None => hint.name.clone(),
        };
        let mut space = match owner {
            FieldOwner::Union => FieldNames::of_union(),
            FieldOwner::Object
            | FieldOwner::Operation(_)
            | FieldOwner::Parameters
            | FieldOwner::Response => FieldNames::default(),
        };
        fields
            .iter()
            .map(|(name, node)| {
                self.keep_node_notes(&format!("{place}.{}", name.value), node);
                let draft = self.resolve_field(name, node, (&hint.name, &hint.rust), case, owner);
                space.take(&draft, &mut self.diagnostics);
                draft
            })
            .collect()
    }

    /// Chooses the Rust name of a type and reserves it in the module.
    pub(super) fn reserve_type_name(&mut self, rust: Option<&Text>, hint: &TypeName<'_>) -> String {
        let text = Text::new(hint.rust.clone(), hint.span);
        let ident = rust_name(&text, rust, Role::Type, &mut self.diagnostics);
        let item = match hint.named {
            Some(name) => RustItem::Type(name.as_str().into()),
            None => RustItem::TypeOf(hint.name.as_str().into()),
        };
        self.module
            .take(&ident.rust, item, hint.span, &mut self.diagnostics);
        ident.rust
    }
}

/// Returns the keys of a map as their type states them; `None` if the type has no texts.
fn map_keys(ty: &Type) -> Option<MapKeys> {
    match ty.primitive()? {
        Primitive::Text(facets) => Some(MapKeys::Text(facets.clone())),
        Primitive::Enum(values) => Some(MapKeys::Enum(values)),
        Primitive::Integer(_)
        | Primitive::Number(_)
        | Primitive::Any(_)
        | Primitive::Boolean
        | Primitive::Date
        | Primitive::Timestamp => None,
    }
}

impl ResolvedType<'_> {
    fn of(ty: Type) -> Self {
        Self {
            ty,
            name: None,
            via: Vec::new(),
            depth: 1,
            poisoned: false,
        }
    }

    /// Returns a type that stands in for one with a mistake. Nothing is reported about it.
    fn poisoned() -> Self {
        Self {
            poisoned: true,
            ..Self::of(Type::String(TextFacets::default()))
        }
    }
}

impl Node {
    /// Returns `rust:` if it names the type: on an entry of `types:`, not on a field.
    fn rust_for_type(&self, hint: &TypeName<'_>) -> Option<&Text> {
        hint.named.and(self.rust.as_ref())
    }
}

/// Returns what a patch does to the members that an object leaves out.
fn resolve_update(node: &Node) -> ObjectUpdate {
    match node.update.as_ref().map(|update| update.value) {
        Some(Update::Patch) => ObjectUpdate::Patch,
        Some(Update::Replace | Update::Unstated | Update::None) | None => ObjectUpdate::Replace,
    }
}
