//! Finds bounds: of lengths, of numbers of items, and of values.

use std::ops::Range;

use super::tokens::{Token, split};
use super::{Found, Target};
use crate::cite::kind::{Kind, Support};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Min,
    Max,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Characters,
    Items,
    Value,
    Unstated,
}

/// The most words between a bound and its number.
const MOST_BETWEEN: usize = 6;

/// Finds the bounds in a line.
pub(super) fn find(text: &str, target: Target) -> Vec<Found> {
    let tokens = split(text);
    let mut finder = Finder {
        text,
        tokens: &tokens,
        target,
        found: Vec::new(),
    };
    finder.ranges();
    let mut last: Option<Side> = None;
    let mut at = 0;
    while at < tokens.len() {
        if matches!(tokens[at].text.as_str(), "." | ";") {
            last = None;
        }
        if let Some((side, length)) = finder.side(at) {
            finder.bound(side, at, at + length);
            last = Some(side);
            at += length;
            continue;
        }
        if let (Some(side), true) = (last, tokens[at].is_number()) {
            // `Max. 3 lines, 63 characters per line` states two bounds.
            if finder.unit(at + 1..at + 2) == Unit::Characters {
                finder.push(side, Unit::Characters, at);
            }
        }
        finder.exactly(at);
        at += 1;
    }
    finder.found
}

struct Finder<'t> {
    text: &'t str,
    tokens: &'t [Token],
    target: Target,
    found: Vec<Found>,
}

impl Finder<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    /// Returns the side of the bound that starts at a token, and the number of its tokens.
    fn side(&self, at: usize) -> Option<(Side, usize)> {
        Some(match (self.word(at), self.word(at + 1)) {
            ("max" | "maximum" | "maximal" | "maxlength", _) => (Side::Max, 1),
            ("at", "most") | ("up", "to") => (Side::Max, 2),
            ("not" | "cannot", "exceed") => (Side::Max, 2),
            ("more", "than") if at > 0 && matches!(self.word(at - 1), "no" | "not") => {
                (Side::Max, 2)
            }
            ("longer", "than") if at > 0 && matches!(self.word(at - 1), "no" | "not" | "be") => {
                (Side::Max, 2)
            }
            ("min" | "minimum" | "minimal" | "minlength", _) => (Side::Min, 1),
            ("at", "least") => (Side::Min, 2),
            ("less" | "fewer", "than") if at > 0 && matches!(self.word(at - 1), "no" | "not") => {
                (Side::Min, 2)
            }
            _ => return None,
        })
    }

    /// Adds the bound whose number follows, or stands before.
    fn bound(&mut self, side: Side, start: usize, from: usize) {
        let mut at = from;
        while at < self.tokens.len() && at <= from + MOST_BETWEEN {
            let token = &self.tokens[at];
            if token.is_number() {
                let unit = match self.unit(from..at) {
                    Unit::Unstated => self.unit(at + 1..at + 4),
                    unit => unit,
                };
                self.push(side, unit, at);
                return;
            }
            if matches!(token.text.as_str(), "." | ";" | ",") || self.side(at).is_some() {
                break;
            }
            at += 1;
        }
        // `64 characters max`
        for back in 1..=3 {
            let Some(at) = start.checked_sub(back) else {
                return;
            };
            if self.tokens[at].is_number() && back > 1 {
                let unit = self.unit(at + 1..start);
                if unit != Unit::Unstated {
                    self.push(side, unit, at);
                }
                return;
            }
        }
    }

    /// Adds the bounds of ranges such as `between 2 and 64 characters`, `2 to 64 characters` or `2-64 characters`.
    fn ranges(&mut self) {
        for at in 0..self.tokens.len().saturating_sub(2) {
            let is_range = self.tokens[at].is_number()
                && matches!(self.word(at + 1), "to" | "and" | "-")
                && self.tokens[at + 2].is_number();
            if !is_range {
                continue;
            }
            let announced = at.saturating_sub(3)..at;
            let is_announced = announced.clone().any(|at| {
                matches!(
                    self.word(at),
                    "between" | "from" | "length" | "range" | "characters"
                )
            });
            let after = self.unit(at + 3..at + 5);
            let unit = if after == Unit::Unstated {
                self.unit(announced)
            } else {
                after
            };
            if is_announced || after != Unit::Unstated {
                self.push(Side::Min, unit, at);
                self.push(Side::Max, unit, at + 2);
            }
        }
    }

    fn exactly(&mut self, at: usize) {
        let is_exact =
            self.word(at) == "exactly" && self.tokens.get(at + 1).is_some_and(Token::is_number);
        if is_exact && self.unit(at + 2..at + 4) != Unit::Unstated {
            let unit = self.unit(at + 2..at + 4);
            self.push(Side::Min, unit, at + 1);
            self.push(Side::Max, unit, at + 1);
        }
    }

    /// Returns what the words in a range count. A sign ends the range.
    fn unit(&self, range: Range<usize>) -> Unit {
        for at in range {
            match self.word(at) {
                "characters" | "character" | "chars" | "char" | "length" | "letters" | "digits"
                | "bytes" | "long" | "symbols" | "maxlength" | "minlength" => {
                    return Unit::Characters;
                }
                "items" | "item" | "entries" | "elements" | "lines" | "values" => {
                    return Unit::Items;
                }
                "value" => return Unit::Value,
                "," | "." | ";" | ")" => return Unit::Unstated,
                _ => {}
            }
        }
        Unit::Unstated
    }

    fn push(&mut self, side: Side, unit: Unit, number: usize) {
        let unit = match unit {
            Unit::Unstated if self.target.is_list => Unit::Items,
            Unit::Unstated if !self.target.is_text => Unit::Value,
            Unit::Unstated => Unit::Characters,
            unit => unit,
        };
        let kind = match (side, unit) {
            (Side::Min, Unit::Characters) => Kind::MinLength,
            (Side::Max, Unit::Characters) => Kind::MaxLength,
            (Side::Min, Unit::Items) => Kind::MinItems,
            (Side::Max, Unit::Items) => Kind::MaxItems,
            (Side::Min, Unit::Value | Unit::Unstated) => Kind::Minimum,
            (Side::Max, Unit::Value | Unit::Unstated) => Kind::Maximum,
        };
        let span = self.tokens[number].span.clone();
        if self
            .found
            .iter()
            .all(|found| found.span != span || found.kind != kind)
        {
            self.found
                .push(Found::new(kind, self.text, span, Support::Stated));
        }
    }
}
