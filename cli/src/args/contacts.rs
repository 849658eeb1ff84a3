//! The arguments of the command that fits a contact.

use std::path::PathBuf;

use clap::ValueEnum;

#[derive(Debug, clap::Args)]
pub(crate) struct FitArgs {
    /// The file with the contact, which is one JSON object, or `-` for standard input.
    #[arg(value_name = "CONTACT")]
    pub(crate) contact: PathBuf,

    /// Schema files, or names of schemas that ship with wireform.
    #[arg(value_name = "SCHEMA", required = true)]
    pub(crate) schemas: Vec<PathBuf>,

    /// The operation. The default is every operation that updates a contact. An unknown name lists all operations that can
    /// be used.
    #[arg(long, value_name = "NAME")]
    pub(crate) operation: Option<String>,

    /// The value of a field that is not a datum of a contact. At least one operation must have this field.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,

    /// A datum of the contact, for example `voice_extension`, or a field of the request that is not sent. The provider may
    /// delete its current value.
    #[arg(long, value_name = "NAME")]
    pub(crate) leave_out: Vec<String>,

    /// Allows operations that replace to delete the fields that have no value.
    #[arg(long)]
    pub(crate) delete_missing: bool,

    /// A fact that a rule depends on. At least one operation must have such a rule. Facts that are not given are unknown.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) context: Vec<String>,

    /// The provider's response to the operation that reads the contact: an HTTP message as `curl -i` prints it, or its body
    /// in JSON or XML. The output then shows only differences. Needs exactly one schema.
    #[arg(long, value_name = "RESPONSE")]
    pub(crate) as_read: Option<PathBuf>,

    /// The format of the output.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: FitFormat,
}

/// The output format of `fit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FitFormat {
    /// Text: a table for each operation, and the changes that are needed.
    Human,
    /// JSON Lines: one object for each operation. `supply` lists the fields that are not data of a contact.
    Json,
}
