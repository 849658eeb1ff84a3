//! Compares a tree with the table of keys, and says everything that does not fit.
//!
//! In: the spanned tree. Out: diagnostics only; what fits is taken over by `syntax::build`, which says
//! nothing. Because both read the same table, a key that is known here is known everywhere.

mod constructs;
mod scalars;

use std::collections::BTreeSet;

use super::codes;
use super::keys::{Construct, Id, Key, Shape};
use super::poison::Poison;
use crate::source::{Diagnostic, Diagnostics, Kind, Node, Span, closest, quoted};

/// Checks a document and returns the parts that could not be read. The same mistake at the same place (behind an alias) is
/// reported once.
pub(super) fn document(root: &Node, diagnostics: &mut Diagnostics) -> Poison {
    let mut checker = Checker::default();
    let place = Place {
        span: Span {
            end: root.span.start,
            ..root.span
        },
        example: "wireform: 1",
    };
    checker.shape(root, &Shape::Keys(Id::Schema), place);
    let mut seen = BTreeSet::new();
    for diagnostic in checker.found.0 {
        if seen.insert((diagnostic.span, diagnostic.code, diagnostic.message.clone())) {
            diagnostics.push(diagnostic);
        }
    }
    checker.poison
}

/// Where a value stands: the key or name above it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The key or name; a missing key is reported there.
    span: Span,
    /// How the key is written right.
    example: &'static str,
}

#[derive(Debug, Default)]
pub(super) struct Checker {
    found: Diagnostics,
    /// The parts that could not be read.
    poison: Poison,
    /// How many nodes an earlier stage could not read.
    broken: usize,
    /// How many of the diagnostics state that something is absent.
    absences: usize,
    /// How many unknown keys were found.
    unknown: usize,
}

/// How many unknown keys get a suggestion.
const MANY: usize = 1000;

impl Checker {
    fn error(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.found.push(Diagnostic::error(code, span, message));
        let last = self.found.0.len() - 1;
        &mut self.found.0[last]
    }

    /// Returns how many parts could not be read so far.
    fn unreadable(&self) -> usize {
        self.found.0.len() - self.absences + self.broken
    }

    /// Reports that something is absent.
    fn absent(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.absences += 1;
        self.error(code, span, message)
    }

    /// Checks a node against a shape, and marks it where a part of it cannot be read.
    fn shape(&mut self, node: &Node, shape: &Shape, place: Place) {
        let before = self.unreadable();
        if node.kind == Kind::Broken {
            self.broken += 1;
        } else {
            self.readable_shape(node, shape, place);
        }
        if self.unreadable() > before {
            self.poison.mark(node.span);
        }
    }

    fn readable_shape(&mut self, node: &Node, shape: &Shape, place: Place) {
        match shape {
            Shape::Value => {}
            Shape::Texts => match &node.kind {
                Kind::List(items) => self.items(items, &Shape::Text, place),
                _ => self.shape(node, &Shape::Text, place),
            },
            Shape::List(item) => {
                if let Some(items) = self.list(node, place) {
                    self.items(items, item, place);
                }
            }
            Shape::Tuple(length, item) => {
                if let Some(items) = self.list(node, place) {
                    if items.len() != *length {
                        let message = format!("{length} items are expected, not {}", items.len());
                        self.error(codes::TOO_MANY_VALUES, node.span, message)
                            .help
                            .push(format!("for example `{}`", place.example));
                    }
                    self.items(items, item, place);
                }
            }
            Shape::Spellings => {
                for (name, node) in self.map(node, shape, place).unwrap_or_default() {
                    let span = name.span;
                    self.shape(node, &Shape::Scalar, Place { span, ..place });
                }
            }
            Shape::Map(value) => {
                if let Some(entries) = self.map(node, shape, place) {
                    for (name, node) in entries {
                        self.name(name);
                        let span = name.span;
                        self.shape(node, value, Place { span, ..place });
                        // Only an entry that is a map is in the syntax tree with a mistake in it.
                        if self.poison.covers(node.span) && !matches!(node.kind, Kind::Map(_)) {
                            self.poison.declare(name);
                        }
                    }
                }
            }
            Shape::Meanings => self.meanings(node, place),
            Shape::Envelope => self.envelope(node, place),
            Shape::Keys(id) => {
                if let Some(entries) = self.map(node, shape, place) {
                    self.construct(entries, *id, place);
                }
            }
            Shape::Any(shapes) => match shapes.iter().find(|shape| fits(node, shape)) {
                Some(shape) => self.shape(node, shape, place),
                None => {
                    self.poison.declare_names_in(node);
                    let message = format!("expected {}, found {}", shape.describe(), found(node));
                    let code = codes::VALUE_SHAPE;
                    self.error(code, one_line(node, place), message)
                        .help
                        .push(format!("for example `{}`", place.example));
                }
            },
            Shape::Clear => self.clear(node),
            _ => self.scalar(node, shape, place),
        }
    }

    fn items(&mut self, items: &[Node], shape: &Shape, place: Place) {
        for item in items {
            let span = Span {
                end: item.span.start,
                ..item.span
            };
            self.shape(item, shape, Place { span, ..place });
        }
    }

    fn list<'a>(&mut self, node: &'a Node, place: Place) -> Option<&'a [Node]> {
        if let Kind::List(items) = &node.kind {
            return Some(items);
        }
        self.poison.declare_names_in(node);
        let message = format!("a list is expected here, and this is {}", found(node));
        self.error(codes::EXPECTED_LIST, one_line(node, place), message)
            .help
            .push(format!("for example `{}`", place.example));
        None
    }

    fn map<'a>(
        &mut self,
        node: &'a Node,
        shape: &Shape,
        place: Place,
    ) -> Option<&'a [(Node, Node)]> {
        if let Kind::Map(entries) = &node.kind {
            return Some(entries);
        }
        self.poison.declare_names_in(node);
        let message = format!(
            "{} is expected here, and this is {}",
            shape.describe(),
            found(node)
        );
        self.error(codes::EXPECTED_MAP, one_line(node, place), message)
            .help
            .push(format!("for example `{}`", place.example));
        None
    }

    /// A name of the writer's choice says something.
    fn name(&mut self, name: &Node) {
        if name.text().is_some_and(|text| text.trim().is_empty()) {
            let message = "a name has at least one character that is not blank";
            self.error(codes::EMPTY_TEXT, name.span, message);
        }
    }

    /// Checks the keys of a construct.
    fn construct(&mut self, entries: &[(Node, Node)], id: Id, place: Place) {
        let construct = id.construct();
        // A key that is likely a misspelled one is not reported as missing, too.
        let mut given = Vec::new();
        for (name, node) in entries {
            let Some(text) = name.text() else { continue };
            let span = name.span;
            match construct.key(text) {
                Some(key) => {
                    let example = key.example;
                    given.push((key.name, span));
                    self.shape(node, &key.shape, Place { span, example });
                }
                None => match &construct.others {
                    Some((_, shape)) => {
                        self.name(name);
                        self.shape(node, shape, Place { span, ..place });
                    }
                    None => {
                        self.poison.declare(name);
                        self.poison.declare_names_in(node);
                        let meant = self.unknown(name, text, construct);
                        given.extend(meant.map(|meant| (meant, span)));
                    }
                },
            }
        }
        for key in construct.all().filter(|key| key.required) {
            if !given.iter().any(|(name, _)| *name == key.name) {
                self.missing(key, construct, place);
            }
        }
        self.beyond_the_table(entries, &given, id, place);
    }

    fn missing(&mut self, key: &Key, construct: &Construct, place: Place) {
        let message = format!("this {} has no `{}`", construct.name, key.name);
        self.absent(codes::MISSING_KEY, place.span, message)
            .help
            .push(format!("add `{}`", key.example));
    }

    /// Reports a key that does not exist; returns the one that was likely meant.
    fn unknown(
        &mut self,
        name: &Node,
        text: &str,
        construct: &'static Construct,
    ) -> Option<&'static str> {
        const SHOWN: usize = 14;
        let message = format!("{} is no key of {}", quoted(text), construct.with_article());
        self.unknown += 1;
        // A file with so many is no schema, and each suggestion costs.
        let keys = construct.all().filter(|_| self.unknown <= MANY);
        let meant =
            keys_of_others(text, construct).or_else(|| closest(text, keys.map(|key| key.name)));
        let help = if let Some(meant) = meant {
            format!("did you mean `{meant}`?")
        } else if construct.name == "type" && Id::Field.construct().key(text).is_some() {
            format!("`{text}` belongs to the fields that have this type")
        } else {
            let names: Vec<_> = construct
                .all()
                .map(|key| format!("`{}`", key.name))
                .collect();
            match names.len().checked_sub(SHOWN) {
                Some(more @ 1..) => {
                    format!(
                        "its keys are {} and {more} others",
                        names[..SHOWN].join(", ")
                    )
                }
                _ => format!("its keys are {}", names.join(", ")),
            }
        };
        self.error(codes::UNKNOWN_KEY, name.span, message)
            .help
            .push(help);
        meant
    }
}

/// The key that other languages of rules call by another name.
fn keys_of_others(text: &str, construct: &Construct) -> Option<&'static str> {
    let name = match (construct.name, text) {
        ("test", "contains" | "includes") => "has",
        ("test", "exists") => "present",
        _ => return None,
    };
    construct.key(name).map(|key| key.name)
}

/// Whether a node has the kind of a shape, so that its mistakes are mistakes in this shape.
fn fits(node: &Node, shape: &Shape) -> bool {
    match shape {
        Shape::Value | Shape::Clear | Shape::Any(_) => true,
        Shape::List(_) | Shape::Tuple(..) => matches!(node.kind, Kind::List(_)),
        Shape::Texts => !matches!(node.kind, Kind::Map(_)),
        Shape::Map(_) | Shape::Spellings | Shape::Meanings | Shape::Envelope | Shape::Keys(_) => {
            matches!(node.kind, Kind::Map(_))
        }
        _ => matches!(node.kind, Kind::Scalar(_)),
    }
}

/// What a node is, in a few words.
fn found(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(scalar) if scalar.is_null() && scalar.text.is_empty() => "nothing".to_owned(),
        Kind::Scalar(scalar) => format!("the text {}", quoted(&scalar.text)),
        Kind::List(_) => "a list".to_owned(),
        Kind::Map(_) => "a map".to_owned(),
        Kind::Broken => "not readable".to_owned(),
    }
}

/// The place of a node; where nothing stands, that of its key.
fn one_line(node: &Node, place: Place) -> Span {
    if node.span.start == node.span.end {
        place.span
    } else {
        node.span
    }
}
