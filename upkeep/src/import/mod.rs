//! Drafts a schema from a machine-readable description of an API.
//!
//! Input: Swagger 2.0, OpenAPI 3.0 or 3.1, JSON Schema, or a service of botocore, as YAML or JSON. Output: the YAML of a schema that the compiler
//! accepts, and a note for each construct that the draft does not express exactly. Each note has the JSON Pointer of its
//! construct.
//!
//! `tree` is the file with its pointers, `schema` reads schemas, `api` the operations around them, `draft` writes the
//! document, and `repair` removes what the compiler refuses.

mod api;
mod cite;
mod draft;
mod into;
mod ledger;
mod repair;
mod schema;
mod tree;
mod yaml;

use std::collections::BTreeMap;
use std::fmt;

use wireform_codegen::source::{self, Diagnostics, Node, NodeKind, Renderer, Sources};

pub use ledger::{Count, Note, NoteKind};

use crate::lock::Lock;
use schema::{Reader, Version};

/// The language of the imported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// OpenAPI 3.0, 3.1 and later.
    OpenApi,
    /// Swagger 2.0.
    Swagger,
    /// JSON Schema: the body of one operation.
    JsonSchema,
    /// A service description of botocore (`service-2.json`).
    Botocore,
}

/// A file to import.
#[derive(Debug, Clone, Copy)]
pub struct Import<'t> {
    /// The name of the file, for messages.
    pub name: &'t str,
    /// Its text.
    pub text: &'t str,
    /// Its language.
    pub language: Language,
    /// The operations to import, by `operationId` or as `METHOD /path`. Empty: all. For a JSON Schema, the name of the
    /// operation.
    pub operations: &'t [String],
    /// The schema that gets the operations and their types: its name and its text. Without it, the draft is a schema.
    pub into: Option<(&'t str, &'t str)>,
}

/// A drafted schema.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The YAML of the schema, or the text of the one that got the operations.
    pub yaml: String,
    /// The constructs that the requests of the draft express. The place of each line is a JSON Pointer.
    pub lock: Lock,
    /// What the draft does not express exactly, in the order of the pointers.
    pub notes: Vec<Note>,
    /// The keywords under request bodies, and what became of them.
    pub counts: BTreeMap<String, Count>,
}

/// Why a file cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError(String);

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ImportError {}

/// Drafts a schema.
///
/// ```
/// use wireform_upkeep::import::{Import, Language, import};
///
/// let draft = import(&Import {
///     name: "contact.json",
///     text: r#"{ "type": "object", "properties": { "city": { "type": "string", "maxLength": 63 } } }"#,
///     language: Language::JsonSchema,
///     operations: &["contact_update".to_owned()],
///     into: None,
/// })?;
/// assert!(draft.yaml.contains("city: { type: string, maxLength: 63 }"));
/// # Ok::<(), wireform_upkeep::import::ImportError>(())
/// ```
///
/// # Errors
///
/// Fails if the text is not YAML or JSON, is too large or of another language, or has no such operation.
pub fn import(file: &Import<'_>) -> Result<Draft, ImportError> {
    let root = read(file)?;
    let version = version(file, &root)?;
    let mut reader = Reader::new(&root, version);
    let api = match version {
        Version::JsonSchema => {
            api::read_json_schema(&mut reader, file.operations.first().map(String::as_str))
        }
        Version::Botocore => api::read_botocore(&mut reader, file.operations)
            .map_err(|error| ImportError(format!("{}: {error}", file.name)))?,
        Version::Swagger | Version::OpenApi30 | Version::OpenApi31 => {
            api::read_openapi(&mut reader, file.operations)
                .map_err(|error| ImportError(format!("{}: {error}", file.name)))?
        }
    };
    let mut ledger = reader.ledger;
    let target = file
        .into
        .map(|(name, text)| into::Target::new(name, text))
        .transpose()
        .map_err(ImportError)?;
    let case = target.as_ref().map(into::Target::case);
    let mut document = draft::document(&api, case, &mut ledger);
    let mut yaml = repair::repair(&mut document, "draft.yaml", &mut ledger).map_err(ImportError)?;
    if let Some(target) = target {
        yaml = target.with(&document, &mut ledger).map_err(ImportError)?;
    }
    let lock = cite::citations(&document, &root);
    let (notes, counts) = ledger.finish();
    Ok(Draft {
        yaml,
        lock,
        notes,
        counts,
    })
}

/// Reads the text as YAML or JSON.
fn read(file: &Import<'_>) -> Result<Node, ImportError> {
    // JSON may be indented with tabs, YAML may not.
    if file
        .text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with(['{', '['])
    {
        let mut sources = Sources::new();
        sources.add(file.name, file.text);
        return source::read_value(file.text)
            .map_err(|found| unreadable(file.name, &found, &sources));
    }
    let mut sources = Sources::new();
    let id = sources.add(file.name, file.text);
    let mut diagnostics = Diagnostics::default();
    let root = source::parse(&sources, id, &mut diagnostics);
    match root {
        Some(root) if !diagnostics.has_errors() => Ok(root),
        _ => Err(unreadable(file.name, &diagnostics, &sources)),
    }
}

fn unreadable(name: &str, diagnostics: &Diagnostics, sources: &Sources) -> ImportError {
    let found = Renderer::plain()
        .hide_source()
        .render_all(diagnostics, sources);
    ImportError(format!("{name}: the file cannot be read:\n{found}"))
}

/// Returns the version of the language, as the file states it.
fn version(file: &Import<'_>, root: &Node) -> Result<Version, ImportError> {
    if !matches!(root.kind, NodeKind::Map(_)) {
        return Err(ImportError(format!("{}: the file is not a map", file.name)));
    }
    let stated = |key: &str| root.get(key).and_then(Node::text).unwrap_or_default();
    let wrong = |expected: &str, key: &str| {
        let name = file.name;
        ImportError(format!(
            "{name}: this is not {expected}; its key `{key}` does not say so"
        ))
    };
    match file.language {
        Language::JsonSchema => Ok(Version::JsonSchema),
        Language::Botocore if root.get("shapes").is_some() => Ok(Version::Botocore),
        Language::Botocore => Err(wrong("a service description of botocore", "shapes")),
        Language::Swagger if stated("swagger").starts_with('2') => Ok(Version::Swagger),
        Language::Swagger => Err(wrong("Swagger 2.0", "swagger")),
        Language::OpenApi if stated("openapi").starts_with("3.0") => Ok(Version::OpenApi30),
        Language::OpenApi if stated("openapi").starts_with("3.") => Ok(Version::OpenApi31),
        Language::OpenApi => Err(wrong("OpenAPI 3", "openapi")),
    }
}
