//! Translates a pattern to its canonical form: ASCII classes are written out, and there are no flags and no anchors of
//! the author.

use std::sync::Arc;

use regex_syntax::ast::{self, Ast};

use super::PatternDiagnostic;
use super::automaton::{Automaton, build};
use super::look_ahead;
use super::matcher::Matcher;
use super::parse::{NEST_LIMIT, parse};
use super::scan::scan;
use super::spell;
use super::working::Working;
use crate::plan::{CheckKind, Pattern};
use crate::source::{Diagnostic, Diagnostics};
use crate::syntax::{Dialect, Text};

/// The maximum length of a pattern in bytes.
const LONGEST: usize = 4096;

/// Compiles a pattern, which means the whole value.
pub fn pattern(text: &Text, dialect: Dialect, diagnostics: &mut Diagnostics) -> Option<Pattern> {
    let working_text = Working::new(text);
    let working = read_classes(working_text.clone(), dialect, diagnostics)?;
    let working = strip_anchors(working, diagnostics)?;
    let canonical = canonical(working, false, diagnostics)?;
    let expression = format!(r"\A(?:{canonical})\z");
    let set = set(&expression, &working_text, diagnostics)?;
    Some(Pattern {
        source: text.value.clone(),
        expression,
        set,
    })
}

/// Returns the set of texts that contain a match of an expression, unless it exceeds a limit.
fn set(
    expression: &str,
    working: &Working,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Automaton>> {
    let made = build(expression).and_then(|set| Matcher::choose(&set, "", None).map(|_| set));
    match made {
        Ok(set) => Some(Arc::new(set)),
        Err(limit) => {
            let span = working.span(0, working.text.len());
            diagnostics.push(PatternDiagnostic::TooLarge { limit }.at(span));
            None
        }
    }
}

/// Compiles the expression of a named check. It is anchored only if it means the whole value. Returns the expression and
/// the set of values that contain a match.
pub fn expression(
    text: &Text,
    dialect: Dialect,
    kind: CheckKind,
    diagnostics: &mut Diagnostics,
) -> Option<(String, Arc<Automaton>)> {
    let whole = Working::new(text);
    let working = read_classes(whole.clone(), dialect, diagnostics)?;
    let expression = if kind == CheckKind::Pattern {
        let working = strip_anchors(working, diagnostics)?;
        let canonical = canonical(working, false, diagnostics)?;
        format!(r"\A(?:{canonical})\z")
    } else {
        canonical(working, true, diagnostics)?
    };
    let set = set(&expression, &whole, diagnostics)?;
    Some((expression, set))
}

/// Escapes the characters in classes whose meaning depends on the engine, or reports them.
fn read_classes(
    working: Working,
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Option<Working> {
    if working.text.len() > LONGEST {
        let span = working.span(LONGEST, working.text.len());
        diagnostics.push(PatternDiagnostic::TooLong { limit: LONGEST }.at(span));
        return None;
    }
    let raw = scan(&working.text).raw_in_class;
    let Some(&first) = raw.first() else {
        return Some(working);
    };
    let escaped = working.escaped_at(&raw);
    if dialect == Dialect::Pcre {
        return Some(escaped);
    }
    let (characters, start) = match working.text.as_bytes()[first] {
        b'[' => ("[", first),
        b'&' => ("&&", first - 1),
        b'-' => ("--", first - 1),
        _ => ("~~", first - 1),
    };
    let escaped = escaped.text.into();
    let diagnostic = PatternDiagnostic::AmbiguousInClass {
        characters,
        escaped,
    };
    diagnostics.push(diagnostic.at(working.span(start, first + 1)));
    None
}

/// Removes `^` and `$` at the ends, where they have no effect.
fn strip_anchors(working: Working, diagnostics: &mut Diagnostics) -> Option<Working> {
    let text = &working.text;
    let head = ["^", r"\A"]
        .iter()
        .find(|anchor| text.starts_with(**anchor))
        .map_or(0, |anchor| anchor.len());
    let found = scan(text);
    let escapes = text.len() - text.trim_end_matches(['z', 'Z']).len();
    let tail = if found.ends_in_dollar {
        1
    } else if escapes == 1 && ends_in_escape(&text[..text.len() - 1]) {
        2
    } else {
        0
    };
    if head + tail == 0 || head + tail > text.len() {
        return Some(working);
    }
    let (start, end) = if head > 0 {
        (0, head)
    } else {
        (text.len() - tail, text.len())
    };
    if !found.top_bars.is_empty() {
        diagnostics.push(PatternDiagnostic::AnchorOfAlternative.at(working.span(start, end)));
        return None;
    }
    diagnostics.push(PatternDiagnostic::RedundantAnchor.at(working.span(start, end)));
    Some(working.slice(head, working.text.len() - tail))
}

/// Returns whether a text ends in an odd number of backslashes.
fn ends_in_escape(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// Parses a pattern and writes out its classes. `search` states whether anchors have a meaning.
fn canonical(working: Working, search: bool, diagnostics: &mut Diagnostics) -> Option<String> {
    let working = &look_ahead::named(working, diagnostics)?;
    let ast = match ast::parse::ParserBuilder::new()
        .nest_limit(NEST_LIMIT)
        .build()
        .parse(&working.text)
    {
        Ok(ast) => ast,
        Err(error) => {
            diagnostics.push(syntax_error(working, &error));
            return None;
        }
    };
    let text = match spell::write_out(&ast, &working.text, search) {
        Ok(text) => text,
        Err(problem) => {
            let span = working.span(problem.start, problem.end);
            diagnostics.push(problem.diagnostic.at(span));
            return None;
        }
    };
    if let Err(reason) = parse(&text) {
        let (start, end) = translate_span(&ast, &working.text);
        diagnostics.push(PatternDiagnostic::Syntax { reason }.at(working.span(start, end)));
        return None;
    }
    Some(text)
}

/// Returns the part of the original text that cannot be translated.
fn translate_span(ast: &Ast, text: &str) -> (usize, usize) {
    match regex_syntax::hir::translate::Translator::new().translate(text, ast) {
        Err(error) => (error.span().start.offset, error.span().end.offset),
        Ok(_) => (0, text.len()),
    }
}

fn syntax_error(working: &Working, error: &ast::Error) -> Diagnostic {
    let (start, end) = (error.span().start.offset, error.span().end.offset);
    let diagnostic = match error.kind() {
        ast::ErrorKind::UnsupportedBackreference => PatternDiagnostic::BackReference,
        // By name: `\k<name>`, in other dialects also `\k{name}`, `\k'name'` and `\g{name}`.
        ast::ErrorKind::EscapeUnrecognized
            if [r"\k", r"\g"].contains(&&working.text[start..end]) =>
        {
            PatternDiagnostic::BackReference
        }
        kind => PatternDiagnostic::Syntax {
            reason: kind.to_string(),
        },
    };
    diagnostic.at(working.span(start, end))
}
