//! The tables of diagnostics: each stage declares its diagnostics with the macro [`diagnostics!`].
//!
//! A table is the only place that contains the text of a diagnostic. The code that finds a mistake constructs a
//! variant with the values of this case, and gives it a span.

use super::Severity;

/// Describes a code for `wireform explain` and `docs/diagnostics.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The stable code, for example `WF0101`.
    pub code: &'static str,
    /// Whether the diagnostic stops the compilation.
    pub severity: Severity,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// The meaning of the code, in Markdown, as the doc comment in the table. See [`Code::explanation`].
    pub text: &'static str,
}

impl Code {
    /// Returns what the code means, why it is a mistake and how to fix it, in Markdown with examples.
    #[must_use]
    pub fn explanation(&self) -> String {
        self.source()
            .replace("```yaml fails", "Fails:\n\n```yaml")
            .replace("```\n```yaml passes", "```\n\nPasses:\n\n```yaml")
    }

    /// Returns the doc comment of the table.
    fn source(&self) -> String {
        let lines: Vec<&str> = self.text.lines().map(doc_line).collect();
        lines.join("\n").trim().to_owned()
    }

    /// Returns the examples that give this diagnostic.
    #[must_use]
    pub fn failing_examples(&self) -> Vec<String> {
        self.examples("fails")
    }

    /// Returns the examples that do not give this diagnostic.
    #[must_use]
    pub fn passing_examples(&self) -> Vec<String> {
        self.examples("passes")
    }

    /// Returns the YAML blocks of the explanation that are marked with a word.
    fn examples(&self, word: &str) -> Vec<String> {
        let begin = format!("```yaml {word}");
        let source = self.source();
        let mut lines = source.lines();
        let mut examples = Vec::new();
        while lines.any(|line| line == begin) {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            examples.push(block.join("\n") + "\n");
        }
        examples
    }
}

/// Removes the space between `///` and the text of a doc comment.
fn doc_line(line: &str) -> &str {
    line.strip_prefix(' ').unwrap_or(line).trim_end()
}

/// Declares the diagnostics of a stage: an enum with a variant for each message, and the table of their codes.
///
/// Each code has a doc comment, which `wireform explain` prints and `docs/diagnostics.md` contains. It says what is
/// wrong, why, and how to fix it, and has at least one example that fails and one that passes. A test runs both. An
/// example is a schema, or a part of one: `codegen/tests/diagnostics.rs` adds what is missing.
///
/// A code has one or more messages. A message, a label and a help are format strings, in which the fields of the
/// variant are in scope. `also FIELD "…"` points to a second place, whose span is in that field. `also` and `help` can
/// have a condition, `if let PATTERN = EXPRESSION =>`.
///
/// ```text
/// diagnostics! {
///     /// Diagnostics of YAML.
///     enum YamlDiagnostic;
///
///     /// A map contains the same key twice.
///     ///
///     /// ```yaml fails
///     /// …
///     /// ```
///     /// ```yaml passes
///     /// …
///     /// ```
///     Error WF0012 "duplicate key" {
///         DuplicateKey { key: Quoted, first: Span, near: Option<&'static str> }
///             "the key {key} appears twice"
///             label "second"
///             also first "first"
///             help if let Some(near) = near => "did you mean {near}?"
///             help "remove one of the two entries";
///     }
/// }
/// // Where the mistake is found:
/// found.push(YamlDiagnostic::DuplicateKey { key, first, near: None }.at(span));
/// ```
macro_rules! diagnostics {
    (
        $(#[$about:meta])*
        enum $Name:ident;
        $(
            $(#[doc = $text:literal])+
            $level:ident $code:ident $title:literal {
                $(
                    $Variant:ident $({ $($field:ident: $type:ty),* $(,)? })?
                    $message:literal
                    $(label $label:literal)?
                    $(also $(if let $also_pattern:pat = $also_value:expr =>)? $also_span:ident $also:literal)*
                    $(help $(if let $help_pattern:pat = $help_value:expr =>)? $help:literal)*
                    ;
                )+
            }
        )+
    ) => {
        $(#[$about])*
        pub(crate) enum $Name {
            $($(
                #[doc = concat!(stringify!($code), ": ", $message)]
                $Variant $({ $($field: $type),* })?,
            )+)+
        }

        impl $Name {
            /// Returns the code of this diagnostic.
            #[allow(dead_code, reason = "not every stage compares codes")]
            pub(crate) fn code(&self) -> &'static str {
                match self {
                    $($(Self::$Variant { .. })|+ => stringify!($code),)+
                }
            }

            /// Renders the texts of the table with the values of this diagnostic.
            pub(crate) fn at(&self, span: $crate::source::Span) -> $crate::source::Diagnostic {
                match self {
                    $($(
                        Self::$Variant { $($($field),*)? } => {
                            #[allow(unused_mut, reason = "not every message has help")]
                            let mut diagnostic = $crate::source::Diagnostic::from_table(
                                stringify!($code),
                                $crate::source::Severity::$level,
                                span,
                                format_args!($message),
                            );
                            $(diagnostic.add_label(format_args!($label));)?
                            $($(if let $also_pattern = $also_value)? {
                                diagnostic.add_place(*$also_span, format_args!($also));
                            })*
                            $($(if let $help_pattern = $help_value)? {
                                diagnostic.add_help(format_args!($help));
                            })*
                            diagnostic
                        }
                    )+)+
                }
            }

            /// The codes in the order of the table.
            #[cfg(feature = "tools")]
            pub(crate) const TABLE: &'static [$crate::source::Code] = &[
                $($crate::source::Code {
                    code: stringify!($code),
                    severity: $crate::source::Severity::$level,
                    title: $title,
                    text: concat!($($text, "\n"),+),
                },)+
            ];
        }
    };
}

pub(crate) use diagnostics;
