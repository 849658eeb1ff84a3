//! Writes tokens on lines.

use super::literal::split;
use super::token::{Kind, Shape, Tokens};

/// The maximum number of bytes of a line, if the tokens permit it.
pub(super) const WIDTH: usize = 120;

/// The maximum number of bytes of a line of a long byte string.
const ROW: usize = 196;

/// The maximum number of bytes of a literal in a row. Longer literals have a line of their own.
const SHORT: usize = 24;

/// Returns the text of a file.
pub(super) fn print(tokens: &Tokens) -> String {
    let mut printer = Printer {
        tokens,
        out: String::with_capacity(tokens.text.len() * 3 / 2),
        line: 0,
        indent: 0,
    };
    printer.print_entries(0, tokens.list.len(), true);
    printer.out.push('\n');
    printer.out
}

pub(super) struct Printer<'t> {
    pub(super) tokens: &'t Tokens,
    out: String,
    /// Where the current line begins in `out`.
    line: usize,
    pub(super) indent: usize,
}

impl Printer<'_> {
    pub(super) fn kind(&self, at: usize) -> Kind {
        self.tokens.list[at].kind
    }

    pub(super) fn close(&self, at: usize) -> usize {
        self.tokens.list[at].close
    }

    /// Returns the width of the current line.
    pub(super) fn column(&self) -> usize {
        (self.out.len() - self.line).max(self.indent)
    }

    pub(super) fn break_line(&mut self) {
        self.out.push('\n');
        self.line = self.out.len();
    }

    /// Begins the line, or writes a space if one belongs before the token.
    fn push_space(&mut self, at: usize) {
        if self.out.len() == self.line {
            self.push_indent();
        } else if self.tokens.list[at].is_spaced {
            self.out.push(' ');
        }
    }

    /// Writes one token, after a space if one belongs there and the line has begun.
    pub(super) fn push(&mut self, at: usize) {
        let tokens = self.tokens;
        self.push_space(at);
        let text = tokens.text(at);
        if tokens.list[at].kind == Kind::Literal
            && self.column() + text.len() > WIDTH
            && let Some(rows) = split(text, ROW.saturating_sub(self.indent))
        {
            for (nth, row) in rows.iter().enumerate() {
                if nth > 0 {
                    self.break_line();
                    self.push_indent();
                }
                self.out.push_str(row);
            }
        } else {
            self.out.push_str(text);
        }
    }

    fn push_indent(&mut self) {
        const SPACES: &str = "                                                                ";
        let mut rest = self.indent;
        while rest > 0 {
            let width = rest.min(SPACES.len());
            self.out.push_str(&SPACES[..width]);
            rest -= width;
        }
    }

    pub(super) fn push_all(&mut self, from: usize, to: usize) {
        if from < to && self.column() + 1 + self.tokens.width(from, to) <= WIDTH {
            self.push_space(from);
            return self.out.push_str(self.tokens.line(from, to));
        }
        for at in from..to {
            self.push(at);
        }
    }

    /// Whether `from..to` and `more` bytes fit on the current line.
    pub(super) fn fits(&self, from: usize, to: usize, more: usize) -> bool {
        let is_spaced = from < to && self.tokens.list[from].is_spaced && self.out.len() > self.line;
        !self.tokens.is_broken(from, to)
            && self.column() + usize::from(is_spaced) + self.tokens.width(from, to) + more <= WIDTH
    }

    pub(super) fn indented(&mut self, print: impl FnOnce(&mut Self)) {
        self.indent += 4;
        print(self);
        self.indent -= 4;
    }

    /// Returns the end of the entry that begins at `from`: a statement, an item, a field, an argument.
    fn entry_end(&self, from: usize, to: usize) -> usize {
        let mut at = from;
        while at < to {
            let close = self.close(at);
            match self.kind(at) {
                Kind::Comma | Kind::Semicolon => return at + 1,
                Kind::Doc if self.tokens.text(at).starts_with("//!") => return at + 1,
                Kind::Attribute if self.tokens.text(at) == "#!" => return close + 1,
                Kind::Open(shape) if shape.is_always_broken() => {
                    if close + 1 >= to || !self.goes_on(close + 1) {
                        return close + 1;
                    }
                }
                Kind::Word
                | Kind::Literal
                | Kind::Dot
                | Kind::Logic
                | Kind::Assign
                | Kind::Punctuation
                | Kind::Doc
                | Kind::Attribute
                | Kind::Open(_)
                | Kind::Close => {}
            }
            at = close + 1;
        }
        to
    }

    /// Whether a token after a block belongs to the entry of the block.
    fn goes_on(&self, at: usize) -> bool {
        match self.kind(at) {
            Kind::Comma | Kind::Semicolon | Kind::Dot | Kind::Assign | Kind::Logic => true,
            Kind::Word => self.tokens.text(at) == "else",
            Kind::Punctuation => self.tokens.text(at) == "?",
            Kind::Literal | Kind::Doc | Kind::Attribute | Kind::Open(_) | Kind::Close => false,
        }
    }

    /// Writes entries, each on lines of its own, with empty lines between items if `has_items`.
    ///
    /// Returns where the last one begins.
    fn print_entries(&mut self, from: usize, to: usize, has_items: bool) -> usize {
        let mut at = from;
        let mut previous: Option<(usize, usize)> = None;
        while at < to {
            let end = self.entry_end(at, to);
            if let Some(previous) = previous {
                self.break_line();
                if has_items && self.is_apart(previous, at) {
                    self.break_line();
                }
            }
            self.print_entry(at, end);
            previous = Some((at, end));
            at = end;
        }
        previous.map_or(from, |(last, _)| last)
    }

    /// Whether a comma follows the last entry of a group, which begins at `last`.
    fn takes_comma(&self, open: usize, last: usize) -> bool {
        let is_rest = self.tokens.text(last) == "..";
        let close = self.close(open);
        let is_repeated = self.find(last, close, |kind| kind == Kind::Semicolon);
        // Brackets around one entry may be the type of a slice.
        let is_type = self.tokens.text(open) == "["
            && self
                .find(open + 1, close, |kind| kind == Kind::Comma)
                .is_none();
        self.tokens.list[open].takes_comma && !is_rest && is_repeated.is_none() && !is_type
    }

    /// Whether an empty line belongs between an entry and the one that begins at `next`.
    fn is_apart(&self, (from, to): (usize, usize), next: usize) -> bool {
        let is_inner = |at: usize| match self.kind(at) {
            Kind::Doc => self.tokens.text(at).starts_with("//!"),
            Kind::Attribute => self.tokens.text(at) == "#!",
            _ => false,
        };
        if is_inner(from) {
            return !is_inner(next) || self.kind(from) != self.kind(next);
        }
        let is_documented = matches!(self.kind(next), Kind::Doc | Kind::Attribute);
        let word = self.first_word(next);
        let is_item = is_documented
            || matches!(
                word,
                "pub" | "impl" | "fn" | "mod" | "enum" | "struct" | "type" | "const" | "use"
            );
        let ends_block = self.tokens.text(to - 1) == "}"
            || (to - from > 1
                && self.tokens.text(to - 2) == "}"
                && self.tokens.text(to - 1) == ";");
        let first = self.first_word(from);
        let is_group = matches!(first, "use" | "const" | "type");
        is_item && (word != first || !is_group) && (ends_block || is_group)
    }

    /// Returns the first word of an entry after its attributes.
    fn first_word(&self, from: usize) -> &str {
        let mut at = from;
        while let Some(token) = self.tokens.list.get(at) {
            match token.kind {
                Kind::Doc | Kind::Attribute => at = token.close + 1,
                _ => return self.tokens.text(at),
            }
        }
        ""
    }

    fn print_entry(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to && matches!(self.kind(at), Kind::Doc | Kind::Attribute) {
            let close = self.close(at);
            self.print_groups(at, close + 1);
            at = close + 1;
            if at < to {
                self.break_line();
            }
        }
        self.print_expression(at, to);
    }

    /// Writes a group on several lines.
    pub(super) fn print_group(&mut self, open: usize) {
        let close = self.close(open);
        if open + 1 == close {
            return self.push_all(open, close + 1);
        }
        if let Some(inner) = self.hugged(open) {
            self.push_all(open, inner);
            self.print_group(inner);
            return self.push_all(self.close(inner) + 1, close + 1);
        }
        self.push(open);
        let shape = self.kind(open);
        self.indented(|printer| {
            printer.break_line();
            if printer.is_table(open + 1, close) {
                printer.print_table(open + 1, close);
            } else {
                let has_items = shape == Kind::Open(Shape::Block);
                let last = printer.print_entries(open + 1, close, has_items);
                if printer.takes_comma(open, last) {
                    printer.out.push(',');
                }
            }
        });
        self.break_line();
        self.push(close);
    }

    /// Returns the group at the end of the last argument, if everything before it fits on the line, so that both close
    /// together.
    pub(super) fn hugged(&self, open: usize) -> Option<usize> {
        if self.kind(open) != Kind::Open(Shape::Arguments) {
            return None;
        }
        let close = self.close(open);
        let mut last = open + 1;
        let mut entries = 0;
        let mut at = open + 1;
        while at < close {
            last = at;
            at = self.entry_end(at, close);
            entries += 1;
        }
        let inner = self.last_group(last, close)?;
        let is_block = match self.kind(inner) {
            Kind::Open(Shape::Block | Shape::Members) => true,
            Kind::Open(Shape::Arguments) => {
                entries == 1 && self.calls(last, close).is_empty() && !self.is_closure(last)
            }
            _ => false,
        };
        let has_logic = self.find(last, close, |kind| kind == Kind::Logic).is_some();
        (is_block && !has_logic && self.fits(open, inner, 2)).then_some(inner)
    }

    /// Whether an entry is a closure.
    fn is_closure(&self, at: usize) -> bool {
        matches!(self.tokens.text(at), "|" | "||" | "move")
    }

    /// Whether all of several entries are short, such as the numbers of a table.
    fn is_table(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        let mut entries = 0;
        while at < to {
            let end = self.entry_end(at, to);
            if self.tokens.is_broken(at, end) || self.tokens.width(at, end) > SHORT {
                return false;
            }
            if self
                .find(at, end, |kind| kind != Kind::Literal && kind != Kind::Comma)
                .is_some()
            {
                return false;
            }
            entries += 1;
            at = end;
        }
        entries > 8
    }

    /// Writes short entries, as many on a line as fit.
    fn print_table(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let end = self.entry_end(at, to);
            if self.out.len() > self.line && !self.fits(at, end, 0) {
                self.break_line();
            }
            self.push_all(at, end);
            at = end;
        }
    }
}
