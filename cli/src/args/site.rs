//! The arguments of the commands about the reference for readers.

use std::path::PathBuf;

use clap::ValueEnum;

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("result").required(true).args(["out", "serve"])))]
pub(crate) struct DocsArgs {
    /// Schema files, directories with schema files, or names of schemas that ship with wireform. Without any, all schemas that
    /// ship with wireform.
    #[arg(value_name = "SCHEMA")]
    pub(crate) schemas: Vec<PathBuf>,

    /// The directory for the site. It is replaced as a whole if it contains only what an earlier run wrote.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Serves a page to try a contact instead, until the process is interrupted. Only this machine can open it.
    #[arg(long)]
    pub(crate) serve: bool,

    /// The port of 127.0.0.1 to serve on. With the port 0, the system chooses one.
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with = "out")]
    pub(crate) port: u16,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompareArgs {
    /// Schema files, directories with schema files, or names of schemas that ship with wireform. Without any, all schemas that
    /// ship with wireform.
    #[arg(value_name = "PROVIDER")]
    pub(crate) providers: Vec<PathBuf>,

    /// The operation that is compared. Without it, the one of each provider that sends the most data of a contact.
    #[arg(long, value_name = "NAME")]
    pub(crate) operation: Option<String>,

    /// The output format.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: CompareFormat,
}

/// The output format of `compare`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum CompareFormat {
    /// A table of text for each datum.
    Table,
    /// Comma-separated values, a line for each datum and provider.
    Csv,
    /// One JSON object. docs/site.md describes it.
    Json,
    /// A page of HTML that needs no other file.
    Html,
}
