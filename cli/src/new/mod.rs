//! `new`: writes a schema to start from.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use wireform_codegen::format::format;
use wireform_codegen::source::Sources;

use crate::args::{NewArgs, NewBody};
use crate::shared::output::{Output, Status, Stop};

const TEMPLATE: &str = include_str!("template.yaml");

/// The operations of a schema with a text body, which has only one field.
const TEXT_OPERATION: &str = include_str!("text_operation.yaml");

/// What begins the part of the template that a text body does not have.
const TYPES: &str = "# Types that several fields have.";

/// Writes a schema of an invented API under the name of the provider. It does not replace a file.
pub(crate) fn run(args: &NewArgs, output: &mut Output) -> Result<Status, Stop> {
    let stem = stem(&args.provider).ok_or_else(|| {
        Stop::because("PROVIDER: the name needs a letter, and no control character".to_owned())
    })?;
    let path = args
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{stem}.yaml")));
    let shown = path.display().to_string();
    let text = formatted(schema(&args.provider, &shown, args.body));
    if path.as_os_str() == "-" {
        write!(output, "{text}")?;
        return Ok(Status::Clean);
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Stop::because(format!(
                "{shown}: the file exists; choose another name with --out FILE"
            )),
            _ => Stop::because(format!("{shown}: {error}")),
        })?;
    file.write_all(text.as_bytes())
        .map_err(|error| Stop::because(format!("{shown}: {error}")))?;
    writeln!(output, "{shown}: wrote a schema to start from")?;
    writeln!(
        output,
        "next: replace its facts, and run `wireform check {shown}`"
    )?;
    Ok(Status::Clean)
}

/// Returns the name of a provider in kebab case, as the name of a file. It is `None` for a name without a letter or with a
/// control character.
fn stem(provider: &str) -> Option<String> {
    if provider.chars().any(char::is_control) {
        return None;
    }
    let words = provider.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let stem = words.join("-");
    stem.starts_with(|first: char| first.is_ascii_alphabetic())
        .then_some(stem)
}

/// Returns a schema as `wireform fmt` writes it. A schema that cannot be formatted stays as it is.
fn formatted(text: String) -> String {
    let mut sources = Sources::new();
    let file = sources.add("new.yaml", text.as_str());
    format(&sources, file).unwrap_or(text)
}

/// Fills the template in, in one pass: a name may have the form of a mark.
fn schema(provider: &str, file: &str, body: NewBody) -> String {
    let format = Format::of(body);
    let name = format!("'{}'", provider.replace('\'', "''"));
    let marks = [
        ("{plain}", provider),
        ("{file}", file),
        ("{name}", &name),
        ("{case}", format.case),
        ("{sample}", format.sample),
        ("{method}", format.method),
        ("{body}", format.body),
        ("{envelope}", format.envelope),
        ("{url}", format.url),
        ("{expected}", format.expected),
    ];
    let template = match (body, TEMPLATE.split_once(TYPES)) {
        (NewBody::Text, Some((head, _))) => format!("{head}{TEXT_OPERATION}"),
        _ => TEMPLATE.to_owned(),
    };
    let mut text = String::new();
    let mut rest = template.as_str();
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let mark = marks.iter().find(|(mark, _)| rest.starts_with(mark));
        let (mark, value) = mark.copied().unwrap_or(("{", "{"));
        text.push_str(value);
        rest = &rest[mark.len()..];
    }
    text.push_str(rest);
    text
}

/// What depends on the format of the body.
struct Format {
    body: &'static str,
    method: &'static str,
    case: &'static str,
    sample: &'static str,
    envelope: &'static str,
    url: &'static str,
    expected: &'static str,
}

impl Format {
    const fn of(body: NewBody) -> Self {
        const URL: &str = "https://api.registrar.example/contacts/jane-doe";
        match body {
            NewBody::Json => Format {
                body: "json",
                method: "PATCH",
                case: "camel",
                sample: "`postalCode`",
                envelope: "",
                url: URL,
                expected: r#"          body: '{"organization":"","postalCode":"1012 AB","country":"NL"}'"#,
            },
            NewBody::Xml => Format {
                body: "xml",
                method: "POST",
                case: "kebab",
                sample: "`postal-code`",
                envelope: "    # The document around the fields. `$rest` stands for all of them.\n    envelope: { request: { contact: { $rest: } } }\n",
                url: URL,
                expected: r#"          body: '<?xml version="1.0" encoding="UTF-8"?><request><contact><organization></organization><postal-code>1012 AB</postal-code><country>NL</country></contact></request>'"#,
            },
            NewBody::Form => Format {
                body: "form",
                method: "POST",
                case: "snake",
                sample: "`postal_code`",
                envelope: "",
                url: URL,
                expected: "          body: 'organization=&postal_code=1012+AB&country=NL'",
            },
            NewBody::Query => Format {
                body: "query",
                method: "POST",
                case: "snake",
                sample: "`postal_code`",
                envelope: "",
                url: "https://api.registrar.example/contacts/jane-doe?organization=&postal_code=1012%20AB&country=NL",
                expected: "          body: ''",
            },
            NewBody::Lines => Format {
                body: "lines",
                method: "POST",
                case: "snake",
                sample: "`postal_code`",
                envelope: "    # How lines are written. `assign` stands between the name and the value, and `end` is a last line.\n    lines: { assign: '=', end: EOF }\n",
                url: URL,
                expected: r#"          body: "organization=\npostal_code=1012 AB\ncountry=NL\nEOF""#,
            },
            NewBody::Text => Format {
                body: "text",
                method: "POST",
                case: "snake",
                sample: "`postal_code`",
                envelope: "",
                url: "https://api.registrar.example/contacts/jane-doe/notes",
                expected: "          body: NOTE Call back.",
            },
        }
    }
}
