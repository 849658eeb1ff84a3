//! Checks scalars. The key of a scalar decides which texts are valid.

use super::super::diagnostics::{
    FoundNode, Names, NumberHint, ScalarHint, ValueDiagnostic, instead_of_word,
};
use super::super::keys::Shape;
use super::super::scalars;
use super::{Checker, Parent, span_or_parent};
use crate::source::{Fix, Node, NodeKind, Scalar, Span, Style, certain, closest};

impl Checker {
    /// Checks a scalar against a shape of scalars.
    pub(super) fn scalar(&mut self, node: &Node, shape: &Shape, parent: Parent) {
        let NodeKind::Scalar(scalar) = &node.kind else {
            self.poison.declare_names_in(node, self.scope);
            let diagnostic = ValueDiagnostic::ExpectedScalar {
                expected: *shape,
                found: FoundNode::from(node),
                hint: scalar_hint(node, parent),
            };
            let fix = looks_unquoted(node).then(|| Fix::quote(node.span));
            self.report(diagnostic.at(node.span).with_fix(fix));
            return;
        };
        let example = parent.example;
        let diagnostic = if is_absent(scalar) {
            let diagnostic = match shape {
                Shape::Scalar => ValueDiagnostic::NoScalar { expected: *shape },
                _ => ValueDiagnostic::NoValue {
                    expected: *shape,
                    example,
                },
            };
            self.report(diagnostic.at(span_or_parent(node, parent)));
            return;
        } else {
            wrong_scalar(scalar, shape, example)
        };
        if let Some(diagnostic) = diagnostic {
            let fix = fix_of(&diagnostic, node.span, scalar, shape);
            self.report(diagnostic.at(node.span).with_fix(fix));
        }
    }

    /// Checks the value of `clear`, which distinguishes the empty text, null and the empty list.
    pub(super) fn clear(&mut self, node: &Node) {
        if scalars::clear(node).is_none() {
            let is_quoted_list = node.scalar().is_some_and(|it| it.text.trim() == "[]");
            let diagnostic = if is_quoted_list {
                ValueDiagnostic::QuotedClear
            } else {
                let found = FoundNode::from(node);
                ValueDiagnostic::InvalidClear { found }
            };
            self.report(diagnostic.at(node.span));
        }
    }
}

/// Returns the fix of a wrong scalar, if one is certain.
fn fix_of(wrong: &ValueDiagnostic, span: Span, scalar: &Scalar, shape: &Shape) -> Option<Fix> {
    let text = scalar.text.as_str();
    match (wrong, shape) {
        (ValueDiagnostic::UnknownWord { .. }, Shape::Word(words)) => {
            let near = certain(text, words.iter().copied(), 2)?;
            Some(Fix::word(span, text, near))
        }
        (ValueDiagnostic::StatusClass { class, .. }, _) => Some(Fix::word(span, text, class)),
        (ValueDiagnostic::NotANumber { hint, .. }, _) => {
            matches!(hint, NumberHint::RemoveQuotes).then(|| Fix::plain(span, text, text))
        }
        (ValueDiagnostic::QuotedBoolean { .. }, _) => Some(Fix::plain(span, text, text)),
        // A single letter or a digit can mean something else.
        (ValueDiagnostic::NotABoolean { meant, .. }, _) if text.len() > 1 => Some(Fix::plain(
            span,
            text,
            if (*meant)? { "true" } else { "false" },
        )),
        _ => None,
    }
}

/// Returns whether a scalar is the missing value of a key.
pub(super) fn is_absent(scalar: &Scalar) -> bool {
    scalar.style == Style::Plain && scalar.text.is_empty()
}

/// Returns what is wrong with a scalar of some shape.
fn wrong_scalar(scalar: &Scalar, shape: &Shape, example: &'static str) -> Option<ValueDiagnostic> {
    let text = scalar.text.as_str();
    let wrong = match shape {
        Shape::Bool => return wrong_boolean(scalar),
        Shape::Integer | Shape::Count | Shape::Number => return wrong_number(scalar, shape),
        Shape::Word(words) => return wrong_word(text, words, example),
        Shape::Reason if scalar.as_bool() == Some(true) => return None,
        Shape::Reason if scalar.as_bool() == Some(false) => ValueDiagnostic::NotAReason,
        Shape::Text | Shape::Reason if text.trim_matches([' ', '\t']).is_empty() => {
            ValueDiagnostic::EmptyText { example }
        }
        Shape::Separator if text.is_empty() => ValueDiagnostic::EmptySeparator { example },
        Shape::Date if !scalars::is_date(text) => ValueDiagnostic::NotADate { text: text.into() },
        Shape::Version if text != "1" || scalar.style == Style::Quoted => {
            let version = text.into();
            ValueDiagnostic::LanguageVersion { version }
        }
        Shape::Status if !scalars::is_status(text) => wrong_status(text),
        Shape::Path if text != "." && text.split('.').any(|part| part.trim().is_empty()) => {
            let text = text.into();
            ValueDiagnostic::InvalidPath { text, example }
        }
        _ => return None,
    };
    Some(wrong)
}

fn wrong_boolean(scalar: &Scalar) -> Option<ValueDiagnostic> {
    if scalar.as_bool().is_some() {
        return None;
    }
    if matches!(scalar.text.as_str(), "true" | "false") {
        let text = format!("\"{}\"", scalar.text).into();
        return Some(ValueDiagnostic::QuotedBoolean { text });
    }
    let meant = match scalar.text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" => Some(true),
        "false" | "no" | "off" | "n" | "0" => Some(false),
        _ => None,
    };
    let text = scalar.text.as_str().into();
    Some(ValueDiagnostic::NotABoolean { text, meant })
}

fn wrong_number(scalar: &Scalar, shape: &Shape) -> Option<ValueDiagnostic> {
    let correct = match shape {
        Shape::Count => scalars::count(scalar).is_some(),
        Shape::Number => scalars::number(scalar).is_some(),
        _ => scalars::integer(scalar).is_some(),
    };
    if correct {
        return None;
    }
    let plain = Scalar {
        text: scalar.text.clone(),
        style: Style::Plain,
    };
    let unquoted = match shape {
        Shape::Number => scalars::number(&plain).is_some(),
        _ => scalars::integer(&plain).is_some(),
    };
    let hint = if scalar.style == Style::Quoted && unquoted {
        NumberHint::RemoveQuotes
    } else if *shape == Shape::Number {
        NumberHint::Decimal
    } else if is_too_large(&scalar.text) {
        NumberHint::TooLarge
    } else {
        NumberHint::Digits
    };
    Some(ValueDiagnostic::NotANumber {
        expected: *shape,
        text: scalar.text.as_str().into(),
        hint,
    })
}

/// Returns what is wrong with a word. `example` begins with the key.
fn wrong_word(
    text: &str,
    words: &[&'static str],
    example: &'static str,
) -> Option<ValueDiagnostic> {
    if words.contains(&text) {
        return None;
    }
    let key = example.split(':').next().unwrap_or_default();
    Some(match instead_of_word(key, text) {
        Some(instead) => ValueDiagnostic::WordElsewhere {
            text: text.into(),
            instead,
        },
        None => ValueDiagnostic::UnknownWord {
            text: text.into(),
            words: Names::or(words.iter().copied()),
            similar: closest(text, words.iter().copied()),
        },
    })
}

/// Returns what is wrong with a status: `4XX` and `400-499` are classes in another spelling.
fn wrong_status(text: &str) -> ValueDiagnostic {
    match status_class(text) {
        Some(class) => ValueDiagnostic::StatusClass {
            text: text.into(),
            class,
        },
        None => ValueDiagnostic::InvalidStatus { text: text.into() },
    }
}

/// Returns the class that a text of another spelling means.
fn status_class(text: &str) -> Option<String> {
    let digit = text.chars().next().filter(|it| ('1'..='5').contains(it))?;
    let spellings = [
        format!("{digit}xx"),
        format!("{digit}**"),
        format!("{digit}00-{digit}99"),
        format!("{digit}00..{digit}99"),
    ];
    let lower = text.to_ascii_lowercase().replace(' ', "");
    spellings.contains(&lower).then(|| format!("{digit}xx"))
}

/// Returns how to fix a list or map in place of a scalar.
fn scalar_hint(node: &Node, parent: Parent) -> ScalarHint {
    let is_membership = parent.example.starts_with("has");
    if is_membership && matches!(node.kind, NodeKind::Map(_)) {
        ScalarHint::Membership
    } else if parent.example.starts_with("type:") && matches!(node.kind, NodeKind::List(_)) {
        ScalarHint::OneType
    } else if looks_unquoted(node) {
        ScalarHint::Quote
    } else {
        ScalarHint::Example(parent.example)
    }
}

/// Returns whether a node is likely `{name}` without quotes: a map with one key and no value.
fn looks_unquoted(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Map(entries) => matches!(
            entries.as_slice(),
            [(_, value)] if value.scalar().is_some_and(|scalar| scalar.style == Style::Plain && scalar.text.is_empty())
        ),
        _ => false,
    }
}

/// Returns whether a text consists of digits, but is too large for a number.
fn is_too_large(text: &str) -> bool {
    text.len() > 18 && text.bytes().all(|byte| byte.is_ascii_digit())
}
