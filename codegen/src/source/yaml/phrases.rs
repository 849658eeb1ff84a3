//! What a syntax error of the YAML library means to the writer of a schema.

use granit_parser::ErrorKind as E;

/// What begins the message for an error of the library that has no words of ours.
pub(super) const UNKNOWN: &str = "this is not valid YAML";

const QUOTE: &str = "quote the text, for example with '…'";

/// Whether the error is about a tab.
pub(super) fn is_tab(kind: &E) -> bool {
    matches!(
        kind,
        E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabInPlainScalar
            | E::TabAtBlockScalarStart
    )
}

/// A sentence, and help where there is one.
pub(super) fn phrase(kind: &E) -> (String, Option<&'static str>) {
    let (message, help) = match kind {
        E::MappingValueNotAllowed | E::InvalidColonPlacement => (
            "a `:` that makes a key is not possible here",
            Some(
                "quote a text that has `: ` in it, or check the indentation of this line and the one before",
            ),
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => (
            "this line is no `key: value`",
            Some("write `key: value`, or indent the line if it belongs to the text before"),
        ),
        E::ExpectedBlockMappingKey => (
            "a key is expected here",
            Some("indent the keys of one map equally far"),
        ),
        E::ExpectedBlockSequenceEntry => (
            "an item with `- ` is expected here",
            Some("indent the items of one list equally far"),
        ),
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => (
            "a list item with `- ` is not possible here",
            Some("begin the list in a line of its own, or write it as `[a, b]`"),
        ),
        E::InvalidIndentation | E::InvalidQuotedScalarIndent | E::InvalidFlowScalarIndent => (
            "the indentation fits no map or list that is open here",
            Some("indent this line as far as the entry that it belongs to"),
        ),
        E::ExpectedFlowMappingSeparator => (
            "`,` or `}` is expected here",
            Some("separate the entries with `,`, and quote texts that have one of `,[]{}` in them"),
        ),
        E::ExpectedFlowSequenceSeparator => (
            "`,` or `]` is expected here",
            Some("separate the items with `,`, and quote texts that have one of `,[]{}` in them"),
        ),
        E::MisplacedFlowCollectionEnd => ("this bracket closes nothing", Some(QUOTE)),
        E::MismatchedFlowCollectionEnd { open, close } => {
            return (format!("`{open}` is closed by `{close}`"), Some(QUOTE));
        }
        E::UnclosedFlowCollection { open } => {
            return (
                format!("`{open}` is not closed"),
                Some("close it, or quote the text"),
            );
        }
        E::UnexpectedEofFlowSequence => ("`[` is not closed", Some("close it, or quote the text")),
        E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping => {
            ("`{` is not closed", Some("close it, or quote the text"))
        }
        E::UnclosedQuotedScalar => (
            "a quote is not closed",
            Some("in '…' a quote is written '', in \"…\" it is \\\""),
        ),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
            "a text in quotes ends before this",
            Some("in '…' a quote is written '', in \"…\" it is \\\""),
        ),
        E::UnknownQuotedScalarEscape => (
            "\"…\" has no such escape",
            Some("write a backslash as \\\\, or use '…', where it is a character like any other"),
        ),
        E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => (
            "this escape names no character",
            Some("write \\xHH, \\uHHHH or \\UHHHHHHHH"),
        ),
        E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => (
            "half of a surrogate pair",
            Some("a character beyond U+FFFF is two escapes, \\uD834\\uDD1E, or one, \\U0001D11E"),
        ),
        E::UnexpectedCharacter { character: '`' } => {
            ("a text cannot begin with a backtick", Some(QUOTE))
        }
        E::UnexpectedCharacter { character } if !character.is_ascii_graphic() => {
            return (
                format!(
                    "the character U+{:04X} is not possible here",
                    u32::from(*character)
                ),
                Some("write it as an escape in double quotes: \"\\uHHHH\""),
            );
        }
        E::UnexpectedCharacter { character } => {
            return (
                format!("a text cannot begin with `{}`", character.escape_default()),
                Some(QUOTE),
            );
        }
        kind if is_tab(kind) => ("a tab is not possible here", Some("use spaces")),
        E::CommentNotSeparated => ("a comment needs a space before its `#`", Some(QUOTE)),
        E::CommentInterceptedScalar => (
            "a comment inside a text of several lines",
            Some("quote the text, or remove the comment"),
        ),
        E::MissingAnchorOrAliasName => ("an anchor or alias without a name", Some(QUOTE)),
        E::PlainScalarStartsWithDashFlowIndicator => ("a text cannot begin like this", Some(QUOTE)),
        E::BomInsideDocument => ("a byte order mark inside the text", Some("remove it")),
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => (
            "`|` and `>` take a digit and one of `+-`, then the text begins in the next line",
            None,
        ),
        E::InvalidBlockScalarIndent => (
            "the lines of this text are indented less than its first",
            Some("indent all lines of a block text at least as far as its first"),
        ),
        E::ExpectedNodeContent | E::UnexpectedEndOfPlainScalar => {
            ("a value is expected here", Some(QUOTE))
        }
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::MissingTagUri
        | E::InvalidTagTerminator => (
            "tags have no meaning here",
            Some("quote a text that begins with `!`"),
        ),
        E::InvalidDocumentEnd | E::DocumentIndicatorInQuotedScalar => {
            ("`---` or `...` is not possible here", Some(QUOTE))
        }
        other => return (format!("{UNKNOWN}: {other}"), None),
    };
    (message.to_owned(), help)
}
