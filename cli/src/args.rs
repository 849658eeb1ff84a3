//! The arguments, as people type them.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Turns what a provider's API documentation says into requests that cannot send anything else unnoticed.
#[derive(Debug, Parser)]
#[command(name = "wireform", version, styles = STYLES, max_term_width = 100, after_help = "\
Exit status: 0 nothing found, 1 something found, 2 could not run.

Examples:
  wireform check schemas/
  wireform generate schemas/ --out src/providers
  wireform encode realtime-register contact_update --input contact.yaml --auth api_key=@key.txt
  wireform validate realtime-register contact_update --input contacts.jsonl")]
pub(crate) struct Args {
    /// When to colour the output.
    #[arg(
        long = "color",
        value_name = "WHEN",
        global = true,
        default_value = "auto"
    )]
    pub(crate) colour: Colour,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to colour.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Colour {
    /// Where a person reads it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// Makes it hold for everything that is printed.
    pub(crate) fn write_global(self) {
        match self {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::AlwaysAnsi,
            Colour::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Shows everything that is wrong with schemas, and runs their examples.
    #[command(after_help = "\
Examples:
  wireform check my-registrar.yaml
  wireform check schemas/ other.yaml
  wireform check realtime-register        a description that ships with wireform")]
    Check(CheckArgs),

    /// Writes the Rust code of schemas into a folder, one file each.
    #[command(after_help = "\
Examples:
  wireform generate schemas/ --out src/providers
  wireform generate schemas/ --out src/providers --check      in CI: fails if a file is not fresh")]
    Generate(GenerateArgs),

    /// Prints what a stage of the compiler made of a schema.
    #[command(after_help = "\
Examples:
  wireform dump realtime-register --stage plan")]
    Dump(DumpArgs),

    /// Says what a field takes, and how that stands to what another field takes.
    #[command(after_help = "\
A field is OPERATION.FIELD, a member of an object OPERATION.FIELD.MEMBER; a list stands for its items.

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

    /// Prints the request that some values become, straight from the YAML.
    #[command(after_help = "\
Values are one YAML or JSON mapping from logical field names, parameters and fields together. \
In a patch a missing key is absent and null clears; in a replace operation a missing key is an \
error unless --delete-missing. An option that has no effect on the operation is an error.

A credential comes from --auth NAME=VALUE, from --auth NAME=@FILE (@@ stands for one @), or from \
the environment variable WIREFORM_AUTH_NAME; the last two keep it out of the list of processes.

Examples:
  echo '{ customer: acme, handle: jane, voice: +31.384530759 }' |
    wireform encode realtime-register contact_update --auth api_key=@key.txt
  wireform encode logicboxes contact_update --input contact.yaml --binding form --as body \\
    --context tlds=com --context suspended=false --context-unknown archived
  wireform encode my.yaml contact_update --input contact.json \\
    --server http://localhost:8080 --as curl")]
    Encode(EncodeArgs),

    /// Checks records against an operation; JSON Lines of any length are read as a stream.
    #[command(after_help = "\
A fact that rules need and that neither --context nor --context-unknown gives stops the run before \
a record is read. Records are numbered without blank lines; `line` in JSON, and `(line N)` where it \
differs, counts them.

Examples:
  wireform validate realtime-register contact_update --input contact.yaml
  wireform validate logicboxes contact_update --input contacts.jsonl --format json \\
    --context tlds=com,net --context suspended=false --context-unknown archived")]
    Validate(ValidateArgs),

    /// Shows what one customer becomes at every provider: sent as, adjusted, refused and why.
    #[command(after_help = "\
Examples:
  wireform fit customer.json realtime-register autodns namebay hostcontrol logicboxes
  wireform fit customer.json namebay --context tlds=fr,com --context holder=company --format json")]
    Fit(FitArgs),

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
    /// Schema files, folders of them, or names of descriptions that ship with wireform.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct GenerateArgs {
    /// Schema files, folders of them, or names of descriptions that ship with wireform.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// The folder to write to.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,

    /// Writes nothing; fails if a file is missing or differs.
    #[arg(long)]
    pub(crate) check: bool,

    /// Lets generated types be deserialized, by logical names.
    #[arg(long)]
    pub(crate) serde: bool,

    /// Leaves out the tests that run the examples of schema files. Descriptions that ship with wireform have none.
    #[arg(long)]
    pub(crate) no_tests: bool,

    /// The path of the runtime as the source tree knows it.
    #[arg(long, value_name = "CRATE", default_value = "wireform")]
    pub(crate) runtime: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DumpArgs {
    /// A schema file, or the name of a description that ships with wireform.
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// The stage.
    #[arg(long, value_name = "STAGE")]
    pub(crate) stage: Stage,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PatternArgs {
    /// A schema file, or the name of a description that ships with wireform.
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: PathBuf,

    /// The field.
    #[arg(value_name = "OPERATION.FIELD")]
    pub(crate) field: String,

    /// Another field to compare with; of the same schema unless it names one.
    #[arg(long, value_name = "[SCHEMA:]OPERATION.FIELD")]
    pub(crate) against: Option<String>,
}

/// A stage of the compiler.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Stage {
    /// What the document says, in one spelling.
    Syntax,
    /// Everything decided.
    Plan,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The code, for example WF0012; all are listed without.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// What is looked at: an operation, values and facts.
#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// A schema file, or the name of a description that ships with wireform.
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: PathBuf,

    /// The operation, by its name in the schema.
    #[arg(value_name = "OPERATION")]
    pub(crate) operation: String,

    /// The file with the values; `-` is standard input.
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    pub(crate) input: PathBuf,

    /// How the values are written; by the file's extension otherwise. Without one, JSON Lines are recognised and the rest
    /// is YAML.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<InputFormat>,

    /// A fact that the values do not carry and a rule of the operation depends on; a set takes several, separated by
    /// commas.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) context: Vec<String>,

    /// A fact that is not known; rules that need it are listed as not checked.
    #[arg(long, value_name = "NAME")]
    pub(crate) context_unknown: Vec<String>,

    /// The data as the provider has it now, for operations with a rule that looks at it.
    #[arg(long, value_name = "FILE")]
    pub(crate) current: Option<PathBuf>,

    /// Something not to be held to: `voice:pattern` of a field that has a pattern, `rule:fr_company`.
    #[arg(long, value_name = "WHAT")]
    pub(crate) waive: Vec<String>,

    /// In a replace operation, and only there: keys that are missing delete.
    #[arg(long)]
    pub(crate) delete_missing: bool,
}

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// One mapping in YAML.
    Yaml,
    /// One mapping in JSON.
    Json,
    /// A mapping in JSON on each line.
    Jsonl,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EncodeArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// A credential that the way to authenticate uses; `NAME=@FILE` reads it from a file.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) auth: Vec<String>,

    /// The way to authenticate; the first that the credentials suffice for otherwise.
    #[arg(long, value_name = "NAME")]
    pub(crate) auth_by: Option<String>,

    /// The server, by its name in the schema or as a URL; the first otherwise.
    #[arg(long, value_name = "NAME")]
    pub(crate) server: Option<String>,

    /// The binding, by its name in the schema; the first otherwise.
    #[arg(long, value_name = "NAME")]
    pub(crate) binding: Option<String>,

    /// What to print.
    #[arg(long = "as", value_name = "FORM", default_value = "http")]
    pub(crate) form: Form,

    /// Prints secrets instead of masking them.
    #[arg(long)]
    pub(crate) show_secrets: bool,
}

/// What is printed of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// The HTTP/1.1 message.
    Http,
    /// The body alone: needs no server, and no credential that it does not carry.
    Body,
    /// A command for a POSIX shell.
    Curl,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ValidateArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// How to print what was found.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FitArgs {
    /// The file with the contact, one JSON object; `-` is standard input.
    #[arg(value_name = "CONTACT")]
    pub(crate) contact: PathBuf,

    /// Schema files, or names of descriptions that ship with wireform.
    #[arg(value_name = "SCHEMA", required = true)]
    pub(crate) schemas: Vec<PathBuf>,

    /// The operation; those that update a contact otherwise. A name that no operation has lists all of them, each with
    /// whether it takes a contact.
    #[arg(long, value_name = "NAME")]
    pub(crate) operation: Option<String>,

    /// The value of a field that no contact has, for the operations that have the field; one of them has to.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,

    /// A datum of the contact not to send, for example `voice_extension`, or a field of the request: the provider may
    /// delete what it has there.
    #[arg(long, value_name = "NAME")]
    pub(crate) leave_out: Vec<String>,

    /// Agrees that an operation that replaces deletes the fields that have no value.
    #[arg(long)]
    pub(crate) delete_missing: bool,

    /// A fact that the contact does not carry, for the operations with a rule that depends on it; one of them has to.
    /// Others are unknown.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) context: Vec<String>,

    /// A provider's answer to the call that reads the contact, as JSON: what differs from it is shown. Takes one schema.
    #[arg(long, value_name = "ANSWER")]
    pub(crate) as_read: Option<PathBuf>,

    /// How to print what was found.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: FitFormat,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: what is wrong, and a summary.
    Human,
    /// One JSON object a line, one line a record.
    Json,
}

/// How verdicts are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FitFormat {
    /// For people: a table for each operation, and what has to change.
    Human,
    /// One JSON object a line, one line an operation; `supply` lists what is no datum of a contact.
    Json,
}
