//! Breaks expressions: assignments, conditions, chains of calls and groups.

use super::print::{Printer, WIDTH};
use super::token::{Kind, Shape};

impl Printer<'_> {
    /// Writes the tokens of an entry, on several lines if they do not fit on one.
    pub(super) fn print_expression(&mut self, from: usize, to: usize) {
        if from == to {
            return;
        }
        if self.fits(from, to, 0) {
            return self.push_all(from, to);
        }
        let block = self.find(from, to, |kind| match kind {
            Kind::Open(shape) => shape.is_always_broken(),
            _ => false,
        });
        match block {
            Some(block) => {
                let close = self.close(block);
                if self.fits(from, block, 2) {
                    self.push_all(from, block);
                } else {
                    self.print_operation(from, block);
                    if self.find(from, block, |kind| kind == Kind::Logic).is_some() {
                        self.break_line();
                    }
                }
                self.print_group(block);
                self.print_expression(close + 1, to);
            }
            None => self.print_operation(from, to),
        }
    }

    /// Returns the first token in `from..to`, outside of groups, whose kind is asked for.
    pub(super) fn find(
        &self,
        from: usize,
        to: usize,
        is_it: impl Fn(Kind) -> bool,
    ) -> Option<usize> {
        let mut at = from;
        while at < to {
            if is_it(self.kind(at)) {
                return Some(at);
            }
            at = self.close(at) + 1;
        }
        None
    }

    /// Writes an expression that has no block outside of groups and does not fit on the line.
    fn print_operation(&mut self, from: usize, to: usize) {
        if self.fits(from, to, 0) {
            return self.push_all(from, to);
        }
        if let Some(assign) = self.find(from, to, |kind| kind == Kind::Assign) {
            self.print_groups(from, assign + 1);
            let right = assign + 1;
            if right == to {
                return;
            }
            let fits_below = !self.tokens.is_broken(right, to)
                && self.indent + 4 + self.tokens.width(right, to) <= WIDTH;
            let has_members = self
                .find(right, to, |kind| kind == Kind::Open(Shape::Members))
                .is_some();
            let has_logic = self.find(right, to, |kind| kind == Kind::Logic).is_some();
            if fits_below && !has_members {
                self.indented(|printer| {
                    printer.break_line();
                    printer.push_all(right, to);
                });
            } else if has_logic {
                self.print_logic(right, to);
            } else {
                self.print_operand(right, to);
            }
            return;
        }
        if self.find(from, to, |kind| kind == Kind::Logic).is_some() {
            return self.print_logic(from, to);
        }
        self.print_operand(from, to);
    }

    /// Writes operands between `&&` and `||`, each on a line of its own.
    fn print_logic(&mut self, from: usize, to: usize) {
        let mut at = from;
        let mut is_first = true;
        while at < to {
            let rest = at + usize::from(!is_first);
            let end = self
                .find(rest, to, |kind| kind == Kind::Logic)
                .unwrap_or(to);
            if is_first {
                self.print_operand(at, end);
            } else {
                self.indented(|printer| {
                    printer.break_line();
                    printer.print_operand(at, end);
                });
            }
            is_first = false;
            at = end;
        }
    }

    /// Writes an operand: as a chain of calls with a line for each, or by breaking its groups.
    fn print_operand(&mut self, from: usize, to: usize) {
        if self.fits(from, to, 0) {
            return self.push_all(from, to);
        }
        let calls = self.calls(from, to);
        let last = self.last_group(from, to);
        let hangs = match last {
            Some(open) => self.fits(from, open, 1),
            None => false,
        };
        let is_short = match calls.first() {
            Some(&call) => call - from < 3,
            None => true,
        };
        if (calls.len() < 2 && is_short) || (hangs && calls.len() < 4 && self.hugs_last(last)) {
            return self.print_groups(from, to);
        }
        let mut starts = calls;
        if let [first, second, ..] = starts[..]
            && self.tokens.width(from, first) <= 4
            && self.fits(from, second, 0)
        {
            starts.remove(0);
        }
        let first = starts.first().copied().unwrap_or(to);
        self.print_groups(from, first);
        self.indented(|printer| {
            for (nth, &start) in starts.iter().enumerate() {
                let end = starts.get(nth + 1).copied().unwrap_or(to);
                printer.break_line();
                printer.print_groups(start, end);
            }
        });
    }

    /// Returns the dots of method calls outside of groups.
    pub(super) fn calls(&self, from: usize, to: usize) -> Vec<usize> {
        let mut calls = Vec::new();
        let mut at = from;
        while at < to {
            if self.kind(at) == Kind::Dot && at + 2 < to {
                let is_call = match self.kind(at + 2) {
                    Kind::Open(_) => true,
                    Kind::Punctuation => self.tokens.text(at + 2) == "::",
                    _ => false,
                };
                if is_call {
                    calls.push(at);
                }
            }
            at = self.close(at) + 1;
        }
        calls
    }

    /// Returns the last group outside of groups, if only `;`, `,` or `?` follows it.
    pub(super) fn last_group(&self, from: usize, to: usize) -> Option<usize> {
        let mut last = None;
        let mut at = from;
        while at < to {
            match self.kind(at) {
                Kind::Open(_) => last = Some(at),
                Kind::Comma | Kind::Semicolon => {}
                Kind::Punctuation if self.tokens.text(at) == "?" => {}
                _ => last = None,
            }
            at = self.close(at) + 1;
        }
        last
    }

    /// Whether the last argument of a call is a closure with a block, which the call then embraces.
    fn hugs_last(&self, last: Option<usize>) -> bool {
        last.is_some_and(|open| self.hugged(open).is_some())
    }

    /// Writes tokens, and breaks each group that does not fit together with what follows it.
    pub(super) fn print_groups(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            match self.kind(at) {
                Kind::Open(_) => {
                    let close = self.close(at);
                    let next = self
                        .find(close + 1, to, |kind| matches!(kind, Kind::Open(_)))
                        .map_or(to, |open| open + 1);
                    let rest = self.tokens.width(close + 1, next);
                    if self.fits(at, close + 1, rest) {
                        self.push_all(at, close + 1);
                    } else {
                        self.print_group(at);
                    }
                    at = close + 1;
                }
                _ => {
                    self.push(at);
                    at += 1;
                }
            }
        }
    }
}
