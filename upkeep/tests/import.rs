//! Imports the files in `tests/import`, and compares the drafts and the notes.
//!
//! A case is a directory with `input.json` or `input.yaml`, `expected.yaml`, `notes.txt`, and `citations.lock`
//! if the case is about citations. The first word of its name is
//! the language. `WIREFORM_BLESS=1 cargo test -p wireform-upkeep --test import` updates the expected files.

use std::fs;
use std::path::{Path, PathBuf};

use wireform_codegen::compile_file;
use wireform_codegen::source::Sources;
use wireform_upkeep::import::{Draft, Import, Language, import};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let entries = fs::read_dir(root).expect("the cases are there");
    let mut folders: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() > 10, "the cases were found");
    folders
}

fn name_of(folder: &Path) -> &str {
    let name = folder.file_name().and_then(|name| name.to_str());
    name.expect("the name is UTF-8")
}

fn language(name: &str) -> Language {
    match name.split('_').next() {
        Some("openapi") => Language::OpenApi,
        Some("swagger") => Language::Swagger,
        Some("json") => Language::JsonSchema,
        Some("botocore") => Language::Botocore,
        other => panic!("{name}: {other:?} is no language"),
    }
}

fn input(folder: &Path) -> String {
    let json = fs::read_to_string(folder.join("input.json"));
    json.or_else(|_| fs::read_to_string(folder.join("input.yaml")))
        .expect("the case has an input")
}

fn draft(name: &str, text: &str) -> Result<Draft, String> {
    let draft = import(&Import {
        name: "input",
        text,
        language: language(name),
        operations: &[],
        into: None,
    });
    draft.map_err(|error| error.to_string())
}

/// Returns the errors of the compiler about a draft.
fn errors(yaml: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let file = sources.add("draft.yaml", yaml);
    let compiled = compile_file(&sources, file);
    let found = compiled.diagnostics.0.iter();
    let errors = found.filter(|found| found.severity == wireform_codegen::source::Severity::Error);
    errors
        .map(|found| format!("{}: {}", found.code, found.message))
        .collect()
}

#[test]
fn every_case_gives_the_expected_draft_and_notes() {
    let bless = std::env::var_os("WIREFORM_BLESS").is_some();
    let mut wrong = Vec::new();
    for folder in cases() {
        let name = name_of(&folder);
        let draft = draft(name, &input(&folder)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(errors(&draft.yaml), [""; 0], "{name}");
        let notes: String = draft.notes.iter().map(|note| format!("{note}\n")).collect();
        let repeated = draft.notes.iter().find(|note| {
            let again = format!(": {}", note.text);
            let mut others = draft.notes.iter();
            others.any(|other| other.pointer == note.pointer && other.text.ends_with(&again))
        });
        assert_eq!(repeated, None, "{name}: a note is repeated");
        let lock = draft.lock.to_string();
        assert_eq!(lock.parse(), Ok(draft.lock), "{name}");
        for (file, found) in [
            ("expected.yaml", draft.yaml),
            ("notes.txt", notes),
            ("citations.lock", lock),
        ] {
            let path = folder.join(file);
            if file == "citations.lock" && !path.exists() {
                continue;
            }
            if bless {
                fs::write(&path, found).expect("the case can be written");
            } else if fs::read_to_string(&path).unwrap_or_default() != found {
                wrong.push(format!("{name}/{file}: found\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn operations_are_added_to_a_schema() {
    let schema = "\
# A comment that stays.
wireform: 1
provider: { name: Mine }
case: camel
endpoints: { api: { servers: { production: 'https://api.mine.example' } } }
types:
    Handle: string   # with four spaces
operations:
    info: { http: GET /info }

# The end.
";
    let api = "\
openapi: 3.0.0
info: { title: X, version: '1' }
paths:
  /c:
    put:
      operationId: putContact
      requestBody: { content: { application/json: { schema: { type: object, properties: { kind: { $ref: '#/components/schemas/Kind' } } } } } }
      responses: {}
components: { schemas: { Kind: { type: string, enum: [a, b] } } }
";
    let with = |schema: &str| {
        import(&Import {
            name: "api.yaml",
            text: api,
            language: Language::OpenApi,
            operations: &[],
            into: Some(("mine.yaml", schema)),
        })
    };
    let found = with(schema).expect("the operation is added").yaml;
    let expected = schema
        .replace("# with four spaces\n", "# with four spaces\n    Kind: { enum: { a: a, b: b } }\n")
        .replace(
            "GET /info }\n",
            "GET /info }\n    put_contact: { http: PUT /c, body: json, update: unstated, fields: { kind: Kind } }\n",
        );
    assert_eq!(found, expected);
    let again = with(&found)
        .map(|draft| draft.yaml)
        .map_err(|error| error.to_string());
    assert_eq!(
        again,
        Err("mine.yaml: the schema already has the operation `put_contact`".to_owned())
    );
}

/// The operations are sent to the servers of the schema, so a base path that only the file has would be lost.
#[test]
fn into_notes_a_base_path_that_the_schema_does_not_have() {
    let api = "\
openapi: 3.0.0
info: { title: X, version: '1' }
servers: [{ url: 'https://api.mine.example/v1' }]
paths: { /c: { get: { operationId: readContact, responses: {} } } }
";
    let check = |servers: &str, expected: &[&str]| {
        let schema = format!(
            "wireform: 1\nprovider: {{ name: Mine }}\nendpoints: {{ api: {servers} }}\noperations:\n  info: {{ http: GET /info }}\n"
        );
        let draft = import(&Import {
            name: "api.yaml",
            text: api,
            language: Language::OpenApi,
            operations: &[],
            into: Some(("mine.yaml", &schema)),
        });
        let notes: Vec<String> = draft
            .expect("the operation is added")
            .notes
            .iter()
            .map(ToString::to_string)
            .filter(|note| note.starts_with("#/servers"))
            .collect();
        assert_eq!(notes, expected, "{servers}");
    };
    check(
        "{ servers: { production: 'https://api.mine.example/v1' } }",
        &[],
    );
    check(
        "{ servers: { production: 'https://api.mine.example' } }",
        &[
            "#/servers/0: lost: the operations use the servers of `api`, and not all of them have the base path `/v1`, which the file states",
        ],
    );
    check(
        "{}",
        &[
            "#/servers/0: assumed: the caller supplies the server of `api`, with the base path `/v1`",
        ],
    );
}
