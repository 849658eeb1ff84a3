//! Loads schemas: each use reads the file, and each content is compiled once.
//!
//! Input: a path relative to the package, or the name of a schema that wireform contains. Output: the plan, and the rendered
//! diagnostics. An editor keeps this process for days while files change, so the cache compares the content of a file.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::LitStr;
use wireform_codegen::emit::Stubs;
use wireform_codegen::lower::{Lowered, Memo, lower};
use wireform_codegen::plan::{AnyFormat, Plan, Primitive, Structure, Type};
use wireform_codegen::source::{Diagnostics, Renderer, Severity, Sources};
use wireform_codegen::syntax::{Node, Schema};
use wireform_codegen::{Outcome, compile_file};

use crate::shipped;

/// A loaded schema.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// A hash of the content.
    pub(crate) hash: u64,
    /// The rendered errors.
    pub(crate) errors: Vec<String>,
    /// Whether wireform contains the schema.
    pub(crate) ships: bool,
    /// The syntax tree, as far as the document could be read.
    schema: Option<Schema>,
    result: SchemaState,
    sources: Sources,
    found: bool,
}

/// The result of compiling a schema.
#[derive(Debug)]
enum SchemaState {
    /// The plan of a schema without a mistake.
    Plan(Box<Plan>),
    /// The names that a schema with mistakes declares.
    Stubs(Box<Stubs>),
    /// The file could not be read as YAML.
    Nothing,
}

/// The schemas that were loaded, by path.
static KNOWN: Mutex<BTreeMap<PathBuf, Arc<Loaded>>> = Mutex::new(BTreeMap::new());

/// The matchers that were built. A crate derives many structs from one schema, and equal patterns are built once.
static MEMO: LazyLock<Arc<Memo>> = LazyLock::new(Arc::default);

/// Prepares a plan for the emitter.
pub(crate) fn lowered(plan: &Plan) -> Lowered<'_> {
    lower(plan, &MEMO)
}

/// Loads a schema. `path` is relative to the package. If there is no such file, a word without folder and extension is the
/// name of a schema that wireform contains.
pub(crate) fn load(path: &str) -> Arc<Loaded> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    load_below(&root, path)
}

fn load_below(root: &Path, path: &str) -> Arc<Loaded> {
    let file = root.join(path);
    let text = std::fs::read(&file);
    let shipped = shipped::text(path, &file);
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    text.as_ref().ok().hash(&mut hasher);
    shipped.hash(&mut hasher);
    let hash = hasher.finish();
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(loaded) = known.get(&file)
        && loaded.hash == hash
        && (loaded.found || shipped.is_some())
    {
        return Arc::clone(loaded);
    }
    let loaded = Arc::new(compile(path, &file, shipped, hash));
    known.insert(file, Arc::clone(&loaded));
    loaded
}

fn compile(path: &str, file: &Path, shipped: Option<&str>, hash: u64) -> Loaded {
    #[cfg(test)]
    tests::count(file);
    let mut sources = Sources::new();
    let found = file.is_file();
    // The file is read by its full path, and reported by the path that the source states.
    let mut unread = Sources::new();
    let mut diagnostics = Diagnostics::default();
    let read = match shipped {
        // The name is the one that a build script uses.
        Some(text) => Some(sources.add(format!("{path}.yaml"), text)),
        None => unread
            .read(file, &mut diagnostics)
            .map(|id| sources.add(path, unread.text(id))),
    };
    let (schema, result) = match read {
        Some(id) => {
            let compiled = compile_file(&sources, id);
            diagnostics = compiled.diagnostics;
            let result = match compiled.outcome {
                Outcome::Plan(plan) => SchemaState::Plan(plan),
                Outcome::Draft(draft) => SchemaState::Stubs(Box::new(Stubs::new(*draft))),
                Outcome::Unreadable => SchemaState::Nothing,
            };
            (compiled.schema, result)
        }
        None => {
            for diagnostic in &mut diagnostics.0 {
                if !found {
                    diagnostic.help.push(shipped::help(path));
                }
                let text = unread.text(diagnostic.span.file).to_owned();
                diagnostic.span.file = sources.add(path, text);
            }
            (None, SchemaState::Nothing)
        }
    };
    let errors = diagnostics
        .0
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| Renderer::plain().render(diagnostic, &sources))
        .collect();
    Loaded {
        hash,
        errors,
        ships: shipped.is_some(),
        schema,
        result,
        sources,
        found,
    }
}

impl Loaded {
    /// Returns the plan, if the schema has no mistake.
    pub(crate) fn plan(&self) -> Option<&Plan> {
        match &self.result {
            SchemaState::Plan(plan) => Some(plan),
            SchemaState::Stubs(_) | SchemaState::Nothing => None,
        }
    }

    /// Returns the names that the schema declares, if it has mistakes and is YAML.
    pub(crate) fn stubs(&self) -> Option<&Stubs> {
        match &self.result {
            SchemaState::Stubs(stubs) => Some(stubs),
            SchemaState::Plan(_) | SchemaState::Nothing => None,
        }
    }

    /// Returns the file stem of the schema and the name of its module, if the schema is YAML.
    pub(crate) fn names(&self) -> Option<(&str, &str)> {
        match &self.result {
            SchemaState::Plan(plan) => Some((&plan.schema, &plan.module)),
            SchemaState::Stubs(stubs) => Some((stubs.schema(), stubs.module())),
            SchemaState::Nothing => None,
        }
    }

    /// Returns the errors of the schema as compile errors at the place that names it.
    pub(crate) fn compile_errors(&self, at: Span) -> TokenStream {
        self.errors
            .iter()
            .map(|error| {
                let message = format!("the schema has a mistake\n{}", error.trim_end());
                quote_spanned!(at=> ::core::compile_error! { #message })
            })
            .collect()
    }

    /// Returns the item that makes rustc compile again when the file changes.
    pub(crate) fn tracked(&self, path: &LitStr) -> TokenStream {
        if !self.found {
            return TokenStream::new();
        }
        let path = path.value();
        if Path::new(&path).is_absolute() {
            return quote!(
                const _: &[u8] = ::core::include_bytes!(#path);
            );
        }
        let path = format!("/{path}");
        quote! {
            const _: &[u8] = ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #path));
        }
    }

    /// Returns the place of an operation or a type in the YAML: file, line, column. For any other name, such as that of an
    /// anonymous enum, it returns the file.
    pub(crate) fn place_of(&self, owner: &str) -> String {
        let span = self.schema.as_ref().and_then(|schema| {
            let operations = schema.operations.iter().map(|(name, _)| name);
            let mut names = operations.chain(schema.types.iter().map(|(name, _)| name));
            names.find(|name| name.value == owner).map(|name| name.span)
        });
        match span {
            Some(span) => {
                let (line, column) = self.sources.position(span);
                format!("{}:{line}:{column}", self.sources.name(span.file))
            }
            None => self
                .sources
                .ids()
                .next()
                .map_or_else(String::new, |file| self.sources.name(file).to_owned()),
        }
    }

    /// Returns the place of a field of an operation or an object in the YAML: file, line, column.
    pub(crate) fn place(&self, owner: &str, field: &str) -> String {
        let span = self.schema.as_ref().and_then(|schema| {
            let operation = schema
                .operations
                .iter()
                .find(|(name, _)| name.value == owner)
                .map(|(_, operation)| operation);
            let object = |name: &str| {
                schema
                    .types
                    .iter()
                    .find(|(candidate, _)| candidate.value == name)
                    .and_then(|(_, node)| node.fields.as_ref())
            };
            let find = |fields: &wireform_codegen::syntax::Map<Node>| {
                fields
                    .iter()
                    .find(|(name, _)| name.value == field)
                    .map(|(name, _)| name.span)
            };
            match operation {
                Some(operation) => find(&operation.params)
                    .or_else(|| find(&operation.fields))
                    .or_else(|| {
                        operation
                            .include
                            .iter()
                            .find_map(|name| find(object(&name.value)?))
                    }),
                None => find(object(owner)?),
            }
        });
        match span {
            Some(span) => {
                let (line, column) = self.sources.position(span);
                format!("{}:{line}:{column}", self.sources.name(span.file))
            }
            None => String::from("the schema"),
        }
    }
}

/// Returns the name of a type for a message.
pub(crate) fn describe(ty: &Type) -> &'static str {
    match ty.structure() {
        Structure::Primitive(Primitive::Text(_)) => "a text",
        Structure::Primitive(Primitive::Integer(_)) => "an integer",
        Structure::Primitive(Primitive::Number(_)) => "a decimal number",
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => "any JSON value",
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => "an XML element",
        Structure::Primitive(Primitive::Boolean) => "a boolean",
        Structure::Primitive(Primitive::Date) => "a date",
        Structure::Primitive(Primitive::Timestamp) => "a timestamp",
        Structure::Primitive(Primitive::Enum(_)) => "an enum",
        Structure::Object(_) => "an object",
        Structure::List(_) => "a list",
        Structure::Map(_) => "a map",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often each file was compiled.
    static COMPILED: Mutex<BTreeMap<PathBuf, usize>> = Mutex::new(BTreeMap::new());

    pub(super) fn count(file: &Path) {
        let mut counts = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(file.to_owned()).or_default() += 1;
    }

    /// rustc loads the macros once for each compilation, so this test, in one process, does what one compilation does.
    #[test]
    fn twenty_derives_compile_each_of_five_schemas_once() {
        let schemas = [
            "realtime-register",
            "autodns",
            "namebay",
            "hostcontrol",
            "logicboxes",
        ];
        for nth in 0..20 {
            let path = format!("../schemas/{}.yaml", schemas[nth % 5]);
            let name = quote::format_ident!("Customer{nth}");
            let expanded = crate::derive::expand(quote! {
                #[wireform(schema = #path, operation = "contact_update", partial)]
                struct #name {
                    #[wireform(means = "email")]
                    email: String,
                }
            });
            assert!(expanded.to_string().contains("ContactUpdate"), "{expanded}");
        }
        let counts = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
        for schema in schemas {
            let ending = format!("schemas/{schema}.yaml");
            let counted: Vec<usize> = counts
                .iter()
                .filter(|(file, _)| file.ends_with(&ending))
                .map(|(_, count)| *count)
                .collect();
            assert_eq!(counted, [1], "{schema}");
        }
    }

    #[test]
    fn load_shipped_schema_by_name() {
        let folder = std::env::temp_dir().join(format!("wireform-shipped-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for schema in wireform_schemas::every() {
            let loaded = load_below(&folder, schema.name);
            assert_eq!(loaded.errors, Vec::<String>::new(), "{}", schema.name);
            let module = &loaded.plan().unwrap().module;
            assert_eq!(*module, schema.name.replace('-', "_"));
            assert!(Arc::ptr_eq(&loaded, &load_below(&folder, schema.name)));
        }
        let check_help = |path: &str, help: &str| {
            let loaded = load_below(&folder, path);
            assert_eq!(loaded.errors.len(), 1, "{path}");
            assert!(loaded.errors[0].contains(help), "{:?}", loaded.errors);
        };
        check_help("realtime-registre", "did you mean `realtime-register`?");
        check_help("providers/autodns.yaml", "write its name, `autodns`");
        check_help("schemas/other.yaml", "relative to the package");
        // A file takes precedence over the name of a schema that wireform contains.
        std::fs::write(folder.join("namebay"), MINIMAL).unwrap();
        assert_eq!(
            load_below(&folder, "namebay").plan().unwrap().provider,
            "Example"
        );
        std::fs::remove_dir_all(&folder).unwrap();
    }

    const MINIMAL: &str = "wireform: 1\nprovider: { name: Example }\nendpoints: { api: { servers: { production: 'https://example.com' } } }\noperations:\n  ping:\n    http: GET /ping\n    update: none\n";

    #[test]
    fn load_compiles_each_content_once() {
        let folder = std::env::temp_dir().join(format!("wireform-schemas-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let write = |text: &str| std::fs::write(folder.join("a.yaml"), text).unwrap();
        write(MINIMAL);
        let first = load_below(&folder, "a.yaml");
        assert_eq!(first.errors, Vec::<String>::new());
        assert!(Arc::ptr_eq(&first, &load_below(&folder, "a.yaml")));
        write(&MINIMAL.replace("Example", "Other"));
        let second = load_below(&folder, "a.yaml");
        assert_eq!(second.plan().unwrap().provider, "Other");
        write("wireform: 1\nprovider: { nam: x }\nendpoint: {}\n");
        let broken = load_below(&folder, "a.yaml");
        assert!(broken.plan().is_none());
        assert!(broken.errors.len() > 1, "{:?}", broken.errors);
        assert!(
            broken.errors[0].contains("a.yaml:2:"),
            "{:?}",
            broken.errors
        );
        std::fs::remove_dir_all(&folder).unwrap();
        let gone = load_below(&folder, "a.yaml");
        assert_eq!(gone.errors.len(), 1);
    }
}
