//! Flattens a token stream, and decides the spacing of each token and the shape of each group.

use std::fmt::Write;
use std::iter::Peekable;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree, token_stream};

use super::context::{Before, is_type_name, keyword};
use super::literal::unescape;
use super::operators::joined;
use super::token::{Kind, Shape, Token, Tokens};

type Stream = Peekable<token_stream::IntoIter>;

/// Flattens a token stream.
pub(super) fn read(stream: TokenStream) -> Tokens {
    let mut reader = Reader::default();
    reader.read_level(stream, &mut Level::new(Before::Start, false));
    reader.tokens.count_breaks();
    reader.tokens
}

/// What is known at a place between two delimiters.
struct Level {
    before: Before,
    /// Whether the previous token names a type, so that `<` opens generic arguments and braces hold members.
    is_after_type: bool,
    /// Whether the previous word is `fn`, `struct` or another keyword that a name with generics follows.
    is_after_item: bool,
    /// How many generic arguments are open.
    generics: usize,
    /// Whether the parameters of a closure are open.
    is_in_closure: bool,
    /// The shape of the next braces, if a keyword has decided it.
    announced: Option<Shape>,
    /// Whether the place belongs to the input of a macro, which may distinguish a list with a trailing comma from one without.
    is_macro_input: bool,
}

impl Level {
    fn new(before: Before, is_macro_input: bool) -> Self {
        Self {
            is_macro_input,
            before,
            is_after_type: false,
            is_after_item: false,
            generics: 0,
            is_in_closure: false,
            announced: None,
        }
    }

    fn set(&mut self, before: Before) {
        self.before = before;
        self.is_after_type = false;
    }

    /// Forgets what belongs to the statement or entry that has ended.
    fn end_entry(&mut self) {
        *self = Self::new(Before::Punctuation, self.is_macro_input);
    }
}

#[derive(Default)]
struct Reader {
    tokens: Tokens,
}

impl Reader {
    fn read_level(&mut self, stream: TokenStream, level: &mut Level) {
        let mut stream = stream.into_iter().peekable();
        while let Some(token) = stream.next() {
            match token {
                TokenTree::Group(group) => self.read_group(group, &mut stream, level),
                TokenTree::Ident(ident) => self.read_word(&ident, level),
                TokenTree::Literal(literal) => {
                    self.push_formatted(
                        format_args!("{literal}"),
                        Kind::Literal,
                        level.before.is_apart(),
                    );
                    level.set(Before::Operand);
                }
                TokenTree::Punct(punct) => self.read_punct(&punct, &mut stream, level),
            }
        }
    }

    /// Adds a token whose text has to be formatted.
    fn push_formatted(&mut self, text: std::fmt::Arguments<'_>, kind: Kind, is_spaced: bool) {
        let start = self.tokens.start(is_spaced);
        // Writing to a `String` cannot fail.
        let _ = self.tokens.text.write_fmt(text);
        self.push_from(start, kind, is_spaced);
    }

    fn push(&mut self, text: &str, kind: Kind, is_spaced: bool) {
        let start = self.tokens.start(is_spaced);
        self.tokens.text.push_str(text);
        self.push_from(start, kind, is_spaced);
    }

    /// Adds the token whose text begins at `start` and has just been written.
    fn push_from(&mut self, start: usize, kind: Kind, is_spaced: bool) {
        let token = Token {
            start,
            end: self.tokens.text.len(),
            kind,
            is_spaced,
            close: self.tokens.list.len(),
            takes_comma: false,
        };
        self.tokens.list.push(token);
    }

    fn read_word(&mut self, ident: &Ident, level: &mut Level) {
        self.push_formatted(format_args!("{ident}"), Kind::Word, level.before.is_apart());
        let word = self.tokens.text(self.tokens.list.len() - 1);
        if let Some(keyword) = keyword(word) {
            level.set(Before::Keyword);
            level.is_after_item = !matches!(word, "let" | "in" | "return" | "match" | "if");
            level.announced = keyword.announces.or(level.announced);
        } else {
            let names_type = is_type_name(word) || level.is_after_item;
            level.set(Before::Operand);
            level.is_after_type = names_type;
            level.is_after_item = false;
        }
    }

    fn read_group(&mut self, group: Group, stream: &mut Stream, level: &mut Level) {
        let is_tight = level.before == Before::Operand
            || (level.before == Before::Keyword && self.is_after_word("fn"));
        let (open, close, shape, is_spaced) = match group.delimiter() {
            Delimiter::None => return self.read_level(content_of(group), level),
            Delimiter::Parenthesis => {
                let is_spaced = level.before.is_apart() && !is_tight;
                ("(", ")", Shape::Arguments, is_spaced)
            }
            Delimiter::Bracket => {
                let is_spaced = level.before.is_apart() && !is_tight;
                ("[", "]", Shape::Arguments, is_spaced)
            }
            Delimiter::Brace => {
                let shape = self.shape_of_braces(stream, level);
                let is_spaced = level.before.is_apart()
                    || (level.before == Before::Prefix && self.is_after_word("!"));
                ("{", "}", shape, is_spaced)
            }
        };
        let at = self.tokens.list.len();
        let is_macro_input = level.is_macro_input || self.is_after_word("!");
        let takes_comma = !is_macro_input
            && match shape {
                Shape::Arguments => is_tight == (open == "("),
                Shape::Members | Shape::Imports | Shape::Definition => true,
                Shape::Block => false,
            };
        self.push(open, Kind::Open(shape), is_spaced);
        let before = if shape == Shape::Members {
            Before::Punctuation
        } else {
            Before::Start
        };
        self.read_level(content_of(group), &mut Level::new(before, is_macro_input));
        if takes_comma && self.kind_of_last() == Kind::Comma {
            let comma = self.tokens.list.pop().map_or(0, |token| token.start);
            self.tokens.text.truncate(comma);
        }
        let is_empty = self.tokens.list.len() == at + 1;
        self.push(close, Kind::Close, shape == Shape::Members && !is_empty);
        self.tokens.list[at].close = self.tokens.list.len() - 1;
        self.tokens.list[at].takes_comma = takes_comma;
        if shape.is_always_broken() {
            level.end_entry();
        } else {
            level.set(Before::Operand);
        }
    }

    fn kind_of_last(&self) -> Kind {
        match self.tokens.list.last() {
            Some(token) => token.kind,
            None => Kind::Semicolon,
        }
    }

    /// Whether the previous token is this word.
    fn is_after_word(&self, word: &str) -> bool {
        match self.tokens.list.len().checked_sub(1) {
            Some(last) => self.tokens.text(last) == word,
            None => false,
        }
    }

    fn shape_of_braces(&self, stream: &mut Stream, level: &mut Level) -> Shape {
        let is_pattern = level.is_after_type
            && match stream.peek() {
                Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), '=' | '|'),
                Some(TokenTree::Ident(ident)) => ident == "in",
                Some(TokenTree::Group(_) | TokenTree::Literal(_)) | None => false,
            };
        if is_pattern {
            return Shape::Members;
        }
        match level.announced.take() {
            Some(shape) => shape,
            None if level.is_after_type => Shape::Members,
            None => Shape::Block,
        }
    }

    fn read_punct(&mut self, punct: &Punct, stream: &mut Stream, level: &mut Level) {
        match punct.as_char() {
            '\'' => self.read_lifetime(stream, level),
            '#' => self.read_attribute(stream, level),
            '>' if level.generics > 0 => {
                self.push(">", Kind::Punctuation, false);
                level.generics -= 1;
                level.set(Before::Operand);
                level.is_after_type = true;
            }
            _ => {
                let mut buffer = [0; 4];
                let mut text: &str = punct.as_char().encode_utf8(&mut buffer);
                let mut spacing = punct.spacing();
                while spacing == Spacing::Joint
                    && let Some(TokenTree::Punct(next)) = stream.peek()
                    && let Some(operator) = joined(text, next.as_char())
                {
                    text = operator;
                    spacing = next.spacing();
                    stream.next();
                }
                self.read_operator(text, stream, level);
            }
        }
    }

    fn read_lifetime(&mut self, stream: &mut Stream, level: &mut Level) {
        match stream.next() {
            Some(TokenTree::Ident(name)) => {
                self.push_formatted(format_args!("'{name}"), Kind::Word, level.before.is_apart());
                let is_borrow = self.is_borrow_before_last();
                level.set(if is_borrow {
                    Before::Keyword
                } else {
                    Before::Operand
                });
            }
            // A single quote alone is not valid Rust, which rustc will report.
            other => {
                self.push("'", Kind::Punctuation, level.before.is_apart());
                if let Some(token) = other {
                    self.read_level(TokenStream::from(token), level);
                }
            }
        }
    }

    /// Whether `&` stands before the last token.
    fn is_borrow_before_last(&self) -> bool {
        match self.tokens.list.len().checked_sub(2) {
            Some(at) => self.tokens.text(at) == "&",
            None => false,
        }
    }

    fn read_attribute(&mut self, stream: &mut Stream, level: &mut Level) {
        let is_inner =
            matches!(stream.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '!');
        if is_inner {
            stream.next();
        }
        let sign = if is_inner { "#!" } else { "#" };
        match stream.next() {
            Some(TokenTree::Group(group)) => {
                let comment = if is_inner { "//!" } else { "///" };
                let group = match doc_comment(group) {
                    Ok(text) => {
                        let start = self.tokens.start(false);
                        self.tokens.text.push_str(comment);
                        self.tokens.text.push_str(&text);
                        return self.push_from(start, Kind::Doc, false);
                    }
                    Err(group) => group,
                };
                let at = self.tokens.list.len();
                self.push(sign, Kind::Attribute, level.before.is_apart());
                self.read_group(
                    group,
                    stream,
                    &mut Level::new(Before::Prefix, level.is_macro_input),
                );
                self.tokens.list[at].close = self.tokens.list.len() - 1;
                level.before = Before::Punctuation;
            }
            other => {
                self.push(sign, Kind::Punctuation, level.before.is_apart());
                if let Some(token) = other {
                    self.read_level(TokenStream::from(token), level);
                }
            }
        }
    }

    fn read_operator(&mut self, text: &str, stream: &mut Stream, level: &mut Level) {
        let is_apart = level.before.is_apart();
        let is_binary = level.before == Before::Operand;
        let (kind, is_spaced, before) = match text {
            "," if level.generics > 0 => (Kind::Punctuation, false, Before::Punctuation),
            "," => (Kind::Comma, false, Before::Punctuation),
            ";" => (Kind::Semicolon, false, Before::Punctuation),
            "." => (Kind::Dot, false, Before::Prefix),
            ":" => (Kind::Punctuation, false, Before::Punctuation),
            "::" => (Kind::Punctuation, is_apart && !is_binary, Before::Prefix),
            "?" if is_binary => (Kind::Punctuation, false, Before::Operand),
            "<" if !is_binary || level.is_after_type || level.is_after_item => {
                let is_type = level.before == Before::Punctuation;
                level.generics += 1;
                (Kind::Punctuation, is_type, Before::Prefix)
            }
            "!" if is_binary => match stream.peek() {
                Some(TokenTree::Group(_)) => (Kind::Punctuation, false, Before::Prefix),
                _ => (Kind::Punctuation, false, Before::Punctuation),
            },
            "|" if level.is_in_closure => {
                level.is_in_closure = false;
                (Kind::Punctuation, false, Before::Punctuation)
            }
            "|" if !is_binary => {
                level.is_in_closure = true;
                (Kind::Punctuation, is_apart, Before::Prefix)
            }
            "||" if !is_binary => (Kind::Punctuation, is_apart, Before::Punctuation),
            "&&" | "||" if is_binary => (Kind::Logic, true, Before::Punctuation),
            "=" | "=>" => (Kind::Assign, true, Before::Punctuation),
            ".." | "..=" => (Kind::Punctuation, is_apart && !is_binary, Before::Prefix),
            "&" | "&&" | "*" | "-" | "!" | "?" | "$" if !is_binary => {
                (Kind::Punctuation, is_apart, Before::Prefix)
            }
            _ => (Kind::Punctuation, is_apart, Before::Punctuation),
        };
        self.push(text, kind, is_spaced);
        match kind {
            Kind::Comma | Kind::Semicolon => level.end_entry(),
            _ => level.set(before),
        }
        if text == "=>" {
            level.announced = None;
        }
        level.is_after_item = false;
    }
}

/// Returns the tokens in a group. The group is gone afterwards, so that they are moved and not cloned.
fn content_of(group: Group) -> TokenStream {
    group.stream()
}

/// Returns the text of a doc attribute, if it can be written as a comment that has the same tokens, or else the group.
fn doc_comment(group: Group) -> Result<String, Group> {
    let delimiter = group.delimiter();
    let tokens: Vec<TokenTree> = content_of(group).into_iter().collect();
    comment_text(&tokens).ok_or_else(|| Group::new(delimiter, tokens.into_iter().collect()))
}

/// Returns the text of the tokens `doc = "…"`.
fn comment_text(tokens: &[TokenTree]) -> Option<String> {
    let [
        TokenTree::Ident(ident),
        TokenTree::Punct(_),
        TokenTree::Literal(literal),
        ..,
    ] = tokens
    else {
        return None;
    };
    if ident != "doc" {
        return None;
    }
    let text = unescape(&literal.to_string())?;
    // Two searches for one byte take fewer steps than one search for two characters.
    let has_line_end = text.contains('\n') || text.contains('\r');
    let is_comment = !has_line_end && !text.starts_with('/');
    is_comment.then_some(text)
}
