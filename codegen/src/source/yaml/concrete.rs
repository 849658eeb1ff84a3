//! Reads the concrete syntax of a document without mistakes.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use super::super::concrete::{Comment, Concrete, ConcreteKind, ConcreteNode, Notation};

/// Reads the concrete syntax of a text. Returns `None` if the text has a syntax error or a tag.
pub(super) fn read(text: &str) -> Option<Concrete> {
    let options = granit_parser::options! {
        emit_anchor_events: true,
        emit_comments: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: 128,
        block_nesting_limit: 128,
    };
    let mut reader = Reader::default();
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.ok()?;
        if event.tag().is_some() {
            return None;
        }
        let from = span.start.byte_offset()?;
        let to = span.end.byte_offset()?.max(from);
        reader.event(event, from..to)?;
    }
    reader.comments.sort_by_key(|comment| comment.range.start);
    Some(Concrete {
        root: reader.root,
        comments: reader.comments,
        marker: reader.marker,
    })
}

/// The document that is being read.
#[derive(Default)]
struct Reader {
    /// The lists and maps whose ends are not reached.
    open: Vec<ConcreteNode>,
    /// The keys of the open maps whose values are next, each with the number of open nodes.
    keys: Vec<(usize, ConcreteNode)>,
    root: Option<ConcreteNode>,
    comments: Vec<Comment>,
    marker: Option<usize>,
}

impl Reader {
    /// Handles one event. Returns `None` if the events do not make a document.
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Option<()> {
        match event {
            Event::DocumentStart(is_explicit, _) => {
                self.marker = is_explicit.then_some(range.start);
            }
            Event::Comment(..) => self.comments.push(Comment { range }),
            Event::Anchor(_, name) => self.name(&name)?,
            Event::Alias(_) => self.add(node(range, ConcreteKind::Alias)),
            Event::Scalar(text, style, ..) => {
                // The library passes `~` for a missing value.
                let text = match range.is_empty() {
                    true => String::new(),
                    false => text.into_owned(),
                };
                let notation = match style {
                    ScalarStyle::Plain => Notation::Plain,
                    ScalarStyle::SingleQuoted => Notation::Single,
                    ScalarStyle::DoubleQuoted => Notation::Double,
                    ScalarStyle::Literal => Notation::Literal,
                    ScalarStyle::Folded => Notation::Folded,
                };
                self.add(node(range, ConcreteKind::Scalar(text, notation)));
            }
            Event::SequenceStart(style, ..) => {
                let is_flow = style == StructureStyle::Flow;
                let items = Vec::new();
                self.open
                    .push(node(range, ConcreteKind::List { is_flow, items }));
            }
            Event::MappingStart(style, ..) => {
                let is_flow = style == StructureStyle::Flow;
                let entries = Vec::new();
                self.open
                    .push(node(range, ConcreteKind::Map { is_flow, entries }));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let mut done = self.open.pop()?;
                done.range.end = end(&done, range.end);
                self.add(done);
            }
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            // Options that are off.
            _ => return None,
        }
        Some(())
    }

    /// Gives the last node an anchor. Its event precedes that of the anchor.
    fn name(&mut self, name: &str) -> Option<()> {
        let depth = self.open.len();
        let is_key = self.keys.last().is_some_and(|(at, _)| *at == depth);
        let node = match self.open.last_mut() {
            // A map or list that has just been opened.
            Some(last) if is_empty(last) && last.anchor.is_none() && !is_key => last,
            Some(_) if is_key => self.keys.last_mut().map(|(_, key)| key)?,
            Some(last) => match &mut last.kind {
                ConcreteKind::List { items, .. } => items.last_mut()?,
                ConcreteKind::Map { entries, .. } => &mut entries.last_mut()?.1,
                ConcreteKind::Scalar(..) | ConcreteKind::Alias => return None,
            },
            None => self.root.as_mut()?,
        };
        node.anchor = Some(name.to_owned());
        Some(())
    }

    /// Adds a complete node to the innermost open list or map.
    fn add(&mut self, node: ConcreteNode) {
        let depth = self.open.len();
        let Some(last) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut last.kind {
            ConcreteKind::List { items, .. } => items.push(node),
            ConcreteKind::Map { entries, .. } => match self.keys.last() {
                Some((at, _)) if *at == depth => {
                    if let Some((_, key)) = self.keys.pop() {
                        entries.push((key, node));
                    }
                }
                _ => self.keys.push((depth, node)),
            },
            ConcreteKind::Scalar(..) | ConcreteKind::Alias => {}
        }
    }
}

fn node(range: Range<usize>, kind: ConcreteKind) -> ConcreteNode {
    ConcreteNode {
        range,
        anchor: None,
        kind,
    }
}

fn is_empty(node: &ConcreteNode) -> bool {
    match &node.kind {
        ConcreteKind::List { items, .. } => items.is_empty(),
        ConcreteKind::Map { entries, .. } => entries.is_empty(),
        ConcreteKind::Scalar(..) | ConcreteKind::Alias => false,
    }
}

/// Returns the end of a list or map. The end of the event of a block is after blank lines and comments.
fn end(node: &ConcreteNode, of_event: usize) -> usize {
    let (is_flow, last) = match &node.kind {
        ConcreteKind::List { is_flow, items } => (*is_flow, items.last()),
        ConcreteKind::Map { is_flow, entries } => {
            (*is_flow, entries.last().map(|(_, value)| value))
        }
        ConcreteKind::Scalar(..) | ConcreteKind::Alias => return node.range.end,
    };
    match last {
        Some(last) if !is_flow => last.range.end,
        _ => of_event,
    }
}
