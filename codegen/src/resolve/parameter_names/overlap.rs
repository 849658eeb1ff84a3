//! Names with numbers in them, and whether two of them can be equal.

use std::collections::BTreeSet;
use std::fmt;

/// The names that a parameter can have: characters and numbers.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::resolve) struct NamePattern(Vec<Symbol>);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Symbol {
    Character(char),
    /// One or more digits. Equal numbers are of one template, so that they are equal in each name.
    Number(usize),
}

impl NamePattern {
    /// Returns the pattern of a fixed name.
    pub(in crate::resolve) fn of(name: &str) -> Self {
        NamePattern(name.chars().map(Symbol::Character).collect())
    }

    /// Adds a number.
    pub(in crate::resolve) fn then_number(mut self) -> Self {
        self.0.push(Symbol::Number(self.numbers()));
        self
    }

    /// Returns how many different numbers there are.
    fn numbers(&self) -> usize {
        let numbers = self.0.iter().filter_map(|symbol| match symbol {
            Symbol::Number(number) => Some(number + 1),
            Symbol::Character(_) => None,
        });
        numbers.max().unwrap_or(0)
    }

    /// Adds a fixed text.
    pub(in crate::resolve) fn then(self, text: &str) -> Self {
        self.join(&NamePattern::of(text))
    }

    /// Adds another pattern.
    pub(in crate::resolve) fn join(mut self, other: &NamePattern) -> Self {
        self.0.extend(&other.0);
        self
    }

    /// Returns a template in which this pattern replaces `$name`, and a number replaces `$index`.
    pub(in crate::resolve) fn filled_into(&self, template: &str) -> Self {
        let mut filled = NamePattern(Vec::new());
        let number = self.numbers();
        let mut rest = template;
        while let Some(character) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("$name") {
                filled = filled.join(self);
                rest = after;
            } else if let Some(after) = rest.strip_prefix("$index") {
                filled.0.push(Symbol::Number(number));
                rest = after;
            } else {
                filled.0.push(Symbol::Character(character));
                rest = &rest[character.len_utf8()..];
            }
        }
        filled
    }

    /// Returns the texts between the numbers.
    pub(in crate::resolve) fn pieces(&self) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for symbol in &self.0 {
            match (symbol, pieces.last_mut()) {
                (Symbol::Character(character), Some(last)) => last.push(*character),
                (Symbol::Number(_), _) | (Symbol::Character(_), None) => pieces.push(String::new()),
            }
        }
        pieces
    }

    /// Returns whether some name has its numbers in two ways: two numbers with at most digits between them can make `v111` of 1 and
    /// 11, and of 11 and 1.
    pub(in crate::resolve) fn is_ambiguous(&self) -> bool {
        let mut before = None;
        for symbol in &self.0 {
            match symbol {
                Symbol::Character(character) if character.is_ascii_digit() => {}
                Symbol::Character(_) => before = None,
                Symbol::Number(number) => {
                    if before.is_some_and(|it| it != number) {
                        return true;
                    }
                    before = Some(number);
                }
            }
        }
        false
    }

    /// Returns whether some name fits both patterns.
    pub(in crate::resolve) fn overlaps(&self, other: &NamePattern) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![(0, 0)];
        while let Some((left, right)) = open.pop() {
            if left == self.0.len() && right == other.0.len() {
                return true;
            }
            if !seen.insert((left, right)) {
                continue;
            }
            let (Some(a), Some(b)) = (self.0.get(left), other.0.get(right)) else {
                continue;
            };
            if a.shares_character(*b) {
                // A number may go on after the shared character.
                open.push((left + 1, right + 1));
                if matches!(a, Symbol::Number(_)) {
                    open.push((left, right + 1));
                }
                if matches!(b, Symbol::Number(_)) {
                    open.push((left + 1, right));
                }
            }
        }
        false
    }
}

impl Symbol {
    /// Returns whether some character can stand at both symbols.
    fn shares_character(self, other: Symbol) -> bool {
        match (self, other) {
            (Symbol::Character(a), Symbol::Character(b)) => a == b,
            (Symbol::Number(_), Symbol::Number(_)) => true,
            (Symbol::Character(c), Symbol::Number(_))
            | (Symbol::Number(_), Symbol::Character(c)) => c.is_ascii_digit(),
        }
    }
}

/// Shows a number as `1`.
impl fmt::Display for NamePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for symbol in &self.0 {
            match symbol {
                Symbol::Character(character) => write!(f, "{character}")?,
                Symbol::Number(_) => f.write_str("1")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::NamePattern;

    #[test]
    fn numbers_need_a_text_between_them() {
        for (value, template, expected) in [
            ("v", "$name$index", false),
            ("v$index", "$name", false),
            ("v$index", "$name$index", true),
            ("v$index", "$name0$index", true),
            ("v$index", "$name.$index", false),
            ("v$index", "$name-1$index", false),
            ("v", "$name$index$index", false),
        ] {
            let pattern = NamePattern::of("n")
                .filled_into(value)
                .filled_into(template);
            assert_eq!(pattern.is_ambiguous(), expected, "{value} {template}");
        }
    }

    #[test]
    fn names_with_numbers_overlap() {
        let pattern = |template| NamePattern::of("n").filled_into(template);
        for (left, right, expected) in [
            ("a", "a", true),
            ("a", "b", false),
            ("a$index", "a12", true),
            ("a$index", "a", false),
            ("a$index.b", "a1.b", true),
            ("a$index$index", "a1", false),
            ("a$index", "a$index$index", true),
            ("$name.$index", "n.3", true),
            ("$name$index", "n1$index", true),
        ] {
            let overlap = pattern(left).overlaps(&pattern(right));
            assert_eq!(overlap, expected, "{left} {right}");
            assert_eq!(pattern(right).overlaps(&pattern(left)), expected);
        }
    }
}
