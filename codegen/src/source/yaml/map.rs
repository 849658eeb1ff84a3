//! The entries of one map: unique text keys, and other maps merged in.

use std::collections::{BTreeMap, BTreeSet};

use super::super::codes;
use super::super::render::quoted;
use super::super::{Diagnostic, Diagnostics, Kind, Node, Scalar, Span, Style};

/// The entries of a map that is not closed yet.
#[derive(Debug, Default)]
pub(super) struct Entries {
    entries: Vec<(Node, Node)>,
    /// The key whose value comes next.
    key: Option<Node>,
    /// Where each key was first given.
    seen: BTreeMap<String, Span>,
    /// The maps to merge, each with its place among the entries.
    merges: Vec<(usize, Node)>,
    /// The end of the last node, for the span of a block.
    end: Option<u32>,
}

impl Entries {
    /// Takes the next node: a key, then its value.
    pub(super) fn push(&mut self, node: Node, diagnostics: &mut Diagnostics) {
        self.end = self.end.max(Some(node.span.end));
        let Some(key) = self.key.take() else {
            self.key = Some(node);
            return;
        };
        let text = match &key.kind {
            Kind::Scalar(scalar) if scalar.style == Style::Plain && scalar.text.is_empty() => {
                let message = "a key without text";
                let help = "quote an empty text: `'':`";
                diagnostics
                    .push(Diagnostic::error(codes::KEY_NOT_TEXT, key.span, message).help(help));
                return;
            }
            Kind::Scalar(scalar) => scalar.text.clone(),
            Kind::Broken => return,
            Kind::List(_) | Kind::Map(_) => {
                let what = match key.kind {
                    Kind::List(_) => "a list",
                    _ => "a map",
                };
                let message = format!("a key is a text, and this is {what}");
                let help = "quote a text that begins with a bracket or brace";
                diagnostics
                    .push(Diagnostic::error(codes::KEY_NOT_TEXT, key.span, message).help(help));
                return;
            }
        };
        if let Some(&first) = self.seen.get(&text) {
            let message = format!("the key {} is given twice", quoted(&text));
            diagnostics.push(
                Diagnostic::error(codes::DUPLICATE_KEY, key.span, message)
                    .label("given again here")
                    .also(first, "first given here"),
            );
            return;
        }
        self.seen.insert(text, key.span);
        let plain = key
            .scalar()
            .is_some_and(|scalar| scalar.style == Style::Plain);
        if plain && key.text() == Some("<<") {
            self.merges.push((self.entries.len(), node));
        } else {
            self.entries.push((key, node));
        }
    }

    /// Gives a key that waits for its value a broken one: the text broke off there.
    pub(super) fn settle(&mut self, diagnostics: &mut Diagnostics) {
        if let Some(key) = &self.key {
            let span = key.span;
            self.push(
                Node {
                    span,
                    kind: Kind::Broken,
                },
                diagnostics,
            );
        }
    }

    /// Takes an entry of which only the key could be read, unless it is there already.
    pub(super) fn broken(&mut self, key: &str, span: Span, diagnostics: &mut Diagnostics) {
        self.settle(diagnostics);
        if !self.seen.contains_key(key) {
            let text = key.to_owned();
            let style = Style::Plain;
            let kind = Kind::Scalar(Scalar { text, style });
            self.push(Node { span, kind }, diagnostics);
            self.settle(diagnostics);
        }
    }

    /// The value that was taken last.
    pub(super) fn last_value(&mut self) -> Option<&mut Node> {
        let last = self.entries.last_mut().filter(|_| self.key.is_none());
        last.map(|(_, value)| value)
    }

    /// The entries, with the maps of merge keys in place, and where the last of them ends.
    pub(super) fn finish(
        mut self,
        diagnostics: &mut Diagnostics,
    ) -> (Vec<(Node, Node)>, Option<u32>) {
        self.settle(diagnostics);
        if self.merges.is_empty() {
            return (self.entries, self.end);
        }
        let mut taken: BTreeSet<String> = self.seen.into_keys().collect();
        let mut merged = Vec::with_capacity(self.entries.len());
        let mut own = self.entries.into_iter();
        let mut passed = 0;
        for (place, node) in self.merges {
            merged.extend(own.by_ref().take(place - passed));
            passed = place;
            take_over(node, &mut taken, &mut merged, diagnostics);
        }
        merged.extend(own);
        (merged, self.end)
    }
}

/// Takes over the entries of a map, or of each map of a list, that are not there yet.
fn take_over(
    node: Node,
    taken: &mut BTreeSet<String>,
    into: &mut Vec<(Node, Node)>,
    diagnostics: &mut Diagnostics,
) {
    let entries = match node.kind {
        Kind::Map(entries) => entries,
        Kind::List(items) if items.iter().all(|item| matches!(item.kind, Kind::Map(_))) => {
            for item in items {
                take_over(item, taken, into, diagnostics);
            }
            return;
        }
        Kind::Broken => return,
        Kind::List(_) | Kind::Scalar(_) => {
            let message = "`<<` takes over the entries of a map, and this is none";
            diagnostics.push(
                Diagnostic::error(codes::MERGE_SHAPE, node.span, message)
                    .help("give an alias of a map: `<<: *name`; or quote the key: `'<<'`"),
            );
            return;
        }
    };
    for (key, value) in entries {
        if key.text().is_some_and(|text| taken.insert(text.to_owned())) {
            into.push((key, value));
        }
    }
}
