//! The arguments of the command line.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum};

mod mock;
mod pages;

pub(crate) use mock::MockArgs;
pub(crate) use pages::{
    AcceptArgs, DriftArgs, DriftFormat, PageArgs, RegenerateArgs, SnapshotArgs,
};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Checks schemas of provider APIs, generates Rust from them, and validates and encodes requests.
#[derive(Debug, Parser)]
#[command(name = "wireform", version, styles = STYLES, max_term_width = 100, after_help = "\
Exit status: 0 for no findings, 1 for findings, 2 if the command failed.

Examples:
  wireform check schemas/
  wireform generate schemas/ --out src/providers
  wireform encode realtime-register contact_update --input contact.yaml --auth api_key=@key.txt
  wireform validate realtime-register contact_update --input contacts.jsonl")]
pub(crate) struct Args {
    /// When to color the output.
    #[arg(
        long = "color",
        value_name = "WHEN",
        global = true,
        default_value = "auto"
    )]
    pub(crate) color: ColorMode,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to color the output.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ColorMode {
    /// If the output goes to a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColorMode {
    /// Applies it to all output.
    pub(crate) fn write_global(self) {
        match self {
            ColorMode::Auto => anstream::ColorChoice::Auto,
            ColorMode::Always => anstream::ColorChoice::AlwaysAnsi,
            ColorMode::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Reports all mistakes in schemas, and runs their examples.
    #[command(after_help = "\
Examples:
  wireform check my-registrar.yaml
  wireform check schemas/ other.yaml
  wireform check realtime-register        a schema that ships with wireform")]
    Check(CheckArgs),

    /// Writes the Rust code of schemas to a directory, one file each.
    #[command(after_help = "\
Examples:
  wireform generate schemas/ --out src/providers
  wireform generate schemas/ --out src/providers --check      in CI: fails if a file is out of date")]
    Generate(GenerateArgs),

    /// Prints the result of a stage of the compiler.
    #[command(after_help = "\
Examples:
  wireform dump realtime-register --stage plan")]
    Dump(DumpArgs),

    /// Describes the values that a field accepts, and compares them with those of another field.
    #[command(after_help = "\
A field is written OPERATION.FIELD, and a member of an object OPERATION.FIELD.MEMBER. A list stands for its items.

Examples:
  wireform pattern realtime-register contact_update.email
  wireform pattern realtime-register contact_update.voice --against namebay:contact_update.voice")]
    Pattern(PatternArgs),

    /// Explains the code of a diagnostic.
    #[command(after_help = "\
Examples:
  wireform explain WF0012
  wireform explain                        lists all codes")]
    Explain(ExplainArgs),

    /// Prints the request for some values, without compiling Rust.
    #[command(after_help = "\
The values are one YAML or JSON map from the logical names of parameters and fields. In a patch a \
missing key stays absent and null clears the field. In a replace operation a missing key is an error \
unless --delete-missing is given. An option without effect on the operation is an error.

A credential comes from --auth NAME=VALUE, from --auth NAME=@FILE (@@ stands for one @), or from \
the environment variable WIREFORM_AUTH_NAME. The last two do not appear in the list of processes.

Examples:
  echo '{ customer: acme, handle: jane, voice: +31.384530759 }' |
    wireform encode realtime-register contact_update --auth api_key=@key.txt
  wireform encode logicboxes contact_update --input contact.yaml --binding form --as body \\
    --context tlds=com --context suspended=false --context-unknown archived
  wireform encode my.yaml contact_update --input contact.json \\
    --server http://localhost:8080 --as curl")]
    Encode(EncodeArgs),

    /// Prints what a response says: done, to be done later, refused, or unknown.
    #[command(after_help = "\
The response is an HTTP message as `curl -i` prints it: a status line, headers, and the body. If there are several \
messages, the last one counts. With --status, the input is the body alone.

Exit status: 0 for success, 10 for accepted, 11 for refused, 12 for a response that leaves the state of the call \
unknown, 2 if the command failed.

Examples:
  curl -i ... | wireform decode autodns contact_update
  wireform decode realtime-register contact_update --input response.http --as json
  wireform decode namebay contact_update --input body.xml --status 200")]
    Decode(DecodeArgs),

    /// Validates records against an operation. JSON Lines are read as a stream of any length.
    #[command(after_help = "\
Rules may need facts. If neither --context nor --context-unknown gives one of them, the command fails \
before it reads a record. Record numbers do not count blank lines. Line numbers do: `line` in JSON, \
and `(line N)` in text if it differs.

Examples:
  wireform validate realtime-register contact_update --input contact.yaml
  wireform validate logicboxes contact_update --input contacts.jsonl --format json \\
    --context tlds=com,net --context suspended=false --context-unknown archived")]
    Validate(ValidateArgs),

    /// Shows for each provider which data of a contact it would get, which are adjusted, and which it refuses.
    #[command(after_help = "\
Examples:
  wireform fit customer.json realtime-register autodns namebay hostcontrol logicboxes
  wireform fit customer.json namebay --context tlds=fr,com --context holder=company --format json")]
    Fit(FitArgs),

    /// Serves a provider made from its schema, to test clients against.
    #[command(after_help = "\
The mock checks credentials, decodes and validates requests, keeps contacts in memory, and answers with the responses \
of the schema. It prints its URL, and a line for each request, without values and secrets. It ends on ctrl-c.

A request may have the path of the provider's own server in front, such as /v2. With several schemas, each has the \
URL http://HOST:PORT/SCHEMA.

A fault is 429[:SECONDS], 500[:done], slow[:MILLISECONDS], cut, html, reset or lost. With /N, only every Nth request has \
it. `500:done` and `reset` come after the request was carried out, `500` and `lost` instead of it.

Examples:
  wireform mock realtime-register
  wireform mock autodns hostcontrol --listen 127.0.0.1:8080 --record calls.jsonl
  wireform mock realtime-register --fault reset/3 --fault 429:30/5
  wireform mock realtime-register --fail constraint_violation")]
    Mock(MockArgs),

    /// Drafts a schema from OpenAPI, Swagger, JSON Schema or botocore, and notes what the draft does not express.
    #[command(after_help = "\
The draft goes to standard output. Standard error gets a note for each construct that the draft does not \
express exactly, with its JSON Pointer.

Examples:
  wireform import openapi api.json --operation updateContact > registrar.yaml
  wireform import swagger swagger.yaml --count
  wireform import json-schema contact.json --operation contact_update")]
    Import(ImportArgs),

    /// Records what a provider's page says, so that `drift` can compare the next version of the page.
    #[command(after_help = "\
The lock is written beside the schema, as SCHEMA.lock. It holds fingerprints and facts, and no text of the page. \
The command keeps what the lock has on sentences, waivers and sources. Exit status 1 means that something is left \
to decide: a line, a proposal or a constraint without source.

Examples:
  wireform snapshot schemas/my-registrar.yaml --page contacts.html
  curl -s https://registrar.example/docs | wireform snapshot my.yaml --page -")]
    Snapshot(SnapshotArgs),

    /// Compares a provider's page with the lock of a schema, and proposes edits.
    #[command(after_help = "\
Exit status: 0 if no fact changed, 1 for drift, 2 if the command failed.

Examples:
  wireform drift schemas/my-registrar.yaml --page contacts.html
  wireform drift my.yaml --page contacts.html --format markdown > drift.md
  wireform drift my.yaml --page contacts.html --apply")]
    Drift(DriftArgs),

    /// Takes over a page into the lock, once its changes are in the schema.
    #[command(after_help = "\
The command changes nothing while a citation has no counterpart on the page, or while the schema has the old value.

Examples:
  wireform accept schemas/my-registrar.yaml --page contacts.html
  wireform accept my.yaml --page contacts.html --reworded      after reading the changed sentences")]
    Accept(AcceptArgs),

    /// Compares two versions of schemas, and says what the difference breaks.
    #[command(after_help = "\
A version is a schema file, a directory with schema files, the name of a schema that is part of \
wireform, or git:REV:PATH for a file or a directory in a commit of the current repository.

Every finding falls under a rule; docs/breaking.md lists them. A witness is confirmed if a whole \
request with it was accepted by one version and refused by the other.

Exit status: 0 if no finding reaches the level of --fail-on, 1 if one does, 2 if the command failed.

Examples:
  wireform breaking old.yaml new.yaml
  wireform breaking git:HEAD:schemas schemas
  wireform breaking git:v1.2.0:schemas/my.yaml schemas/my.yaml --fail-on grave")]
    Breaking(BreakingArgs),

    /// Runs one round of upkeep: drift, edits of the schema, new code, effects, version and changelog.
    #[command(after_help = "\
The output is Markdown for a pull request. Without --apply, no file is written. With --apply, \
the command writes the schema with the edits that are certain, the generated code, the changelog, \
and the lock if every change of the page is in the schema. Local edits of the generated code are \
kept. If they conflict with the new code, nothing is written.

Exit status: 0 if no fact changed, 1 for drift, 2 if the command failed or local edits conflict.

Examples:
  wireform regenerate schemas/my-registrar.yaml --page contacts.html
  wireform regenerate my.yaml --page contacts.html --apply --out src/providers \
    --changelog CHANGELOG.md --current-version 1.4.0 > pull-request.md")]
    Regenerate(RegenerateArgs),

    /// Writes a schema as OpenAPI or JSON Schema, and notes what the document cannot say.
    #[command(after_help = "\
The document goes to standard output. Standard error gets a note for everything that it cannot say.

Examples:
  wireform export openapi realtime-register > api.json
  wireform export json-schema realtime-register --operation contact_update")]
    Export(ExportArgs),

    /// Prints the completions of a shell.
    #[command(after_help = "\
Examples:
  wireform completions bash > ~/.local/share/bash-completion/completions/wireform")]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Schema files, directories with schema files, or names of schemas that ship with wireform.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
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
pub(crate) struct ExplainArgs {
    /// The code, for example WF0012. Without a code, all codes are listed.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

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
    #[arg(long = "status", value_name = "N", value_parser = clap::value_parser!(u16).range(100..600))]
    pub(crate) status: Option<u16>,

    /// How to print the outcome.
    #[arg(long = "as", value_name = "FORM", default_value = "human")]
    pub(crate) form: DecodeForm,

    /// The binding that the request used. The cases are the same for all of them.
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

#[derive(Debug, clap::Args)]
pub(crate) struct EncodeArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

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

    /// The form of the output.
    #[arg(long = "as", value_name = "FORM", default_value = "http")]
    pub(crate) form: Form,

    /// Prints secrets, which are masked otherwise.
    #[arg(long)]
    pub(crate) show_secrets: bool,
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
}

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

    /// The provider's response to the operation that reads the contact, as JSON. The output then shows only differences.
    /// Needs exactly one schema.
    #[arg(long, value_name = "RESPONSE")]
    pub(crate) as_read: Option<PathBuf>,

    /// The format of the output.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: FitFormat,
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

/// The output format of `validate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text: the violations and a summary.
    Human,
    /// JSON Lines: one object for each record.
    Json,
}

/// The output format of `fit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FitFormat {
    /// Text: a table for each operation, and the changes that are needed.
    Human,
    /// JSON Lines: one object for each operation. `supply` lists the fields that are not data of a contact.
    Json,
}
