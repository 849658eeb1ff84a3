//! The entries of one map: unique text keys, and the entries of merged maps.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Node, NodeKind, Scalar, SourceDiagnostic, Span, Style};
use super::findings::Findings;

/// Returns the name of an entry whose value in brackets was read as a part of its key, because no colon and space stand before
/// it: `name` in `name { type: string }` and in `name:{ type: string }`.
fn name_before_bracket<'n>(key: &'n Node, value: &Node) -> Option<&'n str> {
    let plain = |node: &'n Node| node.scalar().filter(|it| it.style == Style::Plain);
    let closes = value
        .scalar()
        .is_some_and(|it| it.style == Style::Plain && it.text.ends_with('}'));
    let (name, _) = plain(key)?.text.split_once('{')?;
    let name = name.trim_end_matches([' ', ':']);
    (closes && !name.is_empty()).then_some(name)
}

/// The entries of a map whose end the parser has not reached.
#[derive(Debug, Default)]
pub(super) struct Entries {
    entries: Vec<(Node, Node)>,
    /// The key whose value is next.
    key: Option<Node>,
    /// The place of the first entry of each key.
    seen: BTreeMap<String, Span>,
    /// The maps to merge, each with its position among the entries.
    merges: Vec<(usize, Node)>,
    /// The end of the last node, which is the end of a block.
    end: Option<u32>,
}

impl Entries {
    /// Adds the next node, which is a key or the value of the last key.
    pub(super) fn push(&mut self, node: Node, findings: &mut Findings) {
        self.end = self.end.max(Some(node.span.end));
        let Some(key) = self.key.take() else {
            self.key = Some(node);
            return;
        };
        let text = match &key.kind {
            NodeKind::Scalar(scalar) if scalar.style == Style::Plain && scalar.text.is_empty() => {
                findings.push(SourceDiagnostic::EmptyKey, key.span);
                return;
            }
            NodeKind::Scalar(scalar) => scalar.text.clone(),
            NodeKind::Broken => return,
            NodeKind::List(_) => {
                findings.push(SourceDiagnostic::ListAsKey, key.span);
                return;
            }
            NodeKind::Map(_) => {
                findings.push(SourceDiagnostic::MapAsKey, key.span);
                return;
            }
        };
        if let Some(name) = name_before_bracket(&key, &node) {
            let entry = format!("{name}: {{ … }}").into();
            findings.push(SourceDiagnostic::ColonBeforeBracket { entry }, key.span);
            let name = name.to_owned();
            self.push_broken(&name, key.span, findings);
            return;
        }
        if let Some(&first) = self.seen.get(&text) {
            let duplicate = SourceDiagnostic::DuplicateKey {
                key: text.into(),
                first,
            };
            findings.push(duplicate, key.span);
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

    /// Adds a broken value for a key without a value, because the text ends at a syntax error.
    pub(super) fn complete_last(&mut self, findings: &mut Findings) {
        if let Some(key) = &self.key {
            let span = key.span;
            self.push(
                Node {
                    span,
                    kind: NodeKind::Broken,
                },
                findings,
            );
        }
    }

    /// Adds an entry with a broken value, because only its key could be read. An existing entry stays.
    pub(super) fn push_broken(&mut self, key: &str, span: Span, findings: &mut Findings) {
        self.complete_last(findings);
        if !self.seen.contains_key(key) {
            let text = key.to_owned();
            let style = Style::Plain;
            let kind = NodeKind::Scalar(Scalar { text, style });
            self.push(Node { span, kind }, findings);
            self.complete_last(findings);
        }
    }

    /// Returns the value that was added last, if no key follows it.
    pub(super) fn last_value(&mut self) -> Option<&mut Node> {
        let last = self.entries.last_mut().filter(|_| self.key.is_none());
        last.map(|(_, value)| value)
    }

    /// Returns the entries, with merge keys replaced by the entries of their maps, and the end of the last entry.
    pub(super) fn finish(mut self, findings: &mut Findings) -> (Vec<(Node, Node)>, Option<u32>) {
        self.complete_last(findings);
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
            merge(node, &mut taken, &mut merged, findings);
        }
        merged.extend(own);
        (merged, self.end)
    }
}

/// Adds the entries of a map, or of each map of a list, whose keys are not taken.
fn merge(
    node: Node,
    taken: &mut BTreeSet<String>,
    into: &mut Vec<(Node, Node)>,
    findings: &mut Findings,
) {
    let entries = match node.kind {
        NodeKind::Map(entries) => entries,
        NodeKind::List(items)
            if items
                .iter()
                .all(|item| matches!(item.kind, NodeKind::Map(_))) =>
        {
            for item in items {
                merge(item, taken, into, findings);
            }
            return;
        }
        NodeKind::Broken => return,
        NodeKind::List(_) | NodeKind::Scalar(_) => {
            findings.push(SourceDiagnostic::MergeShape, node.span);
            return;
        }
    };
    for (key, value) in entries {
        if key.text().is_some_and(|text| taken.insert(text.to_owned())) {
            into.push((key, value));
        }
    }
}
