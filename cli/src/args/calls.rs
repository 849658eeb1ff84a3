//! The arguments of the commands that read values of a request or a response.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::shared::docs_url::DocsUrl;

/// The operation, the values and the facts.
#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// A schema file, or the name of a schema that ships with wireform.
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: PathBuf,

    /// The name of the operation in the schema.
    #[arg(value_name = "OPERATION")]
    pub(crate) operation: String,

    /// The file with the values, or `-` for standard input.
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    pub(crate) input: PathBuf,

    /// The format of the values. The default depends on the extension of the file. Without an extension, the command
    /// recognizes JSON Lines and reads everything else as YAML.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<InputFormat>,

    /// A fact that a rule of the operation depends on. The members of a set are separated by commas.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) context: Vec<String>,

    /// A fact that is unknown. The rules that need it are not checked, and the output lists them.
    #[arg(long, value_name = "NAME")]
    pub(crate) context_unknown: Vec<String>,

    /// The current data at the provider, for operations with a rule about it.
    #[arg(long, value_name = "FILE")]
    pub(crate) current: Option<PathBuf>,

    /// A facet or a rule to waive, for example `voice:pattern` or `rule:fr_company`.
    #[arg(long, value_name = "WHAT")]
    pub(crate) waive: Vec<String>,

    /// Deletes the fields that have no value. Only for operations that replace.
    #[arg(long)]
    pub(crate) delete_missing: bool,
}

/// The format of the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// One map in YAML.
    Yaml,
    /// One map in JSON.
    Json,
    /// One JSON object on each line.
    Jsonl,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EncodeArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// The response of the operation that `reads` names: an HTTP message, or the body of a response with the status 200. The request
    /// begins with its values, and the input has the changes.
    #[arg(long, value_name = "FILE")]
    pub(crate) from_read: Option<PathBuf>,

    /// A credential of the authentication method. `NAME=@FILE` reads it from a file.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) auth: Vec<String>,

    /// The authentication method. The default is the first one whose credentials are given.
    #[arg(long, value_name = "NAME")]
    pub(crate) auth_by: Option<String>,

    /// The name of the server in the schema, or a URL. The default is the first server.
    #[arg(long, value_name = "NAME")]
    pub(crate) server: Option<String>,

    /// The name of the binding in the schema. The default is the first binding.
    #[arg(long, value_name = "NAME")]
    pub(crate) binding: Option<String>,

    /// The time of sending of a signed request: `2013-04-21T16:15:45Z`, or seconds since 1970. The default is now.
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,

    /// The nonce of a signed request: 32 hexadecimal digits, or a UUID. The default is random.
    #[arg(long, value_name = "NONCE")]
    pub(crate) nonce: Option<String>,

    /// The form of the output.
    #[arg(long = "as", value_name = "FORM", default_value = "http")]
    pub(crate) form: Form,

    /// Prints secrets, which are masked otherwise.
    #[arg(long)]
    pub(crate) show_secrets: bool,

    /// The address of a site that `wireform docs` wrote. Violations then link to it.
    #[arg(long, value_name = "URL", value_parser = DocsUrl::parse)]
    pub(crate) docs_url: Option<DocsUrl>,
}

/// The form in which a request is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// The HTTP/1.1 message.
    Http,
    /// Only the body. It needs no server and only the credentials that the body contains.
    Body,
    /// A command for a POSIX shell.
    Curl,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ValidateArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// The format of the output.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,

    /// The address of a site that `wireform docs` wrote. Messages then link to it.
    #[arg(long, value_name = "URL", value_parser = DocsUrl::parse)]
    pub(crate) docs_url: Option<DocsUrl>,
}

/// The output format of `validate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text: the violations and a summary.
    Human,
    /// JSON Lines: one object for each record.
    Json,
}

/// Arguments of `decode`.
#[derive(Debug, clap::Args)]
pub(crate) struct DecodeArgs {
    /// The schema: a name such as `autodns`, or a file.
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: PathBuf,

    /// The operation that was called.
    #[arg(value_name = "OPERATION")]
    pub(crate) operation: String,

    /// The file with the response; `-` is standard input.
    #[arg(long = "input", value_name = "FILE", default_value = "-")]
    pub(crate) input: PathBuf,

    /// The status of the response. The input is the body alone.
    #[arg(long = "status", value_name = "N", value_parser = status)]
    pub(crate) status: Option<u16>,

    /// How to print the outcome.
    #[arg(long = "as", value_name = "FORM", default_value = "human")]
    pub(crate) form: DecodeForm,

    /// The binding that the request used. If a case can have JSON and XML, its body has the format of the binding.
    #[arg(long = "binding", value_name = "NAME")]
    pub(crate) binding: Option<String>,
}

/// How `decode` prints the outcome.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum DecodeForm {
    /// Text for people.
    Human,
    /// One line of JSON.
    Json,
}

/// Reads a status.
fn status(text: &str) -> Result<u16, &'static str> {
    let status = text.parse().ok().filter(|it| (100..600).contains(it));
    status.ok_or("a status is a number from 100 to 599, for example 422")
}
