//! One round of upkeep: from a new page to an edited schema, new code, and a text for the pull request.
//!
//! Input: a schema, its lock, the new page, and optionally the generated code, the changelog and the version of the crate.
//! Output: a [`Round`], which contains every new text. Nothing is written here, so a caller can show a round before it
//! writes anything.

mod changelog;
mod code;
mod markdown;
mod stamp;
mod version;

use wireform_codegen::emit::Options;

use crate::accept::{Given, NewPage, Refusal, accept};
use crate::breaking::{self, Report};
use crate::drift::{self, Applied, Drift};
use crate::edit::Schema;
use crate::lock::Lock;
pub use code::Code;
pub use markdown::Names;
pub use stamp::Stamp;
pub use version::{Version, VersionError};

/// What a round starts from.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'i> {
    /// The schema.
    pub schema: &'i Schema,
    /// Its lock, which contains the page.
    pub lock: &'i Lock,
    /// The new page.
    pub page: NewPage<'i>,
    /// The generated code. Without it, the round generates none.
    pub code: Option<CodeFile<'i>>,
    /// The text of the changelog. Without it, the round only writes the entry.
    pub changelog: Option<&'i str>,
    /// The current version of the crate with the generated code.
    pub version: Option<Version>,
}

/// The file with the generated code of a schema.
#[derive(Debug, Clone, Copy)]
pub struct CodeFile<'i> {
    /// Its text. None if the file does not exist yet.
    pub text: Option<&'i str>,
    /// The options of `wireform generate` with which it was written.
    pub options: &'i Options,
}

/// The result of a round.
#[derive(Debug, Clone)]
pub struct Round {
    /// The differences between the page and the lock.
    pub drift: Drift,
    /// The schema with the certain edits.
    pub applied: Applied,
    /// The effects of these edits on the wire and on callers.
    pub breaking: Report,
    /// The generated code of the edited schema.
    pub code: Option<Code>,
    /// The entry of the changelog. Empty if nothing changes for callers.
    pub entry: String,
    /// The changelog with the entry.
    pub changelog: Option<String>,
    /// The next version of the crate.
    pub version: Option<Version>,
    /// The lock of the new page. If a person has to decide about the page first, the citations without counterpart.
    pub lock: Result<Lock, Vec<Refusal>>,
}

/// A round that could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegenerateError {
    /// The lock does not contain the page.
    UnknownPage,
    /// The schema with the edits has mistakes, which the text describes.
    Schema(String),
}

impl std::fmt::Display for RegenerateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnknownPage => f.write_str("the lock has no such page"),
            Self::Schema(mistakes) => write!(f, "the edited schema has mistakes:\n{mistakes}"),
        }
    }
}

impl std::error::Error for RegenerateError {}

impl Round {
    /// Returns whether the page states anything new.
    #[must_use]
    pub fn has_drift(&self) -> bool {
        !self.drift.findings.is_empty()
    }
}

/// Makes a round.
///
/// # Errors
///
/// Returns an error if the lock does not contain the page.
pub fn regenerate(inputs: &Inputs<'_>) -> Result<Round, RegenerateError> {
    let locked = inputs.lock.page(inputs.page.name);
    let locked = locked.ok_or(RegenerateError::UnknownPage)?;
    let page = inputs.page;
    let (found, _) = drift::drift(inputs.schema, locked, page.text, page.format);
    let applied = drift::apply(inputs.schema, &found);
    let edited =
        Schema::new(inputs.schema.name(), &applied.text).map_err(RegenerateError::Schema)?;
    let old = std::slice::from_ref(inputs.schema.plan());
    let new = std::slice::from_ref(edited.plan());
    let breaking = breaking::compare(old, new);
    let code = inputs
        .code
        .map(|file| code::regenerate(inputs.schema, &edited, file));
    let entry = changelog::entry(&breaking);
    let changelog = inputs
        .changelog
        .filter(|_| !entry.is_empty())
        .map(|text| changelog::insert(text, &entry));
    let version = inputs.version.and_then(|version| {
        let bump = breaking.bump()?;
        Some(version.next(bump))
    });
    // The new page takes the place of the old one only if the edits settled every finding.
    let lock = if applied.done.len() == found.findings.len() {
        let (left, _) = drift::drift(&edited, locked, page.text, page.format);
        accept(edited.plan(), inputs.lock, page, &left, Given::default()).map(|new| new.lock)
    } else {
        Err(Vec::new())
    };
    Ok(Round {
        drift: found,
        applied,
        breaking,
        code,
        entry,
        changelog,
        version,
        lock,
    })
}
