//! The arguments of the command that compares versions of a schema.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::shared::docs_url::DocsUrl;

#[derive(Debug, clap::Args)]
pub(crate) struct BreakingArgs {
    /// The old version: a schema, a directory, or git:REV:PATH.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,

    /// The new version: a schema, a directory, or git:REV:PATH.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,

    /// Fails if a finding has this level or a higher one.
    #[arg(long, value_name = "LEVEL", default_value = "risk")]
    pub(crate) fail_on: FailOn,

    /// The axis that decides whether a finding fails the run.
    #[arg(long, value_name = "AXIS", default_value = "both")]
    pub(crate) axis: BreakingAxis,

    /// A file with accepted findings, each with its reason and its last day.
    #[arg(long, value_name = "FILE")]
    pub(crate) accepted: Option<PathBuf>,

    /// The format of the output.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: BreakingFormat,

    /// The address of a site that `wireform docs` wrote for the new version. Findings then link to it.
    #[arg(long, value_name = "URL", value_parser = DocsUrl::parse)]
    pub(crate) docs_url: Option<DocsUrl>,
}

/// The axis of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BreakingAxis {
    /// What happens to requests and responses.
    Wire,
    /// What happens to callers of the generated Rust.
    Rust,
    /// The more serious of both.
    Both,
}

/// The output format of `breaking`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BreakingFormat {
    /// Text.
    Human,
    /// One JSON object. docs/breaking.schema.json describes it.
    Json,
    /// Markdown tables, for the text of a pull request.
    Markdown,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// The level from which on a finding fails the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Any finding.
    Note,
    /// Something is added, or a finding of a higher level.
    Addition,
    /// Something may break, or a finding of a higher level.
    Risk,
    /// A request is refused, a response is not understood, or a caller does not compile; or a finding of a higher level.
    Breaking,
    /// The same request does something else.
    Grave,
    /// No finding fails the run.
    Never,
}
