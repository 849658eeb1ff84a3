//! The codes of all diagnostics, for `wireform explain` and `docs/diagnostics.md`.

use std::fmt::Write as _;

use crate::compiler::CompilerDiagnostic;
use crate::lint::{ConflictDiagnostic, LintDiagnostic};
use crate::pattern::PatternDiagnostic;
use crate::resolve::{
    AccessDiagnostic, ChoiceDiagnostic, ContactDiagnostic, DerivationDiagnostic, EntryDiagnostic,
    EnvelopeDiagnostic, ExampleDiagnostic, HttpDiagnostic, MaskDiagnostic, MembersDiagnostic,
    NameDiagnostic, NamespaceDiagnostic, ParameterDiagnostic, ReadBackDiagnostic,
    ResponseDiagnostic, RuleDiagnostic, RustNameDiagnostic, SigningDiagnostic, TextBodyDiagnostic,
    TreeDiagnostic, TypeDiagnostic, UnionDiagnostic, UpdateDiagnostic, WireDiagnostic,
};
use crate::source::{Code, Severity, SourceDiagnostic};
use crate::syntax::{KeyDiagnostic, ValueDiagnostic};

/// The stages: the heading on the page, and the tables.
const STAGES: &[(&str, &[&[Code]])] = &[
    ("Files and YAML", &[SourceDiagnostic::TABLE]),
    (
        "Keys and values",
        &[KeyDiagnostic::TABLE, ValueDiagnostic::TABLE],
    ),
    (
        "Names, types and bindings",
        &[
            HttpDiagnostic::TABLE,
            SigningDiagnostic::TABLE,
            TypeDiagnostic::TABLE,
            EntryDiagnostic::TABLE,
            UnionDiagnostic::TABLE,
            ChoiceDiagnostic::TABLE,
            UpdateDiagnostic::TABLE,
            ParameterDiagnostic::TABLE,
            WireDiagnostic::TABLE,
            TextBodyDiagnostic::TABLE,
            MaskDiagnostic::TABLE,
            MembersDiagnostic::TABLE,
            DerivationDiagnostic::TABLE,
            AccessDiagnostic::TABLE,
            EnvelopeDiagnostic::TABLE,
            ResponseDiagnostic::TABLE,
            ReadBackDiagnostic::TABLE,
            RuleDiagnostic::TABLE,
            ConflictDiagnostic::TABLE,
            NameDiagnostic::TABLE,
            NamespaceDiagnostic::TABLE,
            TreeDiagnostic::TABLE,
            ContactDiagnostic::TABLE,
            ExampleDiagnostic::TABLE,
            RustNameDiagnostic::TABLE,
        ],
    ),
    ("Patterns", &[PatternDiagnostic::TABLE]),
    ("Lints", &[LintDiagnostic::TABLE]),
    ("Build scripts", &[CompilerDiagnostic::TABLE]),
];

/// The introduction of `docs/diagnostics.md`.
const INTRODUCTION: &str = "\
# Diagnostics

Every error and every warning of the compiler has a stable code. `wireform explain CODE` prints the text of this page about
a code. The tables of diagnostics in `codegen/src` contain the text; `WIREFORM_BLESS=1 cargo test -p wireform-codegen --test
diagnostics` writes this page.

A test compiles the examples. The first example of a code gives exactly this code, and the example after it does not. Below an
example that fails is what the compiler prints about it, without the numbers of the lines. Most examples are a part of a
schema. Keys of an operation, such as `fields`, belong to this schema, in place of its own:

```yaml
wireform: 1
provider: { name: Example }
endpoints: { api: { servers: { production: 'https://api.example' } } }
operations:
  example:
    http: POST /example
    body: json
    update: none
    fields:
      example: { type: string }
```
";

/// Returns the meaning of a code. Case does not matter.
#[must_use]
pub fn explain(code: &str) -> Option<&'static Code> {
    all_codes().find(|row| row.code.eq_ignore_ascii_case(code.trim()))
}

/// Returns all codes, in the order of the stages.
pub fn all_codes() -> impl Iterator<Item = &'static Code> {
    STAGES.iter().flat_map(|(_, tables)| sorted(tables))
}

/// Returns the codes of some tables in the order of their numbers.
fn sorted(tables: &[&'static [Code]]) -> Vec<&'static Code> {
    let mut codes: Vec<_> = tables.iter().copied().flatten().collect();
    codes.sort_by_key(|code| code.code);
    codes
}

/// Returns the content of `docs/diagnostics.md`.
#[must_use]
pub fn diagnostics_page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (heading, tables) in STAGES {
        let _ = write!(page, "\n## {heading}\n");
        for code in sorted(tables) {
            let level = match code.severity {
                Severity::Warning => "Warning. ",
                Severity::Error => "",
            };
            let explanation = code.explanation();
            let _ = write!(
                page,
                "\n### {}: {}\n\n{level}{explanation}\n",
                code.code, code.title
            );
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_well_formed() {
        let mut seen = std::collections::BTreeSet::new();
        for row in all_codes() {
            assert!(seen.insert(row.code), "duplicate code {}", row.code);
            let digits = row.code.strip_prefix("WF").unwrap_or("");
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
            assert!(row.explanation().ends_with(['.', '`']), "{}", row.code);
        }
    }

    #[test]
    fn finds_a_code_in_any_case() {
        assert_eq!(
            explain("wf0012").map(|row| row.title),
            Some("duplicate key")
        );
        assert_eq!(explain("WF9999"), None);
    }
}
