//! Compares a tree of nodes with the table of keys, and reports every difference.
//!
//! Input: the tree. Output: diagnostics, the parts that could not be read, and the keys that misspelled ones were likely
//! meant to be. `syntax::build` reads what is correct and reports nothing. Both read the same table, so they know the same
//! keys.

mod constructs;
mod corrections;
mod scalars;

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostics::{
    FoundNode, KeyDiagnostic, KnownKeys, Owners, ValueDiagnostic, renamed_key,
};
use super::keys::{Id, Key, Shape};
use super::poison::{Poison, Scope};
use crate::source::{
    Diagnostic, Diagnostics, Fix, Node, NodeKind, Quoted, Span, Style, certain, closest,
};

/// The result of checking a document.
pub(super) struct Checked {
    /// The parts that could not be read.
    pub(super) poison: Poison,
    /// The keys that misspelled ones were likely meant to be, by the place of the misspelled key.
    pub(super) corrections: BTreeMap<Span, &'static str>,
}

/// Checks a document. A mistake in an aliased node is reported once.
pub(super) fn check_document(root: &Node, diagnostics: &mut Diagnostics) -> Checked {
    let mut checker = Checker::default();
    let parent = Parent {
        span: Span {
            end: root.span.start,
            ..root.span
        },
        example: "wireform: 1",
    };
    checker.shape(root, &Shape::Keys(Id::Schema), parent);
    let mut seen = BTreeSet::new();
    for diagnostic in checker.found.0 {
        if seen.insert((diagnostic.span, diagnostic.code, diagnostic.message.clone())) {
            diagnostics.push(diagnostic);
        }
    }
    Checked {
        poison: checker.poison,
        corrections: checker.corrections,
    }
}

/// The key or name above a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parent {
    /// The place of the key or name, where a missing key is reported.
    span: Span,
    /// A correct entry with this key.
    example: &'static str,
}

#[derive(Debug)]
pub(super) struct Checker {
    found: Diagnostics,
    /// The part of the document that is being checked.
    scope: Scope,
    /// The parts that could not be read.
    poison: Poison,
    /// The keys that misspelled ones were likely meant to be.
    corrections: BTreeMap<Span, &'static str>,
    /// Whether the checker only tries a correction, and its diagnostics are not reported.
    is_trial: bool,
    /// The number of nodes that an earlier stage could not read.
    broken: usize,
    /// The number of diagnostics about something that is absent.
    absences: usize,
    /// The number of unknown keys.
    unknown: usize,
}

/// The number of unknown keys that get a suggestion.
const MAX_SUGGESTIONS: usize = 1000;

impl Default for Checker {
    fn default() -> Self {
        Self {
            found: Diagnostics::default(),
            scope: Scope::UnknownSection,
            poison: Poison::default(),
            corrections: BTreeMap::new(),
            is_trial: false,
            broken: 0,
            absences: 0,
            unknown: 0,
        }
    }
}

impl Checker {
    /// Reports a mistake.
    fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Reports that something is absent.
    fn report_absence(&mut self, diagnostic: Diagnostic) {
        self.absences += 1;
        self.report(diagnostic);
    }

    /// Returns how many parts could not be read so far.
    fn unreadable(&self) -> usize {
        self.found.0.len() - self.absences + self.broken
    }

    /// Checks a node against a shape. Marks the node if a part of it cannot be read.
    fn shape(&mut self, node: &Node, shape: &Shape, parent: Parent) {
        let before = self.unreadable();
        if node.kind == NodeKind::Broken {
            self.broken += 1;
        } else {
            self.readable_shape(node, shape, parent);
        }
        if self.unreadable() > before {
            self.poison.mark(node.span);
        }
    }

    fn readable_shape(&mut self, node: &Node, shape: &Shape, parent: Parent) {
        match shape {
            Shape::Value => {}
            Shape::Texts => match &node.kind {
                NodeKind::List(items) => self.items(items, &Shape::Text, parent),
                _ => self.shape(node, &Shape::Text, parent),
            },
            Shape::List(item) => {
                if let Some(items) = self.list(node, parent) {
                    self.items(items, item, parent);
                }
            }
            Shape::Tuple(length, item) => {
                if let Some(items) = self.list(node, parent) {
                    if items.len() != *length {
                        let diagnostic = ValueDiagnostic::WrongLength {
                            expected: *length,
                            found: items.len(),
                            example: parent.example,
                        };
                        self.report(diagnostic.at(node.span));
                    }
                    self.items(items, item, parent);
                }
            }
            Shape::Spellings => {
                for (name, node) in self.map(node, shape, parent).unwrap_or_default() {
                    let span = name.span;
                    self.shape(node, &Shape::Scalar, Parent { span, ..parent });
                }
            }
            Shape::Map(value) => {
                if let Some(entries) = self.map(node, shape, parent) {
                    for (name, node) in entries {
                        // The prefix of the default namespace is empty.
                        if !(value.has(Id::Namespace) && name.text() == Some("")) {
                            self.name(name);
                        }
                        let span = name.span;
                        self.shape(node, value, Parent { span, ..parent });
                        // An entry with a mistake is in the syntax tree only if it is a map.
                        if self.poison.covers(node.span) && !matches!(node.kind, NodeKind::Map(_)) {
                            self.poison.declare(name, self.scope);
                        }
                    }
                }
            }
            Shape::Meanings => self.meanings(node, parent),
            Shape::Envelope => self.envelope(node, parent),
            Shape::Keys(id) => {
                if let Some(entries) = self.map(node, shape, parent) {
                    self.construct(entries, *id, parent);
                }
            }
            Shape::Any(shapes) => match shapes.iter().find(|shape| fits(node, shape)) {
                Some(shape) => self.shape(node, shape, parent),
                None => {
                    self.poison.declare_names_in(node, self.scope);
                    let diagnostic = ValueDiagnostic::UnexpectedKind {
                        expected: *shape,
                        found: FoundNode::from(node),
                        example: parent.example,
                    };
                    self.report(diagnostic.at(span_or_parent(node, parent)));
                }
            },
            Shape::Clear => self.clear(node),
            _ => self.scalar(node, shape, parent),
        }
    }

    fn items(&mut self, items: &[Node], shape: &Shape, parent: Parent) {
        for item in items {
            let span = Span {
                end: item.span.start,
                ..item.span
            };
            self.shape(item, shape, Parent { span, ..parent });
        }
    }

    fn list<'a>(&mut self, node: &'a Node, parent: Parent) -> Option<&'a [Node]> {
        if let NodeKind::List(items) = &node.kind {
            return Some(items);
        }
        self.poison.declare_names_in(node, self.scope);
        let diagnostic = ValueDiagnostic::ExpectedList {
            found: FoundNode::from(node),
            example: parent.example,
        };
        self.report(diagnostic.at(span_or_parent(node, parent)));
        None
    }

    fn map<'a>(
        &mut self,
        node: &'a Node,
        shape: &Shape,
        parent: Parent,
    ) -> Option<&'a [(Node, Node)]> {
        if let NodeKind::Map(entries) = &node.kind {
            return Some(entries);
        }
        self.poison.declare_names_in(node, self.scope);
        let diagnostic = ValueDiagnostic::ExpectedMap {
            expected: *shape,
            found: FoundNode::from(node),
            example: parent.example,
        };
        self.report(diagnostic.at(span_or_parent(node, parent)));
        None
    }

    /// Checks a name that the author of the schema chooses.
    fn name(&mut self, name: &Node) {
        if name.text().is_some_and(|text| text.trim().is_empty()) {
            self.report(ValueDiagnostic::BlankName.at(name.span));
        }
    }

    /// Checks the keys of a construct.
    fn construct(&mut self, entries: &[(Node, Node)], id: Id, parent: Parent) {
        let of_another =
            |(name, _): &&(Node, Node)| matches!(name.text(), Some("openapi" | "swagger"));
        if let (Id::Schema, Some((name, _))) = (id, entries.iter().find(of_another)) {
            // Nothing else in a document of another language is worth a report.
            let text = name.text().unwrap_or_default();
            if let Some(found) = KeyDiagnostic::of_elsewhere(text, id) {
                return self.report(found.at(name.span));
            }
        }
        let is_something_else = |(name, _): &(Node, Node)| {
            name.text().is_some_and(|text| {
                id.construct().key(text).is_none() && closest(text, ["wireform"]).is_none()
            })
        };
        if id == Id::Schema && !entries.is_empty() && entries.iter().all(is_something_else) {
            return self.report_absence(KeyDiagnostic::NotASchema.at(parent.span));
        }
        let construct = id.construct();
        let outer = self.scope;
        if id == Id::Operation {
            self.scope = Scope::Operation(parent.span);
        }
        // A misspelled key is not reported as missing.
        let mut given = Vec::new();
        let mut has_unknown = false;
        let mut has_unreadable = false;
        for (name, node) in entries {
            let Some(text) = name.text() else { continue };
            let span = name.span;
            match construct.key(text) {
                Some(key) => {
                    let example = key.example;
                    given.push((key.name, span));
                    self.check_key(node, key, id, Parent { span, example });
                }
                // The line could not be read, which is reported. It may be any key.
                None if node.kind == NodeKind::Broken && construct.others.is_none() => {
                    self.broken += 1;
                    has_unreadable = true;
                    self.poison.declare(name, self.scope);
                }
                None => match &construct.others {
                    Some((_, shape)) => {
                        self.name(name);
                        self.shape(node, shape, Parent { span, ..parent });
                    }
                    None => {
                        if self.report_decimal_comma(name, node, entries) {
                            has_unknown = true;
                            continue;
                        }
                        let before = text_before(name, node, entries, id);
                        let meant = self.report_unknown(name, text, before, id);
                        has_unknown |= meant.is_none();
                        let reported = self.found.0.len();
                        let is_absent =
                            |meant| !entries.iter().any(|(it, _)| it.text() == Some(meant));
                        if meant.is_some_and(is_absent) {
                            self.fix_key(reported, text, id);
                        }
                        if !self.correct(name, node, meant, entries, id) {
                            self.poison.declare(name, self.scope);
                            self.poison.declare_names_in(node, self.scope);
                        }
                        given.extend(meant.map(|meant| (meant, span)));
                    }
                },
            }
        }
        for key in construct.all().filter(|key| key.required) {
            if !has_unreadable && !given.iter().any(|(name, _)| *name == key.name) {
                self.report_missing(key, id, parent);
            }
        }
        self.check_conditions(entries, &given, has_unknown, id, parent);
        self.scope = outer;
    }

    /// Gives the report of a corrected key a fix, if only one key is near. `reported` is the number of reports with it.
    fn fix_key(&mut self, reported: usize, text: &str, id: Id) {
        let keys = id.construct().all().map(|key| key.name);
        let at = reported.checked_sub(1).filter(|_| !self.is_trial);
        if let Some(found) = at.and_then(|at| self.found.0.get_mut(at))
            && let Some(near) = certain(text, keys, 2)
        {
            found.fixes.push(Fix::word(found.span, text, near));
        }
    }

    /// Checks the value of a key.
    fn check_key(&mut self, node: &Node, key: &Key, id: Id, parent: Parent) {
        let outer = self.scope;
        if id == Id::Schema {
            self.scope = Scope::Section(key.name);
        }
        self.shape(node, &key.shape, parent);
        self.scope = outer;
    }

    /// Reports a key that the construct requires.
    fn report_missing(&mut self, key: &Key, id: Id, parent: Parent) {
        let diagnostic = KeyDiagnostic::MissingKey {
            construct: id,
            key: key.name,
            example: key.example,
        };
        self.report_absence(diagnostic.at(parent.span));
    }

    /// Reports the digits behind a comma in a flow map, as in `{ minimum: 0,5 }`. Returns whether a key is that.
    fn report_decimal_comma(&mut self, name: &Node, node: &Node, entries: &[(Node, Node)]) -> bool {
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let has_value = node.span.start != node.span.end;
        let fraction = name.text().filter(|it| is_digits(it) && !has_value);
        let at = entries.iter().position(|(key, _)| key.span == name.span);
        let before = at
            .and_then(|at| at.checked_sub(1))
            .and_then(|at| entries.get(at));
        let whole = before.and_then(|(_, value)| value.text());
        let whole = whole.filter(|it| is_digits(it.trim_start_matches('-')));
        let (Some(whole), Some(fraction)) = (whole, fraction) else {
            return false;
        };
        let diagnostic = KeyDiagnostic::DecimalComma {
            whole: whole.to_owned(),
            fraction: fraction.to_owned(),
        };
        self.report(diagnostic.at(name.span));
        true
    }

    /// Reports a key that does not exist. Returns the key that was likely meant.
    ///
    /// `before` is the key of a text without quotes that a comma ends in front of this key.
    fn report_unknown(
        &mut self,
        name: &Node,
        text: &str,
        before: Option<&'static str>,
        id: Id,
    ) -> Option<&'static str> {
        self.unknown += 1;
        if let Some(diagnostic) = KeyDiagnostic::of_elsewhere(text, id) {
            let renamed = renamed_key(text, id);
            let fix = renamed.map(|key| Fix::word(name.span, text, key));
            self.report(diagnostic.at(name.span).with_fix(fix));
            return renamed;
        }
        let similar = self.similar_key(text, id);
        let key = Quoted::from(text);
        let diagnostic = if let Some(similar) = similar {
            KeyDiagnostic::SimilarKey {
                key,
                construct: id,
                similar,
            }
        } else if let Some(before) = before {
            KeyDiagnostic::TextAfterComma {
                key,
                construct: id,
                before: before.into(),
            }
        } else if id == Id::Type && Id::Field.construct().key(text).is_some() {
            KeyDiagnostic::KeyOfField { key, construct: id }
        } else {
            let known = KnownKeys(id);
            KeyDiagnostic::UnknownKey {
                key,
                construct: id,
                known,
                owners: Owners::of(text),
            }
        };
        self.report(diagnostic.at(name.span));
        similar
    }

    /// Returns the key of a construct that is similar to an unknown one.
    fn similar_key(&self, text: &str, id: Id) -> Option<&'static str> {
        let construct = id.construct();
        let synonym = match (id, text) {
            (Id::Test, "contains" | "includes") => construct.key("has"),
            (Id::Test, "exists") => construct.key("present"),
            _ => None,
        };
        // A file with more unknown keys is not a schema, and each suggestion takes time.
        let keys = construct.all().filter(|_| self.unknown <= MAX_SUGGESTIONS);
        let similar = || closest(text, keys.map(|key| key.name));
        synonym.map(|key| key.name).or_else(similar)
    }
}

/// Returns the key whose text without quotes ends at a comma in front of a key without a value, as in `{ says: a, and b }`.
fn text_before(name: &Node, node: &Node, entries: &[(Node, Node)], id: Id) -> Option<&'static str> {
    let is_plain = |node: &Node| node.scalar().is_some_and(|it| it.style == Style::Plain);
    let has_value = |node: &Node| node.text() != Some("") || !is_plain(node);
    let at = entries.iter().position(|(key, _)| key.span == name.span)?;
    let (last, earlier) = entries[..at].split_last()?;
    // In a block, the next key is on a line of its own, which is indented.
    let is_adjacent = name.span.start.saturating_sub(last.1.span.end) <= 2 && id != Id::Schema;
    let is_sentence = name.text()?.contains(' ');
    let (key, value) = match has_value(&last.1) {
        true => last,
        false => earlier.iter().rev().find(|(_, value)| has_value(value))?,
    };
    let key = id.construct().key(key.text()?)?;
    let is_text = match key.shape {
        Shape::Text | Shape::Scalar | Shape::Texts | Shape::Reason => true,
        Shape::Any(shapes) => shapes.contains(&Shape::Text) || shapes.contains(&Shape::Scalar),
        _ => false,
    };
    let continues = !has_value(node) && (is_adjacent || is_sentence);
    (continues && is_plain(value) && is_text).then_some(key.name)
}

/// Returns whether a node is a scalar, list or map as its shape requires.
fn fits(node: &Node, shape: &Shape) -> bool {
    match shape {
        Shape::Value | Shape::Clear | Shape::Any(_) => true,
        Shape::List(_) | Shape::Tuple(..) => matches!(node.kind, NodeKind::List(_)),
        Shape::Texts => !matches!(node.kind, NodeKind::Map(_)),
        Shape::Map(_) | Shape::Spellings | Shape::Meanings | Shape::Envelope | Shape::Keys(_) => {
            matches!(node.kind, NodeKind::Map(_))
        }
        _ => matches!(node.kind, NodeKind::Scalar(_)),
    }
}

/// Returns the place of a node. For a key without a value, this is the place of the key.
fn span_or_parent(node: &Node, parent: Parent) -> Span {
    if node.span.start == node.span.end {
        parent.span
    } else {
        node.span
    }
}
