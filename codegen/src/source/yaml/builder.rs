//! Builds nodes from the events of the YAML library, within limits.

use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, ScalarStyle, StructureStyle};

use super::super::{FileId, Node, NodeKind, Quoted, Scalar, SourceDiagnostic, Span, Style};
use super::findings::Findings;
use super::map::Entries;

/// The maximum depth of nested lists and maps, with aliases expanded.
pub(super) const MAX_DEPTH: usize = 64;
/// The maximum number of nodes in a document, with aliases expanded.
const MAX_NODES: usize = 250_000;
/// The maximum number of bytes in the scalars of a document, with aliases expanded.
const MAX_TEXT: usize = 16 << 20;

/// The size of a node, with aliases expanded.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    nodes: usize,
    text: usize,
    height: usize,
}

impl Weight {
    /// The size of a node without text and children.
    pub(super) const NODE: Self = Self {
        nodes: 1,
        text: 0,
        height: 0,
    };
}

/// A list or map whose end the parser has not reached.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) start: usize,
    anchor: usize,
    weight: Weight,
    pub(super) flow: bool,
    pub(super) content: Content,
}

impl Frame {
    pub(super) fn is_block_map(&self) -> bool {
        !self.flow && matches!(self.content, Content::Map(_))
    }
}

/// The items or entries of an open list or map.
#[derive(Debug)]
pub(super) enum Content {
    List(Vec<Node>),
    Map(Entries),
}

/// The reason to stop reading the events of a run.
#[derive(Debug)]
pub(super) enum Stop {
    /// The document exceeds a limit, which is reported.
    Limit,
    /// After a syntax error, the text continues with something other than the expected entry.
    Unexpected,
}

/// The tree that is built from one text, in one or several runs of the parser.
pub(super) struct Builder<'a> {
    file: FileId,
    pub(super) text: &'a str,
    pub(super) frames: Vec<Frame>,
    pub(super) findings: Findings,
    pub(super) root: Option<Node>,
    total: Weight,
    /// The names of the anchors of this run, by number.
    names: BTreeMap<usize, String>,
    /// The anchors of this run whose nodes are complete, by number.
    complete: BTreeMap<usize, (Node, Weight)>,
    /// The anchors of earlier runs, by name.
    earlier: BTreeMap<String, (Node, Weight)>,
    /// Whether this run follows a syntax error. Anchors may be missing then.
    resumed: bool,
    /// The number of open lists and maps that this run continues in, and whether it has reached that depth.
    joined: Option<(usize, bool)>,
    documents: usize,
    several_lines: SeveralLines,
}

/// What can span several lines regardless of their indentation, each in the order of the file.
#[derive(Debug, Default)]
pub(super) struct SeveralLines {
    /// Texts.
    pub(super) texts: Vec<Range<usize>>,
    /// Lists and maps between brackets, without those inside others.
    pub(super) brackets: Vec<Range<usize>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: FileId, text: &'a str) -> Self {
        Self {
            file,
            text,
            frames: Vec::new(),
            findings: Findings::default(),
            root: None,
            total: Weight::default(),
            names: BTreeMap::new(),
            complete: BTreeMap::new(),
            earlier: BTreeMap::new(),
            resumed: false,
            joined: None,
            documents: 0,
            several_lines: SeveralLines::default(),
        }
    }

    /// Returns the tree, the findings, and what spans several lines.
    pub(super) fn finish(self) -> (Option<Node>, Findings, SeveralLines) {
        (self.root, self.findings, self.several_lines)
    }

    /// Reports a diagnostic about a range of bytes.
    pub(super) fn report(&mut self, diagnostic: SourceDiagnostic, at: Range<usize>) {
        self.findings.push(diagnostic, self.span(at));
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::at(self.file, range.start, range.end)
    }

    /// Starts another run of the parser after a syntax error.
    pub(super) fn resume(&mut self) {
        for (id, name) in std::mem::take(&mut self.names) {
            if let Some(node) = self.complete.remove(&id) {
                self.earlier.insert(name, node);
            }
        }
        self.complete.clear();
        self.resumed = true;
        self.joined = Some((self.frames.len(), false));
        self.documents = 0;
    }

    /// Handles one event, which covers a range of bytes.
    pub(super) fn event(&mut self, event: Event<'_>, at: Range<usize>) -> Result<(), Stop> {
        if let Some((depth, arrived)) = self.joined
            && depth == self.frames.len()
        {
            // The entries of this run belong to a map that is already open.
            match event {
                Event::MappingStart(StructureStyle::Block, ..) if !arrived => {
                    self.joined = Some((depth, true));
                    return Ok(());
                }
                Event::MappingEnd => {
                    self.joined = None;
                    return Ok(());
                }
                _ if event.is_node() && !arrived => return Err(Stop::Unexpected),
                _ => {}
            }
        }
        match event {
            Event::DocumentStart(..) => self.document(at),
            Event::Scalar(text, style, anchor, _) => {
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    _ => Style::Quoted,
                };
                if self
                    .text
                    .get(at.clone())
                    .is_some_and(|source| source.contains('\n'))
                {
                    self.several_lines.texts.push(at.clone());
                }
                let weight = Weight {
                    nodes: 1,
                    text: text.len(),
                    height: 0,
                };
                self.count(weight, &at)?;
                // The library passes `~` for a missing value.
                let text = if at.is_empty() {
                    String::new()
                } else {
                    text.into_owned()
                };
                let node = Node {
                    span: self.span(at),
                    kind: NodeKind::Scalar(Scalar { text, style }),
                };
                self.add(node, weight, anchor)
            }
            Event::SequenceStart(style, anchor, _) => {
                self.open(style, anchor, at, Content::List(Vec::new()))
            }
            Event::MappingStart(style, anchor, _) => {
                self.open(style, anchor, at, Content::Map(Entries::default()))
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(Some(at.end)),
            Event::Anchor(id, name) => {
                self.names.insert(id, name.into_owned());
                Ok(())
            }
            Event::Alias(id) => {
                let known = self.complete.contains_key(&id);
                if !known && !self.resumed {
                    self.report(SourceDiagnostic::RecursiveAlias, at.clone());
                }
                self.alias(|builder| builder.complete.get(&id), at)
            }
            Event::UnresolvedAlias(name) => {
                if !self.earlier.contains_key(&*name) && !self.resumed {
                    let anchor = Quoted::from(format!("&{name}"));
                    self.report(SourceDiagnostic::UndefinedAlias { anchor }, at.clone());
                }
                self.alias(|builder| builder.earlier.get(&*name), at)
            }
            _ => Ok(()),
        }
    }

    fn document(&mut self, at: Range<usize>) -> Result<(), Stop> {
        self.documents += 1;
        if self.documents > 1 {
            self.report(SourceDiagnostic::SeveralDocuments, at);
            return Err(Stop::Limit);
        }
        Ok(())
    }

    fn open(
        &mut self,
        style: StructureStyle,
        anchor: usize,
        at: Range<usize>,
        content: Content,
    ) -> Result<(), Stop> {
        self.check_depth(0, &at)?;
        self.count(Weight::NODE, &at)?;
        self.frames.push(Frame {
            start: at.start,
            anchor,
            weight: Weight::NODE,
            flow: matches!(style, StructureStyle::Flow),
            content,
        });
        Ok(())
    }

    /// Closes the innermost list or map.
    pub(super) fn close(&mut self, end: Option<usize>) -> Result<(), Stop> {
        let Some(frame) = self.frames.pop() else {
            return Ok(());
        };
        let (kind, last) = match frame.content {
            Content::List(items) => {
                let last = items.last().map(|item| item.span.end);
                (NodeKind::List(items), last)
            }
            Content::Map(entries) => {
                let (entries, last) = entries.finish(&mut self.findings);
                (NodeKind::Map(entries), last)
            }
        };
        let last = last.map_or(frame.start, |end| end as usize);
        // A block ends where its last entry ends. The end of the event is after blank lines and comments.
        let end = match end {
            Some(end) if frame.flow => {
                if !self.frames.iter().any(|outer| outer.flow) {
                    self.several_lines.brackets.push(frame.start..end);
                }
                end
            }
            _ => last.max(frame.start),
        };
        let node = Node {
            span: self.span(frame.start..end),
            kind,
        };
        self.add(node, frame.weight, frame.anchor)
    }

    /// Adds a copy of the node that an alias stands for. An unknown alias becomes a broken node.
    fn alias(
        &mut self,
        target: impl Fn(&Self) -> Option<&(Node, Weight)>,
        at: Range<usize>,
    ) -> Result<(), Stop> {
        let weight = target(self).map_or(Weight::NODE, |(_, w)| *w);
        self.check_depth(weight.height, &at)?;
        self.count(weight, &at)?;
        let span = self.span(at);
        let kind = target(self).map_or(NodeKind::Broken, |(node, _)| node.kind.clone());
        self.add(Node { span, kind }, weight, 0)
    }

    fn check_depth(&mut self, height: usize, at: &Range<usize>) -> Result<(), Stop> {
        if self.frames.len() + height < MAX_DEPTH {
            return Ok(());
        }
        self.report(SourceDiagnostic::TooDeep { limit: MAX_DEPTH }, at.clone());
        Err(Stop::Limit)
    }

    /// Adds a size to the total before the node is built, and stops at the limits.
    fn count(&mut self, weight: Weight, at: &Range<usize>) -> Result<(), Stop> {
        self.total.nodes += weight.nodes;
        self.total.text += weight.text;
        let exceeded = if self.total.nodes > MAX_NODES {
            SourceDiagnostic::TooManyNodes { limit: MAX_NODES }
        } else if self.total.text > MAX_TEXT {
            let limit = MAX_TEXT >> 20;
            SourceDiagnostic::TooMuchText { limit }
        } else {
            return Ok(());
        };
        self.report(exceeded, at.clone());
        Err(Stop::Limit)
    }

    /// Adds a complete node to the innermost open list or map.
    pub(super) fn add(&mut self, node: Node, weight: Weight, anchor: usize) -> Result<(), Stop> {
        if anchor != 0 {
            // The anchor keeps a copy, which counts too.
            self.count(weight, &node.span.range())?;
            self.complete.insert(anchor, (node.clone(), weight));
        }
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        frame.weight.nodes += weight.nodes;
        frame.weight.text += weight.text;
        frame.weight.height = frame.weight.height.max(weight.height + 1);
        match &mut frame.content {
            Content::List(items) => items.push(node),
            Content::Map(entries) => entries.push(node, &mut self.findings),
        }
        Ok(())
    }
}
