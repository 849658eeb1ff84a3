//! Fixes of diagnostics that a program can apply.

use super::Span;

/// A replacement of the text at a place that is certain to be what was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The place.
    pub span: Span,
    /// What is written there.
    change: Change,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    /// Another word, in the same quotes.
    Word { from: String, to: String },
    /// Another text, without quotes.
    Plain { from: String, to: String },
    /// The same text, in quotes.
    Quote,
}

impl Fix {
    /// Replaces a word by another one.
    pub(crate) fn word(span: Span, from: &str, to: &str) -> Self {
        let (from, to) = (from.to_owned(), to.to_owned());
        Self {
            span,
            change: Change::Word { from, to },
        }
    }

    /// Replaces a text by another one without quotes.
    pub(crate) fn plain(span: Span, from: &str, to: &str) -> Self {
        let (from, to) = (from.to_owned(), to.to_owned());
        Self {
            span,
            change: Change::Plain { from, to },
        }
    }

    /// Puts a text in quotes.
    pub(crate) fn quote(span: Span) -> Self {
        let change = Change::Quote;
        Self { span, change }
    }

    /// Returns what is to be written at the place. `written` is what stands there. `None` if the fix is about something else,
    /// for example because an alias stands there.
    #[must_use]
    pub fn replacement(&self, written: &str) -> Option<String> {
        match &self.change {
            Change::Word { from, to } => {
                let quote = quote_around(written, from)?;
                Some(format!("{quote}{to}{quote}"))
            }
            Change::Plain { from, to } => quote_around(written, from).map(|_| to.clone()),
            Change::Quote => {
                let is_simple = !written.is_empty() && !written.contains(['\n', '\'', '\\']);
                is_simple.then(|| format!("'{written}'"))
            }
        }
    }
}

/// Returns the quote around a text; empty if there is none. `None` if something else is written.
fn quote_around(written: &str, text: &str) -> Option<&'static str> {
    ["", "'", "\""]
        .into_iter()
        .find(|quote| written == format!("{quote}{text}{quote}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fix_replaces_only_what_it_is_about() {
        let check = |written: &str, fix: fn(Span) -> Fix, expected: Option<&str>| {
            let fix = fix(Span::default());
            assert_eq!(fix.replacement(written).as_deref(), expected, "{written}");
        };
        let word = |span| Fix::word(span, "tpye", "type");
        check("tpye", word, Some("type"));
        check("'tpye'", word, Some("'type'"));
        check("\"tpye\"", word, Some("\"type\""));
        check("*alias", word, None);
        check("\"\\x74pye\"", word, None);
        check("'5'", |span| Fix::plain(span, "5", "5"), Some("5"));
        check("{id}", Fix::quote, Some("'{id}'"));
        check("{it's}", Fix::quote, None);
    }
}
