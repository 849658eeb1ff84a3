//! What the table of keys cannot say: keys that need or exclude one another, meanings, envelopes.

use super::super::codes;
use super::super::keys::{Choice, Id, Shape, one_of};
use super::{Checker, Place};
use crate::source::{Kind, Node, Span, closest, quoted};

impl Checker {
    /// The conditions of a construct beyond its keys. `keys` are those given, and those likely meant.
    pub(super) fn beyond_the_table(
        &mut self,
        entries: &[(Node, Node)],
        keys: &[(&'static str, Span)],
        id: Id,
        place: Place,
    ) {
        let given = |names: &[&str]| -> Vec<Span> {
            let keys = keys.iter().filter(|(name, _)| names.contains(name));
            keys.map(|(_, span)| *span).collect()
        };
        let choice = id.construct().choice;
        if let Some(choice) = choice {
            self.choice(&given(choice.keys), choice, id, place);
        }
        match id {
            Id::Operation => {
                let (body, bindings) = (given(&["body"]), given(&["bindings"]));
                self.exclude(&body, &bindings, ["body", "bindings"]);
                let content_type = given(&["content_type"]);
                self.exclude(&content_type, &bindings, ["content_type", "bindings"]);
                self.not_empty(entries, &["bindings"]);
            }
            Id::Schema => self.not_empty(entries, &["endpoints", "operations"]),
            Id::Example => {
                let (expect, violations) = (given(&["expect"]), given(&["violations"]));
                self.exclude(&expect, &violations, ["expect", "violations"]);
            }
            Id::Rule => {
                self.not_empty(entries, choice.map_or(&[], |effects| effects.keys));
                if given(&["says", "refuse"]).is_empty() {
                    self.absent(codes::MISSING_KEY, place.span, "this rule has no `says`")
                        .help
                        .push("add the sentence that a person reads who broke it".to_owned());
                }
            }
            _ => {}
        }
    }

    /// One of several keys has to be there.
    fn choice(&mut self, given: &[Span], choice: Choice, id: Id, place: Place) {
        let what = id.construct().name;
        match given {
            [] => {
                let (code, message) = match id {
                    Id::Rule => (codes::NO_EFFECT, "this rule demands nothing".to_owned()),
                    Id::Context | Id::Check | Id::Test | Id::ResponseTest => {
                        let message = format!("this {what} has none of {}", one_of(choice.keys));
                        (codes::MISSING_KEY, message)
                    }
                    _ => (
                        codes::NO_KIND,
                        format!("this {what} says nothing about its values"),
                    ),
                };
                let help = format!(
                    "add one of {}",
                    one_of(choice.keys).replace(" or ", " and ")
                );
                self.absent(code, place.span, message).help.push(help);
            }
            [first, rest @ ..] if choice.exactly => {
                for span in rest {
                    let message = format!("a {what} has one of {}", one_of(choice.keys));
                    let diagnostic = self.error(codes::EXCLUSIVE_KEYS, *span, message);
                    *diagnostic = diagnostic
                        .clone()
                        .label("this is another")
                        .also(*first, "this is one")
                        .help("keep one of them");
                }
            }
            _ => {}
        }
    }

    fn exclude(&mut self, one: &[Span], other: &[Span], names: [&str; 2]) {
        if let (Some(one), Some(other)) = (one.first(), other.first()) {
            let message = format!("`{}` and `{}` exclude each other", names[0], names[1]);
            let diagnostic = self.error(codes::EXCLUSIVE_KEYS, *other, message);
            *diagnostic = diagnostic
                .clone()
                .also(*one, "this says it in another way")
                .help("keep one of them");
        }
    }

    /// Lists and maps that say nothing without an entry.
    fn not_empty(&mut self, entries: &[(Node, Node)], names: &[&str]) {
        for (name, node) in entries {
            let empty = match &node.kind {
                Kind::List(items) => items.is_empty(),
                Kind::Map(entries) => entries.is_empty(),
                Kind::Scalar(_) | Kind::Broken => false,
            };
            if let Some(text) = name.text()
                && empty
                && names.contains(&text)
            {
                let message = format!("`{text}` says nothing without an entry");
                self.error(codes::EMPTY, node.span, message);
            }
        }
    }

    /// A map from values to what they mean.
    pub(super) fn meanings(&mut self, node: &Node, place: Place) {
        if let Kind::List(items) = &node.kind
            && let Some(first) = items.first().and_then(Node::text)
        {
            self.poison.declare_names_in(node);
            let message = "the values have no meanings";
            self.error(codes::NO_MEANING, node.span, message)
                .help
                .push(format!("write a map: `{{ {first}: what it means, … }}`"));
            return;
        }
        let Some(entries) = self.map(node, &Shape::Meanings, place) else {
            return;
        };
        if entries.is_empty() {
            self.error(codes::EMPTY, node.span, "no value is possible here");
        }
        for (value, meaning) in entries {
            let span = value.span;
            match &meaning.kind {
                Kind::Scalar(scalar) if scalar.is_null() || scalar.text.trim().is_empty() => {
                    self.no_meaning(value);
                }
                Kind::Scalar(_) | Kind::Broken => {}
                Kind::Map(keys) => {
                    let described = keys
                        .iter()
                        .any(|(key, _)| key.text() == Some("description"));
                    if described {
                        self.construct(keys, Id::EnumValue, Place { span, ..place });
                    } else {
                        self.no_meaning(value);
                    }
                }
                Kind::List(_) => {
                    let shape = Shape::Any(&[Shape::Text, Shape::Keys(Id::EnumValue)]);
                    self.shape(meaning, &shape, Place { span, ..place });
                }
            }
        }
    }

    fn no_meaning(&mut self, value: &Node) {
        let text = value.text().unwrap_or_default();
        let message = format!("the value {} has no meaning", quoted(text));
        self.error(codes::NO_MEANING, value.span, message)
            .help
            .push("say what the value means, in the words of the page".to_owned());
    }

    /// The tree of an envelope.
    pub(super) fn envelope(&mut self, node: &Node, place: Place) {
        let Some(entries) = self.map(node, &Shape::Envelope, place) else {
            return;
        };
        for (name, node) in entries {
            self.name(name);
            let span = name.span;
            let rest = name.text() == Some("$rest");
            match &node.kind {
                Kind::Broken => {}
                Kind::Scalar(scalar) if rest => {
                    if !scalar.is_null() {
                        let message = "nothing stands under `$rest`";
                        self.error(codes::VALUE_SHAPE, node.span, message);
                    }
                }
                _ if rest => {
                    let message = "nothing stands under `$rest`";
                    self.error(codes::VALUE_SHAPE, node.span, message);
                }
                Kind::Scalar(_) => {
                    let before = self.found.0.len();
                    self.scalar(node, &Shape::Scalar, Place { span, ..place });
                    let meant = name.text().and_then(|text| closest(text, ["$rest"]));
                    if let (Some(wrong), Some(meant)) = (self.found.0.get_mut(before), meant) {
                        wrong.help.insert(0, format!("did you mean `{meant}`?"));
                    }
                }
                Kind::Map(_) => self.envelope(node, Place { span, ..place }),
                Kind::List(_) => {
                    let message = "an envelope has maps and scalars, and this is a list";
                    self.error(codes::VALUE_SHAPE, node.span, message)
                        .help
                        .push("a list comes from a field: `$field`".to_owned());
                }
            }
        }
    }
}
