//! What the parts of this stage share: the document, what has been built of it, and what is to be said.

use std::collections::BTreeSet;

use super::space::{Space, printable};
use super::suggest;
use crate::draft::Declaration;
use crate::plan::{
    ContextId, Effect, EnumId, EnumType, Field, FieldId, Note, ObjectId, Table, Type,
};
use crate::source::{Diagnostic, Diagnostics, Scalar, Span, Spanned};
use crate::syntax::{Case, Document, Node, Poison, Schema, Text};

/// With more diagnostics than this none gets a suggestion.
const MOST_SUGGESTIONS: usize = 200;

/// The resolver of one document.
pub(super) struct Resolver<'a> {
    /// The document.
    pub(super) schema: &'a Schema,
    /// The parts of the document that could not be read.
    pub(super) poison: &'a Poison,
    /// What was found.
    pub(super) diagnostics: Diagnostics,
    /// The enums of the plan.
    pub(super) enums: Table<EnumId, EnumType>,
    /// The objects of the plan, before their wire trees.
    pub(super) objects: Table<ObjectId, ObjectDraft<'a>>,
    /// The named types, by position in the document.
    pub(super) named: Vec<Named<'a>>,
    /// Rust names of the module: types and modules.
    pub(super) module: Space,
    /// The notes on what differs.
    pub(super) notes: Vec<Note>,
    /// What the lints look at.
    pub(super) declarations: Vec<Declaration>,
    /// How many named types are being looked at.
    pub(super) doing: usize,
    /// Whether the example in hand is about values of a wrong type.
    pub(super) untyped: bool,
    /// The facts that the rules of the current operation name.
    pub(super) facts: BTreeSet<ContextId>,
    /// Effects of the rule in hand, where one key stands for several.
    pub(super) more_effects: Vec<Effect>,
}

/// How far a named type is.
#[derive(Debug, Clone)]
pub(super) enum Named<'a> {
    /// Not looked at.
    Todo,
    /// Being looked at: whoever gets here again has come in a circle.
    Doing,
    /// Done.
    Done(Typed<'a>),
}

/// The type of a node.
#[derive(Debug, Clone)]
pub(super) struct Typed<'a> {
    /// The type.
    pub(super) ty: Type,
    /// The named type that it was declared with.
    pub(super) name: Option<String>,
    /// The nodes of the named types that it goes through, the nearest first.
    pub(super) via: Vec<&'a Node>,
    /// How many types it goes through at most, itself among them.
    pub(super) depth: usize,
    /// Whether something about it is wrong and was said, so that nothing more should be.
    pub(super) poisoned: bool,
}

/// An object on its way into the plan.
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
    /// Where it is declared.
    pub(super) span: Span,
    /// Which wires requests put it on.
    pub(super) json: bool,
    /// The same for XML.
    pub(super) xml: bool,
    /// Whether a request holds it.
    pub(super) in_request: bool,
}

/// A field on its way into the plan, with what its wire places are made of.
#[derive(Debug, Clone)]
pub(super) struct FieldDraft<'a> {
    /// The field.
    pub(super) field: Field,
    /// What the document says of it.
    pub(super) node: &'a Node,
    /// Where its name stands.
    pub(super) span: Span,
    /// What its `const:` says, in the field or in a named type that it goes through.
    pub(super) constant: Option<&'a Spanned<Scalar>>,
    /// How its wire name is derived.
    pub(super) case: Case,
    /// The nodes of the named types of it, the nearest first.
    pub(super) via: Vec<&'a Node>,
    /// How deep its type is.
    pub(super) depth: usize,
    /// Whether its type is not known.
    pub(super) poisoned: bool,
}

/// The fields of an operation or an object, on their way into the plan.
pub(super) type FieldDrafts<'a> = Table<FieldId, FieldDraft<'a>>;

impl<'a> Resolver<'a> {
    /// Nothing resolved yet.
    pub(super) fn new(document: &'a Document) -> Self {
        let schema = &document.schema;
        Self {
            schema,
            poison: &document.poison,
            diagnostics: Diagnostics::default(),
            enums: Table::new(),
            objects: Table::new(),
            named: vec![Named::Todo; schema.types.len()],
            module: Space::default(),
            notes: Vec::new(),
            declarations: Vec::new(),
            doing: 0,
            untyped: false,
            facts: BTreeSet::new(),
            more_effects: Vec::new(),
        }
    }

    /// An error at a place.
    pub(super) fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::error(code, span, message));
    }

    /// Adds a diagnostic.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// An error at a place, with a suggestion.
    pub(super) fn error_help(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics
            .push(Diagnostic::error(code, span, message).help(help));
    }

    /// An unknown name: what it should be the name of, and the names there are.
    pub(super) fn unknown<'n>(
        &mut self,
        code: &'static str,
        what: &str,
        name: &Text,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        self.unknown_at(code, what, name, name.span, known);
    }

    /// An unknown name in a part of a text.
    pub(super) fn unknown_at<'n>(
        &mut self,
        code: &'static str,
        what: &str,
        name: &str,
        span: Span,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        if self.poison.declares(name) {
            return;
        }
        let mut diagnostic = Diagnostic::error(
            code,
            span,
            format!("there is no {what} `{}`", printable(name)),
        );
        // Comparing names takes time, and nobody reads hundreds of suggestions.
        if self.diagnostics.0.len() < MOST_SUGGESTIONS {
            let help = suggest::help(name, known);
            diagnostic
                .help
                .push(help.unwrap_or_else(|| format!("no {what} is declared yet: declare it")));
        }
        self.diagnostics.push(diagnostic);
    }

    /// Keeps the notes of a place.
    pub(super) fn note(&mut self, place: &str, differs: &[Text]) {
        self.notes.extend(differs.iter().map(|reason| Note {
            place: place.to_owned(),
            reason: reason.value.clone(),
        }));
    }

    /// Keeps the notes of a type or a field, and of its checks.
    pub(super) fn note_node(&mut self, place: &str, node: &Node) {
        self.note(place, &node.differs);
        for (name, check) in &node.facets.all_of {
            self.note(&format!("{place}.all_of.{}", name.value), &check.differs);
        }
    }

    /// The name of a page that exists.
    pub(super) fn page(&mut self, page: Option<&Text>) -> Option<String> {
        let page = page?;
        let schema = self.schema;
        if !schema.pages.iter().any(|(name, _)| name == page) {
            let known = schema.pages.iter().map(|(name, _)| name.as_str());
            self.unknown(super::codes::UNKNOWN_PAGE, "page", page, known);
        }
        Some(page.value.clone())
    }
}

/// The text of an optional text.
pub(super) fn owned(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.value.clone())
}
