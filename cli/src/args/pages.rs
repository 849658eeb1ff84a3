//! The arguments of the commands that read a provider's page.

use std::path::PathBuf;

use clap::ValueEnum;

/// The schema and the page.
#[derive(Debug, clap::Args)]
pub(crate) struct PageArgs {
    /// The file of the schema.
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: PathBuf,

    /// The file with the page, or `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) page: PathBuf,

    /// The name of the page in the schema, if the schema has several.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// The format of the page. The default depends on the extension of the file, or on the text.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) page_format: Option<PageFormat>,

    /// The lock. The default is the name of the schema with the extension `lock`.
    #[arg(long, value_name = "FILE")]
    pub(crate) lock: Option<PathBuf>,
}

/// The format of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// HTML.
    Html,
    /// Markdown with tables.
    Markdown,
    /// Plain text.
    Text,
}

impl From<PageFormat> for wireform_upkeep::page::PageFormat {
    fn from(format: PageFormat) -> Self {
        match format {
            PageFormat::Html => Self::Html,
            PageFormat::Markdown => Self::Markdown,
            PageFormat::Text => Self::Text,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct SnapshotArgs {
    #[command(flatten)]
    pub(crate) page: PageArgs,

    /// Also stores the text of the lines in the lock, so that reports can show the old sentences.
    #[arg(long)]
    pub(crate) with_text: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DriftArgs {
    #[command(flatten)]
    pub(crate) page: PageArgs,

    /// The format of the report.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: DriftFormat,

    /// Writes the certain edits into the schema.
    #[arg(long)]
    pub(crate) apply: bool,
}

/// The format of a report about drift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DriftFormat {
    /// Lines for people.
    Human,
    /// One JSON object.
    Json,
    /// A table for a pull request.
    Markdown,
    /// Annotations for GitHub.
    Github,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AcceptArgs {
    #[command(flatten)]
    pub(crate) page: PageArgs,

    /// Cites the sentences that have taken the place of cited ones.
    #[arg(long)]
    pub(crate) reworded: bool,

    /// Records new fields and operations of the page that the schema does not have.
    #[arg(long)]
    pub(crate) added: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RegenerateArgs {
    #[command(flatten)]
    pub(crate) page: PageArgs,

    /// Writes the files.
    #[arg(long)]
    pub(crate) apply: bool,

    /// The directory of the generated code. Without it, no code is generated.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// As for `generate`: implements `Deserialize` for generated types.
    ///
    /// A file with a stamp keeps its own options.
    #[arg(long, requires = "out")]
    pub(crate) serde: bool,

    /// As for `generate`: generates no tests for the examples of the schema.
    ///
    /// A file with a stamp keeps its own options.
    #[arg(long, requires = "out")]
    pub(crate) no_tests: bool,

    /// The changelog, which gets an entry under `## Unreleased`.
    #[arg(long, value_name = "FILE")]
    pub(crate) changelog: Option<PathBuf>,

    /// The version of the crate, from which the next one is suggested.
    #[arg(long, value_name = "VERSION")]
    pub(crate) current_version: Option<wireform_upkeep::regenerate::Version>,
}
