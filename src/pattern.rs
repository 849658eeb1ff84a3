//! The whole interface to the engine that matches patterns.
//!
//! In: a schema's pattern, already translated into expressions that must all match (a
//! look-ahead is one of its own); out: yes or no, in time linear in the value. Expressions
//! are compiled on first use.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// The greatest size of one compiled expression, in bytes: larger ones are refused when the
/// schema is compiled, not when a value is checked.
const SIZE_LIMIT: usize = 64 << 20;

/// A pattern of a schema.
///
/// ```
/// use wireform::Pattern;
///
/// static HANDLE: Pattern = Pattern::new("[a-z]{3}", &[r"\A(?:[a-z]{3})\z"]);
/// assert!(HANDLE.is_match("abc"));
/// assert!(!HANDLE.is_match("abcd"));
/// assert_eq!(HANDLE.source(), "[a-z]{3}");
/// ```
pub struct Pattern {
    source: Cow<'static, str>,
    expressions: Expressions,
    compiled: OnceLock<Result<Vec<Regex>, String>>,
}

enum Expressions {
    Static(&'static [&'static str]),
    Owned(Vec<String>),
}

impl Pattern {
    /// A pattern as generated code holds it: the schema's text for messages, and the
    /// expressions that must all match, anchored where the whole value is meant.
    pub const fn new(source: &'static str, expressions: &'static [&'static str]) -> Self {
        Pattern {
            source: Cow::Borrowed(source),
            expressions: Expressions::Static(expressions),
            compiled: OnceLock::new(),
        }
    }

    /// The same for what is known only at run time.
    pub fn owned(source: impl Into<String>, expressions: Vec<String>) -> Self {
        Pattern {
            source: Cow::Owned(source.into()),
            expressions: Expressions::Owned(expressions),
            compiled: OnceLock::new(),
        }
    }

    /// Whether every expression matches. A pattern that does not compile matches nothing.
    pub fn is_match(&self, value: &str) -> bool {
        match self.compiled() {
            Ok(expressions) => expressions.iter().all(|regex| regex.is_match(value)),
            Err(_) => false,
        }
    }

    /// The pattern as the schema spells it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Compiles the pattern now, if that has not happened yet.
    ///
    /// # Errors
    /// What is wrong with the expressions: a sentence for whoever wrote them.
    pub fn compile(&self) -> Result<(), &str> {
        match self.compiled() {
            Ok(_) => Ok(()),
            Err(message) => Err(message),
        }
    }

    fn compiled(&self) -> &Result<Vec<Regex>, String> {
        self.compiled.get_or_init(|| match &self.expressions {
            Expressions::Static(list) => list.iter().map(|text| regex(text)).collect(),
            Expressions::Owned(list) => list.iter().map(|text| regex(text)).collect(),
        })
    }
}

fn regex(expression: &str) -> Result<Regex, String> {
    RegexBuilder::new(expression)
        .size_limit(SIZE_LIMIT)
        .build()
        .map_err(|error| error.to_string())
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}
