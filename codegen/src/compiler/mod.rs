//! What a build script calls: finds the schemas, plans them, and writes one file of Rust.
//!
//! In: folders, files and names of shipped providers. Out: `wireform.rs` in the output folder, written only where
//! its content changes and never in part, and what Cargo has to know. Where anything is wrong nothing is written.

pub mod codes;
mod find;
mod write;

use std::fmt;
use std::path::{Path, PathBuf};

use crate::emit;
use crate::plan::Plan;
use crate::source::{Diagnostic, Diagnostics, Renderer, Sources, Span};

/// The name of the file that is written.
pub const FILE_NAME: &str = "wireform.rs";

/// Compiles schemas to Rust.
///
/// ```no_run
/// // build.rs
/// wireform_codegen::Compiler::new()
///     .schema_dir("schemas")
///     .compile_or_exit();
/// ```
#[derive(Debug, Clone, Default)]
pub struct Compiler {
    inputs: Vec<Input>,
    options: emit::Options,
    /// Whether examples become tests; where nothing is said, those of the user's own schemas do.
    tests: Option<bool>,
    out_dir: Option<PathBuf>,
}

/// One thing that the user asked for.
#[derive(Debug, Clone)]
enum Input {
    Folder(PathBuf),
    File(PathBuf),
    Provider(String),
}

/// What a successful run did.
#[derive(Debug, Clone)]
pub struct Report {
    /// The file with the generated code.
    pub file: PathBuf,
    /// Whether its content changed.
    pub changed: bool,
    /// The modules in it, in order.
    pub modules: Vec<String>,
    /// What is to be watched for changes; every path exists.
    pub watched: Vec<PathBuf>,
    /// Warnings, rendered; empty where there are none.
    pub warnings: String,
}

/// What is wrong, everything in one go.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The diagnostics, warnings among them.
    pub diagnostics: Diagnostics,
    /// The files that they point into.
    pub sources: Sources,
    /// What is to be watched for changes; every path exists.
    pub watched: Vec<PathBuf>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Renderer::plain().render_all(&self.diagnostics, &self.sources))
    }
}

impl std::error::Error for Failure {}

impl Compiler {
    /// Creates a compiler that has nothing to compile yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds all `.yaml` and `.yml` files of a folder and the folders in it, relative to the package.
    #[must_use]
    pub fn schema_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.inputs.push(Input::Folder(folder.into()));
        self
    }

    /// Adds one file, relative to the package.
    #[must_use]
    pub fn schema(mut self, file: impl Into<PathBuf>) -> Self {
        self.inputs.push(Input::File(file.into()));
        self
    }

    /// Adds a description that ships with wireform, for example `realtime-register`.
    #[must_use]
    pub fn provider(mut self, name: impl Into<String>) -> Self {
        self.inputs.push(Input::Provider(name.into()));
        self
    }

    /// Whether requests get `Deserialize`; the runtime needs its feature `serde` then.
    #[must_use]
    pub fn serde(mut self, serde: bool) -> Self {
        self.options.serde = serde;
        self
    }

    /// Sets whether `cargo test` runs the examples of the schemas.
    ///
    /// Without this call, the examples of folders and files are tests, and those of descriptions that ship with wireform
    /// are not: wireform's own tests run them. `true` makes tests of all examples, `false` of none.
    ///
    /// The tests are behind `#[cfg(test)]`: `cargo build` does not compile them, and they need no dependency beyond the
    /// runtime. Say `false` where the generated code is included in several targets, and run the examples in one of them.
    #[must_use]
    pub fn tests(mut self, tests: bool) -> Self {
        self.tests = Some(tests);
        self
    }

    /// Where to write; the build script's `OUT_DIR` where nothing is said.
    #[must_use]
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Compiles, and writes the file.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the schemas, or why the file cannot be written. The file is as it was then.
    pub fn compile(&self) -> Result<Report, Failure> {
        let (mut plans, mut failure) = self.plan();
        let folder = self
            .out_dir
            .clone()
            .or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let Some(folder) = folder else {
            failure.say(
                codes::NO_OUTPUT_FOLDER,
                "the output folder is not known: OUT_DIR is not set",
                Some("call this from a build script, or give `.out_dir(…)`"),
            );
            return Err(failure);
        };
        if failure.diagnostics.has_errors() {
            return Err(failure);
        }
        if self.tests.is_none() {
            for plan in plans.iter_mut().filter(|plan| self.ships(plan)) {
                plan.forget_examples();
            }
        }
        let options = emit::Options {
            tests: self.tests.unwrap_or(true),
            ..self.options.clone()
        };
        let text = emit::generate(&plans, &options);
        let file = folder.join(FILE_NAME);
        match write::if_changed(&file, &text) {
            Ok(changed) => Ok(Report {
                file,
                changed,
                modules: plans.into_iter().map(|plan| plan.module).collect(),
                watched: failure.watched,
                warnings: Renderer::plain().render_all(&failure.diagnostics, &failure.sources),
            }),
            Err(error) => {
                let message = format!("{} cannot be written: {error}", file.display());
                failure.say(codes::OUTPUT_UNWRITABLE, &message, None);
                Err(failure)
            }
        }
    }

    /// Compiles for Cargo: says what to watch, and what is wrong, one line of each diagnostic at a time.
    ///
    /// Where something is wrong the process ends here with status 0: Cargo fails the build because of the errors
    /// that it was told, and shows nothing beside them.
    pub fn compile_or_exit(&self) {
        match self.compile() {
            Ok(report) => {
                print_watched(&report.watched);
                print_lines("warning", &report.warnings);
            }
            Err(failure) => {
                print_watched(&failure.watched);
                print_lines("error", &failure.to_string());
                std::process::exit(0);
            }
        }
    }

    /// Returns whether a plan is of a description that was asked for by `provider`.
    fn ships(&self, plan: &Plan) -> bool {
        self.inputs
            .iter()
            .any(|input| matches!(input, Input::Provider(name) if *name == plan.schema))
    }

    /// Plans everything; the failure holds what there is to say so far, errors or not.
    fn plan(&self) -> (Vec<Plan>, Failure) {
        let mut failure = Failure {
            diagnostics: Diagnostics::default(),
            sources: Sources::new(),
            watched: Vec::new(),
        };
        if self.inputs.is_empty() {
            failure.say(
                codes::NOTHING_TO_COMPILE,
                "there is nothing to compile",
                Some("give `.schema_dir(…)`, `.schema(…)` or `.provider(…)`"),
            );
        }
        let files = find::read(&self.inputs, &mut failure);
        let (plans, found) = crate::plan_files(&failure.sources, &files);
        failure.diagnostics.extend(found);
        (plans, failure)
    }
}

impl Failure {
    /// Says something that has no place in any schema.
    fn say(&mut self, code: &'static str, message: &str, help: Option<&str>) {
        let file = self.sources.add("build script", "");
        let diagnostic = Diagnostic::error(code, Span::at(file, 0, 0), message);
        self.diagnostics.push(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
    }
}

fn print_watched(paths: &[PathBuf]) {
    for path in paths {
        println!("cargo::rerun-if-changed={}", Path::display(path));
    }
}

/// Cargo takes one line at a time, and an empty one says nothing.
fn print_lines(kind: &str, text: &str) {
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        println!("cargo::{kind}={line}");
    }
}
