//! Compares wireform with test suites that others wrote.
//!
//! `WIREFORM_SUITES` names the folder of the suites. Without it, the tests print that they ran nothing. A test turns each case
//! of a suite into a [`Case`], and [`check_suite`] compares the cases with the list of those that are known to differ.

mod reason;
mod schema;
mod score;
mod skips;
mod smithy;

use std::path::{Path, PathBuf};

pub use reason::Reason;
pub use schema::{Judged, Subject};
pub use smithy::Smithy;

/// A case of a suite, and whether wireform agrees with it.
#[derive(Debug, Clone)]
pub struct Case {
    /// The name of the case, which no other case of the suite has.
    pub id: String,
    /// Whether wireform agrees.
    pub verdict: Verdict,
}

/// Whether wireform agrees with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It gives the result that the suite states.
    Agrees,
    /// It gives another result.
    Differs(String),
    /// The language cannot express the case.
    Inexpressible(String),
}

impl Verdict {
    /// Returns [`Verdict::Agrees`] if a result is the expected one.
    #[must_use]
    pub fn of(agrees: bool, otherwise: impl FnOnce() -> String) -> Self {
        match agrees {
            true => Verdict::Agrees,
            false => Verdict::Differs(otherwise()),
        }
    }
}

/// Returns a file or folder of the suites, or `None` if there are no suites on this machine.
#[must_use]
pub fn suite(path: &str) -> Option<PathBuf> {
    let Some(suites) = std::env::var_os("WIREFORM_SUITES") else {
        println!("WIREFORM_SUITES is not set, so nothing of {path} was run");
        return None;
    };
    Some(PathBuf::from(suites).join(path))
}

/// Reads a JSON file of a suite.
///
/// # Panics
/// Panics if the file cannot be read or is not JSON.
#[must_use]
pub fn read_json(path: &Path) -> serde_json::Value {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compares the cases of a suite with its list of skipped cases, and with its row in `docs/conformance.md`.
///
/// With `WIREFORM_BLESS=1` it removes the rows of cases that agree from the list, adds the reason `finding` for each new case,
/// and writes the row of the page.
///
/// # Panics
/// Panics if a case that does not agree is missing in the list, if a case of the list agrees or does not exist, or if the page
/// has another score.
pub fn check_suite(name: &str, cases: &[Case]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_bless = std::env::var_os("WIREFORM_BLESS").is_some();
    let list = folder.join("skips").join(format!("{name}.tsv"));
    let mut skips = skips::Skips::read(&list);
    let mut problems = skips.compare(cases);
    if is_bless {
        skips.bless(cases);
        skips.write(&list);
        problems.clear();
    }
    let row = score::row(name, cases, &skips);
    println!("{row}");
    let page = folder.join("../../docs/conformance.md");
    problems.extend(score::compare(&page, name, &row, is_bless));
    assert!(problems.is_empty(), "{name}:\n{}", problems.join("\n"));
}
