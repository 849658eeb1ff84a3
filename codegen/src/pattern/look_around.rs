//! Passes look-around and atomic groups through a parser that does not support them, as groups with special names.
//!
//! `(?=X)` becomes `(?P<ahead.N>X)`. The expressions of the stage `read` have no other names.

use regex_syntax::hir::{Capture, Hir, HirKind};

/// A kind of group that `regex-syntax` does not parse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    /// What must follow, `(?=…)`, or must not, `(?!…)`.
    Ahead { negated: bool },
    /// What must precede, `(?<=…)`, or must not, `(?<!…)`.
    Behind { negated: bool },
    /// A part that is not tried again, `(?>…)`.
    Atomic,
}

/// The beginning of each group, and of the name that stands for it.
const OPENINGS: [(&str, &str, Special); 5] = [
    ("(?<=", "behind.", Special::Behind { negated: false }),
    ("(?<!", "not.behind.", Special::Behind { negated: true }),
    ("(?=", "ahead.", Special::Ahead { negated: false }),
    ("(?!", "not.ahead.", Special::Ahead { negated: true }),
    ("(?>", "atomic.", Special::Atomic),
];

/// Returns a group of what must not follow.
pub(super) fn not_ahead(hir: Hir) -> Hir {
    Hir::capture(Capture {
        index: 1,
        name: Some("not.ahead.0".into()),
        sub: Box::new(hir),
    })
}

impl Special {
    /// Returns the kind that a name stands for.
    pub(super) fn of(name: Option<&str>) -> Option<Self> {
        let name = name?;
        let found = OPENINGS.iter().find(|opening| name.starts_with(opening.1));
        found.map(|opening| opening.2)
    }
}

/// Replaces special groups by groups with names, in an expression of the stage `read`.
pub(super) fn named(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut number = 0;
    for part in parts(text) {
        let opening = OPENINGS
            .iter()
            .find(|opening| part.rest.starts_with(opening.0));
        match opening {
            Some((begin, name, _)) if part.is_outside => {
                out.push_str(&format!("(?P<{name}{number}>"));
                out.push_str(&part.text[begin.len().min(part.text.len())..]);
                number += 1;
            }
            _ => out.push_str(part.text),
        }
    }
    out
}

/// Returns whether an expression matches places only, and no characters.
pub(crate) fn is_place(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(_) | HirKind::Class(_) => false,
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(Special::Ahead { .. } | Special::Behind { .. }) => true,
            Some(Special::Atomic) | None => is_place(&capture.sub),
        },
        HirKind::Repetition(repetition) => is_place(&repetition.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().all(is_place),
    }
}

/// Replaces groups with names by the special groups that they stand for. It undoes [`named`].
pub(super) fn unnamed(text: &str) -> String {
    let mut out = text.to_owned();
    for (begin, name, _) in OPENINGS {
        let opening = format!("(?P<{name}");
        let mut pieces = out.split(&opening);
        let mut written = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (_, rest) = piece.split_once('>').unwrap_or_default();
            written.push_str(begin);
            written.push_str(rest);
        }
        out = written;
    }
    out
}

/// Replaces atomic groups by plain ones.
pub(super) fn plain(text: &str) -> String {
    parts(text)
        .map(|part| match part.text {
            "(?>" => "(?:",
            other => other,
        })
        .collect()
}

/// Returns whether an expression of the stage `read` has alternatives outside of groups.
pub(crate) fn is_alternation(text: &str) -> bool {
    let mut depth = 0_usize;
    parts(text).any(|part| {
        if part.is_outside {
            match part.text.as_bytes().first() {
                Some(b'(') => depth += 1,
                Some(b')') => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        part.is_outside && depth == 0 && part.text == "|"
    })
}

/// A character, an escape or the beginning of a group.
struct Part<'t> {
    text: &'t str,
    /// The expression from this part on.
    rest: &'t str,
    /// Whether it is outside of classes.
    is_outside: bool,
}

/// Splits an expression. A `[` inside a class begins a class there.
fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut at = 0;
    let mut classes = 0_usize;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let is_outside = classes == 0;
        let opening = OPENINGS.iter().find(|opening| rest.starts_with(opening.0));
        let length = match first {
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '(' if is_outside => opening.map_or(1, |opening| opening.0.len()),
            _ => first.len_utf8(),
        };
        match first {
            '[' => classes += 1,
            ']' => classes = classes.saturating_sub(1),
            _ => {}
        }
        at += length;
        Some(Part {
            text: &rest[..length],
            rest,
            is_outside,
        })
    })
}
