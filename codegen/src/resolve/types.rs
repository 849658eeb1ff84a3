//! Types: named ones are aliases or definitions, anonymous ones are named after where they stand.

use super::codes;
use super::names::Role;
use super::space::{rust_name, stem};
use super::state::{FieldDrafts, Named, ObjectDraft, Resolver, Typed, owned};
use crate::draft::{Declaration, TextDeclaration};
use crate::plan::{IntegerFacets, List, ListFacets, TextFacets, Type};
use crate::source::{Span, closest};
use crate::syntax::{self, Case, Map, Node, Text};

/// How many types one may lead through.
const DEEPEST: usize = 64;

/// The names that `type:` knows by itself.
const BUILT_IN: &[&str] = &[
    "string",
    "integer",
    "boolean",
    "date",
    "timestamp",
    "list",
    "object",
    "enum",
];

/// What an anonymous type would be called.
#[derive(Debug, Clone)]
pub(super) struct Hint<'h> {
    /// The logical name: that of the owner, then that of the field.
    pub(super) name: String,
    /// What its Rust name is made of: as `name`, with the `rust:` of the owner and the field where they have one.
    pub(super) rust: String,
    /// Where it stands.
    pub(super) span: Span,
    /// The name that the document gives to the type itself, where it is one of `types:`.
    pub(super) named: Option<&'h Text>,
}

impl<'a> Resolver<'a> {
    /// Resolves all named types, so that mistakes in unused ones are found too.
    pub(super) fn named_types(&mut self) {
        let schema = self.schema;
        for (index, (name, node)) in schema.types.iter().enumerate() {
            if BUILT_IN.contains(&name.as_str()) {
                self.error_help(
                    codes::BUILT_IN_NAME,
                    name.span,
                    format!("`{}` is a built-in type", name.value),
                    "give the type another name",
                );
            }
            self.note_node(&format!("types.{}", name.value), node);
            self.named_type(index, name);
        }
    }

    /// The named type at a position; `at` is the place that asks for it.
    fn named_type(&mut self, index: usize, at: &Text) -> Typed<'a> {
        match &self.named[index] {
            Named::Done(typed) => return typed.clone(),
            Named::Doing => {
                self.error_help(
                    codes::RECURSIVE_TYPE,
                    at.span,
                    format!("`{}` leads back to itself", at.value),
                    "break the ring: a type may hold other types only",
                );
                return Typed::poisoned();
            }
            Named::Todo => {}
        }
        if self.doing == DEEPEST {
            self.too_deep(at.span);
            return Typed::poisoned();
        }
        self.doing += 1;
        self.named[index] = Named::Doing;
        let schema = self.schema;
        let (name, node) = &schema.types[index];
        let hint = Hint {
            name: name.value.clone(),
            rust: stem(node.rust.as_ref(), name).to_owned(),
            span: name.span,
            named: Some(name),
        };
        let mut typed = self.node_type(node, &hint);
        self.doing -= 1;
        typed.depth += 1;
        if typed.depth > DEEPEST && !typed.poisoned {
            self.too_deep(name.span);
            // What uses it begins anew, so that it is said once.
            typed = Typed::poisoned();
        }
        typed.name = Some(name.value.clone());
        typed.via.insert(0, node);
        self.named[index] = Named::Done(typed.clone());
        typed
    }

    fn too_deep(&mut self, span: Span) {
        self.error_help(
            codes::TYPE_DEPTH,
            span,
            format!("types lead through more than {DEEPEST} types"),
            "use the innermost types directly",
        );
    }

    /// The type of a node.
    pub(super) fn node_type(&mut self, node: &'a Node, hint: &Hint<'_>) -> Typed<'a> {
        let Some(kind) = self.kind(node) else {
            return Typed::poisoned();
        };
        let mut typed = match kind {
            Kind::Named(index, at) => self.named_type(index, at),
            Kind::Poisoned(typed) => typed,
            Kind::Scalar(ty) => Typed::of(ty),
            Kind::Enum(values) => {
                let index = self.enum_type(
                    values,
                    node.rust_for_type(hint),
                    hint,
                    owned(node.description.as_ref()),
                );
                Typed::of(Type::Enum(index))
            }
            Kind::Object(fields) => self.object_type(node, fields, hint),
            Kind::List(items) => self.list_type(node, items, hint),
        };
        if !typed.poisoned {
            typed.ty = self.constrain(typed.ty, &node.facets);
            self.declare_text(node, &typed, hint.span);
        }
        if let (Some(join), false) = (&node.join, typed.ty.list().is_some() || typed.poisoned) {
            self.error_help(
                codes::FACET_NOT_APPLICABLE,
                join.span,
                "`join:` is for lists",
                "give `type: list` and `items:`",
            );
        }
        typed
    }

    /// Keeps the facets of a text for the lints; those of a named type are kept where that type stands.
    fn declare_text(&mut self, node: &Node, typed: &Typed<'_>, span: Span) {
        let own = &node.facets;
        let has_own = own.pattern.is_some()
            || own.min_length.is_some()
            || own.max_length.is_some()
            || own.format.is_some()
            || !own.all_of.is_empty();
        let Some(facets) = typed.ty.text() else {
            return;
        };
        if !has_own {
            return;
        }
        self.declarations.push(Declaration::Text(TextDeclaration {
            facets: facets.clone(),
            pattern: own.pattern.clone(),
            has_dialect: own.dialect.is_some(),
            min_length: own.min_length.clone(),
            max_length: own.max_length.clone(),
            span,
            is_required: node.required.as_ref().is_some_and(|it| it.value),
            is_noted: !node.differs.is_empty()
                || typed.via.iter().any(|via| !via.differs.is_empty()),
        }));
    }

    /// Which kind of type a node is, by `type:` and the keys that tell it.
    fn kind(&mut self, node: &'a Node) -> Option<Kind<'a>> {
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
                // That nothing tells it was said when the node was read.
                None => return None,
            },
        };
        let own = match named {
            "enum" => "enum",
            // The page says "string, one of": the values make it an enum.
            "string" if node.values.is_some() => "enum",
            "object" => "fields",
            "list" => "items",
            _ => "",
        };
        let mut conflict = false;
        for (key, span) in telling {
            if let (Some(span), true) = (span, key != own) {
                conflict = true;
                self.error_help(
                    codes::TYPE_CONFLICT,
                    span,
                    format!("`{key}:` cannot stand beside `type: {named}`"),
                    format!("keep one of `{key}:` and `type: {named}`"),
                );
                break;
            }
        }
        if conflict {
            return None;
        }
        let missing = |this: &mut Self, key: &str| {
            if this.poison.covers(node.span) {
                return;
            }
            let span = node.ty.as_ref().map_or(node.span, |ty| ty.span);
            this.error_help(
                codes::TYPE_MISSING,
                span,
                format!("`type: {named}` needs `{key}:`"),
                format!("add `{key}:`"),
            );
        };
        Some(match named {
            "integer" => Kind::Scalar(Type::Integer(IntegerFacets::default())),
            "boolean" => Kind::Scalar(Type::Boolean),
            "date" => Kind::Scalar(Type::Date),
            "timestamp" => Kind::Scalar(Type::Timestamp),
            _ if own == "enum" => match &node.values {
                Some(values) => Kind::Enum(values),
                None => {
                    missing(self, "enum");
                    return None;
                }
            },
            "string" => Kind::Scalar(Type::String(TextFacets::default())),
            "object" => match &node.fields {
                Some(fields) => Kind::Object(fields),
                None => {
                    missing(self, "fields");
                    return None;
                }
            },
            "list" => match &node.items {
                Some(items) => Kind::List(items),
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
                    self.unknown(codes::UNKNOWN_TYPE, "type", ty, known);
                    return self.nearest_type(ty);
                };
                Kind::Named(index, ty)
            }
        })
    }

    /// Returns the type that an unknown name likely means, poisoned; users' code then gets the type that it was written for.
    fn nearest_type(&self, name: &str) -> Option<Kind<'a>> {
        let names = self.schema.types.iter().map(|(name, _)| name.as_str());
        let nearest = closest(name, names)?;
        let index = self
            .schema
            .types
            .iter()
            .position(|(known, _)| known.value == nearest)?;
        match &self.named[index] {
            Named::Done(typed) => Some(Kind::Poisoned(Typed {
                poisoned: true,
                ..typed.clone()
            })),
            Named::Todo | Named::Doing => None,
        }
    }

    fn list_type(&mut self, node: &'a Node, items: &'a Node, hint: &Hint<'_>) -> Typed<'a> {
        let item = self.node_type(items, hint);
        self.note_items(items, hint);
        if !item.poisoned && item.ty.list().is_some() {
            self.error_help(
                codes::LIST_OF_LIST,
                items.span,
                "items of a list cannot be lists",
                "put the inner list into an object",
            );
            return Typed::poisoned();
        }
        let join = node.join.as_ref().and_then(|join| {
            let joinable = item.ty.object().is_none();
            if join.is_empty() || !joinable {
                let message = if joinable {
                    "the separator is empty"
                } else {
                    "objects cannot be joined to one text"
                };
                self.error_help(
                    codes::TYPE_CONFLICT,
                    join.span,
                    message,
                    "join lists of texts, numbers and enums only",
                );
                return None;
            }
            Some(join.value.clone())
        });
        Typed {
            ty: Type::List(Box::new(List {
                item: item.ty,
                facets: ListFacets::default(),
                join,
            })),
            name: None,
            via: item.via,
            depth: item.depth + 1,
            poisoned: item.poisoned,
        }
    }

    fn note_items(&mut self, items: &Node, hint: &Hint<'_>) {
        self.note_node(&format!("{}[]", hint.name), items);
    }

    fn object_type(&mut self, node: &'a Node, fields: &'a Map<Node>, hint: &Hint<'_>) -> Typed<'a> {
        let rust = self.type_name(node.rust_for_type(hint), hint);
        let schema_case = self
            .schema
            .case
            .as_ref()
            .map_or(Case::None, |case| case.value);
        // An object without a case of its own takes that of the schema: it may be used by any operation.
        let case = node.case.as_ref().map_or(schema_case, |case| case.value);
        let before = self.diagnostics.0.len();
        let drafts = self.member_drafts(fields, hint, case);
        let depth = 1 + drafts.iter().map(|draft| draft.depth).max().unwrap_or(0);
        let recursive = self.diagnostics.0[before..]
            .iter()
            .any(|diagnostic| diagnostic.code == codes::RECURSIVE_TYPE);
        let object = self.objects.push(ObjectDraft {
            name: hint.name.clone(),
            rust,
            description: owned(node.description.as_ref()),
            fields: drafts,
            span: hint.span,
            json: false,
            xml: false,
            in_request: false,
        });
        Typed {
            depth,
            poisoned: recursive,
            ..Typed::of(Type::Object(object))
        }
    }

    /// The fields of an object.
    fn member_drafts(
        &mut self,
        fields: &'a Map<Node>,
        hint: &Hint<'_>,
        case: Case,
    ) -> FieldDrafts<'a> {
        let place = match hint.named {
            Some(name) => format!("types.{}", name.value),
            None => hint.name.clone(),
        };
        let mut space = super::fields::FieldSpace::default();
        fields
            .iter()
            .map(|(name, node)| {
                self.note_node(&format!("{place}.{}", name.value), node);
                let draft = self.field_draft(
                    name,
                    node,
                    (&hint.name, &hint.rust),
                    case,
                    super::fields::Owner::Object,
                );
                space.take(&draft, &mut self.diagnostics);
                draft
            })
            .collect()
    }

    /// The Rust name of a type, taken in the module.
    pub(super) fn type_name(&mut self, rust: Option<&Text>, hint: &Hint<'_>) -> String {
        let text = Text::new(hint.rust.clone(), hint.span);
        let ident = rust_name(&text, rust, Role::Type, &mut self.diagnostics);
        let what = match hint.named {
            Some(name) => format!("the type `{}`", super::space::printable(name)),
            None => format!("the type of `{}`", super::space::printable(&hint.name)),
        };
        self.module
            .take(&ident.rust, what, hint.span, &mut self.diagnostics);
        ident.rust
    }
}

/// A kind of type, with what it is made of.
enum Kind<'a> {
    /// A type that stands in for an unknown one.
    Poisoned(Typed<'a>),
    Named(usize, &'a Text),
    Scalar(Type),
    Enum(&'a Map<syntax::EnumValue>),
    Object(&'a Map<Node>),
    List(&'a Node),
}

impl Typed<'_> {
    fn of(ty: Type) -> Self {
        Self {
            ty,
            name: None,
            via: Vec::new(),
            depth: 1,
            poisoned: false,
        }
    }

    /// Stands for a type that is not known; whatever looks at it keeps silent.
    fn poisoned() -> Self {
        Self {
            poisoned: true,
            ..Self::of(Type::String(TextFacets::default()))
        }
    }
}

impl Node {
    /// `rust:`, where it names the type: on an entry of `types:`, not on a field.
    fn rust_for_type(&self, hint: &Hint<'_>) -> Option<&Text> {
        hint.named.and(self.rust.as_ref())
    }
}
