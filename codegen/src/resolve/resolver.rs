//! The state of the resolver: the document, what was resolved so far, and the diagnostics.

use std::collections::{BTreeMap, BTreeSet};

use super::derived::Inheritances;
use super::diagnostics::{NameDiagnostic, NameHint, ReservedName};
use super::namespace::Namespace;
use super::suggest::report_unknown;
use crate::draft::Declaration;
use crate::plan::{
    ContextId, Effect, EnumId, EnumType, Field, FieldId, Note, ObjectId, ObjectUpdate, Rule, Table,
    Tagging, Type, Undescribed,
};
use crate::source::{Diagnostic, Diagnostics, Quoted, Scalar, Span, Spanned};
use crate::syntax::{self, Case, Document, Map, Node, Poison, Schema, Scope, Text};

/// The resolver of one document.
pub(super) struct Resolver<'a> {
    /// The document.
    pub(super) schema: &'a Schema,
    /// The parts of the document that could not be read.
    pub(super) poison: &'a Poison,
    /// Whether a syntax error of YAML lost lines of the document.
    pub(super) lacks_lines: bool,
    /// The diagnostics of this stage.
    pub(super) diagnostics: Diagnostics,
    /// The enums of the draft.
    pub(super) enums: Table<EnumId, EnumType>,
    /// The objects of the draft, before their trees.
    pub(super) objects: Table<ObjectId, ObjectDraft<'a>>,
    /// The objects that requests send in place of others.
    pub(super) sendable: BTreeMap<ObjectId, ObjectId>,
    /// The named types, by position in the document.
    pub(super) named: Vec<NamedType<'a>>,
    /// The Rust names of types and modules in the provider's module.
    pub(super) module: Namespace,
    /// The `differs:` notes.
    pub(super) notes: Vec<Note>,
    /// The declarations that the lints check.
    pub(super) declarations: Vec<Declaration>,
    /// Whether the current object contains a recursive type.
    pub(super) has_recursive_type: bool,
    /// The number of named types that are being resolved.
    pub(super) types_in_progress: usize,
    /// Whether the current example is about values of a wrong type.
    pub(super) has_untyped_values: bool,
    /// Whether null leaves an optional field out in the values that are resolved.
    pub(super) null_is_absent: bool,
    /// The context facts that have a mistake, which was reported.
    pub(super) poisoned_facts: BTreeSet<ContextId>,
    /// The place of the current operation's name.
    pub(super) operation: Option<Span>,
    /// The fields that the current operation leaves out by `without`, or because it does not send them.
    pub(super) left_out: Vec<Text>,
    /// What derived operations take of included types.
    pub(super) inheritances: &'a Inheritances,
    /// The facts that the rules of the current operation name.
    pub(super) facts: BTreeSet<ContextId>,
    /// Further effects of the current rule, if one key states several.
    pub(super) more_effects: Vec<Effect>,
}

/// The progress of a named type.
#[derive(Debug, Clone)]
pub(super) enum NamedType<'a> {
    /// It is not resolved yet.
    Unresolved,
    /// It is being resolved: a reference to it is a cycle.
    InProgress,
    /// It is resolved.
    Resolved(Box<ResolvedType<'a>>),
}

/// The resolved type of a node.
#[derive(Debug, Clone)]
pub(super) struct ResolvedType<'a> {
    /// The type.
    pub(super) ty: Type,
    /// The named type that the node refers to.
    pub(super) name: Option<String>,
    /// The nodes of the chain of named types that it refers to, the nearest first.
    pub(super) via: Vec<&'a Node>,
    /// The maximum number of nested types, itself included.
    pub(super) depth: usize,
    /// Whether the type has a mistake, which was reported. Nothing else is reported about it.
    pub(super) poisoned: bool,
}

/// An object of the draft, before its trees are built.
#[derive(Debug, Clone)]
pub(super) struct ObjectDraft<'a> {
    /// Its logical name.
    pub(super) name: String,
    /// Its Rust type.
    pub(super) rust: String,
    /// What it is.
    pub(super) description: Option<String>,
    /// Its fields.
    pub(super) fields: FieldDrafts<'a>,
    /// The names of the members that it lacks because only the provider sets them, at the places that say so.
    pub(super) unsent: Vec<Text>,
    /// How its variants are told apart, if it is a union.
    pub(super) tagging: Option<Tagging>,
    /// The place of its declaration.
    pub(super) span: Span,
    /// What happens to the members that it does not describe.
    pub(super) undescribed: Undescribed,
    /// What a patch does to the members that it leaves out.
    pub(super) update: ObjectUpdate,
    /// Its rules in the document, if it has some.
    pub(super) stated_rules: Option<&'a Map<syntax::Rule>>,
    /// Its rules, once they are resolved.
    pub(super) rules: Option<Vec<Rule>>,
    /// Whether a request writes it as JSON.
    pub(super) json: bool,
    /// Whether a request writes it as XML.
    pub(super) xml: bool,
    /// Whether a request writes it into a query string.
    pub(super) query: bool,
    /// Whether a request writes it into a form.
    pub(super) form: bool,
    /// Whether a request writes it as lines.
    pub(super) lines: bool,
    /// Whether a request contains it.
    pub(super) in_request: bool,
}

/// A field, with what its places in the formats are derived from.
#[derive(Debug, Clone)]
pub(super) struct FieldDraft<'a> {
    /// The field.
    pub(super) field: Field,
    /// What declares it.
    pub(super) origin: FieldOrigin,
    /// Its construct in the document. It is empty if the field is declared by the format of a response.
    pub(super) node: &'a Node,
    /// The place of its name.
    pub(super) span: Span,
    /// Its `const:`, from the field or from its chain of named types.
    pub(super) constant: Option<&'a Spanned<Scalar>>,
    /// How its wire name is derived.
    pub(super) case: Case,
    /// The nodes of its chain of named types, the nearest first.
    pub(super) via: Vec<&'a Node>,
    /// The maximum number of nested types.
    pub(super) depth: usize,
    /// Whether its type has a mistake, which was reported.
    pub(super) poisoned: bool,
}

/// What declares a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldOrigin {
    /// A construct in the document.
    Construct,
    /// The format of a response whose body is text. The field has the whole body.
    TextBody,
}

/// The fields of an operation or an object.
pub(super) type FieldDrafts<'a> = Table<FieldId, FieldDraft<'a>>;

impl<'a> Resolver<'a> {
    /// Returns the resolver of a document.
    pub(super) fn new(document: &'a Document, inheritances: &'a Inheritances) -> Self {
        let schema = &document.schema;
        Self {
            schema,
            poison: &document.poison,
            lacks_lines: false,
            diagnostics: Diagnostics::default(),
            enums: Table::new(),
            objects: Table::new(),
            sendable: BTreeMap::new(),
            named: vec![NamedType::Unresolved; schema.types.len()],
            module: Namespace::with_reserved(ReservedName::ObjectsOfResponses),
            notes: Vec::new(),
            declarations: Vec::new(),
            has_recursive_type: false,
            types_in_progress: 0,
            has_untyped_values: false,
            null_is_absent: false,
            poisoned_facts: BTreeSet::new(),
            operation: None,
            left_out: Vec::new(),
            inheritances,
            facts: BTreeSet::new(),
            more_effects: Vec::new(),
        }
    }

    /// Adds a diagnostic.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports an unknown name, unless an unreadable part of one of the scopes declares it. `known` has the names that it can
    /// be, and `diagnostic` constructs the diagnostic.
    pub(super) fn report_unknown<'n>(
        &mut self,
        name: &str,
        scopes: &[Scope],
        known: impl IntoIterator<Item = &'n str>,
        diagnostic: impl FnOnce(Quoted, NameHint) -> Diagnostic,
    ) {
        if !self.poison.declares(name, scopes) {
            report_unknown(name, known, diagnostic, &mut self.diagnostics);
        }
    }

    /// Returns the scopes that declare the fields and rules of the current operation. Its fields can come from `types`.
    pub(super) fn operation_scopes(&self) -> Vec<Scope> {
        let operation = self.operation.map(Scope::Operation);
        let mut scopes = vec![Scope::Section("types")];
        scopes.extend(operation);
        scopes
    }

    /// Keeps the `differs:` notes of a place.
    pub(super) fn keep_notes(&mut self, place: &str, differs: &[Text]) {
        self.notes.extend(differs.iter().map(|reason| Note {
            place: place.to_owned(),
            reason: reason.value.clone(),
        }));
    }

    /// Keeps the `differs:` notes of a type or a field, and of its checks.
    pub(super) fn keep_node_notes(&mut self, place: &str, node: &Node) {
        self.keep_notes(place, &node.differs);
        for (name, check) in &node.facets.all_of {
            self.keep_notes(&format!("{place}.all_of.{}", name.value), &check.differs);
        }
    }

    /// Returns the name of a page, and reports one that does not exist.
    pub(super) fn resolve_page(&mut self, page: Option<&Text>) -> Option<String> {
        let page = page?;
        let schema = self.schema;
        if !schema.pages.iter().any(|(name, _)| name == page) {
            let known = schema.pages.iter().map(|(name, _)| name.as_str());
            self.report_unknown(page, &[Scope::Section("pages")], known, |name, hint| {
                NameDiagnostic::UnknownPage { name, hint }.at(page.span)
            });
        }
        Some(page.value.clone())
    }
}

/// Returns the value of an optional text.
pub(super) fn owned(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.value.clone())
}
