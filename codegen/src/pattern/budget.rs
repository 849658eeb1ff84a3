//! How large a pattern's automaton would get, computed without building it.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The most states that a pattern may need. Well below what the crate `regex` accepts by default.
pub(super) const LIMIT: u64 = 100_000;

/// An upper estimate of the states of an automaton over bytes.
pub(super) fn size(hir: &Hir) -> u64 {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len() as u64,
        HirKind::Class(class) => class_size(class),
        HirKind::Repetition(repetition) => {
            let copies = match repetition.max {
                Some(max) => max.max(repetition.min),
                None => repetition.min.saturating_add(1),
            };
            size(&repetition.sub)
                .saturating_add(1)
                .saturating_mul(u64::from(copies.max(1)))
        }
        HirKind::Capture(capture) => size(&capture.sub).saturating_add(2),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts
            .iter()
            .fold(1u64, |sum, part| sum.saturating_add(size(part))),
    }
}

/// A class of ASCII is one state; every range beyond needs its own few bytes.
fn class_size(class: &Class) -> u64 {
    match class {
        Class::Bytes(_) => 1,
        Class::Unicode(class) => class
            .iter()
            .filter(|range| !range.end().is_ascii())
            .fold(1u64, |sum, range| {
                sum.saturating_add(range.end().len_utf8() as u64)
            }),
    }
}

/// A number as people read it.
pub(super) fn people(size: u64) -> String {
    match size {
        0..1_000_000 => size.to_string(),
        1_000_000..1_000_000_000 => format!("{} million", size / 1_000_000),
        _ => "a billion or more".to_owned(),
    }
}
