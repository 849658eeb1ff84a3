//! The arguments of the command line.

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum};

mod calls;
mod contacts;
mod exchange;
mod mock;
mod pages;
mod schemas;
mod site;
mod versions;

pub(crate) use calls::{
    DecodeArgs, DecodeForm, EncodeArgs, Form, Format, InputArgs, InputFormat, ValidateArgs,
};
pub(crate) use contacts::{FitArgs, FitFormat};
pub(crate) use exchange::{
    ExportArgs, ExportLanguage, ImportArgs, ImportLanguage, NewArgs, NewBody,
};
pub(crate) use mock::MockArgs;
pub(crate) use pages::{
    AcceptArgs, DriftArgs, DriftFormat, PageArgs, RegenerateArgs, SnapshotArgs,
};
pub(crate) use schemas::{
    CheckArgs, DumpArgs, ExplainArgs, FmtArgs, GenerateArgs, MessageFormat, PatternArgs, Stage,
};
pub(crate) use site::{CompareArgs, CompareFormat, DocsArgs};
pub(crate) use versions::{BreakingArgs, BreakingAxis, BreakingFormat, FailOn};

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
  wireform new 'My Registrar'
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
A fix is certain if there is one way to write what was meant, for example a misspelled key that is near to one key only. \
A fix that would leave as many mistakes as before is not applied.

Examples:
  wireform check my-registrar.yaml
  wireform check schemas/ other.yaml
  wireform check realtime-register        a schema that ships with wireform
  wireform check --fix my-registrar.yaml
  wireform check --message-format sarif schemas/ > wireform.sarif")]
    Check(CheckArgs),

    /// Formats schemas: the order of keys, layout and quotes. Comments stay, and the meaning does not change.
    #[command(after_help = "\
A schema with syntax errors stays as it is. A schema with other mistakes is formatted. With -, the formatted text goes to \
standard output.

Exit status: 0 if all schemas are formatted, 1 if one has a syntax error or --check finds one that would change, 2 if the \
command failed.

Examples:
  wireform fmt schemas/
  wireform fmt --check schemas/           in CI: fails and prints the difference
  wireform fmt - < my.yaml")]
    Fmt(FmtArgs),

    /// Writes a schema to start from, with comments that explain it.
    #[command(after_help = "\
The schema describes an invented API and has no mistakes. A file that exists is not replaced.

Examples:
  wireform new 'My Registrar'             writes my-registrar.yaml
  wireform new 'My Registrar' --body xml --out -")]
    New(NewArgs),

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

    /// Writes the reference of schemas as a static site, or serves a page to try a contact with several providers.
    #[command(after_help = "\
The site needs no network and no JavaScript; the search needs a script. Each field has an anchor, such as \
providers/realtime-register.html#contact_update.voice. The directory is replaced as a whole; one with other files in it stays \
as it is.

With --serve, the command serves a page on this machine. It has a form for a contact, and the same contact as JSON. While a \
person types, it shows for each provider which data would be sent, adjusted and refused, the bytes of the request with \
sample credentials, and the answer of the mock. Nothing leaves this machine, and nothing is kept or printed. The command \
ends on ctrl-c.

Examples:
  wireform docs --out site
  wireform docs --out site realtime-register my-registrar.yaml
  wireform docs --serve
  wireform docs --serve --port 8080 realtime-register autodns my-registrar.yaml")]
    Docs(DocsArgs),

    /// Compares what providers accept for each datum of a contact.
    #[command(after_help = "\
For each datum of RFC 5733, the output has the field of each provider with its name on the wire, whether it is required, its \
bounds, and how its values relate to those of the first provider: equal, narrower, wider, overlapping or disjoint, with texts \
that show it. It also has the values that all providers accept.

Examples:
  wireform compare
  wireform compare realtime-register autodns --format csv > comparison.csv
  wireform compare my-registrar.yaml epp --operation contact_create")]
    Compare(CompareArgs),

    /// Serves an editor over the Language Server Protocol, on standard input and output.
    #[command(after_help = "\
The server reports diagnostics while a person types, describes keys, types and fields, completes keys, words and names, \
goes to declarations, formats, and offers the fixes of `check --fix`. It reads no files.

Examples:
  vim.lsp.start({ name = 'wireform', cmd = { 'wireform', 'lsp' } })      in Neovim")]
    Lsp,

    /// Prints the completions of a shell.
    #[command(after_help = "\
Examples:
  wireform completions bash > ~/.local/share/bash-completion/completions/wireform")]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}
