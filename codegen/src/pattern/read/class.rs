//! Reads classes in brackets.

use super::state::{Escaped, Reader, Stop};
use super::writing::push_in_class;
use crate::pattern::parse::NEST_LIMIT;
use crate::syntax::Dialect;

/// A part of a class.
enum Item {
    Character(u32),
    /// Several characters, as the inside of a class.
    Several(String),
    Nothing,
}

impl Reader<'_> {
    /// Reads a class from behind its `[`, and writes it.
    pub(super) fn bracketed(&mut self, start: usize) -> Result<(), Stop> {
        let (items, negated) = self.class_items(start)?;
        self.class(&items, negated);
        Ok(())
    }

    /// Reads the inside of a class and its `]`.
    fn class_items(&mut self, start: usize) -> Result<(String, bool), Stop> {
        self.depth += 1;
        if self.depth > NEST_LIMIT {
            return Err(self.stop("too many classes inside each other", start, self.at));
        }
        if self.mode.dialect == Dialect::Rust {
            self.skip_layout_in_class();
        }
        let negated = self.eat("^");
        let mut items = String::new();
        let mut is_first = self.mode.dialect != Dialect::Ecma;
        self.skip_layout_in_class();
        while self.mode.dialect == Dialect::Rust && self.eat("-") {
            push_range(u32::from('-'), u32::from('-'), &mut items);
            is_first = false;
            self.skip_layout_in_class();
        }
        loop {
            self.skip_layout_in_class();
            let from = self.at;
            match self.peek() {
                None => return Err(self.stop("this class is not closed", start, start + 1)),
                Some(']') if !is_first => {
                    self.at += 1;
                    break;
                }
                Some('&') if self.mode.has_class_operations() && self.eat_intersection() => {
                    items.push_str("&&");
                    continue;
                }
                Some(sign @ ('-' | '~')) if self.mode.dialect == Dialect::Rust && !is_first => {
                    let operation = if sign == '-' { "--" } else { "~~" };
                    if self.eat(operation) {
                        items.push_str(operation);
                        continue;
                    }
                }
                Some(_) => {}
            }
            is_first = false;
            match self.item()? {
                Item::Character(first) => {
                    let mut own = String::new();
                    self.range(first, from, &mut own)?;
                    items.push_str(&self.folded(own));
                }
                Item::Several(several) => {
                    items.push_str(&several);
                    self.refuse_range_of_class(from)?;
                }
                Item::Nothing => {}
            }
        }
        self.depth -= 1;
        Ok((items, negated))
    }

    /// Skips spaces and comments under the flag `x`, if the dialect does that inside of classes.
    fn skip_layout_in_class(&mut self) {
        if self.mode.has_class_operations() {
            self.skip_layout();
        }
    }

    /// Skips the sign of an intersection. Java also reads it with spaces inside, under the flag `x`.
    fn eat_intersection(&mut self) -> bool {
        let start = self.at;
        self.at += 1;
        if self.mode.dialect == Dialect::Java {
            self.skip_layout();
        }
        let is_sign = self.eat("&");
        if !is_sign {
            self.at = start;
        }
        is_sign
    }

    /// Reports a hyphen between a class and a character, which only some dialects read as a character.
    fn refuse_range_of_class(&mut self, from: usize) -> Result<(), Stop> {
        self.skip_layout_in_class();
        let after = self.rest().strip_prefix('-');
        let is_rust = self.mode.dialect == Dialect::Rust;
        let is_range = after.is_some_and(|rest| {
            let is_difference = is_rust && rest.starts_with('-');
            !rest.is_empty() && !rest.starts_with(']') && !is_difference
        });
        match self.mode.dialect {
            Dialect::Wireform | Dialect::Pcre | Dialect::Python | Dialect::Rust if is_range => {
                Err(self.stop("a range begins with a class", from, self.at + 1))
            }
            Dialect::Wireform
            | Dialect::Pcre
            | Dialect::Python
            | Dialect::Ecma
            | Dialect::Java
            | Dialect::Rust => Ok(()),
        }
    }

    fn item(&mut self) -> Result<Item, Stop> {
        let start = self.at;
        match self.next() {
            Some('\\') => {
                self.at = start;
                Ok(match self.escape(true)? {
                    Escaped::Character(point) => Item::Character(point),
                    Escaped::Class {
                        items,
                        negated: false,
                    } => Item::Several(items),
                    Escaped::Class {
                        items,
                        negated: true,
                    } => Item::Several(format!("[^{items}]")),
                    Escaped::Place(_) | Escaped::Quote => Item::Nothing,
                })
            }
            Some('[') => self.bracket_in_class(start),
            Some(sign @ ('&' | '-' | '~')) => {
                self.doubled(sign, start);
                Ok(Item::Character(u32::from(sign)))
            }
            Some(letter) => Ok(Item::Character(u32::from(letter))),
            None => Ok(Item::Nothing),
        }
    }

    /// Reads `[` inside a class: a class in Java, a named class, or a character.
    fn bracket_in_class(&mut self, start: usize) -> Result<Item, Stop> {
        let has_names = match self.mode.dialect {
            Dialect::Wireform | Dialect::Pcre | Dialect::Rust => true,
            Dialect::Ecma | Dialect::Python | Dialect::Java => false,
        };
        if has_names && let Some(length) = named_class(&self.text[start..]) {
            self.at = start + length;
            let name = &self.text[start..self.at];
            if regex_syntax::parse(&format!("[{name}]")).is_err() {
                return Err(self.stop("there is no such class", start, self.at));
            }
            return Ok(Item::Several(name.to_owned()));
        }
        if self.mode.has_class_operations() {
            let (items, negated) = self.class_items(start)?;
            let negation = if negated { "^" } else { "" };
            // The expression must not have a class with a name.
            let escape = if items.starts_with(':') { "\\" } else { "" };
            return Ok(Item::Several(format!("[{negation}{escape}{items}]")));
        }
        self.ambiguous("[", start, start);
        Ok(Item::Character(u32::from('[')))
    }

    /// Reports a doubled sign, which other engines read as an operation on classes.
    fn doubled(&mut self, sign: char, start: usize) {
        if self.peek() != Some(sign) {
            return;
        }
        let characters = match sign {
            '&' => "&&",
            '-' => "--",
            _ => "~~",
        };
        self.ambiguous(characters, start, start + 1);
    }

    fn ambiguous(&mut self, characters: &'static str, start: usize, escaped: usize) {
        if self.mode.dialect == Dialect::Wireform {
            self.ambiguous.push((characters, start, escaped));
        }
    }

    /// Returns the character behind a hyphen. Under the flag `x`, Rust skips spaces before it and the sign of a comment, but not
    /// the comment.
    fn behind_hyphen(&self) -> Option<char> {
        let mut behind = self.rest().strip_prefix('-')?;
        if self.mode.dialect == Dialect::Rust && self.mode.extended {
            behind = behind.trim_start();
            behind = behind.strip_prefix('#').unwrap_or(behind).trim_start();
        }
        behind.chars().next()
    }

    /// Reads the end of a range, if there is one, and adds it to a class.
    fn range(&mut self, first: u32, from: usize, items: &mut String) -> Result<(), Stop> {
        self.skip_layout_in_class();
        let is_range = match self.behind_hyphen() {
            None | Some(']') => false,
            // A difference of classes.
            Some('-') if self.mode.dialect == Dialect::Rust => false,
            // A class, or an intersection.
            Some('[') if self.mode.has_class_operations() => false,
            Some('-') if self.mode.dialect == Dialect::Wireform => {
                self.item()?;
                false
            }
            Some(_) => true,
        };
        if !is_range {
            push_range(first, first, items);
            return Ok(());
        }
        self.at += 1;
        self.skip_layout_in_class();
        match self.item()? {
            Item::Character(last) if last < first => Err(self.stop(
                "the first character of this range is after the last",
                from,
                self.at,
            )),
            Item::Character(last) => {
                push_range(first, last, items);
                Ok(())
            }
            Item::Several(several) => match self.mode.dialect {
                // The hyphen is a character.
                Dialect::Ecma => {
                    push_range(first, first, items);
                    items.push_str(r"\-");
                    items.push_str(&several);
                    Ok(())
                }
                Dialect::Wireform
                | Dialect::Pcre
                | Dialect::Python
                | Dialect::Java
                | Dialect::Rust => Err(self.stop("a range ends in a class", from, self.at)),
            },
            Item::Nothing => Ok(()),
        }
    }
}

/// Returns the length of `[:name:]` at the start.
fn named_class(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("[:")?;
    let name = inner
        .bytes()
        .take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'^')
        .count();
    inner[name..]
        .starts_with(":]")
        .then_some(name + "[::]".len())
}

/// Adds the characters of a range. Halves of characters beyond U+FFFF are no characters of a value.
fn push_range(first: u32, last: u32, items: &mut String) {
    let first = if (0xD800..0xE000).contains(&first) {
        0xE000
    } else {
        first
    };
    let last = if (0xD800..0xE000).contains(&last) {
        0xD7FF
    } else {
        last
    };
    let (Some(from), Some(to)) = (char::from_u32(first), char::from_u32(last)) else {
        return;
    };
    if from > to {
        return;
    }
    push_in_class(from, items);
    if from < to {
        items.push('-');
        push_in_class(to, items);
    }
}
