//! The canonical form: ASCII classes spelled out, no flags, no anchors but ours.

use std::sync::Arc;

use regex_syntax::ast::{self, Ast};
use regex_syntax::hir::Hir;

use super::automaton::{Automaton, Spent, build};
use super::codes;
use super::look_ahead;
use super::matcher::Matcher;
use super::scan::scan;
use super::spell;
use super::working::Working;
use crate::plan::{CheckKind, Pattern};
use crate::source::{Diagnostic, Diagnostics};
use crate::syntax::{Dialect, Text};

/// The most bytes that a pattern may have.
const LONGEST: usize = 4096;

/// How deep groups may be nested.
const NEST_LIMIT: u32 = 100;

/// A pattern of the whole value.
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

/// The set of strings in which an expression is found, if it can be matched within the budgets.
fn set(
    expression: &str,
    working: &Working,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Automaton>> {
    let made = build(expression).and_then(|set| Matcher::choose(&set, "", None).map(|_| set));
    match made {
        Ok(set) => Some(Arc::new(set)),
        Err(spent) => {
            diagnostics.push(too_large(working, spent));
            None
        }
    }
}

fn too_large(working: &Working, spent: Spent) -> Diagnostic {
    Diagnostic::error(
        codes::TOO_LARGE,
        working.span(0, working.text.len()),
        format!("this pattern would need {spent}, which is the limit"),
    )
    .help("bound lengths with `minLength:` and `maxLength:`, and use fewer or smaller counted repetitions")
}

/// The expression of a named check, anchored only where it means the whole value, and the set of values that it is
/// found in.
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

/// Makes everything inside classes mean the same to every engine, or says that it does not.
fn read_classes(
    working: Working,
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Option<Working> {
    if working.text.len() > LONGEST {
        diagnostics.push(
            Diagnostic::error(
                codes::TOO_LARGE,
                working.span(LONGEST, working.text.len()),
                format!("this pattern is longer than {LONGEST} bytes"),
            )
            .help("use character classes and repetitions in place of lists"),
        );
        return None;
    }
    let raw = scan(&working.text).raw_in_class;
    let Some(&first) = raw.first() else {
        return Some(working);
    };
    let mended = working.escaped_at(&raw);
    if dialect == Dialect::Pcre {
        return Some(mended);
    }
    let (what, start) = match working.text.as_bytes()[first] {
        b'[' => ("an unescaped `[` inside a class", first),
        b'&' => ("an unescaped `&&` inside a class", first - 1),
        b'-' => ("an unescaped `--` inside a class", first - 1),
        _ => ("an unescaped `~~` inside a class", first - 1),
    };
    diagnostics.push(
        Diagnostic::error(
            codes::RAW_BRACKET,
            working.span(start, first + 1),
            format!("{what} means different things to different engines"),
        )
        .help(format!("where it is meant literally: `{}`", mended.text))
        .help("or give `dialect: pcre`, which reads it literally"),
    );
    None
}

/// Takes `^` and `$` off the ends, where they say nothing.
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
    let (at, place) = if head > 0 {
        (0, head)
    } else {
        (text.len() - tail, text.len())
    };
    if !found.top_bars.is_empty() {
        diagnostics.push(
            Diagnostic::error(
                codes::ANCHOR,
                working.span(at, place),
                "an anchor belongs to one alternative only here",
            )
            .help("leave the anchors out: a pattern always means the whole value"),
        );
        return None;
    }
    diagnostics.push(
        Diagnostic::warning(
            codes::REDUNDANT_ANCHOR,
            working.span(at, place),
            "a pattern always means the whole value; this anchor says nothing",
        )
        .help("leave it out"),
    );
    Some(working.slice(head, working.text.len() - tail))
}

/// Whether a text ends in an odd number of backslashes.
fn ends_in_escape(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// Parses and spells out; `search` is true where anchors mean something.
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
    let text = match spell::out(&ast, &working.text, search) {
        Ok(text) => text,
        Err(problem) => {
            diagnostics.push(problem.diagnostic(working));
            return None;
        }
    };
    if let Err(message) = parse(&text) {
        let (start, end) = translate_span(&ast, &working.text);
        diagnostics.push(
            Diagnostic::error(
                codes::SYNTAX,
                working.span(start, end),
                format!("this pattern cannot be read: {message}"),
            )
            .help("a character that is meant literally is written with a backslash"),
        );
        return None;
    }
    Some(text)
}

/// Parses an expression of ours; look-aheads are groups with names.
pub(crate) fn parse(text: &str) -> Result<Hir, String> {
    regex_syntax::ParserBuilder::new()
        .nest_limit(NEST_LIMIT + 10)
        .build()
        .parse(&look_ahead::named_text(text))
        .map_err(|error| match error {
            regex_syntax::Error::Parse(error) => error.kind().to_string(),
            regex_syntax::Error::Translate(error) => error.kind().to_string(),
            _ => "unknown reason".to_owned(),
        })
}

/// The place that the translation of the original text objects to.
fn translate_span(ast: &Ast, text: &str) -> (usize, usize) {
    match regex_syntax::hir::translate::Translator::new().translate(text, ast) {
        Err(error) => (error.span().start.offset, error.span().end.offset),
        Ok(_) => (0, text.len()),
    }
}

fn syntax_error(working: &Working, error: &ast::Error) -> Diagnostic {
    let (start, end) = (error.span().start.offset, error.span().end.offset);
    let span = working.span(start, end);
    match error.kind() {
        ast::ErrorKind::UnsupportedBackreference => look_ahead::back_reference(span),
        // By name: `\k<name>`, in other dialects also `\k{name}`, `\k'name'` and `\g{name}`.
        ast::ErrorKind::EscapeUnrecognized
            if [r"\k", r"\g"].contains(&&working.text[start..end]) =>
        {
            look_ahead::back_reference(span)
        }
        kind => Diagnostic::error(
            codes::SYNTAX,
            span,
            format!("this pattern cannot be read: {kind}"),
        )
        .help(
            "close what is opened; a character that is meant literally is written with a backslash",
        ),
    }
}
