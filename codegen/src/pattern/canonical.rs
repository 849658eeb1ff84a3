//! Compiles patterns to expressions and sets.

use std::sync::Arc;

use super::automaton::{Automaton, build};
use super::matcher::Matcher;
use super::parse::parse;
use super::read::{Anchor, Translation, read};
use super::{PatternDiagnostic, atomic, atomic_groups, look_around};
use crate::plan::{CheckKind, Extent, Pattern};
use crate::source::{Diagnostics, Span};
use crate::syntax::{Dialect, Text};

/// The maximum length of a pattern in bytes.
const LONGEST: usize = 4096;

/// Compiles a pattern.
pub fn pattern(
    text: &Text,
    dialect: Dialect,
    extent: Extent,
    diagnostics: &mut Diagnostics,
) -> Option<Pattern> {
    let translation = translated(text, dialect, extent, diagnostics)?;
    let expression = match extent {
        Extent::Whole => whole(translation, text, diagnostics),
        Extent::Search => translation.text,
    };
    let set = set(&expression, text, diagnostics)?;
    Some(Pattern {
        source: text.value.clone(),
        extent,
        expression,
        set,
    })
}

/// Compiles the expression of a named check. Returns the expression and the set of values that contain a match.
pub fn expression(
    text: &Text,
    dialect: Dialect,
    kind: CheckKind,
    diagnostics: &mut Diagnostics,
) -> Option<(String, Arc<Automaton>)> {
    let extent = match kind {
        CheckKind::Pattern => Extent::Whole,
        CheckKind::Contains | CheckKind::Excludes => Extent::Search,
    };
    let pattern = pattern(text, dialect, extent, diagnostics)?;
    Some((pattern.expression, pattern.set))
}

/// Returns the expression of a pattern, or the reason why it has none.
///
/// # Errors
/// Returns all messages about the pattern.
pub fn canonical(text: &str, dialect: Dialect, extent: Extent) -> Result<String, Vec<String>> {
    use crate::source::FileId;
    let text = Text::new(text.to_owned(), Span::at(FileId(0), 0, text.len()));
    let mut diagnostics = Diagnostics::default();
    let translation = translated(&text, dialect, extent, &mut diagnostics);
    match translation {
        Some(translation) if extent == Extent::Search => Ok(translation.text),
        Some(translation) => Ok(whole(translation, &text, &mut diagnostics)),
        None => Err(diagnostics
            .0
            .iter()
            .map(|one| one.message.clone())
            .collect()),
    }
}

/// Returns the first bar after which a look-ahead at the start of a pattern no longer applies.
pub(crate) fn bar_behind(text: &Text, dialect: Dialect) -> Option<Span> {
    let begins = |at: usize| {
        let rest = &text.value[at..];
        rest.starts_with("(?=") || rest.starts_with("(?!")
    };
    let translation = read(&text.value, dialect).ok()?;
    let mut bars = translation.bars.into_iter();
    let bar = bars.find(|bar| !begins(bar + 1)).filter(|_| begins(0))?;
    Some(place(text, bar, bar + 1))
}

/// Reads a pattern, and reports what is wrong with it.
fn translated(
    text: &Text,
    dialect: Dialect,
    extent: Extent,
    diagnostics: &mut Diagnostics,
) -> Option<Translation> {
    let length = text.value.len();
    if length > LONGEST {
        let span = place(text, LONGEST, length);
        diagnostics.push(PatternDiagnostic::TooLong { limit: LONGEST }.at(span));
        return None;
    }
    let mut translation = match read(&text.value, dialect) {
        Ok(translation) => translation,
        Err(faults) => {
            for fault in faults {
                let span = place(text, fault.start, fault.end);
                diagnostics.push(fault.diagnostic.at(span));
            }
            return None;
        }
    };
    let reason = match parse(&translation.text) {
        Ok(hir) if atomic::are_plain(&hir, extent) => {
            translation.text = look_around::plain(&translation.text);
            return Some(translation);
        }
        // The places of anchors would be others in an expression that is written anew.
        Ok(hir) if translation.anchors.is_empty() => match atomic_groups::without(&hir) {
            Some(hir) => {
                translation.text = look_around::unnamed(&hir.to_string());
                return Some(translation);
            }
            None => PatternDiagnostic::AtomicMatters,
        },
        Ok(_) => PatternDiagnostic::AtomicMatters,
        Err(reason) => PatternDiagnostic::Syntax { reason },
    };
    diagnostics.push(reason.at(place(text, 0, length)));
    None
}

/// Returns the expression of a pattern of the whole value. Anchors at its ends have no effect and are left out.
fn whole(translation: Translation, text: &Text, diagnostics: &mut Diagnostics) -> String {
    let Translation {
        text: mut expression,
        anchors,
        bars,
    } = translation;
    // An anchor that is repeated may be there no time.
    let is_repeated = |anchor: &Anchor| {
        let behind = &expression[anchor.written.1..];
        behind.starts_with(['*', '+', '?', '{'])
    };
    let is_first =
        |anchor: &&Anchor| anchor.is_start && anchor.source.0 == 0 && !is_repeated(anchor);
    let is_last = |anchor: &&Anchor| !anchor.is_start && anchor.source.1 == text.value.len();
    let first = anchors.first().filter(is_first);
    let last = anchors.last().filter(is_last);
    if let Some(anchor) = first.or(last) {
        let span = place(text, anchor.source.0, anchor.source.1);
        let diagnostic = if bars.is_empty() {
            PatternDiagnostic::RedundantAnchor
        } else {
            PatternDiagnostic::AnchorOfAlternative
        };
        diagnostics.push(diagnostic.at(span));
    }
    if bars.is_empty() {
        for anchor in last.into_iter().chain(first) {
            expression.replace_range(anchor.written.0..anchor.written.1, "");
        }
    }
    format!(r"\A(?:{expression})\z")
}

/// Returns the set of texts that contain a match of an expression, unless it exceeds a limit.
fn set(expression: &str, text: &Text, diagnostics: &mut Diagnostics) -> Option<Arc<Automaton>> {
    let made = build(expression).and_then(|set| Matcher::choose(&set, "", None).map(|_| set));
    match made {
        Ok(set) => Some(Arc::new(set)),
        Err(limit) => {
            let span = place(text, 0, text.value.len());
            diagnostics.push(PatternDiagnostic::TooLarge { limit }.at(span));
            None
        }
    }
}

/// Returns the place of a part of a text in the schema, or the place of the whole scalar if the file spells the text in
/// another way.
fn place(text: &Text, start: usize, end: usize) -> Span {
    let length = text.span.range().len();
    // A plain scalar is equal to its text, and a quoted one has a quote at either end.
    let shift = match length.checked_sub(text.value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return text.span,
    };
    let base = text.span.start as usize + shift;
    let in_file = |offset: usize| u32::try_from(base + offset).unwrap_or(u32::MAX);
    Span {
        file: text.span.file,
        start: in_file(start),
        // An empty range is shown as the next character.
        end: in_file(end.max(start + 1)).min(text.span.end),
    }
}
