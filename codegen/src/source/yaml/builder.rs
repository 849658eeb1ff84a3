//! Events of the YAML library to nodes, within limits.

use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, ScalarStyle, StructureStyle};

use super::super::codes;
use super::super::{
    Diagnostic, Diagnostics, FileId, Kind, Node, Scalar, Span, Style, render::quoted,
};
use super::map::Entries;

/// How deep lists and maps may be nested, aliases written out.
const MAX_DEPTH: usize = 64;
/// How many nodes a document may have, aliases written out.
const MAX_NODES: usize = 250_000;
/// How many bytes of text its scalars may have, aliases written out.
const MAX_TEXT: usize = 16 << 20;

/// What writing out a node costs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    nodes: usize,
    text: usize,
    height: usize,
}

impl Weight {
    /// One node without text or children.
    pub(super) const NODE: Self = Self {
        nodes: 1,
        text: 0,
        height: 0,
    };
}

/// A list or map that is not closed yet.
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

/// What a list or map holds so far.
#[derive(Debug)]
pub(super) enum Content {
    List(Vec<Node>),
    Map(Entries),
}

/// Why reading stopped for good.
#[derive(Debug)]
pub(super) enum Stop {
    /// A limit was hit, and reported.
    Limit,
    /// Behind a syntax error something else stands than the entry that was expected.
    Odd,
}

/// The tree being built from one text, in one or several runs of the parser.
pub(super) struct Builder<'a> {
    file: FileId,
    pub(super) text: &'a str,
    pub(super) frames: Vec<Frame>,
    pub(super) diagnostics: Diagnostics,
    pub(super) root: Option<Node>,
    total: Weight,
    /// Anchors of this run by number; a name until the node is complete.
    names: BTreeMap<usize, String>,
    complete: BTreeMap<usize, (Node, Weight)>,
    /// Anchors of earlier runs by name.
    earlier: BTreeMap<String, (Node, Weight)>,
    /// Whether this run follows a syntax error, behind which names may be missing.
    resumed: bool,
    /// The number of open lists and maps that this run continues in, and whether it arrived there.
    joined: Option<(usize, bool)>,
    documents: usize,
    multiline: Vec<Range<usize>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: FileId, text: &'a str) -> Self {
        Self {
            file,
            text,
            frames: Vec::new(),
            diagnostics: Diagnostics::default(),
            root: None,
            total: Weight::default(),
            names: BTreeMap::new(),
            complete: BTreeMap::new(),
            earlier: BTreeMap::new(),
            resumed: false,
            joined: None,
            documents: 0,
            multiline: Vec::new(),
        }
    }

    /// The tree, what was found, and where scalars of several lines stand.
    pub(super) fn finish(self) -> (Option<Node>, Diagnostics, Vec<Range<usize>>) {
        (self.root, self.diagnostics, self.multiline)
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::at(self.file, range.start, range.end)
    }

    /// Begins another run of the parser, behind a syntax error.
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

    /// Takes a tag, for which there is no use.
    pub(super) fn tag(&mut self, at: Range<usize>) {
        let message = "tags have no meaning here";
        let diagnostic = Diagnostic::error(codes::TAG, self.span(at), message)
            .help("remove the tag, or quote a text that begins with `!`");
        self.push(diagnostic);
    }

    /// Takes one event that stands at a range of bytes.
    pub(super) fn event(&mut self, event: Event<'_>, at: Range<usize>) -> Result<(), Stop> {
        if let Some((depth, arrived)) = self.joined
            && depth == self.frames.len()
        {
            // The entries of this run belong to a map that is open already.
            match event {
                Event::MappingStart(StructureStyle::Block, ..) if !arrived => {
                    self.joined = Some((depth, true));
                    return Ok(());
                }
                Event::MappingEnd => {
                    self.joined = None;
                    return Ok(());
                }
                _ if event.is_node() && !arrived => return Err(Stop::Odd),
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
                    self.multiline.push(at.clone());
                }
                let weight = Weight {
                    nodes: 1,
                    text: text.len(),
                    height: 0,
                };
                self.count(weight, &at)?;
                // The library writes `~` for a value that is not there.
                let text = if at.is_empty() {
                    String::new()
                } else {
                    text.into_owned()
                };
                let node = Node {
                    span: self.span(at),
                    kind: Kind::Scalar(Scalar { text, style }),
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
                    let message = "this alias stands inside the node that it stands for";
                    let span = self.span(at.clone());
                    self.push(Diagnostic::error(codes::RECURSIVE_ALIAS, span, message));
                }
                self.alias(|builder| builder.complete.get(&id), at)
            }
            Event::UnresolvedAlias(name) => {
                if !self.earlier.contains_key(&*name) && !self.resumed {
                    let span = self.span(at.clone());
                    let anchor = quoted(&format!("&{name}"));
                    let message = format!("no anchor {anchor} comes before this alias");
                    self.push(
                        Diagnostic::error(codes::UNDEFINED_ALIAS, span, message).help(format!(
                            "mark a node with {anchor}, or quote a text that begins with `*`"
                        )),
                    );
                }
                self.alias(|builder| builder.earlier.get(&*name), at)
            }
            _ => Ok(()),
        }
    }

    fn document(&mut self, at: Range<usize>) -> Result<(), Stop> {
        self.documents += 1;
        if self.documents > 1 {
            let diagnostic = Diagnostic::error(
                codes::SEVERAL_DOCUMENTS,
                self.span(at),
                "a second document begins here",
            )
            .help("put each document into a file of its own");
            self.push(diagnostic);
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
        self.depth(0, &at)?;
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
                (Kind::List(items), last)
            }
            Content::Map(entries) => {
                let (entries, last) = entries.finish(&mut self.diagnostics);
                (Kind::Map(entries), last)
            }
        };
        let last = last.map_or(frame.start, |end| end as usize);
        // A block ends where its last entry does: the event's end lies behind blank lines and comments.
        let end = match end {
            Some(end) if frame.flow => end,
            _ => last.max(frame.start),
        };
        let node = Node {
            span: self.span(frame.start..end),
            kind,
        };
        self.add(node, frame.weight, frame.anchor)
    }

    /// A copy of the node that an alias stands for, if there is one and the limits allow it.
    fn alias(
        &mut self,
        target: impl Fn(&Self) -> Option<&(Node, Weight)>,
        at: Range<usize>,
    ) -> Result<(), Stop> {
        let weight = target(self).map_or(Weight::NODE, |(_, w)| *w);
        self.depth(weight.height, &at)?;
        self.count(weight, &at)?;
        let span = self.span(at);
        let kind = target(self).map_or(Kind::Broken, |(node, _)| node.kind.clone());
        self.add(Node { span, kind }, weight, 0)
    }

    fn depth(&mut self, height: usize, at: &Range<usize>) -> Result<(), Stop> {
        if self.frames.len() + height < MAX_DEPTH {
            return Ok(());
        }
        let message = format!("lists and maps are nested more than {MAX_DEPTH} deep here");
        let span = self.span(at.clone());
        let help = "use fewer levels: no description of an API needs as many";
        self.push(Diagnostic::error(codes::TOO_DEEP, span, message).help(help));
        Err(Stop::Limit)
    }

    /// Counts what is about to be built, so that nothing is built beyond the limits.
    fn count(&mut self, weight: Weight, at: &Range<usize>) -> Result<(), Stop> {
        self.total.nodes += weight.nodes;
        self.total.text += weight.text;
        let what = if self.total.nodes > MAX_NODES {
            format!("{MAX_NODES} nodes")
        } else if self.total.text > MAX_TEXT {
            format!("{} MiB of text", MAX_TEXT >> 20)
        } else {
            return Ok(());
        };
        let message = format!("with its aliases written out the document has more than {what}");
        let span = self.span(at.clone());
        let help = "use fewer aliases, or parts of the document in files of their own";
        self.push(Diagnostic::error(codes::TOO_MANY_NODES, span, message).help(help));
        Err(Stop::Limit)
    }

    /// Puts a complete node into the list or map that is open.
    pub(super) fn add(&mut self, node: Node, weight: Weight, anchor: usize) -> Result<(), Stop> {
        if anchor != 0 {
            // The anchor keeps a copy, and copies count.
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
            Content::Map(entries) => entries.push(node, &mut self.diagnostics),
        }
        Ok(())
    }
}
