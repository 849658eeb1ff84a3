//! The arguments of the commands that take schemas.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::shared::docs_url::DocsUrl;

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Schema files, directories with schema files, or names of schemas that ship with wireform.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Applies the fixes that are certain, and reports them. What remains is reported as usual.
    #[arg(long)]
    pub(crate) fix: bool,

    /// The format of what is found.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,

    /// The address of a site that `wireform docs` wrote. Messages then link to it.
    #[arg(long, value_name = "URL", value_parser = DocsUrl::parse)]
    pub(crate) docs_url: Option<DocsUrl>,
}

/// The output format of `check`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum MessageFormat {
    /// Text with the lines of the schemas, on standard error.
    Human,
    /// One line for each finding.
    Short,
    /// One JSON object. docs/command.md describes it.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FmtArgs {
    /// Schema files, directories with schema files, or - for standard input.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Writes nothing, prints what would change, and fails if anything would.
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct GenerateArgs {
    /// Schema files, directories with schema files, or names of schemas that ship with wireform.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// The directory for the generated files.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,

    /// Writes nothing, and fails if a file is missing or out of date.
    #[arg(long)]
    pub(crate) check: bool,

    /// Implements `Deserialize` for generated types, with logical names.
    #[arg(long)]
    pub(crate) serde: bool,

    /// Generates no tests for the examples of schema files. Schemas that ship with wireform never have such tests.
    #[arg(long)]
    pub(crate) no_tests: bool,

    /// The path of the runtime crate in the generated code.
    #[arg(long, value_name = "CRATE", default_value = "wireform")]
    pub(crate) runtime: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DumpArgs {
    /// A schema file, or the name of a schema that ships with wireform.
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// The stage of the compiler.
    #[arg(long, value_name = "STAGE")]
    pub(crate) stage: Stage,
}

/// A stage of the compiler.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Stage {
    /// The tree of the YAML document, with the place of each node.
    Source,
    /// The document in canonical form.
    Syntax,
    /// The resolved names, and what is missing.
    Draft,
    /// The complete plan.
    Plan,
    /// The likely mistakes.
    Lint,
    /// The tokens of the Rust code, before they are laid out.
    Tokens,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PatternArgs {
    /// A schema file, or the name of a schema that ships with wireform.
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: PathBuf,

    /// The field to describe.
    #[arg(value_name = "OPERATION.FIELD")]
    pub(crate) field: String,

    /// A field to compare it with. Without SCHEMA, it is in the same schema.
    #[arg(long, value_name = "[SCHEMA:]OPERATION.FIELD")]
    pub(crate) against: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The code, for example WF0012. Without a code, all codes are listed.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}
