//! Checks what the table of keys cannot express: keys that require or exclude each other, meanings, and envelopes.

use super::super::diagnostics::{KeyDiagnostic, Names, ValueDiagnostic, states_type};
use super::super::keys::{Choice, Id, Shape};
use super::scalars::is_absent;
use super::{Checker, Parent};
use crate::source::{Node, NodeKind, Span, closest};

impl Checker {
    /// Checks the conditions of a construct. `keys` are the given keys and, for unknown keys, those likely meant. An unknown key
    /// of a test, without a similar one, can be any of the keys of which the test needs one.
    pub(super) fn check_conditions(
        &mut self,
        entries: &[(Node, Node)],
        keys: &[(&'static str, Span)],
        has_unknown: bool,
        id: Id,
        parent: Parent,
    ) {
        let given = |names: &[&str]| -> Vec<Span> {
            let keys = keys.iter().filter(|(name, _)| names.contains(name));
            keys.map(|(_, span)| *span).collect()
        };
        let choice = id.construct().choice;
        if let Some(choice) = choice {
            let chosen = given(choice.keys);
            let is_test = matches!(id, Id::Test | Id::ResponseTest | Id::ValueTest);
            let names = entries.iter().filter_map(|(name, _)| name.text());
            let is_meant =
                chosen.is_empty() && (has_unknown && is_test || names.clone().any(states_type));
            if !is_meant {
                self.check_choice(&chosen, choice, id, parent);
            }
        }
        match id {
            Id::Operation => {
                let bindings = given(&["bindings"]);
                for key in ["body", "content_type"] {
                    self.check_exclusive((key, &given(&[key])), ("bindings", &bindings));
                }
                self.check_not_empty(entries, &["bindings"]);
            }
            Id::Schema => self.check_not_empty(entries, &["endpoints", "operations"]),
            Id::Example => {
                let (expect, violations) = (given(&["expect"]), given(&["violations"]));
                self.check_exclusive(("expect", &expect), ("violations", &violations));
            }
            Id::ResponseTest => {
                let alone = ["present", "any_item", "every_item"];
                for (index, first) in alone.into_iter().enumerate() {
                    let others = ["matches", "minimum", "maximum", "not"];
                    let others = alone[index + 1..].iter().chain(&others);
                    for second in others.copied() {
                        self.check_exclusive(
                            (first, &given(&[first])),
                            (second, &given(&[second])),
                        );
                    }
                }
            }
            Id::Rule => {
                self.check_not_empty(entries, choice.map_or(&[], |effects| effects.keys));
                if given(&["says", "refuse"]).is_empty() {
                    self.report_absence(KeyDiagnostic::MissingSays.at(parent.span));
                }
            }
            Id::Function => {
                let options = [
                    ("sort", "query"),
                    ("escape", "query"),
                    ("separator", "header_names"),
                    ("trim", "header_lines"),
                ];
                for (option, function) in options {
                    let spans = given(&[option]);
                    if let (Some(span), true) = (spans.first(), given(&[function]).is_empty()) {
                        let diagnostic = KeyDiagnostic::OptionOfAnother { option, function };
                        self.report(diagnostic.at(*span));
                    }
                }
            }
            _ => {}
        }
    }

    /// Checks that at least one of several keys is given, or exactly one of them.
    fn check_choice(&mut self, given: &[Span], choice: Choice, id: Id, parent: Parent) {
        match given {
            [] => {
                let diagnostic = match id {
                    Id::Rule => KeyDiagnostic::NoEffect {
                        keys: Names::or(choice.keys.iter().copied()),
                    },
                    Id::Context
                    | Id::Check
                    | Id::Test
                    | Id::ResponseTest
                    | Id::ValueTest
                    | Id::ResponseText
                    | Id::Violations
                    | Id::AuthStep
                    | Id::Function
                    | Id::Hmac => KeyDiagnostic::MissingOneOf {
                        construct: id,
                        keys: Names::and(choice.keys.iter().copied()),
                    },
                    _ => KeyDiagnostic::NoType {
                        construct: id,
                        keys: Names::or(choice.keys.iter().copied()),
                    },
                };
                self.report_absence(diagnostic.at(parent.span));
            }
            [first, rest @ ..] if choice.exactly => {
                for span in rest {
                    let diagnostic = KeyDiagnostic::SeveralOf {
                        construct: id,
                        keys: Names::and(choice.keys.iter().copied()),
                        first: *first,
                    };
                    self.report(diagnostic.at(*span));
                }
            }
            _ => {}
        }
    }

    /// Checks that not both of two keys are given.
    fn check_exclusive(&mut self, first: (&'static str, &[Span]), second: (&'static str, &[Span])) {
        if let (Some(first_span), Some(second_span)) = (first.1.first(), second.1.first()) {
            let diagnostic = KeyDiagnostic::ExclusiveKeys {
                first_key: first.0,
                second_key: second.0,
                first: *first_span,
            };
            self.report(diagnostic.at(*second_span));
        }
    }

    /// Checks that the lists and maps of some keys are not empty.
    fn check_not_empty(&mut self, entries: &[(Node, Node)], names: &[&str]) {
        for (name, node) in entries {
            let empty = match &node.kind {
                NodeKind::List(items) => items.is_empty(),
                NodeKind::Map(entries) => entries.is_empty(),
                NodeKind::Scalar(_) | NodeKind::Broken => false,
            };
            if let Some(text) = name.text()
                && empty
                && names.contains(&text)
            {
                let diagnostic = ValueDiagnostic::NoEntries { key: text.into() };
                self.report(diagnostic.at(node.span));
            }
        }
    }

    /// Checks a map from values to their meanings.
    pub(super) fn meanings(&mut self, node: &Node, parent: Parent) {
        if let NodeKind::List(items) = &node.kind
            && let Some(first) = items.first().and_then(Node::text)
        {
            self.poison.declare_names_in(node, self.scope);
            let diagnostic = ValueDiagnostic::NoMeanings {
                first: first.into(),
            };
            self.report(diagnostic.at(node.span));
            return;
        }
        let Some(entries) = self.map(node, &Shape::Meanings, parent) else {
            return;
        };
        if entries.is_empty() {
            self.report(ValueDiagnostic::NoValues.at(node.span));
        }
        for (value, meaning) in entries {
            let span = value.span;
            match &meaning.kind {
                NodeKind::Scalar(scalar) if scalar.is_null() || scalar.text.trim().is_empty() => {
                    self.report_no_meaning(value);
                }
                NodeKind::Scalar(_) | NodeKind::Broken => {}
                NodeKind::Map(keys) => {
                    let described = keys
                        .iter()
                        .any(|(key, _)| key.text() == Some("description"));
                    if described {
                        self.construct(keys, Id::EnumValue, Parent { span, ..parent });
                    } else {
                        self.report_no_meaning(value);
                    }
                }
                NodeKind::List(_) => {
                    let shape = Shape::Any(&[Shape::Text, Shape::Keys(Id::EnumValue)]);
                    self.shape(meaning, &shape, Parent { span, ..parent });
                }
            }
        }
    }

    fn report_no_meaning(&mut self, value: &Node) {
        let text = value.text().unwrap_or_default();
        let diagnostic = ValueDiagnostic::NoMeaning { value: text.into() };
        self.report(diagnostic.at(value.span));
    }

    /// Checks the tree of an envelope.
    pub(super) fn envelope(&mut self, node: &Node, parent: Parent) {
        let Some(entries) = self.map(node, &Shape::Envelope, parent) else {
            return;
        };
        for (name, node) in entries {
            self.name(name);
            let span = name.span;
            let rest = name.text() == Some("$rest");
            match &node.kind {
                NodeKind::Broken => {}
                NodeKind::Scalar(scalar) if rest && scalar.is_null() => {}
                NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) if rest => {
                    self.report(ValueDiagnostic::ValueOfRest.at(node.span));
                }
                NodeKind::Scalar(scalar) if is_absent(scalar) => {
                    let similar = name.text().and_then(|text| closest(text, ["$rest"]));
                    self.report(ValueDiagnostic::NoEnvelopeValue { similar }.at(span));
                }
                NodeKind::Scalar(_) => {}
                NodeKind::Map(_) => self.envelope(node, Parent { span, ..parent }),
                NodeKind::List(items) => {
                    self.list_in_envelope(node, items, Parent { span, ..parent })
                }
            }
        }
    }

    /// Checks the elements of one name in an envelope.
    fn list_in_envelope(&mut self, node: &Node, items: &[Node], parent: Parent) {
        let is_map = |item: &Node| matches!(item.kind, NodeKind::Map(_) | NodeKind::Broken);
        if items.is_empty() || !items.iter().all(is_map) {
            self.report(ValueDiagnostic::ListInEnvelope.at(node.span));
            return;
        }
        for item in items {
            self.envelope(item, parent);
        }
    }
}
