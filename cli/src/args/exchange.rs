//! The arguments of the commands for other description languages.

use std::path::PathBuf;

use clap::ValueEnum;

#[derive(Debug, clap::Args)]
pub(crate) struct NewArgs {
    /// The name of the provider.
    #[arg(value_name = "PROVIDER")]
    pub(crate) provider: String,

    /// The format of the requests.
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub(crate) body: NewBody,

    /// The file to write, or - for standard output. The default is the name of the provider in the present folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The format of the requests of a new schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewBody {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// A form.
    Form,
    /// A query string.
    Query,
    /// Lines, such as `NAME=value`.
    Lines,
    /// A text with the value of one field.
    Text,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// The language of the file.
    #[arg(value_name = "LANGUAGE")]
    pub(crate) language: ImportLanguage,

    /// The file, in YAML or JSON.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// An operation to import, by its `operationId` or as `METHOD /path`. The default is all. For a JSON Schema, the name
    /// of the operation.
    #[arg(long, value_name = "ID")]
    pub(crate) operation: Vec<String>,

    /// Writes the citations of the draft to this file: a lock in which the place of each line is a JSON Pointer.
    #[arg(long, value_name = "FILE")]
    pub(crate) lock: Option<PathBuf>,

    /// Adds the operations and their types to this schema, instead of printing a draft.
    #[arg(long, value_name = "SCHEMA", conflicts_with = "count")]
    pub(crate) into: Option<PathBuf>,

    /// Prints how many keywords under request bodies the draft expresses, instead of the draft.
    #[arg(long)]
    pub(crate) count: bool,
}

/// The language of a file to import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportLanguage {
    /// OpenAPI 3.0 or 3.1.
    Openapi,
    /// Swagger 2.0.
    Swagger,
    /// JSON Schema.
    JsonSchema,
    /// A service description of botocore: `service-2.json`.
    Botocore,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// The language of the document.
    #[arg(value_name = "LANGUAGE")]
    pub(crate) language: ExportLanguage,

    /// A schema file, or the name of a schema that is part of wireform.
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: PathBuf,

    /// An operation to export. The default is all; a JSON Schema needs one.
    #[arg(long, value_name = "NAME")]
    pub(crate) operation: Vec<String>,
}

/// The language of an exported document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportLanguage {
    /// OpenAPI 3.1: what is on the wire.
    Openapi,
    /// JSON Schema 2020-12: the values of one operation by their logical names.
    JsonSchema,
}
