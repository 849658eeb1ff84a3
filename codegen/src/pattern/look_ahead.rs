//! A look-ahead at the beginning: `(?=X)Y` becomes the two patterns `X` and `Y`.

use super::codes;
use super::scan::scan;
use super::working::Working;
use crate::source::{Diagnostic, Diagnostics};

/// The look-aheads at the beginning of a pattern, and what follows them.
pub(super) fn split(
    whole: Working,
    diagnostics: &mut Diagnostics,
) -> Option<(Vec<Working>, Working)> {
    let mut heads = Vec::new();
    let mut rest = whole;
    loop {
        if rest.text.starts_with("(?!") {
            diagnostics.push(
                Diagnostic::error(
                    codes::LOOK_AROUND,
                    rest.span(0, 3),
                    "a pattern cannot say what does not follow",
                )
                .label("negative look-ahead")
                .help("say it as a check: `all_of: { name: { excludes: '…', says: … } }`"),
            );
            return None;
        }
        if !rest.text.starts_with("(?=") {
            return Some((heads, rest));
        }
        let found = scan(&rest.text);
        let Some(close) = found.groups.first().and_then(|group| group.1) else {
            diagnostics.push(
                Diagnostic::error(
                    codes::SYNTAX,
                    rest.span(0, 3),
                    "this look-ahead is not closed",
                )
                .help("close it: `(?=…)`")
                .label("opened here"),
            );
            return None;
        };
        if let Some(&bar) = found.top_bars.first() {
            diagnostics.push(
                Diagnostic::error(
                    codes::MISPLACED_LOOK_AHEAD,
                    rest.span(bar, bar + 1),
                    "the look-ahead applies to the first alternative only",
                )
                .label("the second alternative begins here")
                .help("put the alternatives in a group: `(?=…)(?:…|…)`"),
            );
            return None;
        }
        heads.push(rest.slice(3, close));
        rest = rest.slice(close + 1, rest.text.len());
    }
}
