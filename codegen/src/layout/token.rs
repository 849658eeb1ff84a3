//! Tokens in one flat list, with the text and the layout properties of each.

/// What a brace group, a parenthesis or a bracket contains, as far as the layout depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `( … )` or `[ … ]`: entries between commas.
    Arguments,
    /// The braces of a struct literal or of a pattern.
    Members,
    /// The braces of a `use` declaration.
    Imports,
    /// The braces of a struct or an enum definition.
    Definition,
    /// Statements, items or match arms.
    Block,
}

impl Shape {
    /// Whether a group of this shape that is not empty always has its entries on lines of their own.
    pub(super) fn is_always_broken(self) -> bool {
        match self {
            Shape::Arguments | Shape::Members | Shape::Imports => false,
            Shape::Definition | Shape::Block => true,
        }
    }
}

/// What a token is, as far as the layout depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier, a keyword or a lifetime.
    Word,
    /// A literal.
    Literal,
    /// `,` outside of generic arguments.
    Comma,
    /// `;`.
    Semicolon,
    /// `.` before a method or a field.
    Dot,
    /// `&&` or `||` between operands.
    Logic,
    /// `=` or `=>`.
    Assign,
    /// Another operator or punctuation mark.
    Punctuation,
    /// A doc comment.
    Doc,
    /// The `#` of an attribute.
    Attribute,
    /// An opening delimiter.
    Open(Shape),
    /// A closing delimiter.
    Close,
}

/// One token.
#[derive(Debug)]
pub(super) struct Token {
    /// Where its text begins and ends in [`Tokens::text`].
    pub(super) start: usize,
    pub(super) end: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether a space stands before it on one line.
    pub(super) is_spaced: bool,
    /// For an opening delimiter, the position of its closing one; otherwise the token's own position.
    pub(super) close: usize,
    /// For an opening delimiter, whether a comma ends the last entry where each entry has a line of its own.
    pub(super) takes_comma: bool,
}

/// The tokens of a file.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// The texts of all tokens as they stand on one line, with the spaces between them.
    pub(super) text: String,
    /// The tokens.
    pub(super) list: Vec<Token>,
    /// For each position, how many tokens before it force a line break. Has one entry more than `list`.
    pub(super) breaks: Vec<usize>,
}

impl Tokens {
    /// Writes the space before a token, if it has one. Returns where the text of the token begins.
    pub(super) fn start(&mut self, is_spaced: bool) -> usize {
        if is_spaced {
            self.text.push(' ');
        }
        self.text.len()
    }

    /// Returns the text of a token.
    pub(super) fn text(&self, at: usize) -> &str {
        let token = &self.list[at];
        &self.text[token.start..token.end]
    }

    /// Returns the text of the tokens `from..to` on one line, without the space before the first one.
    pub(super) fn line(&self, from: usize, to: usize) -> &str {
        if from == to {
            return "";
        }
        &self.text[self.list[from].start..self.list[to - 1].end]
    }

    /// Returns the width of the tokens `from..to` on one line, without the space before the first one.
    pub(super) fn width(&self, from: usize, to: usize) -> usize {
        self.line(from, to).len()
    }

    /// Returns whether one of the tokens `from..to` forces a line break.
    pub(super) fn is_broken(&self, from: usize, to: usize) -> bool {
        self.breaks[from] != self.breaks[to]
    }

    /// Computes [`Tokens::breaks`] from the list.
    pub(super) fn count_breaks(&mut self) {
        let mut breaks = 0;
        self.breaks = Vec::with_capacity(self.list.len() + 1);
        self.breaks.push(breaks);
        for (at, token) in self.list.iter().enumerate() {
            breaks += usize::from(match token.kind {
                Kind::Doc => true,
                Kind::Open(shape) => shape.is_always_broken() && token.close != at + 1,
                Kind::Word
                | Kind::Literal
                | Kind::Comma
                | Kind::Semicolon
                | Kind::Dot
                | Kind::Logic
                | Kind::Assign
                | Kind::Punctuation
                | Kind::Attribute
                | Kind::Close => false,
            });
            self.breaks.push(breaks);
        }
    }
}
