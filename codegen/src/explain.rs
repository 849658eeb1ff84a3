//! All diagnostic codes, for `wireform explain`.

use crate::source::{self, Code};
use crate::{compiler, lint, pattern, resolve, syntax};

/// The tables of the stages, in the order of the stages.
const TABLES: &[&[Code]] = &[
    source::codes::TABLE,
    syntax::codes::TABLE,
    resolve::codes::TABLE,
    pattern::codes::TABLE,
    lint::codes::TABLE,
    compiler::codes::TABLE,
];

/// What a code stands for. Case does not matter.
#[must_use]
pub fn explain(code: &str) -> Option<&'static Code> {
    all_codes().find(|row| row.code.eq_ignore_ascii_case(code.trim()))
}

/// All codes, in the order of the stages.
pub fn all_codes() -> impl Iterator<Item = &'static Code> {
    TABLES.iter().copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_well_formed() {
        let mut seen = std::collections::BTreeSet::new();
        for row in all_codes() {
            assert!(seen.insert(row.code), "{} is given twice", row.code);
            let digits = row.code.strip_prefix("WF").unwrap_or("");
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
            assert!(row.explanation.ends_with('.'), "{}", row.code);
        }
    }

    #[test]
    fn explains_by_code() {
        assert_eq!(
            explain("wf0012").map(|row| row.title),
            Some("a key is given twice")
        );
        assert_eq!(explain("WF9999"), None);
    }
}
