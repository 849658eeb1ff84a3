//! Reads the examples: parts of schemas with comments that say what to do with them.
//!
//! A file is a section of the page. Lines of `---` separate its examples. A comment `#! KEY: TEXT` states something about the
//! example, and everything else is the part of the schema that the page shows. Its keys are keys of a schema or of an operation.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A section of examples.
pub(crate) struct Section {
    /// Its heading.
    pub(crate) title: String,
    /// Its examples, in order.
    pub(crate) examples: Vec<Example>,
}

/// An example of a construct.
#[derive(Default)]
pub(crate) struct Example {
    /// Its heading.
    pub(crate) title: String,
    /// A sentence about it.
    pub(crate) says: String,
    /// The part of the schema.
    pub(crate) part: String,
    /// What is done with it, in order.
    pub(crate) acts: Vec<Act>,
    /// The formats of bindings that are compiled together. Without them, each format is tried alone.
    pub(crate) wires: Vec<String>,
    /// The authentication method of the endpoint.
    auth: Option<String>,
    /// The operation. Without it, the part has keys of one operation.
    pub(crate) operation: Option<String>,
    /// Whether the request line is shown, and the headers.
    pub(crate) shows_line: bool,
    pub(crate) shows_headers: bool,
}

/// What is done with an example.
pub(crate) enum Act {
    /// Values are sent, or refused.
    Values(String),
    /// The facts of the next values, as `NAME=VALUE` with spaces between them.
    Facts(String),
    /// The data as they were read, for the next values.
    Current(String),
    /// The credentials of the next values, as a map.
    Credentials(String),
    /// A response is read.
    Response(String),
}

/// The formats that are tried.
pub(crate) const FORMATS: [&str; 5] = ["json", "xml", "query", "form", "lines"];

/// The keys of a schema. All others are keys of the operation.
pub(crate) const OF_SCHEMA: [&str; 11] = [
    "case",
    "encoding",
    "namespaces",
    "trees",
    "credentials",
    "auth",
    "endpoints",
    "contexts",
    "types",
    "operations",
    "provider",
];

/// Reads all sections of a folder, by the names of their files.
pub(crate) fn read_sections(folder: &Path) -> Vec<Section> {
    let files = fs::read_dir(folder).expect("the folder of examples");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let texts = paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("an example"));
    texts
        .map(|text| read_section(&text.replace("\r\n", "\n")))
        .collect()
}

fn read_section(text: &str) -> Section {
    let (title, rest) = text.split_once('\n').expect("the line of the title");
    let title = title.strip_prefix("#! section: ").expect("a title");
    Section {
        title: title.to_owned(),
        examples: rest.split("\n---\n").map(read_example).collect(),
    }
}

fn read_example(text: &str) -> Example {
    let mut example = Example::default();
    for line in text.lines() {
        let Some((key, rest)) = line.strip_prefix("#! ").and_then(|it| it.split_once(": ")) else {
            if !line.is_empty() {
                let _ = writeln!(example.part, "{line}");
            }
            continue;
        };
        let rest = rest.to_owned();
        match key {
            "title" => example.title = rest,
            "says" => example.says = rest,
            "values" => example.acts.push(Act::Values(rest)),
            "facts" => example.acts.push(Act::Facts(rest)),
            "current" => example.acts.push(Act::Current(rest)),
            "credentials" => example.acts.push(Act::Credentials(rest)),
            "response" => example.acts.push(Act::Response(rest)),
            "wires" => example.wires = rest.split(' ').map(str::to_owned).collect(),
            "auth" => example.auth = Some(rest),
            "operation" => example.operation = Some(rest),
            "show" => {
                example.shows_line = true;
                example.shows_headers = rest == "headers";
            }
            _ => panic!("{text}: no key `{key}`"),
        }
    }
    assert!(!example.title.is_empty(), "{text}: no title");
    example
}

impl Example {
    /// Returns whether the part itself states the formats of the operation.
    pub(crate) fn states_formats(&self) -> bool {
        self.blocks()
            .any(|block| matches!(key_of(block), "body" | "bindings" | "operations" | "from"))
    }

    /// Returns the whole schema, with the operation in the given formats.
    pub(crate) fn schema(&self, formats: &[&str]) -> String {
        let mut schema = String::from("wireform: 1\nprovider: { name: Example Registrar }\n");
        let mut operation = String::new();
        let has = |key: &str| self.blocks().any(|block| key_of(block) == key);
        if !has("endpoints") {
            let auth = self.auth.iter().map(|it| format!(", auth: [{it}]"));
            let auth: String = auth.collect();
            let server = "https://api.example";
            let _ = writeln!(
                schema,
                "endpoints: {{ api: {{ servers: {{ production: '{server}' }}{auth} }} }}"
            );
        }
        for block in self.blocks() {
            if OF_SCHEMA.contains(&key_of(block)) {
                schema.push_str(block);
            } else {
                operation.extend(block.lines().map(|line| format!("    {line}\n")));
            }
        }
        if has("operations") {
            return schema;
        }
        if !has("http") {
            operation.push_str("    http: POST /contacts\n");
        }
        if !has("update") {
            operation.push_str("    update: none\n");
        }
        let envelope = |format: &str| match format == "xml" && !has("envelope") {
            true => ", envelope: { contact: { $rest: } }",
            false => "",
        };
        match formats {
            [] => {}
            [format] => {
                let _ = writeln!(operation, "    body: {format}");
                if !envelope(format).is_empty() {
                    operation.push_str("    envelope: { contact: { $rest: } }\n");
                }
            }
            formats => {
                operation.push_str("    bindings:\n");
                for format in formats {
                    let envelope = envelope(format);
                    let _ = writeln!(operation, "      {format}: {{ body: {format}{envelope} }}");
                }
            }
        }
        format!("{schema}operations:\n  contact_create:\n{operation}")
    }

    /// Returns the blocks of the part: a key at the margin with everything below it.
    fn blocks(&self) -> impl Iterator<Item = &str> {
        let mut rest = self.part.as_str();
        std::iter::from_fn(move || {
            let mut end = 0;
            for line in rest.split_inclusive('\n') {
                let is_key = !line.starts_with([' ', '#']);
                if is_key && rest[..end].lines().any(|it| !it.starts_with('#')) {
                    break;
                }
                end += line.len();
            }
            let (block, behind) = rest.split_at(end);
            rest = behind;
            (!block.is_empty()).then_some(block)
        })
    }
}

/// Returns the key of a block.
fn key_of(block: &str) -> &str {
    let line = block.lines().find(|line| !line.starts_with('#'));
    line.and_then(|line| line.split(':').next())
        .unwrap_or_default()
}
