//! Closes the lists and maps that are open at a syntax error, and decides which of them are broken.

use super::super::{Node, NodeKind};
use super::builder::{Builder, Content, Frame, Weight};

impl Builder<'_> {
    /// Returns the indentation of each open map in block style.
    pub(super) fn open_maps(&self) -> Vec<usize> {
        let maps = self.frames.iter().filter(|frame| frame.is_block_map());
        maps.map(|frame| self.column(frame)).collect()
    }

    /// Returns the offset of the outermost open bracket.
    pub(super) fn first_flow(&self) -> Option<usize> {
        self.frames
            .iter()
            .find(|frame| frame.flow)
            .map(|frame| frame.start)
    }

    /// Returns the offset of the innermost open bracket. The map of `[a: 1]` has none.
    pub(super) fn last_flow(&self) -> Option<usize> {
        let is_bracket = |at: usize| matches!(self.text.as_bytes().get(at), Some(b'[' | b'{'));
        self.frames
            .iter()
            .rfind(|frame| frame.flow && is_bracket(frame.start))
            .map(|frame| frame.start)
    }

    /// Marks the value before a syntax error on the same line as broken, as in `a: b: c`.
    pub(super) fn break_last_value(&mut self, at: usize) {
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
            node.kind = NodeKind::Broken;
        }
    }

    /// Closes the lists and maps that end before a line because of its indentation. They are complete.
    pub(super) fn end_inside(&mut self, indentation: usize, line: usize, item: bool) {
        while let Some(frame) = self.frames.last()
            && !frame.flow
            && frame.start < line
        {
            let column = self.column(frame);
            // The items of a list can have the same indentation as its key.
            let ended =
                column > indentation || column == indentation && !item && !frame.is_block_map();
            if !ended || self.close(None).is_err() {
                return;
            }
        }
    }

    /// Adds the key of a line that could not be read to the map that it belongs to, with a broken value. If the line is indented
    /// further than the entries of the innermost map, and the last of them is complete, it belongs to this map too.
    pub(super) fn add_broken_entry(&mut self, column: usize, key: &str, at: usize) {
        let span = self.span(at..at + key.len());
        let map = self.frames.last().filter(|frame| frame.is_block_map());
        let Some(own) = map
            .map(|frame| self.column(frame))
            .filter(|_| !key.is_empty())
        else {
            return;
        };
        if let Some(Frame {
            content: Content::Map(entries),
            ..
        }) = self.frames.last_mut()
        {
            let is_complete = entries.last_value().is_some();
            if own == column || own < column && is_complete {
                entries.push_broken(key, span, &mut self.findings);
            }
        }
    }

    /// Closes everything inside the innermost map at a column. The map itself stays open.
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
            entries.complete_last(&mut self.findings);
        }
    }

    /// Closes all open lists and maps.
    pub(super) fn close_all(&mut self, lost: impl Fn(usize) -> bool) {
        while !self.frames.is_empty() {
            self.close_early(&lost);
        }
        if self
            .root
            .as_ref()
            .is_some_and(|root| root.kind == NodeKind::Broken)
        {
            self.root = None;
        }
    }

    /// Discards the tree.
    pub(super) fn abandon(&mut self) {
        self.frames.clear();
        self.root = None;
    }

    /// Closes the innermost list or map before its end. If some of its entries may be lost, all of it is broken, so that
    /// later stages do not report them as missing.
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
                    kind: NodeKind::Broken,
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
