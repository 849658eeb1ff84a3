//! Translates the syntax errors of the YAML library to diagnostics.

use granit_parser::ErrorKind as E;

use super::super::SourceDiagnostic as D;
use super::builder::MAX_DEPTH;

/// Returns the diagnostic for an error of the library.
pub(super) fn translate(kind: &E) -> D {
    match kind {
        E::RecursionLimitExceeded => D::TooDeep { limit: MAX_DEPTH },
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => D::Tab,
        E::MappingValueNotAllowed | E::InvalidColonPlacement => D::KeyNotAllowed,
        E::SimpleKeyExpected | E::InvalidSimpleKey => D::NotAnEntry,
        E::ExpectedBlockMappingKey => D::KeyExpected,
        E::ExpectedBlockSequenceEntry => D::ItemExpected,
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => D::ItemNotAllowed,
        E::InvalidIndentation | E::InvalidQuotedScalarIndent | E::InvalidFlowScalarIndent => {
            D::Indentation
        }
        E::ExpectedFlowMappingSeparator => D::SeparatorExpected { bracket: '}' },
        E::ExpectedFlowSequenceSeparator => D::SeparatorExpected { bracket: ']' },
        E::MisplacedFlowCollectionEnd => D::NothingToClose,
        E::MismatchedFlowCollectionEnd { open, close } => D::WrongBracket {
            open: *open,
            close: *close,
        },
        E::UnclosedFlowCollection { open } => D::UnclosedBracket { open: *open },
        E::UnexpectedEofFlowSequence => D::UnclosedBracket { open: '[' },
        E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping => {
            D::UnclosedBracket { open: '{' }
        }
        E::UnclosedQuotedScalar => D::UnclosedQuote,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            D::TextAfterQuote
        }
        E::UnknownQuotedScalarEscape => D::UnknownEscape,
        E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => D::InvalidEscape,
        E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => D::UnpairedSurrogate,
        E::UnexpectedCharacter { character } => unexpected(*character),
        E::CommentNotSeparated => D::CommentWithoutSpace,
        E::CommentInterceptedScalar => D::CommentInText,
        E::MissingAnchorOrAliasName => D::NamelessAnchor,
        E::PlainScalarStartsWithDashFlowIndicator => D::LeadingDash,
        E::BomInsideDocument => D::ByteOrderMark,
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => D::BlockHeader,
        E::InvalidBlockScalarIndent => D::BlockIndentation,
        E::ExpectedNodeContent | E::UnexpectedEndOfPlainScalar => D::ValueExpected,
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::MissingTagUri
        | E::InvalidTagTerminator => D::TagSyntax,
        E::InvalidDocumentEnd | E::DocumentIndicatorInQuotedScalar => D::DocumentMarker,
        other => D::InvalidBecause {
            reason: other.to_string(),
        },
    }
}

/// Returns whether an error says that a colon cannot stand at its place.
pub(super) fn is_colon(kind: &E) -> bool {
    matches!(kind, E::MappingValueNotAllowed | E::InvalidColonPlacement)
}

/// Returns whether an error was found inside a quoted text whose end was not found.
pub(super) fn is_in_quotes(kind: &E) -> bool {
    matches!(
        kind,
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar
    )
}

fn unexpected(character: char) -> D {
    match character {
        '`' => D::LeadingBacktick,
        c if c.is_ascii_graphic() => D::LeadingCharacter { character: c },
        c => D::InvisibleCharacter {
            code_point: u32::from(c),
        },
    }
}
