//! Gives each comment to the entry that it is about.
//!
//! A comment on a line of its own belongs to the entry below it, or to the end of the innermost list or map that is not
//! indented further. A comment behind an entry belongs to that entry.

use std::ops::Range;

use super::document::{Collection, Document, Element, Line, Scalar, Value, ValueKind};
use super::scalars::block_lines;
use crate::source::{Concrete, ConcreteKind, ConcreteNode, Notation};

/// Returns the document of a text and its concrete syntax.
pub(super) fn attach(text: &str, concrete: &Concrete) -> Document {
    let comments = concrete.comments.iter().map(|it| it.range.clone());
    let mut attacher = Attacher {
        text,
        comments: comments.collect(),
        next: 0,
    };
    let prologue = match concrete.marker {
        Some(marker) => attacher.take_before(marker),
        None => Vec::new(),
    };
    let (mut root, mut head) = match &concrete.root {
        Some(node) => {
            let mut element = attacher.element(None, node, text.len());
            let mut head = element.above;
            head.extend(element.side.take().map(own_line));
            (element.value, head)
        }
        None => (missing(), Vec::new()),
    };
    if head.is_empty()
        && let ValueKind::Collection(collection) = &mut root.kind
        && let Some(first) = collection.elements.first_mut()
    {
        head = about_document(first);
    }
    Document {
        prologue,
        has_marker: concrete.marker.is_some(),
        head,
        root,
        tail: attacher.take_before(usize::MAX),
    }
}

/// Returns the comments above the first entry that are about the document: those before the last blank line, or all.
fn about_document(first: &mut Element) -> Vec<Line> {
    if first.has_blank {
        return std::mem::take(&mut first.above);
    }
    let blank = first.above.iter().skip(1).rposition(|line| line.has_blank);
    match blank {
        Some(at) => {
            let about_entry = first.above.split_off(at + 1);
            std::mem::replace(&mut first.above, about_entry)
        }
        None => std::mem::take(&mut first.above),
    }
}

fn missing() -> Value {
    Value {
        anchor: None,
        kind: ValueKind::Scalar(Scalar {
            text: String::new(),
            notation: Notation::Plain,
            raw: String::new(),
            is_below: false,
        }),
    }
}

fn own_line(text: String) -> Line {
    Line {
        text,
        has_blank: false,
    }
}

struct Attacher<'t> {
    text: &'t str,
    comments: Vec<Range<usize>>,
    /// The first comment that no entry has.
    next: usize,
}

impl Attacher<'_> {
    /// Returns the next comment.
    fn peek(&self) -> Option<Range<usize>> {
        self.comments.get(self.next).cloned()
    }

    /// Takes the next comment.
    fn take(&mut self, comment: &Range<usize>) -> Line {
        self.next += 1;
        Line {
            text: self.text[comment.clone()].trim_end().to_owned(),
            has_blank: self.is_first_on_line(comment.start) && self.has_blank_above(comment.start),
        }
    }

    /// Takes the comments before a place.
    fn take_before(&mut self, place: usize) -> Vec<Line> {
        let mut taken = Vec::new();
        while let Some(comment) = self.peek().filter(|it| it.start < place) {
            taken.push(self.take(&comment));
        }
        taken
    }

    /// Takes the next comment if it is between two places and on the line of the first one.
    fn take_behind(&mut self, place: usize, end: usize) -> Option<String> {
        let comment = self.peek()?;
        let is_behind = place <= comment.start && comment.start < end;
        (is_behind && !self.text[place..comment.start].contains('\n'))
            .then(|| self.take(&comment).text)
    }

    fn line_start(&self, place: usize) -> usize {
        self.text[..place].rfind('\n').map_or(0, |at| at + 1)
    }

    fn column(&self, place: usize) -> usize {
        place - self.line_start(place)
    }

    fn is_first_on_line(&self, place: usize) -> bool {
        self.text[self.line_start(place)..place].trim().is_empty()
    }

    /// Returns whether the line above that of a place is blank.
    fn has_blank_above(&self, place: usize) -> bool {
        let above = &self.text[..self.line_start(place)];
        let Some(above) = above.strip_suffix('\n') else {
            return false;
        };
        above
            .rsplit('\n')
            .next()
            .is_some_and(|line| line.trim().is_empty())
    }

    /// Returns an entry or an item with its comments. `limit` is where the next one starts.
    fn element(
        &mut self,
        key: Option<&ConcreteNode>,
        node: &ConcreteNode,
        limit: usize,
    ) -> Element {
        let start = key.unwrap_or(node).range.start;
        let mut above = self.take_before(start);
        let mut side = Vec::new();
        let is_missing = node.range.is_empty();
        let is_block = matches!(
            node.kind,
            ConcreteKind::List { is_flow: false, .. } | ConcreteKind::Map { is_flow: false, .. }
        );
        if let Some(key) = key.filter(|_| !is_missing) {
            side.extend(self.take_behind(key.range.end, node.range.start));
            if !is_block {
                above.extend(self.take_before(node.range.start));
            }
        }
        if let Some(first) = first_child(node).filter(|_| !is_block) {
            side.extend(self.take_behind(node.range.start, first));
        }
        let is_empty = first_child(node).is_none();
        let value = self.value(key, node, limit);
        if is_empty {
            let last = self.take_before(node.range.end);
            match is_block_scalar(node) {
                true => side.extend(last.into_iter().map(|line| line.text)),
                false => above.extend(last),
            }
        }
        if !is_block && !is_block_scalar(node) {
            let end = match (is_missing, key) {
                (true, Some(key)) => key.range.end,
                _ => node.range.end,
            };
            side.extend(self.take_behind(end, limit));
        }
        let mut side = side.into_iter();
        let first = side.next();
        above.extend(side.map(own_line));
        Element {
            above,
            has_blank: self.has_blank_above(start),
            key: key.map(|key| self.value(None, key, limit)),
            value,
            side: first,
        }
    }

    fn value(&mut self, key: Option<&ConcreteNode>, node: &ConcreteNode, limit: usize) -> Value {
        let raw = &self.text[node.range.clone()];
        let kind = match &node.kind {
            ConcreteKind::Alias => ValueKind::Alias(raw.to_owned()),
            ConcreteKind::Scalar(text, notation) => ValueKind::Scalar(Scalar {
                raw: match notation {
                    Notation::Literal | Notation::Folded => {
                        block_lines(self.text, node.range.start, text)
                    }
                    Notation::Plain | Notation::Single | Notation::Double => raw.to_owned(),
                },
                text: text.clone(),
                notation: *notation,
                is_below: key.is_some_and(|key| {
                    key.range.end < node.range.start
                        && self.text[key.range.end..node.range.start].contains('\n')
                }),
            }),
            ConcreteKind::List { is_flow, items } => {
                let children: Vec<_> = items.iter().map(|item| (None, item)).collect();
                self.collection(node, false, *is_flow, &children, limit)
            }
            ConcreteKind::Map { is_flow, entries } => {
                let entries = entries.iter();
                let children: Vec<_> = entries.map(|(key, value)| (Some(key), value)).collect();
                self.collection(node, true, *is_flow, &children, limit)
            }
        };
        Value {
            anchor: node.anchor.clone(),
            kind,
        }
    }

    fn collection(
        &mut self,
        node: &ConcreteNode,
        is_map: bool,
        is_flow: bool,
        children: &[(Option<&ConcreteNode>, &ConcreteNode)],
        limit: usize,
    ) -> ValueKind {
        let has_comments = self.peek().is_some_and(|it| it.start < node.range.end);
        let limit = match is_flow {
            true => node.range.end,
            false => limit,
        };
        let mut elements = Vec::with_capacity(children.len());
        for (at, (key, value)) in children.iter().enumerate() {
            let next = children.get(at + 1);
            let limit = next.map_or(limit, |(key, value)| key.unwrap_or(value).range.start);
            elements.push(self.element(*key, value, limit));
        }
        let mut end = Vec::new();
        if !elements.is_empty() {
            let column = self.column(node.range.start);
            while let Some(comment) = self.peek().filter(|it| it.start < limit) {
                if !is_flow && self.column(comment.start) < column {
                    break;
                }
                end.push(self.take(&comment));
            }
        }
        ValueKind::Collection(Collection {
            is_map,
            is_flow: is_flow && !has_comments,
            has_references: node.has_references(),
            elements,
            end,
        })
    }
}

fn is_block_scalar(node: &ConcreteNode) -> bool {
    matches!(
        node.kind,
        ConcreteKind::Scalar(_, Notation::Literal | Notation::Folded)
    )
}

/// Returns the start of the first entry or item of a node.
fn first_child(node: &ConcreteNode) -> Option<usize> {
    match &node.kind {
        ConcreteKind::List { items, .. } => items.first().map(|item| item.range.start),
        ConcreteKind::Map { entries, .. } => entries.first().map(|(key, _)| key.range.start),
        ConcreteKind::Scalar(..) | ConcreteKind::Alias => None,
    }
}
