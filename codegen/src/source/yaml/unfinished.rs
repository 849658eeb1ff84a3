//! Lists and maps that a syntax error breaks off: what is kept of them, and what is broken.

use super::super::{Kind, Node};
use super::builder::{Builder, Content, Frame, Weight};

impl Builder<'_> {
    /// The indentation of each open map in block style.
    pub(super) fn open_maps(&self) -> Vec<usize> {
        let maps = self.frames.iter().filter(|frame| frame.is_block_map());
        maps.map(|frame| self.column(frame)).collect()
    }

    /// Where the outermost open bracket stands.
    pub(super) fn first_flow(&self) -> Option<usize> {
        self.frames
            .iter()
            .find(|frame| frame.flow)
            .map(|frame| frame.start)
    }

    /// Where the innermost open bracket stands.
    pub(super) fn last_flow(&self) -> Option<usize> {
        self.frames
            .iter()
            .rfind(|frame| frame.flow)
            .map(|frame| frame.start)
    }

    /// The value in front of a syntax error in the same line is not what was meant: `a: b: c`.
    pub(super) fn spoil(&mut self, at: usize) {
        let text = self.text;
        let last = match self.frames.last_mut().map(|frame| &mut frame.content) {
            Some(Content::List(items)) => items.last_mut(),
            Some(Content::Map(entries)) => entries.last_value(),
            None => self.root.as_mut(),
        };
        if let Some(node) = last
            && let Some(between) = text.get(node.span.end as usize..at)
            && !between.contains('\n')
        {
            node.kind = Kind::Broken;
        }
    }

    /// Ends the lists and maps that a line with less indentation ends. They are complete.
    pub(super) fn end_inside(&mut self, indentation: usize, line: usize, item: bool) {
        while let Some(frame) = self.frames.last()
            && !frame.flow
            && frame.start < line
        {
            let column = self.column(frame);
            // The items of a list may stand below its key without indentation.
            let ended =
                column > indentation || column == indentation && !item && !frame.is_block_map();
            if !ended || self.close(None).is_err() {
                return;
            }
        }
    }

    /// Takes the key of a line that was not understood into the map that it belongs to.
    pub(super) fn broken_key(&mut self, column: usize, key: &str, at: usize) {
        let span = self.span(at..at + key.len());
        if key.is_empty()
            || !self
                .frames
                .last()
                .is_some_and(|frame| frame.is_block_map() && self.column(frame) == column)
        {
            return;
        }
        if let Some(Frame {
            content: Content::Map(entries),
            ..
        }) = self.frames.last_mut()
        {
            entries.broken(key, span, &mut self.diagnostics);
        }
    }

    /// Closes what is open inside the innermost map at a column, which itself stays open.
    pub(super) fn close_below(&mut self, column: usize, lost: impl Fn(usize) -> bool) {
        while let Some(frame) = self.frames.last()
            && !(frame.is_block_map() && self.column(frame) == column)
        {
            self.close_early(&lost);
        }
        if let Some(Frame {
            content: Content::Map(entries),
            ..
        }) = self.frames.last_mut()
        {
            entries.settle(&mut self.diagnostics);
        }
    }

    /// Closes all that is open.
    pub(super) fn close_all(&mut self, lost: impl Fn(usize) -> bool) {
        while !self.frames.is_empty() {
            self.close_early(&lost);
        }
        if self
            .root
            .as_ref()
            .is_some_and(|root| root.kind == Kind::Broken)
        {
            self.root = None;
        }
    }

    /// Gives up: nothing of the tree is of use.
    pub(super) fn abandon(&mut self) {
        self.frames.clear();
        self.root = None;
    }

    /// Closes the innermost list or map before its end. If entries of it may be lost, it is broken as a
    /// whole, so that nobody misses them.
    fn close_early(&mut self, lost: &impl Fn(usize) -> bool) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let broken = frame.flow || !frame.is_block_map() || lost(self.column(frame));
        let span = self.span(frame.start..frame.start);
        let closed = if broken {
            self.frames.pop();
            self.add(
                Node {
                    span,
                    kind: Kind::Broken,
                },
                Weight::NODE,
                0,
            )
        } else {
            self.close(None)
        };
        if closed.is_err() {
            self.abandon();
        }
    }

    fn column(&self, frame: &Frame) -> usize {
        let before = self.text.get(..frame.start).unwrap_or("");
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.get(line..).unwrap_or("");
        line.strip_prefix('\u{feff}').unwrap_or(line).len()
    }
}
