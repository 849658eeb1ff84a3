//! Parses the shapes of values in `codegen/language.yaml`.
//!
//! Input: a text such as `map of (text | Field)`. Output: a [`Shape`], or the mistake in the text.

use serde::Deserialize;

/// The shape of a value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum Shape {
    Text,
    Separator,
    Scalar,
    Bool,
    Integer,
    Count,
    Number,
    Date,
    Version,
    Status,
    Path,
    Reason,
    Clear,
    Value,
    Texts,
    Spellings,
    Meanings,
    Envelope,
    /// One of these words. The syntax tree has no enum for them.
    Words(Vec<String>),
    /// The name of a construct or of a list of words. If the second list is not empty, only its words are allowed.
    Named(String, Vec<String>),
    List(Box<Shape>),
    Tuple(usize, Box<Shape>),
    Map(Box<Shape>),
    Any(Vec<Shape>),
}

impl TryFrom<String> for Shape {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut parser = Parser { rest: &text };
        let shape = parser.union()?;
        match parser.rest.trim() {
            "" => Ok(shape),
            rest => Err(format!("unexpected `{rest}` in the shape `{text}`")),
        }
    }
}

struct Parser<'t> {
    rest: &'t str,
}

impl Parser<'_> {
    /// Parses one shape, or several shapes with `|` between them.
    fn union(&mut self) -> Result<Shape, String> {
        let mut shapes = vec![self.one()?];
        while self.take("|") {
            shapes.push(self.one()?);
        }
        Ok(match shapes.len() {
            1 => shapes.swap_remove(0),
            _ => Shape::Any(shapes),
        })
    }

    /// Parses a shape without `|`, or a union in parentheses.
    fn one(&mut self) -> Result<Shape, String> {
        if self.take("(") {
            let inner = self.union()?;
            self.expect(")")?;
            return Ok(inner);
        }
        let word = self.word()?;
        if self.take("of ") {
            let inner = Box::new(self.one()?);
            return match word.as_str() {
                "list" => Ok(Shape::List(inner)),
                "map" => Ok(Shape::Map(inner)),
                number => number
                    .parse()
                    .map(|length| Shape::Tuple(length, inner))
                    .map_err(|_| format!("`{number} of` is not a shape")),
            };
        }
        let words = self.words()?;
        Ok(match word.as_str() {
            "text" => Shape::Text,
            "separator" => Shape::Separator,
            "scalar" => Shape::Scalar,
            "bool" => Shape::Bool,
            "integer" => Shape::Integer,
            "count" => Shape::Count,
            "number" => Shape::Number,
            "date" => Shape::Date,
            "version" => Shape::Version,
            "status" => Shape::Status,
            "path" => Shape::Path,
            "reason" => Shape::Reason,
            "clear" => Shape::Clear,
            "value" => Shape::Value,
            "texts" => Shape::Texts,
            "spellings" => Shape::Spellings,
            "meanings" => Shape::Meanings,
            "envelope" => Shape::Envelope,
            "words" => Shape::Words(words),
            name if name.starts_with(|c: char| c.is_ascii_uppercase()) => Shape::Named(word, words),
            other => return Err(format!("`{other}` is not a shape")),
        })
    }

    /// Parses the words in parentheses after a name, if any.
    fn words(&mut self) -> Result<Vec<String>, String> {
        let mut words = Vec::new();
        if self.rest.starts_with('(') {
            self.expect("(")?;
            words.push(self.word()?);
            while self.take(",") {
                words.push(self.word()?);
            }
            self.expect(")")?;
        }
        Ok(words)
    }

    fn word(&mut self) -> Result<String, String> {
        let text = self.rest.trim_start();
        let end = text
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '$')))
            .unwrap_or(text.len());
        if end == 0 {
            return Err(format!("expected a shape before `{text}`"));
        }
        let (word, rest) = text.split_at(end);
        self.rest = rest;
        Ok(word.to_owned())
    }

    /// Skips a text if it comes next. Returns whether it did.
    fn take(&mut self, text: &str) -> bool {
        match self.rest.trim_start().strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, text: &str) -> Result<(), String> {
        if self.take(text) {
            return Ok(());
        }
        Err(format!("expected `{text}` before `{}`", self.rest))
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;

    fn parse(text: &str) -> Result<Shape, String> {
        Shape::try_from(text.to_owned())
    }

    #[test]
    fn parses_nested_shapes() {
        let field = Shape::Named("Field".to_owned(), Vec::new());
        assert_eq!(
            parse("map of (text | Field)"),
            Ok(Shape::Map(Box::new(Shape::Any(vec![Shape::Text, field]))))
        );
        assert_eq!(
            parse("2 of text"),
            Ok(Shape::Tuple(2, Box::new(Shape::Text)))
        );
        let words = vec!["omit".to_owned(), "empty".to_owned()];
        assert_eq!(
            parse("Absent(omit, empty)"),
            Ok(Shape::Named("Absent".to_owned(), words))
        );
    }

    #[test]
    fn rejects_invalid_shapes() {
        for text in ["", "txt", "map of", "(text", "text text", "x of text"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
